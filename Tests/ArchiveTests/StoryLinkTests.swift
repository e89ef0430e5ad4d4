import Article
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Archive

@Suite("The story of a record")
struct StoryLinkTests {
    private static let story = ContentID.of(headline: "Old ferry returns", paragraphs: ["The ferry sails again."])

    private static func line(_ link: StoryLink?, sequence: Int64 = 9) -> [UInt8] {
        let article = Articles.article(headline: "Old ferry sinks", body: ["The ferry has sunk."])
        var tail = RecordTail(article, Articles.delivery("a.txt"))
        tail.link = link
        return Array(tail.line(sequence: sequence, ingestedAt: Articles.noon).dropLast())
    }

    @Test("Each relation and basis comes back as it was written, and an independent validator accepts it")
    func roundTrip() throws {
        var lines: [[UInt8]] = [Self.line(nil)]
        for (place, relation) in StoryLink.Relation.allCases.enumerated() {
            let basis = StoryLink.Basis.allCases[place % StoryLink.Basis.allCases.count]
            for similarity in [nil, 0, 7, 604, 1_000] {
                let link = StoryLink(
                    story: Self.story,
                    revisionOf: 8,
                    relation: relation,
                    similarity: similarity,
                    basis: basis
                )
                let line = Self.line(link)
                lines.append(line)
                let record = try Record(line: line.span)
                let summary = try RecordSummary(line: line.span)
                #expect(record.link == link)
                #expect(summary.link == link)
                #expect(record.unknownKeys == 0)
            }
        }
        let bare = lines[0]
        let first = try Record(line: bare.span)
        #expect(first.link == nil)
        let expected: [String?] = lines.map { _ in nil }
        #expect(try JSONSchemaValidator.verdicts(lines, schema: RecordJudge.schema) == expected)
    }

    @Test("It stands between the time and the headline, as numbers and words that anyone can read")
    func form() throws {
        let link = StoryLink(story: Self.story, revisionOf: 8, relation: .update, similarity: 604, basis: .text)
        let text = String(decoding: Self.line(link), as: UTF8.self)
        let fields =
            "\",\"story\":\"\(Self.story)\",\"revision_of\":8,\"relation\":\"update\",\"similarity\":0.604,"
            + "\"basis\":\"text\",\"headline\":"
        #expect(text.contains(fields), "\(text)")
    }

    @Test(
        "What is no link is a fault",
        arguments: [
            ("\"relation\":\"update\"", "\"relation\":\"sequel\""), ("\"basis\":\"text\"", "\"basis\":\"feeling\""),
            ("\"revision_of\":8", "\"revision_of\":9"), ("\"revision_of\":8", "\"revision_of\":0"),
            ("\"similarity\":0.604", "\"similarity\":1.604"), ("\"similarity\":0.604", "\"similarity\":0.6"),
            (",\"basis\":\"text\"", ""), ("sha256:", "sha1:"),
        ]
    )
    func faults(_ from: String, _ to: String) throws {
        let link = StoryLink(story: Self.story, revisionOf: 8, relation: .update, similarity: 604, basis: .text)
        let text = String(decoding: Self.line(link), as: UTF8.self)
        let start = try #require(text.range(of: "\"story\"")).lowerBound
        let end = try #require(text.range(of: ",\"crc32\":")).lowerBound
        let fields = String(text[start..<end])
        try #require(fields.contains(from), "\(from)")
        let covered = Array((text[..<start] + fields.replacing(from, with: to, maxReplacements: 1)).utf8)
        let digits = String(CRC32(covered.span).value, radix: 16)
        let line = covered + Array(",\"crc32\":\"\(String(repeating: "0", count: 8 - digits.count))\(digits)\"}".utf8)
        #expect(throws: RecordFault.self) { try Record(line: line.span) }
    }

    @Test(
        "The schema and the page of the format list each of its fields, in the order and with the meaning of the code"
    )
    func documented() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let page = try String(
            contentsOf: folder.appending(path: "../../Sources/Archive/Archive.docc/RecordFormat.md"),
            encoding: .utf8
        )
        let rows = StoryLinkField.all.map { "| `\($0.name)` | \($0.meaning) | |" }.joined(separator: "\n")
        #expect(page.contains("\n\(rows)\n| `headline` |"))
        for relation in StoryLink.Relation.allCases { #expect(page.contains("| `\(relation.rawValue)` | ")) }
        for basis in StoryLink.Basis.allCases { #expect(page.contains("`\(basis.rawValue)`")) }
        let schema = try String(contentsOfFile: RecordJudge.schema, encoding: .utf8)
        for field in StoryLinkField.all {
            #expect(schema.contains("\n    \"\(field.name)\": {\n      \"description\": \"\(field.meaning)\""))
        }
    }
}
