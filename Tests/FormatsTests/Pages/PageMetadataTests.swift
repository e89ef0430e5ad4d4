import Wire
import Article
import Testing

@testable import Formats

@Suite("What a page says of its article")
struct PageMetadataTests {
    private func article(body: String? = nil, head: String = "", before: String = "") throws -> Article {
        try SamplePage.article(SamplePage.page(head: head, before: before, body: body))
    }

    @Test(
        "The headline is the heading that the title begins with, without the site's name",
        arguments: [
            (
                "Old ferry returns to the river | Riverton Courier", "Old ferry returns to the river",
                "Old ferry returns to the river"
            ),
            ("Old ferry returns to the river", "News", "Old ferry returns to the river"),
            (
                "Old ferry returns to river: what to know", "The old ferry returns to the river",
                "The old ferry returns to the river"
            ),
            ("Old ferry returns - Riverton Courier", "", "Old ferry returns"),
            ("Ferry-boats on the river return", "", "Ferry-boats on the river return"),
            ("Riverton Courier | Old ferry returns to the river", "", "Old ferry returns to the river"),
            ("Riverton Courier - Old ferry returns", "", "Old ferry returns"),
            (
                "Opinion | Old ferry returns to the river", "Old ferry returns to the river",
                "Old ferry returns to the river"
            ),
            ("Anna&amp;#8217;s ferry &#x26;amp; the river", "", "Anna’s ferry & the river"),
            ("Q&amp;A: what the ferry costs", "Q&amp;A: what the ferry costs", "Q&A: what the ferry costs"),
            (
                "Why everyone in town wants a seat", "Old ferry returns after eleven years",
                "Old ferry returns after eleven years"
            ),
            (
                "Old ferry returns to the river", "Local | Old ferry returns to the river",
                "Old ferry returns to the river"
            ),
            ("Why everyone in town wants a seat", "Riverton Courier", "Why everyone in town wants a seat"),
        ]
    )
    func headline(title: String, heading: String, expected: String) throws {
        let html = """
            <html><head><meta property="og:title" content="\(title)"><meta property="og:site_name" content="Riverton Courier">
            </head><body><h1>\(heading)</h1><div class=article-body>\(SamplePage.text)</div></body></html>
            """
        #expect(try SamplePage.article(html).headline == expected)
    }

    @Test(
        "The name of a site that only its pages tell is no part of the headline, and other words before a mark are",
        arguments: [
            (
                "The Courier | Old ferry returns to the river", "<p>© 2026 The Courier</p>",
                "Old ferry returns to the river"
            ),
            (
                "Linden Group – profit falls by a tenth", "<p>© 2026 The Courier. A paper of the Linden Group.</p>",
                "Linden Group – profit falls by a tenth"
            ),
            ("Norland - a journey by rail", "<p>© 2026 Norland Post</p>", "Norland - a journey by rail"),
            ("Suvera marathon and bridge – 2026", "<p>© 2026 The Courier</p>", "Suvera marathon and bridge – 2026"),
            (
                "Old ferry returns to the river",
                "<header><h1>Independent news from the northern valleys</h1></header><h2>Old ferry returns to the river</h2>",
                "Old ferry returns to the river"
            ),
            ("The Courier » Old ferry returns to the river", "<h1>The Courier</h1>", "Old ferry returns to the river"),
            (
                "The Courier: Old ferry returns to the river",
                "<h1><a href=\"/\">The Courier</a></h1><h3>Old ferry returns to the river</h3>",
                "Old ferry returns to the river"
            ),
            (
                "The Courier - Old ferry returns to the river", "<p>© 2026 The Courier</p>",
                "Old ferry returns to the river"
            ),
            ("Jobs - and a ferry - return to the river", "", "Jobs - and a ferry - return to the river"),
            ("Ferry: no boat tonight", "<h1>Ferry: no boat tonight</h1>", "Ferry: no boat tonight"),
            ("Suvera | The old ferry returns to Linden", "", "Suvera | The old ferry returns to Linden"),
            (
                "3-2 | Linden beats Suvera after extra time", "<h1>3-2 | Linden beats Suvera after extra time</h1>",
                "3-2 | Linden beats Suvera after extra time"
            ),
            (
                "Suvera beats Linden after extra time | 3-2", "<h1>Suvera beats Linden after extra time | 3-2</h1>",
                "Suvera beats Linden after extra time | 3-2"
            ),
            (
                "Ten rules for the use of &amp;amp;nbsp; and &amp;lt;br&amp;gt;", "",
                "Ten rules for the use of &amp;nbsp; and &lt;br&gt;"
            ),
        ]
    )
    func titlesOfSites(title: String, heading: String, expected: String) throws {
        let html =
            "<html><head><title>\(title)</title></head><body>\(heading)<article>\(SamplePage.text)</article></body></html>"
        #expect(try SamplePage.article(html).headline == expected)
    }

    @Test("A page whose parts stand in any order is read, its headline below its text as well")
    func anyOrder() throws {
        let title = "Old ferry returns to the river"
        let parts = [
            "<h1>\(title)</h1>", "<div class=\"author\"><a href=\"/staff/7\">Anna Holm</a></div>",
            "<p class=\"standfirst\">A boat that was given up for lost returns to the line after eleven years.</p>",
            "<div class=\"article-body\">\(SamplePage.text)</div>",
        ]
        for first in parts.indices {
            for second in parts.indices where second != first {
                let rest = parts.indices.filter { $0 != first && $0 != second }
                for order in [rest, rest.reversed()] {
                    let body = ([first, second] + order).map { parts[$0] }.joined(separator: "\n")
                    let head = "<head><title>\(title)</title><meta property=\"og:title\" content=\"\(title)\"></head>"
                    let found = try SamplePage.article("<html>\(head)<body>\(body)</body></html>")
                    #expect(found.headline == title, "\(body.prefix(60))")
                }
            }
        }
    }

    @Test("A standfirst in an element of its own is the deck and no paragraph")
    func standfirst() throws {
        let line = "A boat that was given up for lost returns to the line after eleven years, and the town gets ready."
        for name in ["standfirst", "article__subtitle", "chapo", "entradilla", "ingress", "c-story-dek"] {
            for inText in [false, true] {
                let mark = "<p class=\"\(name)\">\(line)</p>"
                let body = "<div class=\"article-body\">\(inText ? mark : "")\(SamplePage.text)</div>"
                let found = try SamplePage.article(SamplePage.page(body: (inText ? "" : mark) + body))
                #expect(found.deck == line && found.body == SamplePage.paragraphs, "\(name) \(inText)")
            }
        }
    }

    @Test("The first paragraph of the story stays in the text, whatever its element is called")
    func openings() throws {
        let first = SamplePage.paragraphs[0]
        let rest = SamplePage.paragraphs.dropFirst().map { "<p>\($0)</p>" }.joined()
        for name in ["lead", "article-intro", "lede"] {
            let found = try article(
                body: "<div class=\"article-body\"><p class=\"\(name)\">\(first)</p>\(rest)</div>",
                head: "<meta property=og:description content=\"\(first)\">"
            )
            #expect(found.deck == nil && found.body == SamplePage.paragraphs, "\(name)")
        }
        let dated = try article(
            body:
                "<div class=\"article-body\"><p class=\"summary\">RIVERTON, June 10 (Northwire) - \(first)</p>\(rest)</div>"
        )
        #expect(dated.body == SamplePage.paragraphs)
    }

    @Test(
        "A line of who wrote and when, and one that leads to another story, are no text, in any language",
        arguments: [
            "<p>Von Anna Holm · Stand: 10.06.2026, 10:00 Uhr · Lesezeit: 3 Minuten</p>",
            "<p>Par Anna Holm<br>Publié le 10 juin 2026 à 10h00, mis à jour à 12h00</p>",
            "<p><b>Lire aussi : <a href=\"/x\">Le pont restera fermé tout l'été</a></b></p>",
            "<p>Lesen Sie auch: <a href=\"/x\">Die Brücke bleibt den Sommer über gesperrt</a></p>",
            "<p>اقرأ أيضا: <a href=\"/x\">الجسر يبقى مغلقا طوال الصيف في سوفيرا</a></p>",
            "<p>Читайте также: <a href=\"/x\">Мост останется закрытым до конца лета</a></p>",
        ]
    )
    func linesAround(line: String) throws {
        let found = try article(
            body: "<div class=\"article-body\">\(line)\(SamplePage.text)</div>",
            head: "<meta name=author content=\"Anna Holm\">"
        )
        #expect(found.body == SamplePage.paragraphs)
    }

    @Test(
        "The site's name above the headline and a link of a word below the text are no text; a short last paragraph is"
    )
    func edges() throws {
        let head = "<html><head><title>Old ferry returns to the river</title></head><body>"
        let printed = try SamplePage.article(
            head
                + "<h2>Riverton Courier</h2><h1>Old ferry returns to the river</h1><p><i>By Ann Example, 10 June 2026</i></p>"
                + SamplePage.text + "<p><a href=\"/\">Back</a></p>"
        )
        #expect(printed.body == SamplePage.paragraphs)
        #expect(printed.byline == "By Ann Example" && printed.details.authors.map(\.name) == ["Ann Example"])
        let told = try SamplePage.article(
            head + "<h1>Old ferry returns to the river</h1>" + SamplePage.text + "<p>Nobody was hurt.</p>"
        )
        #expect(told.body == SamplePage.paragraphs + ["Nobody was hurt."])
    }

    @Test("A paragraph that ends in a link, and one that opens with the writer's name, are text")
    func linkedSentences() throws {
        for line in [
            "The office has put the timetable of the coming months on its own pages: <a href=\"/x\">the timetable of the ferry</a>",
            "Anna Holm, who rowed the ferry as a girl, came back · and saw it for the first time in many years.",
        ] {
            let found = try article(
                body: "<div class=\"article-body\">\(SamplePage.text)<p>\(line)</p></div>",
                head: "<meta name=author content=\"Anna Holm\">"
            )
            #expect(found.body.count == SamplePage.paragraphs.count + 1, "\(line)")
        }
    }

    @Test(
        "A heading with a label in it, and one in Chinese before the names of section and site, are the headline alone"
    )
    func headings() throws {
        let labelled = SamplePage.page(body: "<article>\(SamplePage.text)</article>").replacing(
            "<h1>",
            with: "<h1><span>Traffic</span> "
        )
        #expect(try SamplePage.article(labelled).headline == "Old ferry returns to the river")
        let sentence = "港务局星期一在一场持续到深夜的会议之后宣布，旧渡轮将于七月一日恢复航行，届时每天往返四次，票价不变。"
        let page =
            "<html lang=zh><head><title>旧渡轮恢复航行_时政_新闻网</title></head><body><h1>旧渡轮恢复航行</h1><div id=content>"
            + (1...4).map { "<p>\($0)、\(sentence)</p>" }.joined() + "</div></body></html>"
        #expect(try SamplePage.article(page).headline == "旧渡轮恢复航行")
    }

    @Test(
        "A word, a colon and a link within the text are text where the word leads to no other story",
        arguments: [
            "Best film: <a href=\"/x\">The Old Ferry to Linden, by Anna Holm</a>",
            "Best actor: <a href=\"/x\">Tom Law for The Bridge at Suvera</a>",
        ]
    )
    func linkedLines(line: String) throws {
        let body = SamplePage.text + "<p>\(line)</p>" + SamplePage.text
        let found = try article(body: "<div class=\"article-body\">\(body)</div>")
        #expect(found.body.count == 2 * SamplePage.paragraphs.count + 1)
    }

    @Test("A first paragraph that is underlined is text")
    func underlined() throws {
        let body = SamplePage.text.replacing("<p>", with: "<p class=\"underline\">", maxReplacements: 1)
        let found = try article(body: "<div class=\"article-body\">\(body)</div>")
        #expect(found.body == SamplePage.paragraphs)
        #expect(found.deck == nil)
    }

    @Test("Links marked as tags of the article are its keywords, those of other stories and of a cloud are not")
    func tags() throws {
        let own = "<p><a rel=tag href=\"/t/ferry\">Ferry</a> <a rel=\"category tag\" href=\"/c/local\">Local</a></p>"
        let other = (1...5).map {
            "<article><a href=\"/s\($0)\">Bridge over the river closed</a> <a rel=tag href=\"/t/b\">Bridges</a></article>"
        }
        let found = try SamplePage.article(
            "<html><head><title>Old ferry returns to the river</title></head><body><article><h1>Old ferry returns to the river</h1>"
                + "\(SamplePage.text)\(own)</article>\(other.joined())</body></html>"
        )
        #expect(found.details.keywords == ["Ferry"] && found.section == "Local")
        let cloud = (1...40).map { "<a rel=tag href=\"/t/\($0)\">Word \($0)</a>" }.joined(separator: " ")
        #expect(try SamplePage.article(SamplePage.page(after: "<div>\(cloud)</div>")).details.keywords.isEmpty)
    }

    @Test("Dates come from meta and time elements where there is no JSON-LD")
    func dates() throws {
        let meta = try article(
            head:
                "<meta property=\"article:published_time\" content=\"2026-06-10T08:00:00Z\"><meta "
                + "property=\"article:modified_time\" content=\"2026-06-11T09:30:00Z\">"
        )
        #expect(meta.published?.at?.description == "2026-06-10T08:00:00Z")
        #expect(meta.published?.basis == .document)
        #expect(meta.details.updated?.description == "2026-06-11T09:30:00Z")
        #expect(try article(before: "<time datetime=\"2026-06-10\">yesterday</time>").published?.date == "2026-06-10")
        #expect(
            try article(before: "<p class=date>Published June 10, 2026 at 8:00</p>").published?.date == "2026-06-10"
        )
        #expect(try article(before: "<p>Plans for 2026</p>").published == nil)
    }

    @Test("Authors come from JSON-LD, meta and links, each name once; the byline is as printed")
    func authors() throws {
        let found = try article(
            head: "<meta name=author content=\"By Ann Example\">",
            before: "<p class=byline>By Ann Example</p>"
        )
        #expect(found.details.authors.map(\.name) == ["Ann Example"])
        #expect(found.byline == "By Ann Example")
        let linked = try article(before: "<p>By <a rel=author href=\"/ann\">Ann Example</a></p>")
        #expect(linked.details.authors.map(\.name) == ["Ann Example"])
    }

    @Test("The byline is no paragraph of the text, above it or below it; a sentence that names the author is")
    func bylineInText() throws {
        let author = "<meta name=author content=\"Ann Example\">"
        let own = SamplePage.text
        let bare = try SamplePage.article("<html><head>\(author)</head><body><article><h1>Old ferry returns</h1>\(own)")
        for (above, below) in [("<p>By Ann Example</p>", ""), ("<p class=byline>Ann Example</p>", "")] {
            let found = try SamplePage.article(
                "<html><head>\(author)</head><body><article><h1>Old ferry returns</h1>\(above)\(own)\(below)</article>"
            )
            #expect(found.body == bare.body, "\(found.body)")
        }
        let sentence = "Ann Example, who rowed the ferry as a girl, came back to see it for the first time in years."
        let told = try SamplePage.article(
            "<html><head>\(author)</head><body><article><h1>Old ferry returns</h1><p>\(sentence)</p>\(own)</article>"
        )
        #expect(told.body.first == sentence)
    }

    @Test("Address, section, keywords and description are taken over")
    func declarations() throws {
        let found = try article(
            head: """
                <base href="https://courier.example/news/"><link rel="canonical" href="ferry.html">
                <meta property="article:section" content="Local"><meta name="keywords" content="ferry, river, Ferry">
                <meta property="og:description" content="After eleven years on land the boat is afloat again.">
                """
        )
        #expect(found.url == "https://courier.example/news/ferry.html")
        #expect(found.section == "Local")
        #expect(found.details.keywords == ["ferry", "river"])
        #expect(found.deck == "After eleven years on land the boat is afloat again.")
    }

    @Test("A description that repeats the first paragraph is no deck")
    func deck() throws {
        let opening = SamplePage.paragraphs[0].prefix(100)
        #expect(try article(head: "<meta property=og:description content=\"\(opening)\">").deck == nil)
    }

    @Test(
        "Saved pages know where they were saved from",
        arguments: [
            "<!-- saved from url=(0027)https://courier.example/a -->",
            "<!--\n Page saved with SingleFile \n url: https://courier.example/a \n saved date: Mon Nov 30 2026\n-->",
        ]
    )
    func savedFrom(note: String) throws {
        #expect(try SamplePage.article(note + SamplePage.page()).url == "https://courier.example/a")
    }

    @Test(
        "Languages are reduced to their codes",
        arguments: [
            ("en-US", "en"), ("pt_BR", "pt"), ("zh-Hant-TW", "zh-Hant"), ("zh-CN", "zh"), ("und", nil), ("x", nil),
        ]
    )
    func languages(tag: String, code: String?) {
        #expect(PageLanguage.code(tag) == code)
    }

    @Test(
        "The writer is named by a part of the page that is called so, in any language, and the time is none of the byline"
    )
    func printedWriters() throws {
        func read(_ line: String) throws -> Article {
            try SamplePage.article(
                "<html><head><title>Old ferry returns to the river</title></head><body><article><h1>Old ferry returns to the river</h1>"
                    + "<div class=author>\(line)</div><div class=article-body>\(SamplePage.text)</div></article></body></html>"
            )
        }
        #expect(try read("Anna Holm").details.authors.map(\.name) == ["Anna Holm"])
        let arabic = try read("بقلم: آنا هولم")
        #expect(arabic.byline == "بقلم: آنا هولم" && arabic.details.authors.map(\.name) == ["آنا هولم"])
        #expect(try read("Local desk").details.authors.isEmpty)
    }

    @Test(
        "A heading below the headline is the deck, the time above the text none of it, and a credit below it a credit"
    )
    func aroundText() throws {
        let article = try SamplePage.article(
            "<html lang=de><head><title>Old ferry returns to the river</title></head><body><article><h1>Old ferry returns to the river</h1>"
                + "<h2>Harbour office and owners agree after twelve years</h2><p>10. Juni 2026, 10:05 Uhr</p>\(SamplePage.text)"
                + "<p>Mit Material von dpa</p></article></body></html>"
        )
        #expect(article.deck == "Harbour office and owners agree after twelve years")
        #expect(article.credits == ["Mit Material von dpa"])
        #expect(!article.body.contains { $0.contains("10:05") })
    }

    @Test("A page in a script that needs few characters is as long as one in another")
    func japanese() throws {
        let article = try SamplePage.article(
            "<html lang=ja><head><title>スベラ橋、10年ぶりに開通：北日新聞</title></head><body><main><h1>スベラ橋、10年ぶりに開通</h1><div class=ArticleText>"
                + "<p>国土交通省は10日、スベラ橋が金曜日に10年ぶりに開通すると発表した。老朽化による閉鎖から10年がたち、総工費は約40億円にのぼるという。</p>"
                + "<p>「この日を待っていた」とアンナ・ホルム町長は話した。開通式には約2千人が集まり、最初の列車を見送った。</p>"
                + "<p>列車は月曜日から運行を再開する。1日4往復で、運賃は据え置かれる。地元の商工会は観光客の増加に期待を寄せている。</p></div></main></body></html>"
        )
        #expect(article.body.count == 3 && article.language == "ja")
    }
}
