import Archive
import Article
import Foundation
import LinuxIO
import Operations
import TestSupport
import Testing

@testable import Ingest

@Suite("What one document may cost is bounded, and each bound is a setting")
struct DocumentLimitTests {
    private let one: OneDelivery

    init() throws { one = try OneDelivery() }

    /// A document that goes beyond a limit, and what comes of it.
    struct Bomb: CustomTestStringConvertible, Sendable {
        /// The key, and a limit that the document made for it keeps by one and breaks by one.
        var key: String
        var limit: Int
        /// The document of so many levels or pieces.
        var document: @Sendable (Int) -> String
        /// What is told of one beyond the limit; nil where it is read all the same, without what is too much.
        var told: String?

        var testDescription: String { key }
    }

    private static let story =
        "The ferry sails again from Riverton after a week in the yard, its captain said on Friday.\n"

    static let bombs = [
        Bomb(
            key: "xml_depth",
            limit: 40,
            document: { count in
                let open = (0..<count - 3).map { _ in "<em>" }.joined()
                let close = (0..<count - 3).map { _ in "</em>" }.joined()
                return
                    "<nitf><body><body.head><hedline><hl1>Ferry sails</hl1></hedline></body.head><body.content><p>\(story)"
                    + "</p>\(open)x\(close)</body.content></body></nitf>"
            },
            told: "nests elements more than 40 deep"
        ),
        Bomb(
            key: "xml_attributes",
            limit: 30,
            document: { count in
                let attributes = (0..<count).map { " a\($0)='x'" }.joined()
                return "<nitf><head\(attributes)/><body>x</body></nitf>"
            },
            told: "an element with more than 30 attributes"
        ),
        Bomb(
            key: "json_depth",
            limit: 20,
            document: { count in
                let open = String(repeating: "[", count: count - 1)
                let close = String(repeating: "]", count: count - 1)
                return "{\"title\": \"Ferry sails\", \"text\": \"It sails.\", \"deep\": \(open)1\(close)}"
            },
            told: "nests values more than 20 deep"
        ),
        Bomb(
            key: "json_values",
            limit: 50,
            document: { count in
                "{\"many\": [\((0..<count - 2).map { "\($0)" }.joined(separator: ","))]}"
            },
            told: "has more than 50 values"
        ),
        Bomb(
            key: "html_blocks",
            limit: 60,
            document: { count in
                "<!DOCTYPE html><html><body>" + String(repeating: "<p>x</p>", count: count) + "</body></html>"
            },
            told: "more than 60 blocks of text"
        ),
        Bomb(
            key: "mail_depth",
            limit: 6,
            document: { count in
                let head =
                    "From: a@example.org\nTo: b@example.org\nSubject: Ferry\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
                let parts = (0..<count).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
                return head + parts + "\n\(story)"
            },
            told: "nested more than 6 deep"
        ),
        Bomb(
            key: "mail_parts",
            limit: 9,
            document: { count in
                let head =
                    "From: a@example.org\nTo: b@example.org\nSubject: Ferry\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
                let parts = String(repeating: "--b\n\nx\n", count: count - 1)
                return head + "Content-Type: multipart/mixed; boundary=b\n\n" + parts + "--b--\n"
            },
            told: "has more than 9 parts"
        ),
        Bomb(
            key: "mail_header",
            limit: 2_048,
            document: { count in
                let head =
                    "From: a@example.org\nTo: b@example.org\nSubject: Ferry\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
                // The blank line that ends a header counts.
                let field = "X-Field: " + String(repeating: "x", count: count - head.utf8.count - 11) + "\n"
                return head + field + "\n" + story
            },
            told: "has more than 2048 bytes"
        ),
    ]

    /// What is told of a document, in all words that anybody sees of it.
    private func told(_ document: String, _ settings: Settings) throws -> String {
        try one.scratch.write(document, to: "inbox/bomb")
        guard case .ready(let delivery, _) = try one.read("bomb", by: one.reader(settings)) else { return "not read" }
        let members = delivery.remainder.setAside.map { $0.refusal.explanation }.joined(separator: " ")
        let note = delivery.remainder.note ?? ""
        guard case .refused(let refusal) = delivery.content else { return "\(note) \(members)" }
        return "\(refusal.explanation) \(note) \(members)"
    }

    /// Settings with one key of this value, as a configuration file has it.
    private func settings(_ key: String, _ value: Int) throws -> Settings {
        let known = try #require(Settings.keys.first { $0.name == key })
        #expect(known.isLive)
        var settings = one.settings
        switch key {
        case "xml_depth": settings.documentLimits.xmlDepth = value
        case "xml_attributes": settings.documentLimits.xmlAttributes = value
        case "json_depth": settings.documentLimits.jsonDepth = value
        case "json_values": settings.documentLimits.jsonValues = value
        case "html_blocks": settings.documentLimits.htmlBlocks = value
        case "mail_depth": settings.documentLimits.mailDepth = value
        case "mail_parts": settings.documentLimits.mailParts = value
        case "mail_header": settings.documentLimits.mailHeader = value
        default: Issue.record("no key \(key)")
        }
        return settings
    }

    @Test("A document at the limit is not told of it, one beyond it is, and both pass by the default", arguments: bombs)
    func limit(bomb: Bomb) throws {
        let words = try #require(bomb.told)
        let limited = try settings(bomb.key, bomb.limit)
        #expect(try !told(bomb.document(bomb.limit), limited).contains(words))
        let beyond = try told(bomb.document(bomb.limit + 1), limited)
        #expect(beyond.contains(words), "\(beyond)")
        let standard = try told(bomb.document(bomb.limit + 1), one.settings)
        #expect(!standard.contains("more than"), "\(standard)")
    }

    @Test("Every limit that a refusal names is a key of the configuration")
    func keys() {
        let keys = Set(Settings.keys.map(\.name))
        #expect(LimitSetting.allCases.map(\.rawValue).filter { !keys.contains($0) } == [])
    }

    /// The refusal of a delivery, or of the first of its members that has one.
    private func refusal(_ bytes: [UInt8], _ settings: Settings) throws -> PreparedDelivery.Refusal? {
        try one.scratch.write(bytes, to: "inbox/bomb")
        guard case .ready(let delivery, _) = try one.read("bomb", by: one.reader(settings)) else { return nil }
        if case .refused(let refusal) = delivery.content { return refusal }
        return delivery.remainder.setAside.first?.refusal
    }

    @Test("What is refused for a limit says which setting raises it", arguments: bombs)
    func advice(bomb: Bomb) throws {
        let limited = try settings(bomb.key, bomb.limit)
        let setting = try #require(LimitSetting(rawValue: bomb.key))
        guard let refusal = try refusal(Array(bomb.document(bomb.limit + 1).utf8), limited) else {
            // Of some documents what came before the limit is read, and a note tells of it.
            let told = try told(bomb.document(bomb.limit + 1), limited)
            #expect(told.contains(setting.hint), "\(told)")
            return
        }
        #expect(refusal.advice.hasSuffix(setting.advice), "\(refusal.advice)")
    }

    @Test("A document that a limit cuts off names the setting, and one that ends early names none")
    func cutOff() throws {
        let text = Self.story.dropLast()
        let item = "{\"headline\": \"Ferry sails again\", \"body_text\": \"\(text)\", \"language\": \"en\"}"
        func told(_ document: String, _ change: (inout Settings) -> Void) throws -> String {
            var settings = one.settings
            change(&settings)
            return try self.told(document, settings)
        }
        let items = (0..<4).map { _ in item }.joined(separator: ",\n")
        let values = try told("{\"items\": [\(items)]}") { $0.documentLimits.jsonValues = 7 }
        #expect(values.contains(LimitSetting.jsonValues.hint), "\(values)")
        let deep = try told("{\"items\": [\(item), {\"a\": [[[[[[1]]]]]]}]}") { $0.documentLimits.jsonDepth = 5 }
        #expect(deep.contains(LimitSetting.jsonDepth.hint), "\(deep)")
        let early = try told("{\"items\": [\(item), {\"headline\": \"The") { _ in }
        #expect(early.contains("what came before is read"), "\(early)")
        #expect(!early.contains("raise"), "\(early)")
    }

    @Test("So does what is refused of a container, and a damaged one names none")
    func containerAdvice() throws {
        let story = Array(Self.story.utf8)
        func refusal(_ bytes: [UInt8], _ change: (inout Settings) -> Void) throws -> String {
            var settings = one.settings
            change(&settings)
            return try #require(try self.refusal(bytes, settings)).advice
        }
        let many = MadeTar.tar((1...5).map { ("\($0).txt", story) })
        #expect(try refusal(many) { $0.containerMembers = 3 }.hasSuffix(LimitSetting.containerMembers.advice))
        let deep = MadeTar.tar([("a.tar", MadeTar.tar([("b.tar", many)]))])
        #expect(try refusal(deep) { $0.containerDepth = 2 }.hasSuffix(LimitSetting.containerDepth.advice))
        let large = MadeTar.tar([("a.txt", Array(repeating: UInt8(ascii: "x"), count: 5_000))])
        #expect(try refusal(large) { $0.maxFileSize = 1_024 }.hasSuffix(LimitSetting.maxFileSize.advice))
        let isRefusedBySize = try refusal(large) { ($0.maxFileSize, $0.containerSize) = (1_024, 2_048) }
        #expect(isRefusedBySize.hasSuffix(LimitSetting.containerSize.advice), "\(isRefusedBySize)")
        let broken = try refusal(Array("<nitf><body></head>".utf8)) { _ in }
        #expect(!LimitSetting.allCases.contains { broken.contains($0.rawValue) }, "\(broken)")
    }

    @Test("A bomb of each kind is told of by the default limit, in bounded time", arguments: bombs)
    func bomb(bomb: Bomb) throws {
        let standard = DocumentLimits()
        let limits = [
            "xml_depth": standard.xmlDepth, "xml_attributes": standard.xmlAttributes, "json_depth": standard.jsonDepth,
            "json_values": standard.jsonValues, "html_blocks": standard.htmlBlocks, "mail_depth": standard.mailDepth,
            "mail_parts": standard.mailParts, "mail_header": standard.mailHeader,
        ]
        let limit = try #require(limits[bomb.key])
        let words = try #require(bomb.told).replacing("\(bomb.limit)", with: "\(limit)")
        let told = try told(bomb.document(limit + 1), one.settings)
        #expect(told.contains(words), "\(told)")
    }

    private static func entities(_ uses: Int) -> String {
        let value = String(repeating: "lol ", count: 256)
        let text = String(repeating: "&e;", count: uses)
        return """
            <?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY e "\(value)">]>
            <nitf><body><body.head><hedline><hl1>Ferry sails</hl1></hedline></body.head>
            <body.content><p>\(story)</p><p>\(text)</p></body.content></body></nitf>
            """
    }

    /// Bytes of the records that a document makes.
    private func size(_ document: String, _ settings: Settings) throws -> Int {
        try one.scratch.write(document, to: "inbox/bomb")
        guard case .ready(let delivery, _) = try one.read("bomb", by: one.reader(settings)),
            case .articles(let tails) = delivery.content
        else { return 0 }
        return tails.reduce(0) { $0 + $1.bytes.count }
    }

    @Test("What entities add to a document is bounded, by the default and by xml_entities, and the story is read")
    func entities() throws {
        let few = try size(Self.entities(2), one.settings)
        #expect(few > 2_048)
        var settings = one.settings
        settings.documentLimits.xmlEntities = 4_096
        let bounded = try size(Self.entities(3_000), settings)
        #expect(bounded > few && bounded < 4_096 + 4 * 3_000 + few)
        let standard = try size(Self.entities(3_000), one.settings)
        #expect(standard > 1 << 20 && standard < 1 << 20 + 4 * 3_000 + few)
    }

    @Test("Elements of a page beyond html_depth are a part of the one around them, and the story is read")
    func flattened() throws {
        func page(_ depth: Int) -> String {
            let text = (1...6).map { "<p>On day \($0), \(Self.story) It carries \($0) hundred people.</p>" }.joined()
            return "<!DOCTYPE html><html><head><title>Ferry sails</title></head><body><h1>Ferry sails</h1>\(text)"
                + String(repeating: "<div>", count: depth) + "x"
        }
        #expect(try size(page(3), one.settings) > 800)
        #expect(try size(page(20_000), one.settings) > 800)
        var settings = one.settings
        settings.documentLimits.htmlDepth = 16
        #expect(try size(page(200), settings) > 800)
    }
}
