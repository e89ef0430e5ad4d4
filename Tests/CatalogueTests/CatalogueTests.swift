import Archive
import Article
import Base
import Catalogue
import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite("The catalogue comes back from the archive")
struct CatalogueTests {
    /// So many articles that were archived from text.
    private func archived(_ count: Int) -> [PartCount] { [PartCount(.archived, format: "text", count: count)] }

    @Test("Entered deliveries are found by content id, sequence number and as the last one")
    func enteredDeliveriesAreFound() throws {
        let desk = try ArchivedStories(count: 3)
        let catalogue = try desk.openCatalogue()
        try catalogue.catchUp(with: desk.archive)
        let reader = try CatalogueReader(at: desk.cataloguePath)
        let third = try #require(try reader.location(of: .last))
        #expect(third.sequence == 3)
        #expect(try reader.location(of: .sequence(3)) == third)
        #expect(try reader.location(of: .contentID(desk.appended[2].contentID)) == third)
        #expect(try reader.location(of: .sequence(4)) == nil)
        let record = try ArchiveReader(desk.archive).record(at: third.position, length: third.length)
        #expect(record.headline == desk.headline(3))
        #expect(try reader.tallies() == Tallies([.archived: 3], parts: archived(3)))
    }

    @Test("Revisions are counted by day and in all, and a catalogue that is rebuilt counts them alike")
    func revisions() throws {
        let desk = try ArchivedStories(count: 2)
        try desk.append(3, mark: "UPDATE 2-")
        try desk.append(1, mark: "CORRECTED-")
        try desk.append(2)
        try desk.openCatalogue().catchUp(with: desk.archive)
        let day = try #require(CivilDate(secondsSince1970: desk.time / 1_000_000_000))
        for _ in 1...2 {
            let reader = try CatalogueReader(at: desk.cataloguePath)
            #expect(try reader.tallies() == Tallies([.archived: 8], revisions: 4, parts: archived(8)))
            #expect(try reader.tallies(on: day) == Tallies([.archived: 8], revisions: 4, parts: archived(8)))
            let next = try #require(CivilDate(secondsSince1970: desk.time / 1_000_000_000 + 86_400))
            #expect(try reader.tallies(on: next) == Tallies())
            try Catalogue.remove(at: desk.cataloguePath)
            try desk.openCatalogue().catchUp(with: desk.archive)
        }
    }

    @Test("A revision that joins an earlier delivery counts on the day of that delivery")
    func joinedRevision() throws {
        let desk = try ArchivedStories(count: 1)
        let catalogue = try desk.openCatalogue()
        try catalogue.catchUp(with: desk.archive)
        try desk.append(1, mark: "UPDATE 1-")
        let story = desk.appended[1]
        let day = try #require(CivilDate(secondsSince1970: desk.time / 1_000_000_000))
        let added = DeliveryEntry.AddedArticle(
            contentID: story.contentID,
            sequence: 2,
            position: story.position,
            length: story.length,
            isRevision: true
        )
        let entry = DeliveryEntry(
            row: 1,
            time: desk.time + 86_400_000_000_000,
            path: "story-1.txt",
            bytes: 10,
            modified: desk.time,
            digest: SHA256Digest(of: [1]),
            outcome: .archived,
            sequence: 1,
            articles: 2,
            added: [added],
            parts: archived(1)
        )
        _ = try catalogue.enter([entry], mark: CatalogueMark(archive: desk.end), moved: 0)
        let reader = try CatalogueReader(at: desk.cataloguePath)
        #expect(try reader.tallies(on: day) == Tallies([.archived: 1], revisions: 1, parts: archived(2)))
        #expect(try reader.tallies() == Tallies([.archived: 1], revisions: 1, parts: archived(2)))
    }

    @Test("A catalogue that was deleted is the same again, row for row")
    func deletedCatalogueComesBack() throws {
        let desk = try ArchivedStories(count: 50)
        try desk.openCatalogue().catchUp(with: desk.archive)
        let before = try desk.rows()
        try Catalogue.remove(at: desk.cataloguePath)
        try desk.openCatalogue().catchUp(with: desk.archive)
        #expect(try desk.rows() == before)
        #expect(before.count == 50)
    }

    @Test("A catalogue from an earlier time reads only the rest, and then is like a new one")
    func olderCatalogueCatchesUp() throws {
        let desk = try ArchivedStories(count: 20)
        try desk.openCatalogue().catchUp(with: desk.archive)
        try desk.append(15)
        #expect(try desk.openCatalogue().catchUp(with: desk.archive).records == 15)
        let caughtUp = try desk.rows()
        try Catalogue.remove(at: desk.cataloguePath)
        try desk.openCatalogue().catchUp(with: desk.archive)
        #expect(try desk.rows() == caughtUp)
    }

    @Test("Catching up that was to stop keeps whole steps, and the next goes on with the rest and comes to the same")
    func stoppedCatchingUp() throws {
        let desk = try ArchivedStories(count: 50)
        try desk.openCatalogue().catchUp(with: desk.archive)
        let whole = try desk.rows()
        try Catalogue.remove(at: desk.cataloguePath)
        var asked = 0
        do {
            let isStopped = {
                asked += 1
                return asked > 37
            }
            try desk.openCatalogue().catchUp(with: desk.archive, inStepsOf: 10, isStopped: isStopped)
            Issue.record("it went on to the end")
        } catch Catalogue.CatchUpError.stopped(let count) {
            #expect(count == 30)
        }
        #expect(try desk.rows().count == 30)
        #expect(try desk.openCatalogue().mark()?.sequence == 30)
        #expect(try desk.openCatalogue().catchUp(with: desk.archive).records == 20)
        #expect(try desk.rows() == whole)
    }

    @Test("Catching up twice enters nothing the second time")
    func catchingUpIsIdempotent() throws {
        let desk = try ArchivedStories(count: 5)
        let catalogue = try desk.openCatalogue()
        #expect(try catalogue.catchUp(with: desk.archive).records == 5)
        #expect(try catalogue.catchUp(with: desk.archive).records == 0)
        #expect(try catalogue.mark()?.sequence == 5)
    }

    @Test("A file that is no catalogue is refused with its path and the reason")
    func noiseIsRefused() throws {
        let desk = try ArchivedStories(count: 1)
        try desk.directory.write([UInt8](repeating: 0x5A, count: 8192), to: "catalogue.sqlite")
        let error = #expect(throws: CatalogueError.self) { try desk.openCatalogue() }
        #expect(error?.description.contains("catalogue.sqlite") == true)
        #expect(error?.description.contains("not a database") == true)
    }

    @Test("A line that is no record is passed over and reported with its place, and the others are entered")
    func damagedLineIsPassedOver() throws {
        let desk = try ArchivedStories(count: 3)
        try desk.damage(record: 2)
        let result = try desk.openCatalogue().catchUp(with: desk.archive)
        #expect(result.records == 2)
        #expect(result.damagedLines == 1)
        #expect(result.firstDamage?.position == desk.appended[1].position)
    }

    @Test("A duplicate's row survives, is counted, and stands as unmoved until its move is certain")
    func unmovedDuplicateIsKept() throws {
        let desk = try ArchivedStories(count: 1)
        let catalogue = try desk.openCatalogue()
        try catalogue.catchUp(with: desk.archive)
        let entry = DeliveryEntry(
            time: desk.time,
            path: "b.txt",
            bytes: 10,
            modified: 7,
            digest: SHA256Digest(of: [1]),
            outcome: .duplicate,
            reason: "known-content",
            sequence: 1,
            articles: 1
        )
        let rows = try catalogue.enter([entry], mark: CatalogueMark(archive: desk.end), moved: 1)
        #expect(rows == [2])
        #expect(try catalogue.unmoved().map(\.file.path) == ["b.txt"])
        _ = try catalogue.enter([], mark: CatalogueMark(archive: desk.end), moved: 2)
        #expect(try catalogue.unmoved().isEmpty)
        let reader = try CatalogueReader(at: desk.cataloguePath)
        #expect(try reader.tallies() == Tallies([.archived: 1, .duplicate: 1], parts: archived(1)))
        #expect(try reader.deliveries(limit: 1).first?.contentID == desk.appended[0].contentID)
    }
}
