import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("wiredesk status")
struct StatusCommandTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func status(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            ["status", "--state-directory", scratch.path] + arguments,
            environment: ["TZ": "UTC"]
        )
    }

    private func publish(
        pid: Int32,
        _ state: StatusSnapshot.State,
        age: Double = 0,
        at time: UTCTime? = nil,
        change: (inout StatusSnapshot) -> Void = { _ in }
    ) throws {
        let now = time ?? UTCTime(nanoseconds: Clock.now - Int64(age * 1e9))
        var snapshot = StatusSnapshot(
            pid: pid,
            startedAt: now,
            inbox: .init(path: Path(scratch.path + "/inbox"), watch: "events")
        )
        snapshot.enter(state, at: now)
        change(&snapshot)
        try StatusPublisher(runtimeDirectory: scratch.root, fileSystem: LinuxFileSystem()).publish(snapshot)
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

    @Test("On a narrow terminal advice goes on in the next line and is not cut")
    func narrow() throws {
        try scratch.write("x", to: "quarantine/a.txt")
        try scratch.write("x", to: "archive/x")
        let screen = try PseudoTerminal.run(
            Program.product("wiredesk"),
            ["status", "--state-directory", scratch.path],
            columns: 40,
            environment: ["TZ": "UTC", "NO_COLOR": "1"]
        ).screen
        #expect(screen.contains("1 file; wiredesk\n              quarantine list\n"), "\(screen)")
        #expect(!screen.contains("…"))
        for line in screen.split(separator: "\n") where !line.contains("/") { #expect(line.count <= 40, "\(line)") }
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
            (.rebuilding, "it is rebuilding the catalogue from the archive"),
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
        #expect(hung.output.contains("it has told nothing for 60 seconds: it hangs or is suspended"))
        try publish(pid: 1, .watching)
        #expect(try status().output.hasPrefix("The desk is running, but it has not told its status yet.\n"))
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

    /// A snapshot with every figure, as of 18:15:44 on a Sunday.
    private func publishAll(pid: Int32, _ state: StatusSnapshot.State) throws {
        let time = try #require(UTCTime("2026-11-22T18:15:44.000Z"))
        func ago(_ seconds: Int64) -> UTCTime { UTCTime(nanoseconds: time.nanoseconds - seconds * 1_000_000_000) }
        let histogram = StatusFigures.Histogram(bounds: [0.1, 1], counts: [90, 99], count: 100, sum: 12)
        try publish(pid: pid, state, at: time) { snapshot in
            snapshot.since = ago(7_380)
            snapshot.startedAt = ago(93_600)
            snapshot.inbox.path = "/srv/desk/inbox"
            snapshot.inbox.waiting = state == .watching ? 3 : 1_204
            snapshot.inbox.oldestWaitingSeconds = state == .watching ? 1.2 : 7_380
            snapshot.inbox.guarded = "lease"
            snapshot.inbox.watches = 12
            snapshot.inbox.ignored = 2
            snapshot.archive.articles = 1_234_567
            snapshot.archive.bytes = 5_400_000_000
            snapshot.archive.segments = 31
            snapshot.archive.last = .init(
                seq: 1_234_567,
                id: "sha256:ab",
                headline: "Riverton’s old ferry returns to service after eleven years on dry land, and 里弗顿的渡轮 too",
                ingestedAt: ago(3)
            )
            snapshot.today.archived = 1_204
            snapshot.today.duplicates = 87
            snapshot.today.revisions = 12
            snapshot.today.quarantined = 3
            snapshot.today.ignored = 2
            snapshot.total.archived = 1_234_567
            snapshot.total.duplicates = 56_789
            snapshot.total.revisions = 98_765
            snapshot.total.quarantined = 321
            snapshot.total.ignored = 2
            snapshot.rates = .init(perSecond1m: 12.4, perSecond5m: 8.25, perSecond15m: 0.04)
            snapshot.latency = .init(count: 1_204, p50Seconds: 0.0123, p99Seconds: 0.251, histogram: histogram)
            snapshot.commits = .init(count: 40, p50Seconds: 0.004, p99Seconds: 0.01, histogram: histogram)
            snapshot.history = .init(
                lastMinute: ago(44),
                answered: (0..<60).map { $0 % 10 },
                quarantined: [Int](repeating: 0, count: 60)
            )
            snapshot.disk = .init(
                freeBytes: 12 << 30,
                totalBytes: 40 << 30,
                bytesPerSecond: 5_000,
                watched: .seconds(3_600)
            )
            snapshot.quarantined = [
                .init(path: "agency/b.txt", reason: "no-headline", explanation: "It has none.", at: ago(40)),
                .init(path: "agency/a\u{202E}.txt", reason: "too-large", explanation: "It is.", at: ago(400)),
            ]
            snapshot.configuration = .init(file: "/etc/wiredesk/wiredesk.yaml", loadedAt: ago(93_600))
            snapshot.log = .init(dropped: 0)
            if state != .watching {
                snapshot.problems = [
                    .init(
                        what: "there is no room for the archive; intake waits",
                        since: ago(7_380),
                        whatToDo: "free some space; intake goes on by itself, and every file is still in the inbox"
                    )
                ]
            }
        }
        for name in ["agency/b.txt", "agency/a\u{202E}.txt"] {
            try scratch.write("x", to: "quarantine/\(name)")
            try scratch.write("{}", to: "quarantine/\(name).reason.json")
        }
        try scratch.write([UInt8](repeating: 0, count: 81_920), to: "catalogue.sqlite")
    }

    @Test("What a terminal and a pipe see of a desk that is well, out of room, killed, and of one that never ran")
    func screens() throws {
        let arguments = ["status"]
        let further = ["--state-directory", scratch.path, "--now", "2026-11-22T18:15:46.000Z"]
        let inbox = ["WIREDESK_INBOX": "/srv/desk/inbox"]
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        var table = ScreenTable(
            replacements: [(scratch.path, "/srv/desk"), ("pid \(holder.pid)", "pid 4711")],
            patterns: [("[0-9.]+ [A-Z]iB free of [0-9.]+ [A-Z]iB\n", "N free of M\n")]
        )
        try publishAll(pid: holder.pid, .watching)
        try table.add(arguments, further, media: ScreenTable.Medium.allCases + [.slim])
        try publishAll(pid: holder.pid, .waitingForSpace)
        try table.add(arguments, further, media: [.pipe, .narrow])
        holder.kill()
        try table.add(arguments, further, media: [.pipe, .narrow], environment: inbox)
        for name in try scratch.names() { try FileManager.default.removeItem(atPath: scratch.path + "/" + name) }
        try table.add(arguments, further, media: [.pipe], environment: inbox)
        try table.add(["status", "--watch"], media: [.pipe])
        try table.check("status")
    }

    @Test("What programs read is as its schema says, whatever the desk does")
    func schema() throws {
        try JSONSchemaValidator.check(try status("--json").output, against: "wiredesk-status")
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        for state in StatusSnapshot.State.allCases {
            try publishAll(pid: holder.pid, state)
            let output = try status("--json").output
            #expect(output.contains("\"state\":\"\(state.rawValue)\""))
            try JSONSchemaValidator.check(output, against: "wiredesk-status")
        }
        holder.letGo()
        try JSONSchemaValidator.check(try status("--json").output, against: "wiredesk-status")
    }

    @Test(
        "--watch draws each second, again at a new size, and leaves the terminal as it was on ctrl-C",
        arguments: ["\u{3}", "q"]
    )
    func watch(key: String) throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publishAll(pid: holder.pid, .watching)
        let terminal = try PseudoTerminal(
            Program.product("wiredesk"),
            ["status", "--watch", "--state-directory", scratch.path],
            columns: 100,
            environment: ["TZ": "UTC"]
        )
        let before = terminal.settings
        try terminal.wait(for: "the first drawing") { $0.contains("ctrl-C or q leaves.") }
        #expect(terminal.output.hasPrefix("\u{1B}[?1049h\u{1B}[?25l\u{1B}[H"))
        #expect(terminal.output.contains("▁▂▃▄▅▆▇██▏ at most 9 a minute"))
        #expect(terminal.settings.echo == false)

        // What is published meanwhile is on the next drawing.
        try publish(pid: holder.pid, .inboxGone)
        var start = terminal.written
        try terminal.wait(for: "the next drawing", since: start) { $0.contains("but the inbox is not there") }

        start = terminal.written
        terminal.resize(columns: 40, rows: 6)
        let small = try terminal.wait(for: "a drawing of the new size", since: start) { text in
            let drawings = text.components(separatedBy: "\u{1B}[H").dropFirst()
            return drawings.contains { $0.hasSuffix("\u{1B}[J") && $0.utf8.count { $0 == 0x0A } == 5 }
        }
        let drawing = small.components(separatedBy: "\u{1B}[H").last { $0.hasSuffix("\u{1B}[J") } ?? ""
        let lines = drawing.replacing("\r\n", with: "\n").replacing(#/\u{1B}\[[0-9;]*[A-Za-z]/#, with: "").components(
            separatedBy: "\n"
        )
        #expect(lines.allSatisfy { $0.count <= 40 }, "\(lines)")

        terminal.type(key)
        #expect(try terminal.waitForEnd() == 0)
        #expect(terminal.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
        #expect(terminal.settings == before)
    }

    @Test("A daemon that runs, whose inbox goes, that is suspended, stopped and killed: each is said")
    func realDaemon() throws {
        let desk = try ScratchDesk()
        func said() throws -> Program {
            try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        }
        func isRebuilt() throws -> Bool { try said().output.hasPrefix("The desk is running and well: watching since ") }
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try daemon.wait(for: "well") { try isRebuilt() }
        #expect(try said().status == 0)
        try FileManager.default.removeItem(atPath: desk.inbox)
        try daemon.wait(for: "gone") {
            try said().output.hasPrefix("The desk is running, but the inbox is not there.\n")
        }
        #expect(try said().output.contains("make it or mount it again; intake goes on by itself"))
        #expect(try said().status == 1)
        try FileManager.default.createDirectory(atPath: desk.inbox, withIntermediateDirectories: true)
        try daemon.wait(for: "back") { try said().status == 0 }
        daemon.send(SIGSTOP)
        var stopped = try said()
        try daemon.wait(for: "stopped") {
            stopped = try said()
            return stopped.status == 1
        }
        #expect(
            stopped.output.hasPrefix(
                "The desk is running, but it is stopped by a signal (SIGSTOP); kill -CONT \(daemon.pid) lets it go on.\n"
            )
        )
        let told = UTCTime(nanoseconds: Clock.now).nanoseconds - (daemon.status?.updatedAt.nanoseconds ?? 0)
        #expect(told < StatusSnapshot.staleAfter.nanoseconds, "\(told)")
        daemon.send(SIGCONT)
        try daemon.wait(for: "going on") { try said().status == 0 }
        try daemon.stop()
        #expect(try said().output.hasPrefix("The desk is not running: it was stopped in order at "))
        #expect(try said().output.contains("\nStart it with systemctl start wiredesk, or wiredeskd.\n"))
        let next = try desk.start()
        try next.waitUntilReady()
        try next.kill()
        #expect(try said().output.hasPrefix("The desk is not running: it was killed or crashed; last heard of at "))
        #expect(try said().status == 3)
    }

    @Test("How long the disk lasts is not told from the first seconds of a desk")
    func forecast() throws {
        let desk = try ScratchDesk()
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.dropStories(1...3, prefix: "story")
        try daemon.wait(untilAnswered: 3)
        try daemon.wait(for: "a rate") { ($0.disk?.bytesPerSecond ?? 0) > 0 }
        let said = try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        #expect(said.output.contains("iB; too early to say for how long\n"), "\(said.output)")
        #expect(daemon.status?.disk?.secondsToFull == nil)
    }

    @Test("On a full disk, where no status can be written, the command finds out for itself, and says when it is over")
    func fullDisk() throws {
        let scratch = try ScratchDirectory()
        let disk = try SmallDisk(at: scratch.path + "/desk", mebibytes: 8)
        let desk = try ScratchDesk(in: scratch)
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        func said() throws -> Program {
            try Program.run(Program.product("wiredesk"), ["status", "--state-directory", desk.path])
        }
        try daemon.wait(for: "well") { try said().status == 0 }
        try disk.fill()
        let full = try said()
        #expect(full.status == 1)
        #expect(
            full.output.hasPrefix(
                "The desk is running, but the disk is full: make room on the state directory's file system, "
                    + "and it goes on by itself.\n"
            ),
            "\(full.output)"
        )
        #expect(full.output.contains("\n  disk        0 B free of 8.0 MiB\n"), "\(full.output)")
        let json = try Program.run(Program.product("wiredesk"), ["status", "--json", "--state-directory", desk.path])
        try JSONSchemaValidator.check(json.output, against: "wiredesk-status")
        #expect(json.output.contains("\"verdict\":\"degraded\""))
        try disk.free()
        try daemon.wait(for: "well again") { try said().status == 0 }
        #expect(try daemon.stop() == .exited(0))
    }

    @Test("ctrl-Z stops --watch with the terminal as it was, fg draws it again, and q leaves the terminal as it was")
    func suspended() throws {
        let holder = try LockHolder(of: scratch)
        defer { holder.letGo() }
        try publishAll(pid: holder.pid, .watching)
        let terminal = try PseudoTerminal(
            "/bin/dash",
            ["-i"],
            columns: 100,
            environment: ["TZ": "UTC", "PS1": "ready> "]
        )
        try terminal.wait(for: "the shell") { $0.hasSuffix("ready> ") }
        let before = terminal.settings
        #expect(before == (true, true))
        var start = terminal.written
        let command = "\(Program.product("wiredesk")) status --watch --state-directory \(scratch.path)\n"
        terminal.type(command)
        try terminal.wait(for: "the first drawing", since: start) { $0.contains("ctrl-C or q leaves.") }
        #expect(terminal.settings == (false, false))

        for _ in 1...2 {
            start = terminal.written
            terminal.type("\u{1A}")
            let stopped = try terminal.wait(for: "the shell again", since: start) {
                $0.contains("Stopped") && $0.hasSuffix("ready> ")
            }
            let parts = stopped.components(separatedBy: "\u{1B}[?25h\u{1B}[?1049l")
            #expect(parts.count == 2)
            #expect(parts.last?.contains("\u{1B}[H") == false, "nothing is drawn on the shell's screen")
            #expect(terminal.settings == before)

            start = terminal.written
            terminal.type("fg\n")
            let drawn = try terminal.wait(for: "a drawing", since: start) { $0.contains("ctrl-C or q leaves.") }
            #expect(drawn.contains("\u{1B}[?1049h\u{1B}[?25l\u{1B}[H"))
            #expect(drawn.contains("The desk is running"))
            #expect(terminal.settings == (false, false))
        }
        start = terminal.written
        terminal.type("q")
        try terminal.wait(for: "the shell at the end", since: start) { $0.hasSuffix("\u{1B}[?25h\u{1B}[?1049lready> ") }
        #expect(terminal.settings == before)
        terminal.type("exit\n")
        #expect(try terminal.waitForEnd() == 0)
    }

    @Test("A wrong configuration is told with its line, and the status is 78")
    func configuration() throws {
        let file = try scratch.write("inbx: /tmp\n", to: "wiredesk.yaml")
        let ran = try status("--config", file)
        #expect(ran.status == 78)
        #expect(ran.errors == "wiredesk: \(file):1: there is no key \"inbx\"; did you mean \"inbox\"?\n")
    }
}
