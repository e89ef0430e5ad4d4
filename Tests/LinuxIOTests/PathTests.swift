import LinuxIO
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
}
