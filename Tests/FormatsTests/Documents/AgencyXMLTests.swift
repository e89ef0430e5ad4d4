import Wire
import Article
import Testing

@testable import Formats

@Suite("XML of agencies that use no standard is read by the names of its fields")
struct AgencyXMLTests {
    private static let first = "The bridge over the river reopened on Wednesday, the mayor said."
    private static let second = "It had been closed for a year."

    /// The same story in the forms that agencies have: a root of its own, a namespace, a prefix, a header, attributes.
    private static let documents = [
        """
        <noticia><codigo>nw-1</codigo><prioridad>3</prioridad><fecha>10/06/2026</fecha><hora>14:30:00</hora>
        <titular>Bridge reopens</titular><subtitulo>Traffic returns</subtitulo><firma>By Ada Byron</firma>
        <contenido>\(first)\n\n\(second)</contenido></noticia>
        """,
        """
        <story xmlns="http://agency.example/ns" id="nw-1"><meta><published-at>2026-06-10T14:30:00Z</published-at>
        <urgency>3</urgency></meta><headline>Bridge reopens</headline><sub_headline>Traffic returns</sub_headline>
        <byline>By Ada Byron</byline><body><p>\(first)</p><p>\(second)</p></body></story>
        """,
        """
        <k:NewsDocument xmlns:k="http://agency.example/doc"><k:Header><k:DocID>nw-1</k:DocID><k:Priority>3</k:Priority>
        <k:PubDate>2026/06/10 14:30:00</k:PubDate></k:Header><k:Title>Bridge reopens</k:Title>
        <k:SubTitle>Traffic returns</k:SubTitle><k:ByLine>By Ada Byron</k:ByLine><k:Content><k:Stanza>\(first)</k:Stanza>
        <k:Stanza>\(second)</k:Stanza></k:Content></k:NewsDocument>
        """,
        """
        <article id="nw-1" date="2026-06-10T14:30:00Z" priority="3"><title>Bridge reopens</title><teaser>Traffic
        returns</teaser><byline>By Ada Byron</byline><text>&lt;p&gt;\(first)&lt;/p&gt;&lt;p&gt;\(second)&lt;/p&gt;</text></article>
        """,
    ]

    @Test("In all forms alike", arguments: documents)
    func forms(document: String) throws {
        let article = try #require(reading("<?xml version=\"1.0\"?>" + document).articles.first)
        #expect(article.headline == "Bridge reopens")
        #expect(article.deck == "Traffic returns")
        #expect(article.byline == "By Ada Byron")
        #expect(article.details.guid == "nw-1")
        #expect(article.marks.urgency == 3)
        #expect(article.published?.at?.description == "2026-06-10T14:30:00Z")
        #expect(article.body == [Self.first, Self.second])
    }

    @Test("Several stories are several parts")
    func several() {
        let stories = (1...3).map { "<item><title>Story \($0)</title><text>\(Self.first) \($0)</text></item>" }
        let reading = reading("<?xml version=\"1.0\"?><items>\(stories.joined())</items>")
        #expect(reading.articles.map(\.headline) == ["Story 1", "Story 2", "Story 3"])
    }

    @Test(
        "A vocabulary that is about other things is refused",
        arguments: [
            "<svg xmlns='http://www.w3.org/2000/svg'><title>A drawing</title><text>\(first) \(second)</text></svg>",
            "<project xmlns='http://maven.example/POM'><name>x</name><description>\(first)</description></project>",
            "<settings><title>Settings</title><option>1</option></settings>",
        ]
    )
    func others(document: String) {
        #expect(reading("<?xml version=\"1.0\"?>" + document).rejection?.code == .unknownMarkup)
    }
}
