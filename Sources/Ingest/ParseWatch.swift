public import LinuxIO
import Synchronization

/// A file that the parser does not come to the end of.
public struct HungParser: Error, CustomStringConvertible {
    /// Beneath the inbox.
    public var path: Path
    /// For how long it has been tried.
    public var seconds: Int
    /// Which reader has tried, from 0 on.
    var reader: Int

    public var description: String {
        "the parser has not come to the end of \(path.display) in \(seconds) s; "
            + "a file that ends three starts like that is quarantined"
    }
}

/// Notices a reader that does not come to the end of a file: an endless loop in a parser, which no bound on the file's
/// size can rule out.
///
/// It counts ticks of its own and does not compare times: while the process is stopped, or the machine asleep, nothing
/// ticks, and no file is blamed for it.
final class ParseWatch: Sendable {
    private struct Reading {
        var path: Path
        var ticks = 0
    }

    private struct State {
        var readings: [Reading?]
        var isStopping = false
    }

    private let state: Mutex<State>
    private let limit: Int
    private let wakeup: Wakeup

    /// Nanoseconds between two ticks.
    static let interval: Int64 = 1_000_000_000
    /// Ticks that a file may take to be parsed. The slowest that a parser is known to take for a file of the largest size
    /// is a fraction of one.
    static let standardLimit = 30

    /// A watch over `readers` readers.
    init(readers: Int, limit: Int = ParseWatch.standardLimit) throws(SystemError) {
        state = Mutex(State(readings: Array(repeating: nil, count: readers)))
        self.limit = limit
        wakeup = try Wakeup()
    }

    /// Runs `parse` of the file at `path`, watched.
    func during<Value>(_ path: Path, reader: Int, _ parse: () -> Value) -> Value {
        state.withLock { $0.readings[reader] = Reading(path: path) }
        defer { state.withLock { $0.readings[reader] = nil } }
        return parse()
    }

    /// Counts a tick. Returns the file that has now been parsed for longer than the limit, if there is one.
    func tick() -> HungParser? {
        state.withLock { state in
            for index in state.readings.indices {
                state.readings[index]?.ticks += 1
                if let reading = state.readings[index], reading.ticks > limit {
                    return HungParser(path: reading.path, seconds: limit, reader: index)
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
