import Wire
import Article
import Testing

@testable import Formats

@Suite("NewsML 1.2 is read whatever its content is")
struct NewsML1Tests {
    static func document(
        version: String = " Version=\"1.2\"",
        content: String,
        created: String = "20260610T143000+0100",
        extra: String = ""
    ) -> String {
        """
        <?xml version="1.0"?><NewsML\(version)><NewsEnvelope><DateAndTime>20260610T150000Z</DateAndTime><NewsService FormalName="SVC"/></NewsEnvelope>
        <NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>example.org</ProviderId><DateId>20260610</DateId><NewsItemId>42</NewsItemId>
        <RevisionId PreviousRevision="0" Update="N">1</RevisionId><PublicIdentifier>urn:newsml:example.org:20260610:42:1</PublicIdentifier></NewsIdentifier>
        <NameLabel>FERRY</NameLabel></Identification>
        <NewsManagement><NewsItemType FormalName="News"/><FirstCreated>\(created)</FirstCreated><ThisRevisionCreated>20260610T144500Z</ThisRevisionCreated>
        <Status FormalName="Usable"/><Urgency FormalName="4"/>\(extra)</NewsManagement>
        <NewsComponent><NewsComponent><Role FormalName="Main"/>
        <NewsLines><HeadLine>Old ferry returns</HeadLine><SubHeadLine>Twelve years on</SubHeadLine><ByLine>By Ada Byron</ByLine><DateLine>Riverton, June 10 (NW)</DateLine>
        <SlugLine>FERRY-RETURN</SlugLine><CopyrightLine>(c) Northwire</CopyrightLine></NewsLines>
        <AdministrativeMetadata><Provider><Party FormalName="NW"/></Provider></AdministrativeMetadata>
        <DescriptiveMetadata><Language FormalName="en"/><SubjectCode><Subject FormalName="04000000"/></SubjectCode>
        <Property FormalName="Keyword" Value="ferries"/></DescriptiveMetadata>
        <ContentItem><MediaType FormalName="Text"/><DataContent>\(content)</DataContent></ContentItem></NewsComponent>
        <NewsComponent><Role FormalName="Picture"/><NewsLines><HeadLine>The ferry at the pier</HeadLine></NewsLines>
        <ContentItem Href="ferry.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>
        """
    }

    static let contents = [
        "<nitf><body><body.content><p>The ferry <em>sails</em> again.</p></body.content></body></nitf>",
        "<media><media-caption><p/></media-caption></media><p>The ferry sails again.</p>",
        "<p>The ferry sails again.</p>",
        "The ferry sails again.", "&lt;p&gt;The ferry sails again.&lt;/p&gt;",
        "<body><p>The ferry sails again.</p></body>",
    ]

    @Test("Content is NITF, paragraphs or text", arguments: contents)
    func readsContent(_ content: String) throws {
        let article = try #require(reading(Self.document(content: content)).articles.first)
        #expect(article.body == ["The ferry sails again."])
        #expect(article.headline == "Old ferry returns" && article.deck == "Twelve years on")
        #expect(article.byline == "By Ada Byron" && article.slugline == "FERRY-RETURN")
        #expect(article.marks.urgency == 4 && article.language == "en")
        #expect(article.details.guid == "urn:newsml:example.org:20260610:42:1" && article.details.version == "1")
        #expect(article.details.provider == "NW" && article.details.rights?.notice == "(c) Northwire")
        #expect(article.details.subjects.contains(.init(code: "04000000", kind: .subject)))
        #expect(article.details.keywords == ["ferries"])
        #expect(article.details.images == [.init(url: "ferry.jpg", caption: "The ferry at the pier")])
    }

    @Test(
        "Dates are read as they are written, and the version need not be named",
        arguments: [
            ("20260610T143000Z", "2026-06-10T14:30:00Z"), ("20260610T143000+0100", "2026-06-10T14:30:00+01:00"),
            ("2026-06-10T14:30:00", "2026-06-10T14:30:00Z"), ("20260610T143000", "2026-06-10T14:30:00Z"),
        ]
    )
    func readsDates(_ printed: String, _ meaning: String) throws {
        let article = try #require(
            reading(Self.document(version: "", content: "<p>Text.</p>", created: printed)).articles.first
        )
        #expect(article.published?.at?.description == meaning)
        #expect(article.details.updated?.description == "2026-06-10T14:45:00Z")
    }

    @Test("An embargo is that of the status that will change")
    func readsEmbargo() throws {
        let text = Self.document(
            content: "<p>Text.</p>",
            extra:
                "<StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>20260611T060000Z</DateAndTime></StatusWillChange>"
        ).replacing("FormalName=\"Usable\"", with: "FormalName=\"Embargoed\"")
        let article = try #require(reading(text).articles.first)
        #expect(article.details.embargoUntil?.description == "2026-06-11T06:00:00Z")
    }

    /// A story whose text lies in components of its own, each with a role.
    static func components(_ roles: [(role: String, text: String)]) -> String {
        let inner = roles.map { role, text in
            "<NewsComponent><Role FormalName=\"\(role)\"/><ContentItem><MimeType FormalName=\"text/xhtml\"/><DataContent>\(text)</DataContent></ContentItem></NewsComponent>"
        }
        return """
            <NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier><NewsItemId>42</NewsItemId></NewsIdentifier></Identification>
            <NewsComponent xml:lang="en"><NewsLines><HeadLine>Old ferry returns</HeadLine></NewsLines>\(inner.joined())</NewsComponent></NewsItem></NewsML>
            """
    }

    /// What stands beside a story is longer than the story.
    private static let long = String(repeating: "Call the press office from nine to five on any day. ", count: 9)

    @Test(
        "Of components with a text the one that is the story is read, and one that sums it up is the deck",
        arguments: [
            ("HeadLine", nil), ("Contact", nil), ("StyleSheet", nil), ("TweetText", nil), ("Caption", nil),
            ("Abstract", "deck"), ("Lead", "deck"), ("Summary", "deck"),
        ] as [(String, String?)]
    )
    func choosesComponent(_ role: String, _ field: String?) throws {
        let text = Self.components([(role, "<p>\(Self.long)</p>"), ("Body", "<p>The ferry sails again.</p>")])
        let article = try #require(reading(text).articles.first)
        #expect(article.body == ["The ferry sails again."])
        #expect(article.deck == (field == nil ? nil : String(Self.long.dropLast())))
    }

    @Test("A lead alone is the story")
    func readsLeadAlone() throws {
        let text = Self.components([("Title", "Old ferry returns"), ("Lead", "<p>The ferry sails again.</p>")])
        #expect(try #require(reading(text).articles.first).body == ["The ferry sails again."])
    }

    @Test(
        "A text is known by its content, whatever the agency calls its medium",
        arguments: ["Text", "ComplexText", "ComplexData", "Article", "NewsText"]
    )
    func readsMedia(_ medium: String) throws {
        let text = Self.document(content: "<p>The ferry sails again.</p>")
            .replacing("FormalName=\"Text\"", with: "FormalName=\"\(medium)\"")
        #expect(try #require(reading(text).articles.first).body == ["The ferry sails again."])
    }

    @Test(
        "A picture's text is no story",
        arguments: ["Photo", "Graphic", "Video", "Audio"]
    )
    func passesOverMedia(_ medium: String) {
        let text = Self.document(content: "<p>The ferry sails again.</p>")
            .replacing("FormalName=\"Text\"", with: "FormalName=\"\(medium)\"")
        #expect(reading(text).articles.isEmpty)
    }

    @Test("Fields that an agency writes in its own way are read all the same")
    func readsVariants() throws {
        let text = Self.document(
            content: "<body><body.content><![CDATA[The ferry<BR>sails again.]]></body.content></body>"
        )
        .replacing("<PublicIdentifier>urn:newsml:example.org:20260610:42:1</PublicIdentifier>", with: "")
        .replacing("<NewsItemId>42</NewsItemId>", with: "")
        .replacing("<NewsItem xml:lang", with: "<NewsItem Duid=\"nw-42\" xml:lang")
        .replacing("<Urgency FormalName=\"4\"/>", with: "<Urgency>2</Urgency>")
        .replacing("DescriptiveMetadata>", with: "DescriptiveMetada>")
        .replacing(
            "<SubHeadLine>Twelve years on</SubHeadLine>",
            with: """
                <NewsLine><NewsLineType FormalName="Summary"/><NewsLineText>Twelve years on</NewsLineText></NewsLine>
                """
        )
        .replacing(
            "<NewsComponent><NewsComponent>",
            with: """
                <NewsComponent><TopicSet><Topic><FormalName Scheme="IptcSubjectCodes">04000000</FormalName>
                <Description Variant="Category">ECO</Description><Description xml:lang="fr" Variant="Name">Économie</Description>
                <Description xml:lang="en" Variant="Name">Economy</Description></Topic></TopicSet><NewsComponent>
                """
        )
        let article = try #require(reading(text).articles.first)
        #expect(article.details.guid == "nw-42" && article.marks.urgency == 2)
        #expect(article.deck == "Twelve years on" && article.body == ["The ferry\nsails again."])
        #expect(article.details.subjects.contains(.init(code: "04000000", name: "Economy", kind: .subject)))
    }

    @Test("A comment on a story is a note, and says of one that is held back until when")
    func readsComments() throws {
        let text = Self.document(content: "<p>The ferry sails again.</p>").replacing(
            "<ContentItem><MediaType",
            with: "<Comment>Embargoed to 0001 Tuesday June 03</Comment><ContentItem><MediaType"
        )
        let open = try #require(reading(text).articles.first)
        #expect(open.editorsNotes == ["Embargoed to 0001 Tuesday June 03"] && open.embargo == nil)
        let held = try #require(reading(text.replacing("\"Usable\"", with: "\"Embargoed\"")).articles.first)
        #expect(held.embargo == "Embargoed to 0001 Tuesday June 03" && held.details.embargoUntil == nil)
    }

    @Test("A flash without a headline takes its first sentence, and a label only where there is no text")
    func takesFirstSentence() throws {
        let text = Self.document(
            content: "<p>RIVERTON, June 10 (NW) - The ferry sails again, its owner said. More follows.</p>"
        ).replacing("<HeadLine>Old ferry returns</HeadLine>", with: "<HeadLine/>")
        let article = try #require(reading(text).articles.first)
        #expect(article.headline == "The ferry sails again, its owner said.")
        #expect(article.body == ["The ferry sails again, its owner said. More follows."])
    }
}
