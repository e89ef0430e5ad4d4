import Article
import Formats
import Glibc
import Testing

@Suite("Hostile fields of documents, pages and mail")
struct FieldLinearityTests {
    /// A document of a format with one field to fill.
    struct Form: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let head: String
        let tail: String

        init(_ name: String, _ head: String, _ tail: String) {
            testDescription = name
            self.head = head
            self.tail = tail
        }

        func bytes(_ unit: String, _ count: Int) -> [UInt8] {
            Array(head.utf8) + Array(String(repeating: unit, count: count / unit.utf8.count).utf8) + Array(tail.utf8)
        }
    }

    private static let body = """
        <body><h1>Ferry to Riverton sails again</h1><article><p>The ferry to Riverton sailed again on Wednesday after a \
        pause of three weeks, the operator said.</p><p>It had been held in port by a strike of its crew, which ended on \
        Tuesday.</p></article></body></html>
        """

    static let forms: [Form] = [
        Form("the title of a page", "<!DOCTYPE html><html><head><title>Ferry", "</title></head>" + body),
        Form("og:title", "<!DOCTYPE html><html><head><meta property=\"og:title\" content=\"Ferry", "\"></head>" + body),
        Form(
            "the author of a page",
            "<!DOCTYPE html><html><head><meta name=\"author\" content=\"By",
            "\"></head>" + body
        ),
        Form(
            "the keywords of a page",
            "<!DOCTYPE html><html><head><meta name=\"keywords\" content=\"a",
            "\"></head>" + body
        ),
        Form("the heading of a page", "<!DOCTYPE html><html><body><h1>Ferry", "</h1>" + body),
        Form(
            "the headline in JSON-LD",
            "<!DOCTYPE html><html><head><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Ferry",
            "\"}</script></head>" + body
        ),
        Form(
            "the title of an item of RSS",
            "<rss version=\"2.0\"><channel><title>News</title><item><title>Ferry",
            "</title><description>The ferry sailed again.</description></item></channel></rss>"
        ),
        Form(
            "the author of an entry of Atom",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>Ferry</title><author><name>A",
            "</name></author><content>The ferry sailed again.</content></entry></feed>"
        ),
        Form(
            "the headline of ninjs",
            "{\"uri\":\"a\",\"headline\":\"Ferry",
            "\",\"body_text\":\"The ferry sailed again.\"}"
        ),
        Form("the title of an article in JSON", "{\"title\":\"Ferry", "\",\"text\":\"The ferry sailed again.\"}"),
        Form(
            "the headline of NITF",
            "<nitf><body><body.head><hedline><hl1>Ferry",
            "</hl1></hedline></body.head><body.content><p>The ferry sailed again.</p></body.content></body></nitf>"
        ),
        Form(
            "the subject of a mail",
            "From: Desk <desk@example.org>\nDate: Wed, 10 Jun 2026 10:00:00 +0000\nSubject: Ferry",
            "\n\nThe ferry to Riverton sailed again.\n"
        ),
        Form(
            "the sender of a mail",
            "Subject: Ferry\nDate: Wed, 10 Jun 2026 10:00:00 +0000\nFrom: Desk",
            " <desk@example.org>\n\nThe ferry to Riverton sailed again.\n"
        ),
    ]

    static let units = [
        "\u{301}\u{316}", "\u{1F1E6}", "e\u{301}", "x | ", " - x", "Re: ", "[x] ", "a, ", " and b",
        "\u{1100}\u{1161}\u{11A8}",
        "👨\u{200D}", "İ",
    ]

    @Test("four times the field takes at most eight times as long", arguments: forms, units)
    func linear(_ form: Form, _ unit: String) {
        let small = form.bytes(unit, 24 * 1_024)
        let large = form.bytes(unit, 96 * 1_024)
        // A quadratic step would take sixteen times; what takes a moment is not measured.
        let ratio = (0..<3).map { _ in Self.seconds(large) / max(Self.seconds(small), 0.01) }.min() ?? 0
        #expect(ratio < 8, "\(ratio) times as long")
    }

    /// The processor time that this thread takes to read the bytes; what else the machine does is not in it.
    private static func seconds(_ bytes: [UInt8]) -> Double {
        let start = processorTime()
        _ = ArticleReader().read(bytes.span)
        return processorTime() - start
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
