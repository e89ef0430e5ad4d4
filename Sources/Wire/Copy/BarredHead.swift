import Text
import Article

/// The one line on which a press database prints headline, paper, day and page, parted by bars:
/// `Mill closes | Norland Post, The (NO) | June 10, 2026 | Page A4`.
enum BarredHead {
    /// The most bytes of such a line, and the fewest parts before the day: the headline and the paper.
    private static let longest = 400
    private static let fewest = 2

    /// Parts the first line into the headline and the day; what stands beside them says nothing of the story.
    static func split(_ lines: inout [Line], in text: Span<UInt8>) {
        guard lines.count > 1, let line = lines.first, line.count <= longest else { return }
        let parts = parts(of: line, text)
        guard parts.count > fewest, Stretch.words(text, parts[0].start, parts[0].end) > 1,
            let day = parts.dropFirst(fewest).first(where: {
                Timestamp.day(of: text.extracting($0.start..<$0.end)) != nil
            })
        else { return }
        lines.replaceSubrange(0..<1, with: [parts[0], day])
    }

    /// The parts between bars that have space around them.
    private static func parts(of line: Line, _ text: Span<UInt8>) -> [Line] {
        var parts: [Line] = []
        var part = line
        for index in line.start..<line.end where text[index] == .bar {
            guard index > part.start, text[index - 1] == .space, index + 2 < line.end, text[index + 1] == .space else {
                return []
            }
            part.end = index - 1
            parts.append(part)
            part = line
            part.start = index + 2
            part.afterBlank = false
        }
        parts.append(part)
        return parts
    }
}
