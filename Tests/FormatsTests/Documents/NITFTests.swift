import Wire
import Article
import Testing

@testable import Formats

@Suite("NITF is read whole")
struct NITFTests {
    static let document = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE nitf SYSTEM "http://dtd.example.org/nitf-3-6.dtd">
        <nitf baselang="en-GB">
          <head>
            <title>Spare title</title>
            <meta name="anpa-keyword" content="FERRY-RETURN"/>
            <tobject tobject.type="Regional">
              <tobject.property tobject.property.type="Feature"/>
              <tobject.subject tobject.subject.refnum="04015000" tobject.subject.type="Economy" tobject.subject.matter="Transport"/>
            </tobject>
            <docdata management-status="usable">
              <evloc city="Riverton" iso-cc="GBR"/>
              <doc-id id-string="northwire-0042" regsrc="Northwire"/>
              <urgency ed-urg="4"/>
              <date.issue norm="20260610T143000+0100"/>
              <ed-msg info="Picture follows."/>
              <du-key key="other-key" version="3"/>
              <doc.copyright holder="Northwire Ltd" year="2026"/>
              <key-list><keyword key="ferries"/><keyword key="Riverton"/></key-list>
            </docdata>
          </head>
          <body>
            <body.head>
              <hedline><hl1>Old <em>ferry</em> returns to Riverton</hl1><hl2>Service resumes after <num>12</num> years</hl2></hedline>
              <note type="npa"><body.content><p>Reporter's mobile 0700 900123 for the desk only.</p></body.content></note>
              <byline>By <person>Ada Byron</person></byline>
              <distributor><org>Northwire</org></distributor>
              <dateline><location>RIVERTON</location><story.date norm="20260610"> June 10</story.date></dateline>
            </body.head>
            <body.content>
              <block>
                <p lede="true">The <org>Riverton <alt-code idsrc="x" value="1"/>Ferry Company</org> said it would <em>sail</em> again.</p>
                <hl2>Timetable</hl2>
                <media media-type="image">
                  <media-reference source="small.jpg" width="80" height="60"/>
                  <media-reference source="large.jpg" width="800" height="600"/>
                  <media-caption><p>The ferry at <location>Riverton</location> pier.</p></media-caption>
                  <media-producer>Max Example</media-producer>
                </media>
                <table><tr><th>Day</th><th>Time</th></tr><tr><td>Monday</td><td>9:00</td></tr></table>
                <ul><li>Adults pay two pounds.</li><li>Dogs sail free.</li></ul>
              </block>
            </body.content>
            <body.end><tagline>Ada Byron writes about rivers.</tagline></body.end>
          </body>
        </nitf>
        """

    @Test("Every field has its place", arguments: [false, true])
    func readsFields(_ hasNamespace: Bool) throws {
        let text =
            hasNamespace
            ? Self.document.replacing("<nitf ", with: "<nitf xmlns='http://iptc.org/std/NITF/2006-10-18/' ")
            : Self.document
        let read = reading(text)
        let article = try #require(read.articles.first)
        #expect(read.format == "nitf")
        #expect(read.parts.count == 1 && read.parts[0].member == nil)
        #expect(article.headline == "Old ferry returns to Riverton")
        #expect(article.deck == "Service resumes after 12 years")
        #expect(article.byline == "By Ada Byron")
        #expect(article.slugline == "FERRY-RETURN")
        #expect(article.section == "Regional")
        #expect(article.dateline?.text.hasPrefix("RIVERTON") == true)
        #expect(article.marks.urgency == 4)
        #expect(article.language == "en")
        #expect(article.published?.at?.description == "2026-06-10T14:30:00+01:00")
        #expect(
            article.body == [
                "The Riverton Ferry Company said it would sail again.", "Timetable", "Day\tTime\nMonday\t9:00",
                "Adults pay two pounds.", "Dogs sail free.",
            ]
        )
        #expect(article.headings == [1])
        #expect(article.editorsNotes == ["Picture follows."])
        #expect(article.credits == ["Ada Byron writes about rivers."])
        let details = article.details
        #expect(details.guid == "northwire-0042" && details.version == "3")
        #expect(details.authors.map(\.name) == ["Ada Byron"])
        #expect(details.provider == "Northwire")
        #expect(details.keywords == ["ferries", "Riverton"])
        #expect(details.rights?.holder == "Northwire Ltd")
        #expect(details.subjects.contains(.init(code: "04015000", name: "Transport", kind: .subject)))
        #expect(details.subjects.contains(.init(code: "GBR", name: "Riverton", kind: .place)))
        #expect(
            details.images == [.init(url: "large.jpg", caption: "The ferry at Riverton pier.", credit: "Max Example")]
        )
    }

    @Test("Lines of a headline are parted by a space")
    func brokenHeadline() throws {
        let text = Self.document.replacing("<em>ferry</em> returns", with: "ferry<br/>returns")
        #expect(try #require(reading(text).articles.first).headline == "Old ferry returns to Riverton")
    }

    @Test("What is not for publication is in no field")
    func leavesOutPrivateNotes() throws {
        let article = try #require(reading(Self.document).articles.first)
        #expect(!"\(article.text.map { Character(Unicode.Scalar($0)) })".contains("0700"))
        #expect(!String(decoding: article.text, as: UTF8.self).contains("900123"))
    }

    @Test("A canceled story is a kill, a withheld one is marked")
    func readsStatus() throws {
        func status(_ word: String) throws -> Article {
            let text = Self.document.replacing("management-status=\"usable\"", with: "management-status=\"\(word)\"")
            return try #require(reading(text).articles.first)
        }
        let canceled = try status("canceled")
        #expect(canceled.marks.kill && canceled.details.status == .canceled)
        let withheld = try status("withheld")
        #expect(!withheld.marks.kill && withheld.details.status == .withheld)
    }

    @Test("A release after the issue is an embargo")
    func readsRelease() throws {
        let text = Self.document.replacing("<date.issue", with: "<date.release norm=\"20260611T060000Z\"/><date.issue")
        let article = try #require(reading(text).articles.first)
        #expect(article.embargo == "20260611T060000Z")
        #expect(article.details.embargoUntil?.description == "2026-06-11T06:00:00Z")
    }

    @Test("A file that ends early is refused, for it is one story")
    func refusesCutFiles() {
        let read = reading(String(Self.document.dropLast(100)))
        #expect(read.rejection?.code == .endsEarly)
    }

    @Test("The byline is the line above the text, with who writes parted from the title")
    func byline() throws {
        let document = """
            <nitf><head><meta name="author" content="byron"/><tobject tobject.type="Reuse"/></head><body><body.head>
            <hedline><hl1>&lt;p&gt;Ferry returns&lt;/p&gt;</hl1></hedline><byline>By ADA BYRON<byttl>Northwire
            Writer</byttl></byline></body.head><body.content><p>By ADA BYRON, Northwire Writer</p><p>The ferry sails
            again.</p></body.content></body></nitf>
            """
        let article = try #require(reading(document).articles.first)
        #expect(article.headline == "Ferry returns")
        #expect(article.byline == "By ADA BYRON, Northwire Writer")
        #expect(article.section == nil)
        #expect(article.body == ["The ferry sails again."])
    }

    static func small(
        head: String = "",
        bodyHead: String = "<hedline><hl1>Old ferry returns</hl1></hedline>",
        _ text: String
    ) -> String {
        "<nitf><head>\(head)</head><body><body.head>\(bodyHead)</body.head><body.content>\(text)</body.content></body></nitf>"
    }

    @Test("Words of a byline in elements of their own stay apart")
    func partsByline() throws {
        let text = Self.small(
            bodyHead:
                "<hedline><hl1>Old ferry returns</hl1></hedline><byline>By<person>Ada Byron</person><byttl>Northwire</byttl></byline>",
            "<p>The ferry sails again.</p>"
        )
        #expect(try #require(reading(text).articles.first).byline == "By Ada Byron, Northwire")
    }

    @Test(
        "Text in a CDATA section is markup, as it is escaped",
        arguments: [
            "<![CDATA[<p>One.</p><p>Two.</p>]]>", "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;",
            "<p>One.</p><p>Two.</p>",
        ]
    )
    func readsEscapedText(_ text: String) throws {
        #expect(try #require(reading(Self.small(text)).articles.first).body == ["One.", "Two."])
    }

    @Test("What a subject belongs to is printed beside it, and is kept with its own code")
    func keepsSubjectsAbove() throws {
        let head = """
            <tobject><tobject.subject tobject.subject.refnum="02003001" tobject.subject.type="Justice"
            tobject.subject.matter="Police" tobject.subject.detail="Law enforcement"/></tobject><meta name="category_iptc" content="04000000"/>
            """
        let article = try #require(reading(Self.small(head: head, "<p>One.</p>")).articles.first)
        #expect(
            article.details.subjects == [
                .init(code: "02003001", name: "Law enforcement", kind: .subject),
                .init(code: "02000000", name: "Justice", kind: .subject),
                .init(code: "02003000", name: "Police", kind: .subject),
                .init(scheme: "IPTC", code: "04000000", kind: .subject),
            ]
        )
    }

    @Test(
        "The agency is the first that a document names",
        arguments: [
            ("<docdata><doc-id regsrc='NW'/><doc.copyright holder='Northwire Ltd'/></docdata>", "NW"),
            (
                "<docdata><del-list><from-src src-name='PW'/></del-list><doc.copyright holder='Northwire Ltd'/></docdata>",
                "PW"
            ),
            ("<docdata><doc.copyright holder='Northwire Ltd'/></docdata>", "Northwire Ltd"),
        ]
    )
    func findsProvider(_ head: String, _ provider: String) throws {
        #expect(
            try #require(reading(Self.small(head: head, "<p>One.</p>")).articles.first).details.provider == provider
        )
    }
}
