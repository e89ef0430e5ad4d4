import Crypto

/// The SHA-256 of an article's content as a reader sees it; <doc:ContentIDRule> has the rule.
public struct ContentID: Hashable, Sendable {
    // Four words rather than an array: an id lives in sets by the million.
    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// An id from its 32 bytes; nil for any other number of them.
    public init?(bytes: Span<UInt8>) {
        guard bytes.count == 32 else { return nil }
        func word(_ index: Int) -> UInt64 {
            var value: UInt64 = 0
            for offset in 0..<8 {
                value = value << 8 | UInt64(bytes[index * 8 + offset])
            }
            return value
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// An id from its text, `sha256:` and 64 hexadecimal digits in lower case; nil for anything else.
    public init?(_ text: String) {
        let prefix = Array("sha256:".utf8)
        let utf8 = Array(text.utf8)
        guard utf8.count == prefix.count + 64, utf8.starts(with: prefix) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for character in utf8.dropFirst(prefix.count) {
            let digit: UInt8
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        self.init(bytes: bytes.span)
    }

    /// The id of a headline and its paragraphs, as ``Article/contentID`` has it.
    public static func of(headline: String, paragraphs: [String]) -> ContentID {
        var canonical = CanonicalText()
        canonical.add(headline: Array(headline.utf8))
        for paragraph in paragraphs {
            canonical.add(paragraph: Array(paragraph.utf8))
        }
        return of(canonical: canonical.bytes)
    }

    static func of(canonical: [UInt8]) -> ContentID {
        var hasher = SHA256()
        hasher.update(data: canonical)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(SHA256.byteCount)
        for byte in hasher.finalize() {
            bytes.append(byte)
        }
        return ContentID(digest: bytes)
    }

    private init(digest: [UInt8]) {
        var values: [UInt64] = [0, 0, 0, 0]
        for (index, byte) in digest.prefix(32).enumerated() {
            values[index / 8] = values[index / 8] << 8 | UInt64(byte)
        }
        words = (values[0], values[1], values[2], values[3])
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return bytes
    }

    /// The first eight bytes as a number, the first byte the highest: for an index that tells ids apart by less than all.
    public var leadingWord: UInt64 { words.0 }

    /// Gives the 32 bytes to `body`.
    public func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        try body(bytes.span)
    }

    public static func == (one: ContentID, other: ContentID) -> Bool {
        one.words == other.words
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

extension ContentID: CustomStringConvertible {
    /// `sha256:` and 64 hexadecimal digits in lower case.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text = Array("sha256:".utf8)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
