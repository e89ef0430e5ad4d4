import Article
import Wire
import Testing

@testable import Formats

@Suite("Markup is read as events")
struct MarkupReaderTests {
    /// The events of a document in short: `<name attribute='value'>`, `</name>`, text, `!comment`, `?target content`.
    static func events(_ text: String) -> (events: [String], fault: MarkupFault.Reason?, damaged: Int) {
        let bytes = Array(text.utf8)
        var reader = MarkupReader(bytes.span)
        var events: [String] = []
        var run: [UInt8] = []
        while true {
            let event = reader.next()
            if event != .text, !run.isEmpty {
                events.append(String(decoding: run, as: UTF8.self))
                run = []
            }
            switch event {
            case .start:
                let attributes = reader.attributes.map { " \(reader.string($0.name))='\(reader.value(of: $0))'" }
                events.append("<\(reader.string(reader.name))\(attributes.joined())>")
            case .end: events.append("</\(reader.string(reader.name))>")
            case .text: reader.appendText(to: &run)
            case .comment: events.append("!" + reader.string(reader.content))
            case .instruction: events.append("?\(reader.string(reader.name)) \(reader.string(reader.content))")
            case .finished: return (events, reader.fault?.reason, reader.damaged)
            }
        }
    }

    struct Sound: Sendable, CustomTestStringConvertible {
        var text: String
        var events: [String]
        var testDescription: String { text }
    }

    static let sound: [Sound] = [
        Sound(text: "<a/>", events: ["<a>", "</a>"]),
        Sound(text: "<a b='1' c = \"x'y\"></a >", events: ["<a b='1' c='x'y'>", "</a>"]),
        Sound(
            text: "<?xml version='1.0'?>\n<!-- to -->\n<a>b<!--c-->d</a>\n<?e f?>",
            events: ["! to ", "<a>", "b", "!c", "d", "</a>", "?e f"]
        ),
        Sound(text: "<a>1 &lt; 2 &amp;&#38; &#x2019;</a>", events: ["<a>", "1 < 2 && \u{2019}", "</a>"]),
        Sound(text: "<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>", events: ["<a>", "<b>&amp;]]>", "</a>"]),
        Sound(text: "<a b='1\n2\t&#10;3'>x\r\ny\rz</a>", events: ["<a b='1 2 \n3'>", "x\ny\nz", "</a>"]),
        Sound(
            text: "<!DOCTYPE a [<!ENTITY x 'y &amp; z'><!ENTITY % p SYSTEM 'no'> %p;]><a b='&x;'>&x;</a>",
            events: ["<a b='y & z'>", "y & z", "</a>"]
        ),
        Sound(
            text: "<!DOCTYPE a PUBLIC '-//X//DTD > Y//EN' 'no:where'><a>&eacute;&nbsp;</a>",
            events: ["<a>", "é\u{A0}", "</a>"]
        ),
        Sound(
            text:
                "<!DOCTYPE a [<!ATTLIST a b CDATA 'x &amp; y' c (p|q) \"q\" d ID #REQUIRED e CDATA #FIXED 'f'>]><a c='p'/>",
            events: ["<a c='p' b='x & y' e='f'>", "</a>"]
        ),
        Sound(text: "\u{FEFF}<ä:ö ü='é'>日本</ä:ö>", events: ["<ä:ö ü='é'>", "日本", "</ä:ö>"]),
    ]

    @Test("Well-formed markup gives the events of the standard", arguments: sound)
    func readsSoundMarkup(_ sound: Sound) {
        let read = Self.events(sound.text)
        #expect(read.events == sound.events)
        #expect(read.fault == nil)
        #expect(read.damaged == 0)
    }

    static let tolerated: [Sound] = [
        Sound(text: "junk \u{1} <a>x</a>", events: ["<a>", "x", "</a>"]),
        Sound(text: "<a>Smith & Sons &c; R&D</a>", events: ["<a>", "Smith & Sons &c; R&D", "</a>"]),
        Sound(text: "<a>one\u{1}two</a>", events: ["<a>", "onetwo", "</a>"]),
        Sound(text: "<a b='x?c=1&copy=2'/>", events: ["<a b='x?c=1&copy=2'>", "</a>"]),
        Sound(text: "<a>&#8217 5 < 6 </a>", events: ["<a>", "\u{2019} 5 < 6 ", "</a>"]),
        Sound(text: "<a b='1'c='2' b='3'/>", events: ["<a b='1' c='2'>", "</a>"]),
        Sound(text: "<a>x</a> and more", events: ["<a>", "x", "</a>"]),
        Sound(text: "<a>x</a><b/>", events: ["<a>", "x", "</a>"]),
    ]

    @Test("What leaves no doubt is tolerated, and counted", arguments: tolerated)
    func toleratesSlips(_ sound: Sound) {
        let read = Self.events(sound.text)
        #expect(read.events == sound.events)
        #expect(read.fault == nil)
        #expect(read.damaged > 0)
    }

    @Test("White space before the declaration is no damage")
    func acceptsLeadingSpace() {
        #expect(Self.events("\n \t<?xml version='1.0'?><a/>").damaged == 0)
    }

    @Test(
        "What breaks the grammar ends the reading",
        arguments: [
            ("<a>", MarkupFault.Reason.endsEarly), ("<a><b></b>", .endsEarly), ("<a b='1", .endsEarly),
            ("<a><!-- x", .endsEarly), ("<a><![CDATA[x]]", .endsEarly), ("<a><b></a>", .mismatchedEndTag),
            ("<a b=1/>", .malformedTag), ("<a b/>", .malformedTag), ("", .noElement), ("text", .noElement),
            ("<!DOCTYPE a", .endsEarly),
        ]
    )
    func endsAtFaults(_ text: String, _ reason: MarkupFault.Reason) {
        #expect(Self.events(text).fault == reason)
    }

    @Test("A fault names its line, and what came before it stands")
    func keepsWhatWasWhole() {
        let bytes = Array("<a>\n<b>1</b>\n<b>2</c>\n</a>".utf8)
        let tree = MarkupTree(xml: bytes.span)
        #expect(tree.fault?.line == 3)
        #expect(tree.fault?.explanation == "has an end tag in line 3 that closes no open element")
        let items = tree.root?.children("b") ?? []
        #expect(items.map(\.isFinished) == [true, false])
        #expect(items.first?.text == "1")
    }

    @Test("Elements nest 256 deep and no deeper")
    func boundsDepth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        }
        #expect(Self.events(nested(256)).fault == nil)
        #expect(Self.events(nested(257)).fault == .tooDeep(256))
    }

    @Test("Entities add no more than their bound, however they are nested")
    func boundsExpansion() {
        var text = "<!DOCTYPE a [<!ENTITY e0 '\(String(repeating: "x", count: 1_000))'>"
        for level in 1..<12 {
            text += "<!ENTITY e\(level) '\(String(repeating: "&e\(level - 1);", count: 10))'>"
        }
        text += "]><a>&e11;</a>"
        let bytes = Array(text.utf8)
        let tree = MarkupTree(xml: bytes.span)
        #expect((tree.root?.textBytes.count ?? 0) < 4 * DocumentLimits().xmlEntities)
        #expect(tree.damaged > 0)
        #expect(Self.events("<!DOCTYPE a [<!ENTITY e '&e;'>]><a>&e;</a>").damaged > 0)
    }

    @Test("Prefixes are resolved by what is bound where they stand, and known ones without it")
    func resolvesPrefixes() throws {
        let text = """
            <r xmlns:x='http://purl.org/dc/elements/1.1/'><x:creator/><content:encoded/><y xmlns='http://www.w3.org/2005/Atom'>
            <z/></y><z/><q:z/></r>
            """
        let bytes = Array(text.utf8)
        let root = try #require(MarkupTree(xml: bytes.span).root)
        let children = Array(root.children)
        #expect(
            children.map(\.name.namespace) == [.dublinCore, .contentModule, .atom, .none, .unknown]
        )
        #expect(children[2].child("z")?.name.namespace == .atom)
        #expect(children[0].name.prefix == "x")
    }

    @Test("A tree gives children, paths, text and attributes")
    func navigates() throws {
        let bytes = Array("<r><a k='1' x:k='2'>one <b>two</b> three</a><c/><a>four</a></r>".utf8)
        let root = try #require(MarkupTree(xml: bytes.span).root)
        #expect(root.children("a").map(\.text) == ["one two three", "four"])
        #expect(root.descend("a", "b")?.text == "two")
        #expect(root.child("a")?.attribute("k") == "1")
        #expect(root.child("a")?.attribute("k", .unknown) == "2")
        #expect(root.descendants("b").count == 1)
        #expect(root.child("c")?.descendants("b").isEmpty == true)
        #expect(root.outermost { $0.local == "a" }.count == 2)
        #expect(root.child("a")?.child("b")?.parent?.local == "a")
    }
}
