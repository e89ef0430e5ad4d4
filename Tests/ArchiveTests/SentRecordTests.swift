import Article
import Base
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Archive

@Suite("Records of other desks")
struct SentRecordTests {
    private static func line(_ article: Article, _ sequence: Int64 = 7, link: StoryLink? = nil) -> [UInt8] {
        var tail = RecordTail(article, Articles.delivery("ferry.xml"))
        tail.link = link
        return tail.line(sequence: sequence, ingestedAt: Articles.noon, delivery: 9).dropLast()
    }

    private static func sent(_ line: [UInt8], by desk: String = "london") throws -> [UInt8] {
        var bytes: [UInt8] = []
        SentRecord.write(line.span, of: try #require(DeskName(desk)), to: &bytes)
        return bytes
    }

    private static func read(_ bytes: [UInt8]) -> Reading {
        SentRecords().read(bytes.span, context: ReadingContext())
    }

    /// The record that a hub makes of an article.
    private static func archived(_ article: Article) throws -> Record {
        try Record(line: line(article, 1).span)
    }

    @Test("A record of another desk keeps every field and its id, and says where it comes from")
    func everyField() throws {
        for article in [Articles.full, try RecordDetailTests.full(), Articles.plain(1)] {
            var expected = article.details
            let link = StoryLink(story: Articles.plain(2).contentID, revisionOf: 3, relation: .correction, basis: .guid)
            let reading = Self.read(try Self.sent(Self.line(article, link: link)))
            let found = try #require(reading.articles.first)
            expected.origin =
                expected.origin
                ?? RecordOrigin(
                    desk: "london",
                    sequence: 7,
                    ingestedAt: Articles.noon,
                    link: .init(story: link.story, revisionOf: 3, relation: "correction", basis: "guid"),
                    delivery: .init(
                        path: "ferry.xml",
                        digest: Articles.delivery("ferry.xml").identity.digest.hexadecimal,
                        format: Articles.delivery("ferry.xml").format,
                        number: 9
                    )
                )
            #expect(found.details == expected)
            #expect(found.contentID == article.contentID && found.standing == article.standing)
            let (here, there) = (try Self.archived(found), try Self.archived(article))
            #expect(here.key == there.key && here.details == expected)
            var rest = here
            rest.details = there.details
            #expect(rest == there)
            let fields = Self.line(found, 1)
            #expect(try JSONSchemaValidator.verdicts([fields], schema: RecordJudge.schema) == [nil])
            #expect(reading.format == "wiredesk-record" && reading.parts[0].member == "london/7")
        }
    }

    @Test("Of a file of several records each is a part, and a line without a desk has none in its origin")
    func several() throws {
        let bytes = try Self.sent(Self.line(Articles.plain(1), 1)) + Self.line(Articles.plain(2), 2) + [0x0A]
        let reading = Self.read(bytes)
        #expect(reading.parts.map(\.member) == ["london/1", "2"])
        #expect(reading.articles.map(\.details.origin?.desk) == ["london", nil])
        #expect(reading.articles.map(\.contentID) == [Articles.plain(1).contentID, Articles.plain(2).contentID])
    }

    /// A line with another text, and the checksum that it then needs.
    private static func forged(_ line: [UInt8], _ from: String, _ to: String) throws -> [UInt8] {
        let text = String(decoding: line, as: UTF8.self)
        let end = try #require(text.range(of: ",\"crc32\":")).lowerBound
        let body = Array(text[..<end].replacing(from, with: to).utf8)
        let digits = String(CRC32(body.span).value, radix: 16)
        return body + Array(",\"crc32\":\"\(String(repeating: "0", count: 8 - digits.count))\(digits)\"}".utf8)
    }

    @Test("A record whose bytes or id do not agree is refused by name, and costs no other")
    func damaged() throws {
        let line = Self.line(Articles.plain(1), 1)
        let text = String(decoding: line, as: UTF8.self)
        let broken: [(bytes: [UInt8], why: String)] = [
            (Array(text.replacing("Monday", with: "Sunday").utf8), "the checksum does not match"),
            (try Self.forged(line, "Monday", "Sunday"), "the content id does not match the headline and body"),
            (Array(line.dropLast(30)), "the line does not end with a checksum"),
            (Array(text.replacing("\"v\":1,", with: "\"v\": 1,").utf8), "the checksum does not match"),
            (Array("{\"desk\":\"../london\",\"record\":\(text)}".utf8), "the name of the desk is none"),
            (Array("{\"desk\":\"london\",\"record\":\(text)".utf8), "the line does not end with a checksum"),
        ]
        for (bytes, why) in broken {
            let alone = Self.read(bytes + [0x0A])
            #expect(alone.rejection?.code == .damagedRecord, "\(why)")
            #expect(alone.rejection?.explanation.contains(why) == true, "\(alone.rejection?.explanation ?? "")")
            let reading = Self.read(try Self.sent(Self.line(Articles.plain(2), 2)) + bytes)
            #expect(reading.articles.count == 1)
            #expect(reading.parts[1].member == "line 2" && reading.parts[1].rejection?.code == .damagedRecord)
            #expect(reading.parts[1].source?.bytes == bytes)
        }
    }

    @Test("A story names the desk that read it through any number of hubs")
    func secondHub() throws {
        let first = try #require(Self.read(try Self.sent(Self.line(Articles.plain(1)))).articles.first)
        let second = try #require(Self.read(try Self.sent(Self.line(first, 31), by: "europe")).articles.first)
        #expect(second.details.origin == first.details.origin)
        #expect(second.details.origin?.desk == "london" && second.details.origin?.sequence == 7)
    }

    @Test(
        "The name of a desk has letters and digits of ASCII, - and _",
        arguments: [("london", true), ("AP-1_b", true), ("", false), ("a.b", false), ("wörld", false), ("a b", false)]
    )
    func deskName(_ text: String, _ isName: Bool) {
        #expect((DeskName(text) != nil) == isName)
        #expect(DeskName(String(repeating: "a", count: 64)) != nil)
        #expect(DeskName(String(repeating: "a", count: 65)) == nil)
    }
}
