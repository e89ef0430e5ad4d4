public import Archive
public import Base
import FoundationEssentials
import GRDB
public import LinuxIO

/// What became of one delivery, as far as its sender wants to know.
public struct DeliveryAnswer: Sendable, Equatable {
    public var row: Int64
    /// By what the sender knows it again: the path beneath the inbox, the size, the time of modification in nanoseconds
    /// since 1970.
    public var path: Path
    public var bytes: Int64
    public var modified: Int64
    /// Nil where the bytes were not read.
    public var digest: SHA256Digest?
    public var outcome: Outcome
    public var reason: String?
    /// What it holds beside new articles, in words; nil where that is nothing.
    public var explanation: String?
    /// How many articles it held, and how many of them were new.
    public var articles: Int
    public var added: Int

    static let columns = "row, path, bytes, modified, sha256, outcome, reason, explanation, articles, added"

    init(_ row: Row) throws {
        guard let outcome = Outcome(rawValue: try Rows.value(row, "outcome")) else { throw Rows.Unreadable() }
        self.row = try Rows.value(row, "row")
        path = try Rows.path(row, "path")
        bytes = try Rows.value(row, "bytes")
        modified = try Rows.value(row, "modified")
        digest = try Rows.digest(row)
        self.outcome = outcome
        reason = try Rows.optional(row, "reason")
        explanation = try Rows.optional(row, "explanation")
        articles = try Rows.value(row, "articles")
        added = try Rows.value(row, "added")
    }
}

extension CatalogueReader {
    /// The answers that came after a row, oldest first, at most `limit`.
    public func answers(after row: Int64, limit: Int) throws(CatalogueError) -> [DeliveryAnswer] {
        try perform("read answers") { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(DeliveryAnswer.columns) FROM delivery
                    WHERE row > ? AND outcome IN (\(Outcome.answersInSQL)) ORDER BY row LIMIT ?
                    """
            )
            return try Row.fetchAll(statement, arguments: [row, limit]).map { try DeliveryAnswer($0) }
        }
    }

    /// The answer of a row; nil where there is no such row.
    public func answer(row: Int64) throws(CatalogueError) -> DeliveryAnswer? {
        try perform("read an answer") { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(DeliveryAnswer.columns) FROM delivery WHERE row = ?"
            )
            return try Row.fetchOne(statement, arguments: [row]).map { try DeliveryAnswer($0) }
        }
    }

    /// Goes through the answers about a path and what lies beneath it, in no particular order; through all for the empty
    /// path.
    ///
    /// - Returns: the last row at that moment.
    public func answers(beneath folder: Path, _ body: (DeliveryAnswer) -> Void) throws(CatalogueError) -> Int64 {
        try perform("read answers") { database in
            let last = try Int64.fetchOne(database, sql: "SELECT max(row) FROM delivery") ?? 0
            var condition = "1"
            var arguments: StatementArguments = []
            if let text = folder.text, !folder.isEmpty {
                // A path that is no UTF-8 is a blob, and compares with none of these.
                condition = "path = ? OR (path >= ? AND path < ?) OR typeof(path) = 'blob'"
                arguments = [text, text + "/", text + "0"]
            }
            let sql = """
                SELECT \(DeliveryAnswer.columns) FROM delivery
                WHERE outcome IN (\(Outcome.answersInSQL)) AND (\(condition))
                """
            let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
            while let row = try rows.next() { body(try DeliveryAnswer(row)) }
            return last
        }
    }
}

extension Outcome {
    /// The answers as SQL has them in a list.
    static let answersInSQL = answers.map { "\($0.rawValue)" }.joined(separator: ", ")
}
