import Archive
import Catalogue
import LinuxIO
import Testing

@testable import Ingest

@Suite("What the desk has done over time")
struct DeskFiguresTests {
    private let second: Int64 = 1_000_000_000
    /// The beginning of a minute.
    private let start: Int64 = 1_795_342_560_000_000_000

    @Test("Rates are files per second over the window, or since the start where that is less")
    func rates() {
        var figures = DeskFigures(since: start)
        for number in 0..<100 {
            figures.add(.archived, completed: start, bytes: 1_000, at: start + Int64(number) * second / 10)
        }
        let soon = start + 10 * second
        #expect(figures.rate(overMinutes: 1, at: soon) == 10)
        #expect(figures.rate(overMinutes: 15, at: soon) == 10)
        #expect(figures.bytesPerSecond(at: soon) == 10_000)
        let later = start + 600 * second
        #expect(figures.rate(overMinutes: 1, at: later) == 0)
        #expect(figures.rate(overMinutes: 5, at: later) == 0)
        #expect(abs(figures.rate(overMinutes: 15, at: later) - 100.0 / 600) < 1e-9)
        #expect(figures.bytesPerSecond(at: start + 2 * 3_600 * second) == 0)
        #expect(figures.watched(at: soon) == 10 * second)
        #expect(figures.watched(at: start + 2 * 3_600 * second) == 3_600 * second)
        #expect(figures.watched(at: start - second) == 0)
    }

    @Test("The history has the last sixty minutes, the running one last, and forgets what is older")
    func history() {
        var figures = DeskFigures(since: start)
        for minute in 0..<90 {
            for _ in 0...minute {
                figures.add(
                    minute % 2 == 0 ? .archived : .quarantined,
                    completed: start,
                    bytes: 1,
                    at: start + (Int64(minute) * 60 + 59) * second
                )
            }
        }
        let history = figures.history(at: start + (89 * 60 + 59) * second)
        #expect(history.answered == Array(31...90))
        #expect(history.quarantined == (30..<90).map { $0 % 2 == 0 ? 0 : $0 + 1 })
        #expect(figures.slots.count <= 366)
        #expect(figures.history(at: start + 500 * 60 * second).answered == [Int](repeating: 0, count: 60))
    }

    @Test("Percentiles are near the true ones, and of the last quarter of an hour alone")
    func percentiles() throws {
        var figures = DeskFigures(since: start)
        figures.add(.archived, completed: start - 3_600 * second, bytes: 1, at: start)
        let now = start + 20 * 60 * second
        for milliseconds in 1...1_000 {
            figures.add(.archived, completed: now - Int64(milliseconds) * 1_000_000, bytes: 1, at: now)
        }
        let recent = figures.recentLatency(at: now)
        #expect(recent.count == 1_000)
        #expect(abs(try #require(recent.quantile(0.5)) - 0.5) < 0.03)
        #expect(abs(try #require(recent.quantile(0.99)) - 0.99) < 0.06)
        #expect(figures.latency.count == 1_001)
        #expect(figures.recentLatency(at: start + 3_600 * second).quantile(0.5) == nil)
    }

    @Test("A histogram counts each duration in the first bucket that it fits, and one beyond all bounds at the end")
    func histogram() {
        var histogram = DurationHistogram(bounds: [10, 20, 30])
        for duration: Int64 in [-5, 0, 10, 11, 20, 30, 31, .max] { histogram.add(duration) }
        #expect(histogram.counts == [3, 2, 1, 2])
        #expect(histogram.count == 8)
        #expect(DurationHistogram.fineBounds == DurationHistogram.fineBounds.sorted())
        #expect(DurationHistogram.coarseBounds == DurationHistogram.coarseBounds.sorted())
    }

    @Test("A clock that is set back loses no file")
    func clockSetBack() {
        var figures = DeskFigures(since: start)
        figures.add(.archived, completed: start, bytes: 1, at: start + 60 * second)
        figures.add(.archived, completed: start, bytes: 1, at: start)
        #expect(figures.history(at: start + 60 * second).answered.last == 2)
        #expect(figures.latency.count == 2)
    }

    @Test("The files that were refused last are kept, the newest first, ten of them")
    func refused() {
        var figures = DeskFigures(since: start)
        for number in 1...12 {
            figures.add(.init(path: Path("\(number)"), reason: "no-body", explanation: "", time: start))
        }
        #expect(figures.refused.map(\.path) == (3...12).reversed().map { Path("\($0)") })
    }
}
