import Article
import Formats
import TestSupport
import Testing

@Suite("Defaults that count where a file says nothing")
struct FolderDefaultsTests {
    private static let russian =
        "Школа кружев открылась\n\nВОЛОГДА, 10 июня. Школа кружев открылась после трёх лет работ.\n"
    private static let short = "Index 31,4\n\nDAX 18 430, CAC 7 940, FTSE 8 120.\n"

    private func read(_ bytes: [UInt8], _ defaults: ReadingDefaults) throws -> (article: Article, encoding: String) {
        let reading = ArticleReader().read(bytes.span, context: ReadingContext(modified: nil, defaults: defaults))
        return (try #require(reading.articles.first, "\(reading)"), reading.encoding)
    }

    private func rss(_ channel: String) -> String {
        """
        <?xml version="1.0"?><rss version="2.0"><channel>\(channel)<item><title>Old ferry returns</title>
        <description>The ferry sails again, the harbour office of Riverton said on Wednesday. It had been laid up for eleven
        years.</description></item></channel></rss>
        """
    }

    @Test(
        "The source counts where neither dateline nor document names one",
        arguments: [
            ("Ferry sails\n\nVOLOGDA, June 10. The ferry sails at noon, the office said.\n", "TASS" as String?),
            ("Ferry sails\n\nVOLOGDA, June 10 (Reuters) - The ferry sails at noon, the office said.\n", nil),
            ("Ferry sails\n\nThe ferry sails at noon, the harbour office said on Friday.\n", "TASS"),
        ]
    )
    func source(_ text: String, _ source: String?) throws {
        let article = try read(Array(text.utf8), ReadingDefaults(source: "TASS")).article
        #expect(article.details.assumed == .init(source: source))
    }

    @Test("A feed that names its publisher keeps it, and one that does not takes the folder's")
    func feed() throws {
        let named = try read(Array(rss("<title>Northwire</title>").utf8), ReadingDefaults(source: "TASS")).article
        let unnamed = try read(Array(rss("").utf8), ReadingDefaults(source: "TASS")).article
        #expect(
            named.details.provider == nil ? named.details.assumed.source == "TASS" : named.details.assumed.source == nil
        )
        #expect(unnamed.details.assumed.source == "TASS")
    }

    @Test("The language counts where the text neither states nor shows one")
    func language() throws {
        let shown = try read(Array(Self.russian.utf8), ReadingDefaults(language: "en")).article
        #expect(shown.language == "ru" && shown.details.assumed == .init())
        let short = try read(Array(Self.short.utf8), ReadingDefaults(language: "de")).article
        #expect(short.language == "de" && short.details.assumed == .init(language: "de"))
        #expect(try read(Array(Self.short.utf8), ReadingDefaults()).article.language == nil)
    }

    @Test(
        "The encoding counts where the bytes are neither UTF-8 nor say what they are",
        arguments: ["koi8-r", "CP1251", "ibm866"]
    )
    func encoding(_ label: String) throws {
        let bytes = encoded("Новость\n\nЁж и Юг: СССР.\n", as: label)
        let (article, encoding) = try read(bytes, ReadingDefaults(encoding: label))
        #expect(article.headline == "Новость")
        #expect(article.details.assumed.encoding == encoding)
        #expect(["koi8-r", "windows-1251", "ibm866"].contains(encoding))
    }

    @Test("UTF-8, ASCII and text that the named encoding cannot have written are read as they are")
    func notTheEncoding() throws {
        let unicode = try read(Array(Self.russian.utf8), ReadingDefaults(encoding: "koi8-r"))
        #expect(unicode.encoding == "utf-8" && unicode.article.details.assumed.encoding == nil)
        // No Shift JIS: what the bytes show counts.
        let other = try read(encoded(Self.russian, as: "windows-1251"), ReadingDefaults(encoding: "gb18030"))
        #expect(other.article.details.assumed.encoding == nil || other.encoding == "gb18030")
        let plain = try read(
            Array("Ferry sails\n\nThe ferry sails at noon.\n".utf8),
            ReadingDefaults(encoding: "koi8-r")
        )
        #expect(plain.encoding == "utf-8" && plain.article.details.assumed.encoding == nil)
    }

    @Test(
        "A declared encoding outranks the folder's, in XML, on pages and in mail, and where none is declared it counts"
    )
    func declared() throws {
        func document(_ declaration: String) -> [UInt8] {
            encoded(
                """
                <?xml version="1.0"\(declaration)?><nitf><body><body.head><hedline><hl1>Школа открылась</hl1></hedline></body.head>
                <body.content><p>Школа кружев открылась после трёх лет работ, сообщили в пятницу.</p></body.content></body></nitf>
                """,
                as: "koi8-r"
            )
        }
        let stated = try read(document(" encoding=\"koi8-r\""), ReadingDefaults(encoding: "windows-1251"))
        #expect(stated.article.headline == "Школа открылась" && stated.article.details.assumed.encoding == nil)
        let silent = try read(document(""), ReadingDefaults(encoding: "koi8-r"))
        #expect(silent.article.headline == "Школа открылась" && silent.article.details.assumed.encoding == "koi8-r")

        func mail(_ type: String) -> [UInt8] {
            encoded(
                "From: desk@tass.example\nSubject: News\n\(type)\nШкола кружев открылась\n\nШкола открылась после трёх лет.\n",
                as: "koi8-r"
            )
        }
        let typed = try read(mail("Content-Type: text/plain; charset=koi8-r\n"), ReadingDefaults(encoding: "ibm866"))
        #expect(typed.article.details.assumed.encoding == nil)
        let untyped = try read(mail("Content-Type: text/plain\n"), ReadingDefaults(encoding: "koi8-r"))
        #expect(untyped.article.details.assumed.encoding == "koi8-r")
        #expect(untyped.article.body.joined().contains("Школа открылась"))
    }
}
