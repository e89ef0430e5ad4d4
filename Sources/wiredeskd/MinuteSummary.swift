import Logging
import Operations

/// Sums up, once a minute, what the desk did in it, where it did something.
struct MinuteSummary {
    private var told: StatusSnapshot.Counts?
    private var next: Int64

    static let interval: Int64 = 60_000_000_000

    /// A summary that is due first a minute after `now`, in nanoseconds of a monotonic clock.
    init(at now: Int64) {
        next = now + MinuteSummary.interval
    }

    /// Leaves out what was done before: the deliveries of earlier runs.
    mutating func begin(with total: StatusSnapshot.Counts) {
        if told == nil { told = total }
    }

    /// What is to be told at `now`, given all that was done so far; nil where it is not time, or nothing was done.
    ///
    /// - Parameter isLast: the desk ends, and what there is is told before its time.
    mutating func due(_ total: StatusSnapshot.Counts, at now: Int64, isLast: Bool = false) -> StatusSnapshot.Counts? {
        guard let before = told else {
            told = total
            return nil
        }
        guard now >= next || isLast else { return nil }
        next = now + MinuteSummary.interval
        var done = StatusSnapshot.Counts()
        done.archived = total.archived - before.archived
        done.duplicates = total.duplicates - before.duplicates
        done.revisions = (total.revisions ?? 0) - (before.revisions ?? 0)
        done.quarantined = total.quarantined - before.quarantined
        told = total
        return done.archived + done.duplicates + done.quarantined > 0 ? done : nil
    }
}

extension Logger {
    /// Says what was done.
    func record(_ done: StatusSnapshot.Counts, waiting: Int) {
        record(
            .summary,
            """
            \(done.archived) archived, \(done.duplicates) duplicates, \(done.revisions ?? 0) revisions, \
            \(done.quarantined) quarantined
            """,
            [
                "archived": "\(done.archived)", "duplicates": "\(done.duplicates)",
                "revisions": "\(done.revisions ?? 0)",
                "quarantined": "\(done.quarantined)", "waiting": "\(waiting)",
            ]
        )
    }
}
