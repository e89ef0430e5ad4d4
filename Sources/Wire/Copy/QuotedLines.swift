import Text
import Article

/// Copy that mail has quoted as a whole: each line after one or more `>`.
enum QuotedLines {
    /// Takes the marks off where all lines have them.
    static func removeMarks(_ lines: inout [Line], in text: Span<UInt8>) {
        guard lines.count > 1, lines.allSatisfy({ text[$0.start] == 0x3E }), lines.contains(where: { $0.count > 2 })
        else {
            return
        }
        var kept: [Line] = []
        kept.reserveCapacity(lines.count)
        var afterBlank = true
        for var line in lines {
            while line.start < line.end, text[line.start] == 0x3E {
                line.start += 1
                if line.start + 1 < line.end, text[line.start] == 0x20, text[line.start + 1] == 0x3E { line.start += 1 }
            }
            line.indent = 0
            while line.start < line.end, text[line.start] == 0x20 || text[line.start] == 0x09 {
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
