import LinuxIO
import Synchronization

/// How many bytes of files are read and parsed at a time.
///
/// What a parser takes grows with its file, and each processor has a reader: the largest files have to take turns, so that
/// they need no more memory together than one of them alone. A file that is larger than the whole budget has it for itself.
/// Readers that wait have their turns in the order in which they came, so that small files hold up no large one.
final class ReadingBudget: Sendable {
    private struct State {
        var used: Int64 = 0
        var waiting: [(reader: Int, bytes: Int64)] = []
    }

    private let state = Mutex(State())
    private let capacity: Int64
    private let turns: [Wakeup]
    private let progress: StageProgress

    /// How long a reader waits before it shows that it comes on, in nanoseconds.
    private static let interval: Int64 = 1_000_000_000

    /// A budget of `capacity` bytes for readers that are numbered from 0.
    init(_ capacity: Int64, readers: Int, progress: StageProgress) throws(SystemError) {
        self.capacity = capacity
        self.progress = progress
        var turns: [Wakeup] = []
        for _ in 0..<readers { turns.append(try Wakeup()) }
        self.turns = turns
    }

    /// Runs `body`, which takes memory by a file of `bytes`, once there is room for it.
    func during<Value, Failure: Error>(
        _ bytes: Int64,
        reader: Int,
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        take(bytes, reader)
        defer { giveBack(bytes) }
        return try body()
    }

    /// How many readers wait for their turn.
    var waiting: Int { state.withLock { $0.waiting.count } }

    private func take(_ bytes: Int64, _ reader: Int) {
        let isThere = state.withLock { state in
            guard state.waiting.isEmpty, fits(bytes, state) else {
                state.waiting.append((reader, bytes))
                return false
            }
            state.used += bytes
            return true
        }
        if isThere { return }
        while state.withLock({ $0.waiting.contains { $0.reader == reader } }) {
            // A wait that the kernel refuses counts as one that has ended: the reader looks again.
            try? turns[reader].wait(timeout: ReadingBudget.interval)
            progress.comesOn(.read(reader))
        }
    }

    private func giveBack(_ bytes: Int64) {
        let next = state.withLock { state in
            state.used -= bytes
            var next: [Int] = []
            while let first = state.waiting.first, fits(first.bytes, state) {
                state.used += first.bytes
                state.waiting.removeFirst()
                next.append(first.reader)
            }
            return next
        }
        for reader in next { turns[reader].signal() }
    }

    private func fits(_ bytes: Int64, _ state: State) -> Bool {
        state.used == 0 || state.used + bytes <= capacity
    }
}
