import Text
import Article

/// Items of a list.
enum ListItem {
    /// Whether a line opens with a bullet, or with a number or letter and a bracket or full stop.
    static func opens(_ line: Line, _ source: Span<UInt8>) -> Bool {
        let first = source.codePoint(at: line.start)
        let after = line.start + first.length
        guard after < line.end else { return false }
        switch first.value {
        case 0x2022, 0x25CF, 0x25A0, 0x25AA, 0x25E6, 0x2219, 0xB7:
            return true
        case 0x2A, 0x2D, 0x2B, 0x2013, 0x2014, 0x3E:
            let end = first.value == 0x2D && source[after] == 0x2D ? after + 1 : after
            return end < line.end && (source[end] == 0x20 || source[end] == 0x09)
        default:
            break
        }
        var index = line.start
        while index < line.end, index - line.start < 3, source[index] >= 0x30, source[index] <= 0x39 { index += 1 }
        guard index > line.start, index + 1 < line.end else { return false }
        return (source[index] == 0x29 || source[index] == 0x2E) && source[index + 1] <= 0x20
    }
}
