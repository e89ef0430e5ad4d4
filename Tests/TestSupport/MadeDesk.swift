import Archive
import Article
import Base
import Catalogue
import Formats
import Foundation
import LinuxIO
import Search
import Stories

/// A desk that no daemon has written: archive, ledger, their catalogue and, where wanted, the index, with stories, times
/// and outcomes that a test lays down.
public final class MadeDesk {
    /// The state directory.
    public let scratch: ScratchDirectory
    private var position: ArchivePosition?
    private var sequence: Int64 = 0
    private var sequences: [ContentID: Int64] = [:]
    private var entries: [DeliveryEntry] = []
    private var number: Int64 = 0
    private let ledger: LedgerWriter
    private var linker = StoryLinker()

    /// A desk without a delivery.
    public init(isInMemory: Bool = false) throws {
        scratch = try ScratchDirectory(isInMemory: isInMemory)
        let path = scratch.path
        try FileManager.default.createDirectory(atPath: path + "/archive", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: path + "/inbox", withIntermediateDirectories: true)
        let fileSystem = LinuxFileSystem()
        let folder = try fileSystem.openOrMakeRoot(scratch.root.appending(StateDirectory.deliveries))
        ledger = try LedgerWriter(
            ArchiveDirectory(folder, of: .deliveries, fileSystem: fileSystem),
            recovered: RecoveredArchive()
        )
    }

    /// The state directory.
    public var path: String { scratch.path }
    /// The catalogue's file.
    public var cataloguePath: Path { scratch.root.appending("catalogue.sqlite") }
    /// The index's file.
    public var indexPath: Path { scratch.root.appending(StateDirectory.index) }

    /// Delivers a file: what it holds is archived, is a duplicate of what was, or is quarantined. It stands in the
    /// catalogue from ``enterCatalogue()`` on.
    ///
    /// - Parameters:
    ///   - time: of the outcome, in nanoseconds since 1970.
    ///   - isLaid: whether the file lies where the outcome puts it.
    public func deliver(_ text: String, as name: Path, at time: Int64, isLaid: Bool = false) throws {
        let bytes = Array(text.utf8)
        let modified = time - 60_000_000_000
        let identity = DeliveryIdentity(
            path: name,
            bytes: Int64(bytes.count),
            modified: modified,
            digest: SHA256Digest(of: bytes)
        )
        var entry = DeliveryEntry(
            time: time,
            path: name,
            bytes: identity.bytes,
            modified: modified,
            digest: identity.digest,
            outcome: .archived
        )
        let context = ReadingContext(modified: modified / 1_000_000_000)
        let reading = ArticleReader().read(bytes.span, context: context)
        if let rejection = reading.rejection {
            entry.outcome = .quarantined
            entry.reason = rejection.code.rawValue
            entry.parts = [PartCount(.refused, format: reading.format)]
            entry.explanation = rejection.explanation
        } else {
            let articles = reading.articles
            entry.articles = articles.count
            if let known = sequences[articles[0].contentID.key(articles[0].standing)] {
                entry.outcome = .duplicate
                entry.parts = [PartCount(.duplicate, format: "text")]
                entry.sequence = known
            } else {
                var tail = RecordTail(articles[0], Delivery(identity: identity, format: "text", encoding: "utf-8"))
                tail.link = linker.link(StoryFacts(articles[0]), sequence: sequence + 1, at: time)
                entry.added = [try append(tail, at: time)]
                entry.sequence = sequence
                entry.parts = [PartCount(.archived, format: "text")]
            }
        }
        try add(entry)
        if isLaid { try lay(bytes, entry) }
    }

    /// Leaves a number out, as a crash in the midst of a commit does.
    public func skipNumber() { number += 1 }

    /// Adds a delivery of these values, which has nothing to do with any file.
    public func add(_ entry: DeliveryEntry) throws {
        number += 1
        var entry = entry
        entry.number = number
        entries.append(entry)
        guard entry.outcome != .archived else { return }
        let line = LedgerEntry(
            number: number,
            outcome: entry.outcome,
            reason: entry.reason,
            explanation: entry.explanation,
            article: entry.sequence,
            articles: entry.articles,
            parts: entry.parts,
            members: entry.told,
            path: entry.path,
            bytes: entry.bytes,
            modified: entry.modified,
            digest: entry.digest
        )
        try ledger.append([line], at: entry.time)
    }

    /// Appends a record to the segment of its day.
    private func append(_ tail: RecordTail, at time: Int64) throws -> DeliveryEntry.AddedArticle {
        sequence += 1
        let line = tail.line(sequence: sequence, ingestedAt: time, delivery: number + 1)
        guard let day = CivilDate(secondsSince1970: time / 1_000_000_000) else { throw POSIXError(.EINVAL) }
        let segment = SegmentName(day: day, number: 1)
        let file = path + "/archive/" + segment.path.display
        try FileManager.default.createDirectory(
            atPath: path + "/archive/" + segment.folder.display,
            withIntermediateDirectories: true
        )
        if !FileManager.default.fileExists(atPath: file) { try Data().write(to: URL(filePath: file)) }
        guard let handle = FileHandle(forWritingAtPath: file) else { throw POSIXError(.ENOENT) }
        let offset = Int64(try handle.seekToEnd())
        try handle.write(contentsOf: Data(line))
        try handle.close()
        position = ArchivePosition(segment: segment, offset: offset + Int64(line.count))
        sequences[tail.key] = sequence
        return DeliveryEntry.AddedArticle(
            contentID: tail.contentID,
            sequence: sequence,
            position: ArchivePosition(segment: segment, offset: offset),
            length: line.count,
            isRevision: tail.isRevision
        )
    }

    private func lay(_ bytes: [UInt8], _ entry: DeliveryEntry) throws {
        let day = CivilDate(secondsSince1970: entry.time / 1_000_000_000).map { "\($0)" } ?? ""
        let folder =
            switch entry.outcome {
            case .archived: "processed/\(day)/"
            case .duplicate: "duplicates/\(day)/"
            case .quarantined: "quarantine/"
            case .ignored: "inbox/"
            // The file has left.
            case .discarded, .putBack, .removed: ""
            }
        if folder.isEmpty { return }
        let file = try scratch.write(bytes, to: folder + (entry.path.text ?? entry.path.display))
        let time = timespec(tv_sec: Int(entry.modified / 1_000_000_000), tv_nsec: Int(entry.modified % 1_000_000_000))
        var times = [time, time]
        utimensat(AT_FDCWD, file, &times, 0)
    }

    /// Enters in the catalogue what was delivered since the last time.
    public func enterCatalogue() throws {
        let catalogue = try Catalogue(at: cataloguePath)
        _ = try catalogue.enter(
            entries,
            mark: CatalogueMark(archive: position, ledger: ledger.end, line: ledger.nextSequence - 1),
            moved: 0
        )
        entries = []
        try catalogue.close()
    }

    /// Brings the index up to the archive and the catalogue.
    ///
    /// - Parameter steps: the most steps that are made; nil for all.
    public func index(steps: Int? = nil) throws {
        let indexer = try Indexer(try SearchIndex(at: indexPath), archive: try archive, cataloguePath: cataloguePath)
        var made = 0
        while made < steps ?? .max {
            made += 1
            if try !indexer.advance().hasMore { break }
        }
    }

    /// The archive.
    public var archive: ArchiveDirectory {
        get throws {
            let fileSystem = LinuxFileSystem()
            return ArchiveDirectory(
                try fileSystem.openRoot(scratch.root.appending("archive")),
                fileSystem: fileSystem
            )
        }
    }

    /// A desk that is not there.
    public struct Missing: Error {}

    /// What `wiredesk` looks things up through.
    public func lookup(usesIndex: Bool = true) throws -> Lookup {
        let found = try Lookup(stateDirectory: scratch.root, fileSystem: LinuxFileSystem(), usesIndex: usesIndex)
        guard let found else { throw Missing() }
        return found
    }

    /// Removes a file of SQLite's with what stands beside it.
    public func remove(_ database: Path) throws {
        for suffix in ["", "-wal", "-shm"] {
            let file = database.display + suffix
            if FileManager.default.fileExists(atPath: file) { try FileManager.default.removeItem(atPath: file) }
        }
    }
}
