import Article
import Testing

@Suite("The content id")
struct ContentIDTests {
    /// The digest of "Roof\n\nIt leaks.\nIt is old.", by sha256sum.
    private static let known = "sha256:4390018e236ff0b04d456940351d514a725ceebc9186165846970685fad4a1b4"

    @Test("an id is the SHA-256 of headline, blank line and paragraphs")
    func isDigest() {
        #expect(ContentID.of(headline: "Roof", paragraphs: ["It leaks.", "It is old."]).description == Self.known)
    }

    @Test(
        "what a reader does not see makes no other id",
        arguments: [
            ("Roof", "It  leaks.\u{A0}"), ("Ro\u{AD}of", "It\tleaks."), ("\u{FEFF}Roof", "It leaks.\u{200B}"),
            ("Ｒｏｏｆ", "It leaks."),
            (" Roof\u{3000}", "\u{7}It\nleaks."),
        ]
    )
    func invisible(_ headline: String, _ first: String) {
        #expect(ContentID.of(headline: headline, paragraphs: [first, "", "It is old."]).description == Self.known)
    }

    @Test(
        "quotation marks, apostrophes, dashes and ellipses of every kind are one",
        arguments: [
            ("“Roof” isn’t", "\"Roof\" isn't"), ("«Roof» isn´t", "\"Roof\" isn't"), ("„Roof“ isn`t", "\"Roof\" isn't"),
            ("a – b — c ‑ d", "a - b - c - d"), ("a -- b", "a - b"), ("a—b", "a--b"), ("wait…", "wait..."),
            ("「屋根」", "\"屋根\""), ("5″", "5\""),
        ]
    )
    func folds(_ one: String, _ other: String) {
        #expect(ContentID.of(headline: one, paragraphs: ["x"]) == ContentID.of(headline: other, paragraphs: ["x"]))
    }

    @Test("composed and decomposed letters, ligatures and wide forms are one")
    func nfkc() {
        #expect(
            ContentID.of(headline: "Čtení", paragraphs: ["ﬁn"])
                == ContentID.of(headline: "C\u{30C}teni\u{301}", paragraphs: ["fin"])
        )
        #expect(
            ContentID.of(headline: "ｶﾞ № Ⅳ", paragraphs: ["x"]) == ContentID.of(headline: "ガ No IV", paragraphs: ["x"])
        )
        #expect(
            ContentID.of(headline: "각", paragraphs: ["x"])
                == ContentID.of(headline: "\u{1100}\u{1161}\u{11A8}", paragraphs: ["x"])
        )
    }

    @Test("another word, another paragraph end, another headline make another id")
    func differs() {
        let id = ContentID.of(headline: "Roof", paragraphs: ["It leaks.", "It is old."])
        #expect(id != ContentID.of(headline: "Roof", paragraphs: ["It leaks. It is old."]))
        #expect(id != ContentID.of(headline: "Roofs", paragraphs: ["It leaks.", "It is old."]))
        #expect(id != ContentID.of(headline: "Roof", paragraphs: ["It leaks.", "It is cold."]))
    }

    @Test("an id comes back from its text and its bytes, and from nothing else")
    func roundTrip() {
        let id = ContentID.of(headline: "Roof", paragraphs: ["It leaks."])
        #expect(ContentID(id.description) == id)
        #expect(id.withBytes { ContentID(bytes: $0) } == id)
        for text in [
            "", "sha256:", "sha256:" + String(repeating: "g", count: 64), id.description + "0",
            id.description.uppercased(),
        ] {
            #expect(ContentID(text) == nil)
        }
    }

    @Test("the id of an article is that of its headline and body")
    func ofArticle() throws {
        let story = try article("Lace “school” reopens\n\nVOLOGDA, June 10. /TASS/. It’s open…\n\nAt last —\n")
        #expect(story.contentID == ContentID.of(headline: story.headline, paragraphs: story.body))
    }
}
