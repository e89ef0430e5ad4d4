import Text

/// What a delivery says that a reader may do with a story: whether it was taken back or corrected, may be used, and from when.
///
/// A delivery of known words is a duplicate only where it says nothing new of this kind. A repeat, an urgent mark, another
/// priority, agency or day say nothing new; a kill, a correction, an embargo set, moved or lifted, and a status do.
public struct Standing: Sendable, Equatable {
    public var isKilled: Bool
    public var isCorrected: Bool
    public var status: ArticleDetails.Status?
    /// The end of an embargo in seconds since 1970 where it is sure, else the line that was printed; nil where there is none.
    public var embargo: Embargo?

    /// An embargo.
    public enum Embargo: Sendable, Equatable {
        case until(Int64)
        case printed(String)
    }

    /// The standing that marks, a printed embargo and the fields of a document give.
    public init(marks: UpdateMarks, embargo: String?, details: ArticleDetails) {
        isKilled = marks.kill || details.status == .canceled
        isCorrected = marks.correction
        status = details.status == .canceled ? nil : details.status
        self.embargo = details.embargoUntil.map { .until($0.secondsSince1970) } ?? embargo.map { .printed($0) }
    }

    /// Whether it says nothing but that the story may be used.
    public var isPlain: Bool { !isKilled && !isCorrected && status == nil && embargo == nil }

    /// The standing as bytes, the same for the same standing; empty for a plain one.
    package var bytes: [UInt8] {
        var words: [String] = []
        if isKilled { words.append("kill") }
        if isCorrected { words.append("correction") }
        if let status { words.append("status \(status.rawValue)") }
        switch embargo {
        case .until(let seconds): words.append("until \(seconds)")
        case .printed(let line): words.append("embargo \(CanonicalText.squeezed(line))")
        case nil: break
        }
        return Array(words.joined(separator: "\n").utf8)
    }
}

extension Article {
    public var standing: Standing { Standing(marks: marks, embargo: embargo, details: details) }
}

extension ContentID {
    /// By what a delivery is found to say nothing new: the content with its standing. The id itself where the standing is
    /// plain; else its first eight bytes are those of the id, so that an index over them finds both.
    public func key(_ standing: Standing) -> ContentID {
        let words = standing.bytes
        guard !words.isEmpty else { return self }
        let digest = ContentID.of(canonical: bytes + [0x0A] + words)
        let key = Array(bytes.prefix(8)) + digest.bytes.suffix(24)
        return ContentID(bytes: key.span) ?? self
    }
}
