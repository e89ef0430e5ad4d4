public import Archive
public import Article
import FoundationEssentials
import GRDB
public import LinuxIO

/// Reads a catalogue that somebody else may be writing; never makes or changes one.
public final class CatalogueReader {
    let path: Path
    private let database: ReadOnlyDatabase

    /// Opens the catalogue at `path`, an absolute path, for reading.
    public init(at path: Path) throws(CatalogueError) {
        self.path = path
        do {
            database = try ReadOnlyDatabase(at: path, label: "catalogue reader")
            let version = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            guard version == Schema.version else {
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
    }

    /// Whether anything has the name of the catalogue.
    public static func isThere(at path: Path) -> Bool {
        let fileSystem = LinuxFileSystem()
        do throws(SystemError) {
            let folder = try fileSystem.openRoot(path.folder)
            _ = try fileSystem.status(of: path.name, in: folder)
            return true
        } catch {
            return !error.isMissing
        }
    }

    /// Where a record stands in the archive.
    public struct Location: Sendable, Equatable {
        public var sequence: Int64
        public var position: ArchivePosition
        /// Bytes of the line, its line break included.
        public var length: Int
        /// Nanoseconds since 1970 of its ingestion.
        public var time: Int64
    }

    /// Which article is meant.
    public enum Selection: Sendable {
        case sequence(Int64)
        case contentID(ContentID)
        case last
    }

    /// Where the record of an article stands; nil where there is no such article.
    public func location(of selection: Selection) throws(CatalogueError) -> Location? {
        try perform("find an article") { database in
            let columns = """
                SELECT article.seq, date, number, offset, length, coalesce(article.time, at) AS at
                FROM article JOIN delivery ON delivery.row = article.delivery
                """
            let row =
                switch selection {
                case .sequence(let sequence):
                    try Row.fetchOne(database, sql: columns + " WHERE article.seq = ?", arguments: [sequence])
                case .contentID(let id):
                    try ContentIndex.sequence(of: id, in: database).flatMap { sequence in
                        try Row.fetchOne(database, sql: columns + " WHERE article.seq = ?", arguments: [sequence])
                    }
                case .last:
                    try Row.fetchOne(database, sql: columns + " ORDER BY article.seq DESC LIMIT 1")
                }
            guard let row else { return nil }
            let milliseconds: Int64 = try Rows.value(row, "at")
            let (time, isTooLarge) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
            if isTooLarge { throw Rows.Unreadable() }
            return Location(
                sequence: try Rows.value(row, "seq"),
                position: try Rows.position(row),
                length: try Rows.value(row, "length"),
                time: time
            )
        }
    }

    /// Where the lines of records end, by their sequence numbers, of those that are known.
    public func ends(of sequences: [Int64]) throws(CatalogueError) -> [Int64: ArchivePosition] {
        try perform("find where records end") { database in
            let sql = """
                SELECT seq, date, number, offset + length AS offset FROM article
                WHERE seq IN (SELECT value FROM json_each(?))
                """
            let list = "[" + sequences.map { "\($0)" }.joined(separator: ",") + "]"
            let rows = try Row.fetchCursor(database, sql: sql, arguments: [list])
            var ends: [Int64: ArchivePosition] = [:]
            while let row = try rows.next() { ends[try Rows.value(row, "seq")] = try Rows.position(row) }
            return ends
        }
    }

    /// How many deliveries had each outcome, and how many revisions they brought: on one day, UTC, or in all.
    public func tallies(on day: CivilDate? = nil) throws(CatalogueError) -> Tallies {
        try perform("count deliveries") { database in
            let rows =
                if let day {
                    try Row.fetchAll(
                        database,
                        sql: "SELECT outcome, count, revisions FROM tally WHERE day = ?",
                        arguments: [Rows.number(of: day)]
                    )
                } else {
                    try Row.fetchAll(
                        database,
                        sql: """
                            SELECT outcome, sum(count) AS count, sum(revisions) AS revisions FROM tally
                            GROUP BY outcome
                            """
                    )
                }
            var tallies = Tallies(parts: try Rows.parts(on: day.map { Rows.number(of: $0) }, in: database))
            for row in rows {
                guard let outcome = Outcome(rawValue: try Rows.value(row, "outcome")) else { continue }
                tallies.deliveries[outcome] = try Rows.value(row, "count") as Int
                tallies.revisions += try Rows.value(row, "revisions") as Int
            }
            return tallies
        }
    }

    /// One delivery as it was entered.
    public struct Entry: Sendable, Equatable {
        public var row: Int64
        /// Milliseconds since 1970 of the outcome.
        public var time: Int64
        public var file: UnmovedDelivery.File
        public var outcome: Outcome
        public var reason: String?
        public var explanation: String?
        public var sequence: Int64?
        public var contentID: ContentID?
        public var articles: Int
        public var added: Int
        /// How the file of an earlier delivery has left its place; nil for a delivery.
        public var departure: Departure?

        /// A delivery of these values.
        public init(
            row: Int64,
            time: Int64,
            file: UnmovedDelivery.File,
            outcome: Outcome,
            reason: String? = nil,
            explanation: String? = nil,
            sequence: Int64?,
            contentID: ContentID?,
            articles: Int,
            added: Int,
            departure: Departure? = nil
        ) {
            self.row = row
            self.time = time
            self.file = file
            self.outcome = outcome
            self.reason = reason
            self.explanation = explanation
            self.sequence = sequence
            self.contentID = contentID
            self.articles = articles
            self.added = added
            self.departure = departure
        }

        /// A row of the deliveries, with the id of its article beside it.
        init(_ row: Row) throws {
            let known = try UnmovedDelivery(row)
            self.init(
                row: known.row,
                time: known.time,
                file: known.file,
                outcome: known.outcome,
                reason: known.reason,
                explanation: known.explanation,
                sequence: try Rows.optional(row, "seq"),
                contentID: try Rows.contentID(row),
                articles: try Rows.value(row, "articles"),
                added: try Rows.value(row, "added"),
                departure: try Rows.departure(row)
            )
        }
    }

    /// The deliveries, newest first, at most `limit`.
    public func deliveries(limit: Int) throws(CatalogueError) -> [Entry] {
        try perform("read deliveries") { database in
            let sql = """
                SELECT delivery.*, article.id AS id FROM delivery LEFT JOIN article ON article.seq = delivery.seq
                ORDER BY delivery.row DESC LIMIT ?
                """
            return try Row.fetchAll(database, sql: sql, arguments: [limit]).map { try Entry($0) }
        }
    }

    func perform<Value>(_ task: String, _ body: (Database) throws -> Value) throws(CatalogueError) -> Value {
        do {
            return try database.read(body)
        } catch {
            throw CatalogueError(task: task, path: path, error)
        }
    }
}
