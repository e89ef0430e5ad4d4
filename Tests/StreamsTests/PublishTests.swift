import Archive
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("wiredesk-publish and wiredesk-collect with a server", .serialized)
struct PublishTests {
    /// The records that are sent in lines of files, as they stood in the archive, with the desks.
    static func records(_ lines: [String]) throws -> [(desk: String?, line: String)] {
        try lines.map { line in
            let bytes = Array(line.utf8)
            let sent = try SentRecord(bytes.span)
            let record = sent.line.indices.map { sent.line[$0] }
            return (sent.desk?.description, String(decoding: record, as: UTF8.self))
        }
    }

    @Test("Each record is in the stream once, as it stands in the archive, and the cursor is behind the last")
    func whole() throws {
        let desk = try StreamDesk("london", 1...25)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        let ran = try desk.publish(to: server.url, ["--batch", "10"])
        #expect(ran.status == 0, "\(ran.errors)")
        #expect(desk.kept() == 25)
        let inbox = try StreamInbox()
        #expect(try inbox.collect(from: server.url, ["--batch", "10"]).status == 0)
        let records = try Self.records(inbox.lines())
        #expect(Set(records.map(\.line)) == Set(try desk.lines()) && records.count == 25)
        #expect(records.allSatisfy { $0.desk == "london" })
        let files = try FileManager.default.contentsOfDirectory(atPath: inbox.path).sorted()
        #expect(files == ["stream-WIREDESK-1-10.jsonl", "stream-WIREDESK-11-20.jsonl", "stream-WIREDESK-21-25.jsonl"])
        // A cursor that is lost sends all again, which the stream has.
        try FileManager.default.removeItem(atPath: desk.cursor)
        #expect(try desk.publish(to: server.url).status == 0)
        let again = try inbox.collect(from: server.url)
        #expect(again.status == 0 && again.errors.isEmpty)
        #expect(try inbox.lines().count == 25)
    }

    @Test("Without a server, or without the stream, nothing moves, and the message says what to do")
    func noServer() throws {
        let desk = try StreamDesk("london", 1...3)
        let port = try NATSServer.freePort()
        let gone = try desk.publish(to: "nats://user:secret@127.0.0.1:\(port)")
        #expect(gone.status == 69 && gone.errors.hasPrefix("wiredesk-publish: the NATS server: "), "\(gone.errors)")
        #expect(!gone.errors.contains("secret"))
        #expect(desk.kept() == 0)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        let arguments = desk.publishing(to: [server.url]).filter { $0 != "--create-stream" }
        let ran = try Program.run(
            Program.product("wiredesk-publish"),
            arguments,
            environment: StreamDesk.environment(desk.scratch)
        )
        #expect(
            ran.status == 69 && ran.errors.contains("has no stream WIREDESK; create it, or start wiredesk-publish with")
        )
        #expect(desk.kept() == 0)
        let collected = try StreamInbox().collect(from: server.url)
        #expect(collected.status == 69 && collected.errors.contains("has no stream WIREDESK"))
    }

    @Test("Records that the stream does not take, and a cursor of another archive, are refused by name")
    func refused() throws {
        let desk = try StreamDesk("london", 1...3)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        #expect(try desk.publish(to: server.url).status == 0)
        let cursor = desk.scratch.path + "/other"
        let elsewhere = try desk.publish(to: server.url, ["--prefix", "other", "--cursor", cursor])
        #expect(elsewhere.status == 69 && elsewhere.errors.contains("does not take the subjects of the records"))
        let other = try StreamDesk("paris", 11...13)
        let mixed = try other.publish(to: server.url, ["--cursor", desk.cursor])
        #expect(
            mixed.status == 65 && mixed.errors.contains("record 3 of this archive is another one"),
            "\(mixed.errors)"
        )
        // A consumer that finds what no desk has sent ends, and names it.
        let foreign = try Program.run(
            "python3",
            [
                "-c",
                """
                import socket, sys
                link = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
                link.sendall(b'CONNECT {"verbose":false}\\r\\nPUB wire.x 2\\r\\nhi\\r\\nPING\\r\\n')
                while b"PONG" not in link.recv(4096): pass
                """,
                "\(server.port)",
            ]
        )
        #expect(foreign.status == 0, "\(foreign.errors)")
        let inbox = try StreamInbox()
        let collected = try inbox.collect(from: server.url)
        #expect(collected.status == 65 && collected.errors.contains("message 4 of the stream names no desk"))
    }

    @Test("A record that is larger than the server takes stops it by name, and moves nothing")
    func tooLarge() throws {
        let desk = try StreamDesk("london", 1...2)
        let server = try NATSServer(in: desk.scratch.path + "/nats", configuration: "max_payload: 300")
        let ran = try desk.publish(to: server.url)
        #expect(ran.status == 69)
        #expect(
            ran.errors.contains("record 1 has ") && ran.errors.contains("the NATS server takes 300; raise max_payload")
        )
        #expect(desk.kept() == 0)
        let metrics = desk.scratch.read("publish/wiredesk-publish.prom") ?? ""
        #expect(metrics.contains("wiredesk_publish_behind_records{desk=\"london\",stream=\"WIREDESK\"} 2\n"))
        #expect(metrics.contains("wiredesk_publish_working{desk=\"london\",stream=\"WIREDESK\"} 0\n"))
    }

    @Test(
        "What stands before a record that is too large, for the server or for the stream, is published, and the cursor is there",
        arguments: [true, false]
    )
    func tooLargeAmong(isServers: Bool) throws {
        let desk = try StreamDesk("london", 1...3)
        try desk.desk.deliver(Story.text(4, paragraphs: 300), as: "4.txt", at: 1_795_348_900_000_000_000)
        try desk.deliver(5...6)
        let server = try NATSServer(
            in: desk.scratch.path + "/nats",
            configuration: isServers ? "max_payload: 4000" : ""
        )
        if !isServers {
            let made = try Program.run(
                "python3",
                [
                    "-c",
                    """
                    import socket, sys
                    link = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30)
                    body = b'{"name":"WIREDESK","subjects":["wire.>"],"storage":"file","max_msg_size":4000}'
                    link.sendall(b'CONNECT {"verbose":false}\\r\\nSUB answer 1\\r\\n')
                    link.sendall(b'PUB $JS.API.STREAM.CREATE.WIREDESK answer %d\\r\\n%s\\r\\n' % (len(body), body))
                    answer = b''
                    while b'"did_create":true' not in answer:
                        part = link.recv(4096)
                        answer += part
                        if not part or b'"error"' in answer: sys.exit(answer)
                    """,
                    "\(server.port)",
                ]
            )
            #expect(made.status == 0, "\(made.errors)")
        }
        for _ in 1...2 {
            let ran = try desk.publish(to: server.url)
            #expect(ran.status == 69)
            let told = isServers ? "record 4 has " : "the NATS server does not take record 4: "
            #expect(ran.errors.contains(told), "\(ran.errors)")
            #expect(desk.kept() == 3)
        }
        let inbox = try StreamInbox()
        #expect(try inbox.collect(from: server.url).status == 0)
        // What the server takes is known before; what the stream does not take, by its answer to the whole batch.
        #expect(try inbox.lines().count == (isServers ? 3 : 5))
        // Who begins behind it goes on.
        let behind = try desk.publish(to: server.url, ["--cursor", desk.scratch.path + "/behind", "--after", "4"])
        #expect(behind.status == 0, "\(behind.errors)")
        #expect(try inbox.collect(from: server.url).status == 0)
        #expect(try inbox.lines().count == 5)
    }

    @Test("A cursor is that of one stream: another stream, and follow, are refused by name")
    func otherStream() throws {
        let desk = try StreamDesk("london", 1...3)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        // One of a reader is taken over with the place that it has.
        let follow = ["follow", "--no-wait", "--cursor", desk.cursor, "--state-directory", desk.desk.path]
        #expect(try Program.run(Program.product("wiredesk"), follow + ["--after", "1", "--batch", "1"]).status == 0)
        #expect(try desk.publish(to: server.url).status == 0)
        try JSONSchemaValidator.check(try #require(desk.scratch.read("cursor")), against: "wiredesk-cursor-1")
        let other = try desk.publish(to: server.url, ["--stream", "OTHER", "--prefix", "other"])
        #expect(other.status == 65 && other.errors.contains("is that of the stream WIREDESK"), "\(other.errors)")
        let read = try Program.run(Program.product("wiredesk"), follow)
        #expect(read.status == 65 && read.errors.contains("is that of the stream WIREDESK"), "\(read.errors)")
        #expect(desk.kept() == 3)
    }

    @Test("Status tells at once that a publisher was killed")
    func killedIsTold() throws {
        let desk = try StreamDesk("london", 1...3)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        func status(_ options: [String] = []) throws -> String {
            try Program.run(
                Program.product("wiredesk"),
                ["status", "--state-directory", desk.desk.path] + options,
                environment: StreamDesk.environment(desk.scratch)
            ).output
        }
        let waiting = try Waiting(desk.scratch.path)
        let run = try StreamRun("wiredesk-publish", desk.publishing(to: [server.url], []), in: desk.scratch)
        try waiting.wait(for: "its word") { try status().contains("WIREDESK has all up to article 3\n") }
        run.kill()
        #expect(try status().contains("WIREDESK had article 3; wiredesk-publish ended "))
        let json = try status(["--json"])
        try JSONSchemaValidator.check(json, against: "wiredesk-status")
        #expect(json.contains(#""running":false"#))
    }

    @Test("With nothing to send, a stream or a server that is not there is told all the same")
    func nothingToSend() throws {
        let desk = try StreamDesk("london", 1...2)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        #expect(try desk.publish(to: server.url).status == 0)
        #expect(try desk.publish(to: server.url).status == 0)
        let arguments =
            desk.publishing(to: [server.url]).filter { $0 != "--create-stream" } + [
                "--stream", "OTHER", "--cursor", desk.scratch.path + "/other",
            ]
        let other = try Program.run(
            Program.product("wiredesk-publish"),
            arguments,
            environment: StreamDesk.environment(desk.scratch)
        )
        #expect(other.status == 69 && other.errors.contains("has no stream OTHER"), "\(other.errors)")
        let gone = try desk.publish(to: "nats://127.0.0.1:\(NATSServer.freePort())")
        #expect(gone.status == 69, "\(gone.errors)")
    }

    @Test("Killed at each of its system calls, it publishes each record exactly once in the end")
    func killedAnywhere() throws {
        let desk = try StreamDesk("london", 1...5)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        let calls = "write,sendto,fdatasync,fsync,renameat,renameat2,unlinkat,flock"
        func run(_ stream: String, _ options: [String]) throws -> Program {
            try Program.run(
                "strace",
                ["-qq", "-f", "-o", desk.scratch.path + "/trace", "-e", "trace=" + calls] + options
                    + [Program.product("wiredesk-publish")] + desk.publishing(to: [server.url])
                    + ["--batch", "2", "--stream", stream, "--prefix", stream],
                environment: StreamDesk.environment(desk.scratch)
            )
        }
        #expect(try run("whole", []).status == 0)
        var counts: [String: Int] = [:]
        for line in (desk.scratch.read("trace") ?? "").split(separator: "\n") {
            if let name = line.firstMatch(of: /(\w+)\(/) { counts[String(name.output.1), default: 0] += 1 }
        }
        print("killed at \(counts.sorted { $0.key < $1.key })")
        #expect(counts["renameat", default: 0] >= 4 && counts.values.reduce(0, +) > 20)
        var moments = 0
        for (call, count) in counts {
            for number in 1...count {
                moments += 1
                let moment: Comment = "killed at \(call) number \(number)"
                let stream = "s\(moments)"
                try? FileManager.default.removeItem(atPath: desk.cursor)
                _ = try run(stream, ["-e", "inject=\(call):signal=SIGKILL:when=\(number)"])
                let second = try run(stream, [])
                #expect(second.status == 0 && desk.kept() == 5, moment)
                let inbox = try StreamInbox()
                #expect(try inbox.collect(from: server.url, ["--stream", stream]).status == 0, moment)
                let lines = try Self.records(inbox.lines()).map(\.line)
                #expect(lines.sorted() == (try desk.lines()).sorted(), moment)
            }
        }
    }

    @Test("A collector that is killed at each of its system calls leaves no record out, and no part of a file")
    func collectorKilledAnywhere() throws {
        let desk = try StreamDesk("london", 1...5)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        #expect(try desk.publish(to: server.url).status == 0)
        let calls = "write,sendto,fdatasync,fsync,fchmod,renameat,renameat2,unlinkat"
        func run(_ inbox: StreamInbox, _ consumer: String, _ options: [String]) throws -> Program {
            try Program.run(
                "strace",
                ["-qq", "-f", "-o", desk.scratch.path + "/trace", "-e", "trace=" + calls] + options
                    + [Program.product("wiredesk-collect"), "--consumer", consumer, "--inbox", inbox.path]
                    + ["--server", server.url, "--no-wait", "--batch", "2"],
                environment: StreamDesk.environment(desk.scratch)
            )
        }
        #expect(try run(StreamInbox(), "whole", []).status == 0)
        var counts: [String: Int] = [:]
        for line in (desk.scratch.read("trace") ?? "").split(separator: "\n") {
            if let name = line.firstMatch(of: /(\w+)\(/) { counts[String(name.output.1), default: 0] += 1 }
        }
        print("killed at \(counts.sorted { $0.key < $1.key })")
        #expect(counts["renameat", default: 0] >= 3)
        // What is before the first file tells nothing new, and the network is asked often: each of the others.
        for (call, count) in counts where call != "sendto" && call != "write" {
            for number in 1...count {
                let moment: Comment = "killed at \(call) number \(number)"
                let inbox = try StreamInbox()
                _ = try run(inbox, "c-\(call)-\(number)", ["-e", "inject=\(call):signal=SIGKILL:when=\(number)"])
                // What was handed out and not acknowledged comes again after a minute, so that another one starts afresh.
                _ = try run(inbox, "d-\(call)-\(number)", [])
                let lines = try Self.records(inbox.lines()).map(\.line)
                #expect(Set(lines) == Set(try desk.lines()), moment)
            }
        }
    }

    @Test("The server is killed while records come; when it is back, each is there once")
    func serverGone() throws {
        let desk = try StreamDesk("london", 1...10)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        let run = try StreamRun(
            "wiredesk-publish",
            desk.publishing(to: [server.url], ["--batch", "3"]),
            in: desk.scratch
        )
        defer { run.kill() }
        let news = try Waiting(desk.scratch.path)
        try news.wait(for: "the first records") { desk.kept() == 10 }
        server.kill()
        try desk.deliver(11...20)
        try news.wait(for: "a word about the server") { run.errors.contains("it is retried automatically") }
        #expect(run.isRunning && desk.kept() == 10)
        func status() throws -> String {
            try Program.run(
                Program.product("wiredesk"),
                ["status", "--state-directory", desk.desk.path],
                environment: StreamDesk.environment(desk.scratch)
            ).output
        }
        let folder = try Waiting(desk.scratch.path + "/publish")
        try folder.wait(for: "a status that says so") {
            try status().contains("  stream      WIREDESK has all up to article 10, 10 behind, the oldest for ")
        }
        #expect(try status().contains(": the NATS server: "))
        let metrics = desk.scratch.read("publish/wiredesk-publish.prom") ?? ""
        #expect(metrics.contains("wiredesk_publish_behind_records{desk=\"london\",stream=\"WIREDESK\"} 10\n"))
        #expect(metrics.contains("wiredesk_publish_working{desk=\"london\",stream=\"WIREDESK\"} 0\n"))
        try server.start()
        try news.wait(for: "the other records") { desk.kept() == 20 }
        run.kill()
        let inbox = try StreamInbox()
        #expect(try inbox.collect(from: server.url).status == 0)
        let lines = try Self.records(inbox.lines()).map(\.line)
        #expect(lines.sorted() == (try desk.lines()).sorted() && lines.count == 20)
    }

    @Test("While many files wait in the inbox, no more are taken; the stream keeps them")
    func fullInbox() throws {
        let desk = try StreamDesk("london", 1...10)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        #expect(try desk.publish(to: server.url).status == 0)
        let inbox = try StreamInbox()
        let options = ["--batch", "2", "--waiting", "2"]
        let run = try StreamRun("wiredesk-collect", inbox.collecting(from: server.url, options), in: inbox.scratch)
        defer { run.kill() }
        let news = try Waiting(inbox.path)
        func files() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: inbox.path).filter { !$0.hasPrefix(".") }
        }
        var taken = 0
        while taken < 5 {
            try news.wait(for: "a file") { try !files().isEmpty }
            let there = try files()
            #expect(there.count <= 2)
            taken += 1
            try FileManager.default.removeItem(atPath: inbox.path + "/" + there[0])
        }
    }

    @Test("status tells how far the stream is behind, and only for the desk that is published")
    func status() throws {
        let desk = try StreamDesk("london", 1...4)
        let server = try NATSServer(in: desk.scratch.path + "/nats")
        #expect(try desk.publish(to: server.url).status == 0)
        func status(_ path: String, _ options: [String] = []) throws -> String {
            try Program.run(
                Program.product("wiredesk"),
                ["status", "--state-directory", path] + options,
                environment: StreamDesk.environment(desk.scratch)
            ).output
        }
        #expect(try status(desk.desk.path).contains("\n  stream      WIREDESK has all up to article 4\n"))
        #expect(try !status(MadeDesk().path).contains("  stream "))
        let schema = URL(filePath: RecordJudge.schema).deletingLastPathComponent()
            .appending(path: "../../../wiredesk/wiredesk.docc/Resources/wiredesk-status.schema.json").standardized.path
        let json = try status(desk.desk.path, ["--json"])
        #expect(json.contains(#""publisher":{"desk":"london""#))
        #expect(try JSONSchemaValidator.verdicts([Array(json.utf8)], schema: schema) == [nil])
        let metrics = desk.scratch.read("publish/wiredesk-publish.prom") ?? ""
        #expect(metrics.contains("wiredesk_publish_behind_records{desk=\"london\",stream=\"WIREDESK\"} 0\n"))
        #expect(metrics.contains("wiredesk_publish_sequence{desk=\"london\",stream=\"WIREDESK\"} 4\n"))
    }

    @Test(
        "A wrong command line is refused in a sentence",
        arguments: [
            (["--desk", "a.b"], "--desk a.b is not 1 to 64 letters"),
            (["--desk", "a", "--server", "host"], "--server host does"),
            (["--desk", "a", "--prefix", "x.>"], "--prefix x.> is not a subject"),
            (["--desk", "a", "--nkey", "U"], "--nkey and --nkey-seed are given together"),
            (["--desk", "a", "--max-age", "old"], "--max-age old is not a duration"),
        ]
    )
    func usage(_ options: [String], _ message: String) throws {
        let ran = try Program.run(Program.product("wiredesk-publish"), ["--cursor", "c"] + options)
        #expect(ran.status == 64 && ran.errors.contains(message), "\(ran.errors)")
    }
}
