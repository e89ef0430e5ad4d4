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
    /// schema too where `WIREDESK_NINJS_SCHEMA` names a file that holds it.
    private func checkNinjs(_ output: String) throws {
        try JSONSchemaValidator.check(output, against: "ninjs-3.1-of-export")
        guard let schema = ProcessInfo.processInfo.environment["WIREDESK_NINJS_SCHEMA"] else { return }
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
            ["export", "--format", "ninjs", "--state-directory", desk.path]
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
        #expect(documents.map { $0["pubStatus"] as? String } == ["usable", "canceled"])
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

    @Test("An export as JSON lines is the archive's own lines")
    func exportedRecords() throws {
        let ran = try wiredesk("export")
        let lines = try FileManager.default.subpathsOfDirectory(atPath: desk.path + "/archive").sorted()
            .filter { $0.hasSuffix(".jsonl") }.compactMap { desk.scratch.read("archive/" + $0) }.joined()
        #expect(ran.output == lines)
    }
}
