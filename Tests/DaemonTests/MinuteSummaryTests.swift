import Operations
import Testing

@testable import DeskDaemon

@Suite("The summary of each minute")
struct MinuteSummaryTests {
    private let minute: Int64 = 60_000_000_000

    private func counts(
        _ archived: Int,
        _ duplicates: Int = 0,
        _ quarantined: Int = 0,
        revisions: Int = 0
    ) -> StatusSnapshot.Counts {
        var counts = StatusSnapshot.Counts()
        counts.archived = archived
        counts.duplicates = duplicates
        counts.revisions = revisions
        counts.quarantined = quarantined
        return counts
    }

    @Test("What was done is told once a minute, and nothing where nothing was done")
    func onceAMinute() {
        var summary = MinuteSummary(at: 0)
        // What earlier runs did is not told again.
        #expect(summary.due(counts(1_000), at: 0) == nil)
        #expect(summary.due(counts(1_005), at: minute / 2) == nil)
        #expect(summary.due(counts(1_007, 2, 1, revisions: 3), at: minute) == counts(7, 2, 1, revisions: 3))
        #expect(summary.due(counts(1_007, 2, 1, revisions: 3), at: 2 * minute) == nil)
        #expect(summary.due(counts(1_008, 2, 1, revisions: 3), at: 2 * minute + 1) == nil)
        #expect(summary.due(counts(1_008, 2, 1, revisions: 3), at: 3 * minute) == counts(1))
    }

    @Test("The rest is told at the end, without waiting for the minute to be over")
    func atTheEnd() {
        var summary = MinuteSummary(at: 0)
        #expect(summary.due(counts(0), at: 0) == nil)
        #expect(summary.due(counts(3), at: 1, isLast: true) == counts(3))
        #expect(summary.due(counts(3), at: 2, isLast: true) == nil)
    }
}
