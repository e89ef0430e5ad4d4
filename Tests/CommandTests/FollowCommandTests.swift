import Archive
import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("wiredesk follow")
struct FollowCommandTests {
    private let desk: MadeDesk

    init() throws { desk = try MadeDesk.example() }

    @Test("wiredesk follow")
    func screens() throws {
        let cursor = desk.path + "/of.cursor"
        let records = [
            (#"\{"v":1,"seq":(\d+),.*?"headline":"([^"]*)".*"#, "{seq $1: $2 …}")
        ]
        var table = ScreenTable(replacements: [(desk.path, "DESK")], patterns: records)
        func add(_ arguments: [String]) throws { try table.add(["follow"] + arguments, desk.options, media: [.pipe]) }
        try add(["--no-wait"])
        try add(["--no-wait", "--after", "3"])
        try add(["--no-wait", "--after", "last"])
        try add(["--no-wait", "--source", "tass"])
        try add(["--no-wait", "--cursor", cursor, "--since", "2026-11-21"])
        try add(["--no-wait", "--cursor", cursor])
        try add(["--no-wait", "--after", "99"])
        try add(["--no-wait", "--after", "2", "--exec", "grep -o '\"seq\":[0-9]*'"])
        try desk.scratch.write(
            #"{"crc32":"00000000","length":80,"of":"archive","offset":0,"segment":"date=2026-11-19/articles-000001.jsonl","seq":1,"v":1}"#,
            to: "of.cursor"
        )
        try add(["--no-wait", "--cursor", cursor])
        try desk.scratch.write("not a cursor\n", to: "of.cursor")
        try add(["--no-wait", "--cursor", cursor])
        try add(["--no-wait", "--cursor", desk.path + "/nowhere/of.cursor"])
        try add(["--after", "-1"])
        try add(["--batch", "0"])
        try add(["--pause", "soon"])
        try table.check("follow")
    }

    @Test("What it prints is the archive, byte for byte, and the cursor is as its schema says")
    func bytes() throws {
        let cursor = desk.path + "/of.cursor"
        let ran = try Program.run(
            Program.product("wiredesk"),
            ["follow", "--no-wait", "--cursor", cursor] + desk.options
        )
        let archive = try desk.archive.segments().map { segment in
            try String(contentsOfFile: "\(desk.path)/archive/\(segment.name.path.display)", encoding: .utf8)
        }
        #expect(ran.output == archive.joined())
        try JSONSchemaValidator.check(desk.scratch.read("of.cursor") ?? "", against: "wiredesk-cursor-1")
        let empty = try MadeDesk()
        try empty.enterCatalogue()
        let nothing = try Program.run(
            Program.product("wiredesk"),
            ["follow", "--no-wait", "--after", "last", "--cursor", cursor + "-2", "--state-directory", empty.path]
        )
        #expect(nothing.status == 0 && nothing.output == "" && nothing.errors == "")
        try JSONSchemaValidator.check(desk.scratch.read("of.cursor-2") ?? "", against: "wiredesk-cursor-1")
    }

    @Test("A new record comes as it is archived, over a restart of the daemon and into the next segment")
    func wakes() throws {
        let desk = try ScratchDesk()
        var daemon = try desk.start(settings: ["segment_size": "1KiB", "batch_bytes": "1KiB"])
        try daemon.waitUntilReady()
        let terminal = try PseudoTerminal(
            Program.product("wiredesk"),
            ["follow", "--state-directory", desk.path],
            columns: 100
        )
        for number in 1...4 {
            try desk.drop(Story.text(number), as: "\(number).txt")
            try terminal.wait(for: Story.headline(number)) { $0.contains(Story.headline(number)) }
            if number == 2 {
                try daemon.kill()
                daemon = try desk.start(settings: ["segment_size": "1KiB", "batch_bytes": "1KiB"])
                try daemon.waitUntilReady()
            }
        }
        #expect(try desk.files(in: "archive").filter { $0.hasSuffix(".jsonl") }.count > 1)
        terminal.type("\u{3}")
        _ = try terminal.waitForEnd()
    }

    @Test("Two runs with one cursor: the second is told that the first has it")
    func held() throws {
        let cursor = desk.path + "/of.cursor"
        let terminal = try PseudoTerminal(
            Program.product("wiredesk"),
            ["follow", "--cursor", cursor] + desk.options,
            columns: 100
        )
        try terminal.wait(for: "the last record") { $0.contains("\"seq\":4") }
        let second = try Program.run(
            Program.product("wiredesk"),
            ["follow", "--no-wait", "--cursor", cursor] + desk.options
        )
        #expect(second.status == 69)
        #expect(second.errors == "wiredesk: another process follows with the cursor \(cursor)\n")
        terminal.type("\u{3}")
        _ = try terminal.waitForEnd()
    }

    @Test("The example for a webhook posts each batch, and again where the server has refused it")
    func webhook() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Deploy/follow/webhook")
            .standardized.path
        let server = """
            import http.server, subprocess, sys
            posts = []
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_POST(self):
                    posts.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                    self.send_response(503 if len(posts) == 1 else 204)
                    self.end_headers()
                def log_message(self, *_): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            import threading
            threading.Thread(target=server.serve_forever, daemon=True).start()
            import os
            os.environ["WEBHOOK_URL"] = f"http://127.0.0.1:{server.server_address[1]}/"
            status = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL).returncode
            print(status, [[line.split(",")[1] for line in post.splitlines()] for post in posts])
            """
        let ran = try Program.run(
            "python3",
            [
                "-c", server, Program.product("wiredesk"), "follow", "--no-wait", "--batch", "3", "--pause", "1ms",
                "--exec",
                script,
            ] + desk.options
        )
        let first = #"['"seq":1', '"seq":2', '"seq":3']"#
        #expect(ran.output == "0 [\(first), \(first), ['\"seq\":4']]\n", "\(ran.errors)")
    }
}
