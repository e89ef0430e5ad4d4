import Text
import Article

/// The heads and feet of printed pages in the text of a PDF, whose pages form feeds part.
enum PageFurniture {
    /// Drops the lines that stand at the edges of pages and are a page's number or the same on each page. A paragraph that a
    /// page break cuts goes on below it.
    static func remove(_ lines: inout [Line], in text: Span<UInt8>) {
        removeNumbers(&lines, in: text)
        PageNumber.remove(&lines, in: text)
        SiteLine.remove(&lines, in: text)
        guard lines.contains(where: \.opensPage) else { return }
        var pages: [Range<Int>] = []
        var start = 0
        for index in lines.indices.dropFirst() where lines[index].opensPage {
            pages.append(start..<index)
            start = index
        }
        pages.append(start..<lines.count)
        var dropped = Set<Int>()
        pages.removeAll { $0.isEmpty }
        var heads: [UInt64: Int] = [:]
        var feet: [UInt64: Int] = [:]
        for page in pages {
            heads[key(lines[page.lowerBound], text), default: 0] += 1
            feet[key(lines[page.upperBound - 1], text), default: 0] += 1
        }
        for page in pages {
            let first = page.lowerBound
            let last = page.upperBound - 1
            if isNumber(lines[first], text) || heads[key(lines[first], text)] ?? 0 > 1 { dropped.insert(first) }
            if last > first, isNumber(lines[last], text) || feet[key(lines[last], text)] ?? 0 > 1 {
                dropped.insert(last)
            }
        }
        var kept: [Line] = []
        kept.reserveCapacity(lines.count)
        var opensPage = false
        for index in lines.indices {
            opensPage = opensPage || lines[index].opensPage
            if dropped.contains(index) { continue }
            var line = lines[index]
            if opensPage, let above = kept.last {
                line.afterBlank = Sentence.ends(text, above.start, above.end) && line.afterBlank
            }
            opensPage = false
            kept.append(line)
        }
        lines = kept
    }

    /// Drops the numbers that typed pages have at their heads, in blocks of their own: `- 2 -`.
    private static func removeNumbers(_ lines: inout [Line], in text: Span<UInt8>) {
        guard lines.contains(where: { isDashedNumber($0, text) }) else { return }
        var kept: [Line] = []
        kept.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            let isAlone = line.afterBlank && (index + 1 == lines.count || lines[index + 1].afterBlank)
            if index > 1, index + 1 < lines.count, isAlone, isDashedNumber(line, text) { continue }
            kept.append(line)
        }
        lines = kept
    }

    /// `- 2 -`: a number of one or two figures, two or more, between hyphens with spaces. `- 30 -` ends the copy.
    private static func isDashedNumber(_ line: Line, _ text: Span<UInt8>) -> Bool {
        guard line.count == 5 || line.count == 6, text[line.start] == .hyphen, text[line.end - 1] == .hyphen,
            text[line.start + 1] == .space, text[line.end - 2] == .space
        else { return false }
        var number = 0
        for index in line.start + 2..<line.end - 2 {
            guard text[index].isFigure else { return false }
            number = number * 10 + Int(text[index] - 0x30)
        }
        return number > 1 && number != 30
    }

    /// The most bytes of a line with a page's number.
    private static let longestNumber = 24

    /// A line with its figures as one, to tell it from those of other pages.
    private static func key(_ line: Line, _ text: Span<UInt8>) -> UInt64 {
        var letters: [UInt8] = []
        for index in line.start..<line.end where text[index] > .space && !text[index].isFigure {
            letters.append(text[index])
        }
        return Word(letters.span, 0, letters.count).hash
    }

    /// `page 1`, `1/2`, `- 3 -`, `Seite 1 von 2`: a figure, and at most two words of small letters or with a capital.
    private static func isNumber(_ line: Line, _ text: Span<UInt8>) -> Bool {
        guard line.count <= longestNumber else { return false }
        var figures = 0
        var words = 0
        var isWord = false
        var isFigure = false
        for index in line.start..<line.end {
            let byte = text[index]
            let letter = byte >= 0x80 || CharacterClass.isLetter(UInt32(byte))
            let digit = CharacterClass.isDigit(UInt32(byte)) && byte < 0x80
            if letter, !isWord { words += 1 }
            if digit, !isFigure { figures += 1 }
            isWord = letter
            isFigure = digit
        }
        return (1...2).contains(figures) && words <= 2
    }
}
