import Archive
import Foundation
import LinuxIO
import Logging
import TestSupport
import Testing

@testable import Ingest
import Operations

@Suite("Reading a delivery")
struct DeliveryReaderTests {
    private let one: OneDelivery

    init() throws { one = try OneDelivery() }

    private struct NoLeases: LeaseTaking {
        func take(on file: borrowing Descriptor) -> ReadLease.Answer { .unavailable }
    }

    @Test("Case 10: no lease is left on a file that waits for its commit, so that a writer never has to")
    func leaseIsLetGo() throws {
        let delivery = try one.prepared()
        let writer = open(one.path, O_WRONLY | O_NONBLOCK)
        #expect(writer >= 0)
        close(writer)
        withExtendedLifetime(delivery) {}
    }

    @Test("Case 11: a file that a listing has found is read only when it has been left alone for the settling time")
    func settling() throws {
        var settings = one.settings
        settings.settle = .nanoseconds(3_600_000_000_000)
        let inbox = try InboxFolder(settings.inbox, on: one.fileSystem)
        let reader = one.reader(settings)
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
        guard case .notWhole = read(candidate, at: settings.settle.nanoseconds - 1) else {
            Issue.record("a file was read before it had settled")
            return
        }
        guard case .ready = read(candidate, at: settings.settle.nanoseconds) else {
            Issue.record("a file that had settled was not read")
            return
        }
        // One byte more, and it begins again.
        try one.scratch.write(Story.text(1) + "\n", to: "inbox/1.txt")
        guard case .notWhole = read(candidate, at: settings.settle.nanoseconds) else {
            Issue.record("a file that had changed was read")
            return
        }
    }

    @Test("Case 10: a file that somebody has open for writing is not read, however long ago it was written to")
    func openForWriting() throws {
        let reader = one.reader()
        let writer = open(one.path, O_WRONLY | O_APPEND)
        guard case .notWhole = try one.read(by: reader) else {
            Issue.record("a file was read that somebody may be writing")
            return
        }
        close(writer)
        guard case .ready(_, guardedBy: .lease) = try one.read(by: reader) else {
            Issue.record("a file was not read that nobody is writing any more")
            return
        }
    }

    @Test("Case 10: where no lease can be had, a file that was moved in settles like any other")
    func movedInWithoutLease() throws {
        var settings = one.settings
        settings.settle = .nanoseconds(3_600_000_000_000)
        guard case .notWhole = try one.read(by: one.reader(settings, leases: NoLeases())) else {
            Issue.record("a file was read that somebody may be writing")
            return
        }
        guard case .ready(_, guardedBy: .lease) = try one.read(by: one.reader(settings)) else {
            Issue.record("a file that was moved in was not read under a lease")
            return
        }
    }

    @Test("Case 14: a file of which fewer bytes come than it should have is looked at again")
    func shortRead() throws {
        one.fileSystem.inject(Fault(.read, persists: true, effect: .short(0)))
        guard case .notWhole = try one.read() else {
            Issue.record("a file was taken of which bytes are missing")
            return
        }
    }

    @Test("Case 14: a file that is rewritten in its size while it is read is looked at again")
    func rewrittenWhileRead() throws {
        let (path, changed) = (one.path, Array(Story.text(2).utf8))
        one.fileSystem.precede(.read, suffix: "1.txt") {
            let file = open(path, O_WRONLY)
            pwrite(file, changed, changed.count, 0)
            close(file)
        }
        #expect(Story.text(1).utf8.count == changed.count)
        try one.waitForTick(after: try one.changed(path))
        guard case .notWhole = try one.read(leases: NoLeases()) else {
            Issue.record("a mix of two contents was taken")
            return
        }
    }

    @Test("Case 15: one further name is enough to be refused, where hard links are")
    func furtherName() throws {
        var settings = one.settings
        settings.hardLinks = .refuse
        guard case .ready(let alone, _) = try one.read(by: one.reader(settings)), case .articles = alone.content else {
            Issue.record("a file with a single name was not read")
            return
        }
        #expect(link(one.path, one.scratch.path + "/further.txt") == 0)
        guard case .ready(let linked, guardedBy: .none) = try one.read(by: one.reader(settings)),
            case .refused(let refusal) = linked.content
        else {
            Issue.record("a file with a further name was read")
            return
        }
        #expect(refusal.code == .desk(.hardLinks))
    }

    @Test("Case 17: a file of just the largest size is read, and one with a byte more is refused")
    func largestSize() throws {
        var settings = one.settings
        settings.maxFileSize = Int64(Story.text(1).utf8.count)
        guard case .ready(let whole, _) = try one.read(by: one.reader(settings)), case .articles = whole.content else {
            Issue.record("a file of the largest size was not read")
            return
        }
        settings.maxFileSize -= 1
        guard case .ready(let larger, guardedBy: .none) = try one.read(by: one.reader(settings)),
            case .refused(let refusal) = larger.content
        else {
            Issue.record("a file that is too large was read")
            return
        }
        #expect(refusal.code == .desk(.tooLarge))
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
        guard case .notWhole = try one.read(leases: Cutting(path: one.path)) else {
            Issue.record("a file that was cut short was taken")
            return
        }
    }

    @Test("Case 19: a disk that does not give the bytes is tried again, and after six tries the file is quarantined")
    func damagedDisk() throws {
        one.fileSystem.inject(Fault(.read, persists: true, error: EIO))
        guard case .failed(let error) = try one.read(failures: 0) else {
            Issue.record("an error of the disk was not told")
            return
        }
        #expect(error.number == EIO)
        guard case .ready(let delivery, guardedBy: .none) = try one.read(failures: 5),
            case .refused(let refusal) = delivery.content
        else {
            Issue.record("the file is tried for ever")
            return
        }
        #expect(refusal.code == .desk(.unreadable))
        #expect(refusal.explanation.contains("in 6 tries"))
    }

    @Test("a file of the desk's own user is read without a new time of access")
    func timeOfAccess() throws {
        var times = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: 1_600_000_000, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, one.path, &times, 0) == 0)
        let delivery = try one.prepared()
        var status = stat()
        #expect(stat(one.path, &status) == 0)
        #expect(status.st_atim.tv_sec == 1_000_000_000)
        withExtendedLifetime(delivery) {}
    }

    @Test("a file that only its owner may read so is read all the same")
    func timeOfAccessOfAnother() throws {
        one.fileSystem.inject(Fault(.open, suffix: "1.txt", error: EPERM))
        withExtendedLifetime(try one.prepared()) {}
    }

    @Test("Case 19: a process without descriptors keeps the file, however often it has tried")
    func noDescriptors() throws {
        one.fileSystem.inject(Fault(.open, persists: true, suffix: "1.txt", error: EMFILE))
        for failures in [0, 100] {
            guard case .failed(let error) = try one.read(failures: failures) else {
                Issue.record("a file was given up for want of descriptors")
                return
            }
            #expect(error.number == EMFILE)
        }
    }

    @Test("Case 19: an inbox that cannot be looked at for want of descriptors is not gone")
    func inboxWithoutDescriptors() throws {
        var presence = InboxPresence(
            path: one.settings.inbox,
            stateDirectory: one.settings.stateDirectory,
            fileSystem: one.fileSystem,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        guard case .opened = presence.look() else {
            Issue.record("the inbox is not there")
            return
        }
        one.fileSystem.inject(Fault(.openRoot, persists: true, error: EMFILE))
        guard case .unchanged = presence.look() else {
            Issue.record("the inbox counts as gone")
            return
        }
    }

    @Test("A record that no reader would take is refused before it is appended")
    func longRecord() throws {
        let one = try OneDelivery()
        var reader = one.reader()
        reader.longestTail = 100
        guard case .ready(let delivery, _) = try one.read(by: reader) else { throw CocoaError(.fileReadUnknown) }
        guard case .refused(let refusal) = delivery.content else { throw CocoaError(.fileReadUnknown) }
        #expect(refusal.code == .desk(.tooLarge) && refusal.explanation.contains("100"))
        #expect(ArchiveCursor.longestTail < ArchiveCursor.longestLine)
    }
}
