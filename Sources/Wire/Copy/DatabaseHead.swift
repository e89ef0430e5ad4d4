import Text
import Article

/// What a press database prints between headline and story: how many words, the day, the source and its code, the language,
/// and who holds the rights, in one block below the headline or on one line.
///
/// ```
/// Minister quits over ferry affair
/// 312 words
/// 10 June 2026
/// Northwire News
/// NWNEWS
/// English
/// (c) 2026 Northwire Ltd.
/// ```
struct DatabaseHead {
    /// Lines that say nothing of the story.
    private(set) var furniture: [Int] = []
    /// The line with the day.
    private(set) var day: Int?
    /// The line that says who holds the rights.
    private(set) var rights: Int?
    /// The line that the body begins with.
    private(set) var bodyLine: Int

    /// The lines in which it stands, and the fewest of a block.
    private static let lastLine = 12
    private static let shortestBlock = 4
    private static let longestCount = 24
    private static let shortestCode = 12

    init?(_ lines: [Line], in text: Span<UInt8>) {
        let last = min(lines.count, DatabaseHead.lastLine)
        guard last > 2, let count = (1..<last).first(where: { DatabaseHead.isCounted(text, lines[$0]) }) else {
            return nil
        }
        var end = count
        while end < lines.count, end == count || !lines[end].afterBlank { end += 1 }
        if end - count < DatabaseHead.shortestBlock {
            // On one line, with more than the count; the rights may stand in a block below.
            guard end == count + 1, !DatabaseHead.isCount(text, lines[count].start, lines[count].end) else {
                return nil
            }
            if end < lines.count, SignOff.opensCredit(text.extracting(lines[end].start..<lines[end].end)) { end += 1 }
        }
        guard end < lines.count else { return nil }
        bodyLine = end
        for index in count..<end {
            let line = text.extracting(lines[index].start..<lines[index].end)
            if SignOff.opensCredit(line) {
                rights = index
            } else if day == nil, Timestamp.day(of: line) != nil {
                day = index
            } else {
                furniture.append(index)
            }
        }
        guard day != nil || rights != nil else { return nil }
    }

    /// Whether a line is the number of words, or has it between two commas or stops.
    private static func isCounted(_ text: Span<UInt8>, _ line: Line) -> Bool {
        guard line.count <= CopyLine.longest else { return false }
        var start = line.start
        var parts = 0
        for index in line.start...line.end
        where index == line.end || text[index] == .comma
            || text[index] == .stop && index + 1 < line.end && text[index + 1] == .space
        {
            parts += 1
            while start < index, text[start] == .space { start += 1 }
            if index == line.end || parts > 1, isCount(text, start, index) { return true }
            start = index + 1
        }
        return false
    }

    /// `312 words`, `104 Wörter`
    static func isCount(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start < end, end - start <= longestCount, CharacterClass.isDigit(UInt32(text[start])) else {
            return false
        }
        let tokens = Tokens(text, TextRange(start, end), limit: 4)
        return tokens.isWhole && tokens.list.last?.isA(.wordUnit) == true
            && tokens.list.dropLast().allSatisfy { $0.kind == .number || $0.isMark(of: ",.") }
    }

    /// How many of the last lines are the database's own: `Document NWNEWS0020260610em6a0001x`, `End of Document`, and above them
    /// the publisher whom the head has named.
    static func tail(_ lines: [Line], rights: Int?, in text: Span<UInt8>) -> Int {
        guard let last = lines.last, isDocument(text, last) else { return 0 }
        guard let rights, lines.count > 2, contains(text, lines[rights], lines[lines.count - 2]) else { return 1 }
        return 2
    }

    private static func isDocument(_ text: Span<UInt8>, _ line: Line) -> Bool {
        guard let copy = CopyLine(text, TextRange(line.start, line.end)), copy.isFurniture else { return false }
        var start = line.end
        while start > line.start, text[start - 1] != .space { start -= 1 }
        let hasFigure = (start..<line.end).contains { text[$0].isFigure }
        return !hasFigure || line.end - start >= shortestCode
    }

    /// `news·20260610·CN·0045`: a document's code, of four parts or more and with figures.
    static func isCode(_ text: Span<UInt8>, _ line: Line) -> Bool {
        guard line.count <= CopyLine.longest else { return false }
        let tokens = Tokens(text, TextRange(line.start, line.end), limit: 16)
        return tokens.isWhole && tokens.list.dropFirst().allSatisfy { !$0.afterSpace }
            && tokens.list.filter { $0.kind == .mark }.count >= 3
            && tokens.list.contains { $0.kind == .number && $0.count >= 4 }
    }

    private static func contains(_ text: Span<UInt8>, _ line: Line, _ other: Line) -> Bool {
        guard other.count <= line.count else { return false }
        return (line.start...line.end - other.count).contains { start in
            (0..<other.count).allSatisfy { text[start + $0] == text[other.start + $0] }
        }
    }
}
