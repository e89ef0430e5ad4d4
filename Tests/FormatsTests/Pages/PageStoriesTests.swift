import Wire
import Article
import Testing

@testable import Formats

@Suite("A page of several stories")
struct PageStoriesTests {
    private static func post(_ number: Int, _ text: String) -> String {
        """
        {"@type": "BlogPosting", "headline": "Post \(number)", "datePublished": "2026-06-10T1\(number):00:00+02:00",
        "url": "/live#p\(number)", "author": {"@type": "Person", "name": "Ada Byron"}, "articleBody": "\(text)"}
        """
    }

    @Test("The posts of a live blog that JSON-LD declares are articles")
    func liveBlog() throws {
        let texts = SamplePage.paragraphs.map { $0.replacingQuotes }
        let posts = texts.enumerated().map { Self.post($0.offset + 1, $0.element) }.joined(separator: ",")
        let data = """
            <script type="application/ld+json">{"@context": "https://schema.org", "@type": "LiveBlogPosting",
            "headline": "Ferry returns: live", "liveBlogUpdate": [\(posts)]}</script>
            <link rel="canonical" href="https://courier.example/live">
            """
        let articles = SamplePage.read(SamplePage.page(head: data)).articles
        #expect(articles.map(\.headline) == (1...5).map { "Post \($0)" })
        let first = try #require(articles.first)
        #expect(first.body == [texts[0]])
        #expect(first.published?.at?.description == "2026-06-10T11:00:00+02:00")
        #expect(first.url == "https://courier.example/live#p1")
        #expect(first.details.authors.map(\.name) == ["Ada Byron"])
        #expect(first.details.provider == "Riverton Courier")
    }

    private static func story(_ heading: String) -> String {
        """
        <article><h2>\(heading)</h2><time datetime="2026-06-10T11:00:00Z">June 10</time>
        \(SamplePage.paragraphs.map { "<p>\($0) \(heading).</p>" }.joined())</article>
        """
    }

    private static func page(_ title: String, _ body: String) -> String {
        "<html lang=en><head><title>\(title)</title></head><body><h1>\(title)</h1><main>\(body)</main></body></html>"
    }

    @Test("Whole stories one below the other are parts")
    func articles() {
        let headings = ["The ferry sails again", "The bridge is open", "A school is built"]
        let reading = SamplePage.read(Self.page("Courier", headings.map(Self.story).joined()))
        #expect(reading.articles.map(\.headline) == headings)
        #expect(reading.articles.allSatisfy { $0.body.count == 5 })
        #expect(reading.articles.allSatisfy { $0.published?.at?.description == "2026-06-10T11:00:00Z" })
    }

    @Test("The sections of one story are one article, whatever elements they stand in")
    func sections() {
        let sections = ["What happened", "What comes next", "Who pays for it"].map(Self.story).joined()
        let reading = SamplePage.read(Self.page("Old ferry returns to the river at last", sections))
        #expect(reading.articles.count == 1)
    }

    @Test("The openings of stories that are told elsewhere are no stories")
    func teasers() {
        let cards = (1...12).map { number in
            """
            <article><h3><a href="/\(number)">A headline of a story, the \(number)th of them</a></h3>
            <p>\(SamplePage.paragraphs[number % 5])</p></article>
            """
        }
        let reading = SamplePage.read(Self.page("News", cards.joined()))
        #expect(reading.articles.count < 2)
    }
}

extension String {
    fileprivate var replacingQuotes: String { String(map { $0 == "\"" ? "'" : $0 }) }
}
