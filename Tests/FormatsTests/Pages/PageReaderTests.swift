import Wire
import Article
import Testing

@testable import Formats

/// Pages of our own invention, made from the parts that a test is about.
enum SamplePage {
    static let paragraphs = [
        "The old ferry between Riverton and the northern shore will sail again from the first of July, the "
            + "harbor office said on Monday after a meeting that lasted until late in the evening.",
        "It had been laid up for eleven years, since a storm in March tore the landing stage from its moorings "
            + "and carried it two miles down the river.",
        "\"We have counted the people who asked for it, and there are more of them than seats,\" said Martha "
            + "Lindqvist, who has led the office since last autumn.",
        "The council paid for a new engine and for the repair of the hull, which took the yard at Porto Novo "
            + "nearly nine months, three more than planned.",
        "A crossing takes forty minutes and costs four crowns; children under six travel free, and bicycles are "
            + "carried when there is room on the lower deck.",
    ]

    static var text: String { paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n") }

    static func page(
        title: String = "Old ferry returns to the river",
        head: String = "",
        before: String = "",
        body: String? = nil,
        after: String = ""
    ) -> String {
        """
        <!DOCTYPE html><html lang="en"><head><title>\(title) - Riverton Courier</title>
        <meta property="og:title" content="\(title)"><meta property="og:type" content="article">
        <meta property="og:site_name" content="Riverton Courier">\(head)</head><body>
        <nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        \(before)<h1>\(title)</h1>\(body ?? "<div class=\"article-body\">\(text)</div>")\(after)
        <footer><p>Copyright 2026 Riverton Courier. All rights reserved.</p></footer></body></html>
        """
    }

    static func read(_ html: String) -> Reading {
        let bytes = Array(html.utf8)
        return PageReader().read(bytes.span, context: ReadingContext())
    }

    static func article(_ html: String) throws -> Article {
        try #require(read(html).articles.first)
    }
}

@Suite("A page")
struct PageReaderTests {
    @Test("The article is its headline and its paragraphs, without what stands around them")
    func plain() throws {
        let article = try SamplePage.article(SamplePage.page())
        #expect(article.headline == "Old ferry returns to the river")
        #expect(article.body == SamplePage.paragraphs)
        #expect(article.language == "en")
        #expect(article.details.provider == "Riverton Courier")
    }

    @Test(
        "The bytes decide on the encoding, then what the page declares",
        arguments: [
            ("<meta charset=\"windows-1251\">", "windows-1251"),
            ("<meta content=\"charset=windows-1251\">", "windows-1251"),
            ("<meta http-equiv=Content-Type content='text/html; charset = \"cp1251\"'>", "windows-1251"),
        ]
    )
    func encodings(declaration: String, encoding: String) throws {
        // "Паром" and more in Windows-1251, which would be text in other encodings as well.
        let word: [UInt8] = [0xCF, 0xE0, 0xF0, 0xEE, 0xEC, 0x20, 0xF8, 0xEB, 0xE0, 0x2E, 0x20]
        var bytes = Array("<html><head>\(declaration)<title>Parom</title></head><body><h1>Parom</h1>".utf8)
        for _ in 0..<4 { bytes += Array("<p>".utf8) + (0..<20).flatMap { _ in word } + Array("</p>".utf8) }
        let reading = PageReader().read(bytes.span, context: ReadingContext())
        #expect(reading.encoding == encoding)
        #expect(try #require(reading.articles.first).body.first?.hasPrefix("Паром шла.") == true)
        // Declared wrongly: what is valid UTF-8 is UTF-8.
        let utf8 = Array(SamplePage.page(head: declaration, after: "<p>ü</p>").utf8)
        let read = PageReader().read(utf8.span, context: ReadingContext())
        #expect(read.encoding == "utf-8")
    }

    @Test("A form around the whole page keeps the article")
    func form() throws {
        let page = SamplePage.page(body: "<form id=aspnetForm><div class=content>\(SamplePage.text)</div></form>")
        #expect(try SamplePage.article(page).body == SamplePage.paragraphs)
    }

    @Test("An article in an aside is taken, and the cookie notice is not")
    func aside() throws {
        let notice =
            "<div class=\"cookie-notice\"><p>We use cookies to improve your visit. By going on you accept our "
            + "use of cookies and our privacy policy.</p></div>"
        let page = SamplePage.page(before: notice, body: "<aside class=\"story-body\">\(SamplePage.text)</aside>")
        #expect(try SamplePage.article(page).body == SamplePage.paragraphs)
    }

    @Test("Paragraphs in a teaser or another container than the rest are the article's")
    func opening() throws {
        let rest = SamplePage.paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined()
        for opening in ["<div class=\"teaser\">", "<div class=\"lead-wrapper\">"] {
            let page = SamplePage.page(
                body:
                    "<article>\(opening)<p>\(SamplePage.paragraphs[0])</p></div><div class=\"article-body\">"
                    + "\(rest)</div></article>"
            )
            #expect(try SamplePage.article(page).body == SamplePage.paragraphs)
        }
    }

    @Test("Lists of related stories in the same container are no text, but links")
    func related() throws {
        let list = (1...5).map {
            "<li><a href=\"/story-\($0)\">Bridge over the river to be closed for repairs, part \($0)</a></li>"
        }
        let page = SamplePage.page(
            head: "<link rel=canonical href=\"https://courier.example/ferry\">",
            body:
                "<div class=\"article-body\">\(SamplePage.text)<div class=\"related-stories\"><h3>Related</h3>"
                + "<ul>\(list.joined())</ul></div></div>"
        )
        let article = try SamplePage.article(page)
        #expect(article.body == SamplePage.paragraphs)
        #expect(article.details.links.map(\.url).first == "https://courier.example/story-1")
        #expect(article.details.links.count == 5)
    }

    @Test("Text parted by line breaks alone is paragraphs")
    func breaks() throws {
        for mark in ["<br><br>", "<br>\n<br/>", "<br>"] {
            let page = SamplePage.page(body: "<div id=content>\(SamplePage.paragraphs.joined(separator: mark))</div>")
            #expect(try SamplePage.article(page).body == SamplePage.paragraphs)
        }
    }

    @Test("Captions are no text, however often they stand, and go with their pictures")
    func captions() throws {
        let caption = "The ferry in the harbor of Riverton, seen from the northern shore on Monday."
        let figure =
            "<figure><img src=\"/ferry.jpg\" alt=\"A ferry\"><figcaption>\(caption) <span class=credit>Photo: "
            + "Ann Example</span></figcaption></figure>"
        let slides = (0..<3).map { _ in "<div class=\"slide-caption\">\(caption)</div>" }.joined()
        let page = SamplePage.page(
            head: "<link rel=canonical href=\"https://courier.example/ferry\">",
            body: "<div class=\"article-body\">\(figure)\(SamplePage.text)<div class=slideshow>\(slides)</div></div>"
        )
        let article = try SamplePage.article(page)
        #expect(article.body == SamplePage.paragraphs)
        let image = try #require(article.details.images.first)
        #expect(image.url == "https://courier.example/ferry.jpg")
        #expect(image.alt == "A ferry")
        #expect(image.caption == caption)
        #expect(image.credit == "Photo: Ann Example")
    }

    @Test(
        "JSON-LD is read as sites write it",
        arguments: [
            "{\"@type\":\"NewsArticle\",\"headline\":\"Old <b>ferry</b> returns to\nthe "
                + "river\",\"datePublished\":\"2026-06-10T08:00:00+02:00\",\"author\":{\"name\":\"Ann Example\"}};",
            "//<![CDATA[\n[{\"@context\":\"http://schema.org\",\"@graph\":[{\"@type\":[\"Article\"],\"headline\":\"Old ferry returns to the river\",\"datePublished\":\"2026-06-10T08:00:00+02:00\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Example\"}]}]}]\n//]]>",
            "<!-- {\"@type\":\"https://schema.org/ReportageNewsArticle\",\"datePublished\":\"2026-06-10T08:00:00+02:00\",\"author\":\"Ann Example\",} -->",
        ]
    )
    func linkedData(json: String) throws {
        let article = try SamplePage.article(
            SamplePage.page(head: "<script type=\"application/ld+json; charset=utf-8\">\(json)</script>")
        )
        #expect(article.headline == "Old ferry returns to the river")
        #expect(article.published?.at?.description == "2026-06-10T08:00:00+02:00")
        #expect(article.details.authors.map(\.name) == ["Ann Example"])
    }

    @Test("A text in JSON-LD that has no paragraphs does not replace those of the page")
    func linkedBody() throws {
        let body = SamplePage.paragraphs.joined(separator: " ").replacing("\"", with: "\\\"").prefix(400)
        let page = SamplePage.page(
            head: "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"\(body)\"}</script>"
        )
        #expect(try SamplePage.article(page).body == SamplePage.paragraphs)
    }

    @Test(
        "A page is known whatever it opens with",
        arguments: [
            "<!-- saved -->\n", "<script>var a = '<p>';</script>", "<style>p{}</style>", "<?xml version=\"1.0\"?>\n",
            "\u{FEFF}\n ",
            "<head>",
        ]
    )
    func openings(opening: String) throws {
        let bytes = Array((opening + SamplePage.page()).utf8)
        let isPage = PageReader().recognizes(bytes.span)
        #expect(isPage)
        #expect(try SamplePage.article(opening + SamplePage.page()).body == SamplePage.paragraphs)
    }

    @Test("Wire copy that opens like a tag is no page", arguments: ["<COMPANY.O> rises", "Text <b>", "<x>1</x>", ""])
    func noPages(text: String) {
        let bytes = Array(text.utf8)
        let isPage = PageReader().recognizes(bytes.span)
        #expect(!isPage)
    }

    @Test("Tables keep their rows and cells, and subheads are told apart")
    func structure() throws {
        let table =
            "<table><tr><th>Day</th><th>First</th><th>Last</th></tr><tr><td>Monday</td><td>6:00</td><td>"
            + "21:00</td></tr><tr><td>Sunday</td><td>8:00</td><td>19:00</td></tr></table>"
        let page = PageBuilder.read(
            Array("<h2>When it sails</h2><p>\(SamplePage.paragraphs[0])</p>\(table)<p>a<br>b</p>".utf8).span
        )
        let text = PageText(page, Array(page.blocks.indices))
        #expect(
            text.paragraphs.map(\.text) == [
                "When it sails", SamplePage.paragraphs[0], "Day\tFirst\tLast\nMonday\t6:00\t21:00\nSunday\t8:00\t19:00",
                "a\nb",
            ]
        )
        #expect(text.paragraphs.map(\.isHeading) == [true, false, false, false])
    }

    @Test("The dateline leaves the first paragraph, so that a page and the agency's copy have one id")
    func dateline() throws {
        var paragraphs = SamplePage.paragraphs
        paragraphs[0] = "RIVERTON, June 10 (Northwire) - " + paragraphs[0]
        let page = SamplePage.page(
            body: "<div class=\"article-body\">\(paragraphs.map { "<p>\($0)</p>" }.joined())</div>"
        )
        let article = try SamplePage.article(page)
        #expect(article.dateline?.place == "RIVERTON")
        #expect(article.body == SamplePage.paragraphs)
    }
}
