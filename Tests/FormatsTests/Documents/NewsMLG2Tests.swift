import Wire
import Article
import Testing

@testable import Formats

@Suite("NewsML-G2 is read item by item")
struct NewsMLG2Tests {
    static func item(
        guid: String = "urn:newsml:example.org:20260610:1",
        meta: String = "",
        content: String = "",
        inner: String = "",
        set: String = html("<p>The ferry <b>sails</b> again.</p>")
    ) -> String {
        """
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="\(guid)" version="2" xml:lang="en">
          <rightsInfo><copyrightHolder literal="nw"><name>Northwire</name></copyrightHolder><usageTerms>Ask first</usageTerms></rightsInfo>
          <itemMeta><itemClass qcode="ninat:text"/><provider qcode="p:nw"><name>Northwire</name></provider>
            <versionCreated>2026-06-10T15:00:00Z</versionCreated><firstCreated>2026-06-10T14:30:00+01:00</firstCreated>
            <pubStatus qcode="stat:usable"/>\(meta)</itemMeta>
          <contentMeta><urgency>3</urgency><slugline>FERRY/RETURN</slugline>
            <headline rank="3">Rivers</headline><headline rank="1">Old ferry returns</headline>
            <by>By Ada Byron</by><dateline>RIVERTON (Northwire) - </dateline>\(content)</contentMeta>\(inner)
          <contentSet>\(set)</contentSet>
        </newsItem>
        """
    }

    static func html(_ body: String, type: String = "application/xhtml+xml", language: String = "") -> String {
        """
        <inlineXML contenttype="\(type)"\(language)><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>\
        <body>\(body)</body></html></inlineXML>
        """
    }

    @Test("Every field has its place")
    func readsFields() throws {
        let read = reading(
            Self.item(
                meta: """
                    <signal qcode="sig:correction"/><service qcode="svc:bas"><name>Basic</name></service>
                    <edNote>Repeats for clarity.</edNote><link rel="irel:seeAlso" href="https://example.org/more"><title>More</title></link>
                    """,
                content: """
                    <subject qcode="medtop:20000768" type="cpnat:abstract"><name>Society</name></subject>
                    <subject qcode="geo:rv" type="cpnat:geoArea"><name>Riverton</name></subject>
                    <genre qcode="genre:feature"><name>Feature</name></genre><keyword>ferries</keyword>
                    <creator qcode="staff:ab"><name>Ada Byron</name></creator>
                    <description role="drol:summary">Twelve years on, it sails.</description><language tag="en-GB"/>
                    """
            )
        )
        let article = try #require(read.articles.first)
        #expect(read.format == "newsml-g2")
        #expect(article.headline == "Old ferry returns")
        #expect(article.deck == "Twelve years on, it sails.")
        #expect(article.slugline == "FERRY/RETURN" && article.byline == "By Ada Byron")
        #expect(article.dateline?.text.hasPrefix("RIVERTON (Northwire)") == true)
        #expect(article.body == ["The ferry sails again."])
        #expect(article.marks.urgency == 3 && article.marks.correction)
        #expect(article.language == "en")
        #expect(article.published?.at?.description == "2026-06-10T14:30:00+01:00")
        let details = article.details
        #expect(details.updated?.description == "2026-06-10T15:00:00Z")
        #expect(details.guid == "urn:newsml:example.org:20260610:1" && details.version == "2")
        #expect(details.provider == "Northwire" && details.rights?.terms == "Ask first")
        #expect(details.authors == [.init(name: "Ada Byron", uri: "staff:ab")])
        #expect(
            details.subjects == [
                .init(scheme: "svc", code: "bas", name: "Basic", kind: .service),
                .init(scheme: "genre", code: "feature", name: "Feature", kind: .genre),
                .init(scheme: "medtop", code: "20000768", name: "Society", kind: .subject),
                .init(scheme: "geo", code: "rv", name: "Riverton", kind: .place),
            ]
        )
        #expect(details.keywords == ["ferries"])
        #expect(details.links == [.init(url: "https://example.org/more", title: "More", rel: "irel:seeAlso")])
        #expect(article.editorsNotes == ["Repeats for clarity."])
    }

    /// The ways in which text lies in an item.
    static let contents: [(String, [String])] = [
        (
            html(
                "<section><header><h1>Old ferry returns</h1></header><p>One <i>two</i>.</p><section><p>Three.</p></section></section>"
            ), ["One two.", "Three."]
        ),
        (html("<p>One.</p>", type: "xhtml/xml"), ["One."]),
        ("<inlineXML contenttype='application/xhtml+html'><html><body><p>One.</p></body></html></inlineXML>", ["One."]),
        (
            "<inlineXML><nitf><body><body.content><block><p>One <em>two</em>.</p></block></body.content></body></nitf></inlineXML>",
            ["One two."]
        ),
        ("<inlineData contenttype='text/plain'>One.\n\nTwo\nlines.</inlineData>", ["One.", "Two lines."]),
        ("<inlineData contenttype='text/html'>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;</inlineData>", ["One & two."]),
        ("<inlineData contenttype='text/plain'>Other.</inlineData>" + html("<p>One.</p>"), ["One."]),
    ]

    @Test("Text is read in every form that it lies in", arguments: contents)
    func readsContent(_ set: String, _ body: [String]) throws {
        #expect(try #require(reading(Self.item(set: set)).articles.first).body == body)
    }

    @Test("Headline and deck that head the text once more are no paragraphs; headings alone are no text")
    func dropsRepeatedLines() throws {
        let deck = "<headline rank=\"2\" role=\"h:subtitle\">Twelve years on</headline>"
        let opening = "<h1>Old ferry returns</h1><h2>Twelve years on</h2>"
        let whole = reading(Self.item(content: deck, set: Self.html(opening + "<p>It sails.</p>")))
        let article = try #require(whole.articles.first)
        #expect(article.body == ["It sails."] && article.deck == "Twelve years on")
        #expect(reading(Self.item(content: deck, set: Self.html(opening))).rejection?.code == .noBody)
    }

    @Test("What is not for publication is recorded nowhere, wherever it stands")
    func leavesOutPrivateNotes() throws {
        let secret = "Call Max on +00 700 900 12345 before noon"
        let notepad = """
            <edNote role="r:notepad"><section xmlns="http://www.w3.org/1999/xhtml" class="notepad"><section class="np-public"><ul><li>Map follows.</li></ul></section>
            <section class="np-nonpublic"><ul><li>\(secret)</li></ul></section></section></edNote>
            """
        let text = Self.item(
            meta: """
                <edNote role="r:contacts" pubconstraint="c:nonpublic">\(secret)</edNote><edNote role="sttnote:private">Desk: 0700 11 22 33 44</edNote>
                <edNote>A note again: \(secret)</edNote>\(notepad)
                """,
            set: Self.html(
                "<p>The ferry sails.</p><p>\(secret)</p><section class='np-nonpublic'><p>0700 99</p></section>"
            )
                + "<inlineData contenttype='text/plain'>\(secret)</inlineData>"
        )
        let article = try #require(reading(text).articles.first)
        let all = String(decoding: article.text, as: UTF8.self)
        #expect(!all.contains("900") && !all.contains("0700"))
        #expect(article.body == ["The ferry sails."])
        #expect(article.editorsNotes == ["Map follows."])
    }

    @Test("Status, embargo and signals are noted; an embargo that is no date stays as printed")
    func readsStates() throws {
        let canceled = try #require(reading(Self.item().replacing("stat:usable", with: "stat:canceled")).articles.first)
        #expect(canceled.marks.kill && canceled.details.status == .canceled)
        let dated = try #require(reading(Self.item(meta: "<embargoed>2026-06-11T06:00:00Z</embargoed>")).articles.first)
        #expect(dated.details.embargoUntil?.description == "2026-06-11T06:00:00Z")
        let printed = try #require(reading(Self.item(meta: "<embargoed>until the speech</embargoed>")).articles.first)
        #expect(printed.embargo == "until the speech" && printed.details.embargoUntil == nil)
    }

    @Test("A message is read item by item, and what is no news does not fail it")
    func readsMessages() {
        let message = """
            <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>
            <conceptItem guid="c1"/><newsItem guid="p1"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentSet>
            <remoteContent href="a.jpg" contenttype="image/jpeg"/></contentSet></newsItem>
            \(Self.item(guid: "t1"))\(Self.item(guid: "t2").replacing("Old ferry", with: "New ferry"))<packageItem guid="k1"/>
            </itemSet></newsMessage>
            """
        let read = reading(message)
        #expect(read.parts.map(\.member) == ["c1", "p1", "t1", "t2", "k1"])
        #expect(read.articles.map(\.headline) == ["Old ferry returns", "New ferry returns"])
        #expect(notNews(read) == [.concept, .picture, .package])
    }

    @Test("One story in two languages is two parts")
    func splitsLanguages() {
        let set =
            Self.html("<p>Sails again.</p>", language: " xml:lang='en'")
            + Self.html("<p>Fährt wieder.</p>", language: " xml:lang='de'")
        let read = reading(
            Self.item(content: "<headline xml:lang='de' rank='1'>Alte Fähre kehrt zurück</headline>", set: set)
        )
        #expect(read.articles.map(\.language) == ["en", "de"])
        #expect(read.articles.map { $0.body.first ?? "" } == ["Sails again.", "Fährt wieder."])
        #expect(read.articles.last?.headline == "Alte Fähre kehrt zurück")
    }

    @Test("A message that breaks keeps the items that were whole, and says so")
    func keepsWholeItems() {
        let message =
            "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>\(Self.item())<newsItem guid='x'><itemMeta>"
        let read = reading(message)
        #expect(read.articles.count == 1)
        #expect(read.note != nil)
    }

    @Test("Byline, note and credit that stand in the text go to their fields, as in copy")
    func takesEmbeddedLines() throws {
        let text = """
            <p>(Adds quotes, background)</p><p>By Ada Byron</p><p>RIVERTON, June 10 (Northwire) - The ferry sails again.</p>
            <p>It was built in 1954. (Reporting by Ada Byron; Editing by Max Example)</p>
            """
        let item = Self.item(set: Self.html(text)).replacing("<by>By Ada Byron</by>", with: "")
            .replacing("<dateline>RIVERTON (Northwire) - </dateline>", with: "")
        let article = try #require(reading(item).articles.first)
        #expect(article.byline == "By Ada Byron" && article.dateline?.place == "RIVERTON")
        #expect(article.editorsNotes == ["(Adds quotes, background)"])
        #expect(article.credits == ["(Reporting by Ada Byron; Editing by Max Example)"])
        #expect(article.body == ["The ferry sails again.", "It was built in 1954."])
    }

    @Test(
        "What only looks like such a line stays",
        arguments: [
            "<p>By Wednesday it will sail again.</p><p>Two.</p>", "<p>The mayor (Labour) came.</p><p>Two.</p>",
            "<p>One.</p><p>(He has said so before.)</p>", "<p>One.</p><p>It was late (at noon).</p>",
            "<p>One.</p><p>Call +44 700 900123.</p>",
        ]
    )
    func keepsParagraphs(_ text: String) throws {
        let article = try #require(reading(Self.item(set: Self.html(text))).articles.first)
        #expect(article.body == text.matches(of: /<p>(.*?)<\/p>/).map { String($0.1) })
    }

    @Test("A flash without a headline takes its first sentence")
    func takesFirstSentence() throws {
        let item = Self.item(set: Self.html("<p>The ferry sails again, its owner said. More follows.</p>"))
            .replacing("<title>t</title>", with: "<title/>")
            .replacing(
                "<headline rank=\"3\">Rivers</headline><headline rank=\"1\">Old ferry returns</headline>",
                with: "<headline/>"
            )
        #expect(reading(item).articles.map(\.headline) == ["The ferry sails again, its owner said."])
    }

    @Test("A text in an agency's own words for its parts is read part by part")
    func readsOwnVocabulary() throws {
        let set = """
            <inlineXML contenttype="application/ttnitf+xml"><BODY xmlns=""><TEXT><RUBRIK>Old ferry returns</RUBRIK>
            <DAT><ORT>Riverton</ORT><SOURCE>NW</SOURCE></DAT><INGRESS><P>The ferry sails again.</P></INGRESS>
            <BRODTEXT><CITAT>At last, said the mayor.</CITAT><MELLIS>Timetable</MELLIS><P>It sails at nine.</P></BRODTEXT>
            <BYLINE>Ada Byron/NW</BYLINE><BILD><BILDFIL>https://example.org/a.jpg</BILDFIL>
            <BILDTEXT><P>The pier.</P></BILDTEXT><BILDSKAPARE>Max</BILDSKAPARE></BILD></TEXT></BODY></inlineXML>
            """
        let article = try #require(
            reading(Self.item(set: set).replacing("<by>By Ada Byron</by>", with: "")).articles.first
        )
        #expect(
            article.body == ["The ferry sails again.", "At last, said the mayor.", "Timetable", "It sails at nine."]
        )
        #expect(article.headings == [2] && article.byline == "Ada Byron/NW")
        #expect(
            article.details.images == [.init(url: "https://example.org/a.jpg", caption: "The pier.", credit: "Max")]
        )
    }

    @Test("A set of events in a text item is no article")
    func refusesData() {
        let set = """
            <inlineXML contenttype="application/vnd.iptc.g2.conceptset+xml"><conceptSet><concept><name>Ferry festival</name>
            <definition>It takes place every June at the pier.</definition></concept></conceptSet></inlineXML>
            """
        #expect(reading(Self.item(set: set)).articles.isEmpty)
    }
}
