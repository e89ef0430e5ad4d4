import LinuxIO
import Testing

@testable import Ingest

@Suite("Patterns for names")
struct NamePatternTests {
    @Test(
        "A pattern fits the whole name, byte by byte",
        arguments: [
            ("*", "", true), ("*", "anything", true), ("*.tmp", ".tmp", true), ("*.tmp", "a.tmp.b", false),
            ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false), ("?", "", false), ("?", "é", false),
            ("??", "é", true),
            ("[abc].txt", "b.txt", true), ("[abc].txt", "d.txt", false), ("[a-c0-9]", "7", true),
            ("[!a-c]", "b", false),
            ("[!a-c]", "z", true), ("[^a]", "b", true), ("[]x]", "]", true), ("[a-]", "-", true), ("[", "[", true),
            ("[abc", "[abc", true), ("*[0-9]", "part-12", true), ("~$*", "~$letter.doc", true), (".*", "a.b", false),
        ]
    )
    func fits(_ pattern: String, _ name: String, _ fits: Bool) {
        #expect(NamePattern(pattern).matches(Path(name)) == fits)
    }

    @Test(
        "A pattern for paths fits a whole path or its last part, and a path as it is shown or stands",
        arguments: [
            ("x*", "tass/x1.txt", true), ("x*", "tass/y/x1.txt", true), ("x*", "tass/y1.txt", false),
            ("x*", "x/y.txt", true), ("tass/*", "tass/x1.txt", true), ("tass/*", "afp/tass/x1.txt", false),
            ("x1", "tass/x1.txt", false), ("x?.txt", "a/x1.txt", true),
            (#"note\u{1b}[31m.txt"#, "b/note\u{1B}[31m.txt", true), (#"a\\b*"#, #"c/a\b.txt"#, true),
            (#"a\b"#, #"a\b"#, true), ("part[1].txt", "part[1].txt", true), ("part[1].txt", "a/part1.txt", true),
            (#"\u{1b}[1].txt"#, "\u{1B}[1].txt", true), (#"\q*"#, #"d/\quit"#, true),
        ]
    )
    func fitsPaths(_ pattern: String, _ path: String, _ fits: Bool) {
        let pattern = NamePattern(forPaths: pattern)
        #expect(pattern.matches(Path(path)) == fits)
        // What paths are sifted by must never leave out one that fits.
        #expect(
            !fits || path.contains(String(decoding: pattern.longestLiteral, as: UTF8.self))
                || pattern.longestLiteral == []
        )
    }

    @Test("A pattern of many stars takes no long time")
    func stars() {
        let pattern = NamePattern(String(repeating: "*a", count: 60) + "b")
        #expect(!pattern.matches(Path(String(repeating: "a", count: 255))))
    }
}
