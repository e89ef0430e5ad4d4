import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("wiredesk export")
struct ExportCommandTests: LookupTests {
    let desk: MadeDesk

    init() throws {
        desk = try MadeDesk.example()
    }

    @Test("An export never replaces what belongs to the desk, nor what is no file")
    func refusedOutputs() throws {
        try FileManager.default.createSymbolicLink(
            atPath: desk.scratch.path + "-link",
            withDestinationPath: "/dev/null"
        )
        defer { try? FileManager.default.removeItem(atPath: desk.scratch.path + "-link") }
        let refusals: [(String, String)] = [
            (desk.path + "/catalogue.sqlite", "lies in the desk's own folder"),
            (desk.path + "/archive/new.jsonl", "lies in the desk's own folder"),
            ("/dev/full", "is a character device and no file"),
            (desk.scratch.path + "-link", "and no file"),
        ]
        for (output, reason) in refusals {
            let ran = try wiredesk("export", "--output", output)
            #expect(ran.status == 73, "\(output)")
            #expect(ran.errors.contains(reason), "\(ran.errors)")
        }
        #expect(try wiredesk("verify").status == 0)
    }

    /// Holds documents against what the specification says of the properties that are written, and against the IPTC's own
    /// schema too where `NINJS_SCHEMA` names a file that holds it.
    private func checkNinjs(_ output: String) throws {
        try JSONSchemaValidator.check(output, against: "ninjs-3.1-of-export")
        guard let schema = ProcessInfo.processInfo.environment["NINJS_SCHEMA"] else { return }
        let lines = output.split(separator: "\n").map { Array($0.utf8) }
        for (line, verdict) in zip(lines, try JSONSchemaValidator.verdicts(lines, schema: schema)) {
            #expect(verdict == nil, "\(String(decoding: line, as: UTF8.self))")
        }
    }

    @Test("Each ninjs document fits what the specification says of its properties")
    func ninjs() throws {
        let ran = try wiredesk("export", "--format", "ninjs")
        #expect(ran.output.split(separator: "\n").count == 4)
        try checkNinjs(ran.output)
    }

    @Test("A ninjs document has all that a record can have, each where the specification has a place for it")
    func wholeNinjs() throws {
        let desk = try MadeDesk(isInMemory: true)
        try desk.deliver(
            """
            EMBARGOED UNTIL 0600 GMT, Nov 21

            HARBOUR/STORM

            UPDATE 2-CORRECTED-Harbour reopens after storm

            The old ferry sails again, says the harbour office

            By Ada Quill

            BERLIN, Nov 20 (Example) - The harbour reopened on Friday, officials in Málaga and Berlin said.

            The old ferry sails again, the harbour office said.

            ENDS

            """,
            as: "harbour.txt",
            at: 1_795_000_000_000_000_000
        )
        try desk.deliver(
            """
            https://example.org/match

            Sport

            KILL - Match called off

            URGENCY: 3

            RIVERTON, Nov 20 (Example) - The match is off, the club said on Friday.

            It was to be played on Saturday.

            (Editor's note: please do not use this story)

            -30-

            """,
            as: "match.txt",
            at: 1_795_000_000_000_000_000
        )
        try desk.enterCatalogue()
        let ran = try Program.run(
            Program.product("wiredesk"),
            ["export", "--format", "ninjs", "--killed", "yes", "--state-directory", desk.path]
        )
        try checkNinjs(ran.output)
        let documents = try ran.output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(
            Set(documents.flatMap(\.keys)) == [
                "uri", "type", "representationType", "versionCreated", "pubStatus", "language", "urgency", "headlines",
                "bodies", "descriptions", "by", "slugline", "located", "edNote", "usageTerms", "subjects",
                "infoSources",
                "altIds", "standard",
            ]
        )
        #expect(documents.map { $0["pubStatus"] as? String } == ["withheld", "canceled"])
        #expect(documents.map { $0["urgency"] as? Int } == [nil, 3])
        #expect(documents.map { $0["slugline"] as? String } == ["HARBOUR/STORM", nil])
        #expect(documents.map { $0["usageTerms"] as? String } == ["EMBARGOED UNTIL 0600 GMT, Nov 21", nil])
        let wrong = [
            #"{"uri":"x y"}"#, ran.output.replacing("\"text\"", with: "\"words\""),
            ran.output.replacing("\"urgency\":3", with: "\"urgency\":0"),
        ].compactMap { $0.split(separator: "\n").last.map { Array($0.utf8) } }
        let schema = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/wiredesk/wiredesk.docc/Resources/ninjs-3.1-of-export.schema.json"
        )
        #expect(try JSONSchemaValidator.verdicts(wrong, schema: schema.standardized.path).allSatisfy { $0 != nil })
    }

    @Test("A file gets what standard output would, replaces the old one whole, and leaves nothing beside it")
    func exportedFile() throws {
        let scratch = try ScratchDirectory()
        let target = try scratch.write("old", to: "out/articles.csv")
        let ran = try wiredesk("export", "--format", "csv", "--output", target)
        #expect(ran.status == 0)
        #expect(ran.output == "")
        #expect(scratch.read("out/articles.csv") == (try wiredesk("export", "--format", "csv").output))
        #expect(try scratch.names(in: "out") == ["articles.csv"])
        let script = """
            import csv, sys
            rows = list(csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")))
            print(len(rows), rows[0]["headline"], rows[0]["body"].count("\\n"), rows[1]["byline"])
            """
        let read = try Python.run(["-c", script, target])
        #expect(
            read.output == "4 Riverton’s old ferry returns to service after eleven years 2 By Ada Quill\n",
            "\(read.errors)"
        )
        let refused = try wiredesk("export", "--output", scratch.path + "/nowhere/x.jsonl")
        #expect(refused.status == 73)
        #expect(refused.errors.hasPrefix("wiredesk: \(scratch.path)/nowhere/x.jsonl cannot be made: "))
    }

    @Test("A cell of CSV neither acts on a terminal nor is a formula to a spreadsheet, unless it is asked for raw")
    func harmlessCells() throws {
        let desk = try MadeDesk(isInMemory: true)
        let time: Int64 = 1_795_000_000_000_000_000
        let starts = ["=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]
        for (number, start) in starts.enumerated() {
            try desk.deliver(
                "\(start)HYPERLINK(\"x\",1) number \(number)\n\nThe ferry sails, the harbour office said on Friday.\n",
                as: Path("\(start)cmd|x\u{1B}[31m\u{9B}2J\u{202E}\(number).txt"),
                at: time
            )
        }
        try desk.enterCatalogue()
        func export(_ more: String...) throws -> (rows: [[String]], text: String) {
            let arguments = ["export", "--format", "csv"] + more + ["--state-directory", desk.path]
            let ran = try Program.run(Program.product("wiredesk"), arguments)
            let script = """
                import csv, io, json, sys
                print(json.dumps([[r["headline"], r["path"]] for r in csv.DictReader(io.StringIO(sys.stdin.read(), newline=""))]))
                """
            let read = try Python.run(["-c", script], input: Array(ran.output.utf8))
            return (try JSONDecoder().decode([[String]].self, from: Data(read.output.utf8)), ran.output)
        }
        let safe = try export()
        #expect(safe.rows.count == starts.count)
        for cell in safe.rows.flatMap({ $0 }) { #expect(cell.hasPrefix("'"), "\(cell)") }
        #expect(!safe.text.unicodeScalars.contains { $0.actsOnDisplay && $0 != "\r" && $0 != "\n" })
        #expect(safe.rows.allSatisfy { $0[1].contains("cmd|x\\u{1b}[31m\\u{9b}2J\\u{202e}") })
        let raw = try export("--raw")
        #expect(
            raw.rows.map { $0[1] }.sorted()
                == starts.enumerated().map { "\($1)cmd|x\u{1B}[31m\u{9B}2J\u{202E}\($0).txt" }.sorted()
        )
        let refused = try Program.run(Program.product("wiredesk"), ["export", "--raw", "--state-directory", desk.path])
        #expect(refused.status == 64)
    }

    @Test("An export to a folder says to name a file in it, and the status is 73")
    func exportToFolder() throws {
        let scratch = try ScratchDirectory()
        for target in [scratch.path, scratch.path + "/"] {
            let refused = try wiredesk("export", "--format", "csv", "--output", target)
            #expect(refused.status == 73)
            #expect(
                refused.errors
                    == "wiredesk: \(target) is a folder; name a file in it, such as \(scratch.path)/articles.csv\n"
            )
        }
        try scratch.write("x", to: "one/x")
        let above = try wiredesk("export", "--output", scratch.path + "/one/..")
        #expect(above.errors.contains("/.. is a folder; name a file in it, such as "), "\(above.errors)")
        let own = try wiredesk("export", "--output", desk.path + "/archive")
        #expect(own.errors.contains("lies in the desk's own folder"), "\(own.errors)")
        #expect(try scratch.names(in: ".") == ["one"])
    }

    @Test("An export of so many has the newest, in the order of the archive")
    func exportedNewest() throws {
        let all = try wiredesk("export").output.split(separator: "\n")
        #expect(try wiredesk("export", "--limit", "2").output.split(separator: "\n") == all.suffix(2))
        #expect(try wiredesk("export", "--limit", "0").output.split(separator: "\n") == all)
        #expect(try wiredesk("export", "--limit", "1", "--source", "example").output.split(separator: "\n") == [all[1]])
    }

    @Test("All that words find is exported, in the order of the archive, packed where the file's name says so")
    func foundAndPacked() throws {
        let all = try wiredesk("export").output.split(separator: "\n")
        #expect(try wiredesk("export", "--find", "ferry").output.split(separator: "\n") == [all[0], all[1]])
        #expect(
            try wiredesk("export", "--find", "ferry OR bridges", "-n", "2").output.split(separator: "\n") == [
                all[1], all[3],
            ]
        )
        #expect(try wiredesk("export", "--find", "source:TASS").output.split(separator: "\n") == [all[3]])
        let nothing = try wiredesk("export", "--find", "zeppelin")
        #expect(nothing.status == 1 && nothing.output == "" && nothing.errors == "wiredesk: no article fits\n")
        let scratch = try ScratchDirectory()
        let target = scratch.path + "/all.jsonl.gz"
        #expect(try wiredesk("export", "-o", target).status == 0)
        let unpacked = try Program.run("gzip", ["--decompress", "--stdout", target])
        #expect(unpacked.status == 0 && unpacked.output.split(separator: "\n") == all, "\(unpacked.errors)")
    }

    @Test("What is killed, or under an embargo that has not passed, is never usable in ninjs")
    func withheld() throws {
        let desk = try MadeDesk(isInMemory: true)
        // Each has words of its own: with the same ones they would be versions of one story.
        let stories = [
            "The harbour reopened on Friday, officials said in Riverton.",
            "A goat has won the mayor's prize for patience at the county fair.",
            "Snow fell on the pass overnight, and eleven lorries wait for chains.",
        ]
        for (number, head) in ["EMBARGOED UNTIL 0600 GMT, Nov 21\n\nStory one", "KILL - Story two", "Story three"]
            .enumerated()
        {
            let text = head + "\n\nRIVERTON, Nov 20 (Example) - \(stories[number])\n"
            try desk.deliver(text, as: Path("\(number).txt"), at: 1_795_163_400_000_000_000 + Int64(number))
        }
        try desk.enterCatalogue()
        func statuses(at now: String) throws -> [String] {
            struct Document: Decodable { var pubStatus: String }
            let arguments = [
                "export", "--format", "ninjs", "--killed", "yes", "--state-directory", desk.path, "--now", now,
            ]
            return try Program.run(Program.product("wiredesk"), arguments).output.split(separator: "\n")
                .map { try JSONDecoder().decode(Document.self, from: Data($0.utf8)).pubStatus }
        }
        let before = try statuses(at: "2026-11-21T05:59:59Z")
        #expect(before.first == "withheld" && before.last == "usable", "\(before)")
        #expect(before.count == 3 && before[1] == "canceled")
    }

    @Test("An export as JSON lines is the archive's own lines")
    func exportedRecords() throws {
        let ran = try wiredesk("export")
        let lines = try FileManager.default.subpathsOfDirectory(atPath: desk.path + "/archive").sorted()
            .filter { $0.hasSuffix(".jsonl") }.compactMap { desk.scratch.read("archive/" + $0) }.joined()
        #expect(ran.output == lines)
    }
}
