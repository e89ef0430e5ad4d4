public import LinuxIO
import Synchronization

/// A file that the parser does not come to the end of.
public struct HungParser: Error, CustomStringConvertible {
    /// Beneath the inbox.
    public var path: Path
    /// Which member of it; nil where it is read as a whole.
    public var member: String?
    /// For how long it has been tried, as in `30 s of processor time`.
    public var duration: String
    /// Which reader has tried, from 0 on.
    var reader: Int

    public var description: String {
        let what = member.map { "\($0.escapedForDisplay) in \(path.display)" } ?? path.display
        return "the parser has not come to the end of \(what) in \(duration); "
            + "what ends three starts like that is quarantined"
    }
}

/// Notices a reader that does not come to the end of a file: an endless loop in a parser, which no bound on the file's
/// size can rule out.
///
/// What counts is the processor time of the reader's thread: on a machine that is busy with others, or asleep, a file
/// takes long without being to blame. For a parser that waits for something, and works not at all, there is a second,
/// far longer limit in ticks of the watch's own, which do not come while the process is stopped.
final class ParseWatch: Sendable {
    private struct Reading {
        var path: Path
        var member: String?
        var clock: ThreadClock?
        /// What the clock showed at the first tick.
        var start: Int64?
        var ticks = 0
    }

    private struct State {
        var readings: [Reading?]
        var isStopping = false
    }

    private let state: Mutex<State>
    private let limit: Int
    private let patience: Int
    private let wakeup: Wakeup

    /// Nanoseconds between two ticks.
    static let interval: Int64 = 1_000_000_000
    /// Ticks that it may take in all.
    static let standardPatience = 900

    /// A watch over `readers` readers.
    ///
    /// - Parameters:
    ///   - limit: seconds of processor time that a file, or a member of a container, may take to be parsed. The slowest of the
    ///     largest size takes a fraction of one.
    ///   - patience: ticks that it may take in all.
    init(
        readers: Int,
        limit: Int,
        patience: Int = ParseWatch.standardPatience
    ) throws(SystemError) {
        state = Mutex(State(readings: Array(repeating: nil, count: readers)))
        self.limit = limit
        self.patience = patience
        wakeup = try Wakeup()
    }

    /// Runs `parse` of the file at `path`, or of a member of it, watched.
    func during<Value>(_ path: Path, member: String? = nil, reader: Int, _ parse: () -> Value) -> Value {
        state.withLock { $0.readings[reader] = Reading(path: path, member: member, clock: .own) }
        defer { state.withLock { $0.readings[reader] = nil } }
        return parse()
    }

    /// Counts a tick. Returns the file that has now been parsed for longer than the limit, if there is one.
    ///
    /// - Parameter time: what a clock shows, in nanoseconds.
    func tick(time: (ThreadClock) -> Int64? = { $0.time }) -> HungParser? {
        state.withLock { state in
            for index in state.readings.indices {
                guard var reading = state.readings[index] else { continue }
                let now = reading.clock.flatMap(time) ?? 0
                let start = reading.start ?? now
                reading.start = start
                reading.ticks += 1
                state.readings[index] = reading
                if now - start >= Int64(limit) * 1_000_000_000 {
                    return hung(reading, for: "\(limit) s of processor time", index)
                }
                if reading.ticks > patience {
                    return hung(reading, for: "\(patience) s", index)
                }
            }
            return nil
        }
    }

    private func hung(_ reading: Reading, for duration: String, _ reader: Int) -> HungParser {
        HungParser(path: reading.path, member: reading.member, duration: duration, reader: reader)
    }

    /// Ticks until ``stop()``, blocking the thread, and calls `hung` with a file that takes too long.
    func run(hung: (HungParser) -> Void) throws(SystemError) {
        while !state.withLock({ $0.isStopping }) {
            let start = Clock.monotonic
            try wakeup.wait(timeout: ParseWatch.interval)
            // Whoever was woken early has not seen a second pass.
            guard Clock.monotonic - start >= ParseWatch.interval else { continue }
            if let parser = tick() { hung(parser) }
        }
    }

    /// Ends ``run(hung:)``.
    func stop() {
        state.withLock { $0.isStopping = true }
        wakeup.signal()
    }
}
