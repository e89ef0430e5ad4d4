import Base
import Archive
import LinuxIO
import TestSupport

@testable import Article

/// Articles to archive.
enum Articles {
    /// 2026-11-22T10:16:02.113Z.
    static let noon: Int64 = 1_795_342_562_113_000_000
    static let day: Int64 = 86_400_000_000_000

    /// An article made of these texts, as the parser would hand it over.
    static func article(
        headline: String,
        body: [String],
        _ furnish: (inout Builder) -> Void = { _ in }
    ) -> Article {
        var builder = Builder(headline: headline, body: body)
        furnish(&builder)
        return builder.article
    }

    /// Puts the parts of an article into one text.
    struct Builder {
        private var text: [UInt8] = []
        private let headline: String
        private let body: [String]
        var parts: Article.Parts
        var marks = UpdateMarks()
        var published: Published?
        var language: String? = "en"
        var wordCount = 4

        init(headline: String, body: [String]) {
            self.headline = headline
            self.body = body
            parts = Article.Parts(headline: TextRange(0, 0))
            parts.headline = add(headline)
            parts.body = body.map { add($0) }
        }

        mutating func add(_ part: String) -> TextRange {
            let start = text.count
            text += Array(part.utf8)
            let range = TextRange(start, text.count)
            text.append(0x0A)
            return range
        }

        var article: Article {
            Article(
                text: text,
                parts: parts,
                marks: marks,
                published: published,
                language: language,
                wordCount: wordCount,
                contentID: ContentID.of(headline: headline, paragraphs: body)
            )
        }
    }

    /// The n-th of a row of different articles, of some 400 bytes as a record.
    static func plain(_ number: Int, body: String = "The council met on Monday and agreed on nothing.") -> Article {
        article(headline: "Council meets for the \(number). time", body: [body, "It will meet again."])
    }

    /// One with every field there is.
    static var full: Article {
        article(
            headline: "Ferry “Aurora” returns to port",
            body: ["The ferry came back on Monday.", "Nobody was hurt."]
        ) {
            $0.parts.deck = $0.add("An engine had failed off the coast")
            $0.parts.section = $0.add("Shipping")
            $0.parts.slugline = $0.add("SHIPPING-AURORA/")
            $0.parts.byline = $0.add("By Ada Example")
            $0.parts.timestamp = $0.add("10:15 GMT, 9 June 2026")
            $0.parts.url = $0.add("https://desk.example/aurora")
            $0.parts.embargo = $0.add("EMBARGOED until 10 a.m.")
            $0.parts.editorsNotes = [$0.add("(Eds: adds quote)")]
            $0.parts.marks = [$0.add("UPDATE 2-"), $0.add("2nd Ld-Writethru")]
            $0.marks.update = 2
            $0.marks.wrapup = 1
            $0.marks.lead = 2
            $0.marks.writethru = 1
            $0.marks.correction = true
            $0.marks.urgent = true
            $0.marks.repeated = true
            $0.marks.kill = true
            $0.marks.urgency = 3
            let place = $0.add("KEMI, Finland")
            let source = $0.add("Example Wire")
            let correspondent = $0.add("Ada Example")
            $0.parts.dateline = DatelineParts(text: $0.add("KEMI, Finland, June 9, 2026 (Example Wire) —"))
            $0.parts.dateline?.place = place
            $0.parts.dateline?.month = 6
            $0.parts.dateline?.day = 9
            $0.parts.dateline?.year = 2026
            $0.parts.dateline?.source = source
            $0.parts.dateline?.correspondent = correspondent
            $0.published = CivilDate(year: 2026, month: 6, day: 9).map { Published(day: $0, basis: .dateline) }
            $0.parts.credits = [$0.add("(Reporting by Ada Example)")]
            $0.parts.signOff = $0.add("-30-")
        }
    }

    /// The tail of an article of random characters from the blocks that copy is written in.
    static func random(_ generator: inout SeededGenerator) -> RecordTail {
        let blocks: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0x24F, 0x370...0x52F, 0x2000...0x206F, 0x3000...0x30FF,
        ]
        let text = (0..<40).map { _ in
            let block = blocks[Int.random(in: 0..<blocks.count, using: &generator)]
            return UnicodeScalar(UInt32.random(in: block, using: &generator)).map { String($0) } ?? ""
        }.joined()
        return RecordTail(article(headline: "h" + text, body: ["b" + text]), delivery("x.txt"))
    }

    /// A delivery at this path.
    static func delivery(_ path: Path, modified: Int64 = noon, part: Int? = nil) -> Delivery {
        let bytes = Array(path.bytes)
        return Delivery(
            identity: DeliveryIdentity(path: path, bytes: 2956, modified: modified, digest: SHA256Digest(of: bytes)),
            format: "text",
            encoding: "utf-8",
            part: part
        )
    }

    /// The tail of the n-th plain article.
    static func tail(_ number: Int) -> RecordTail {
        RecordTail(plain(number), delivery(Path("wire/\(number).txt")))
    }

    /// The tails of several plain articles.
    static func tails(_ numbers: Range<Int>) -> [RecordTail] { numbers.map(tail) }
}
