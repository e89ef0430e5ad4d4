import Text
import Article

/// A line that is longer than a text's may be: nobody writes such a line, and everything that shows or edits the text
/// would choke on it.
struct LongLine {
    /// Counted from 1; lines end with LF, CR, or both.
    var number: Int
    /// Its bytes, without its end.
    var count: Int

    /// The longest line of a text, in bytes.
    static let limit = 1024 * 1024

    /// The first one in a file, if there is one.
    static func first(in bytes: Span<UInt8>) -> LongLine? {
        guard bytes.count > limit else { return nil }
        var number = 1
        var start = 0
        for index in bytes.indices where bytes[index] == .lineFeed || bytes[index] == .carriageReturn {
            if index - start > limit { return LongLine(number: number, count: index - start) }
            if bytes[index] == .lineFeed || index + 1 == bytes.count || bytes[index + 1] != .lineFeed { number += 1 }
            start = index + 1
        }
        return bytes.count - start > limit ? LongLine(number: number, count: bytes.count - start) : nil
    }
}
