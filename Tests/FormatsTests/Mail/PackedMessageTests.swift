import Article
import Testing

@testable import Formats

@Suite("A message in a winmail.dat")
struct PackedMessageTests {
    private static let paragraphs = [
        "The ferry returned to Suvera on Friday after ten years, the ministry said.", "It sails again on Monday.",
    ]

    private func little(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 0xFF) } }

    private func attribute(_ level: UInt8, _ id: Int, _ data: [UInt8]) -> [UInt8] {
        [level] + little(id, 4) + little(data.count, 4) + data + little(data.reduce(0) { $0 + Int($1) }, 2)
    }

    /// One property of variable length.
    private func property(_ kind: Int, _ id: Int, _ value: [UInt8]) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: (4 - value.count % 4) % 4)
        return little(kind, 2) + little(id, 2) + little(1, 4) + little(value.count, 4) + value + padding
    }

    private func package(_ properties: [[UInt8]], attached: [UInt8] = []) -> [UInt8] {
        // A property with a name of its own, and one of fixed length, stand before the text.
        let named = little(0x1F, 2) + little(0x8001, 2) + [UInt8](repeating: 7, count: 16) + little(1, 4) + little(6, 4)
        let name = Array("a\0b\0\0\0".utf8) + [0, 0] + little(1, 4) + little(4, 4) + Array("x\0\0\0".utf8)
        let fixed = little(0x03, 2) + little(0x3FDE, 2) + little(65_001, 4)
        let all = little(properties.count + 2, 4) + named + name + fixed + properties.joined()
        return little(0x223E_9F78, 4) + little(1, 2) + attribute(1, 0x0006_9003, all) + attached
    }

    private func read(_ package: [UInt8], type: String = "application/ms-tnef; name=winmail.dat") -> Reading {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var encoded: [UInt8] = []
        for start in stride(from: 0, to: package.count, by: 3) {
            let group = package[start..<min(start + 3, package.count)]
            let bits = group.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
            for place in 0..<4 { encoded.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : 0x3D) }
        }
        let header = """
            From: Press Office <press@norland.example>
            Subject: Ferry returns to Suvera
            MIME-Version: 1.0
            Content-Type: \(type)
            Content-Transfer-Encoding: base64


            """
        return MailFormat().read((Array(header.utf8) + encoded).span, context: ReadingContext())
    }

    private func check(_ reading: Reading) throws {
        let article = try #require(reading.articles.first)
        #expect(article.headline == "Ferry returns to Suvera")
        #expect(article.body == Self.paragraphs)
        #expect(article.details.authors.map(\.name) == ["Press Office"])
        #expect(reading.format == "mail")
    }

    @Test("Its text is read in each form that Outlook keeps it in")
    func forms() throws {
        let text = Self.paragraphs.joined(separator: "\r\n\r\n")
        try check(read(package([property(0x1E, 0x1000, Array(text.utf8) + [0])])))
        let wide = (text + "\0").utf16.flatMap { little(Int($0), 2) }
        try check(read(package([property(0x1F, 0x1000, wide)])))
        let html = "<html><body>" + Self.paragraphs.map { "<p>\($0)</p>" }.joined() + "</body></html>"
        try check(read(package([property(0x102, 0x1013, Array(html.utf8))])))
        let rtf =
            "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag <p>}\\htmlrtf {\\htmlrtf0 \(Self.paragraphs[0])\\par "
            + "\\htmlrtf unseen\\htmlrtf0 \(Self.paragraphs[1])\\par}"
        let stored = little(rtf.utf8.count + 12, 4) + little(rtf.utf8.count, 4) + Array("MELA".utf8) + little(0, 4)
        try check(read(package([property(0x102, 0x1009, stored + Array(rtf.utf8))])))
        // Every byte for itself, eight behind each byte of zeros.
        let bytes = Array(rtf.utf8)
        let literals = stride(from: 0, to: bytes.count, by: 8).flatMap { [0] + bytes[$0..<min($0 + 8, bytes.count)] }
        let compressed = little(literals.count + 12, 4) + little(bytes.count, 4) + Array("LZFu".utf8) + little(0, 4)
        try check(read(package([property(0x102, 0x1009, compressed + literals)])))
    }

    @Test("Text that is compressed with repetitions is what it was")
    func repetitions() {
        let bytes: [UInt8] = [
            0x1A, 0, 0, 0, 0x1C, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0xE2, 0xD4, 0x4B, 0x51, 0x41, 0, 4, 0x20, 0x57, 0x58,
            0x59, 0x5A, 0x0D, 0x6E, 0x7D, 1, 0x0E, 0xB0,
        ]
        let text = CompressedRTF.expanded(bytes.span, limit: 100)
        #expect(text == Array("{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}\r\n".utf8.prefix(28)))
        #expect(CompressedRTF.expanded(bytes.span, limit: 10)?.count == 10)
    }

    @Test("What is attached in it is a member where it is news, and counted where not")
    func attachments() throws {
        let story =
            "Bridge opens in Porto Novo\n\nPORTO NOVO, June 10 (Northwire) - The bridge opened on Tuesday.\n\nIt is long.\n"
        func file(_ name: String, _ content: [UInt8]) -> [UInt8] {
            attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
                + attribute(2, 0x0001_8010, Array(name.utf8) + [0])
                + attribute(2, 0x0006_800F, content)
        }
        let text = Self.paragraphs.joined(separator: "\n\n")
        let reading = read(
            package(
                [property(0x1E, 0x1000, Array(text.utf8))],
                attached: file("bridge.txt", Array(story.utf8))
                    + file("logo.png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10])
            )
        )
        #expect(reading.articles.map(\.headline) == ["Ferry returns to Suvera", "Bridge opens in Porto Novo"])
        #expect(reading.parts.count == 3)
    }

    @Test("One that is cut anywhere, or is nothing of the kind, is refused and harms nothing")
    func cut() {
        let whole = package([property(0x1E, 0x1000, Array("A text without an end".utf8))])
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(read(Array(whole[..<length])).parts.count >= 1)
        }
        let huge = little(0x223E_9F78, 4) + little(1, 2) + [1] + little(0x0006_9003, 4) + little(0xFFFF_FFFF, 4)
        #expect(read(huge).articles.isEmpty)
        #expect(read(Array("not a package".utf8)).articles.isEmpty)
    }

    @Test("A message with a text of its own keeps that")
    func ownText() throws {
        let text = """
            From: Press Office <press@norland.example>
            Subject: Ferry returns to Suvera
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            \(Self.paragraphs.joined(separator: "\n\n"))
            --b
            Content-Type: application/ms-tnef; name=winmail.dat

            x
            --b--
            """
        try check(MailFormat().read(Array(text.utf8).span, context: ReadingContext()))
    }
}
