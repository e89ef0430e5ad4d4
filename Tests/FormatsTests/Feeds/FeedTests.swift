import Wire
import Article
import Testing

@testable import Formats

@Suite("Feeds are read entry by entry")
struct FeedTests {
    static func rss(_ item: String, channel: String = "", attributes: String = "") -> String {
        """
        <?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"\(attributes)>
        <channel><title>Northwire</title><link>https://example.org/</link><language>en-gb</language>\(channel)<item>\(item)</item></channel></rss>
        """
    }

    static func atom(_ entry: String, attributes: String = "") -> String {
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"\(attributes)><title>Northwire</title><entry><title>Old ferry returns</title><id>nw:1</id>
        <updated>2026-06-10T14:30:00Z</updated>\(entry)</entry></feed>
        """
    }

    static let text = "The ferry sails again after twelve years, and the whole of the town came to the pier to see it."

    /// The ways in which an entry carries one paragraph.
    static let contents: [(String, String)] = [
        ("RSS, escaped", rss("<title>Old ferry returns</title><description>&lt;p&gt;\(text)&lt;/p&gt;</description>")),
        (
            "RSS, escaped twice",
            rss("<title>Old ferry returns</title><description>&amp;lt;p&amp;gt;\(text)&amp;lt;/p&amp;gt;</description>")
        ),
        (
            "RSS, CDATA",
            rss("<title><![CDATA[Old ferry returns]]></title><description><![CDATA[<p>\(text)</p>]]></description>")
        ),
        ("RSS, plain", rss("<title>Old ferry returns</title><description>\(text)</description>")),
        (
            "RSS, content:encoded",
            rss(
                "<title>Old ferry returns</title><description>The ferry sails</description><content:encoded><![CDATA[<p>\(text)</p>]]></content:encoded>"
            )
        ),
        (
            "RSS, the other way",
            rss(
                "<title>Old ferry returns</title><description>&lt;p&gt;\(text)&lt;/p&gt;</description><content:encoded>The ferry sails</content:encoded>"
            )
        ),
        (
            "RSS, unbound prefix",
            "<rss><channel><item><title>Old ferry returns</title><content:encoded>&lt;p&gt;\(text)&lt;/p&gt;</content:encoded></item></channel></rss>"
        ),
        (
            "RSS, junk before it",
            "\u{FEFF}\n \t" + rss("<title>Old ferry returns</title><description>\(text)</description>")
        ),
        (
            "RDF",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>N</title></channel><item rdf:about='https://example.org/1'><title>Old ferry returns</title><description>\(text)</description></item></rdf:RDF>"
        ),
        ("Atom, text", atom("<content>\(text)</content>")),
        ("Atom, html", atom("<content type='html'>&lt;p&gt;\(text)&lt;/p&gt;</content>")),
        (
            "Atom, xhtml",
            atom("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>\(text)</p></div></content>")
        ),
        ("Atom, base64", atom("<content type='text/plain' mode='base64'>\(base64)</content>")),
        (
            "Atom 0.3",
            "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>Old ferry returns</title><content type='text/html' mode='escaped'>&lt;p&gt;\(text)&lt;/p&gt;</content></entry></feed>"
        ),
        (
            "JSON Feed",
            #"{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [{"id": "1", "title": "Old ferry returns", "content_html": "<p>\#(text)</p>"}]}"#
        ),
    ]

    private static let base64 =
        "VGhlIGZlcnJ5IHNhaWxzIGFnYWluIGFmdGVyIHR3ZWx2ZSB5ZWFycywgYW5kIHRoZSB3aG9sZSBvZiB0aGUgdG93biBjYW1lIHRvIHRoZSBwaWVyIHRvIHNlZSBpdC4="

    @Test("An entry's text is read in every form that it comes in", arguments: contents)
    func readsContent(_ name: String, _ feed: String) throws {
        let article = try #require(reading(feed).articles.first)
        #expect(article.headline == "Old ferry returns")
        #expect(article.body == [Self.text])
    }

    @Test("Every field has its place")
    func readsFields() throws {
        let feed = Self.rss(
            """
            <title>Old &amp;amp; new: the &lt;em&gt;ferry&lt;/em&gt; returns</title><link>https://example.org/ferry?token=1</link><guid isPermaLink="false">nw:1</guid>
            <pubDate>Wed, 10 Jun 2026 14:30:00 GMT</pubDate><dc:creator>Ada Byron</dc:creator><category domain="topics">Rivers</category><category>Boats</category>
            <description>Twelve years on, the town has its ferry back.</description><content:encoded>&lt;p&gt;\(Self.text)&lt;/p&gt;</content:encoded>
            <enclosure url="https://example.org/f.jpg" type="image/jpeg" length="1"/><enclosure url="https://example.org/f.mp3" type="audio/mpeg" length="1"/>
            """,
            channel: "<copyright>(c) Northwire</copyright>"
        )
        let read = reading(feed)
        let article = try #require(read.articles.first)
        #expect(read.format == "rss")
        #expect(article.headline == "Old & new: the ferry returns")
        #expect(article.deck == "Twelve years on, the town has its ferry back.")
        #expect(article.url == "https://example.org/ferry?token=1" && article.byline == "Ada Byron")
        #expect(article.published?.at?.description == "2026-06-10T14:30:00Z" && article.language == "en")
        #expect(article.details.guid == "nw:1" && article.details.provider == "Northwire")
        #expect(article.details.keywords == ["Rivers", "Boats"] && article.details.rights?.notice == "(c) Northwire")
        #expect(article.details.subjects.first == .init(scheme: "topics", name: "Rivers", kind: .category))
        #expect(article.details.images == [.init(url: "https://example.org/f.jpg")])
        #expect(article.details.links == [.init(url: "https://example.org/f.mp3", rel: "enclosure")])
        #expect(article.details.extent == nil)
    }

    @Test(
        "Names in mail addresses are the authors",
        arguments: [
            ("desk@example.org (Ada Byron)", "Ada Byron"), ("Ada Byron &lt;desk@example.org&gt;", "Ada Byron"),
            ("Ada Byron", "Ada Byron"), ("desk@example.org", "desk@example.org"),
        ]
    )
    func readsAuthors(_ printed: String, _ name: String) throws {
        let feed = Self.rss(
            "<title>Old ferry</title><author>\(printed)</author><description>\(Self.text)</description>"
        )
        #expect(try #require(reading(feed).articles.first).details.authors.map(\.name) == [name])
    }

    @Test(
        "An entry with no more than a teaser is marked as a summary",
        arguments: [
            ("<description>The ferry sails again.</description>", true),
            ("<description>\(String(repeating: text + " ", count: 8))</description>", false),
            ("<content:encoded>The ferry sails again\u{2026}</content:encoded>", true),
            ("<content:encoded>&lt;p&gt;\(text)&lt;/p&gt;</content:encoded>", false),
        ]
    )
    func marksSummaries(_ content: String, _ isSummary: Bool) throws {
        let article = try #require(reading(Self.rss("<title>Old ferry</title>" + content)).articles.first)
        #expect((article.details.extent == .summary) == isSummary)
    }

    @Test("A teaser that the text begins with is no deck")
    func dropsRepeatedTeasers() throws {
        let feed = Self.rss(
            "<title>Old ferry</title><description>The ferry sails again after twelve ye[\u{2026}]</description><content:encoded>&lt;p&gt;\(Self.text)&lt;/p&gt;</content:encoded>"
        )
        #expect(try #require(reading(feed).articles.first).deck == nil)
    }

    @Test("An entry without a title takes its first sentence; one without a text is no article")
    func readsBareEntries() {
        #expect(
            reading(Self.rss("<description>The old ferry is back. It sails daily.</description>")).articles.first?
                .headline == "The old ferry is back."
        )
        #expect(notNews(reading(Self.rss("<title>Old ferry</title><link>https://example.org/</link>"))) == [.titleOnly])
        #expect(notNews(reading("<rss><channel><title>N</title></channel></rss>")) == [.emptyFeed])
    }

    @Test("HTML's characters, bare ampersands and control characters are read")
    func readsSloppyText() throws {
        let feed =
            "<rss><channel><item><title>Caf&eacute; R&D &amp; more</title><description>Smith & Sons&nbsp;said\u{1} yes &mdash; twice.</description></item></channel></rss>"
        let read = reading(feed)
        let article = try #require(read.articles.first)
        #expect(article.headline == "Café R&D & more")
        #expect(article.body == ["Smith & Sons said yes \u{2014} twice."])
        #expect(read.damaged == 3)
    }

    @Test("Addresses are resolved against every xml:base around them")
    func resolvesAddresses() throws {
        let entry =
            "<link href='1.html'/><content type='html' xml:base='pics/'>&lt;p&gt;\(Self.text)&lt;/p&gt;&lt;img src='a.jpg'&gt;</content>"
        let article = try #require(
            reading(Self.atom(entry, attributes: " xml:base='https://example.org/news/'")).articles.first
        )
        #expect(article.url == "https://example.org/news/1.html")
        #expect(article.details.images.map(\.url) == ["https://example.org/news/pics/a.jpg"])
    }

    @Test("A feed that breaks keeps the entries that were whole, and says so")
    func keepsWholeEntries() {
        let items = (1...30).map {
            "<item><guid>\($0)</guid><title>Story \($0)</title><description>Text of story \($0) goes here.</description></item>"
        }
        let broken = reading("<rss><channel>" + items.joined() + "<item><title>Story 31</titl>")
        #expect(broken.articles.count == 30)
        #expect(broken.note != nil)
        #expect(reading("<rss><channel><item><title>Story 1").rejection?.code == .endsEarly)
    }

    @Test("What is declared in one encoding and written in another is read as what it is")
    func readsWrongDeclarations() throws {
        let utf8 = Array(
            "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>Café</title><description>Süß und würzig.</description></item></channel></rss>"
                .utf8
        )
        #expect(ArticleReader().read(utf8.span).articles.first?.headline == "Café")
        var latin: [UInt8] = Array("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>Caf".utf8)
        latin += [0xE9] + Array("</title><description>Text of it.</description></item></channel></rss>".utf8)
        #expect(ArticleReader().read(latin.span).articles.first?.headline == "Café")
    }

    @Test("The id is the content's, whatever the guid and the link are")
    func idsAreOfContent() throws {
        let one = Self.rss(
            "<title>Old ferry</title><guid>a</guid><link>https://example.org/?t=1</link><description>\(Self.text)</description>"
        )
        let other = Self.rss(
            "<title>Old ferry</title><guid>b</guid><link>https://example.org/?t=2</link><description>\(Self.text)</description>"
        )
        #expect(
            try #require(reading(one).articles.first).contentID == #require(reading(other).articles.first).contentID
        )
    }

    @Test("A WordPress export gives posts their paragraphs, authors and states")
    func readsExports() throws {
        let feed = """
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/">
            <channel><title>N</title><wp:author><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada Byron</wp:author_display_name></wp:author>
            <item><title>Old ferry</title><dc:creator>ada</dc:creator><content:encoded><![CDATA[The ferry sails again.

            [caption id="1"]<img src="f.jpg"/>[/caption]It sails [daily].]]></content:encoded><excerpt:encoded>Twelve years on</excerpt:encoded>
            <wp:post_id>1</wp:post_id><wp:post_date_gmt>2026-06-10 14:30:00</wp:post_date_gmt><wp:post_name>old-ferry</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
            <item><title>Draft</title><content:encoded>Not yet.</content:encoded><wp:post_id>2</wp:post_id><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
            <item><title>f.jpg</title><wp:post_id>3</wp:post_id><wp:post_type>attachment</wp:post_type></item></channel></rss>
            """
        let read = reading(feed)
        #expect(read.format == "wxr")
        let post = try #require(read.articles.first)
        #expect(post.body == ["The ferry sails again.", "It sails [daily]."])
        #expect(post.byline == "Ada Byron" && post.deck == "Twelve years on" && post.slugline == "old-ferry")
        #expect(post.published?.at?.description == "2026-06-10T14:30:00Z")
        #expect(read.articles.last?.details.status == .withheld)
        #expect(notNews(read) == [.picture])
    }

    @Test("What stands in a caption of a WordPress export goes with its picture, and ends no paragraph")
    func captions() throws {
        let feed = """
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
            <item><title>Old ferry</title><content:encoded><![CDATA[[caption id="1" width="300"]<img src="https://example.org/f.jpg"/> The ferry at the pier[/caption]
            The ferry sails again.

            It sails daily.]]></content:encoded><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type></item></channel></rss>
            """
        let post = try #require(reading(feed).articles.first)
        #expect(post.body == ["The ferry sails again.", "It sails daily."])
        #expect(post.details.images == [.init(url: "https://example.org/f.jpg", caption: "The ferry at the pier")])
    }

    @Test("An entry of an aggregator that has no more than its title and its publisher is a title only")
    func aggregators() throws {
        func item(_ text: String, from source: String = "The Courier") -> String {
            Self.rss(
                "<title>Old ferry returns - \(source)</title><source url=\"https://c.example\">\(source)</source><description>\(text)</description>"
            )
        }
        for source in ["The Courier", "Linden"] {
            let text = "&lt;a href=\"x\"&gt;Old ferry returns&lt;/a&gt;&amp;nbsp;&lt;font&gt;\(source)&lt;/font&gt;"
            #expect(notNews(reading(item(text, from: source))) == [.titleOnly])
        }
        // A name of one word may be the other side of a match.
        let match = try #require(reading(item(Self.text, from: "Linden")).articles.first)
        #expect(match.headline == "Old ferry returns - Linden")
        #expect(try #require(reading(item(Self.text)).articles.first).headline == "Old ferry returns")
    }

    @Test("A description of about the length of the content is no text in its place")
    func content() throws {
        let feed = Self.rss(
            "<title>Old ferry returns</title><description>\(Self.text) Again.</description><content:encoded><![CDATA[<p>\(Self.text)</p>]]></content:encoded>"
        )
        #expect(try #require(reading(feed).articles.first).body == [Self.text])
    }

    @Test(
        "The line that a program puts below a text is none of it, and a sentence with both names is",
        arguments: [
            ("The post Ferry returns appeared first on Northwire.", false),
            ("Der Beitrag Ferry returns erschien zuerst auf Northwire.", false),
            (
                "Ferry returns is what Northwire had printed on the first page of each of its papers ten years ago, when nobody believed in it.",
                true
            ),
        ]
    )
    func foot(_ line: String, isText: Bool) throws {
        let item =
            "<title>Ferry returns</title><content:encoded><![CDATA[<p>\(Self.text)</p><p>\(line)</p>]]></content:encoded>"
        let article = try #require(reading(Self.rss(item)).articles.first)
        #expect(article.body.count == (isText ? 2 : 1))
    }

    @Test("A description that opens the text and was cut is no deck, and the button behind a teaser no text")
    func cut() throws {
        let cut = Self.rss(
            "<title>Ferry returns</title><description>The ferry sails again after twelve years, and the [&amp;#8230;]</description>"
                + "<content:encoded><![CDATA[<p>\(Self.text)</p>]]></content:encoded>"
        )
        #expect(try #require(reading(cut).articles.first).deck == nil)
        let teaser = Self.rss(
            "<title>Ferry returns</title><description>&lt;p&gt;The ferry sails again. &lt;a href=\"/1\"&gt;Read more&lt;/a&gt;&lt;/p&gt;</description>"
        )
        #expect(try #require(reading(teaser).articles.first).body == ["The ferry sails again."])
    }

    @Test("A headline that takes its story back is a kill where the text says so")
    func kill() throws {
        let text = "EDITORS: Kill the story slugged FERRY. The ferry has not returned. A kill is mandatory."
        let item = "<title>KILL: Ferry returns</title><description>\(text)</description>"
        #expect(try #require(reading(Self.rss(item)).articles.first).marks.kill)
        let other = "<title>Kill switch for ferries</title><description>\(Self.text)</description>"
        #expect(try #require(reading(Self.rss(other)).articles.first).marks.kill == false)
    }
}
