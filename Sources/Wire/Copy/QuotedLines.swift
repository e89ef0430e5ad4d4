import Text
import Article

/// Copy that mail has quoted as a whole: each line after one or more `>`.
enum QuotedLines {
    /// The most lines of what stands above a quotation, and the fewest of a quotation below it.
    private static let mostAttribution = 3
    private static let fewestQuoted = 3

    /// How many lines say whose the quotation below them is: `On Wed, Jun 10, 2026 at 14:32, Anna Holm wrote:`.
    private static func attribution(_ lines: [Line], _ text: Span<UInt8>) -> Int {
        let count = lines.prefix { text[$0.start] != .greater }.count
        guard (1...mostAttribution).contains(count), lines.count - count >= fewestQuoted else { return 0 }
        let last = lines[count - 1]
        let hasFigure = (lines[0].start..<last.end).contains { text[$0].isFigure }
        return text[last.end - 1] == .colon && hasFigure ? count : 0
    }

    /// Takes the marks off where all lines have them, and what says whose the lines are.
    static func removeMarks(_ lines: inout [Line], in text: Span<UInt8>) {
        let attribution = attribution(lines, text)
        if attribution > 0, lines[attribution...].allSatisfy({ text[$0.start] == .greater }) {
            lines.removeFirst(attribution)
        }
        guard lines.count > 1, lines.allSatisfy({ text[$0.start] == .greater }), lines.contains(where: { $0.count > 2 })
        else {
            return
        }
        var kept: [Line] = []
        kept.reserveCapacity(lines.count)
        var afterBlank = true
        for var line in lines {
            while line.start < line.end, text[line.start] == .greater {
                line.start += 1
                if line.start + 1 < line.end, text[line.start] == .space, text[line.start + 1] == .greater {
                    line.start += 1
                }
            }
            line.indent = 0
            while line.start < line.end, text[line.start] == .space || text[line.start] == .tab {
                line.start += 1
                line.indent += 1
            }
            // The space after the mark is the mark's.
            line.indent = max(0, line.indent - 1)
            if line.start == line.end {
                afterBlank = true
                continue
            }
            line.afterBlank = line.afterBlank || afterBlank
            afterBlank = false
            kept.append(line)
        }
        lines = kept
    }
}
