import Archive
import Article
import Base
import Catalogue
import Formats
import Foundation
import LinuxIO
import TestSupport

/// An archive on a real disk with small stories in it, and a place for its catalogue.
final class ArchivedStories {
    struct Story {
        var contentID: ContentID
        var position: ArchivePosition
        var length: Int
    }

    let directory: ScratchDirectory
    let fileSystem = LinuxFileSystem()
    let archive: ArchiveDirectory
    let time: Int64 = 1_790_000_000_000_000_000
    private(set) var appended: [Story] = []
    private let writer: ArchiveWriter

    init(count: Int) throws {
        directory = try ScratchDirectory()
        archive = ArchiveDirectory(
            try fileSystem.openOrMakeRoot(directory.root.appending("archive")),
            fileSystem: fileSystem
        )
        writer = try ArchiveWriter(
            archive,
            recovered: try ArchiveRecovery.recover(archive, keepingIn: directory.root)
        )
        try append(count)
    }

    var cataloguePath: Path { directory.root.appending("catalogue.sqlite") }
    var end: ArchivePosition? { writer.end }

    func openCatalogue() throws -> Catalogue {
        try Catalogue(at: cataloguePath)
    }

    func headline(_ number: Int) -> String { "Story number \(number) of the day" }

    /// Appends further stories, in one batch, with an update mark before each headline; as deliveries of these numbers.
    func append(_ count: Int, numbers: [Int64] = [], mark: String = "") throws {
        if count == 0 { return }
        let first = appended.count + 1
        let tails = try (first..<first + count).map { number in
            let text = "\(mark)\(headline(number))\n\nRIVERTON, June 10 (Example) - Paragraph \(number) of it.\n"
            let delivery = Delivery(
                identity: DeliveryIdentity(
                    path: Path("story-\(number).txt"),
                    bytes: Int64(text.utf8.count),
                    modified: time,
                    digest: SHA256Digest(of: Array(text.utf8))
                ),
                format: "text",
                encoding: "utf-8"
            )
            guard let article = ArticleReader().read(Array(text.utf8).span).articles.first else {
                throw CocoaError(.coderInvalidValue)
            }
            return RecordTail(article, delivery)
        }
        for (record, tail) in zip(try writer.append(tails, of: numbers, at: time), tails) {
            appended.append(Story(contentID: tail.contentID, position: record.position, length: record.length))
        }
    }

    /// Turns a byte in the midst of a record's line.
    func damage(record number: Int) throws {
        directory.expectDamage()
        let story = appended[number - 1]
        let path = directory.path + "/archive/" + (story.position.segment.path.text ?? "")
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.seek(toOffset: UInt64(story.position.offset) + UInt64(story.length) / 2)
        try file.write(contentsOf: [0])
        try file.close()
    }

    /// The deliveries that records name.
    func identities(in archive: ArchiveDirectory) throws -> [DeliveryIdentity] {
        var cursor = try ArchiveCursor(archive)
        var found: [DeliveryIdentity] = []
        while try cursor.advance() != nil { found.append(try Record(line: cursor.line).delivery.identity) }
        return found
    }

    /// All deliveries of the catalogue, oldest first.
    func rows() throws -> [CatalogueReader.Entry] {
        try CatalogueReader(at: cataloguePath).deliveries(limit: 1_000).reversed()
    }
}
