import Text
import Article

/// The frame that the wire puts around copy (IPTC 7901): SOH, a header, STX, the copy, ETX, a trailer, EOT.
struct WireFrame {
    /// Where the copy begins and ends.
    private(set) var copy: TextRange
    /// The header between SOH and STX, without white space at its ends.
    private(set) var header: TextRange?
    /// The priority that the header gives after the message number: `tta0123 4 pol 250`.
    private(set) var urgency: Int?

    /// How far from either end of a text its frame can reach.
    private static let reach = 256

    init(_ text: Span<UInt8>, from first: Int) {
        copy = TextRange(first, text.count)
        var index = first
        while index < min(text.count, first + 16), text[index] <= .space, text[index] != 0x01, text[index] != 0x02 {
            index += 1
        }
        guard index < text.count, text[index] == 0x01 || text[index] == 0x02 else { return }
        let start = index
        while index < min(text.count, start + WireFrame.reach), text[index] != 0x02 { index += 1 }
        if index < text.count, text[index] == 0x02 {
            copy.start = index + 1
            setHeader(text, start + 1, index)
        }
        var end = text.count
        while end > copy.start, text.count - end < WireFrame.reach, text[end - 1] != 0x03 { end -= 1 }
        if end > copy.start, text[end - 1] == 0x03 { copy.end = end - 1 }
    }

    private mutating func setHeader(_ text: Span<UInt8>, _ from: Int, _ to: Int) {
        var range = TextRange(from, to)
        while range.start < range.end, text[range.start] <= .space { range.start += 1 }
        while range.start < range.end, text[range.end - 1] <= .space { range.end -= 1 }
        guard !range.isEmpty else { return }
        header = range
        var index = range.start
        while index < range.end, text[index] != .space { index += 1 }
        guard index + 1 < range.end, (0x31...0x39).contains(text[index + 1]),
            index + 2 == range.end || text[index + 2] == .space
        else { return }
        urgency = Int(text[index + 1] - 0x30)
    }
}
