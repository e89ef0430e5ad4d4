import LinuxIO
import Operations
import Testing

@testable import Ingest

@Suite("The path under which a file from the quarantine is read")
struct ReturnPathTests {
    private static let standard = IgnorePattern.standard.map { NamePattern($0.pattern) }

    @Test(
        "A name that the inbox leaves alone is given the nearest one that is read, and any other stays",
        arguments: [
            ("story.txt", "story.txt"), ("pack.zip/story.txt", "pack.zip/story.txt"), ("a.tmp.txt", "a.tmp.txt"),
            ("pack.zip/draft.swp", "pack.zip/draft.swp.retried"), ("pack.zip/.notes.txt", "pack.zip/notes.txt"),
            ("pack.zip/story~", "pack.zip/story~.retried"),
            ("pack.zip/@eaDir/x.txt", "pack.zip/@eaDir.retried/x.txt"),
            ("pack.zip/.draft.swp", "pack.zip/draft.swp.retried"),
            ("pack.zip/desktop.ini", "pack.zip/desktop.ini.retried"), ("box.mbox/#1", "box.mbox/#1"),
        ]
    )
    func names(_ path: String, _ wanted: String) {
        let found = ReturnPath(patterns: Self.standard, depth: 16).path(for: Path(path))
        #expect(found?.display == wanted)
    }

    @Test("A path that is deeper than the inbox is read goes to the deepest folder that is, and a long name is cut")
    func bounds() {
        let rule = ReturnPath(patterns: Self.standard, depth: 2)
        #expect(rule.path(for: "a/b/c/d/e.txt") == "a/b/e.txt")
        #expect(rule.path(for: "a/b/e.txt") == "a/b/e.txt")
        let long = String(repeating: "x", count: 251) + ".swp"
        #expect(rule.path(for: Path(long))?.bytes.count == FreeName.longest)
    }

    @Test("There is none where every name is left alone")
    func none() {
        #expect(ReturnPath(patterns: ["*"], depth: 16).path(for: "pack.zip/one.txt") == nil)
    }
}
