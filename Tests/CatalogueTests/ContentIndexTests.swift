import Archive
import Article
import Base
import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

/// A catalogue whose index has small runs, so that a few thousand articles go through all that millions would.
private struct SmallIndex {
    let directory = try? ScratchDirectory()
    var path: Path { Path((directory?.path ?? "") + "/catalogue.sqlite") }

    func open() throws -> Catalogue { try Catalogue(at: path, indexBits: 0) }

    static func id(_ number: Int, prefix: UInt64? = nil) -> ContentID? {
        var random = SeededGenerator(seed: UInt64(number))
        let words = [prefix ?? random.next(), random.next(), random.next(), random.next()]
        let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
        return ContentID(bytes: bytes.span)
    }

    static func entry(_ number: Int, prefix: UInt64? = nil) throws -> DeliveryEntry {
        let day = try #require(CivilDate(year: 2026, month: 11, day: 22))
        let position = ArchivePosition(segment: SegmentName(day: day, number: 1), offset: Int64(number) * 100)
        return DeliveryEntry(
            time: 1_795_300_000_000_000_000,
            path: Path("f\(number).txt"),
            bytes: 100,
            modified: Int64(number),
            digest: SHA256Digest(of: [UInt8(number & 255)]),
            outcome: .archived,
            sequence: Int64(number),
            articles: 1,
            added: [
                DeliveryEntry.AddedArticle(
                    contentID: try #require(id(number, prefix: prefix)),
                    sequence: Int64(number),
                    position: position,
                    length: 100
                )
            ]
        )
    }

    static func enter(_ numbers: ClosedRange<Int>, into catalogue: Catalogue) throws {
        let day = try #require(CivilDate(year: 2026, month: 11, day: 22))
        let end = ArchivePosition(segment: SegmentName(day: day, number: 1), offset: Int64(numbers.upperBound) * 100)
        _ = try catalogue.enter(try numbers.map { try entry($0) }, mark: CatalogueMark(archive: end), moved: 0)
    }

    /// What the index finds, asked in the ways that the daemon and a command ask.
    func expectToFind(_ numbers: some Sequence<Int>, of last: Int, in catalogue: Catalogue) throws {
        let reader = try CatalogueReader(at: path)
        for number in numbers {
            let id = try #require(SmallIndex.id(number))
            let expected = number <= last ? Int64(number) : nil
            #expect(try catalogue.articles([id])[id]?.sequence == expected)
            #expect(try reader.location(of: .contentID(id))?.sequence == expected)
        }
    }
}

@Suite("The index of content ids")
struct ContentIndexTests {
    @Test("Every article is found, and no other, while runs are made, merged and removed")
    func articlesAreFound() throws {
        let index = SmallIndex()
        let catalogue = try index.open()
        // 20,000 articles in runs of 256 make 78 runs, 9 merges of the first level and one of the second.
        for start in stride(from: 1, through: 20_000, by: 500) {
            try SmallIndex.enter(start...start + 499, into: catalogue)
            let last = start + 499
            try index.expectToFind([1, last / 2, last - 300, last, last + 1], of: last, in: catalogue)
        }
        try index.expectToFind(stride(from: 1, through: 20_100, by: 37), of: 20_000, in: catalogue)
    }

    @Test("A catalogue that is opened again at any moment goes on where it was")
    func reopenedIndexGoesOn() throws {
        let index = SmallIndex()
        for start in stride(from: 1, through: 9_000, by: 250) {
            let catalogue = try index.open()
            try SmallIndex.enter(start...start + 249, into: catalogue)
            try index.expectToFind([1, start / 2 + 1, start, start + 249, start + 250], of: start + 249, in: catalogue)
            try catalogue.close()
        }
        try index.expectToFind(stride(from: 1, through: 9_100, by: 17), of: 9_000, in: try index.open())
        #expect(try faults(of: index).isEmpty)
    }

    @Test("Two ids that begin with the same 64 bits are told apart")
    func likeIdsAreToldApart() throws {
        let index = SmallIndex()
        let catalogue = try index.open()
        let entries = try (1...2_000).map { try SmallIndex.entry($0, prefix: 0x0123_4567_89AB_CDEF) }
        _ = try catalogue.enter(entries, mark: CatalogueMark(), moved: 0)
        for number in [1, 2, 255, 256, 1_999, 2_000] {
            let id = try #require(SmallIndex.id(number, prefix: 0x0123_4567_89AB_CDEF))
            #expect(try catalogue.articles([id])[id]?.sequence == Int64(number))
        }
        let unknown = try #require(SmallIndex.id(2_001, prefix: 0x0123_4567_89AB_CDEF))
        #expect(try catalogue.articles([unknown]).isEmpty)
    }

    @Test("A transaction that fails leaves the index as it was")
    func failedTransactionChangesNothing() throws {
        let index = SmallIndex()
        let catalogue = try index.open()
        try SmallIndex.enter(1...300, into: catalogue)
        #expect(throws: CatalogueError.self) { try SmallIndex.enter(300...600, into: catalogue) }
        try index.expectToFind([1, 256, 300, 301, 600], of: 300, in: catalogue)
        try SmallIndex.enter(301...600, into: catalogue)
        try index.expectToFind([1, 256, 300, 301, 600], of: 600, in: catalogue)
    }

    @Test(
        "An index that was tampered with is found damaged when it is read, or by an inspection",
        arguments: [
            "DELETE FROM filter", "DELETE FROM bucket WHERE place % 7 = 1",
            "UPDATE bucket SET entries = substr(entries, 1, 120)", "UPDATE filter SET bits = zeroblob(length(bits))",
            "UPDATE run SET first = first + 1", "UPDATE run SET bits = bits + 70", "DELETE FROM run",
        ]
    )
    func tamperedIndexIsNoticed(statement: String) throws {
        let index = SmallIndex()
        let catalogue = try index.open()
        try SmallIndex.enter(1...5_000, into: catalogue)
        try catalogue.close()
        #expect(try faults(of: index).isEmpty)
        let script = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute(sys.argv[2]); d.commit()"
        let ran = try Program.run("python3", ["-c", script, index.path.display, statement])
        #expect(ran.status == 0)
        // Without its runs an index is no less right: it is made from the articles.
        if statement == "DELETE FROM run" {
            try index.expectToFind([1, 2_500, 5_000, 5_001], of: 5_000, in: try index.open())
        } else {
            #expect(try !faults(of: index).isEmpty)
        }
    }

    /// What an inspection of the catalogue says of the index.
    private func faults(of index: SmallIndex) throws -> [String] {
        let reader = try CatalogueReader(at: index.path)
        do { return try reader.indexFaults() } catch { return [error.description] }
    }
}
