/// A stretch of an article's text, in bytes from its start.
public struct TextRange: Hashable, Sendable {
    /// The first byte.
    public var start: Int
    /// The byte after the last.
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// How many bytes it covers.
    public var count: Int { end - start }
    public var isEmpty: Bool { end <= start }

    /// The same range, shifted by a number of bytes.
    package func moved(by count: Int) -> TextRange { TextRange(start + count, end + count) }

    /// The stretch without the spaces at its ends.
    package func trimmed(in text: Span<UInt8>) -> TextRange {
        var range = self
        while range.start < range.end, text[range.start] == 0x20 { range.start += 1 }
        while range.end > range.start, text[range.end - 1] == 0x20 { range.end -= 1 }
        return range
    }
}
