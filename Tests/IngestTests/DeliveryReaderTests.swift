import Archive
import Foundation
import LinuxIO
import Logging
import TestSupport
import Testing

@testable import Ingest

@Suite("Reading a delivery, and moving it")
struct DeliveryReaderTests {
    private let scratch: ScratchDirectory
    private let fileSystem = FaultyFileSystem(LinuxFileSystem())
    private var settings: IngestSettings

    init() throws {
        scratch = try ScratchDirectory()
        settings = .plain(in: scratch.root)
        try scratch.write(Story.text(1), to: "inbox/1.txt")
    }

    private func read(
        _ name: Path = "1.txt",
        failures: Int = 0,
        leases: any LeaseTaking = KernelLeases()
    ) throws -> DeliveryReader.Result {
        let inbox = try InboxFolder(settings.inbox, on: fileSystem)
        var candidate = Candidate(path: name, wasMovedIn: true)
        candidate.failures = failures
        let reader = DeliveryReader(settings: settings, fileSystem: fileSystem, leases: leases)
        return reader.read(
            InboxWatch.Claim(inbox: inbox, candidate: candidate),
            now: Clock.now,
            monotonic: Clock.monotonic
        )
    }

    private func prepared(leases: any LeaseTaking = KernelLeases()) throws -> PreparedDelivery {
        guard case .ready(let delivery, _) = try read(leases: leases) else { throw CocoaError(.fileReadUnknown) }
        return delivery
    }

    private var inboxPath: String { scratch.path + "/inbox/1.txt" }

    @Test("Case 10: no lease is left on a file that waits for its commit, so that a writer never has to")
    func leaseIsLetGo() throws {
        let delivery = try prepared()
        let writer = open(inboxPath, O_WRONLY | O_NONBLOCK)
        #expect(writer >= 0)
        close(writer)
        withExtendedLifetime(delivery) {}
    }

    @Test("Case 11: a file that a listing has found is read only when it has been left alone for the settling time")
    func settling() throws {
        var settings = settings
        settings.settle = 3_600_000_000_000
        let inbox = try InboxFolder(settings.inbox, on: fileSystem)
        let reader = DeliveryReader(settings: settings, fileSystem: fileSystem, leases: KernelLeases())
        var candidate = Candidate(path: "1.txt", wasMovedIn: false)
        func read(_ candidate: Candidate, at monotonic: Int64) -> DeliveryReader.Result {
            let claim = InboxWatch.Claim(inbox: inbox, candidate: candidate)
            return reader.read(claim, now: Clock.now, monotonic: monotonic)
        }
        guard case .notWhole(let look) = read(candidate, at: 0) else {
            Issue.record("a file that was just written was read")
            return
        }
        candidate.lastLook = look
        guard case .notWhole = read(candidate, at: settings.settle - 1) else {
            Issue.record("a file was read before it had settled")
            return
        }
        guard case .ready = read(candidate, at: settings.settle) else {
            Issue.record("a file that had settled was not read")
            return
        }
        // One byte more, and it begins anew.
        try scratch.write(Story.text(1) + "\n", to: "inbox/1.txt")
        guard case .notWhole = read(candidate, at: settings.settle) else {
            Issue.record("a file that had changed was read")
            return
        }
    }

    @Test("Case 14: a file that somebody opened for writing after it was read stays in the inbox")
    func writerBeforeTheMove() throws {
        let delivery = try prepared()
        let disposer = Disposer(stateDirectory: scratch.root, fileSystem: fileSystem, leases: KernelLeases())
        let writer = open(inboxPath, O_WRONLY)
        #expect(try disposer.move(delivery.file, to: "processed", day: "2026-11-22") == .beingWritten)
        close(writer)
        #expect(
            try disposer.move(delivery.file, to: "processed", day: "2026-11-22") == .moved("processed/2026-11-22/1.txt")
        )
    }

    @Test(
        "Case 20: a copy on another file system that a kill has left beside its file is the file's, and no second one is made"
    )
    func copiedBefore() throws {
        let delivery = try prepared()
        let memory = try ScratchDirectory(isInMemory: true)
        try #require(memory.path.hasPrefix("/dev/shm"), "there is no file system in memory here")
        let processed = scratch.path + "/processed"
        #expect(symlink(memory.path, processed) == 0)
        let content = try Data(contentsOf: URL(filePath: inboxPath))
        try memory.write([UInt8](content), to: "2026-11-22/1.txt")
        let disposer = Disposer(stateDirectory: scratch.root, fileSystem: fileSystem)
        #expect(
            try disposer.move(delivery.file, to: "processed", day: "2026-11-22", mayStandThere: true)
                == .moved("processed/2026-11-22/1.txt")
        )
        #expect(try memory.names(in: "2026-11-22") == ["1.txt"])
        #expect(!FileManager.default.fileExists(atPath: inboxPath))
    }

    @Test("Case 14: a file that somebody is about to open for writing while it is moved goes back")
    func writerDuringTheMove() throws {
        struct Disturbed: LeaseTaking {
            func take(on file: borrowing Descriptor) -> ReadLease.Answer { .held }
            func isUndisturbed(on file: borrowing Descriptor) -> Bool { false }
        }
        let delivery = try prepared()
        let disposer = Disposer(stateDirectory: scratch.root, fileSystem: fileSystem, leases: Disturbed())
        #expect(try disposer.move(delivery.file, to: "processed", day: "2026-11-22") == .beingWritten)
        #expect(try scratch.names(in: "inbox") == ["1.txt"])
        #expect(try scratch.names(in: "processed/2026-11-22").isEmpty)
    }

    @Test("Case 14: a file that grew after it was read is not moved")
    func grown() throws {
        let delivery = try prepared()
        let handle = try FileHandle(forWritingTo: URL(filePath: inboxPath))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("\nMore.\n".utf8))
        try handle.close()
        let disposer = Disposer(stateDirectory: scratch.root, fileSystem: fileSystem, leases: KernelLeases())
        #expect(try disposer.move(delivery.file, to: "processed", day: "2026-11-22") == .notThere)
        #expect(try scratch.names(in: "inbox") == ["1.txt"])
    }

    @Test("Case 14: a file that is cut short while it is read is looked at again, and nothing of it is taken")
    func truncatedWhileRead() throws {
        struct Cutting: LeaseTaking {
            let path: String
            func take(on file: borrowing Descriptor) -> ReadLease.Answer {
                truncate(path, 10)
                return .unavailable
            }
        }
        guard case .notWhole = try read(leases: Cutting(path: inboxPath)) else {
            Issue.record("a file that was cut short was taken")
            return
        }
    }

    @Test("Case 19: a disk that does not give the bytes is tried again, and after six tries the file is quarantined")
    func damagedDisk() throws {
        fileSystem.inject(Fault(.read, persists: true, error: EIO))
        guard case .failed(let error) = try read(failures: 0) else {
            Issue.record("an error of the disk was not told")
            return
        }
        #expect(error.number == EIO)
        guard case .ready(let delivery, guardedBy: .none) = try read(failures: 5),
            case .refused(let refusal) = delivery.content
        else {
            Issue.record("the file is tried for ever")
            return
        }
        #expect(refusal.code == "unreadable")
        #expect(refusal.explanation.contains("in 6 tries"))
    }

    @Test("Case 19: a process without descriptors keeps the file, however often it has tried")
    func noDescriptors() throws {
        fileSystem.inject(Fault(.open, persists: true, suffix: "1.txt", error: EMFILE))
        for failures in [0, 100] {
            guard case .failed(let error) = try read(failures: failures) else {
                Issue.record("a file was given up for want of descriptors")
                return
            }
            #expect(error.number == EMFILE)
        }
    }

    @Test("Case 19: an inbox that cannot be looked at for want of descriptors is not gone")
    func inboxWithoutDescriptors() throws {
        var presence = InboxPresence(
            path: settings.inbox,
            fileSystem: fileSystem,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        guard case .opened = presence.look() else {
            Issue.record("the inbox is not there")
            return
        }
        fileSystem.inject(Fault(.openRoot, persists: true, error: EMFILE))
        guard case .unchanged = presence.look() else {
            Issue.record("the inbox counts as gone")
            return
        }
    }
}
