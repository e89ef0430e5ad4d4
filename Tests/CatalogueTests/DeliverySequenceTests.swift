import Archive
import Base
import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("Archive and ledger tell all deliveries in their order")
struct DeliverySequenceTests {
    private let desk: ArchivedStories
    private let ledger: ArchiveDirectory
    private let writer: LedgerWriter

    init() throws {
        desk = try ArchivedStories(count: 0)
        let folder = try desk.fileSystem.openOrMakeRoot(desk.directory.root.appending("deliveries"))
        ledger = ArchiveDirectory(folder, of: .deliveries, fileSystem: desk.fileSystem)
        writer = try LedgerWriter(ledger, recovered: RecoveredArchive())
    }

    private func entry(_ number: Int64, _ outcome: Outcome = .duplicate, path: Path? = nil) -> LedgerEntry {
        LedgerEntry(
            number: number,
            outcome: outcome,
            reason: outcome == .archived ? nil : "reason",
            explanation: outcome == .archived ? "archived 1 of 2; 1 duplicate" : nil,
            article: outcome == .duplicate ? 1 : nil,
            articles: outcome == .archived ? 2 : 0,
            parts: outcome == .ignored
                ? [] : [PartCount(outcome == .quarantined ? .refused : .duplicate, format: "text")],
            path: path ?? Path("ledger-\(number).txt"),
            bytes: 1,
            modified: 5,
            digest: nil
        )
    }

    /// So many parts of each outcome, all read from text.
    private func parts(archived: Int, duplicates: Int, refused: Int) -> [PartCount] {
        [
            PartCount(.archived, format: "text", count: archived),
            PartCount(.duplicate, format: "text", count: duplicates),
            PartCount(.refused, format: "text", count: refused),
        ]
    }

    private func rows() throws -> [CatalogueReader.Entry] {
        try desk.openCatalogue().catchUp(with: desk.archive, ledger)
        return try desk.rows()
    }

    @Test("Rows have the numbers of the deliveries, whatever stands in which file, with gaps where a number is missing")
    func order() throws {
        try desk.append(2, numbers: [1, 4])
        try writer.append([entry(2), entry(3, .quarantined), entry(6, .ignored)], at: desk.time)
        try desk.append(1, numbers: [7])
        let rows = try rows()
        #expect(rows.map(\.row) == [1, 2, 3, 4, 6, 7])
        #expect(rows.map(\.outcome) == [.archived, .duplicate, .quarantined, .archived, .ignored, .archived])
        #expect(rows[1].contentID == desk.appended[0].contentID)
        let reader = try CatalogueReader(at: desk.cataloguePath)
        let deliveries: [Outcome: Int] = [.archived: 3, .duplicate: 1, .quarantined: 1, .ignored: 1]
        #expect(try reader.tallies() == Tallies(deliveries, parts: parts(archived: 3, duplicates: 1, refused: 1)))
    }

    @Test("Records from before there was a ledger take the numbers that no line of the ledger has")
    func withoutNumbers() throws {
        try desk.append(3)
        try writer.append([entry(2), entry(3), entry(5)], at: desk.time)
        #expect(try rows().map(\.row) == [1, 2, 3, 4, 5, 6])
        #expect(
            try desk.rows().map(\.outcome) == [.archived, .duplicate, .duplicate, .archived, .duplicate, .archived]
        )
    }

    @Test("A line about a delivery that has records is told with them, in one step or in another")
    func supplement() throws {
        try desk.append(2, numbers: [1, 2])
        let text = try #require(try desk.identities(in: desk.archive).first)
        var line = entry(1, .archived, path: text.path)
        (line.bytes, line.modified, line.digest) = (text.bytes, text.modified, text.digest)
        line.article = 1
        try writer.append([line], at: desk.time)
        let together = try rows()
        #expect(together.map(\.articles) == [2, 1])
        #expect(together.map(\.explanation) == ["archived 1 of 2; 1 duplicate", nil])
        try Catalogue.remove(at: desk.cataloguePath)
        let catalogue = try desk.openCatalogue()
        try catalogue.catchUp(with: desk.archive)
        #expect(try desk.rows().map(\.explanation) == [nil, nil])
        let known = try catalogue.articles([desk.appended[0].contentID])
        #expect(known.values.map(\.isExplained) == [false])
        try catalogue.catchUp(with: desk.archive, ledger)
        #expect(try desk.rows() == together)
    }

    @Test("An older copy of a catalogue reads the rest of both, and then is like a new one", arguments: [1, 2, 5, 100])
    func older(step: Int) throws {
        try desk.append(2, numbers: [1, 4])
        try writer.append([entry(2), entry(3)], at: desk.time)
        _ = try rows()
        try desk.append(3, numbers: [5, 6, 9])
        try writer.append([entry(7), entry(8), entry(10)], at: desk.time + 1_000_000_000)
        let caughtUp = try desk.openCatalogue().catchUp(with: desk.archive, ledger, inStepsOf: step)
        #expect(caughtUp.records == 3)
        #expect(caughtUp.ledgerLines == 3)
        #expect(caughtUp.bytes == caughtUp.totalBytes)
        let older = try desk.rows()
        try Catalogue.remove(at: desk.cataloguePath)
        #expect(try rows() == older)
        #expect(older.map(\.row) == Array(1...10))
        let again = try desk.openCatalogue().catchUp(with: desk.archive, ledger)
        #expect((again.records, again.ledgerLines) == (0, 0))
    }

    @Test("A damaged line of the ledger is passed over, and the others are entered")
    func damaged() throws {
        try writer.append([entry(1), entry(2), entry(3)], at: desk.time)
        desk.directory.expectDamage()
        let segment = try #require(try ledger.segments().first)
        let path = "deliveries/" + segment.name.path.display
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: desk.directory.path + "/" + path)))
        bytes[bytes.count / 2] ^= 1
        try desk.directory.write(bytes, to: path)
        let caughtUp = try desk.openCatalogue().catchUp(with: desk.archive, ledger)
        #expect(caughtUp.damagedLines == 1)
        #expect(caughtUp.firstDamage?.position.segment.kind == .deliveries)
        #expect(try desk.rows().map(\.row) == [1, 3])
    }

    @Test("Counts are the same from a catalogue, from an older one, and from archive and ledger alone")
    func tallies() throws {
        try desk.append(2, numbers: [1, 4])
        try writer.append([entry(2), entry(3, .quarantined)], at: desk.time)
        func counted(_ catalogue: CatalogueReader?) throws -> Tallies {
            try DeliveryTallies(desk.archive, ledger, catalogue).tallies()
        }
        let alone = try counted(nil)
        #expect(
            alone
                == Tallies(
                    [.archived: 2, .duplicate: 1, .quarantined: 1],
                    parts: parts(archived: 2, duplicates: 1, refused: 1)
                )
        )
        _ = try rows()
        #expect(try counted(try CatalogueReader(at: desk.cataloguePath)) == alone)
        try desk.append(1, numbers: [5], mark: "UPDATE 2-")
        try writer.append([entry(6)], at: desk.time + 1_000_000_000)
        let older = try counted(try CatalogueReader(at: desk.cataloguePath))
        #expect(
            older
                == Tallies(
                    [.archived: 3, .duplicate: 2, .quarantined: 1],
                    revisions: 1,
                    parts: parts(archived: 3, duplicates: 2, refused: 1)
                )
        )
        #expect(try counted(nil) == older)
    }
}
