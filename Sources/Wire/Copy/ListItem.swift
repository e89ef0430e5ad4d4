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
        case .star, .hyphen, .plus, 0x2013, 0x2014, .greater:
            let end = first.value == .hyphen && source[after] == .hyphen ? after + 1 : after
            return end < line.end && (source[end] == .space || source[end] == .tab)
        default:
            break
        }
        var index = line.start
        while index < line.end, index - line.start < 3, source[index].isFigure { index += 1 }
        guard index > line.start, index + 1 < line.end else { return false }
        return (source[index] == .closing || source[index] == .stop) && source[index + 1] <= .space
    }
}
