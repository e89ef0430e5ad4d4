import Text
import Wire
import Article

/// Decodes the character references of HTML (standard, section 13.2.5.72): `&amp;`, `&#8217;`, `&#x2019;`, `&copy`.
enum HTMLReference {
    /// A reference that was read.
    struct Match {
        /// One or two code points.
        var first: UInt32
        var second: UInt32 = 0
        /// The byte after it.
        var end: Int
    }

    /// The reference at an ampersand; nil where the ampersand stands for itself.
    /// - Parameter inAttribute: whether a name without its semicolon that goes on as a query string does is left alone.
    static func read(_ bytes: Span<UInt8>, _ ampersand: Int, _ end: Int, inAttribute: Bool) -> Match? {
        let start = ampersand + 1
        guard start < end else { return nil }
        if bytes[start] == 0x23 { return readNumber(bytes, start + 1, end) }
        guard ASCII.isAlphanumeric(bytes[start]) else { return nil }
        guard let match = readName(bytes, start, end) else { return nil }
        if inAttribute, bytes[match.end - 1] != 0x3B, match.end < end {
            let next = bytes[match.end]
            if next == 0x3D || ASCII.isAlphanumeric(next) { return nil }
        }
        return match
    }

    /// The longest name that stands at `start`: one with its semicolon, or one of those that need none.
    private static func readName(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Match? {
        var index = start
        let limit = min(end, start + longestName)
        while index < limit, ASCII.isAlphanumeric(bytes[index]) { index += 1 }
        if index < end, bytes[index] == 0x3B,
            let text = NamedCharacters.text(of: string(bytes, start, index))
        {
            return match(text, end: index + 1)
        }
        index = min(index, start + longestOpenName)
        while index > start {
            let name = string(bytes, start, index)
            if NamedCharacters.mayStandOpen(name), let text = NamedCharacters.text(of: name) {
                return match(text, end: index)
            }
            index -= 1
        }
        return nil
    }

    private static func string(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
        var name = ""
        var index = start
        while index < end {
            name.unicodeScalars.append(Unicode.Scalar(bytes[index]))
            index += 1
        }
        return name
    }

    private static let longestName = 32
    /// Of the names that need no semicolon.
    private static let longestOpenName = 6

    private static func match(_ text: [UInt8], end: Int) -> Match {
        let first = text.span.codePoint(at: 0)
        let second = first.length < text.count ? text.span.codePoint(at: first.length).value : 0
        return Match(first: first.value, second: second, end: end)
    }

    private static func readNumber(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Match? {
        var index = start
        guard index < end else { return nil }
        let isHexadecimal = bytes[index] | 0x20 == 0x78
        if isHexadecimal { index += 1 }
        let digits = index
        var value: UInt32 = 0
        while index < end {
            let byte = bytes[index]
            let digit: UInt32
            if ASCII.isDigit(byte) {
                digit = UInt32(byte - 0x30)
            } else if isHexadecimal, byte | 0x20 >= 0x61, byte | 0x20 <= 0x66 {
                digit = UInt32((byte | 0x20) - 0x61 + 10)
            } else {
                break
            }
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            index += 1
        }
        guard index > digits else { return nil }
        if index < end, bytes[index] == 0x3B { index += 1 }
        return Match(first: repaired(value), end: index)
    }

    /// What a number stands for: no NUL, no surrogate, nothing above Unicode, and Windows-1252 for the C1 controls.
    private static func repaired(_ value: UInt32) -> UInt32 {
        switch value {
        case 0, 0xD800...0xDFFF, 0x110000...: 0xFFFD
        case 0x80...0x9F: windows1252[Int(value - 0x80)]
        default: value
        }
    }

    /// The characters of Windows-1252 from 0x80 to 0x9F; what it leaves free stands for itself.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// The text of a range with its references decoded, NULs as U+FFFD and line ends as line feeds.
    static func decode(_ bytes: Span<UInt8>, _ range: ByteRange, inAttribute: Bool) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.start
        while index < range.end {
            let byte = bytes[index]
            if byte == 0x26, let match = read(bytes, index, range.end, inAttribute: inAttribute) {
                text.append(codePoint: match.first)
                if match.second != 0 { text.append(codePoint: match.second) }
                index = match.end
                continue
            }
            if byte == 0 {
                text.append(codePoint: 0xFFFD)
            } else if byte == 0x0D {
                if index + 1 >= range.end || bytes[index + 1] != 0x0A { text.append(0x0A) }
            } else {
                text.append(byte)
            }
            index += 1
        }
        return text
    }
}
