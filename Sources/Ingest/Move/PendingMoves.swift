import LinuxIO
import Synchronization

/// Batches on their way from the committer to the thread that moves their files: one is moved, one waits, and the
/// committer waits with a third.
final class PendingMoves: Sendable {
    private let queue: BoundedQueue<Committer.Durable>
    private let pending = Mutex(0)
    private let idle: Wakeup

    init() throws(SystemError) {
        queue = try BoundedQueue(capacity: 1)
        idle = try Wakeup()
    }

    /// Whether the files of a batch are still to be moved. Only the committer hands batches over, so that it can rely on
    /// a no.
    var isBusy: Bool { pending.withLock { $0 > 0 } }

    /// How many batches wait.
    var count: Int { queue.count }

    /// Hands a batch over, waiting for room.
    func give(_ batch: Committer.Durable) {
        pending.withLock { $0 += 1 }
        if !queue.give(batch) { end() }
    }

    /// What the thread that moves files has to do next.
    enum Next {
        case move(Committer.Durable)
        /// Nothing, for as long as it was ready to wait.
        case nothing
        case end
    }

    /// The next batch, for which it waits at most `timeout` nanoseconds.
    func take(timeout: Int64) -> Next {
        let taken = queue.take(upTo: 1, timeout: timeout)
        if let batch = taken.first { return .move(batch) }
        return queue.isClosed ? .end : .nothing
    }

    /// The batch that was taken is moved.
    func end() {
        let isLast = pending.withLock { pending in
            pending -= 1
            return pending == 0
        }
        if isLast { idle.signal() }
    }

    /// Waits until every batch that was handed over is moved.
    func waitUntilIdle() {
        while isBusy { idle.wait() }
    }

    /// Ends the queue: what is in it is still moved.
    func close() { queue.close() }
}
