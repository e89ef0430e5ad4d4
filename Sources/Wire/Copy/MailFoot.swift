import Text
import Article

/// What mail programs and companies put below a text: `Sent from my phone`, a notice that the message is confidential, a
/// signature below `-- `.
enum MailFoot {
    /// Drops it.
    static func remove(_ lines: inout [Line], in text: Span<UInt8>) {
        guard lines.count > 2 else { return }
        var end = lines.count
        var index = lines.count - 1
        let first = max(2, lines.count - longest)
        while index >= first {
            let line = lines[index]
            if line.count == 2, text[line.start] == .hyphen, text[line.start + 1] == .hyphen,
                end - index <= longestSignature
            {
                end = index
            } else if line.afterBlank, CopyLine.opens(text, opening(line, text), with: .mailFoot) {
                end = index
            }
            index -= 1
        }
        lines.removeLast(lines.count - end)
    }

    /// The start of a line, as far as a phrase reaches: the notices of companies are long.
    private static func opening(_ line: Line, _ text: Span<UInt8>) -> TextRange {
        var end = min(line.end, line.start + CopyLine.longest)
        while end > line.start, end < line.end, text[end].isContinuation { end -= 1 }
        return TextRange(line.start, end)
    }

    /// The most lines of such a foot, and of a signature.
    private static let longest = 40
    private static let longestSignature = 12
}
