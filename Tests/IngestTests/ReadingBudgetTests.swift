import Glibc
import LinuxIO
import Synchronization
import TestSupport
import Testing

@testable import Ingest

@Suite("The readers take turns with large files")
struct ReadingBudgetTests {
    /// What the readers do, seen from all their threads.
    private final class Seen: Sendable {
        struct State {
            var bytes = 0
            var count = 0
            var isOver = false
            var order: [String] = []
        }

        let state = Mutex(State())
    }

    @Test("Together they never read more than the budget, and a file that is larger than it alone", arguments: [1, 7])
    func bounded(seed: UInt64) async throws {
        let readers = 6
        let budget = try ReadingBudget(100, readers: readers, progress: StageProgress())
        let seen = Seen()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for reader in 0..<readers {
                group.addTask {
                    try await OwnThread.run(named: "reader") {
                        var generator = SeededGenerator(seed: seed + UInt64(reader))
                        for _ in 0..<400 {
                            let bytes = [1, 30, 60, 100, 250].randomElement(using: &generator) ?? 1
                            budget.during(Int64(bytes), reader: reader) {
                                seen.state.withLock { state in
                                    state.bytes += bytes
                                    state.count += 1
                                    if state.bytes > 100 && state.count > 1 { state.isOver = true }
                                }
                                sched_yield()
                                seen.state.withLock { state in
                                    state.bytes -= bytes
                                    state.count -= 1
                                }
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let isOver = seen.state.withLock(\.isOver)
        #expect(!isOver)
        #expect(budget.waiting == 0)
    }

    @Test("A large file that waits has its turn before small ones that come after it")
    func inOrder() async throws {
        let budget = try ReadingBudget(10, readers: 3, progress: StageProgress())
        let seen = Seen()
        let files: [(name: String, bytes: Int64, waitFor: Int)] = [("first", 5, 0), ("large", 10, 0), ("small", 1, 1)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (reader, file) in files.enumerated() {
                group.addTask {
                    try await OwnThread.run(named: file.name) {
                        // Each comes once those before it read or wait.
                        while reader > 0 && seen.state.withLock({ $0.count == 0 }) { sched_yield() }
                        while budget.waiting < file.waitFor { sched_yield() }
                        budget.during(file.bytes, reader: reader) {
                            seen.state.withLock { $0.count += 1 }
                            while reader == 0 && budget.waiting < 2 { sched_yield() }
                            seen.state.withLock { $0.order.append(file.name) }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let order = seen.state.withLock(\.order)
        #expect(order == ["first", "large", "small"])
    }
}
