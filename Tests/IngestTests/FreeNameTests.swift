import LinuxIO
import Testing

@testable import Ingest

@Suite("A name that is free")
struct FreeNameTests {
    @Test(
        "The number of the try stands ahead of the extension",
        arguments: [
            ("story.txt", 1, "story.txt"), ("story.txt", 2, "story~2.txt"), ("story", 3, "story~3"),
            (".hidden", 2, ".hidden~2"), ("a.b.xml", 2, "a.b~2.xml"),
        ]
    )
    func numberStandsBeforeExtension(_ name: String, _ attempt: Int, _ expected: String) {
        #expect(FreeName(name: Path(name)).attempt(attempt) == Path(expected))
    }

    @Test("A name of 255 bytes stays within the limit with a number and with what is appended")
    func longNameIsShortened() {
        let name = Path(String(repeating: "ä", count: 125) + "x.txt")
        #expect(name.bytes.count == 255)
        let free = FreeName(name: name)
        #expect(free.attempt(1) == name)
        #expect(free.attempt(12).bytes.count <= 255)
        let reserved = free.attempt(2, reserving: 12)
        #expect(reserved.bytes.count <= 243)
        #expect(reserved.text?.hasSuffix("ä~2.txt") == true)
    }

    @Test(
        "The number of a name that was taken is taken off again, and no other tilde",
        arguments: [
            ("story.txt", "story.txt"), ("story~2.txt", "story.txt"), ("story~12.tar", "story.tar"),
            ("story~2", "story"),
            ("story~.txt", "story~.txt"), ("~2.txt", "~2.txt"), ("a~b.txt", "a~b.txt"),
            ("story~2x.txt", "story~2x.txt"),
        ] as [(Path, Path)]
    )
    func withoutNumber(name: Path, original: Path) {
        #expect(FreeName.withoutNumber(name) == original)
    }
}
