public import Archive
public import Article
import FoundationEssentials
import GRDB
public import LinuxIO

/// What the archive holds and what became of every delivery, in SQLite, for quick answers.
///
/// Archive and ledger are the truth: whatever stands here can be made again from them. One thread writes; it holds the only
/// ``Catalogue``. Everybody else reads through a ``CatalogueReader``.
public final class Catalogue {
    let path: Path
    private let database: DatabaseQueue
    private let firstBits: Int
    /// Nil until it is asked for, and after a transaction that failed.
    private var index: ContentIndex?
    private var stamp: FileStamp?

    /// Opens the catalogue at `path`, an absolute path, and makes it where it is not there.
    ///
    /// Throws where the file is no catalogue of this version; it is then to be removed and rebuilt.
    ///
    /// - Parameter indexBits: of a run of its index of content ids (``ContentIndex``); a run of new articles has
    ///   256 · 2^`indexBits`. What is there already may have other sizes.
    public init(at path: Path, indexBits: Int = 7) throws(CatalogueError) {
        self.path = path
        firstBits = indexBits
        do {
            let text = try Catalogue.text(of: path)
            database = try DatabaseQueue(path: text, configuration: Catalogue.configuration())
            guard try database.write({ try Schema.prepare($0) }) else {
                throw CatalogueError(
                    task: "open",
                    path: path,
                    reason: "it was made by another version of wiredesk",
                    kind: .damaged
                )
            }
        } catch {
            throw CatalogueError(task: "open", path: path, error)
        }
        stamp = FileStamp(of: path)
    }

    /// Lets go of the file; nothing else may be called after it.
    public func close() throws(CatalogueError) {
        do { try database.close() } catch { throw CatalogueError(task: "close", path: path, error) }
    }

    /// Reads the whole file through and throws where its structure is damaged: `PRAGMA quick_check`.
    ///
    /// - Parameter limit: bytes of the largest file that is looked at; nil for any.
    public func check(upTo limit: Int64? = nil) throws(CatalogueError) {
        if let limit, let size = stamp?.size, size > limit { return }
        let found = try perform("check") { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        if let found, found != "ok" {
            throw CatalogueError(task: "check", path: path, reason: found, kind: .damaged)
        }
    }

    /// Throws where the file is not the one that was opened, or somebody else has written to it since the last call that
    /// wrote. (SQLite itself goes on for as long as its cache has the pages, and with a file that has no name any more.)
    public func checkUntouched() throws(CatalogueError) {
        guard FileStamp(of: path) != stamp else { return }
        let reason = "it was deleted, replaced or written by somebody else"
        throw CatalogueError(task: "go on", path: path, reason: reason, kind: .touched)
    }

    /// Removes the catalogue at `path`, with what SQLite keeps beside it.
    ///
    /// It is SQLite's file on the kernel's file system, whatever file system the rest of the desk is given.
    public static func remove(at path: Path) throws(SystemError) {
        let fileSystem = LinuxFileSystem()
        let folder = try fileSystem.openRoot(path.folder)
        for suffix in [""] + DatabaseGround.suffixes {
            let name = Path(Array(path.name.bytes) + suffix.utf8)
            do { try fileSystem.remove(name, in: folder) } catch  where error.isMissing {}
        }
    }

    /// How far archive and ledger have been read, and the last sequence number entered; nil for a new catalogue.
    public func mark() throws(CatalogueError) -> (mark: CatalogueMark, sequence: Int64)? {
        try perform("read the mark") { database in
            guard let mark = try Rows.mark(database) else { return nil }
            return (mark, try Int64.fetchOne(database, sql: "SELECT max(seq) FROM article") ?? 0)
        }
    }

    /// The last article that was entered, and where its record stands.
    public func last() throws(CatalogueError) -> (
        contentID: ContentID, sequence: Int64, position: ArchivePosition, length: Int
    )? {
        try perform("read the last article") { database in
            let sql = "SELECT seq, id, date, number, offset, length FROM article ORDER BY seq DESC LIMIT 1"
            guard let row = try Row.fetchOne(database, sql: sql) else { return nil }
            guard let id = try Rows.contentID(row) else { throw Rows.Unreadable() }
            return (id, try Rows.value(row, "seq"), try Rows.position(row), try Rows.value(row, "length"))
        }
    }

    /// The articles among `ids` that are in the archive.
    public func articles(_ ids: [ContentID]) throws(CatalogueError) -> [ContentID: KnownArticle] {
        try perform("look up content ids") { database in
            if ids.isEmpty { return [:] }
            let index = try loadedIndex(database)
            let statement = try database.cachedStatement(sql: KnownArticle.query)
            var known: [ContentID: KnownArticle] = [:]
            for id in ids {
                for sequence in try index.candidates(for: id, in: database) where known[id] == nil {
                    let row = try Row.fetchOne(statement, arguments: [sequence, Data(id.bytes)])
                    if let row { known[id] = try KnownArticle(row) }
                }
            }
            return known
        }
    }

    private func loadedIndex(_ database: Database) throws -> ContentIndex {
        if let index { return index }
        let loaded = try ContentIndex(database, firstBits: firstBits)
        index = loaded
        return loaded
    }

    /// Whether the file of a delivery has left its place later, as the ledger tells.
    public func hasDeparted(_ row: Int64) throws(CatalogueError) -> Bool {
        try perform("look up a departure") { database in
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM delivery WHERE of = ?")
            return try Row.fetchOne(statement, arguments: [row]) != nil
        }
    }

    /// Whether a file stands among the deliveries as ignored, as it is now.
    public func hasIgnored(_ file: UnmovedDelivery.File) throws(CatalogueError) -> Bool {
        try perform("look up an ignored file") { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT 1 FROM delivery
                    WHERE path = ? AND bytes = ? AND modified = ? AND outcome = \(Outcome.ignored.rawValue)
                    """
            )
            return try Row.fetchOne(
                statement,
                arguments: [Rows.value(of: file.path), file.bytes, file.modified]
            ) != nil
        }
    }

    /// Enters deliveries and the articles that they brought, all or none, and moves the mark.
    ///
    /// A power cut may take the last transactions: archive and ledger, which have them durably, are read again from the
    /// mark that is left.
    ///
    /// - Parameters:
    ///   - mark: where archive and ledger end now.
    ///   - moved: the last row of which it is certain that its file was moved.
    /// - Returns: the rows of the deliveries, in their order.
    public func enter(
        _ deliveries: [DeliveryEntry],
        mark: CatalogueMark,
        moved: Int64
    ) throws(CatalogueError) -> [Int64] {
        defer { stamp = FileStamp(of: path) }
        return try perform("enter deliveries") { database in
            var rows: [Int64] = []
            rows.reserveCapacity(deliveries.count)
            var counts: [Tally: Tally.Count] = [:]
            let added = deliveries.lazy.flatMap(\.added)
            let index = added.isEmpty ? self.index : try loadedIndex(database)
            // What the index has in memory is good only once the transaction is.
            self.index = nil
            let insertions = try Rows.Insertions(database)
            try database.inTransaction {
                for delivery in deliveries {
                    rows.append(try insertions.enter(delivery))
                    if delivery.row == nil { counts[Tally(delivery), default: .init()].add(delivery) }
                }
                for article in added { index?.add(article.key, sequence: article.sequence) }
                try index?.maintain(database)
                for (tally, count) in counts { try Rows.add(count, to: tally, in: database) }
                try Rows.set(mark: mark, moved: moved, in: database)
                return .commit
            }
            self.index = index
            return rows
        }
    }

    /// The deliveries whose files may still stand in the inbox though their outcome is here, oldest first.
    ///
    /// - Parameter mayStand: whether the file may stand there, where that can be told: after the catalogue was made again,
    ///   every delivery is one of which it is not certain that it was moved.
    public func unmoved(
        where mayStand: (UnmovedDelivery.File) -> Bool = { _ in true }
    ) throws(CatalogueError) -> [UnmovedDelivery] {
        try perform("read deliveries") { database in
            let moved = try Rows.moved(database)
            let sql = """
                SELECT * FROM delivery
                WHERE row > ? AND outcome IN (\(Outcome.answersInSQL)) AND outcome <> \(Outcome.archived.rawValue)
                ORDER BY row
                """
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [moved])
            var unmoved: [UnmovedDelivery] = []
            while let row = try rows.next() {
                let delivery = try UnmovedDelivery(row)
                if mayStand(delivery.file) { unmoved.append(delivery) }
            }
            return unmoved
        }
    }

    /// The delivery of a row, and when it was answered; nil where there is no such row.
    public func delivery(_ row: Int64) throws(CatalogueError) -> UnmovedDelivery? {
        try perform("read a delivery") { database in
            let sql = "SELECT * FROM delivery WHERE row = ?"
            return try Row.fetchOne(database, sql: sql, arguments: [row]).map { try UnmovedDelivery($0) }
        }
    }

    /// The last row of which it is certain that its file was moved, and the last row.
    public func rows() throws(CatalogueError) -> (moved: Int64, last: Int64) {
        try perform("read deliveries") { database in
            (try Rows.moved(database), try Int64.fetchOne(database, sql: "SELECT max(row) FROM delivery") ?? 0)
        }
    }

    /// Writes everything to the main file, and lets SQLite start its log again.
    public func checkpoint() throws(CatalogueError) {
        defer { stamp = FileStamp(of: path) }
        try perform("checkpoint") { database in
            _ = try database.checkpoint(.truncate)
        }
    }

    func perform<Value>(_ task: String, _ body: (Database) throws -> Value) throws(CatalogueError) -> Value {
        do {
            return try database.inDatabase(body)
        } catch {
            throw CatalogueError(task: task, path: path, error)
        }
    }

    static func text(of path: Path) throws(CatalogueError) -> String {
        guard let text = path.text else {
            throw CatalogueError(task: "open", path: path, reason: "its path is not UTF-8")
        }
        if let obstruction = DatabaseGround.obstruction(at: path) {
            throw CatalogueError(task: "open", path: path, reason: obstruction)
        }
        return text
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "catalogue"
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            try database.execute(sql: "PRAGMA cache_size = -16384")
        }
        return configuration
    }
}
