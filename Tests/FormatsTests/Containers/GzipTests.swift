import Wire
import Formats
import Testing

@Suite("gzip")
struct GzipTests {
    @Test("Several members are one content")
    func members() {
        let taken = Taken(
            GzipFormat(),
            MadeContainer.gzip(Array("One ".utf8)) + MadeContainer.gzip([]) + MadeContainer.gzip(Array("two".utf8))
        )
        #expect(taken.contents == ["One two"])
        #expect(taken.containers == ["gzip"])
        #expect(taken.notes.isEmpty)
    }

    @Test("A wrong length is noted, a wrong checksum refuses the content")
    func trailer() {
        let wrongSize = Taken(GzipFormat(), MadeContainer.gzip(Array("text".utf8), size: 9))
        #expect(wrongSize.contents == ["text"])
        #expect(wrongSize.notes == [.wrongLength])
        let wrongChecksum = Taken(GzipFormat(), MadeContainer.gzip(Array("text".utf8), checksum: 9))
        #expect(wrongChecksum.contents == ["refused: broken-container"])
    }

    @Test("A tar in gzip is read as a stream of its members")
    func tar() {
        let tar = MadeContainer.tarMember("a", Array("text".utf8)) + MadeContainer.tarEnd
        let taken = Taken(GzipFormat(), MadeContainer.gzip(tar))
        #expect(taken.names == ["a"])
        #expect(taken.containers == ["gzip", "tar"])
    }
}
