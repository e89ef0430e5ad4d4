public import LinuxIO
import Synchronization

/// A file that the parser does not come to the end of.
public struct HungParser: Error, CustomStringConvertible {
    /// Beneath the inbox.
    public var path: Path
    /// For how long it has been tried, as in `30 s of processor time`.
    public var duration: String
    /// Which reader has tried, from 0 on.
    var reader: Int

    public var description: String {
        "the parser has not come to the end of \(path.display) in \(duration); "
            + "a file that ends three starts like that is quarantined"
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
    /// Seconds of processor time that a file may take to be parsed. The slowest of the largest size takes a fraction of
    /// one.
    static let standardLimit = 30
    /// Ticks that it may take in all.
    static let standardPatience = 900

    /// A watch over `readers` readers.
    init(
        readers: Int,
        limit: Int = ParseWatch.standardLimit,
        patience: Int = ParseWatch.standardPatience
    ) throws(SystemError) {
        state = Mutex(State(readings: Array(repeating: nil, count: readers)))
        self.limit = limit
        self.patience = patience
        wakeup = try Wakeup()
    }

    /// Runs `parse` of the file at `path`, watched.
    func during<Value>(_ path: Path, reader: Int, _ parse: () -> Value) -> Value {
        state.withLock { $0.readings[reader] = Reading(path: path, clock: .own) }
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
                    return HungParser(path: reading.path, duration: "\(limit) s of processor time", reader: index)
                }
                if reading.ticks > patience {
                    return HungParser(path: reading.path, duration: "\(patience) s", reader: index)
                }
            }
            return nil
        }
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
