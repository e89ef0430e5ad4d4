import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("wiredesk status")
struct StatusCommandTests: StatusTests {
    let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    @Test("A folder that is not there is named with what to do")
    func missingFolder() throws {
        let path = scratch.path + "/none"
        let ran = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", path], environment: [:])
        #expect(ran.status == 3)
        #expect(
            ran.output.contains(
                "\nThere is no folder \(path) (--state-directory). Name the desk's with --state-directory, or its configuration "
                    + "with --config; or start the daemon, which makes the folder: systemctl start wiredesk, or wiredeskd.\n"
            ),
            "\(ran.output)"
        )
        let named = try Program.run(
            Program.product("wiredesk"),
            ["status"],
            environment: ["WIREDESK_STATE_DIRECTORY": path]
        )
        #expect(named.output.contains("There is no folder \(path) (WIREDESK_STATE_DIRECTORY)."))
    }

    @Test("Names are exact for programs, and escaped once for people")
    func names() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        let names: [Path] = [Path(#"back\slash"# + "\u{1B}[31m.txt"), Path([0x62, 0xFF, 0x25])]
        for name in names {
            let file = (Array("\(scratch.path)/quarantine/".utf8) + name.bytes + [0]).map { CChar(bitPattern: $0) }
            mkdir(scratch.path + "/quarantine", 0o700)
            close(open(file, O_CREAT | O_WRONLY, 0o600))
        }
        try publish(pid: holder.pid, .watching) { snapshot in
            snapshot.quarantined = names.map {
                .init(path: $0, reason: "no-body", explanation: "It has none.", at: snapshot.startedAt)
            }
        }
        let ran = try status()
        #expect(ran.output.contains(#"  no-body  back\\slash\u{1b}[31m.txt"# + "\n"), "\(ran.output)")
        #expect(ran.output.contains(#"  no-body  b\xff%"# + "\n"))
        let json = try status("--json").output
        try JSONSchemaValidator.check(json, against: "wiredesk-status")
        struct Status: Decodable {
            struct File: Decodable, Equatable {
                var path: String
                var path_encoding: String?
            }
            var quarantined: [File]
        }
        let found = try JSONDecoder().decode(Status.self, from: Data(json.utf8)).quarantined
        #expect(found == [.init(path: names[0].text ?? ""), .init(path: "b%FF%25", path_encoding: "percent")])
    }

    @Test("A desk that works is running and well, with its figures, and the status is 0")
    func well() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, .watching) { snapshot in
            snapshot.archive.articles = 12_345
            snapshot.archive.bytes = 5 << 20
            snapshot.archive.segments = 1
            snapshot.inbox.waiting = 2
            snapshot.inbox.oldestWaitingSeconds = 3
            snapshot.today.archived = 7
            snapshot.today.duplicates = 1
            snapshot.archive.last = .init(
                seq: 12_345,
                id: "sha256:ab",
                headline: "Red \u{1B}[31malert",
                ingestedAt: snapshot.startedAt
            )
        }
        let ran = try status()
        #expect(ran.status == 0)
        #expect(ran.output.hasPrefix("The desk is running and well: watching since "))
        #expect(ran.output.contains("  process     pid \(holder.pid), version \(wiredeskVersion), started "))
        #expect(ran.output.contains("  inbox       2 waiting, the oldest for 3 seconds, in \(scratch.path)/inbox\n"))
        #expect(ran.output.contains("  archive     12,345 articles, 5.0 MiB in 1 segment\n"))
        #expect(ran.output.contains("ago: Red \\u{1b}[31malert\n"))
        #expect(ran.output.contains("  today       7 archived, 1 duplicate, 0 quarantined, 0 ignored\n"))
        #expect(!ran.output.contains("\u{1B}"))
    }

    @Test(
        "A desk that is not at work is degraded, and the status is 1",
        arguments: [
            (StatusSnapshot.State.starting, "it is starting"),
            (.recovering, "it is recovering from an abrupt end"),
            (.rebuilding, "it is making the catalogue from archive and ledger"),
            (.waitingForSpace, "it waits for room on the disk"),
            (.inboxGone, "the inbox is not there"),
            (.stopping, "it is stopping"),
        ]
    )
    func notAtWork(state: StatusSnapshot.State, explanation: String) throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, state)
        let ran = try status()
        #expect(ran.status == 1)
        #expect(ran.output.hasPrefix("The desk is running, but \(explanation).\n"))
    }

    @Test(
        "What a desk that starts does not know yet is told from its archive, and what its catalogue lacks is said",
        arguments: [StatusSnapshot.State.starting, .recovering, .rebuilding]
    )
    func notKnownYet(state: StatusSnapshot.State) throws {
        try ScratchDesk(in: scratch).layArchive(records: 3)
        try FileManager.default.moveItem(atPath: scratch.path + "/desk/archive", toPath: scratch.path + "/archive")
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, state)
        let ran = try status()
        #expect(ran.output.contains("\n  archive     3 articles, "), "\(ran.output)")
        #expect(ran.output.contains("\n  last        3, "), "\(ran.output)")
        #expect(ran.output.contains("\n  total       not counted yet\n"), "\(ran.output)")
        #expect(!ran.output.contains("\n  today       0 "), "\(ran.output)")
        let json = try status("--json").output
        try JSONSchemaValidator.check(json, against: "wiredesk-status")
        #expect(json.contains("\"articles\":3,"))
    }

    @Test("Of an archive without a catalogue, on which no desk ran yet, archive and ledger are counted")
    func neverCatalogued() throws {
        let desk = try ScratchDesk(in: scratch)
        func screen() throws -> String {
            try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path]).output
        }
        #expect(try screen().contains("\n  total       0 archived, "))
        try desk.layArchive(records: 3)
        let counted = try screen()
        #expect(counted.contains("\n  total       3 archived, 0 duplicates, "), "\(counted)")
    }

    @Test("A problem is told with what to do, and the status is 1")
    func problem() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, .scanning) { snapshot in
            snapshot.problems = [
                .init(what: "too few watches", since: snapshot.startedAt, whatToDo: "raise the limit")
            ]
        }
        let ran = try status()
        #expect(ran.status == 1)
        #expect(ran.output.hasPrefix("The desk is running, but there is a problem.\n"))
        #expect(ran.output.contains("  problem     too few watches, for 0 seconds: raise the limit\n"))
    }

    @Test("A daemon that has told nothing for long, or nothing yet, is degraded")
    func silent() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        #expect(try status().output.hasPrefix("The desk is running, but it has not told its status yet.\n"))
        try JSONSchemaValidator.check(try status("--json").output, against: "wiredesk-status")
        try publish(pid: holder.pid, .watching, age: 60)
        let hung = try status()
        #expect(hung.status == 1)
        #expect(hung.output.contains("no status update for 60 seconds: it hangs or is suspended"))
        try publish(pid: 1, .watching)
        #expect(try status().output.hasPrefix("The desk is running, but it has not told its status yet.\n"))
    }

    @Test("Figures that were told long ago are told with their time and their age, for the disk that is full too")
    func oldFigures() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        let time = try #require(UTCTime("2026-11-22T14:02:11.000Z"))
        try publish(pid: holder.pid, .watching, at: time)
        for (now, row) in [
            ("2026-11-22T14:02:15.000Z", nil),
            ("2026-11-22T14:02:17.000Z", "of 2026-11-22 14:02:11, 6 seconds ago: nothing has been told since"),
            ("2026-11-22T14:05:12.000Z", "of 2026-11-22 14:02:11, 3 minutes ago: nothing has been told since"),
        ] as [(String, String?)] {
            let output = try status("--now", now).output
            #expect(output.contains("\n  figures ") == (row != nil), "\(output)")
            if let row { #expect(output.contains("\n  figures     \(row)\n"), "\(output)") }
        }
        holder.letGo()
        #expect(!(try status("--now", "2026-11-22T14:05:12.000Z").output.contains("\n  figures ")))
    }

    @Test("A desk that was stopped, one that was killed and one that never ran are told apart, with status 3")
    func notRunning() throws {
        let never = try status()
        #expect(never.status == 3)
        #expect(never.output.hasPrefix("The desk is not running: it has left no status in \(scratch.path).\n"))
        try publish(pid: 4711, .stopped, age: 7_300)
        let stopped = try status()
        #expect(stopped.status == 3)
        #expect(stopped.output.contains("The desk is not running: it was stopped in order at "))
        #expect(stopped.output.contains(", 2 hours ago."))
        try publish(pid: 4711, .watching, age: 90)
        let killed = try status()
        #expect(killed.status == 3)
        #expect(killed.output.contains("it was killed or crashed; last heard of at "))
        #expect(killed.output.contains("recovers at its next start"))
    }

    @Test("What waits in the inbox of a desk that does not run is counted, temporary names left out")
    func waitingWhileDown() throws {
        for name in ["inbox/a.txt", "inbox/sub/b.txt", "inbox/c.tmp", "inbox/.hidden/d.txt"] {
            try scratch.write("x", to: name)
        }
        #expect(
            try status().output.contains(
                "  inbox       2 waiting until the desk runs again, in \(scratch.path)/inbox\n"
            )
        )
    }

    @Test("A program reads the same from one JSON object")
    func json() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publish(pid: holder.pid, .watching)
        let ran = try status("--json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(ran.output.utf8)) as? [String: Any])
        #expect(ran.status == 0)
        #expect(object["running"] as? Bool == true)
        #expect(object["verdict"] as? String == "well")
        #expect(object["state"] as? String == "watching")
        #expect(object["pid"] as? Int == Int(holder.pid))
        #expect((object["inbox"] as? [String: Any])?["waiting"] as? Int == 0)
        holder.letGo()
        let dead = try status("--json")
        let after = try #require(try JSONSerialization.jsonObject(with: Data(dead.output.utf8)) as? [String: Any])
        #expect(dead.status == 3)
        #expect(after["running"] as? Bool == false)
        #expect(after["verdict"] as? String == "killed")
        #expect((after["today"] as? [String: Any])?["archived"] as? Int == 0)
    }

    @Test("A wrong configuration is told with its line, and the status is 78")
    func configuration() throws {
        let file = try scratch.write("inbx: /tmp\n", to: "wiredesk.yaml")
        let ran = try status("--config", file)
        #expect(ran.status == 78)
        #expect(ran.errors == "wiredesk: \(file):1: there is no key \"inbx\"; did you mean \"inbox\"?\n")
    }

    @Test("A status.json that is a folder, or may not be read, is told in one sentence with what to do")
    func unreadable() throws {
        try scratch.write("x", to: "status.json/x")
        let folder = try status()
        #expect(folder.status == 66)
        #expect(
            folder.errors
                == "wiredesk: \(scratch.path)/status.json, in which the daemon tells how it is, is a directory and no file: "
                + "remove it, and a running daemon writes a new one\n"
        )
        #expect(folder.output == "")
        try FileManager.default.removeItem(atPath: scratch.path + "/status.json")
        symlink("/etc/passwd", scratch.path + "/status.json")
        #expect(try status("--json").errors.contains("is a symbolic link and no file: remove it"))
        try FileManager.default.removeItem(atPath: scratch.path + "/status.json")
        try scratch.write("no status", to: "status.json")
        #expect(try status().output.hasPrefix("The desk is not running: it has left no status in \(scratch.path).\n"))
    }
}
