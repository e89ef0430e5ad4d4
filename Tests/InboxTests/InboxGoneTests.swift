import Foundation
import Operations
import TestSupport
import Testing

@Suite("Promise 6: an inbox that goes and comes back")
struct InboxGoneTests {
    private func waitUntilGone(_ daemon: RunningDaemon) throws {
        let status = try daemon.wait(for: "word that the inbox is gone") { $0.state == .inboxGone }
        #expect(status.problems.first?.what.hasPrefix("the inbox cannot be opened: ") == true)
        #expect(status.problems.first?.whatToDo.contains("intake goes on by itself") == true)
        #expect(status.inbox.reason != nil)
    }

    @Test(
        "An inbox that is one of the desk's own folders by a link is not read, and is told by its name",
        arguments: ["quarantine", "processed", "archive"]
    )
    func ownFolder(_ name: String) throws {
        let desk = try ScratchDesk()
        try desk.scratch.write("One line.\n", to: "desk/\(name)/one.txt")
        let link = desk.scratch.path + "/in"
        #expect(symlink(desk.path + "/" + name, link) == 0)
        let daemon = try desk.start(settings: ["inbox": link])
        let status = try daemon.wait(for: "word that the inbox cannot be used") { $0.state == .inboxGone }
        #expect(status.inbox.reason?.contains("the desk's own folder \(name)") ?? false, "\(status.inbox)")
        #expect(try daemon.stop() == .exited(0))
        #expect(try desk.files(in: name) == ["one.txt"])
    }

    @Test(
        "A folder in the inbox that is the desk's own by a link is left alone, and named with what to do",
        arguments: ["quarantine", "processed"]
    )
    func ownFolderBeneath(_ name: String) throws {
        let desk = try ScratchDesk()
        try FileManager.default.createDirectory(atPath: desk.inbox + "/q", withIntermediateDirectories: true)
        #expect(symlink("inbox/q", desk.path + "/" + name) == 0)
        let daemon = try desk.start(settings: ["rescan_interval": "1s"])
        try daemon.waitUntilReady()
        try desk.drop("One line.\n", as: "bad.txt")
        try desk.drop(Story.text(1), as: "good.txt")
        let status = try daemon.wait(for: "both answers, and the problem") { status in
            status.total.archived == 1 && status.total.quarantined == 1
                && status.problems.contains { $0.what.contains("the desk's own folder") }
        }
        #expect(status.problems.contains { $0.whatToDo.contains("a place outside the inbox") })
        // Two further listings of the whole inbox, after which what is in the folder would have been read again.
        let listings = status.inbox.listings ?? 0
        try daemon.wait(for: "two further listings") { ($0.inbox.listings ?? 0) >= listings + 2 }
        #expect(daemon.status?.total.quarantined == 1 && daemon.status?.total.archived == 1)
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("Case 5: an inbox that is deleted is reported, and is watched again when it is back")
    func deleted() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        for round in 1...2 {
            try FileManager.default.removeItem(atPath: desk.inbox)
            try waitUntilGone(daemon)
            try FileManager.default.createDirectory(atPath: desk.inbox, withIntermediateDirectories: false)
            try desk.drop(Story.text(round), as: "a/\(round).txt")
            let status = try daemon.wait(untilAnswered: round)
            #expect(status.state == .watching)
            #expect(status.problems.isEmpty)
        }
        #expect(daemon.logLines(containing: "the inbox is gone").count == 2)
        #expect(daemon.logLines(containing: "the inbox is there again").count == 2)
    }

    @Test("Case 5: of an inbox that is gone, nothing is told but that, since when, and what to do")
    func nothingStale() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(settings: ["settle": "1h", "ignored_age": "1ms", "max_depth": "1"])
        try daemon.waitUntilReady()
        try desk.write(Story.text(1), as: "waiting.txt")
        try desk.drop(Story.text(2), as: "left.tmp")
        try desk.drop(Story.text(3), as: "a/b/deep.txt")
        let before = try daemon.wait(for: "facts") {
            $0.inbox.waiting == 1 && $0.inbox.ignored == 1 && $0.problems.count == 1
        }
        #expect(before.state == .watching)
        #expect(rename(desk.inbox, desk.path + "/elsewhere") == 0)
        let gone = try daemon.wait(for: "word that the inbox is gone") { $0.state == .inboxGone }
        #expect(gone.since.nanoseconds > before.since.nanoseconds)
        #expect(gone.problems.count == 1)
        #expect(gone.inbox.waiting == 0 && gone.inbox.ignored == 0 && gone.inbox.ignoredOld == 0)
        #expect(gone.inbox.oldestWaitingSeconds == nil)
        #expect(gone.inbox.watches == 0)
        #expect(rename(desk.path + "/elsewhere", desk.inbox) == 0)
        let after = try daemon.wait(for: "facts again") {
            $0.state == .watching && $0.inbox.waiting == 1 && $0.inbox.ignored == 1 && $0.problems.count >= 1
        }
        #expect(after.since.nanoseconds > gone.since.nanoseconds)
    }

    @Test("Promise 8: a symbolic link that is put in the place of the inbox is reported, and not followed")
    func replacedByLink() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.scratch.write(Story.text(1), to: "others/1.txt")
        try FileManager.default.removeItem(atPath: desk.inbox)
        try FileManager.default.createSymbolicLink(
            atPath: desk.inbox,
            withDestinationPath: desk.scratch.path + "/others"
        )
        try waitUntilGone(daemon)
        try daemon.wait(forLog: "inbox is gone")
        try FileManager.default.removeItem(atPath: desk.inbox)
        try FileManager.default.createDirectory(atPath: desk.inbox, withIntermediateDirectories: false)
        try desk.drop(Story.text(2), as: "2.txt")
        try daemon.wait(untilAnswered: 1)
        #expect(try desk.records().map(\.delivery.path) == ["2.txt"])
        #expect(FileManager.default.fileExists(atPath: desk.scratch.path + "/others/1.txt"))
    }

    @Test("Case 5: an inbox that is renamed away is reported, and what is in it is ingested when it is back")
    func renamedAway() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        #expect(rename(desk.inbox, desk.path + "/elsewhere") == 0)
        try waitUntilGone(daemon)
        try desk.scratch.write(Story.text(1), to: "desk/elsewhere/1.txt")
        #expect(rename(desk.path + "/elsewhere", desk.inbox) == 0)
        #expect(try daemon.wait(untilAnswered: 1).total.archived == 1)
    }

    @Test("Case 5: a folder that replaces the inbox is watched in its place")
    func replaced() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.scratch.write(Story.text(1), to: "desk/next/sub/1.txt")
        #expect(rename(desk.inbox, desk.path + "/before") == 0)
        #expect(rename(desk.path + "/next", desk.inbox) == 0)
        try daemon.wait(untilAnswered: 1)
        try desk.drop(Story.text(2), as: "sub/2.txt")
        try daemon.wait(untilAnswered: 2)
        #expect(try desk.records().map(\.delivery.path) == ["sub/1.txt", "sub/2.txt"])
    }

    @Test(
        "Case 5: an inbox that is mounted over is the one that is read, and an unmounted one is reported until it is back"
    )
    func mounted() throws {
        guard Privilege.isRoot(orLeaveOut: "an inbox that is mounted and unmounted") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(prefix: desk.withOwnMounts("mount -t tmpfs none \"$0/inbox\""))
        try daemon.waitUntilReady()
        func inside(_ command: String) throws {
            let program = try Program.run("nsenter", ["-t", "\(daemon.pid)", "-m", "sh", "-c", command, desk.inbox])
            #expect(program.status == 0, "\(program.errors)")
        }
        let story = try desk.scratch.write(Story.text(1), to: "1.txt")
        try inside("cp \(story) \"$0/1.txt\"")
        try daemon.wait(untilAnswered: 1)
        // Unmounted: the empty folder beneath is not taken for the inbox.
        try inside("umount -l \"$0\"")
        let status = try daemon.wait(for: "word that the inbox is gone") { $0.state == .inboxGone }
        #expect(status.problems.first?.what.contains("the file system that was mounted there is not") == true)
        try desk.scratch.write(Story.text(2), to: "2.txt")
        try inside("mount -t tmpfs none \"$0\" && cp \(desk.scratch.path)/2.txt \"$0/2.txt\"")
        try daemon.wait(untilAnswered: 2)
        // Mounted over: the upper one is read.
        try desk.scratch.write(Story.text(3), to: "3.txt")
        try inside("mount -t tmpfs none \"$0\" && cp \(desk.scratch.path)/3.txt \"$0/3.txt\"")
        try daemon.wait(untilAnswered: 3)
        #expect(try desk.records().map(\.headline) == (1...3).map { Story.headline($0) })
        #expect(daemon.status?.state == .watching)
    }

    @Test("Case 5: a plain folder that was mounted over is the inbox again when nothing is mounted there")
    func mountedOver() throws {
        guard Privilege.isRoot(orLeaveOut: "an inbox that is mounted over") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(prefix: desk.withOwnMounts("true"))
        try daemon.waitUntilReady()
        func inside(_ command: String) throws {
            let program = try Program.run("nsenter", ["-t", "\(daemon.pid)", "-m", "sh", "-c", command, desk.inbox])
            #expect(program.status == 0, "\(program.errors)")
        }
        let story = try desk.scratch.write(Story.text(1), to: "1.txt")
        try inside("mount -t tmpfs none \"$0\" && cp \(story) \"$0/1.txt\"")
        try daemon.wait(untilAnswered: 1)
        try inside("umount -l \"$0\"")
        try desk.drop(Story.text(2), as: "2.txt")
        #expect(try daemon.wait(untilAnswered: 2).state == .watching)
    }
}
