public import Archive
import Article
import Catalogue
import FoundationEssentials
import GRDB
public import LinuxIO

/// Brings an index up to the archive and the catalogue, step by step: each is bounded, so that whoever runs it can stop or
/// yield in between.
public final class Indexer {
    /// What a step came to.
    public struct Progress: Sendable, Equatable {
        /// Articles and deliveries that were added.
        public var articles = 0
        public var deliveries = 0
        /// Up to where the archive is indexed.
        public var position: ArchivePosition?
        /// Whether there may be more.
        public var hasMore = false
    }

    private let index: SearchIndex
    private let archive: ArchiveDirectory
    private let cataloguePath: Path
    private let isStopped: () -> Bool
    private var unmerged = 0
    private var isMerging = false

    /// Records and bytes of a step, whichever is reached first, and deliveries of one.
    private static let records = 500
    private static let bytes = 4 << 20
    private static let deliveries = 4_096
    /// So many articles are worth a merge of the whole, which is written and synced again; between two of them SQLite merges
    /// parts of one size.
    private static let worthMerging = 20_000

    /// An indexer of this archive and the catalogue at an absolute path, which need not be there yet.
    ///
    /// What the index holds already must be of this archive and this catalogue. Where the archive is another, it throws a
    /// ``SearchError`` of the kind `damaged`, and the index is to be removed; deliveries of another catalogue are dropped.
    ///
    /// - Parameter isStopped: asked between records; a step that is stopped keeps what it has added.
    public init(
        _ index: SearchIndex,
        archive: ArchiveDirectory,
        cataloguePath: Path,
        isStopped: @escaping () -> Bool = { false }
    ) throws(SearchError) {
        self.isStopped = isStopped
        self.index = index
        self.archive = archive
        self.cataloguePath = cataloguePath
        let belongs = try index.perform("read the mark") { try IndexState($0).belongs(to: archive) }
        if !belongs {
            let reason = "it was made from another archive"
            throw SearchError(task: "go on", path: index.path, reason: reason, kind: .damaged)
        }
        _ = try index.perform("read what is damaged") { try DamagedRows.faults(in: $0, of: archive, index.path) }
    }

    /// Adds what follows the marks, up to the bounds of a step.
    public func advance() throws(SearchError) -> Progress {
        var progress = try addArticles()
        let added = try addDeliveries()
        progress.deliveries = added.count
        progress.hasMore = progress.hasMore || added.hasMore
        unmerged += progress.articles
        if progress.hasMore { return progress }
        if unmerged >= Indexer.worthMerging {
            isMerging = true
            unmerged = 0
        }
        if isMerging {
            progress.hasMore = try index.merge()
            if !progress.hasMore {
                isMerging = false
                try index.settle()
            }
        }
        return progress
    }

    private func addArticles() throws(SearchError) -> Progress {
        try index.step("add articles") { database in
            var progress = Progress()
            progress.position = try SearchMark(database).position
            var cursor = try ArchiveCursor(archive, from: progress.position)
            var (lines, bytes) = (0, 0)
            while lines < Indexer.records, bytes < Indexer.bytes, !isStopped() {
                guard let position = try cursor.advance() else { break }
                bytes += cursor.length
                // A damaged line is noted and skipped, so that the articles behind it are found.
                if cursor.fault == nil, let record = try? Record(line: cursor.line) {
                    try ArticleRows.add(record, at: position, length: cursor.length, to: database)
                    progress.articles += 1
                } else {
                    try DamagedRows.add(position, length: cursor.length, to: database)
                }
                lines += 1
            }
            progress.hasMore = lines >= Indexer.records || bytes >= Indexer.bytes || isStopped()
            if let end = cursor.end, end != progress.position {
                try SearchMark.set(end, in: database)
                progress.position = end
            }
            return progress
        }
    }

    private func addDeliveries() throws(SearchError) -> (count: Int, hasMore: Bool) {
        // Where there is no catalogue, or none that can be read, the daemon is about to see to it.
        guard let catalogue = try? CatalogueReader(at: cataloguePath), let horizon = try? catalogue.horizon() else {
            return (0, false)
        }
        return try index.step("add deliveries") { database in
            var mark = try SearchMark(database).row
            if mark > 0, !(try DeliveryRows.belong(to: catalogue, upTo: mark, in: database)) {
                try DeliveryRows.removeAll(from: database)
                mark = 0
            }
            guard horizon.row > mark else { return (0, false) }
            var count = 0
            // Not every number is that of a delivery; the mark is, so that it can be told whether the index is of this catalogue.
            var last = horizon.row
            try catalogue.forEachDelivery(in: mark + 1...horizon.row, matching: .init(), newestFirst: false) { entry in
                try DeliveryRows.add(entry, to: database)
                count += 1
                last = entry.row
                return count < Indexer.deliveries && !isStopped()
            }
            try DeliveryRows.fold(upTo: last, in: database)
            try database.execute(sql: "UPDATE mark SET row = ?", arguments: [last])
            return (count, last < horizon.row)
        }
    }
}

/// What an index says of itself.
struct IndexState {
    var mark: SearchMark
    /// The last article, and where its record stands.
    var lastSequence: Int64 = 0
    private var lastID: ContentID?
    private var lastPosition: ArchivePosition?
    private var lastLength = 0

    init(_ database: Database) throws {
        mark = try SearchMark(database)
        let sql = "SELECT seq, id, date, number, offset, length FROM article ORDER BY seq DESC LIMIT 1"
        guard let row = try Row.fetchOne(database, sql: sql) else { return }
        lastSequence = try Rows.value(row, "seq")
        lastID = try Rows.contentID(row)
        lastPosition = try Rows.position(row)
        lastLength = try Rows.value(row, "length")
    }

    /// Whether the archive has the last article where the index has it, and reaches as far as the mark.
    func belongs(to archive: ArchiveDirectory) throws -> Bool {
        if let position = mark.position {
            guard let cursor = try? ArchiveCursor(archive, from: position) else { return false }
            _ = consume cursor
        }
        guard let lastID, let lastPosition else { return true }
        guard let line = try? ArchiveReader(archive).line(at: lastPosition, length: lastLength),
            let record = try? RecordSummary(line: line.span)
        else { return false }
        return record.id == lastID && record.sequence == lastSequence
    }
}
