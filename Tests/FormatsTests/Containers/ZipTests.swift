import Wire
import Formats
import Testing

@Suite("zip archives")
struct ZipTests {
    private typealias Member = MadeContainer.ZipMember

    private func member(_ name: String, _ text: String = "text", _ change: (inout Member) -> Void = { _ in }) -> Member
    {
        var member = Member(name, Array(text.utf8))
        change(&member)
        return member
    }

    @Test("Files are members, folders are passed over, what macOS adds is no news")
    func members() {
        let archive = MadeContainer.zip([member("a/", ""), member("a/b.txt"), member("__MACOSX/a/._b.txt")])
        let taken = Taken(ZipFormat(), archive)
        #expect(taken.names == ["a/b.txt", "__MACOSX/a/._b.txt"])
        #expect(taken.contents == ["text", "no news: metadata"])
    }

    @Test("Members that share bytes refuse the archive")
    func overlapping() {
        let same = MadeContainer.zip([member("a"), member("b") { $0.offset = 0 }])
        #expect(Taken(ZipFormat(), same).code == "overlapping-members")
        let into = MadeContainer.zip([member("a") { $0.packedSize = 40 }, member("b")])
        #expect(Taken(ZipFormat(), into).code == "overlapping-members")
    }

    @Test("A member that is encrypted is refused by name, and so is an archive of such members")
    func encrypted() {
        let some = MadeContainer.zip([member("a") { $0.flags = 1 }, member("b")])
        #expect(Taken(ZipFormat(), some).contents == ["refused: encrypted", "text"])
        #expect(Taken(ZipFormat(), MadeContainer.zip([member("a") { $0.flags = 1 }])).code == "encrypted")
        let method = MadeContainer.zip([member("a") { $0.method = 93 }])
        #expect(Taken(ZipFormat(), method).contents == ["refused: unsupported-method"])
    }

    @Test("Sizes that lie refuse their member")
    func lyingSizes() {
        for size in [3, 5, 1 << 30] {
            let taken = Taken(ZipFormat(), MadeContainer.zip([member("a") { $0.size = size }, member("b")]))
            #expect(taken.members.count == 2 || taken.code == "unpacks-too-large", "\(size)")
            #expect(taken.contents.first != "text")
        }
    }

    @Test("A file that is cut has no directory")
    func cut() {
        let archive = MadeContainer.zip([member("a"), member("b")])
        #expect(Taken(ZipFormat(), Array(archive.dropLast(30))).code == "broken-container")
    }

    @Test("No byte that is changed does more than refuse")
    func changed() {
        let archive = MadeContainer.zip([member("a"), member("b")])
        for index in archive.indices {
            for value: UInt8 in [0, 1, 0xFF] {
                var harmed = archive
                harmed[index] = value
                _ = Taken(ZipFormat(), harmed)
            }
        }
    }
}
