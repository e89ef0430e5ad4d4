import Archive
import Article
import Catalogue
import Foundation
import LinuxIO
import Search
import Testing
import TestSupport

@Suite("The index comes to harm, and comes back from the archive and the catalogue")
struct IndexHarmTests {
    private let desk: MadeDesk

    init() throws {
        desk = try MadeDesk(isInMemory: true)
        var stories = RandomStories(seed: 21)
        try stories.deliver(120, to: desk)
        try desk.enterCatalogue()
        try desk.index()
    }

    private func expectRightAnswers(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let (indexed, plain) = (try desk.lookup(), try desk.lookup(usesIndex: false))
        #expect(
            try indexed.articles(ArticleFilter(), limit: 30) == plain.articles(ArticleFilter(), limit: 30),
            sourceLocation: sourceLocation
        )
        #expect(
            try indexed.deliveries(.init(), pattern: NamePattern("*ferry*"), limit: nil)
                == plain.deliveries(.init(), pattern: NamePattern("*ferry*"), limit: nil),
            sourceLocation: sourceLocation
        )
        let query = try SearchQuery("ferry") { _ in nil }
        #expect(
            Set(try indexed.find(query, limit: 500).hits.map(\.entry.sequence))
                == Set(try plain.find(query, limit: 500).hits.map(\.entry.sequence)),
            sourceLocation: sourceLocation
        )
    }

    @Test("Answers are right with an index that is no database, is cut short, or is full of holes", arguments: 0..<6)
    func damaged(way: Int) throws {
        let file = desk.indexPath.display
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        try desk.remove(desk.indexPath)
        switch way {
        case 0: bytes = Array("this is no database, and never was one".utf8)
        case 1: bytes = []
        case 2: bytes.removeLast(bytes.count / 2)
        default:
            var random = SeededGenerator(seed: UInt64(way))
            for _ in 0..<40 {
                let page = Int.random(in: 1..<max(2, bytes.count / 4_096), using: &random) * 4_096
                for index in page..<min(bytes.count, page + 512) {
                    bytes[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
        }
        try desk.scratch.write(bytes, to: "index.sqlite")
        try expectRightAnswers()
        // Who keeps it notices, and rebuilds it.
        let isSound = (try? SearchIndex(at: desk.indexPath).check()) != nil && way != 1
        #expect(!isSound || way == 1)
        try SearchIndex.remove(at: desk.indexPath)
        try desk.index()
        #expect(try desk.lookup().hasIndex)
        try expectRightAnswers()
    }

    @Test("An index that is just being made, and has no tables yet, is passed over without a word")
    func beingMade() throws {
        try desk.remove(desk.indexPath)
        try desk.scratch.write([UInt8](), to: "index.sqlite")
        let lookup = try desk.lookup()
        #expect(!lookup.hasIndex)
        #expect(lookup.indexTrouble == nil)
        try expectRightAnswers()
    }

    @Test("Of a catalogue that was made from the archive alone, what the ledger tells beyond it is found all the same")
    func otherCatalogue() throws {
        try desk.remove(desk.cataloguePath)
        let catalogue = try Catalogue(at: desk.cataloguePath)
        _ = try catalogue.catchUp(with: try desk.archive)
        try catalogue.close()
        try expectRightAnswers()
        try desk.index()
        let indexed = try desk.lookup()
        #expect(try indexed.deliveries(.init(), limit: nil).contains { $0.outcome != .archived })
        try expectRightAnswers()
    }

    @Test("An index of another archive is not believed")
    func otherArchive() throws {
        let other = try MadeDesk(isInMemory: true)
        var stories = RandomStories(seed: 22)
        try stories.deliver(120, to: other)
        try other.enterCatalogue()
        try FileManager.default.removeItem(atPath: other.path + "/archive")
        try FileManager.default.copyItem(atPath: desk.path + "/archive", toPath: other.path + "/archive")
        try desk.remove(desk.indexPath)
        var own = RandomStories(seed: 23)
        let foreign = try MadeDesk(isInMemory: true)
        try own.deliver(40, to: foreign)
        try foreign.enterCatalogue()
        try foreign.index()
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: foreign.indexPath.display + suffix) {
            try FileManager.default.copyItem(
                atPath: foreign.indexPath.display + suffix,
                toPath: desk.indexPath.display + suffix
            )
        }
        let lookup = try desk.lookup()
        #expect(!lookup.hasIndex)
        #expect(lookup.indexTrouble?.description.contains("it is of another archive") == true)
        try expectRightAnswers()
        #expect { try desk.index() } throws: { ($0 as? SearchError)?.kind == .damaged }
    }

    @Test("Two that index at once, by turns and with one cut off, make the same index")
    func byTurns() throws {
        let big = try MadeDesk(isInMemory: true)
        var stories = RandomStories(seed: 24)
        try stories.deliver(1_500, to: big)
        try big.enterCatalogue()
        let indexers = try (0..<2).map { _ in
            try Indexer(try SearchIndex(at: big.indexPath), archive: try big.archive, cataloguePath: big.cataloguePath)
        }
        var turns = 0
        while try indexers[turns % 2].advance().hasMore { turns += 1 }
        #expect(turns >= 2)
        let lookup = try big.lookup()
        #expect(lookup.hasIndex)
        let plain = try big.lookup(usesIndex: false)
        #expect(try lookup.articles(ArticleFilter(), limit: nil) == plain.articles(ArticleFilter(), limit: nil))
        #expect(try lookup.deliveries(.init(), limit: nil) == plain.deliveries(.init(), limit: nil))
    }

    @Test("A damaged record hides no other")
    func damagedRecord() throws {
        let file = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: desk.path + "/archive").sorted().first {
                $0.hasSuffix(".jsonl")
            }
        )
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: desk.path + "/archive/" + file)))
        bytes[200] ^= 0x40
        desk.scratch.expectDamage()
        try desk.scratch.write(bytes, to: "archive/" + file)
        let before = try desk.lookup().articles(ArticleFilter(), limit: nil).count
        try SearchIndex.remove(at: desk.indexPath)
        try desk.index()
        #expect(try desk.lookup().articles(ArticleFilter(), limit: nil).count == before - 1)
        try expectRightAnswers()
    }
}
