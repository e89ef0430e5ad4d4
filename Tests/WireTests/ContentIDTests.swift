import Text
import Wire
import Article
import Testing

@Suite("The content id")
struct ContentIDTests {
    /// The digest of `roof`, a blank line and `itleaksitisold`, by sha256sum.
    private static let known = "sha256:40abcb085129976f956ae072983c21a8c147cd66a900d3f25d32e6e4605a6404"

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

    @Test(
        "a corrected figure, a changed name, another word or headline make another id",
        arguments: [
            ("It has 3.5 beds", "It has 35 beds"), ("-5 degrees", "5 degrees"), ("at 10:30", "at 1030"),
            ("3 5 7", "35 7"), ("5, 6", "5,6"), ("5 -6", "5-6"), ("€5", "$5"), ("5 Euro", "5.5 Euro"),
            ("+13 votes", "-13 votes"), ("Ida Marsh said", "Ida Marsch said"), ("Müller", "Muller"),
            ("It is cold", "It is old"), ("the 1990s", "the 1980s"), ("1/2", "12"), ("मिल", "मील"), ("ก่า", "กา"),
            ("שָׁלוֹם", "שלום"), ("10%", "10"), ("№ 5", "№ 6"),
        ]
    )
    func differs(_ one: String, _ other: String) {
        #expect(
            ContentID.of(headline: "Roof", paragraphs: [one]) != ContentID.of(headline: "Roof", paragraphs: [other])
        )
        #expect(ContentID.of(headline: one, paragraphs: ["It"]) != ContentID.of(headline: other, paragraphs: ["It"]))
    }

    @Test("words do not move between headline and body")
    func boundary() {
        let id = ContentID.of(headline: "Roof", paragraphs: ["It leaks."])
        #expect(id != ContentID.of(headline: "Roof It", paragraphs: ["leaks."]))
        #expect(id != ContentID.of(headline: "Roof", paragraphs: ["It leaks.", "Badly."]))
    }

    @Test(
        "wrapping, capitals, marks and punctuation make no other id",
        arguments: [
            (["It leaks.", "It is old."], ["It leaks. It is old."]),
            (["It leaks.\nIt is old."], ["It leaks.", "It is old"]),
            (["IT LEAKS!"], ["it leaks"]), (["“It leaks,” he said"], ["It leaks - he said."]),
            (["STRASSE"], ["Straße"]), (["ΟΔΟΣ"], ["οδος"]), (["ПОЖАР"], ["пожар"]),
            (["Alder\t3\nSuvera\t4"], ["Alder | 3", "Suvera | 4"]),
            (["wrapped in 2025", "5 boats"], ["wrapped in 2025 5 boats"]),
            (["a - b"], ["a — b"]), (["well-known"], ["wellknown"]), (["😀 It leaks"], ["It leaks"]),
        ]
    )
    func same(_ one: [String], _ other: [String]) {
        #expect(ContentID.of(headline: "Roof", paragraphs: one) == ContentID.of(headline: "ROOF", paragraphs: other))
    }

    @Test("a text without a letter or digit is told by its signs")
    func signsAlone() {
        #expect(ContentID.of(headline: "!?", paragraphs: ["…"]) == ContentID.of(headline: "!?", paragraphs: ["..."]))
        #expect(ContentID.of(headline: "!?", paragraphs: ["x"]) != ContentID.of(headline: "?!", paragraphs: ["x"]))
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
