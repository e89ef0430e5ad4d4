import Foundation
import Ingest
import LinuxIO
import Logging
import Operations
import Synchronization
import Testing
import TestSupport

@testable import DeskDaemon
@testable import Ingest

@Suite("Whether the stages of the desk come on")
struct StageProgressTests {
    private final class ManualClock: Sendable {
        let now = Mutex<Int64>(0)
        func advance(_ seconds: Int64) { now.withLock { $0 += seconds * 1_000_000_000 } }
    }

    private let limit: Int64 = 30_000_000_000

    @Test("A stage hangs that works and does not come on; one that comes on, waits or has ended does not")
    func hanging() {
        let clock = ManualClock()
        let progress = StageProgress { clock.now.withLock { $0 } }
        #expect(progress.hung(longerThan: limit, waitingFor: []) == [])
        progress.works(.commit)
        progress.works(.read(0))
        progress.waits(.read(1))
        progress.works(.watch)
        clock.advance(20)
        progress.works(.read(0))
        progress.ends(.watch)
        clock.advance(20)
        #expect(progress.hung(longerThan: limit, waitingFor: []) == [.commit])
        progress.works(.commit)
        #expect(progress.hung(longerThan: limit, waitingFor: []) == [])
    }

    @Test("A stage hangs that waits although there is something to do for it")
    func lostWakeup() {
        let clock = ManualClock()
        let progress = StageProgress { clock.now.withLock { $0 } }
        progress.waits(.commit)
        clock.advance(31)
        #expect(progress.hung(longerThan: limit, waitingFor: []) == [])
        #expect(progress.hung(longerThan: limit, waitingFor: [.commit]) == [.commit])
    }

    /// Leases that are not answered until the test lets them.
    private final class StuckLeases: LeaseTaking {
        private let gate = NSCondition()
        private let isOpen = Mutex(false)
        private let isEntered = Mutex(false)

        func take(on file: borrowing Descriptor) -> ReadLease.Answer {
            gate.withLock {
                isEntered.withLock { $0 = true }
                gate.broadcast()
                while !isOpen.withLock({ $0 }) { gate.wait() }
            }
            return .unavailable
        }

        func open() {
            gate.withLock {
                isOpen.withLock { $0 = true }
                gate.broadcast()
            }
        }

        func waitUntilEntered() {
            gate.withLock { while !isEntered.withLock({ $0 }) { gate.wait() } }
        }
    }

    @Test("A desk whose reader is stuck in the kernel tells so, and that it comes on again when it does")
    func stuckReader() async throws {
        let scratch = try ScratchDesk()
        var settings = Settings()
        settings.stateDirectory = Path(scratch.path)
        settings.inbox = Path(scratch.inbox)
        settings.settle = .zero
        let leases = StuckLeases()
        let desk = try Desk(
            settings: settings,
            fileSystem: LinuxFileSystem(),
            leases: leases,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try scratch.drop("A line\n", as: "a.txt")
        async let ended: Void = desk.run(started: {}, hung: { _ in })
        // Not on a thread of the pool, which the desk needs to begin.
        try await OwnThread.run(named: "waiting") { leases.waitUntilEntered() }
        // However short the limit, it is hung as long as it does not come on, which it does not by itself.
        #expect(desk.hungStages(longerThan: 0).contains { if case .read = $0 { true } else { false } })
        #expect(!desk.hungStages(longerThan: 60_000_000_000).contains(.commit))
        leases.open()
        desk.stop()
        try await ended
        #expect(desk.hungStages(longerThan: 0) == [])
    }
}
