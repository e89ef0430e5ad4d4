internal import LinuxIO
internal import Logging
internal import Synchronization

/// Hands messages to a sink on a thread of its own, so that whoever logs never waits for it.
///
/// It holds so many messages and no more. While it is full, new ones are lost and counted, and once the sink takes
/// messages again it is told how many; critical ones find room for longer than others.
final class LogQueue: Sendable {
    private struct State {
        var entries: [LogEntry] = []
        /// Whether the thread hands something over at this moment.
        var isBusy = false
        var dropped = 0
        /// Of those, how many the sink has been told of.
        var told = 0
        var hasThread = false
        var isWaitedFor = false
    }

    private let state = Mutex(State())
    private let sink: any LogSink
    private let capacity: Int
    private let now: @Sendable () -> UTCTime
    private let arrived: Wakeup
    private let drained: Wakeup

    /// Messages that an undisturbed journal takes within a second or two, in a few megabytes.
    static let standardCapacity = 8192
    /// Room for critical messages beyond the capacity.
    static let reserve = 64

    /// A queue that leads to `sink`.
    init(
        to sink: any LogSink,
        capacity: Int = standardCapacity,
        now: @escaping @Sendable () -> UTCTime = { UTCTime(nanoseconds: Clock.now) }
    ) throws(SystemError) {
        self.sink = sink
        self.capacity = capacity
        self.now = now
        arrived = try Wakeup()
        drained = try Wakeup()
    }

    /// Messages that were lost.
    var dropped: Int { state.withLock { $0.dropped } }

    /// Puts a message at the end; never waits.
    func give(_ entry: LogEntry) {
        let (isFirst, needsThread) = state.withLock { state -> (Bool, Bool) in
            guard state.entries.count < capacity + (entry.level == .critical ? LogQueue.reserve : 0) else {
                state.dropped += 1
                return (false, false)
            }
            state.entries.append(entry)
            defer { state.hasThread = true }
            return (state.entries.count == 1, !state.hasThread)
        }
        if needsThread { startThread() }
        if isFirst { arrived.signal() }
    }

    /// Waits until all that was given has been taken, for `nanoseconds` at most. Returns whether it has.
    @discardableResult
    func flush(within nanoseconds: Int64) -> Bool {
        let deadline = Clock.monotonic + nanoseconds
        while true {
            let isDrained = state.withLock { state in
                state.isWaitedFor = true
                return state.entries.isEmpty && !state.isBusy
            }
            let left = deadline - Clock.monotonic
            if isDrained || left <= 0 { return isDrained }
            do { try drained.wait(timeout: left) } catch { return false }
        }
    }

    private func startThread() {
        do {
            try OwnThread.start(named: "wd-log") { [self] in
                while true {
                    arrived.wait()
                    handOver()
                }
            }
        } catch {
            // The next message asks for a thread again.
            state.withLock { $0.hasThread = false }
        }
    }

    private func handOver() {
        while true {
            let (entries, dropped) = state.withLock { state in
                defer { state.entries.removeAll() }
                state.isBusy = !state.entries.isEmpty
                return (state.entries, state.dropped)
            }
            if entries.isEmpty { break }
            for entry in entries { write(entry) }
            // What was lost came after what was in the queue then.
            tell(ofDropped: dropped)
        }
        if state.withLock({ $0.isWaitedFor }) { drained.signal() }
    }

    private func write(_ entry: LogEntry) {
        do {
            try sink.write(entry)
        } catch {
            state.withLock { $0.dropped += 1 }
        }
    }

    private func tell(ofDropped dropped: Int) {
        let new = dropped - state.withLock { $0.told }
        guard new > 0 else { return }
        let message = LogEntry(
            time: now(),
            level: Event.logDropped.description.level,
            message: "\(new) messages of the log were lost, because nobody took them in time",
            metadata: [Event.metadataKey: .string(Event.logDropped.rawValue), "dropped": "\(new)"],
            file: #fileID,
            function: #function,
            line: #line
        )
        do {
            try sink.write(message)
            state.withLock { $0.told = dropped }
        } catch {
            // The next message that goes out is followed by another try.
        }
    }
}
