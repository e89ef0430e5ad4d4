import Text
import Article

/// The lines of a text, one after the other, for a pass over a text that few files need.
struct TextLines {
    private let text: [UInt8]
    /// How far the text has been read.
    private(set) var index = 0

    init(_ text: Span<UInt8>, from first: Int) {
        var copy: [UInt8] = []
        copy.append(contentsOf: text, from: first, to: text.count)
        self.text = copy
    }

    /// The next line without its end; nil after the last.
    mutating func next() -> [UInt8]? {
        guard index < text.count else { return nil }
        let start = index
        while index < text.count, text[index] != .lineFeed, text[index] != .carriageReturn { index += 1 }
        let line = Array(text[start..<index])
        if index < text.count {
            index += text[index] == .carriageReturn && index + 1 < text.count && text[index + 1] == .lineFeed ? 2 : 1
        }
        return line
    }

    /// A line without white space at its ends.
    static func trimmed(_ line: [UInt8]) -> [UInt8] {
        var start = 0
        var end = line.count
        while start < end, line[start] <= .space { start += 1 }
        while end > start, line[end - 1] <= .space { end -= 1 }
        return Array(line[start..<end])
    }
}
