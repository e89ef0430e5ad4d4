/// Reads a file in whichever format recognizes it.
public struct ArticleReader: Sendable {
    /// The formats in the order in which they are asked; the last takes whatever is left.
    let formats: [any ArticleFormat] = []
    let fallback = PlainText()

    public init() {}

    /// Reads a file's bytes. Pure: the same bytes and context give the same reading.
    public func read(_ bytes: Span<UInt8>, context: ReadingContext = ReadingContext()) -> Reading {
        for format in formats where format.recognizes(bytes) {
            return format.read(bytes, context: context)
        }
        return fallback.read(bytes, context: context)
    }
}
