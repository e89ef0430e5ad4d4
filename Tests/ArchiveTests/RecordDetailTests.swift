import Wire
import Article
import Base
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Archive

@Suite("The fields that documents state")
struct RecordDetailTests {
    static func full() throws -> Article {
        var draft = ArticleDraft()
        draft.headline = "Old ferry returns"
        draft.paragraphs = [
            .init("The ferry sails again."), .init("Timetable", isHeading: true), .init("It sails at ten."),
        ]
        draft.published = OffsetTime(rfc3339: "2026-06-10T14:30:00+02:00").map { Published(at: $0) }
        var details = ArticleDetails()
        details.authors = [.init(name: "Ida Marsh", uri: "https://example.org/ida"), .init(name: "Per \"P\" Holm")]
        details.provider = "Polar Wire"
        details.guid = "urn:newsml:example.org:1"
        details.version = "3"
        details.updated = OffsetTime(rfc3339: "2026-06-10T15:00:00Z")
        details.status = .withheld
        details.embargoUntil = OffsetTime(rfc3339: "2026-06-11T06:00:00-05:00")
        details.keywords = ["ferry", "Alder"]
        details.subjects = [
            .init(scheme: "medtop", code: "04000000", name: "economy", kind: .subject),
            .init(name: "Alder", kind: .place),
        ]
        details.rights = .init(holder: "Polar Wire", terms: "Not for sale")
        details.images = [
            .init(url: "https://example.org/a.jpg", caption: "The ferry", credit: "Holm"), .init(alt: "a boat"),
        ]
        details.boxes = [.init(title: "Ferries", body: ["There were nine.", "One is left."])]
        details.links = [.init(url: "https://example.org/b", title: "More", rel: "related")]
        details.extent = .summary
        details.origin = RecordOrigin(
            desk: "london",
            sequence: 7,
            ingestedAt: 1_781_103_600_250_000_000,
            link: .init(
                story: .of(headline: "Old ferry", paragraphs: ["It sails."]),
                revisionOf: 5,
                relation: "update",
                basis: "guid"
            ),
            delivery: .init(
                path: "in/a.xml",
                digest: String(repeating: "0a", count: 32),
                format: "nitf",
                member: "b",
                number: 9
            )
        )
        details.assumed = .init(year: 1998, zone: "Europe/Moscow")
        draft.details = details
        return try draft.article(ReadingContext()).get()
    }

    private func line(member: String? = nil, container: [String] = []) throws -> String {
        var delivery = Articles.delivery("a.xml", part: 2)
        delivery.member = member
        delivery.container = container
        let bytes = try RecordTail(Self.full(), delivery).line(sequence: 1, ingestedAt: Articles.noon)
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }

    /// The line with a change, and the checksum that it then needs.
    private func changed(_ from: String, _ to: String) throws -> [UInt8] {
        let text = try line(member: "b/c.eml", container: ["gzip", "tar"])
        let end = try #require(text.range(of: ",\"crc32\":")).lowerBound
        let body = String(text[..<end])
        try #require(body.contains(from), "\(from)")
        let bytes = Array(body.replacing(from, with: to, maxReplacements: 1).utf8)
        let digits = String(CRC32(bytes.span).value, radix: 16)
        return bytes + Array(",\"crc32\":\"\(String(repeating: "0", count: 8 - digits.count))\(digits)\"}".utf8)
    }

    @Test("Each comes back as it was written, and an independent validator accepts it")
    func roundTrip() throws {
        let text = try line(member: "b/c.eml", container: ["gzip", "tar"])
        let record = try Record(line: Array(text.utf8).span)
        #expect(try record.details == Self.full().details)
        #expect(record.headings == [1])
        #expect(try record.published == Self.full().published)
        #expect(record.delivery.member == "b/c.eml")
        #expect(record.delivery.container == ["gzip", "tar"])
        #expect(record.unknownKeys == 0)
        #expect(try JSONSchemaValidator.verdicts([Array(text.utf8)], schema: RecordJudge.schema) == [nil])
    }

    @Test(
        "An origin says when the other desk archived it to the millisecond; records of earlier versions to the second",
        arguments: [("00.250Z", 1_781_103_600_250_000_000), ("00Z", 1_781_103_600_000_000_000 as Int64)]
    )
    func timeOfOrigin(_ end: String, _ time: Int64) throws {
        let line = try changed(
            "\"ingested_at\":\"2026-06-10T15:00:00.250Z\"",
            "\"ingested_at\":\"2026-06-10T15:00:\(end)\""
        )
        #expect(try Record(line: line.span).details.origin?.ingestedAt == time)
        #expect(try JSONSchemaValidator.verdicts([line], schema: RecordJudge.schema) == [nil])
    }

    @Test(
        "Keys that this version does not know are passed over, wherever they stand, and counted",
        arguments: [
            ("\"word_count\":", "\"mood\":{\"a\":[1,null,true]},\"word_count\":"),
            ("\"body\":[", "\"b\":-1.5e3,\"body\":["),
            ("\"guid\":", "\"later\":\"x\",\"guid\":"), ("\"basis\":\"document\"", "\"basis\":\"document\",\"by\":1"),
            ("{\"name\":\"Ida Marsh\"", "{\"born\":1970,\"name\":\"Ida Marsh\""),
            ("\"part\":2", "\"part\":2,\"whole\":[]"),
            ("\"delivery\":{", "\"x\":[],\"delivery\":{"),
        ]
    )
    func unknownKeys(_ from: String, _ to: String) throws {
        let line = try changed(from, to)
        let record = try Record(line: line.span)
        #expect(record.unknownKeys == 1)
        #expect(try record.details == Self.full().details)
        #expect(try record.body == Self.full().body)
        #expect(record.delivery.container == ["gzip", "tar"])
    }

    @Test(
        "What is no value of its field is a fault",
        arguments: [
            ("\"status\":\"withheld\"", "\"status\":\"gone\""), ("\"updated\":\"2026", "\"updated\":\"26"),
            ("\"keywords\":[\"ferry\",\"Alder\"]", "\"keywords\":[]"), ("\"headings\":[1]", "\"headings\":[1,1]"),
            ("{\"name\":\"Ida Marsh\",", "{"), ("\"guid\":\"urn:newsml:example.org:1\"", "\"guid\":\"\""),
            ("\"kind\":\"place\"", "\"kind\":\"thing\""), ("\"version\":\"3\"", "\"version\":3"),
            ("\"year\":1998", "\"year\":98"), ("\"revision_of\":5", "\"revision_of\":0"),
            ("15:00:00.250Z\",\"story", "15:00:00.25Z\",\"story"),
            ("15:00:00.250Z\",\"story", "15:00:00+00:00\",\"story"),
            ("{\"year\":1998,\"zone\":\"Europe/Moscow\"}", "{}"),
        ]
    )
    func faults(_ from: String, _ to: String) throws {
        let line = try changed(from, to)
        #expect(throws: RecordFault.self) { try Record(line: line.span) }
    }

    @Test("The schema and the page of the format list each of them, in the order and with the meaning of the code")
    func documented() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let page = try String(
            contentsOf: folder.appending(path: "../../Sources/Archive/Archive.docc/RecordFormat.md"),
            encoding: .utf8
        )
        let rows = RecordDetail.all.map { "| `\($0.name)` | \($0.meaning) | |" }.joined(separator: "\n")
        #expect(page.contains("\n\(rows)\n| `body` |"))
        let schema = try String(contentsOfFile: RecordJudge.schema, encoding: .utf8)
        var last = schema.startIndex
        for detail in RecordDetail.all {
            let key = try #require(
                schema.range(of: "\n    \"\(detail.name)\": {\n      \"description\": \"\(detail.meaning)\"")
            )
            #expect(key.lowerBound > last, "\(detail.name)")
            last = key.lowerBound
        }
    }
}
