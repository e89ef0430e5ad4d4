import Wire
import Article
import Testing

@testable import Formats

@Suite("Lines that agencies leave in the text of a document")
struct AgencyLinesTests {
    private func nitf(_ content: String, head: String = "") -> String {
        """
        <?xml version="1.0"?><nitf><head><docdata><doc-id id-string="a1"/><date.issue norm="20260610T080500Z"/></docdata></head>
        <body><body.head><hedline><hl1>Old ferry returns</hl1></hedline>\(head)</body.head><body.content>\(content)</body.content></body></nitf>
        """
    }

    private func article(_ content: String, head: String = "") throws -> Article {
        try #require(reading(nitf(content, head: head)).articles.first)
    }

    @Test(
        "What signs off below the text is not part of it",
        arguments: ["abc/def/ghi", "==Kyodo", "ends", "bur-abc/de", "(AFP)", "اب/جد/ه و"]
    )
    func signOff(_ line: String) throws {
        let story = try article(
            "<p>The ferry sails again, the office said.</p><p>Tickets cost 12 crowns.</p><p>\(line)</p>"
        )
        #expect(story.body.count == 2 && story.signOff == line)
    }

    @Test("The dateline's agency behind the last sentence is a sign-off, and one that ends the sentence is none")
    func agency() throws {
        let signed = try article("<p>Suvera, 10 jun (EFE).- El ferry vuelve el viernes. EFE</p>")
        #expect(signed.body == ["El ferry vuelve el viernes."] && signed.signOff == "EFE")
        let told = try article("<p>Suvera, 10 jun (EFE).- El ferry vuelve, dijo el capitán a la agencia EFE.</p>")
        #expect(told.body == ["El ferry vuelve, dijo el capitán a la agencia EFE."] && told.signOff == nil)
    }

    @Test("Points, notes and bylines above the dateline part it from its text no more")
    func aboveDateline() throws {
        let story = try article(
            "<p>* Ferry back after ten years</p><p>(Adds quotes)</p><p>By Ada Byron</p>"
                + "<p>SUVERA, June 10 (Northwire) - The ferry sails again.</p><p>It is old.</p>"
        )
        #expect(story.body == ["* Ferry back after ten years", "The ferry sails again.", "It is old."])
        #expect(story.dateline?.source == "Northwire" && story.byline == "By Ada Byron")
        #expect(story.editorsNotes == ["(Adds quotes)"])
    }

    @Test("Whom to ask, the original and the source of a release are credits, and its sender's own words a note")
    func release() throws {
        let story = try article(
            "<p>Kestrel Mills opens a plant in Suvera, it said.</p><p>It makes paper.</p><p><b>About Kestrel Mills</b></p>"
                + "<p>Kestrel Mills has 340 employees.</p><p>Media Contact:<br/>Anna Holm<br/>+1 555 0100</p><p>SOURCE Kestrel Mills</p>"
        )
        #expect(story.body == ["Kestrel Mills opens a plant in Suvera, it said.", "It makes paper."])
        #expect(story.credits == ["Media Contact:\nAnna Holm\n+1 555 0100", "SOURCE Kestrel Mills"])
        #expect(story.editorsNotes == ["About Kestrel Mills\nKestrel Mills has 340 employees."])
    }

    @Test("A heading about something that the story does not name stays in the text")
    func about() throws {
        let story = try article(
            "<p>The ferry sails again.</p><p>It is old.</p><p>About Lanterns</p><p>They burn oil.</p>"
        )
        #expect(story.body.count == 4)
    }

    @Test("A mark stands right behind its word, though markup is set line by line")
    func pretty() throws {
        let story = try article(
            "<p>\nThe fair runs until\n<chron>August 25</chron>\n, in\n<location>Suvera</location>\n.\n</p>"
        )
        #expect(story.body == ["The fair runs until August 25, in Suvera."])
    }

    @Test("The marks of slugline and headline count, and the headline stays the document's")
    func marks() throws {
        let ninjs = """
            {"uri": "urn:a:1", "type": "text", "headline": "UPDATE 2-Ferry returns", "slugline": "NO--Ferry,3rd Ld-Writethru",
            "body_html": "<p>The ferry sails again, the office said.</p>"}
            """
        let story = try #require(reading(ninjs).articles.first)
        #expect(story.headline == "UPDATE 2-Ferry returns")
        #expect(story.marks.update == 2 && story.marks.lead == 3 && story.marks.writethru == 3)
    }

    @Test("A note that the document states and the text repeats is recorded once")
    func note() throws {
        let story = try article(
            "<p>(Adds quotes)</p><p>The ferry sails.</p><p>It is old.</p>",
            head: "<note><body.content><p>(Adds quotes)</p></body.content></note>"
        )
        #expect(story.editorsNotes.count <= 1 && story.body.count == 2)
    }

    @Test("The town of Ritzau's documents is the dateline, and its agency a name without strokes")
    func ritzau() throws {
        let story = try #require(
            reading(
                """
                <?xml version="1.0"?><RBNews><NewsID>9a</NewsID><PublishDate>2026-06-10T08:05:00</PublishDate><headline>Færgen er tilbage</headline>
                <town>Suvera</town><origin>/ritzau/</origin><content>&lt;p&gt;Færgen sejler igen, oplyser havnen i byen.&lt;/p&gt;</content></RBNews>
                """
            ).articles.first
        )
        #expect(story.dateline?.place == "Suvera" && story.details.provider == "ritzau")
    }

    @Test("What refers to a node of the graph is that node")
    func graph() throws {
        let story = try #require(
            reading(
                """
                {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Ferry returns",
                "articleBody": "The ferry sails again.", "author": [{"@id": "#anna"}], "publisher": {"@id": "#post"}},
                {"@id": "#anna", "@type": "Person", "name": "Anna Holm"}, {"@id": "#post", "@type": "Organization", "name": "Norland Post"}]}
                """
            ).articles.first
        )
        #expect(story.details.authors.map(\.name) == ["Anna Holm"] && story.details.provider == "Norland Post")
    }
}
