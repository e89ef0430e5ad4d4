/// Finds the line that the body opens with.
struct BodyFinder {
    let lines: [Line]

    struct Opening {
        /// The line with the dateline; where there is none, the number of lines that may be the head.
        var line: Int
        var hasDateline: Bool
    }

    /// How many lines a head can have, and how many bytes.
    private static let maximumLines = 48
    private static let maximumBytes = 1_200
    /// A block of more bytes is a paragraph of the body, and no head goes on beneath it.
    private static let longestHeadBlock = 450

    /// Nil when the text opens with its dateline, so that nothing is left for a headline.
    func find(in source: Span<UInt8>) -> Opening? {
        var weak: Int?
        var first = false
        var bytes = 0
        var block = 0
        for index in 0..<min(lines.count, BodyFinder.maximumLines) {
            let line = lines[index]
            block = line.afterBlank ? 0 : block
            let startsBlock = line.afterBlank || index > 0 && line.indent > lines[index - 1].indent
            if bytes > BodyFinder.maximumBytes || block > BodyFinder.longestHeadBlock { break }
            if let match = DatelineParser.match(opening(at: index, source).span) {
                if index == 0 {
                    first = match.isStrong
                } else if match.isStrong, startsBlock || match.parts.place != nil || index < 6 {
                    return Opening(line: index, hasDateline: true)
                } else if weak == nil, startsBlock {
                    weak = index
                }
            }
            bytes += line.count
            block += line.count
        }
        if let weak { return Opening(line: weak, hasDateline: true) }
        return first ? nil : Opening(line: lines.count, hasDateline: false)
    }

    /// The start of the paragraph that would begin at a line.
    private func opening(at index: Int, _ source: Span<UInt8>) -> [UInt8] {
        var assembly = TextAssembly(capacity: DatelineParser.window + 128)
        var at = index
        while at < lines.count, assembly.count < DatelineParser.window {
            if at > index, lines[at].afterBlank || lines[at].indent > 1 && lines[at].indent >= lines[index].indent {
                break
            }
            var line = lines[at]
            line.end = cut(line, source)
            if at == index { assembly.append(line, of: source) } else { assembly.join(line, of: source) }
            at += 1
        }
        return assembly.text
    }

    /// Where a long line's opening ends.
    private func cut(_ line: Line, _ source: Span<UInt8>) -> Int {
        guard line.count > DatelineParser.window else { return line.end }
        var end = line.start + DatelineParser.window
        while end > line.start, source[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
