import Text
import Article

/// The pairs of marks that enclose something.
enum Brackets {
    /// The brackets of any width, what opens and what closes.
    private static let pairs: [(open: UInt32, close: UInt32)] = [
        (0x28, 0x29), (0x5B, 0x5D), (0xFF08, 0xFF09), (0xFF3B, 0xFF3D), (0x3010, 0x3011), (0x3014, 0x3015),
    ]

    /// What closes what a mark opens. Nil for any other mark.
    static func closing(_ open: UInt32) -> UInt32? { pairs.first { $0.open == open }?.close }

    /// The same with the slashes that wires enclose their names in.
    static func closingSource(_ open: UInt32) -> UInt32? {
        open == .slash || open == .backslash ? open : closing(open)
    }

    /// What opens what a mark closes, with the slashes.
    static func openingSource(_ close: UInt32) -> UInt32? {
        close == .slash ? close : pairs.first { $0.close == close }?.open
    }

    static func opens(_ value: UInt32) -> Bool { closing(value) != nil }

    /// Whether a byte is a round or square bracket that opens.
    static func opens(ascii byte: UInt8?) -> Bool { byte.map { $0 < 0x80 && opens(UInt32($0)) } == true }

    /// Where the bracket of one byte that opens at a byte is closed, those within it apart.
    static func closingByte(_ text: Span<UInt8>, from start: Int) -> Int? {
        guard let close = closing(UInt32(text[start])) else { return nil }
        var depth = 0
        for index in start..<text.count {
            if text[index] == text[start] { depth += 1 }
            if UInt32(text[index]) == close {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    /// Where the bracket opens that the last character before an end closes, those within it apart, and at most so many bytes
    /// before it.
    static func opening(_ text: Span<UInt8>, from first: Int, before end: Int, within limit: Int) -> Int? {
        guard end > first else { return nil }
        let close = text.codePoint(before: end)
        guard let open = openingSource(close.value), open != close.value else { return nil }
        var start = end - close.length
        var depth = 1
        while start > first, end - start < limit {
            let point = text.codePoint(before: start)
            start -= point.length
            if point.value == close.value { depth += 1 }
            if point.value == open {
                depth -= 1
                if depth == 0 { return start }
            }
        }
        return nil
    }

    /// Whether a text is one bracket from its first character to its last.
    static func encloses(_ text: Span<UInt8>) -> Bool {
        guard text.count > 1, let close = closing(text.codePoint(at: 0).value) else { return false }
        return text.codePoint(before: text.count).value == close
    }
}
