import Archive
import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Ingest
import Operations

@Suite("Moving a delivery out of the inbox")
struct DisposerTests {
    private let one: OneDelivery
    private var scratch: ScratchDirectory { one.scratch }

    init() throws {
        one = try OneDelivery()
        ReadLease.ignoreSignals()
    }

    @Test("Case 14: a file that somebody opened for writing after it was read stays in the inbox")
    func writerBeforeTheMove() throws {
        let delivery = try one.prepared()
        let disposer = one.disposer(leases: KernelLeases())
        let writer = open(one.path, O_WRONLY)
        #expect(try disposer.move(delivery.file, to: "processed", day: "2026-11-22") == .beingWritten)
        close(writer)
        #expect(
            try disposer.move(delivery.file, to: "processed", day: "2026-11-22") == .moved("processed/2026-11-22/1.txt")
        )
    }

    @Test("A file that was overwritten after it was read, and had its time set back, stays in the inbox")
    func overwritten() throws {
        let delivery = try one.prepared()
        try one.waitForTick(after: delivery.file.status.changed)
        var status = stat()
        #expect(stat(one.path, &status) == 0)
        let text = Story.text(1)
        let other = text.replacing("the", with: "thy")
        try #require(other != text && other.utf8.count == text.utf8.count)
        let writer = open(one.path, O_WRONLY)
        #expect(other.utf8.withContiguousStorageIfAvailable { write(writer, $0.baseAddress, $0.count) } != -1)
        close(writer)
        var times = [status.st_atim, status.st_mtim]
        #expect(utimensat(AT_FDCWD, one.path, &times, 0) == 0)
        #expect(try one.disposer().move(delivery.file, to: "processed", day: "2026-11-22") == .notThere)
        #expect(try scratch.names(in: "inbox") == ["1.txt"])
    }

    @Test("A copy on another file system has the time of modification of its file, and so has a start that finds it")
    func copiedTime() throws {
        let before = timespec(tv_sec: 1_781_078_400, tv_nsec: 123_456_789)
        var times = [before, before]
        #expect(utimensat(AT_FDCWD, one.path, &times, 0) == 0)
        let delivery = try one.prepared()
        let memory = try one.processedInMemory()
        #expect(
            try one.disposer().move(delivery.file, to: "processed", day: "2026-11-22")
                == .moved("processed/2026-11-22/1.txt")
        )
        var status = stat()
        #expect(stat(memory.path + "/2026-11-22/1.txt", &status) == 0)
        #expect(status.st_mtim.tv_sec == before.tv_sec && status.st_mtim.tv_nsec == before.tv_nsec)
        // Its time is set before it has its name: a kill in between leaves no copy that nobody knows.
        let changes = one.fileSystem.changes
        let set = try #require(changes.firstIndex { $0.hasPrefix("futimens") })
        let named = try #require(changes.firstIndex { $0.hasPrefix("renameat2") && $0.contains(".wiredesk-copy") })
        #expect(set < named)
    }

    @Test("A sparse file is copied as one, in no time; one of more than 1 GiB stays, and the trouble says what to do")
    func sparse() throws {
        try one.scratch.write("x", to: "inbox/hole.txt")
        let path = one.scratch.path + "/inbox/hole.txt"
        #expect(truncate(path, 1 << 30) == 0)
        func unread(_ name: Path) throws -> ClaimedFile {
            let inbox = try InboxFolder(one.settings.inbox, on: one.fileSystem)
            let status = try one.fileSystem.status(of: name, in: inbox.descriptor)
            return ClaimedFile(inbox: inbox, path: name, descriptor: nil, status: status)
        }
        let memory = try one.processedInMemory()
        var slices = 0
        let disposer = Disposer(stateDirectory: one.scratch.root, fileSystem: one.fileSystem, slice: { slices += 1 })
        #expect(
            try disposer.move(try unread("hole.txt"), to: "processed", day: "2026-11-22")
                == .moved("processed/2026-11-22/hole.txt")
        )
        var status = stat()
        #expect(stat(memory.path + "/2026-11-22/hole.txt", &status) == 0)
        #expect(status.st_size == 1 << 30 && status.st_blocks < 64)
        #expect((1...8).contains(slices))
        try one.scratch.write("", to: "inbox/endless.txt")
        #expect(truncate(one.scratch.path + "/inbox/endless.txt", Int(Disposer.largestCopy) + 1) == 0)
        let error = #expect(throws: SystemError.self) {
            try disposer.move(try unread("endless.txt"), to: "processed", day: "2026-11-22")
        }
        #expect(FileTrouble(moving: try #require(error)).advice.contains("16 GiB"))
        #expect(try one.scratch.names(in: "inbox").contains("endless.txt"))
    }

    @Test("A folder in the way of a page is left, and the file gets another name")
    func folderAsPage() throws {
        let delivery = try one.prepared()
        try scratch.write("x", to: "quarantine/1.txt.reason.json/inner")
        let reason = QuarantineReason(
            path: "1.txt",
            code: "no-body",
            explanation: "",
            advice: "",
            time: "",
            bytes: 1,
            digest: nil,
            modified: ""
        )
        #expect(try one.disposer().quarantine(delivery.file, because: reason) == .moved("quarantine/1~2.txt"))
        #expect(scratch.read("quarantine/1.txt.reason.json/inner") == "x")
    }

    @Test("A folder that was moved away between two batches gets no file of the second")
    func movedFolder() throws {
        try scratch.write(Story.text(2), to: "inbox/2.txt")
        let disposer = one.disposer()
        let first = try one.prepared()
        disposer.beginBatch()
        _ = try disposer.move(first.file, to: "processed", day: "2026-11-22")
        #expect(rename(scratch.path + "/processed", scratch.path + "/old") == 0)
        let second = try one.prepared("2.txt")
        disposer.beginBatch()
        _ = try disposer.move(second.file, to: "processed", day: "2026-11-22")
        try disposer.synchronize()
        #expect(try scratch.names(in: "processed/2026-11-22") == ["2.txt"])
        #expect(try scratch.names(in: "old/2026-11-22") == ["1.txt"])
    }

    @Test("A stop ends a copy to another file system, which leaves nothing there, and the file in the inbox")
    func stoppedCopy() throws {
        let delivery = try one.prepared()
        let memory = try one.processedInMemory()
        let disposer = Disposer(
            stateDirectory: scratch.root,
            fileSystem: one.fileSystem,
            slice: { () throws(SystemError) in throw SystemError("copy", number: SystemError.cancelled) }
        )
        #expect(throws: SystemError.self) {
            try disposer.move(delivery.file, to: "processed", day: "2026-11-22")
        }
        #expect(try memory.names(in: "2026-11-22").isEmpty)
        #expect(try scratch.names(in: "inbox") == ["1.txt"])
    }

    @Test(
        "Case 20: a copy on another file system that a kill has left beside its file is the file's, and no second one is made"
    )
    func copiedBefore() throws {
        let delivery = try one.prepared()
        let memory = try one.processedInMemory()
        let content = try Data(contentsOf: URL(filePath: one.path))
        try memory.write([UInt8](content), to: "2026-11-22/1.txt")
        let disposer = one.disposer()
        #expect(
            try disposer.move(delivery.file, to: "processed", day: "2026-11-22", mayStandThere: true)
                == .moved("processed/2026-11-22/1.txt")
        )
        #expect(try memory.names(in: "2026-11-22") == ["1.txt"])
        #expect(!FileManager.default.fileExists(atPath: one.path))
    }

    @Test("Case 20: a copy to another file system that a kill has cut off is begun again under its name")
    func copyCutOff() throws {
        let delivery = try one.prepared()
        let memory = try one.processedInMemory()
        try memory.write("Half of ", to: "2026-11-22/.wiredesk-copy-\(delivery.file.status.inode)")
        let disposer = one.disposer()
        #expect(
            try disposer.move(delivery.file, to: "processed", day: "2026-11-22", mayStandThere: true)
                == .moved("processed/2026-11-22/1.txt")
        )
        #expect(try memory.names(in: "2026-11-22") == ["1.txt"])
        #expect(memory.read("2026-11-22/1.txt") == Story.text(1))
        #expect(try scratch.names(in: "inbox").isEmpty)
    }

    @Test(
        "Case 14: a file that somebody is about to open for writing while it is copied to another file system stays",
        arguments: [false, true]
    )
    func writerDuringTheCopy(isCopiedBefore: Bool) throws {
        let delivery = try one.prepared()
        let memory = try one.processedInMemory()
        if isCopiedBefore { try memory.write(Story.text(1), to: "2026-11-22/1.txt") }
        let path = one.path
        one.fileSystem.precede(.synchronize, suffix: "2026-11-22") {
            // Without O_NONBLOCK he would wait for the end of the lease, and write then.
            #expect(open(path, O_WRONLY | O_NONBLOCK) == -1 && errno == EWOULDBLOCK)
        }
        let disposer = one.disposer(leases: KernelLeases())
        let result = try disposer.move(delivery.file, to: "processed", day: "2026-11-22", mayStandThere: isCopiedBefore)
        #expect(result == .beingWritten)
        #expect(try scratch.names(in: "inbox") == ["1.txt"])
        #expect(try memory.names(in: "2026-11-22") == (isCopiedBefore ? ["1.txt"] : []))
    }

    @Test(
        "Case 20: a file that came under a name of the desk's own rests beside what the desk does under that name",
        arguments: [".wiredesk-reason", ".wiredesk-reason/x"]
    )
    func ownNames(path: String) throws {
        try scratch.write(Story.text(1), to: "inbox/" + path)
        let first = try one.prepared(Path(path))
        _ = try one.disposer().quarantine(first.file, because: reason)
        let second = try one.prepared()
        #expect(try one.disposer().quarantine(second.file, because: reason) == .moved("quarantine/1.txt"))
        #expect(scratch.read("quarantine/~" + path) == Story.text(1))
        let place = RestingPlace(stateDirectory: scratch.root, inbox: one.settings.inbox, fileSystem: one.fileSystem)
        let found = place.path(of: first.fileIdentity, outcome: .quarantined, time: 0)
        #expect(found == scratch.root.appending("quarantine/~\(path)"))
        let atRest = FilesAtRest(stateDirectory: scratch.root, fileSystem: one.fileSystem)
        #expect(atRest.holds(first.fileIdentity, movedBy: .quarantined, at: 0))
    }

    @Test(
        "A file is found again whose folder got a number, because a file had its name, and one that lies in a folder beside it",
        arguments: [1, 2, 3]
    )
    func numberedFolders(taken: Int) throws {
        for number in 1..<max(taken, 1) {
            let suffix = number == 1 ? "" : "~\(number)"
            try scratch.write("of another delivery", to: "quarantine/night\(suffix).tar")
        }
        try scratch.write(Story.text(1), to: "inbox/night.tar/a/b.txt")
        let delivery = try one.prepared("night.tar/a/b.txt")
        let number = taken == 1 ? "" : "~\(taken)"
        let rests = "quarantine/night\(number).tar/a/b.txt"
        #expect(try one.disposer().quarantine(delivery.file, because: reason) == .moved(Path(rests)))
        let place = RestingPlace(stateDirectory: scratch.root, inbox: one.settings.inbox, fileSystem: one.fileSystem)
        func found() -> Path? { place.path(of: delivery.fileIdentity, outcome: .quarantined, time: 0) }
        #expect(found() == scratch.root.appending(Path(rests)))
        // Whether what had the name has left since, or is a folder now, changes nothing.
        for number in 1..<max(taken, 1) {
            let path = scratch.path + "/quarantine/night\(number == 1 ? "" : "~\(number)").tar"
            try FileManager.default.removeItem(atPath: path)
            #expect(found() == scratch.root.appending(Path(rests)))
            try scratch.write("a member", to: "quarantine/night\(number == 1 ? "" : "~\(number)").tar/a/c.txt")
            #expect(found() == scratch.root.appending(Path(rests)))
        }
        try FileManager.default.removeItem(atPath: scratch.path + "/" + rests)
        #expect(found() == nil)
    }

    @Test("Case 14: a file that somebody is about to open for writing while it is moved goes back")
    func writerDuringTheMove() throws {
        struct Disturbed: LeaseTaking {
            func take(on file: borrowing Descriptor) -> ReadLease.Answer { .held }
            func isUndisturbed(on file: borrowing Descriptor) -> Bool { false }
        }
        let delivery = try one.prepared()
        let disposer = one.disposer(leases: Disturbed())
        #expect(try disposer.move(delivery.file, to: "processed", day: "2026-11-22") == .beingWritten)
        #expect(try scratch.names(in: "inbox") == ["1.txt"])
        #expect(try scratch.names(in: "processed/2026-11-22").isEmpty)
    }

    @Test("Case 14: a file that grew after it was read is not moved")
    func grown() throws {
        let delivery = try one.prepared()
        let handle = try FileHandle(forWritingTo: URL(filePath: one.path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("\nMore.\n".utf8))
        try handle.close()
        let disposer = one.disposer(leases: KernelLeases())
        #expect(try disposer.move(delivery.file, to: "processed", day: "2026-11-22") == .notThere)
        #expect(try scratch.names(in: "inbox") == ["1.txt"])
    }

    @Test("Case 14: of a refused file that grew after it was read nothing goes to quarantine, and no page either")
    func grownAndRefused() throws {
        let delivery = try one.prepared()
        try scratch.write(Story.text(1) + "More.\n", to: "inbox/1.txt")
        #expect(try one.disposer().quarantine(delivery.file, because: reason) == .notThere)
        #expect(try scratch.names(in: "inbox") == ["1.txt"])
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/quarantine"))
    }

    private var reason: QuarantineReason {
        QuarantineReason(
            path: "1.txt",
            code: "empty",
            explanation: "",
            advice: "",
            time: UTC.time(0),
            bytes: 0,
            digest: nil,
            modified: UTC.time(0)
        )
    }

    @Test("Case 14: a name that stands for another file by the time of the move itself goes back as it is")
    func replacedDuringTheMove() throws {
        let delivery = try one.prepared()
        let (name, other) = (one.path, try scratch.write(Story.text(2), to: "other.txt"))
        one.fileSystem.precede(.move, suffix: "1.txt") { rename(other, name) }
        #expect(try one.disposer().move(delivery.file, to: "processed", day: "2026-11-22") == .notThere)
        #expect(scratch.read("inbox/1.txt") == Story.text(2))
        #expect(try scratch.names(in: "processed/2026-11-22").isEmpty)
    }

    @Test(
        "Case 15: a link that takes the place of a file's folder leads the move nowhere else",
        arguments: [true, false]
    )
    func linkInTheFoldersPlace(isDuringTheMove: Bool) throws {
        try scratch.write(Story.text(1), to: "inbox/city/1.txt")
        try scratch.write(Story.text(2), to: "elsewhere/1.txt")
        let delivery = try one.prepared("city/1.txt")
        let replace: @Sendable () -> Void = { [root = scratch.path] in
            rename(root + "/inbox/city", root + "/inbox/aside")
            symlink(root + "/elsewhere", root + "/inbox/city")
        }
        if isDuringTheMove { one.fileSystem.precede(.move, suffix: "1.txt", by: replace) } else { replace() }
        let result = try one.disposer().move(delivery.file, to: "processed", day: "2026-11-22")
        #expect(result == (isDuringTheMove ? .moved("processed/2026-11-22/city/1.txt") : .notThere))
        let place = isDuringTheMove ? "processed/2026-11-22/city/1.txt" : "inbox/aside/1.txt"
        #expect(scratch.read(place) == Story.text(1))
        #expect(scratch.read("elsewhere/1.txt") == Story.text(2))
    }

    @Test("Case 20: a copy on another file system gets a suffix where another file has its name")
    func copiedToATakenName() throws {
        let delivery = try one.prepared()
        let memory = try one.processedInMemory()
        for name in ["1.txt", "1~2.txt"] { try memory.write("another", to: "2026-11-22/" + name) }
        #expect(
            try one.disposer().move(delivery.file, to: "processed", day: "2026-11-22", mayStandThere: true)
                == .moved("processed/2026-11-22/1~3.txt")
        )
        #expect(try memory.names(in: "2026-11-22") == ["1.txt", "1~2.txt", "1~3.txt"])
        #expect(memory.read("2026-11-22/1.txt") == "another")
        #expect(memory.read("2026-11-22/1~3.txt") == Story.text(1))
    }
}
