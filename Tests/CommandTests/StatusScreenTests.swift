import Foundation
import LinuxIO
import Operations
import Testing
import TestSupport

@Suite("wiredesk status as it is seen on a screen, in a pipe and by programs")
struct StatusScreenTests: StatusTests {
    let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
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

    @Test("What a terminal and a pipe see of a desk: well, making its catalogue, out of room, killed, never started")
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
        try publishAll(pid: holder.pid, .rebuilding)
        try table.add(arguments, further, media: [.pipe, .narrow])
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
}
