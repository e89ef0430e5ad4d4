import LinuxIO
import TestSupport
import Testing

@Suite("Paths and what a person sees of them")
struct PathTests {
    @Test("A name with control and bidirectional characters is shown in one harmless line")
    func hostileNameIsEscaped() {
        #expect(Path("a\u{1B}[31m\nb\u{202E}txt.exe").display == "a\\u{1b}[31m\\nb\\u{202e}txt.exe")
    }

    @Test("A name that is no UTF-8 is shown byte by byte")
    func undecodableNameIsShownInBytes() {
        let name = Path([0x61, 0xFF, 0x5C])
        #expect(name.text == nil)
        #expect(name.display == "a\\xff\\x5c")
    }

    @Test("A name is read back from what is shown of it, whatever its bytes are")
    func displayedIsReadBack() {
        var random = SeededGenerator(seed: 8)
        let pieces: [[UInt8]] = [
            [0x5C], [0x0A], [0x0D], [0x09], [0x1B], [0x7F], [0xFF], [0xC3, 0xA9], [0xE2, 0x80, 0xAE],
            Array("u{1b}".utf8),
            Array("x41".utf8), Array("a".utf8), Array("%41".utf8), Array("/".utf8), [0xF3, 0xA0, 0x80, 0x81],
        ]
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...8, using: &random)).flatMap { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
            #expect(Path(displayed: Path(bytes).display) == Path(bytes))
        }
    }

    @Test(
        "What is no escape of ours is no name that was shown",
        arguments: [#"a\"#, #"\q"#, #"\x4"#, #"\xg0"#, #"\x00"#, #"\u{110000}"#, #"\u{}"#, #"\u1b"#, #"\u{1b"#]
    )
    func noDisplay(text: String) {
        #expect(Path(displayed: text) == nil)
    }

    @Test("A path is taken apart and put together again")
    func partsOfAPath() {
        let path = Path("tass").appending("2016").appending("aleppo.txt")
        #expect(path == "tass/2016/aleppo.txt")
        #expect(path.name == "aleppo.txt")
        #expect(path.folder == "tass/2016")
        #expect(path.components == ["tass", "2016", "aleppo.txt"])
        #expect(Path("alone").folder.isEmpty)
    }

    @Test("A path ends at the first NUL, as it does for the kernel")
    func nulEndsAPath() {
        #expect(Path([0x61, 0, 0x62]) == "a")
    }

    @Test("Text that was escaped once is shown as it is, and what was not is escaped")
    func escapedAgain() {
        let path: Path = "a\\b\nc"
        #expect(path.display == #"a\\b\nc"#)
        #expect(path.display.escapedAgainForDisplay == path.display)
        #expect("\(path.display)\u{1B}[31m".escapedAgainForDisplay == path.display + #"\u{1b}[31m"#)
    }

    @Test("A path that is no UTF-8 is percent-encoded in one way, in which no space is left, and comes back from it")
    func percentEncoding() {
        let path = Path([0xFF, 0x20, 0x25] + Array("a~/\u{7F}".utf8))
        #expect(path.percentEncoded == "%FF%20%25a~/%7F")
        #expect(Path(percentEncoded: path.percentEncoded) == path)
        #expect(path.encoded.encoding == "percent")
        #expect(Path("a b").encoded.text == "a b")
        for text in ["%", "%F", "%G0", "%0g"] { #expect(Path(percentEncoded: text) == nil) }
        // As a person may type it, or an earlier version wrote it.
        #expect(Path(percentEncoded: "%ff %25")?.percentEncoded == "%FF%20%25")
    }
}
