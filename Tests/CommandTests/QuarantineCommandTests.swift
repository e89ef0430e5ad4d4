import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("wiredesk quarantine")
struct QuarantineCommandTests {
    private let desk: ScratchDesk

    init() throws {
        desk = try ScratchDesk()
    }

    private func quarantine(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            ["quarantine"] + arguments + ["--state-directory", desk.path],
            environment: ["TZ": "UTC"]
        )
    }

    /// Lays a file with its page into the quarantine, as the desk does.
    private func lay(_ bytes: [UInt8], as name: String, because reason: String, at time: String) throws {
        try desk.scratch.write(bytes, to: "desk/quarantine/\(name)")
        try desk.scratch.write(page(name, reason, at: time), to: "desk/quarantine/\(name).reason.json")
        // 2026-06-10 08:00 UTC
        var times = [timespec(tv_sec: 1_781_078_400, tv_nsec: 0), timespec(tv_sec: 1_781_078_400, tv_nsec: 0)]
        utimensat(AT_FDCWD, "\(desk.path)/quarantine/\(name)", &times, 0)
    }

    private func page(_ path: String, _ reason: String, at time: String) -> String {
        """
        {
          "path": "\(path)",
          "reason": "\(reason)",
          "explanation": "The file holds paragraphs and nothing above them that could be a headline.",
          "what_to_do": "Put a headline on a line of its own above the text, and put the file back.",
          "quarantined_at": "\(time)",
          "bytes": 12,
          "modified_at": "2026-06-10T08:00:00Z"
        }

        """
    }

    private func layThree() throws {
        let story = "RIVERTON, June 10 \u{1B}[31m(Example)\u{1B}[0m - The ferry\u{202E} sails.\n\tTab, \u{85}next\n"
        try lay(
            Array(story.utf8) + [0xFF, 0xFE, 0x00, 0x0A],
            as: "agency/ferry.txt",
            because: "no-headline",
            at: "2026-11-21T09:30:00Z"
        )
        try lay([UInt8](repeating: 0x41, count: 5_000), as: "late.bin", because: "binary", at: "2026-11-22T10:16:02Z")
        try lay([], as: "first.txt", because: "empty", at: "2026-11-20T08:00:00Z")
    }

    /// Waits for a file to leave or reach a place, as the daemon's status tells of it.
    private func quarantined(_ name: String, by daemon: RunningDaemon) throws {
        try daemon.wait(for: "\(name) in quarantine") {
            FileManager.default.fileExists(atPath: "\(desk.path)/quarantine/\(name)")
        }
    }

    @Test("What a terminal and a pipe see of list, show, retry and discard")
    func screens() throws {
        try layThree()
        var table = ScreenTable(replacements: [(desk.path, "/srv/desk")])
        let folder = ["--state-directory", desk.path]
        try table.add(["quarantine", "list"], folder)
        try table.add(["quarantine", "list", "--json"], folder, media: [.pipe])
        try table.add(["quarantine", "list", "--reason", "poison"], folder, media: [.pipe])
        try table.add(["quarantine", "show", "agency/ferry.txt"], folder)
        try table.add(["quarantine", "show", "agency/ferry.txt", "--json"], folder, media: [.pipe])
        try table.add(["quarantine", "discard", "--all"], folder, media: [.pipe, .narrow])
        try table.add(["quarantine", "discard", "first.txt", "--yes"], folder, media: [.pipe])
        try table.add(["quarantine", "retry", "--all"], folder, media: [.pipe])
        try table.add(["quarantine", "retry", "ferry.txt"], folder, media: [.pipe])
        try table.add(["quarantine", "retry", "--reason", "empty"], folder, media: [.pipe])
        try table.add(["quarantine", "retry"], folder, media: [.pipe])
        try table.add(["quarantine", "list"], folder, media: [.pipe, .narrow])
        try table.check("quarantine")
    }

    @Test("A block of NULs and a line without end are shown in brief")
    func longLines() throws {
        let block = [UInt8](repeating: 0, count: 4_096) + Array("The ferry sails.\n".utf8)
        try lay(
            block + [UInt8](repeating: 0x41, count: 60_000),
            as: "holes.txt",
            because: "nuls",
            at: "2026-11-21T09:30:00Z"
        )
        let shown = try quarantine("show", "holes.txt").output
        #expect(shown.contains(#"\u{0} × 4096The ferry sails."#))
        #expect(shown.utf8.count < 6_000)
        #expect(shown.contains("AAA…"))
    }

    @Test("What programs read is as its schema says")
    func schema() throws {
        try layThree()
        try desk.scratch.write("x", to: "desk/quarantine/without-page.txt")
        for arguments in [["list"], ["show", "late.bin"], ["discard", "--all"], ["retry", "--all"]] {
            let ran = try Program.run(
                Program.product("wiredesk"),
                ["quarantine"] + arguments + ["--json", "--state-directory", desk.path]
            )
            #expect(!ran.output.isEmpty)
            try JSONSchemaValidator.check(ran.output, against: "wiredesk-quarantine")
        }
    }

    @Test("A file that is put back is a new delivery, though the daemon was killed right after it had quarantined it")
    func retryAfterKill() throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        try desk.drop("No line is a headline if it is the only one there is", as: "agency/one.txt")
        try quarantined("agency/one.txt", by: daemon)
        try daemon.kill()
        #expect(try quarantine("retry", "agency/one.txt").output.hasPrefix("agency/one.txt: back in the inbox"))
        #expect(try desk.files(in: "quarantine") == [])
        #expect(try desk.files(in: "inbox") == ["agency/one.txt"])
        let next = try desk.start()
        try next.wait(untilAnswered: 2)
        #expect(
            try desk.sql("SELECT outcome FROM delivery WHERE path = 'agency/one.txt' ORDER BY row") == [
                "(3,)", "(6,)", "(3,)",
            ]
        )
        #expect(try desk.files(in: "quarantine") == ["agency/one.txt", "agency/one.txt.reason.json"])
    }

    @Test("A file that is too large is archived when the limit was raised and it is put back beside a running daemon")
    func retryUnderNewLimit() throws {
        let story = StoryDelivery(story: 1, seed: 9, spelling: 0, path: "")
        let daemon = try desk.start(settings: ["max_file_size": "100B"])
        try daemon.waitUntilReady()
        try desk.drop(story.content, as: "story.txt")
        try quarantined("story.txt", by: daemon)
        try daemon.stop()
        let next = try desk.start()
        try next.waitUntilReady()
        let ran = try quarantine("retry", "--reason", "too-large")
        #expect(ran.status == 0)
        #expect(ran.output == "story.txt: back in the inbox as story.txt\n")
        try next.wait(untilAnswered: 2)
        #expect(try desk.records().map(\.delivery.path) == ["story.txt"])
        #expect(try desk.files(in: "quarantine") == [])
    }

    @Test("Nothing is put back over a file that waits in the inbox, and the status is 1")
    func taken() throws {
        try layThree()
        try desk.write("another", as: "agency/ferry.txt")
        let ran = try quarantine("retry", "--all")
        #expect(ran.status == 1)
        #expect(ran.errors.contains("agency/ferry.txt: stays, because the inbox has another agency/ferry.txt"))
        #expect(try desk.files(in: "inbox") == ["agency/ferry.txt", "first.txt", "late.bin"])
        #expect(desk.scratch.read("desk/inbox/agency/ferry.txt") == "another")
        #expect(try desk.files(in: "quarantine") == ["agency/ferry.txt", "agency/ferry.txt.reason.json"])
    }

    @Test("A member goes back under a name that is read, whatever name it had in its container")
    func membersOfNamesLeftAlone() throws {
        let members = ["draft.swp", ".notes.txt", "story~", "desktop.ini", ".git/story.txt", "whole.txt"]
        for (index, member) in members.enumerated() {
            let story = StoryDelivery(story: index, seed: 4, spelling: 0, path: "")
            try lay(story.content, as: "pack.zip/\(member)", because: "too-large", at: "2026-11-20T08:00:00Z")
        }
        let ran = try quarantine("retry", "--all")
        #expect(ran.status == 0, "\(ran.errors)")
        #expect(ran.output.contains("pack.zip/draft.swp: back in the inbox as pack.zip/draft.swp.retried\n"))
        let daemon = try desk.start()
        try daemon.wait(untilAnswered: members.count)
        let paths = [
            "desktop.ini.retried", "draft.swp.retried", "git/story.txt", "notes.txt", "story~.retried", "whole.txt",
        ]
        #expect(try desk.records().map(\.delivery.path).sorted() == paths.map { "pack.zip/\($0)" })
        #expect(try desk.files(in: "inbox") == [])
        // The container may come again.
        #expect(!FileManager.default.fileExists(atPath: "\(desk.path)/inbox/pack.zip"))
        let traced = try Program.run(
            Program.product("wiredesk"),
            ["trace", "pack.zip/draft.swp", "--state-directory", desk.path]
        )
        #expect(traced.output.contains("as pack.zip/draft.swp.retried"), "\(traced.output)")
    }

    @Test("A member stays while a file of its container's name waits, and where no name of it would be read")
    func inTheWay() throws {
        try lay(Array("text".utf8), as: "pack.zip/one.txt", because: "no-body", at: "2026-11-20T08:00:00Z")
        try desk.write("the container again", as: "pack.zip")
        let ran = try quarantine("retry", "--all")
        #expect(ran.status == 1)
        let why = "the inbox has the file pack.zip, and pack.zip/one.txt needs a folder of that name"
        #expect(ran.errors.contains("pack.zip/one.txt: stays, because \(why); run this again"), "\(ran.errors)")
        let left = try Program.run(
            Program.product("wiredesk"),
            ["quarantine", "retry", "--all", "--state-directory", desk.path],
            environment: ["TZ": "UTC", "WIREDESK_IGNORE": "*one*"]
        )
        #expect(left.status == 73)
        #expect(left.errors.contains("leave every name alone that it could have in the inbox"), "\(left.errors)")
        #expect(try desk.files(in: "quarantine") == ["pack.zip/one.txt", "pack.zip/one.txt.reason.json"])
    }

    @Test("Wherever a retry is cut off, each file stands in the quarantine or in the inbox")
    func cutOff() throws {
        for call in 1...3 {
            for kind in ["renameat2", "fsync", "unlinkat"] {
                let desk = try ScratchDesk()
                for number in 1...3 {
                    try desk.scratch.write("text \(number)", to: "desk/quarantine/\(number).txt")
                    try desk.scratch.write(
                        page("\(number).txt", "empty", at: "2026-11-20T08:00:00Z"),
                        to: "desk/quarantine/\(number).txt.reason.json"
                    )
                }
                let log = desk.scratch.path + "/trace"
                _ = try Program.run(
                    "strace",
                    [
                        "-f", "-o", log, "-e", "trace=\(kind)", "-e", "inject=\(kind):signal=KILL:when=\(call)",
                        Program.product("wiredesk"), "quarantine", "retry", "--all", "--state-directory", desk.path,
                    ]
                )
                let left = try desk.files(in: "quarantine").filter { !$0.hasSuffix(".json") }
                #expect(
                    try (left + desk.files(in: "inbox")).sorted() == ["1.txt", "2.txt", "3.txt"],
                    "\(kind) \(call)"
                )
                let again = try Program.run(
                    Program.product("wiredesk"),
                    ["quarantine", "retry", "--all", "--state-directory", desk.path]
                )
                #expect(again.status == 0)
                #expect(try desk.files(in: "inbox") == ["1.txt", "2.txt", "3.txt"])
                #expect(try quarantine("list").errors == "wiredesk: nothing is in quarantine\n")
            }
        }
    }

    @Test("A page that names a place outside the inbox is not followed out of it")
    func hostilePage() throws {
        try desk.scratch.write("text", to: "desk/quarantine/x.txt")
        for path in ["../escaped.txt", "/tmp/escaped.txt", "a/../../escaped.txt", ""] {
            try desk.scratch.write(
                page(path, "empty", at: "2026-11-20T08:00:00Z"),
                to: "desk/quarantine/x.txt.reason.json"
            )
            let ran = try quarantine("retry", "x.txt")
            #expect(ran.output.hasPrefix("x.txt: back in the inbox as x.txt\n"))
            #expect(try desk.files(in: "inbox") == ["x.txt"])
            #expect(rename(desk.inbox + "/x.txt", desk.path + "/quarantine/x.txt") == 0)
        }
    }

    @Test("A file goes back into an inbox on another file system whole, with its time")
    func otherFileSystem() throws {
        let memory = try ScratchDirectory(isInMemory: true)
        try layThree()
        let ran = try Program.run(
            Program.product("wiredesk"),
            ["quarantine", "retry", "--all", "--state-directory", desk.path],
            environment: ["WIREDESK_INBOX": memory.path]
        )
        #expect(ran.status == 0)
        #expect(try memory.names() == ["agency", "first.txt", "late.bin"])
        #expect(memory.read("late.bin") == String(repeating: "A", count: 5_000))
        var status = stat()
        stat(memory.path + "/late.bin", &status)
        #expect(status.st_mtim.tv_sec == 1_781_078_400)
        #expect(try desk.files(in: "quarantine") == [])
    }

    @Test("A page that is written after a crash, of a reason that only the catalogue knows, says what to do")
    func adviceFromCatalogue() throws {
        let first = try desk.start()
        try first.waitUntilReady()
        try first.stop()
        // As an older parser has left it: refused, and killed before the move.
        let file = desk.inbox + "/story.txt"
        try desk.drop(StoryDelivery(story: 1, seed: 9, spelling: 0, path: "").content, as: "story.txt")
        var status = stat()
        stat(file, &status)
        let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        let digest = try Program.run("sha256sum", [file]).output.prefix(64)
        try desk.sql(
            """
            INSERT INTO delivery (at, path, bytes, modified, sha256, outcome, reason, explanation, articles, added)
            VALUES (\(Clock.now / 1_000_000 + 1), 'story.txt', \(status.st_size), \(modified), X'\(digest)', 3,
                'no-headline', 'It had none.', 0, 0)
            """
        )
        let daemon = try desk.start()
        try quarantined("story.txt", by: daemon)
        let shown = try quarantine("show", "story.txt")
        #expect(shown.output.contains("It had none."))
        #expect(
            shown.output.contains("What to do: Have it read again: wiredesk quarantine retry, with the file's name.")
        )
    }

    @Test("A name is taken as it is, and as it was printed, by list and as JSON")
    func printedNames() throws {
        let names: [[UInt8]] = [
            Array("a\u{1B}[31m.txt".utf8), Array("line\nbreak.txt".utf8), Array(#"back\slash.txt"#.utf8),
            Array("bidi\u{202E}txt.exe".utf8), [0x66, 0xFF, 0xFE, 0x2E, 0x74], Array("100%41.txt".utf8),
        ]
        for name in names {
            try desk.drop("x", as: "plain")
            try place(desk.inbox + "/plain", as: name)
        }
        let printed = try quarantine("list").output.split(separator: "\n").compactMap { $0.split(separator: "\t").last }
        #expect(printed.count == names.count)
        for name in printed { #expect(try quarantine("show", String(name)).status == 0, "\(name)") }
        struct Line: Decodable { var name: String }
        let listed = try quarantine("list", "--json").output.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8)).name
        }
        for name in listed { #expect(try quarantine("show", name).status == 0, "\(name)") }
        let put = try quarantine("retry", String(printed[0]), String(printed[1]))
        #expect(put.status == 0, "\(put.errors)")
        for name in printed.dropFirst(2) {
            #expect(try quarantine("discard", "--yes", String(name)).output == "\(name) (1 B): thrown away\n")
        }
        #expect(try quarantine("list").errors == "wiredesk: nothing is in quarantine\n")
    }

    /// Moves a file to a name of any bytes in the quarantine.
    private func place(_ file: String, as name: [UInt8]) throws {
        let folder = desk.path + "/quarantine/"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let target = (Array(folder.utf8) + name + [0]).map { CChar(bitPattern: $0) }
        guard rename(file, target) == 0 else { throw POSIXError(.EIO) }
    }

    @Test("The newest so many are listed in order; more than 10,000 are told as they are found, and that they are")
    func longList() throws {
        for number in 1...10_001 { try desk.scratch.write([], to: "desk/quarantine/\(number).txt") }
        try lay([], as: "newest.txt", because: "empty", at: "2126-11-20T08:00:00Z")
        try lay([], as: "oldest.txt", because: "empty", at: "2006-11-20T08:00:00Z")
        let all = try quarantine("list")
        #expect(all.output.split(separator: "\n").count == 10_003)
        #expect(
            all.errors
                == "wiredesk: these are more than 10,000, and stand in no order; --limit 100 lists the newest, in order\n"
        )
        let newest = try quarantine("list", "--limit", "3")
        #expect(newest.errors == "")
        #expect(newest.output.split(separator: "\n").count == 3)
        #expect(newest.output.hasSuffix("\tnewest.txt\n"))
        let empty = try quarantine("list", "--reason", "empty")
        #expect(
            empty.output.split(separator: "\n").map { $0.split(separator: "\t").last } == ["oldest.txt", "newest.txt"]
        )
        #expect(try quarantine("list", "--json").errors == "")
    }

    @Test("What was put back or thrown away is no longer among the newest reasons, and trace says what became of it")
    func afterwards() throws {
        let daemon = try desk.start()
        try daemon.waitUntilReady()
        for name in ["one.txt", "two.txt", "three.txt"] {
            try desk.drop("Only \(name) and nothing else", as: "in/" + name)
        }
        for name in ["one.txt", "two.txt", "three.txt"] { try quarantined("in/" + name, by: daemon) }
        try daemon.wait(untilAnswered: 3)
        #expect(try daemon.stop() == .exited(0))
        let logged = daemon.logLines(containing: " quarantined ").filter { $0.contains("outcome=") }
        #expect(logged.count == 3 && logged.allSatisfy { $0.contains(" warning ") }, "\(logged)")
        func told(_ arguments: String...) throws -> String {
            let all = arguments + ["--state-directory", desk.path]
            return try Program.run(Program.product("wiredesk"), all).output
        }
        func named() throws -> Set<String> {
            let screen = try told("status")
            return Set(["one.txt", "two.txt", "three.txt"].filter { screen.contains("  in/" + $0) })
        }
        #expect(try named() == ["one.txt", "two.txt", "three.txt"])
        #expect(try quarantine("discard", "in/one.txt", "--yes").status == 0)
        #expect(try quarantine("retry", "in/two.txt").status == 0)
        #expect(try named() == ["three.txt"])
        struct Status: Decodable {
            struct File: Decodable { var path: String }
            var quarantined: [File]
        }
        let status = try JSONDecoder().decode(Status.self, from: Data(try told("status", "--json").utf8))
        #expect(status.quarantined.map(\.path) == ["in/three.txt"])

        let columns = try told("trace", "one.txt").dropLast().split(separator: "\t").suffix(3)
        #expect(columns.first == "discarded" && columns.last == "\(NSUserName())", "\(columns)")
        struct Discarded: Decodable {
            var gone: String
            var gone_at: String
            var gone_by_uid: UInt32
            var modified_at: String
        }
        let discarded = try JSONDecoder().decode(
            Discarded.self,
            from: Data(try told("trace", "one.txt", "--json").utf8)
        )
        #expect(discarded.gone == "discarded" && discarded.gone_by_uid == geteuid())
        #expect(discarded.gone_at > discarded.modified_at)
        #expect(try told("trace", "two.txt").hasSuffix("\t\(desk.inbox)/in/two.txt\n"))
        #expect(try told("trace", "three.txt").hasSuffix("\t\(desk.path)/quarantine/in/three.txt\n"))
        let next = try desk.start()
        try next.wait(untilAnswered: 4)
        try quarantined("in/two.txt", by: next)
        #expect(try named() == ["two.txt", "three.txt"])
        let traced = try told("trace", "two.txt").split(separator: "\n")
        #expect(traced.count == 2)
        #expect(traced[0].contains("\tput-back\t") && traced[0].hasSuffix("\t\(NSUserName())"), "\(traced[0])")
        #expect(traced[1].hasSuffix("\t\(desk.path)/quarantine/in/two.txt"))
        for name in ["one.txt", "two.txt"] {
            try JSONSchemaValidator.check(try told("trace", name, "--json"), against: "wiredesk-trace")
        }
        let screen = try PseudoTerminal.run(
            Program.product("wiredesk"),
            ["trace", "one.txt", "two.txt", "--state-directory", desk.path],
            columns: 60,
            environment: ["TZ": "UTC"]
        ).screen
        let time = discarded.gone_at.prefix(19).replacing("T", with: " ")
        #expect(screen.contains("  thrown away at \(time) by "), "\(screen)")
        #expect(screen.contains("  put back into the inbox at "), "\(screen)")
    }
}
