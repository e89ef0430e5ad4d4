import Archive
import Article
import Base
import LinuxIO
import TestSupport
import Testing

@testable import Streams

@Suite("Subjects and ids of messages")
struct SubjectTests {
    @Test(
        "A token has letters and digits in lower case, and one hyphen for what stands between",
        arguments: [
            ("Reuters", "reuters"), ("Agence France-Presse", "agence-france-presse"), ("АП", "ап"),
            ("BBC.co.uk", "bbc-co-uk"),
            ("*", "x"), (">", "x"), ("", "x"), (nil, "x"), ("  AP \u{202E}", "ap"), ("zh-Hant", "zh-hant"),
            ("a\u{0}b", "a-b"),
            (String(repeating: "a", count: 60), String(repeating: "a", count: 48)),
        ]
    )
    func token(_ text: String?, _ token: String) {
        #expect(SubjectToken.make(text, absent: "x") == token)
        #expect(SubjectToken.isSubject("wire." + SubjectToken.make("AP", absent: "x")))
    }

    @Test(
        "A subject has no wildcards and no empty token",
        arguments: ["", "a.", ".a", "a..b", "a.*", "a.>", "a b", "a\n"]
    )
    func noSubject(_ text: String) {
        #expect(!SubjectToken.isSubject(text))
    }

    @Test(
        "A pattern takes in the subjects of a desk, or not",
        arguments: [
            (">", true), ("wire.>", true), ("wire.london.>", true), ("wire.*.*.*.*", true), ("*.london.*.*.*", true),
            ("wire.london.*.*.>", true), ("wire.paris.>", false), ("wires.>", false), ("wire", false),
            ("wire.*", false),
            ("wire.london.reuters.*.*", false), ("wire.london.*.*.*.>", false), ("wire.london.*.*", false),
            ("hub.>", false),
        ]
    )
    func takesIn(_ pattern: String, _ isTaken: Bool) {
        #expect(SubjectToken.isPattern(pattern))
        #expect(SubjectToken.pattern(pattern, takesIn: "wire.london.*.*.*") == isTaken)
    }

    @Test("What is no pattern", arguments: ["", "a.", "a.>.b", "a..b", "a b", "a*", ">a"])
    func noPattern(_ text: String) {
        #expect(!SubjectToken.isPattern(text))
    }

    private static func line(_ text: String, _ sequence: Int64) throws -> [UInt8] {
        let identity = DeliveryIdentity(path: "a.txt", bytes: 1, modified: 0, digest: .init(of: []))
        let articles = StreamsTestReader.read(text)
        let tail = RecordTail(
            try #require(articles.first),
            Delivery(identity: identity, format: "text", encoding: "utf-8")
        )
        return tail.line(sequence: sequence, ingestedAt: 1_795_348_800_000_000_000).dropLast()
    }

    private static func message(_ line: [UInt8], of desk: String) throws -> NATSMessage {
        let record = try RecordSummary(line: line.span)
        let name = try #require(DeskName(desk))
        return RecordMessage(record, from: 0, length: line.count + 1, prefix: "wire", desk: name)
            .message(of: name, line: line.span)
    }

    @Test("The subject says desk, source, language, and the first byte of the content id")
    func subject() throws {
        let line = try Self.line(Story.text(1), 7)
        let id = try RecordSummary(line: line.span).id.description.dropFirst(7)
        let message = try Self.message(line, of: "London")
        #expect(message.subject == "wire.london.example.en.\(id.prefix(2))")
        #expect(message.id == "London/7/\(id)/\(String(decoding: line.suffix(10).dropLast(2), as: UTF8.self))")
        #expect(message.desk == "London")
    }

    @Test(
        "The same line has the same id; another desk, a kill of the same words and an archive that counts again have others"
    )
    func ids() throws {
        let line = try Self.line(Story.text(1), 7)
        let killed = try Self.line("KILL: " + Story.text(1), 8)
        let ids = [
            try Self.message(line, of: "london"), try Self.message(line, of: "paris"),
            try Self.message(killed, of: "london"),
            try Self.message(try Self.line(Story.text(2), 7), of: "london"),
            try Self.message(try Self.line(Story.text(1), 9), of: "london"),
        ].map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(try Self.message(line, of: "london").id == ids[0])
    }
}
