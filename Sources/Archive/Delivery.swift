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
    public var digest: FileDigest

    /// The delivery of this file in this state.
    public init(path: Path, bytes: Int64, modified: Int64, digest: FileDigest) {
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

    /// A delivery of this identity, read as this.
    public init(
        identity: DeliveryIdentity,
        format: String,
        encoding: String?,
        damaged: Int = 0,
        part: Int? = nil
    ) {
        self.identity = identity
        self.format = format
        self.encoding = encoding
        self.damaged = damaged
        self.part = part
    }
}

/// How a path stands in a record.
///
/// A path that is UTF-8 stands as it is. One that is not is percent-encoded (RFC 3986, section 2.1): every byte outside
/// printable ASCII, and `%` itself, as `%` and two hexadecimal digits in capitals; `path_encoding` then says so.
enum PathEncoding {
    static func isPercentEncoded(_ path: Path) -> Bool {
        path.text == nil
    }

    static func encode(_ path: Path) -> [UInt8] {
        let capitals = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in path.bytes {
            if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), capitals[Int(byte >> 4)], capitals[Int(byte & 15)]]
            }
        }
        return encoded
    }

    /// The path back from its percent-encoded form; nil where that is not how ``encode(_:)`` writes one.
    static func decode(_ text: [UInt8]) -> Path? {
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%") {
                guard index + 2 < text.count, let high = capitalValue(text[index + 1]),
                    let low = capitalValue(text[index + 2])
                else { return nil }
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        let path = Path(bytes)
        return isPercentEncoded(path) && encode(path) == text ? path : nil
    }

    private static func capitalValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
