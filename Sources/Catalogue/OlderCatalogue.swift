public import Archive
import GRDB
public import LinuxIO

/// A catalogue of the time before there was a ledger, which alone knows what became of deliveries without a record.
public struct OlderCatalogue {
    /// The last version of its tables.
    private static let version = 5

    private let path: Path
    private let database: ReadOnlyDatabase

    /// The catalogue at `path`, an absolute path; nil where none of that time stands there, or none that can be read.
    public init?(at path: Path) {
        self.path = path
        guard CatalogueReader.isThere(at: path),
            let database = try? ReadOnlyDatabase(at: path, label: "older catalogue"),
            let version = try? database.read({ try Int.fetchOne($0, sql: "PRAGMA user_version") }),
            version == OlderCatalogue.version
        else { return nil }
        self.database = database
    }

    /// What the ledger would have of the deliveries behind a row, each with the time of its outcome in nanoseconds since
    /// 1970; at most `limit`, in their order.
    public func entries(after row: Int64, limit: Int) throws(CatalogueError) -> [(entry: LedgerEntry, time: Int64)] {
        do {
            return try database.read { database in
                let sql = """
                    SELECT * FROM delivery WHERE row > ? AND (outcome <> \(Outcome.archived.rawValue)
                        OR explanation IS NOT NULL)
                    ORDER BY row LIMIT ?
                    """
                return try Row.fetchAll(database, sql: sql, arguments: [row, limit]).map { row in
                    let known = try UnmovedDelivery(row)
                    let entry = LedgerEntry(
                        number: known.row,
                        outcome: known.outcome,
                        reason: known.reason,
                        explanation: known.explanation,
                        article: try Rows.optional(row, "seq"),
                        articles: try Rows.value(row, "articles"),
                        path: known.file.path,
                        bytes: known.file.bytes,
                        modified: known.file.modified,
                        digest: known.file.digest
                    )
                    return (entry, known.time.multipliedReportingOverflow(by: 1_000_000).partialValue)
                }
            }
        } catch {
            throw CatalogueError(task: "read deliveries", path: path, error)
        }
    }
}
