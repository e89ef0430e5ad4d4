import LinuxIO
import Testing

@Suite("Patterns for paths in the inbox")
struct PathPatternTests {
    @Test(
        "A pattern fits part by part, and `**` any number of folders",
        arguments: [
            ("tass/**", "tass/a.txt", true), ("tass/**", "tass/x/y/a.txt", true), ("tass/**", "tass", false),
            ("tass/**", "afp/tass/a.txt", false), ("**", "a.txt", true), ("**", "x/a.txt", true),
            ("tass/*", "tass/a.txt", true), ("tass/*", "tass/x/a.txt", false), ("*", "tass/a.txt", false),
            ("**/ru/*.txt", "ru/a.txt", true), ("**/ru/*.txt", "x/y/ru/a.txt", true),
            ("**/ru/*.txt", "ru/x/a.txt", false), ("**/ru/**", "x/ru/y/a.txt", true),
            ("a/**/b/**/c", "a/b/x/b/y/c", true),
            ("a/**/b/**/c", "a/b/x/c/y", false), ("**/**", "a", true), ("t?ss/[ab]*", "tass/b1", true),
            ("t?ss/[ab]*", "tass/c1", false), ("*/x", "a/b/x", false), ("tass/**/", "tass/x/a", true),
            // A file, or a folder with all that lies in it.
            ("tass", "tass", true), ("tass", "tass/x/a.txt", true), ("tass", "tassovka/a.txt", false),
            ("tass/", "tass/a.txt", true), ("tass/", "tass", false), ("tass/ru", "tass/ru/x", true),
            ("tass*", "tass1/a.txt", false), ("новости/**", "новости/a.txt", true),
        ]
    )
    func fits(_ pattern: String, _ path: String, _ fits: Bool) throws {
        #expect(try #require(PathPattern(pattern)).matches(Path(path)) == fits)
    }

    @Test(
        "What can be no path beneath the inbox is no pattern",
        arguments: ["", "/", "/tass/**", "//", "tass//x", "../x", "tass/./x", "tass/..", "a\0b"]
    )
    func refused(_ pattern: String) {
        #expect(PathPattern(pattern) == nil)
    }

    @Test("A pattern of many `**` takes no more steps than its length and the path's multiplied")
    func linear() throws {
        let pattern = try #require(PathPattern(String(repeating: "**/a/", count: 200) + "b"))
        let path = Path(String(repeating: "a/", count: 2_000) + "c")
        let began = ContinuousClock.now
        #expect(!pattern.matches(path))
        #expect(ContinuousClock.now - began < .seconds(20))
    }
}
