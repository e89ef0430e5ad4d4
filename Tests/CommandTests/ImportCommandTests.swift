import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("wiredesk import")
struct ImportCommandTests: ImportTests {
    let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    @Test("Nothing of the desk itself is imported, however it is named, and --move takes nothing from it")
    func ownFolders() throws {
        try collect(3)
        #expect(try wiredesk("import", collection).status == 0)
        let before = try desk.files(in: ".").filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
        for name in ["", "/archive", "/processed", "/catalogue.sqlite", "/inbox", "/../desk/archive"] {
            let refused = try wiredesk("import", "--move", desk.path + name)
            #expect(refused.status == 66, "\(name)")
            #expect(refused.errors.contains("belongs to the desk itself"), "\(refused.errors)")
        }
        #expect(Set(before).isSubset(of: try desk.files(in: ".")))
        #expect(try desk.records().count == 3)
        let above = try wiredesk("import", desk.scratch.path)
        #expect(above.errors.contains("it is a folder of the desk itself"), "\(above.errors)")
        #expect(try desk.records().count == 3)
    }

    @Test("A file that ends the import three times is quarantined as poison, and all others come in")
    func poison() throws {
        try collect(6)
        try desk.scratch.write(Story.text(7) + "\nPOISON\n", to: "collection/bad.txt")
        func importAll() throws -> Program {
            try Program.run(
                Program.product("wiredesk"),
                ["import", collection, "--state-directory", desk.path],
                environment: ["TZ": "UTC", "TEST_WIREDESK_CRASH_ON": "POISON"]
            )
        }
        for run in 1...3 { #expect(try importAll().status == SIGABRT, "run \(run)") }
        let ran = try importAll()
        #expect(ran.status == 65, "\(ran.errors)")
        #expect(desk.quarantineReason(of: "collection/bad.txt") == "poison")
        #expect(try desk.records().count == 6)
    }

    @Test("A collection comes into the archive without a daemon, and its files stay as they were")
    func withoutDaemon() throws {
        try collect(60)
        mkfifo(collection + "/pipe", 0o600)
        symlink("/etc/passwd", collection + "/link")
        try desk.scratch.write("half", to: "collection/x.part")
        let ran = try wiredesk("import", collection, "--json")
        #expect(ran.status == 65)
        try JSONSchemaValidator.check(ran.output, against: "wiredesk-import")
        let object = try totals(ran)
        #expect(object["archived"] as? Int == 47)
        #expect(object["duplicates"] as? Int == 5)
        #expect(object["quarantined"] as? Int == 8)
        #expect(object["left_out"] as? [String: Int] == ["not-a-file": 2, "ignored-name": 1])
        #expect(ran.errors.contains("\(collection)/pipe: left out, it is a FIFO\n"))
        #expect(ran.errors.contains("\(collection)/link: left out, it is a symbolic link\n"))
        let refused = ran.errors.split(separator: "\n").filter { $0.contains("quarantined") }
        #expect(refused.count == 8 && refused.allSatisfy { $0.hasSuffix(": quarantined, no-body") }, "\(refused)")
        #expect(try outcomes() == Self.outcomesOf60)
        #expect(
            try desk.sql("SELECT modified FROM delivery WHERE path = 'collection/1/1.txt'") == [
                "(1781078401000000001,)"
            ]
        )
        #expect(try FileManager.default.subpathsOfDirectory(atPath: collection).count == 66)
        #expect(try desk.files(in: "inbox") == [])
        #expect(try desk.files(in: "import") == ["lock", "lock.owner"])
        #expect(try wiredesk("verify").status == 0)
    }

    @Test("An inbox that is a subvolume of btrfs takes an import, and nothing is left in it or beside it")
    func subvolume() throws {
        let folder = desk.scratch.path + "/disk"
        guard let disk = try LoopDisk("btrfs", at: folder, mebibytes: 128, orLeaveOut: "subvolumes of btrfs") else {
            return
        }
        let state = disk.path + "/desk"
        #expect(try LoopDisk.does("btrfs", "subvolume", "create", state))
        #expect(try LoopDisk.does("btrfs", "subvolume", "create", state + "/inbox"))
        try collect(20)
        let ran = try Program.run(
            Program.product("wiredesk"),
            ["import", collection, "--json", "--state-directory", state]
        )
        #expect(ran.status == 65, "\(ran.errors)")
        let files = try FileManager.default.subpathsOfDirectory(atPath: state)
        #expect(files.filter { $0.hasPrefix("inbox/") && $0.hasSuffix(".txt") } == [])
        #expect(files.filter { $0.contains(".wiredesk-") } == [])
        #expect(files.filter { $0.hasPrefix("processed/") && $0.hasSuffix(".txt") }.count == 16)
        let verified = try Program.run(Program.product("wiredesk"), ["verify", "--state-directory", state])
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("Run again, it recognises what was done; a file that has changed since is delivered")
    func again() throws {
        try collect(60)
        #expect(try wiredesk("import", collection).status == 65)
        let again = try wiredesk("import", collection, "--json")
        // What was refused is told again, with its reason and its status.
        #expect(again.status == 65)
        #expect(try totals(again)["done_before"] as? Int == 60)
        #expect(try totals(again)["quarantined"] as? Int == 0)
        #expect(try totals(again)["reasons_before"] as? [String: Int] == ["no-body": 8])
        #expect(again.errors.split(separator: "\n").count == 8)
        #expect(again.errors.contains("wiredesk: \(collection)/1/7.txt: quarantined, no-body (in an earlier run)\n"))
        try JSONSchemaValidator.check(again.output, against: "wiredesk-import")
        let text = try wiredesk("import", collection).output
        #expect(text.contains("  done before  60, of them in quarantine 8: 8 no-body\n"), "\(text)")
        #expect(text.hasSuffix("`wiredesk quarantine list` shows what was set aside.\n"))
        #expect(try outcomes() == Self.outcomesOf60)
        try desk.scratch.write(
            StoryDelivery(story: 900, seed: 5, spelling: 0, path: "").content,
            to: "collection/1/1.txt"
        )
        #expect(try totals(try wiredesk("import", collection, "--json"))["archived"] as? Int == 1)
    }

    @Test("Root, who is not the desk's user, is told to start the daemon, and nothing is touched")
    func asRoot() throws {
        guard Privilege.isRoot(orLeaveOut: "a folder of another user") else { return }
        try collect(3)
        chown(desk.path, 65_534, 65_534)
        let before = try desk.files(in: ".")
        let refused = try wiredesk("import", collection)
        #expect(refused.status == 77)
        #expect(
            refused.errors
                == "wiredesk: the daemon is not running, and this is not the desk's user: start the daemon first "
                + "(systemctl start wiredesk), or run this as the owner of \(desk.path)\n"
        )
        #expect(try desk.files(in: ".") == before)
    }

    @Test("Where the disk is full, it says to make room and to run it again, and the next run goes on")
    func diskFull() throws {
        try collect(3)
        let holder = try LockHolder(of: desk.path)
        let ran = try Program.run(
            "strace",
            [
                "-f", "-o", "/dev/null", "-e", "trace=syncfs", "-e", "inject=syncfs:error=ENOSPC",
                Program.product("wiredesk"), "import", collection, "--state-directory", desk.path,
            ]
        )
        holder.letGo()
        #expect(ran.status == 73)
        #expect(ran.errors.filter(\.isNewline).count == 1, "\(ran.errors)")
        #expect(
            ran.errors.hasSuffix(
                "; make room on the file system of \(desk.path), and run the import again: it goes on where it was\n"
            ),
            "\(ran.errors)"
        )
        #expect(try wiredesk("import", collection).status == 0)
        #expect(try desk.records().count == 3)
    }

    @Test("An inbox that is gone is named with what to do, by import and by doctor")
    func inboxGone() throws {
        try collect(3)
        let holder = try LockHolder(of: desk.path)
        defer { holder.letGo() }
        try FileManager.default.removeItem(atPath: desk.inbox)
        let refused = try wiredesk("import", collection)
        #expect(refused.status == 73)
        #expect(
            refused.errors
                == "wiredesk: the inbox \(desk.inbox) is not there: mount it or make it again, which the daemon notices by "
                + "itself, and run the import again\n"
        )
        let doctor = try wiredesk("doctor")
        #expect(
            doctor.output.contains(
                "mount it or make it again, which a running daemon notices by itself, or set `inbox` to another folder"
            )
        )
    }

    @Test("With a daemon running, the daemon takes the files")
    func withDaemon() throws {
        try collect(60)
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        #expect(try wiredesk("import", collection).status == 65)
        #expect(try outcomes() == Self.outcomesOf60)
        #expect(try daemon.wait(untilAnswered: 60).archive.articles == 47)
    }

    @Test("With --move each source goes once its outcome is durable, and what is left out stays")
    func move() throws {
        try collect(60)
        symlink("/etc/passwd", collection + "/link")
        let ran = try wiredesk("import", "--move", collection, "--json")
        #expect(try totals(ran)["removed"] as? Int == 60)
        let left = try FileManager.default.subpathsOfDirectory(atPath: collection).sorted()
        #expect(left == ["0", "1", "2", "link"])
        #expect(try outcomes() == Self.outcomesOf60)
        #expect(try desk.files(in: "quarantine").count == 16)
    }

    @Test("With --move a source stays whose path, size and time another file had in the inbox, until it is delivered")
    func sameSizeAndTime() throws {
        try collect(3)
        let source = collection + "/1/1.txt"
        let bytes = try Data(contentsOf: URL(filePath: source))
        var status = stat()
        #expect(stat(source, &status) == 0)
        let other = String(decoding: bytes, as: UTF8.self).replacing("the", with: "thy")
        try #require(other.utf8.count == bytes.count && Data(other.utf8) != bytes)
        try desk.scratch.write(other, to: "desk/inbox/collection/1/1.txt")
        var times = [status.st_atim, status.st_mtim]
        utimensat(AT_FDCWD, desk.inbox + "/collection/1/1.txt", &times, 0)
        for _ in 0..<2 { _ = try wiredesk("import", "--move", collection) }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: collection).sorted() == ["0", "1", "2"])
        #expect(try desk.records().count == 4)
        let processed = try desk.files(in: "processed").filter { $0.hasSuffix(".txt") }
        let contents = try processed.map { try Data(contentsOf: URL(filePath: desk.path + "/processed/" + $0)) }
        #expect(contents.contains(bytes) && contents.contains(Data(other.utf8)))
    }

    @Test("A collection of files of any time of modification is imported, by --move too")
    func farTimes() throws {
        let memory = try ScratchDirectory(isInMemory: true)
        let desk = try ScratchDesk(in: memory)
        for (number, second) in [-11_644_473_600, -1, 16_725_225_600].enumerated() {
            let path = try memory.write(Story.text(number + 1), to: "collection/\(number).txt")
            let time = timespec(tv_sec: second, tv_nsec: 5)
            var times = [time, time]
            #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
        }
        let ran = try Program.run(
            Program.product("wiredesk"),
            ["import", "--move", memory.path + "/collection", "--state-directory", desk.path]
        )
        #expect(ran.status == 0, "\(ran.errors)")
        #expect(try desk.records().count == 3)
        #expect(try memory.names(in: "collection") == [])
    }

    @Test("Single files, and folders named by . and .., come under their own names")
    func names() throws {
        try collect(3)
        func run(_ path: String) throws {
            let ran = try Program.run(
                Program.product("wiredesk"),
                ["import", path, "--state-directory", desk.path],
                directory: collection + "/1"
            )
            #expect(ran.status == 0)
        }
        try run("1.txt")
        try run(".")
        try run("..")
        let paths = try desk.sql("SELECT path FROM delivery ORDER BY path")
        #expect(
            paths
                == ["1.txt", "1/1.txt", "collection/0/3.txt", "collection/1/1.txt", "collection/2/2.txt"].map {
                    "('\($0)',)"
                }
        )
    }

    @Test(
        "An inbox on another file system gets its copies through a hidden folder of its own, which `ignore` must know"
    )
    func otherFileSystem() throws {
        let memory = try ScratchDirectory(isInMemory: true)
        try collect(10)
        func run(_ ignore: String) throws -> Program {
            try Program.run(
                Program.product("wiredesk"),
                ["import", collection, "--json", "--state-directory", desk.path],
                environment: ["WIREDESK_INBOX": memory.path, "WIREDESK_IGNORE": ignore]
            )
        }
        let refused = try run("*.part")
        if try desk.files(in: "import").isEmpty {
            #expect(refused.status == 73)
            #expect(refused.errors.contains("`ignore` has no pattern for .wiredesk-import; add \".*\" to it"))
        }
        #expect(try totals(try run(".*,*.part"))["failed"] as? Int == 0)
        #expect(try outcomes() == ["(1, 8, 8)", "(2, 1, 1)", "(3, 1, 1)"])
        #expect(try memory.names() == ["collection"])
    }

    @Test("What a terminal and a pipe see")
    func screens() throws {
        try collect(30)
        try desk.scratch.write("half", to: "collection/x.part")
        var table = ScreenTable(
            replacements: [
                (collection, "/home/ada/collection"), (desk.path, "/srv/desk"), (desk.scratch.path, "/srv"),
            ],
            patterns: [
                ("in [0-9]+ seconds?(, [0-9,]+ a second)?", "in N seconds"), ("\u{1B}\\[K|\r|importing \\[[^\r]*", ""),
            ]
        )
        let folder = ["--state-directory", desk.path]
        try table.add(["import", collection], folder, media: [.pipe])
        try table.add(["import", collection], folder, media: [.narrow])
        try table.add(["import", collection + "/1", collection + "/nowhere"], folder, media: [.pipe])
        try table.add(["import", collection], ["--state-directory", desk.scratch.path + "/nowhere"], media: [.pipe])
        try table.check("import")
    }
}
