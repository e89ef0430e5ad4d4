import Archive
import Article
import Base
import LinuxIO
import Testing

@testable import Ingest

@Suite("Which archived file a later one of its path completes")
struct ArchivedFilesTests {
    private static let second: Int64 = 1_000_000_000
    private static let story = ContentID.of(headline: "h", paragraphs: ["b"])

    private static func add(
        _ text: String,
        _ sequence: Int64,
        to files: ArchivedFiles,
        path: Path = "a.txt",
        at: Int64 = 0
    ) {
        let bytes = Array(text.utf8)
        let identity = DeliveryIdentity(
            path: path,
            bytes: Int64(bytes.count),
            modified: 1,
            digest: SHA256Digest(of: bytes)
        )
        files.add(.init(sequence: sequence, story: story), at: 1, of: identity, time: at)
    }

    private static func piece(_ text: String, _ files: ArchivedFiles, path: Path = "a.txt", now: Int64 = 0) -> Int64? {
        let bytes = Array(text.utf8)
        let span = bytes.span
        return files.pieces(of: path, in: span, now: now)[1]?.sequence
    }

    @Test("One that begins with all its bytes and goes on completes it, the longest one first, and nothing else does")
    func rule() {
        let files = ArchivedFiles(window: 60, limit: 10)
        Self.add("The ferry", 1, to: files)
        Self.add("The ferry sails", 2, to: files)
        #expect(Self.piece("The ferry sails again", files) == 2)
        #expect(Self.piece("The ferry is late", files) == 1)
        #expect(Self.piece("The ferry sails", files) == 1)
        #expect(Self.piece("The ferry", files) == nil)
        #expect(Self.piece("the ferry sails again", files) == nil)
        #expect(Self.piece("Now: The ferry sails", files) == nil)
        #expect(Self.piece("The ferry sails again", files, path: "b.txt") == nil)
        #expect(Self.piece("The ferry sails again", files, path: "in/a.txt") == nil)
    }

    @Test("After the window, and beyond the limit, nothing is completed")
    func bounds() {
        let files = ArchivedFiles(window: 60, limit: 2)
        Self.add("The ferry", 1, to: files, at: 10 * Self.second)
        #expect(Self.piece("The ferry sails", files, now: 70 * Self.second) == 1)
        #expect(Self.piece("The ferry sails", files, now: 71 * Self.second) == nil)
        Self.add("One", 2, to: files, path: "b.txt")
        Self.add("Two", 3, to: files, path: "c.txt")
        #expect(Self.piece("The ferry sails", files, now: 10 * Self.second) == nil)
        #expect(Self.piece("Two more", files, path: "c.txt") == 3)
    }
}
