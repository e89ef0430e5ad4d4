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
}
