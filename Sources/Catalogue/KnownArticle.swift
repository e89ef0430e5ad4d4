public import Archive
import Article
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

    static let query = """
        SELECT article.seq, delivery.row, path, bytes, modified, sha256
        FROM article JOIN delivery ON delivery.row = article.delivery WHERE id = ?
        """

    init?(_ row: Row) throws {
        guard let identity = DeliveryIdentity(row) else { return nil }
        sequence = row["seq"]
        self.row = row["row"]
        delivery = identity
    }
}

/// A delivery whose outcome is in the catalogue and in no record: a duplicate, or one in quarantine.
public struct UnmovedDelivery: Sendable, Equatable {
    public var row: Int64
    public var file: File
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
        public var digest: FileDigest?

        /// A file of these values.
        public init(path: Path, bytes: Int64, modified: Int64, digest: FileDigest?) {
            self.path = path
            self.bytes = bytes
            self.modified = modified
            self.digest = digest
        }
    }

    /// A delivery of these values.
    public init(row: Int64, file: File, outcome: Outcome, reason: String?, explanation: String?) {
        self.row = row
        self.file = file
        self.outcome = outcome
        self.reason = reason
        self.explanation = explanation
    }

    init?(_ row: Row) {
        guard let outcome = Outcome(rawValue: row["outcome"]) else { return nil }
        self.row = row["row"]
        self.outcome = outcome
        reason = row["reason"]
        explanation = row["explanation"]
        let digest: Data? = row["sha256"]
        file = File(
            path: Rows.path(row["path"]),
            bytes: row["bytes"],
            modified: row["modified"],
            digest: digest.flatMap { FileDigest(bytes: Array($0).span) }
        )
    }
}

extension DeliveryIdentity {
    init?(_ row: Row) {
        let digest: Data? = row["sha256"]
        guard let digest = digest.flatMap({ FileDigest(bytes: Array($0).span) }) else { return nil }
        self.init(path: Rows.path(row["path"]), bytes: row["bytes"], modified: row["modified"], digest: digest)
    }
}
