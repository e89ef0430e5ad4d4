public import Archive
public import Article
import FoundationEssentials
import GRDB
public import LinuxIO

/// Reads a catalogue that somebody else may be writing; never makes or changes one.
public final class CatalogueReader {
    private let path: Path
    private let database: DatabaseQueue

    /// Opens the catalogue at `path`, an absolute path, for reading.
    public init(at path: Path) throws(CatalogueError) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "catalogue reader"
            configuration.busyMode = .timeout(5)
            database = try DatabaseQueue(path: try Catalogue.text(of: path), configuration: configuration)
            let version = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            guard version == Schema.version else {
                throw CatalogueError(task: "open", path: path, reason: "it was made by another version of wiredesk")
            }
        } catch {
            throw CatalogueError(task: "open", path: path, error)
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
                SELECT article.seq, date, number, offset, length, at
                FROM article JOIN delivery ON delivery.row = article.delivery
                """
            let row =
                switch selection {
                case .sequence(let sequence):
                    try Row.fetchOne(database, sql: columns + " WHERE article.seq = ?", arguments: [sequence])
                case .contentID(let id):
                    try Row.fetchOne(database, sql: columns + " WHERE id = ?", arguments: [Data(id.bytes)])
                case .last:
                    try Row.fetchOne(database, sql: columns + " ORDER BY article.seq DESC LIMIT 1")
                }
            guard let row, let day = Rows.day(row["date"]) else { return nil }
            let segment = SegmentName(day: day, number: row["number"])
            return Location(
                sequence: row["seq"],
                position: ArchivePosition(segment: segment, offset: row["offset"]),
                length: row["length"],
                time: row["at"] * 1_000_000
            )
        }
    }

    /// How many deliveries had each outcome: on one day, UTC, or in all.
    public func tallies(on day: CivilDate? = nil) throws(CatalogueError) -> [Outcome: Int] {
        try perform("count deliveries") { database in
            let rows =
                if let day {
                    try Row.fetchAll(
                        database,
                        sql: "SELECT outcome, count FROM tally WHERE day = ?",
                        arguments: [Rows.number(of: day)]
                    )
                } else {
                    try Row.fetchAll(database, sql: "SELECT outcome, sum(count) AS count FROM tally GROUP BY outcome")
                }
            var tallies: [Outcome: Int] = [:]
            for row in rows {
                if let outcome = Outcome(rawValue: row["outcome"]) { tallies[outcome] = row["count"] }
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
    }

    /// The deliveries, newest first, at most `limit`.
    public func deliveries(limit: Int) throws(CatalogueError) -> [Entry] {
        try perform("read deliveries") { database in
            let sql = """
                SELECT delivery.*, article.id AS id FROM delivery LEFT JOIN article ON article.seq = delivery.seq
                ORDER BY delivery.row DESC LIMIT ?
                """
            return try Row.fetchAll(database, sql: sql, arguments: [limit]).compactMap { row in
                guard let known = UnmovedDelivery(row) else { return nil }
                let id: Data? = row["id"]
                return Entry(
                    row: known.row,
                    time: row["at"],
                    file: known.file,
                    outcome: known.outcome,
                    reason: known.reason,
                    explanation: known.explanation,
                    sequence: row["seq"],
                    contentID: id.flatMap { ContentID(bytes: Array($0).span) },
                    articles: row["articles"],
                    added: row["added"]
                )
            }
        }
    }

    private func perform<Value>(_ task: String, _ body: (Database) throws -> Value) throws(CatalogueError) -> Value {
        do {
            return try database.read(body)
        } catch {
            throw CatalogueError(task: task, path: path, error)
        }
    }
}
