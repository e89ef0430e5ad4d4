public import Archive
import Article
public import Base
import FoundationEssentials
import GRDB
public import LinuxIO

/// An article that the archive holds, and the delivery that brought it.
public struct KnownArticle: Sendable, Equatable {
    public var sequence: Int64
    /// The row of the delivery that brought it.
    public var row: Int64
    /// Which delivery that was.
    public var delivery: DeliveryIdentity
    /// Milliseconds since 1970 of that delivery's outcome.
    public var time: Int64
    /// Whether the delivery has an explanation: what it holds beside articles is told.
    public var isExplained: Bool

    static let query = """
        SELECT article.seq, delivery.row, path, bytes, modified, sha256, at, explanation IS NOT NULL AS explained
        FROM article JOIN delivery ON delivery.row = article.delivery WHERE article.seq = ? AND coalesce(key, id) = ?
        """

    init(_ row: Row) throws {
        sequence = try Rows.value(row, "seq")
        self.row = try Rows.value(row, "row")
        delivery = try DeliveryIdentity(row)
        time = try Rows.value(row, "at")
        isExplained = try Rows.value(row, "explained")
    }
}

/// A delivery whose outcome is in the ledger and in no record: a duplicate, or one in quarantine.
public struct UnmovedDelivery: Sendable, Equatable {
    public var row: Int64
    public var file: File
    /// Milliseconds since 1970 of the outcome.
    public var time: Int64
    public var outcome: Outcome
    public var reason: String?
    public var explanation: String?

    /// By what the file is recognised.
    public struct File: Sendable, Hashable {
        public var path: Path
        public var bytes: Int64
        /// Nanoseconds since 1970.
        public var modified: Int64
        /// Nil where the bytes were not read.
        public var digest: SHA256Digest?

        /// A file of these values.
        public init(path: Path, bytes: Int64, modified: Int64, digest: SHA256Digest?) {
            self.path = path
            self.bytes = bytes
            self.modified = modified
            self.digest = digest
        }

        /// The file of an entry.
        init(_ entry: DeliveryEntry) {
            self.init(path: entry.path, bytes: entry.bytes, modified: entry.modified, digest: entry.digest)
        }

        /// The file of a delivery.
        public init(_ delivery: DeliveryIdentity) {
            self.init(
                path: delivery.path,
                bytes: delivery.bytes,
                modified: delivery.modified,
                digest: delivery.digest
            )
        }
    }

    /// A delivery of these values.
    public init(row: Int64, file: File, time: Int64, outcome: Outcome, reason: String?, explanation: String?) {
        self.row = row
        self.file = file
        self.time = time
        self.outcome = outcome
        self.reason = reason
        self.explanation = explanation
    }

    init(_ row: Row) throws {
        guard let outcome = Outcome(rawValue: try Rows.value(row, "outcome")) else { throw Rows.Unreadable() }
        self.row = try Rows.value(row, "row")
        time = try Rows.value(row, "at")
        self.outcome = outcome
        reason = try Rows.optional(row, "reason")
        explanation = try Rows.optional(row, "explanation")
        file = File(
            path: try Rows.path(row, "path"),
            bytes: try Rows.value(row, "bytes"),
            modified: try Rows.value(row, "modified"),
            digest: try Rows.digest(row)
        )
    }
}

extension DeliveryIdentity {
    init(_ row: Row) throws {
        guard let digest = try Rows.digest(row) else { throw Rows.Unreadable() }
        self.init(
            path: try Rows.path(row, "path"),
            bytes: try Rows.value(row, "bytes"),
            modified: try Rows.value(row, "modified"),
            digest: digest
        )
    }
}
