import Archive
import Article
import Catalogue
import FoundationEssentials
import GRDB
public import LinuxIO

/// The index of a desk, opened for writing: what its articles say, and where its deliveries stand in the catalogue.
///
/// It belongs to nobody's promise: ``Indexer`` makes it from the archive and the catalogue, and rebuilds it where it is
/// damaged. Each step is one transaction that reads the mark, adds what follows it and sets the mark, so that several
/// programs may do it at once.
public final class SearchIndex {
    let path: Path
    let database: DatabaseQueue
    private let identity: FileIdentity?

    /// Opens the index at `path`, an absolute path, and makes it where it is not there.
    ///
    /// Throws where the file is no index of this version; it is then to be removed and rebuilt.
    public init(at path: Path) throws(SearchError) {
        self.path = path
        do {
            guard let text = path.text else {
                throw SearchError(task: "open", path: path, reason: "its path is not UTF-8")
            }
            if let obstruction = DatabaseGround.obstruction(at: path) {
                throw SearchError(task: "open", path: path, reason: obstruction)
            }
            database = try DatabaseQueue(path: text, configuration: SearchIndex.configuration())
            guard try database.inDatabase({ try SearchSchema.prepare($0) }) else {
                let reason = "it was made by another version of wiredesk"
                throw SearchError(task: "open", path: path, reason: reason, kind: .damaged)
            }
        } catch {
            throw SearchError(task: "open", path: path, error)
        }
        identity = LinuxFileSystem().identity(at: path)
    }

    /// Whether the name still stands for the file that was opened.
    public var isInPlace: Bool {
        identity != nil && LinuxFileSystem().identity(at: path) == identity
    }

    /// Reads the whole file through and throws where its structure is damaged: `PRAGMA quick_check`.
    public func check() throws(SearchError) {
        let found = try perform("check") { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
        if let found, found != "ok" { throw SearchError(task: "check", path: path, reason: found, kind: .damaged) }
    }

    /// Removes the index at `path`, with what SQLite keeps beside it; one that is not there is no error.
    public static func remove(at path: Path) throws(SystemError) {
        try Catalogue.remove(at: path)
    }

    /// Merges the parts of the full-text index a little further; returns false when there is nothing more to merge.
    func merge() throws(SearchError) -> Bool {
        try perform("merge") { database in
            let before = database.totalChangesCount
            // How much is merged at once, in pages (https://sqlite.org/fts5.html#the_merge_command); negative: of all parts.
            try database.execute(sql: "INSERT INTO words (words, rank) VALUES ('merge', -500)")
            return database.totalChangesCount - before >= 2
        }
    }

    /// Tells SQLite's planner how the columns are filled, and lets it start its log again.
    func settle() throws(SearchError) {
        try perform("optimize") { database in
            try database.execute(sql: "PRAGMA analysis_limit = 1000; ANALYZE")
            _ = try? database.checkpoint(.truncate)
        }
    }

    func perform<Value>(_ task: String, _ body: (Database) throws -> Value) throws(SearchError) -> Value {
        do { return try database.inDatabase(body) } catch { throw SearchError(task: task, path: path, error) }
    }

    /// Does a step in one transaction that nobody else writes beside.
    func step<Value>(_ task: String, _ body: (Database) throws -> Value) throws(SearchError) -> Value {
        try perform(task) { database in
            var value: Value?
            try database.inTransaction(.immediate) {
                value = try body(database)
                return .commit
            }
            guard let value else { throw Rows.Unreadable() }
            return value
        }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "index"
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            // A power cut takes the last steps, and no more; they are made again.
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            // A checkpoint syncs what it writes, and the archive's next sync waits for that: often and little.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 1000")
            try database.execute(sql: "PRAGMA cache_size = -16384")
        }
        return configuration
    }
}

/// How far an index has come.
struct SearchMark: Equatable, Sendable {
    /// Up to here the archive has been read; nil where nothing was.
    var position: ArchivePosition?
    /// The last row of the catalogue's deliveries.
    var row: Int64 = 0

    /// The mark as it stands in the table.
    init(_ database: Database) throws {
        guard let found = try Row.fetchOne(database, sql: "SELECT date, number, offset, row FROM mark") else {
            throw Rows.Unreadable()
        }
        let date: Int = try Rows.value(found, "date")
        position = date == 0 ? nil : try Rows.position(found)
        row = try Rows.value(found, "row")
    }

    static func set(_ position: ArchivePosition, in database: Database) throws {
        try database.cachedStatement(sql: "UPDATE mark SET date = ?, number = ?, offset = ?").execute(arguments: [
            Rows.number(of: position.segment.day), position.segment.number, position.offset,
        ])
    }
}
