import Wire
import Article
import Testing

@testable import Formats

@Suite("Articles in JSON are told apart by their keys")
struct JSONArticlesTests {
    /// A document, the format that it is read as, and the body.
    static let documents: [(format: String, text: String)] = [
        (
            "ninjs",
            #"{"uri": "nw:1", "type": "text", "version": "2", "versioncreated": "2026-06-10T14:30:00Z", "headline": "Old ferry returns", "byline": "By Ada Byron", "language": "en", "body_html": "<p>It <b>sails</b> again.</p>", "body_text": "It sails again."}"#
        ),
        (
            "ninjs",
            #"{"uri": "nw:1", "standard": {"name": "ninjs", "version": "2.1"}, "by": "By Ada Byron", "versioncreated": "2026-06-10T14:30:00Z", "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Old ferry returns"}], "language": "en", "bodies": [{"contenttype": "text/plain", "value": "It sails again."}, {"contenttype": "text/html", "value": "<p>It sails again.</p>"}]}"#
        ),
        (
            "ninjs",
            #"{"uri": "nw:1", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text", "by": "By Ada Byron", "firstcreated": "2026-06-10T14:30:00Z", "headlines": [{"value": "Old ferry returns"}], "language": "en-GB", "bodies": [{"role": "body", "value": "It sails again."}]}"#
        ),
        (
            "json-ld",
            #"{"@context": "https://schema.org", "@type": "NewsArticle", "@id": "nw:1", "headline": "Old ferry returns", "author": [{"@type": "Person", "name": "Ada Byron"}], "datePublished": "2026-06-10T14:30:00Z", "inLanguage": "en", "articleBody": "It sails again."}"#
        ),
        (
            "json-ld",
            #"{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "NW"}, {"@type": "NewsArticle", "@id": "nw:1", "headline": "Old ferry returns", "author": "Ada Byron", "datePublished": "2026-06-10T14:30:00Z", "inLanguage": "en", "articleBody": "It sails again."}]}"#
        ),
        (
            "digitalwires",
            #"{"format": "digitalwires@0.9.1", "urn": "nw:1", "headline": "Old ferry returns", "byline": "Ada Byron", "language": "en", "version_created": "2026-06-10T14:30:00Z", "article_html": "<section class=\"main\"><p>It sails again.</p></section>"}"#
        ),
        (
            "ans",
            #"{"type": "story", "version": "0.10.9", "_id": "nw:1", "headlines": {"basic": "Old ferry returns"}, "credits": {"by": [{"type": "author", "name": "Ada Byron"}]}, "language": "en", "first_publish_date": "2026-06-10T14:30:00Z", "content_elements": [{"type": "text", "content": "It <b>sails</b> again."}]}"#
        ),
        (
            "json",
            #"{"authors": ["Ada Byron"], "date_publish": "2026-06-10 14:30:00", "id": "nw:1", "language": "en", "maintext": "It sails again.", "text": null, "title": "Old ferry returns", "url": "https://example.org/ferry"}"#
        ),
        (
            "json",
            #"{"title": "Old ferry returns", "author": "Ada Byron", "date": "2026-06-10T14:30:00Z", "text": "It sails again.", "raw_text": "It sails again.", "language": "en", "id": "nw:1"}"#
        ),
        (
            "json",
            #"{"title": "Old ferry returns", "authors": ["Ada Byron"], "publishing_date": "2026-06-10 14:30:00+00:00", "lang": "en", "id": "nw:1", "body": {"summary": [], "sections": [{"headline": [], "paragraphs": ["It sails again."]}]}}"#
        ),
        (
            "json",
            #"{"posts": [{"uuid": "nw:1", "thread": {"site": "example.org"}, "author": "Ada Byron", "published": "2026-06-10T14:30:00.000+00:00", "title": "Old ferry returns", "text": "It sails again.", "language": "english"}]}"#
        ),
        (
            "json",
            #"{"id": "nw:1", "date_gmt": "2026-06-10T14:30:00", "title": {"rendered": "Old ferry returns"}, "content": {"rendered": "<p>It sails again.</p>"}, "author": "Ada Byron", "lang": "en"}"#
        ),
        (
            "json",
            #"{"id": "nw:1", "date_gmt": "2026-06-10T14:30:00", "title": {"rendered": "Old ferry returns"}, "content": {"rendered": "<p>It sails again.</p>"}, "author": 7, "_embedded": {"author": [{"id": 7, "name": "Ada Byron"}]}, "lang": "en"}"#
        ),
        (
            "json",
            #"{"response": {"results": [{"id": "nw:1", "type": "article", "webTitle": "Ferry returns", "webPublicationDate": "2026-06-10T14:30:00Z", "language": "en", "fields": {"headline": "Old ferry returns", "byline": "Ada Byron", "body": "<p>It sails again.</p>"}}]}}"#
        ),
        (
            "json",
            #"{"articles": [{"id": "nw:1", "source": {"name": "Northwire Daily"}, "title": "Old ferry returns - Northwire Daily", "author": "Ada Byron", "publishedAt": "2026-06-10T14:30:00Z", "language": "en", "content": "It sails again."}]}"#
        ),
        (
            "json",
            #"{"response": {"docs": [{"_id": "nw:1", "headline": {"main": "Old ferry returns"}, "byline": {"original": "By Ada Byron"}, "pub_date": "2026-06-10T14:30:00+0000", "language": "en", "lead_paragraph": "It sails again."}]}}"#
        ),
        (
            "ninjs",
            #"{"uri": "nw:1", "standard": {"name": "ninjs", "version": "3.1"}, "type": "text", "by": "By Ada Byron", "firstCreated": "2026-06-10T14:30:00Z", "versionCreated": "2026-06-10T15:30:00Z", "headlines": [{"value": "Old ferry returns"}], "language": "en", "bodies": [{"contentType": "text/html", "value": "<p>It sails again.</p>"}]}"#
        ),
    ]

    @Test("Each vocabulary gives the same article", arguments: documents)
    func readsVocabularies(_ format: String, _ text: String) throws {
        let read = reading(text)
        let article = try #require(read.articles.first)
        #expect(read.format == format)
        #expect(article.headline == "Old ferry returns")
        #expect(article.body == ["It sails again."])
        #expect(article.byline?.contains("Ada Byron") == true)
        #expect(article.language == "en")
        #expect(article.published?.at?.secondsSince1970 == 1_781_101_800)
        #expect(article.details.guid == "nw:1")
    }

    @Test("The keys of ninjs 3 have capitals, and say the same as those of earlier versions")
    func capitals() throws {
        let item =
            #"{"uri": "nw:1", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text", "pubStatus": "canceled", "edNote": "Kill", "usageTerms": "None", "copyrightHolder": "NW", "rightsInfo": {"usageTerms": "x"}, "infoSources": [{"name": "Northwire"}], "embargoed": "2026-06-10T14:30:00Z", "headlines": [{"value": "Old ferry returns"}], "bodies": [{"value": "It sails again."}], "contributors": [{"name": "Ada Byron", "role": "author"}]}"#
        for text in [item, item.lowercased().replacing("urn", with: "urn")] {
            let article = try #require(reading(text).articles.first)
            #expect(article.details.status == .canceled && article.marks.kill)
            #expect(article.editorsNotes.count == 1 && article.details.rights?.terms?.lowercased() == "none")
            #expect(article.details.provider?.lowercased() == "northwire")
            #expect(article.details.authors.count == 1 && article.details.embargoUntil != nil)
        }
    }

    @Test("The name of who publishes is taken off the end of a headline, and a name in the headline stays")
    func publishers() throws {
        func headline(_ title: String) throws -> String {
            let item = #"{"title": "\#(title)", "source": "Northwire", "text": "It sails again."}"#
            return try #require(reading(item).articles.first).headline
        }
        #expect(try headline("Old ferry returns | Northwire") == "Old ferry returns")
        #expect(try headline("Old ferry returns to Northwire") == "Old ferry returns to Northwire")
        #expect(try headline("Northwire") == "Northwire")
        #expect(try headline("Cup final: Riverton - Northwire") == "Cup final: Riverton - Northwire")
    }

    @Test("Lines of JSON are an article each, and a broken line costs its own only")
    func readsLines() {
        let line = { (number: Int) in #"{"title": "Story \#(number)", "text": "Text of story \#(number) goes here."}"# }
        let lines = [line(1), line(2), #"{"title": "Broken"#, line(3)].joined(separator: "\n") + "\n"
        let bytes = Array(lines.utf8)
        let read = JSONArticles().read(bytes.span, context: ReadingContext())
        #expect(read.format == "json-lines")
        #expect(read.articles.map(\.headline) == ["Story 1", "Story 2", "Story 3"])
        #expect(read.refusedMembers.map(\.member) == ["line 3"])
    }

    @Test("An array is an article an element, and one that is cut keeps those that were whole")
    func readsArrays() {
        let element = { (number: Int) in
            #"{"title": "Story \#(number)", "text": "Text of story \#(number) goes here."}"#
        }
        #expect(reading("[\(element(1)), \(element(2))]").articles.count == 2)
        let cut = reading("[\(element(1)), \(element(2)), {\"title\": \"Sto")
        #expect(cut.articles.count == 2)
        #expect(cut.note != nil)
    }

    @Test("Pictures, films and events are no news of a stated kind")
    func knowsOtherItems() {
        #expect(
            notNews(
                reading(
                    #"{"uri": "nw:2", "type": "picture", "versioncreated": "2026-06-10T14:30:00Z", "headline": "A pier", "renditions": {}}"#
                )
            ) == [.picture]
        )
        #expect(
            notNews(
                reading(
                    #"{"uri": "nw:2", "type": "video", "pubstatus": "usable", "headline": "A pier", "description_text": "x"}"#
                )
            ) == [.video]
        )
    }

    @Test("Subjects, associations, rights and states of ninjs are read in both forms")
    func readsNinjs() throws {
        let text = #"""
            {"uri": "nw:1", "standard": {"name": "ninjs", "version": "2.1"}, "pubstatus": "canceled", "urgency": 2, "embargoed": "2026-06-11T06:00:00Z",
            "headlines": [{"value": "Old ferry returns"}, {"role": "sub", "value": "Twelve years on"}], "slugline": "FERRY", "usageterms": "Ask first",
            "subjects": [{"scheme": "medtop", "code": "20000768", "name": "Society"}, {"uri": "topic:7", "name": "Rivers"}],
            "people": [{"name": "Max Example"}], "places": [{"name": "Riverton"}], "ednote": "Map follows.",
            "associations": [{"name": "pic1", "type": "picture", "uri": "nw:p", "headlines": [{"value": "The pier"}],
            "renditions": [{"href": "s.jpg", "width": 10, "height": 10}, {"href": "l.jpg", "width": 100, "height": 100}]},
            {"name": "more", "type": "text", "uri": "nw:9", "headlines": [{"value": "Earlier"}]}],
            "bodies": [{"value": "It sails again.", "contenttype": "text/plain"}]}
            """#
        let article = try #require(reading(text).articles.first)
        #expect(article.marks.kill && article.marks.urgency == 2 && article.deck == "Twelve years on")
        #expect(article.details.embargoUntil != nil && article.editorsNotes == ["Map follows."])
        #expect(
            article.details.subjects == [
                .init(scheme: "medtop", code: "20000768", name: "Society", kind: .subject),
                .init(scheme: "topic", code: "7", name: "Rivers", kind: .subject),
                .init(name: "Riverton", kind: .place), .init(name: "Max Example", kind: .person),
            ]
        )
        #expect(article.details.images == [.init(url: "l.jpg", caption: "The pier")])
        #expect(article.details.links == [.init(url: "nw:9", title: "Earlier", rel: "more")])
    }

    @Test("digitalwires keep what is not for publication out, and boxes, links and notes apart")
    func readsDigitalwires() throws {
        let text = #"""
            {"format": "digitalwires@0.9.1", "urn": "urn:newsml:example.org:20260610:1", "headline": "Old ferry returns", "teaser": "Twelve years on, it sails.",
            "dateline": "Riverton (nw) - ", "kicker": "Rivers", "urgency": 3, "signal": "sig:correction", "creditline": "nw",
            "article_html": "<section class=\"main\"><p>It sails again.</p><h2>Fares</h2><p>Two pounds.</p></section>",
            "infobox_html": "<section class=\"infobox\"><h2>The ferry</h2><p>Built in 1954.</p></section>",
            "linkbox_html": "<section><ul><li><a href=\"https://example.org/t\">Timetable</a></li></ul></section>",
            "notepad": {"public_html": "<section class=\"np-public\"><ul><li>Map follows.</li></ul></section>", "nonpublic_html": "<section class=\"np-nonpublic\"><ul><li>Desk: +00 700 900 12345</li></ul></section>"},
            "ednotes": [{"role": "r:contacts", "ednote": "Max Example, +00 700 900 54321", "is_publishable": false}, {"role": "r:closingline", "ednote": "nw ab yy n1", "is_publishable": true},
            {"role": "r:note", "ednote": "Again: Max Example, +00 700 900 54321", "is_publishable": true}],
            "categories": [{"type": "dnltype:dpasubject", "name": "Society", "qcode": "medtop:20000768"}, {"type": "dnltype:keyword", "name": "ferries"}]}
            """#
        let article = try #require(reading(text).articles.first)
        #expect(!String(decoding: article.text, as: UTF8.self).contains("900"))
        #expect(article.body == ["It sails again.", "Fares", "Two pounds."] && article.headings == [1])
        #expect(
            article.deck == "Twelve years on, it sails." && article.section == "Rivers"
                && article.signOff == "nw ab yy n1"
        )
        #expect(article.details.boxes == [.init(title: "The ferry", body: ["Built in 1954."])])
        #expect(article.details.links == [.init(url: "https://example.org/t", title: "Timetable")])
        #expect(article.editorsNotes == ["Map follows."] && article.marks.correction)
        #expect(article.dateline?.text.hasPrefix("Riverton (nw)") == true)
    }

    @Test("JSON that is not an article is refused by its own name")
    func refusesOtherJSON() {
        #expect(
            reading(#"{"name": "package", "dependencies": {"a": "1.0"}}"#).rejection?.code.rawValue == "unknown-json"
        )
    }

    @Test("Items that an interface wraps, each beside what it says of it, are read")
    func wrappedItems() throws {
        let item =
            #"{"uri": "nw:1", "type": "text", "headline": "Ferry returns", "bylines": [{"by": "By Ada Byron"}], "body_nitf": "<block><p>It sails again.</p></block>"}"#
        let reading = reading(
            #"{"data": {"updated": "2026-06-10", "items": [{"meta": {"score": 1}, "item": \#(item)}]}}"#
        )
        let article = try #require(reading.articles.first)
        #expect(article.headline == "Ferry returns")
        #expect(article.byline == "By Ada Byron")
        #expect(article.body == ["It sails again."])
    }

    @Test("A broken line among JSON lines costs its item and no other, wherever it stands", arguments: 0..<3)
    func brokenLine(position: Int) {
        var lines = ["one", "two", "three"].map {
            #"{"title": "Ferry \#($0)", "text": "It sails again.", "id": "\#($0)"}"#
        }
        lines[position] = String(lines[position].dropLast(4))
        let reading = reading(lines.joined(separator: "\n"))
        #expect(reading.articles.count == 2)
        #expect(reading.refusedMembers.map(\.member) == ["line \(position + 1)"])
        #expect(reading.rejection == nil)
    }

    @Test("An interface that gives no text of a story gives what it is about")
    func readsSummary() throws {
        let text = #"""
            {"api_version": "2.1", "data": {"meta": {"products": []}, "item": {"uri": "nw:1", "type": "text", "headline": "Old ferry returns",
            "description_summary": "The ferry sails again.", "usageterms": ["Ask first.", "Pay later."], "associations": {"1": {"type": "picture", "uri": "nw:2"}},
            "renditions": {"nitf": {"href": "https://api.example/1"}}, "links": [{"rel": "canonical", "href": "https://example.org/1"}]}}}
            """#
        let article = try #require(reading(text).articles.first)
        #expect(article.body == ["The ferry sails again."] && article.details.extent == .summary)
        #expect(article.url == "https://example.org/1" && article.details.rights?.terms == "Ask first. Pay later.")
        let bare = text.replacing(#""description_summary": "The ferry sails again.","#, with: "")
        #expect(notNews(reading(bare)) == [.titleOnly])
    }

    @Test("Who wrote a story stands in parts, beside who took its pictures")
    func readsBylines() throws {
        let text = #"""
            {"uri": "nw:1", "type": "text", "headline": "Old ferry returns", "slug": "FERRY", "body_html5": "<h1>Old ferry returns</h1><div class=\"dat\"><span>Rivers</span><span>NW</span></div><h4><p>It sails again.</p><p>At nine.</p></h4><h2>Prices</h2><p>Dogs sail free.</p>",
            "bylines": [{"byline": "Ada Byron/NW", "firstname": "Ada", "lastname": "Byron", "role": ""}, {"firstname": "Max", "lastname": "Example", "role": "Photographer"}]}
            """#
        let article = try #require(reading(text).articles.first)
        #expect(article.slugline == "FERRY" && article.byline == "Ada Byron/NW")
        #expect(article.details.authors.map(\.name) == ["Ada Byron"])
        #expect(
            article.body == ["It sails again.", "At nine.", "Prices", "Dogs sail free."] && article.headings == [2]
        )
    }
}
