import Article
import Wire
import Formats
import Testing

@Suite("tar archives")
struct TarTests {
    @Test("Files are members, folders are passed over, links are no news")
    func members() {
        let archive =
            MadeContainer.tarMember("wire/", [], type: "5") + MadeContainer.tarMember("wire/a.txt", Array("One".utf8))
            + MadeContainer.tarMember("wire/b", [], type: "2") + MadeContainer.tarMember("../c.txt", Array("Two".utf8))
            + MadeContainer.tarEnd
        let taken = Taken(TarFormat(), archive)
        #expect(taken.names == ["wire/a.txt", "wire/b", "../c.txt"])
        #expect(taken.contents == ["One", "no news: link", "Two"])
        #expect(taken.notes.isEmpty && taken.error == nil)
    }

    @Test("Long names come from pax headers and from those of GNU tar")
    func longNames() {
        let name = String(repeating: "folder/", count: 40) + "story.txt"
        var record = " path=\(name)\n"
        record = "\(record.utf8.count + 3)" + record
        let pax = MadeContainer.tarMember("x", Array(record.utf8), type: "x")
        let gnu = MadeContainer.tarMember("././@LongLink", Array((name + "\0").utf8), type: "L")
        let file = MadeContainer.tarMember("short", Array("text".utf8))
        #expect(Taken(TarFormat(), pax + file + file + MadeContainer.tarEnd).names == [name, "short"])
        #expect(Taken(TarFormat(), gnu + file + MadeContainer.tarEnd).names == [name])
    }

    @Test("An archive that ends in a member refuses the member, and says that it ends early")
    func cut() {
        let archive = MadeContainer.tarMember("a", Array("whole".utf8)) + MadeContainer.tarMember("b", [], size: 5_000)
        let taken = Taken(TarFormat(), archive)
        #expect(taken.contents == ["whole", "refused: broken-container"])
        #expect(taken.notes == [.endsEarly])
    }

    @Test("The size in a header is believed no further than the limits")
    func limits() {
        let large = MadeContainer.tarMember("a", [UInt8](repeating: 0x61, count: 3_000))
        let archive = large + MadeContainer.tarMember("b", Array("text".utf8)) + MadeContainer.tarEnd
        #expect(
            Taken(TarFormat(), archive, limits: ContainerLimits(memberBytes: 1_000)).contents == [
                "refused: member-too-large", "text",
            ]
        )
        #expect(
            Taken(TarFormat(), archive, limits: ContainerLimits(allowance: 100, ratio: 0)).code == "unpacks-too-large"
        )
        #expect(Taken(TarFormat(), archive, limits: ContainerLimits(members: 1)).code == "too-many-members")
    }

    @Test("A tar is known by its checksum, whatever its name")
    func recognized() {
        let archive = MadeContainer.tarMember("a", Array("text".utf8))
        #expect(TarFormat().recognizes(bytes: archive))
        #expect(!TarFormat().recognizes(bytes: [UInt8](repeating: 0x61, count: 600)))
        #expect(!TarFormat().recognizes(bytes: [UInt8](repeating: 0, count: 600)))
    }
}
