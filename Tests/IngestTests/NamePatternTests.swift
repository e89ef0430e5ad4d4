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

    @Test("A pattern of many stars takes no long time")
    func stars() {
        let pattern = NamePattern(String(repeating: "*a", count: 60) + "b")
        #expect(!pattern.matches(Path(String(repeating: "a", count: 255))))
    }
}
