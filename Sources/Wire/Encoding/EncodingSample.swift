import Text

/// As much of a text as its encoding is judged by.
///
/// The lines that are not ASCII, because the others say nothing of the encoding, up to ``limit`` bytes: neither the time nor
/// the memory of the judgement grows with the text.
struct EncodingSample {
    /// The bytes, of whole lines but for the last.
    private(set) var bytes: [UInt8] = []
    /// Whether the last line is cut off, perhaps in the middle of a character.
    private var isCut = false

    /// The bytes after which no further line is begun, and at which a line is cut off.
    private static let limit = 16_384
    /// The longest character of any encoding, in bytes: GB 18030.
    private static let longestCharacter = 4

    /// A sample of a text.
    init(_ text: Span<UInt8>) {
        var lineStart = 0
        var hasHigh = false
        for index in 0..<text.count {
            if text[index] >= 0x80 { hasHigh = true }
            guard text[index] == 0x0A || index == text.count - 1 else { continue }
            if hasHigh { append(text, from: lineStart, to: index + 1) }
            if bytes.count >= EncodingSample.limit { return }
            lineStart = index + 1
            hasHigh = false
        }
    }

    private mutating func append(_ text: Span<UInt8>, from start: Int, to end: Int) {
        let room = 2 * EncodingSample.limit - bytes.count
        // A long line begins to count where it is no longer ASCII.
        var start = start
        if end - start > room {
            while start < end, text[start] < 0x80 { start += 1 }
        }
        isCut = end - start > room
        bytes.append(text, from: start, to: isCut ? start + room : end)
    }

    /// The sample in UTF-8; nil where its bytes are not of this encoding. A character that is cut in two at the end does not
    /// count against it.
    func converted(from encoding: String) -> [UInt8]? {
        let most = isCut ? EncodingSample.longestCharacter - 1 : 0
        for left in 0...min(most, bytes.count) {
            if let text = TextLibraries.convert(bytes.span.extracting(droppingLast: left), from: encoding) {
                return text
            }
        }
        return nil
    }
}
