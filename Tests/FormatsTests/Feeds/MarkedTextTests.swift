import Wire
import Article
import Testing

@testable import Formats

@Suite("HTML in fields is read as paragraphs")
struct MarkedTextTests {
    static let texts: [(html: String, paragraphs: [String])] = [
        ("<p>One<p>Two", ["One", "Two"]), ("One<br>two<br><br>Three", ["One\ntwo", "Three"]),
        ("<div>One <span>two</span></div>three", ["One two", "three"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]), ("<dl><dt>One<dd>Two</dl>", ["One", "Two"]),
        ("<h2>One</h2>Two", ["One", "Two"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a\tb\nc\td"]),
        ("<table><tr><td><p>One</p><p>Two</p></table>", ["One", "Two"]),
        ("<pre>One\nTwo</pre>", ["One\nTwo"]), ("<blockquote>One</blockquote>", ["One"]),
        ("One<script>x()</script><style>y</style>", ["One"]),
        ("One &lt; two &amp; three &copy 2026", ["One < two & three © 2026"]), ("One<!-- x -->", ["One"]),
        ("a < b and c", ["a < b and c"]),
        ("One\n\nTwo\nthree", ["One", "Two three"]), ("One\nTwo", ["One", "Two"]),
        ("<p style='display:none'>x</p><p>One</p>", ["One"]),
        ("<h4><p>One.</p><p>Two.</p></h4>", ["One.", "Two."]),
        ("One <iframe src='https://example.org/'/> two", ["One two"]),
        ("One <iframe src='https://example.org/'>frames</iframe> two", ["One two"]),
        ("<p>It&#146;s <b>bold</b>.</p>", ["It\u{2019}s bold."]),
        (
            "<p>Follow us on <a href=/t>Twitter</a> and <a href=/i>Instagram</a></p>",
            ["Follow us on Twitter and Instagram"]
        ),
        ("<p>It sails. <a href=/1>Weiterlesen →</a></p>", ["It sails."]),
    ]

    @Test("Blocks, breaks, lists and tables part the text", arguments: texts)
    func readsBlocks(_ html: String, _ paragraphs: [String]) {
        #expect(MarkedText(html: html).paragraphs.map(\.text) == paragraphs)
    }

    @Test("Captions go to the pictures, boxes and related links to their own")
    func takesApart() {
        let html = """
            <p>One.</p><figure><img src="a.jpg" alt="Pier"><figcaption>The pier. <span class="credit">Max</span></figcaption></figure>
            <aside><h3>Facts</h3><p>Built in 1954.</p></aside><p>Two.</p><div class="related-posts"><a href="https://example.org/1">More</a></div>
            <p>Read also:</p><ul><li><a href="https://example.org/2">Second</a></li><li><a href="https://example.org/3">Third</a></li></ul>
            """
        let text = MarkedText(html: html)
        #expect(text.paragraphs.map(\.text) == ["One.", "Two."])
        #expect(text.images == [.init(url: "a.jpg", caption: "The pier.", credit: "Max", alt: "Pier")])
        #expect(text.boxes == [.init(title: "Facts", body: ["Built in 1954."])])
        #expect(text.links.map(\.url) == ["https://example.org/1", "https://example.org/2", "https://example.org/3"])
    }

    @Test("A picture of one pixel counts readers and is none")
    func dropsPixels() {
        let html = "<p>One.</p><img src='a.jpg' width='640'><img src='https://count.example/1' width='1' height='1'/>"
        #expect(MarkedText(html: html).images == [.init(url: "a.jpg")])
    }

    @Test(
        "Titles lose their markup and keep what only looks like it",
        arguments: [
            ("Old <em>ferry</em>", "Old ferry"), ("R&amp;D", "R&D"), ("a < b > c", "a < b > c"), ("5 <6", "5 <6"),
            ("It&rsquo;s", "It\u{2019}s"), ("  a \n b ", "a b"),
        ]
    )
    func tidiesTitles(_ printed: String, _ title: String) {
        #expect(HTMLText.plain(printed) == title)
    }

    @Test(
        "Addresses are resolved as RFC 3986 has it",
        arguments: [
            ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
            ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"),
            ("#s", "http://a/b/c/d;p?q#s"), ("", "http://a/b/c/d;p?q"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"), ("g:h", "g:h"),
        ]
    )
    func resolves(_ reference: String, _ address: String) {
        #expect(WebAddress.resolve(reference, against: "http://a/b/c/d;p?q") == address)
    }

    /// Plain text without blank lines, and its paragraphs.
    static let plain: [(text: String, paragraphs: Int)] = [
        ("One.\nTwo.\nThree.", 3),
        ("\(long)\n\(long)\n\(long)", 3),
        ("   \(full)\n\(full)\n   \(full)\n\(full)", 2),
        ("\(full)\n\(full)\nto the pier.\n\(full)\n\(full)\nto the town.", 2),
        ("\(full)\n\n\(full)\n\(full)", 2),
    ]
    private static let full = "The ferry sails again after twelve years, and the whole of the town"
    private static let long = String(repeating: full + " came. ", count: 4)

    @Test("Plain lines are paragraphs unless they are broken at a width", arguments: plain)
    func groupsLines(_ text: String, _ count: Int) {
        #expect(PlainParagraphs.split(text).count == count)
    }
}
