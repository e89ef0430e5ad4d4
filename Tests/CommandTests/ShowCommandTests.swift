import Archive
import Article
import Base
import Formats
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("wiredesk show")
struct ShowCommandTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func show(_ arguments: String...) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            ["show", "--state-directory", scratch.path] + arguments,
            environment: ["TZ": "UTC"]
        )
    }

    /// An archive of these texts without a catalogue, written by the archive's own encoder.
    private func archive(_ texts: [String]) throws {
        var lines: [UInt8] = []
        for (index, text) in texts.enumerated() {
            let bytes = Array(text.utf8)
            guard let article = ArticleReader().read(bytes.span).articles.first else { continue }
            let identity = DeliveryIdentity(
                path: Path("agency/story \(index + 1).txt"),
                bytes: Int64(bytes.count),
                modified: 0,
                digest: SHA256Digest(of: bytes)
            )
            let tail = RecordTail(article, Delivery(identity: identity, format: "text", encoding: "utf-8"))
            lines += tail.line(sequence: Int64(index + 1), ingestedAt: 1_795_342_562_113_000_000)
        }
        try scratch.write(lines, to: "archive/date=2026-11-22/articles-000001.jsonl")
    }

    @Test("What the wire put around the story is on the page: update mark, byline, editor's note and credits")
    func wireFields() throws {
        try archive([
            """
            UPDATE 2-Harbour reopens after storm

            By Ada Quill

            (Eds: adds quote, paragraph 2)

            RIVERTON, March 3 (Example) - The harbour reopened on Tuesday, officials said.

            "We are glad," the harbour master said.

            (Reporting by Ada Quill; Editing by Ben Reed)

            """
        ])
        let page = try show("last").output
        for field in ["UPDATE 2-", "By Ada Quill", "(Eds: adds quote, paragraph 2)", "Editing by Ben Reed"] {
            #expect(page.contains(field), "\(page)")
        }
    }

    @Test("An article is set for reading: section, headline, deck, the story with its dateline, and its facts")
    func page() throws {
        try archive([FerryStory.text])
        let ran = try show("last")
        #expect(ran.errors == "")
        #expect(ran.status == 0)
        let blocks = ran.output.components(separatedBy: "\n\n")
        #expect(
            blocks.prefix(4) == [
                "Local news",
                "Riverton’s old ferry returns to service after eleven years",
                "The boat was rebuilt by volunteers, says the harbour office",
                """
                RIVERTON, June 10. /EXAMPLE/. The ferry “Marianne” carried its first passengers
                across the Alder on Wednesday, eleven years after it was laid up, Riverton’s
                harbour office said.
                """,
            ]
        )
        #expect(blocks.dropLast().last?.contains("article 1 · archived 2026-11-22 10:16:02") == true)
        #expect(blocks.dropLast().last?.contains("from agency/story 1.txt, utf-8\nsha256:") == true)
        #expect(blocks.last == "1 delivery\n2026-11-22 10:16:02  archived   agency/story 1.txt\n")
        #expect(ran.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("An article is found by number, by its id with and without the prefix, and as the last")
    func selections() throws {
        try archive([FerryStory.text, FerryStory.text.replacing("ferry", with: "tram")])
        let records = try Program.run(
            "jq",
            ["-r", ".id", scratch.path + "/archive/date=2026-11-22/articles-000001.jsonl"]
        )
        let ids = records.output.split(separator: "\n").map(String.init)
        #expect(ids.count == 2)
        #expect(try show("1").output.contains("old ferry returns"))
        #expect(try show("2").output.contains("old tram returns"))
        #expect(try show("last").output.contains("old tram returns"))
        #expect(try show(ids[0]).output.contains("old ferry returns"))
        #expect(try show(String(ids[1].dropFirst("sha256:".count))).output.contains("old tram returns"))
    }

    @Test("The record is printed as it stands in the archive")
    func json() throws {
        try archive([FerryStory.text])
        #expect(try show("1", "--json").output == scratch.read("archive/date=2026-11-22/articles-000001.jsonl"))
    }

    @Test("Text that could act on a terminal is shown, not obeyed; a backslash stays one")
    func hostileText() throws {
        try archive([FerryStory.text.replacing("Riverton’s old", with: "Riverton\\’s \u{1B}]0;gotcha\u{7}\u{202E} old")]
        )
        let output = try show("last").output
        #expect(!output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
        #expect(output.contains("Riverton\\’s"))
    }

    @Test("An article that there is not is told in one line, and the status is 66")
    func missing() throws {
        let none = try show("last")
        #expect(none.status == 66)
        #expect(
            none.errors
                == "wiredesk: there is no archive in \(scratch.path); name the desk's folder with --state-directory\n"
        )
        try archive([FerryStory.text])
        let other = try show("7")
        #expect(other.status == 66)
        #expect(
            other.errors
                == "wiredesk: there is no article 7 in \(scratch.path)/archive; `wiredesk list` has the numbers\n"
        )
        let name = try show("seven.txt")
        #expect(name.status == 66)
        #expect(
            name.errors
                == "wiredesk: there is no article seven.txt in \(scratch.path)/archive; `wiredesk list` has the numbers\n"
        )
    }
}
