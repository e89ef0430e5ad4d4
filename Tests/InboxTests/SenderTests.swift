import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("What senders do")
struct SenderTests {
    /// A daemon that can have no lease on another user's files.
    private static let withoutLeases = ["setpriv", "--bounding-set", "-lease"]
    private static let sender: uid_t = 65_534

    /// A file of another user in the inbox, held open for writing.
    private final class Upload {
        let path: String
        private let descriptor: Int32

        init(_ desk: ScratchDesk, as name: String) throws {
            path = desk.inbox + "/" + name
            descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
            try #require(descriptor >= 0 && fchown(descriptor, SenderTests.sender, SenderTests.sender) == 0)
        }

        deinit { close(descriptor) }

        func write(_ text: some StringProtocol) {
            let bytes = Array(text.utf8)
            #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
        }
    }

    /// Writes a whole story as the sender, and waits until it is archived: what was left alone for as long before it is
    /// looked at by then.
    private func sendAndWait(_ number: Int, _ desk: ScratchDesk, _ daemon: RunningDaemon, archived: Int) throws {
        try Upload(desk, as: "whole-\(number).txt").write(Story.text(number))
        try daemon.wait(for: "the whole file") { $0.total.archived == archived }
    }

    /// Sets the time of modification of a file as rsync does: the seconds, with nanoseconds as they happen to be.
    private func setTime(of path: String, to seconds: Int) {
        let time = timespec(tv_sec: seconds, tv_nsec: 990_576_687)
        let times = [time, time]
        #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
    }

    @Test(
        "Without leases, a file that is open for writing is left alone until it is closed, however long it stands still"
    )
    func openUntilClosed() throws {
        guard Privilege.isRoot(orLeaveOut: "a file of another user, on which no lease can be had") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "50ms"], prefix: Self.withoutLeases)
        try daemon.waitUntilReady()
        let text = Story.text(1, paragraphs: 9)
        var upload: Upload? = try Upload(desk, as: "slow.txt")
        upload?.write(text.prefix(150))
        for number in 2...4 { try sendAndWait(number, desk, daemon, archived: number - 1) }
        #expect(try desk.files(in: "inbox") == ["slow.txt"])
        upload?.write(text.dropFirst(150))
        upload = nil
        try daemon.wait(untilAnswered: 4)
        #expect(try desk.records().last?.body.count == 9)
    }

    @Test("A file that is never closed is read after open_limit, and the log says so")
    func neverClosed() throws {
        guard Privilege.isRoot(orLeaveOut: "a file of another user, on which no lease can be had") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "10ms", "open_limit": "300ms"], prefix: Self.withoutLeases)
        try daemon.waitUntilReady()
        let upload = try Upload(desk, as: "stuck.txt")
        upload.write(Story.text(1))
        try daemon.wait(untilAnswered: 1)
        #expect(try desk.records().count == 1)
        let lines = daemon.logLines(containing: "was read although its writer has not closed it")
        #expect(lines.count == 1 && lines.first?.contains("path=stuck.txt") == true)
        withExtendedLifetime(upload) {}
    }

    @Test("An empty file waits to be filled, and is quarantined when it is not")
    func emptyFiles() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "10ms", "empty_limit": "1h"])
        try daemon.waitUntilReady()
        try desk.write("", as: "later.txt")
        try desk.drop("", as: "moved.txt")
        try desk.write(Story.text(1), as: "1.txt")
        try daemon.wait(for: "the story") { $0.total.archived == 1 }
        #expect(try desk.files(in: "inbox") == ["later.txt", "moved.txt"])
        try desk.write(Story.text(2), as: "later.txt")
        try daemon.wait(for: "the filled file") { $0.total.archived == 2 && $0.inbox.waiting == 1 }
        _ = try daemon.stop()
        let impatient = try desk.start(settings: ["empty_limit": "10ms"])
        try impatient.wait(for: "the empty file") { $0.total.quarantined == 1 }
        #expect(desk.quarantineReason(of: "moved.txt") == "empty")
    }

    @Test("A part of an upload that rsync has marked is left alone until it is completed")
    func uploadParts() throws {
        let desk = try ScratchDesk()
        let path = try desk.scratch.write(Story.text(1).prefix(200) + "", to: "staging/part.txt")
        setTime(of: path, to: 0)
        let daemon = try desk.start(settings: ["settle": "10ms"])
        try daemon.waitUntilReady()
        #expect(rename(path, desk.inbox + "/part.txt") == 0)
        try desk.write(Story.text(2), as: "2.txt")
        try daemon.wait(for: "the whole file") { $0.total.archived == 1 }
        #expect(try desk.files(in: "inbox") == ["part.txt"])
        try desk.write(Story.text(1), as: "part.txt")
        setTime(of: desk.inbox + "/part.txt", to: 1_700_000_000)
        try daemon.wait(untilAnswered: 2)
        #expect(Set(try desk.records().map(\.headline)) == [Story.headline(1), Story.headline(2)])
    }

    @Test("A part that nobody completes is entered as ignored and stays, and is read when it is completed after all")
    func uploadPartForLong() throws {
        let desk = try ScratchDesk()
        let path = try desk.scratch.write(Story.text(1).prefix(200) + "", to: "staging/part.txt")
        setTime(of: path, to: 0)
        let daemon = try desk.start(settings: ["settle": "10ms", "ignored_age": "1s"])
        try daemon.waitUntilReady()
        #expect(rename(path, desk.inbox + "/part.txt") == 0)
        try daemon.wait(for: "its answer") { $0.total.ignored == 1 && $0.inbox.waiting == 0 }
        #expect(try desk.files(in: "inbox") == ["part.txt"])
        let log = try Program.run(Program.product("wiredesk"), ["log", "--json", "--state-directory", desk.path])
        #expect(log.output.contains(#""reason":"upload-part""#))
        try desk.write(Story.text(1), as: "part.txt")
        setTime(of: desk.inbox + "/part.txt", to: 1_700_000_000)
        try daemon.wait(for: "the whole file") { $0.total.archived == 1 }
        #expect(try desk.records().map(\.headline) == [Story.headline(1)])
    }

    @Test("A file that its writer goes on with after it was moved comes back, and is archived as it is then, too")
    func writtenAfterMove() throws {
        guard Privilege.isRoot(orLeaveOut: "a file of another user, on which no lease can be had") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "10ms"], prefix: Self.withoutLeases)
        try daemon.waitUntilReady()
        let text = Story.text(1, paragraphs: 9)
        var upload: Upload? = try Upload(desk, as: ".part")
        upload?.write(text.prefix(150))
        #expect(rename(desk.inbox + "/.part", desk.inbox + "/open.txt") == 0)
        try daemon.wait(for: "the first part") { $0.total.archived == 1 }
        upload?.write(text.dropFirst(150))
        upload = nil
        try daemon.wait(for: "the whole story") { $0.total.archived == 2 && $0.inbox.waiting == 0 }
        #expect(try desk.records().map(\.body.count).last == 9)
        #expect(daemon.logLines(containing: "moved that is not as it was read").count == 1)
    }

    @Test("A file that lingers has its answer, takes another mode and time, and then leaves as one delivery")
    func lingering() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["linger": "2s"])
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "1.txt")
        try daemon.wait(for: "the answer") { $0.total.archived == 1 && $0.inbox.waiting == 0 }
        let path = desk.inbox + "/1.txt"
        #expect(chmod(path, 0o600) == 0)
        setTime(of: path, to: 1_700_000_000)
        try daemon.wait(for: "the move") { _ in access(path, F_OK) != 0 }
        // Another one is answered after it, so that nothing of it is on its way.
        try desk.drop(Story.text(2), as: "2.txt")
        try daemon.wait(for: "the next") { $0.total.archived == 2 }
        #expect(try desk.records().count == 2)
        #expect(daemon.status?.total.duplicates == 0)
        #expect(try desk.files(in: "processed").filter { $0.hasSuffix("/1.txt") }.count == 1)
    }

    @Test("A kill while a file lingers leaves one record, and the next start moves the file")
    func killedWhileLingering() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["linger": "60s"])
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "1.txt")
        try daemon.wait(for: "the answer") { $0.total.archived == 1 }
        _ = try daemon.kill()
        #expect(try desk.files(in: "inbox") == ["1.txt"])
        let next = try desk.start()
        try next.wait(for: "the move") { _ in access(desk.inbox + "/1.txt", F_OK) != 0 }
        #expect(try desk.records().count == 1)
        #expect(next.status?.total.archived == 1)
        #expect(try desk.files(in: "processed").filter { $0.hasSuffix("/1.txt") }.count == 1)
    }

    @Test("A file that is changed while it lingers is a delivery of its own")
    func changedWhileLingering() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["linger": "1s", "settle": "10ms"])
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "1.txt")
        try daemon.wait(for: "the answer") { $0.total.archived == 1 }
        try desk.write(Story.text(2), as: "1.txt")
        try daemon.wait(for: "both") { $0.total.archived == 2 && access(desk.inbox + "/1.txt", F_OK) != 0 }
        #expect(try desk.records().map(\.headline) == [Story.headline(1), Story.headline(2)])
        #expect(try desk.files(in: "processed").filter { $0.hasSuffix("/1.txt") }.count == 1)
    }

    @Test("A folder that only its sender may enter at first is read as soon as it is opened to others")
    func closedFolder() throws {
        guard Privilege.isRoot(orLeaveOut: "a folder of another user that may not be entered") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(
            settings: ["settle": "10ms"],
            prefix: ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
        )
        try daemon.waitUntilReady()
        let folder = desk.staging + "/closed"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Story.text(1).utf8).write(to: URL(filePath: folder + "/1.txt"))
        #expect(chown(folder, Self.sender, Self.sender) == 0 && chmod(folder, 0o700) == 0)
        #expect(rename(folder, desk.inbox + "/closed") == 0)
        try daemon.wait(for: "the folder's trouble") { $0.problems.count == 1 }
        #expect(chmod(desk.inbox + "/closed", 0o777) == 0)
        // The listing of the whole inbox is ten minutes away.
        #expect(try daemon.wait(untilAnswered: 1, atMost: 50).total.archived == 1)
        try daemon.wait(for: "the end of the trouble") { $0.problems.isEmpty }
    }
}
