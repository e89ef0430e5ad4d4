public import Base
public import LinuxIO

/// Which delivery this is: the same file found again after a crash has the same identity, another one has not.
public struct DeliveryIdentity: Hashable, Sendable {
    /// The path beneath the inbox.
    public var path: Path
    /// Bytes in the file.
    public var bytes: Int64
    /// When it was last modified, in nanoseconds since 1970.
    public var modified: Int64
    /// The SHA-256 of its raw bytes.
    public var digest: SHA256Digest

    /// The delivery of this file in this state.
    public init(path: Path, bytes: Int64, modified: Int64, digest: SHA256Digest) {
        self.path = path
        self.bytes = bytes
        self.modified = modified
        self.digest = digest
    }
}

/// One file that arrived, and what it was read as.
public struct Delivery: Hashable, Sendable {
    public var identity: DeliveryIdentity
    /// The name of the format, such as `text`.
    public var format: String
    /// The name of the encoding in lower case, as IANA registers it; nil where the format has none.
    public var encoding: String?
    /// How many invalid byte sequences stand as U+FFFD in the text; 0 for a sound file.
    public var damaged: Int
    /// Which of its articles this is, counted from 1; nil where it holds but one.
    public var part: Int?
    /// Where in the delivery it stood: the name of a member, `#17`, an address, an id; nil where the file is the article.
    public var member: String?
    /// The kinds of containers around it, the outermost first.
    public var container: [String]
    /// Its number among all deliveries, in the order of their outcomes; nil until it is committed, and in records that were
    /// written before the ledger was.
    public var number: Int64?

    /// A delivery of this identity, read as this.
    public init(
        identity: DeliveryIdentity,
        format: String,
        encoding: String?,
        damaged: Int = 0,
        part: Int? = nil,
        member: String? = nil,
        container: [String] = [],
        number: Int64? = nil
    ) {
        self.identity = identity
        self.format = format
        self.encoding = encoding
        self.damaged = damaged
        self.part = part
        self.member = member
        self.container = container
        self.number = number
    }
}

extension Path {
    /// The path of a record from its percent-encoded form; nil where that is not how ``LinuxIO/Path/percentEncoded`` writes
    /// a path that is no UTF-8.
    init?(recorded text: [UInt8]) {
        let text = String(decoding: text, as: UTF8.self)
        guard let path = Path(percentEncoded: text), path.text == nil, path.percentEncoded == text else { return nil }
        self = path
    }
}
