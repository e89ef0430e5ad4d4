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

    @Test("A flash has an empty field for its headline")
    func flash() throws {
        let text = """
            <FlashNews xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><NewsID>nw-1</NewsID><PublishDate>2026-06-10T14:30:00.39</PublishDate>
            <strapline>BRIDGE-U</strapline><headline i:nil="true"/><town>Riverton</town><origin>nw</origin>
            <content>&lt;p&gt;\(Self.first)&lt;/p&gt;&lt;p&gt;\(Self.second)&lt;/p&gt;</content></FlashNews>
            """
        let article = try #require(reading(text).articles.first)
        #expect(article.headline == Self.first && article.body == [Self.first, Self.second])
        #expect(article.slugline == "BRIDGE-U" && article.details.provider == "nw")
        #expect(article.details.subjects == [.init(name: "Riverton", kind: .place)])
    }

    @Test("A press release has a lead, an address and a publisher with an address of its own")
    func release() throws {
        let text = """
            <release id="17"><longurl>https://press.example/17</longurl><body>&lt;p&gt;\(Self.first)&lt;/p&gt;</body><embargo/>
            <leadtext>Traffic returns</leadtext><publicationDate>10.06.2026 14:30</publicationDate><title>Bridge reopens</title>
            <publisher id="3"><name>Riverton Council</name><address>1 Pier Road</address></publisher></release>
            """
        let article = try #require(reading(text).articles.first)
        #expect(article.headline == "Bridge reopens" && article.deck == "Traffic returns")
        #expect(article.url == "https://press.example/17" && article.details.provider == "Riverton Council")
    }

    @Test("A form with empty fields is no story")
    func form() {
        let text = "<form><title/><text>Please fill in all of the fields of this form before you send it.</text></form>"
        #expect(reading(text).articles.isEmpty)
    }

    @Test(
        "What a program writes for no embargo is none",
        arguments: ["0001-01-01T00:00:00", "0000-00-00 00:00:00", "null", "false", "None", "0", ""]
    )
    func noEmbargo(_ printed: String) throws {
        let text =
            "<story><headline>Bridge reopens</headline><embargo>\(printed)</embargo><text>\(Self.first)</text></story>"
        #expect(try #require(reading(text).articles.first).embargo == nil)
    }
}
