import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@Suite("Getting over what fails")
struct TroubleTests {
    @Test("Case 19: a file without permission is kept and shown, holds nobody up, and is read once it may be")
    func permission() throws {
        guard Privilege.isRoot(orLeaveOut: "a file that may not be read") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(prefix: ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-lease"])
        try daemon.waitUntilReady()
        for number in 1...5 {
            let path = desk.staging + "/locked"
            try Data(Story.text(number).utf8).write(to: URL(filePath: path))
            #expect(chown(path, 65_534, 65_534) == 0 && chmod(path, 0o600) == 0)
            #expect(rename(path, desk.inbox + "/locked-\(number).txt") == 0)
        }
        for number in 6...50 { try desk.drop(Story.text(number), as: "\(number).txt") }
        let status = try daemon.wait(for: "the others, and five that wait") {
            $0.total.archived == 45 && $0.problems.count == 5 && $0.inbox.waiting == 5
        }
        #expect(status.problems.first?.what == "locked-1.txt: openat2: Permission denied")
        #expect(status.problems.first?.whatToDo.contains("the permission to read it") == true)
        for number in 1...5 { #expect(chmod(desk.inbox + "/locked-\(number).txt", 0o644) == 0) }
        #expect(try daemon.wait(untilAnswered: 50).total.archived == 50)
        try daemon.wait(for: "end of the problems") { $0.problems.isEmpty }
        #expect(daemon.logLines(containing: "tried again with growing pauses").count == 5)
    }

    @Test("Case 19: with few descriptors everything is ingested all the same, and the inbox does not count as gone")
    func fewDescriptors() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start(prefix: ["prlimit", "--nofile=160"])
        try daemon.waitUntilReady()
        for number in 1...600 { try desk.drop(Story.text(number), as: "\(number).txt") }
        #expect(try daemon.wait(untilAnswered: 600).total.archived == 600)
        #expect(daemon.logLines(containing: "the inbox is gone").isEmpty)
    }

    @Test("Case 19: when no descriptor is left, files are kept and tried again, and the desk gets over it")
    func noDescriptors() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        func limit(to count: Int) throws {
            let program = try Program.run("prlimit", ["--pid", "\(daemon.pid)", "--nofile=\(count):"])
            #expect(program.status == 0, "\(program.errors)")
        }
        try limit(to: 3)
        try desk.drop(Story.text(1), as: "1.txt")
        try daemon.wait(forLog: "reason=\"openat2: Too many open files\" what_to_do=\"raise LimitNOFILE")
        try limit(to: 1024)
        try daemon.wait(untilAnswered: 1)
        try daemon.wait(for: "end of the problem") { $0.problems.isEmpty && $0.state == .watching }
        #expect(daemon.logLines(containing: "the inbox is gone").isEmpty)
    }

    @Test(
        "An archive folder that is moved away under the running daemon stops it, and nothing is begun again in its place"
    )
    func movedArchive() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "1.txt")
        try daemon.wait(untilAnswered: 1)
        #expect(rename(desk.path + "/archive", desk.path + "/archive.away") == 0)
        try FileManager.default.copyItem(atPath: desk.path + "/archive.away", toPath: desk.path + "/archive")
        try desk.drop(Story.text(2), as: "2.txt")
        #expect(try daemon.waitForEnd() == .exited(74))
        #expect(!daemon.logLines(containing: "the whole archive was moved away").isEmpty)
        #expect(try desk.files(in: "inbox") == ["2.txt"])

        // Without the archive that the catalogue knows nothing is begun again, until somebody says so.
        try FileManager.default.removeItem(atPath: desk.path + "/archive")
        let refusing = try desk.start()
        #expect(try refusing.waitForEnd() == .exited(74))
        #expect(!refusing.logLines(containing: "the archive ends with record 0, and has had records up to 1").isEmpty)
        #expect(try desk.files(in: "inbox") == ["2.txt"])
        try goOn(desk)
    }

    /// Repairs an archive that has lost its first record, and has the second story archived.
    private func goOn(_ desk: ScratchDesk) throws {
        let repair = try Program.run(
            Program.product("wiredesk"),
            ["verify", "--repair", "--state-directory", desk.path]
        )
        #expect(repair.status == 0)
        #expect(repair.output.contains("records that it knows are not in the archive any more (1); it is kept as"))
        #expect(try desk.scratch.names(in: "desk").contains { $0.hasPrefix("catalogue.sqlite.kept-") })
        let next = try desk.start()
        try next.wait(for: "answer") { $0.archive.articles == 1 && $0.inbox.waiting == 0 }
        #expect(try desk.records().map(\.headline) == [Story.headline(2)])
    }

    @Test("Files that could not be moved are known again after the catalogue has failed, and are no duplicates")
    func stuckWhenTheCatalogueFails() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        // A file where the folder should be: every move to it fails.
        rmdir(desk.path + "/processed")
        try desk.scratch.write("in the way", to: "desk/processed")
        for number in 1...3 { try desk.drop(Story.text(number), as: "\(number).txt") }
        try daemon.wait(for: "three that cannot be moved") { $0.total.archived == 3 && $0.problems.count >= 1 }
        for suffix in ["", "-wal", "-shm"] { unlink(desk.path + "/catalogue.sqlite" + suffix) }
        try desk.drop(Story.text(4), as: "4.txt")
        try daemon.wait(forLog: "the catalogue can be used again")
        try daemon.wait(for: "the fourth") { $0.total.archived == 4 }
        #expect(unlink(desk.path + "/processed") == 0)
        let status = try daemon.wait(for: "an empty inbox", atMost: 180) {
            $0.inbox.waiting == 0 && $0.problems.isEmpty
        }
        #expect(status.total.archived == 4)
        #expect(status.total.duplicates == 0)
        #expect(try desk.files(in: "processed").count == 4)
        #expect(try desk.files(in: "duplicates").isEmpty)
    }

    @Test(
        "A segment that is deleted under the running daemon stops it, and after a repair what came meanwhile is archived"
    )
    func deletedSegment() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "1.txt")
        try daemon.wait(untilAnswered: 1)
        let segment = try #require(try desk.files(in: "archive").first)
        #expect(unlink(desk.path + "/archive/" + segment) == 0)
        try desk.drop(Story.text(2), as: "2.txt")
        #expect(try daemon.waitForEnd() == .exited(74))
        #expect(!daemon.logLines(containing: "was removed, replaced or changed by another program").isEmpty)
        #expect(try desk.files(in: "inbox") == ["2.txt"])
        try goOn(desk)
    }

    @Test("Damage of the archive that a start comes upon is in the status, with what to do")
    func damagedArchive() throws {
        let desk = try ScratchDesk()
        let first = try desk.start()
        try first.waitUntilReady()
        for number in 1...4 {
            try desk.drop(Story.text(number), as: "\(number).txt")
            try first.wait(untilAnswered: number)
        }
        try first.stop()
        let file = desk.path + "/archive/" + (try #require(try desk.files(in: "archive").first))
        var bytes = try Data(contentsOf: URL(filePath: file))
        bytes[40] ^= 1
        try bytes.write(to: URL(filePath: file))
        try desk.removeCatalogue()
        let second = try desk.start()
        let status = try second.wait(for: "report") { !$0.problems.isEmpty }
        #expect(status.problems.first?.what.hasPrefix("the archive is damaged: date=") == true)
        #expect(status.problems.first?.whatToDo.contains("wiredesk verify") == true)
        // Intake goes on.
        try desk.drop(Story.text(5), as: "5.txt")
        try second.wait(for: "answer") { $0.archive.articles == 5 && $0.inbox.waiting == 0 }
    }

    @Test("Case 20: names that exist already get a suffix, and nothing is overwritten, pages with reasons included")
    func takenNames() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        // A file with the name that the page of the next one would have.
        try desk.drop("first", as: "bad.txt.reason.json")
        try daemon.wait(untilAnswered: 1)
        for number in 1...3 {
            try desk.drop("bad \(number)", as: "bad.txt")
            try daemon.wait(untilAnswered: 1 + number)
        }
        for number in 1...3 {
            try desk.drop(Story.text(number), as: "good.txt")
            try daemon.wait(untilAnswered: 4 + number)
        }
        var contents: [String: String] = [:]
        for name in try desk.files(in: "quarantine") { contents[name] = desk.scratch.read("desk/quarantine/" + name) }
        #expect(contents["bad.txt.reason.json"] == "first")
        #expect(Set(contents.values).isSuperset(of: ["bad 1", "bad 2", "bad 3"]))
        #expect(contents.count == 8)
        let processed = try desk.files(in: "processed").map { $0.split(separator: "/").last ?? "" }
        #expect(processed == ["good.txt", "good~2.txt", "good~3.txt"])
    }

    @Test("Case 20: where the targets are other file systems, files are copied, and then removed")
    func otherFileSystems() throws {
        guard Privilege.isRoot(orLeaveOut: "targets on other file systems") else { return }
        let desk = try ScratchDesk()
        let daemon = try desk.start(
            settings: ["max_file_size": "1MiB"],
            prefix: desk.withOwnMounts(
                """
                for place in processed duplicates quarantine; do
                mkdir "$0/$place"; mount -t tmpfs none "$0/$place"
                done
                """
            )
        )
        try daemon.waitUntilReady()
        try desk.drop(Story.text(1), as: "a/story.txt")
        try daemon.wait(untilAnswered: 1)
        try desk.drop(Story.text(1), as: "a/again.txt")
        try desk.drop("bad", as: "bad.txt")
        let source = desk.staging + "/sparse"
        _ = FileManager.default.createFile(atPath: source, contents: nil)
        #expect(truncate(source, 64 << 20) == 0)
        #expect(rename(source, desk.inbox + "/sparse.txt") == 0)
        #expect(symlink("/etc/hostname", desk.inbox + "/link.txt") == 0)
        #expect(mkfifo(desk.inbox + "/pipe.txt", 0o644) == 0)
        #expect(mknod(desk.inbox + "/null.txt", S_IFCHR | 0o666, 1 << 8 | 3) == 0)
        #expect(mknod(desk.inbox + "/socket.txt", S_IFSOCK | 0o666, 0) == 0)
        try daemon.wait(untilAnswered: 8)
        #expect(try desk.files(in: "inbox").isEmpty)
        // What has no content to copy is made again, unopened.
        let quarantine = "/proc/\(daemon.pid)/root" + desk.path + "/quarantine/"
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: quarantine + "link.txt") == "/etc/hostname")
        for (name, kind) in [("pipe.txt", S_IFIFO), ("null.txt", S_IFCHR), ("socket.txt", S_IFSOCK)] {
            var status = stat()
            #expect(lstat(quarantine + name, &status) == 0 && status.st_mode & S_IFMT == kind)
            #expect(FileManager.default.fileExists(atPath: quarantine + name + ".reason.json"))
        }
        let story = try #require(try desk.files(in: "processed", seenBy: daemon).first)
        #expect(story.hasSuffix("/a/story.txt"))
        #expect(try desk.files(in: "duplicates", seenBy: daemon).map { $0.hasSuffix("/a/again.txt") } == [true])
        let root = "/proc/\(daemon.pid)/root"
        let copy = root + desk.path + "/processed/" + story
        #expect(try String(contentsOfFile: copy, encoding: .utf8) == Story.text(1))
        var status = stat()
        #expect(stat(root + desk.path + "/quarantine/sparse.txt", &status) == 0)
        #expect(status.st_size == 64 << 20 && status.st_blocks == 0)
    }
}
