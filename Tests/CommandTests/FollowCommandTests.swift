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
            (#"\{"v":1,"seq":(\d+),.*?"headline":"([^"]*)".*"#, "{seq $1: $2 …}"),
            (#"\{"v":1,"line":(\d+),.*?"outcome":"([^"]*)".*?"path":"([^"]*)".*"#, "{line $1: $2 $3 …}"),
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
        try add(["--no-wait", "--deliveries"])
        try add(["--no-wait", "--deliveries", "--outcome", "quarantined"])
        try add(["--no-wait", "--deliveries", "--outcome", "ignored", "-o", "archived"])
        let ledgerCursor = desk.path + "/of-ledger.cursor"
        try add(["--no-wait", "--deliveries", "--cursor", ledgerCursor, "--after", "1"])
        try add(["--no-wait", "--deliveries", "--cursor", ledgerCursor])
        try add(["--no-wait", "--cursor", ledgerCursor])
        try add(["--no-wait", "--cursor", desk.path + "/new.cursor", "--after", "last"])
        try add(["--no-wait", "--deliveries", "--cursor", desk.path + "/new.cursor"])
        try add(["--no-wait", "--deliveries", "--after", "9"])
        try add(["--deliveries", "--source", "TASS"])
        try add(["--outcome", "quarantined"])
        try add(["--deliveries", "--outcome", "lost"])
        try add(["--after", "-1"])
        try add(["--no-wait", "--after", "99", "--cursor", desk.path + "/fresh.cursor"])
        try add(["--exec", ""])
        try add(["--batch", "0"])
        try add(["--pause", "soon"])
        try table.check("follow")
    }

    @Test(
        "What it prints is the archive, or the ledger, byte for byte, and the cursor is as its schema says",
        arguments: SegmentKind.allCases
    )
    func bytes(of kind: SegmentKind) throws {
        let cursor = desk.path + "/of.cursor"
        let follow = ["follow", "--no-wait"] + (kind == .articles ? [] : ["--deliveries"])
        let ran = try Program.run(Program.product("wiredesk"), follow + ["--cursor", cursor] + desk.options)
        let folder = ArchiveDirectory(
            try LinuxFileSystem().openRoot(desk.scratch.root.appending(kind.folder)),
            of: kind,
            fileSystem: LinuxFileSystem()
        )
        let segments = try folder.segments().map { segment in
            try String(contentsOfFile: "\(desk.path)/\(kind.folder.display)/\(segment.name)", encoding: .utf8)
        }
        #expect(ran.output == segments.joined() && !ran.output.isEmpty)
        try JSONSchemaValidator.check(desk.scratch.read("of.cursor") ?? "", against: "wiredesk-cursor-1")
        let empty = try MadeDesk()
        try empty.enterCatalogue()
        let nothing = try Program.run(
            Program.product("wiredesk"),
            follow + ["--after", "last", "--cursor", cursor + "-2", "--state-directory", empty.path]
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

    @Test("The example for mail sends what was quarantined, and again where the server has refused it")
    func mail() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Deploy/follow/mail")
            .standardized.path
        let server = """
            import base64, email, os, socketserver, subprocess, sys, threading
            messages = []
            class Handler(socketserver.StreamRequestHandler):
                def handle(self):
                    self.wfile.write(b"220 ready\\r\\n")
                    recipients = []
                    for line in self.rfile:
                        verb = line[:4].upper()
                        if verb == b"RCPT": recipients.append(line.decode().split(":")[1].strip())
                        if verb == b"DATA":
                            self.wfile.write(b"354 go\\r\\n")
                            text = b"".join(iter(self.rfile.readline, b".\\r\\n"))
                            messages.append((recipients, email.message_from_bytes(text)))
                            self.wfile.write(b"451 later\\r\\n" if len(messages) == 1 else b"250 taken\\r\\n")
                        elif verb == b"QUIT":
                            self.wfile.write(b"221 bye\\r\\n")
                            return
                        else:
                            self.wfile.write(b"250 fine\\r\\n")
            server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            os.environ["MAIL_SERVER"] = f"smtp://127.0.0.1:{server.server_address[1]}"
            os.environ["MAIL_TO"] = "desk@example.org night@example.org"
            status = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL).returncode
            one, other = messages
            print(status, one[0], one[1]["To"], one[1]["Message-ID"] == other[1]["Message-ID"], one[1].get_content_type())
            print(one[1]["Subject"].replace(os.uname().nodename, "HOST"))
            print(other[1].get_payload(decode=True).decode(), end="")
            """
        let ran = try Program.run(
            "python3",
            [
                "-c", server, Program.product("wiredesk"), "follow", "--no-wait", "--deliveries", "--outcome",
                "quarantined", "--pause", "1ms", "--exec", script,
            ] + desk.options
        )
        #expect(
            ran.output == #"""
                0 ['<desk@example.org>', '<night@example.org>'] desk@example.org, night@example.org True text/plain
                wiredesk on HOST: 1 delivery quarantined
                "note\u001b[31m.txt"
                  quarantined at 2026-11-20T11:15:00.000Z: no-body
                  There is a headline and no paragraph of text under it.


                """#,
            "\(ran.errors)"
        )
    }
}
