import Wire
import Testing

@testable import Formats

@Suite("The HTML tokenizer")
struct HTMLTokenizerTests {
    /// Tokens as text: `<a href="x">`, `</a>`, `"text"`, `<!--comment-->`.
    private func tokens(_ html: String, _ content: HTMLTokenizer.Content = .data, in element: String = "") -> [String] {
        let bytes = Array(html.utf8)
        let span = bytes.span
        var tokenizer = HTMLTokenizer(content: content, in: element)
        var found: [String] = []
        func string(_ range: ByteRange) -> String { String(decoding: bytes[range.start..<range.end], as: UTF8.self) }
        while tokenizer.next(span) {
            switch tokenizer.kind {
            case .text:
                let text =
                    tokenizer.hasReferences
                    ? String(decoding: HTMLReference.decode(span, tokenizer.range, inAttribute: false), as: UTF8.self)
                    : string(tokenizer.range)
                found.append("\"\(text)\"")
            case .startTag:
                let attributes = tokenizer.attributes.map { attribute in
                    let value = HTMLReference.decode(span, attribute.value, inAttribute: true)
                    return " \(string(attribute.nameRange))=\"\(String(decoding: value, as: UTF8.self))\""
                }
                found.append("<\(string(tokenizer.range))\(attributes.joined())\(tokenizer.isSelfClosing ? "/" : "")>")
            case .endTag: found.append("</\(string(tokenizer.range))>")
            case .comment: found.append("<!--\(string(tokenizer.range))-->")
            case .doctype: found.append("<!doctype\(string(tokenizer.range))>")
            }
        }
        return found
    }

    @Test("Tags, attributes and text are cut where the standard cuts them")
    func tags() {
        #expect(
            tokens("<p class=a id='b c' hidden>x</p >") == ["<p class=\"a\" id=\"b c\" hidden=\"\">", "\"x\"", "</p>"]
        )
        #expect(tokens("<br/><img src=a/b.png/>") == ["<br/>", "<img src=\"a/b.png/\">"])
        #expect(tokens("<a =b c = \"d\"e>") == ["<a =b=\"\" c=\"d\" e=\"\">"])
        #expect(tokens("1 < 2 and a<b") == ["\"1 < 2 and a\""])
        #expect(tokens("1 < 2 <3 </") == ["\"1 < 2 <3 </\""])
        #expect(tokens("a</>b") == ["\"a\"", "\"b\""])
    }

    @Test("A tag that the page ends in is dropped")
    func openTag() {
        #expect(tokens("x<p class=\"a") == ["\"x\""])
        #expect(tokens("x<p <p <p") == ["\"x\""])
    }

    @Test(
        "Comments end where browsers end them",
        arguments: [
            ("<!--a--b-->c", ["<!--a--b-->", "\"c\""]), ("<!-->a", ["<!---->", "\"a\""]),
            ("<!--->a", ["<!---->", "\"a\""]), ("<!--a--!>b", ["<!--a-->", "\"b\""]), ("<!--a--", ["<!--a-->"]),
            ("<?xml version='1.0'?>a", ["<!--?xml version='1.0'?-->", "\"a\""]), ("<!a>b", ["<!--a-->", "\"b\""]),
            ("</ a>b", ["<!-- a-->", "\"b\""]), ("<![CDATA[a]]>b", ["<!--[CDATA[a]]-->", "\"b\""]),
            ("<!DocType html>b", ["<!doctype html>", "\"b\""]),
        ]
    )
    func comments(html: String, expected: [String]) {
        #expect(tokens(html) == expected)
    }

    @Test("Raw text ends at its own end tag, and a script's may hide in comments")
    func rawText() {
        #expect(tokens("<title>a<b>&amp;</title>c") == ["<title>", "\"a<b>&\"", "</title>", "\"c\""])
        #expect(tokens("<style>a</b></STYLE >c") == ["<style>", "\"a</b>\"", "</STYLE>", "\"c\""])
        #expect(tokens("<script>&amp;</scriptx></script>") == ["<script>", "\"&amp;</scriptx>\"", "</script>"])
        #expect(
            tokens("<script><!--<script></script>--></script>c")
                == ["<script>", "\"<!--<script></script>-->\"", "</script>", "\"c\""]
        )
        #expect(tokens("<script><!--</script>c") == ["<script>", "\"<!--\"", "</script>", "\"c\""])
        #expect(tokens("a</b>", .rawText, in: "xmp") == ["\"a</b>\""])
    }

    @Test(
        "Character references are decoded as the standard has it",
        arguments: [
            ("&amp;&lt;&copy&rsquo;", "&<©’"),
            ("&#8217;&#x2019;&#150;&#0;&#xD800;&#x110000;", "’’–\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&notin;&notit;&not;", "∉¬it;¬"), ("&unknown;&;& &#;&#x;", "&unknown;&;& &#;&#x;"), ("&AMP&amp", "&&"),
            ("&acE;", "\u{223E}\u{333}"), ("&#65x", "Ax"),
        ]
    )
    func references(html: String, expected: String) {
        #expect(tokens(html) == ["\"\(expected)\""])
    }

    @Test("An open reference in an address stays as it is")
    func referencesInAttributes() {
        #expect(tokens("<a b='?x=1&copy=2&lt;&ampx'>") == ["<a b=\"?x=1&copy=2<&ampx\">"])
    }
}
