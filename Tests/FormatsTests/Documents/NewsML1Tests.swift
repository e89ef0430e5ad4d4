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
}
