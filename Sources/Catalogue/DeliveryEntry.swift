public import Archive
public import Article
public import Base
public import LinuxIO

/// One delivery as it is entered in the catalogue.
public struct DeliveryEntry: Sendable {
    /// The row that the delivery has already, and to which its further articles and what the ledger tells of it are added;
    /// nil for a new delivery.
    public var row: Int64?
    /// The number of a new delivery, which is to be its row; nil for the next one.
    public var number: Int64?
    /// Nanoseconds since 1970 of the outcome.
    public var time: Int64
    public var path: Path
    public var bytes: Int64
    /// Nanoseconds since 1970 of the file's last modification.
    public var modified: Int64
    /// The digest of the bytes; nil where they were not read.
    public var digest: SHA256Digest?
    public var outcome: Outcome
    /// Why, in one word and in sentences; for what was archived there is none.
    public var reason: String?
    public var explanation: String?
    /// The first new article, or the one that the delivery duplicates.
    public var sequence: Int64?
    /// How many articles it held.
    public var articles: Int
    /// The new ones among them.
    public var added: [AddedArticle]
    /// What its parts came to, as far as this entry tells of them: its new articles, and what is told in the ledger.
    public var parts: [PartCount]
    /// Those without a record that are told one by one.
    public var told: [ToldPart]
    /// How the file of an earlier delivery has left its place; nil for a delivery.
    public var departure: Departure?

    /// An entry of these values.
    public init(
        row: Int64? = nil,
        number: Int64? = nil,
        time: Int64,
        path: Path,
        bytes: Int64,
        modified: Int64,
        digest: SHA256Digest?,
        outcome: Outcome,
        reason: String? = nil,
        explanation: String? = nil,
        sequence: Int64? = nil,
        articles: Int = 0,
        added: [AddedArticle] = [],
        parts: [PartCount] = [],
        told: [ToldPart] = [],
        departure: Departure? = nil
    ) {
        self.row = row
        self.number = number
        self.time = time
        self.path = path
        self.bytes = bytes
        self.modified = modified
        self.digest = digest
        self.outcome = outcome
        self.reason = reason
        self.explanation = explanation
        self.sequence = sequence
        self.articles = articles
        self.added = added
        self.parts = parts
        self.told = told
        self.departure = departure
    }

    /// A new article and where its record stands.
    public struct AddedArticle: Sendable {
        public var contentID: ContentID
        /// By what it is found to be known; the content id itself for most.
        public var key: ContentID
        public var sequence: Int64
        public var position: ArchivePosition
        /// Bytes of the line, its line break included.
        public var length: Int
        /// Whether its marks say that it follows an earlier version.
        public var isRevision: Bool
        /// Nanoseconds since 1970 of its record; nil where that is the delivery's. The articles of a delivery that was
        /// committed in slices have several.
        public var time: Int64?

        /// A new article at this place.
        public init(
            contentID: ContentID,
            sequence: Int64,
            position: ArchivePosition,
            length: Int,
            isRevision: Bool = false,
            key: ContentID? = nil,
            time: Int64? = nil
        ) {
            self.contentID = contentID
            self.key = key ?? contentID
            self.sequence = sequence
            self.position = position
            self.length = length
            self.isRevision = isRevision
            self.time = time
        }
    }
}
