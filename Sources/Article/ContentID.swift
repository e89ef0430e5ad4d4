import Text
public import Base

/// The SHA-256 of an article's content as a reader sees it; <doc:ContentIDRule> has the rule.
public struct ContentID: Hashable, Sendable {
    private let digest: SHA256Digest

    /// The id that is this digest.
    public init(_ digest: SHA256Digest) {
        self.digest = digest
    }

    /// An id from its 32 bytes; nil for any other number of them.
    public init?(bytes: Span<UInt8>) {
        guard let digest = SHA256Digest(bytes: bytes) else { return nil }
        self.init(digest)
    }

    /// An id from its text, `sha256:` and 64 hexadecimal digits in lower case; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.starts(with: ContentID.prefix.utf8),
            let digest = SHA256Digest(hexadecimal: String(text.dropFirst(ContentID.prefix.count)))
        else { return nil }
        self.init(digest)
    }

    private static let prefix = "sha256:"

    /// The id of a headline and its paragraphs, as ``Article/contentID`` has it.
    public static func of(headline: String, paragraphs: [String]) -> ContentID {
        var canonical = CanonicalText()
        canonical.add(headline: Array(headline.utf8))
        for paragraph in paragraphs {
            canonical.add(paragraph: Array(paragraph.utf8))
        }
        return of(canonical: canonical.bytes)
    }

    package static func of(canonical: [UInt8]) -> ContentID {
        ContentID(SHA256Digest(of: canonical))
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { digest.bytes }

    /// The first eight bytes as a number, the first byte the highest: for an index that tells ids apart by less than all.
    public var leadingWord: UInt64 { digest.leadingWord }

    /// Gives the 32 bytes to `body`.
    public func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        try digest.withBytes(body)
    }
}

extension ContentID: CustomStringConvertible {
    /// `sha256:` and 64 hexadecimal digits in lower case.
    public var description: String { ContentID.prefix + digest.hexadecimal }
}
