/// Makes paragraphs of the body's lines.
///
/// A blank line always parts two paragraphs. Where the body opens with an indent, that indent is the
/// mark of a paragraph, and a line with less goes on with the one before. Elsewhere a line goes on
/// when the line before was full: had it had room for the next word, the writer ended it on purpose.
struct BodyBuilder {
    let lines: [Line]
    let range: Range<Int>
    /// The least indent that begins a paragraph; nil where the body opens without.
    private let paragraphIndent: Int?
    /// Whether each paragraph's first line is set out, not in.
    private let isHanging: Bool
    /// The width at which the copy was wrapped; nil where it was not.
    private let wrapWidth: Int?

    /// The widest setting of hard-wrapped copy.
    private static let widestWrap = 132

    init(lines: [Line], range: Range<Int>) {
        self.lines = lines
        self.range = range
        let indent = range.isEmpty ? 0 : lines[range.lowerBound].indent
        let margins = BodyMargins(lines[range])
        paragraphIndent = indent >= 2 && !margins.isSetInAlike ? indent : nil
        isHanging = margins.isHanging
        var widest = 0
        for index in range where index > range.lowerBound && !lines[index].afterBlank {
            widest = max(widest, lines[index].columns, lines[index - 1].columns)
        }
        wrapWidth = widest > 0 && widest <= BodyBuilder.widestWrap ? widest : nil
    }

    mutating func build(_ source: Span<UInt8>, into assembly: inout TextAssembly) -> [TextRange] {
        var paragraphs: [TextRange] = []
        var index = range.lowerBound
        var start = assembly.count
        var isList = false
        while index < range.upperBound {
            let line = lines[index]
            let isFirst = index == range.lowerBound
            let rows = tableRows(from: index, source)
            if rows > 1 {
                close(&paragraphs, &start, &assembly)
                appendTable(index..<(index + rows), source, &assembly)
                close(&paragraphs, &start, &assembly)
                index += rows
                isList = false
                continue
            }
            let item = ListItem.opens(line, source) && (isFirst || !wasCut(index, source, inList: isList))
            if isFirst || assembly.count == start {
                index = appendRun(from: index, source, isList: item, &assembly)
            } else if !line.afterBlank, item, isList, !opensParagraph(line) {
                assembly.stack(line, of: source, keepingColumns: false)
            } else if !line.afterBlank, !item, goesOn(index, source, inList: isList) {
                assembly.join(line, of: source)
                index += 1
                continue
            } else {
                close(&paragraphs, &start, &assembly)
                index = appendRun(from: index, source, isList: item, &assembly)
            }
            isList = item
            index += 1
        }
        close(&paragraphs, &start, &assembly)
        return paragraphs
    }

    /// Appends a line, and the lines that go on with it where a line end alone parts them, as a copy of one block.
    /// Returns the last line of it.
    private func appendRun(from first: Int, _ source: Span<UInt8>, isList: Bool, _ assembly: inout TextAssembly) -> Int
    {
        var last = first
        while last + 1 < range.upperBound, TextAssembly.follows(lines[last], lines[last + 1], in: source),
            !(isRow(lines[last + 1], source) && tableRows(from: last + 1, source) > 1),
            !(ListItem.opens(lines[last + 1], source) && !wasCut(last + 1, source, inList: isList)),
            goesOn(last + 1, source, inList: isList)
        {
            last += 1
        }
        assembly.append(lines[first...last], of: source)
        return last
    }

    /// Whether what looks like an item's number or bullet is the rest of a wrapped sentence: `on August` and `31. Its`.
    private func wasCut(_ index: Int, _ source: Span<UInt8>, inList: Bool) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        guard !inList, !line.afterBlank, line.indent <= previous.indent || line.indent < 2 else { return false }
        if let paragraphIndent, line.indent >= paragraphIndent { return false }
        guard !endsSentence(previous, source) else { return false }
        return paragraphIndent != nil || wrapWidth.map { previous.columns + 8 > $0 } ?? false
    }

    private func close(_ paragraphs: inout [TextRange], _ start: inout Int, _ assembly: inout TextAssembly) {
        if assembly.count > start {
            paragraphs.append(TextRange(start, assembly.count))
            assembly.append(byte: 0x0A)
        }
        start = assembly.count
    }

    /// Whether a line is set in as the paragraphs are.
    private func opensParagraph(_ line: Line) -> Bool { paragraphIndent.map { line.indent >= $0 } ?? false }

    /// How many lines from `index` on are rows of one table: two or more whose words stand in columns, or are led by dots
    /// to the figures at the line's end.
    private func tableRows(from index: Int, _ source: Span<UInt8>) -> Int {
        var end = index
        while end < range.upperBound, isRow(lines[end], source), end == index || !lines[end].afterBlank { end += 1 }
        return end - index
    }

    private func isRow(_ line: Line, _ source: Span<UInt8>) -> Bool {
        if line.isColumnar { return true }
        // `Net free reserves.............644 vs.....1,337`
        guard CharacterClass.isDigit(UInt32(source[line.end - 1])) else { return false }
        var dots = 0
        for index in line.start..<line.end {
            dots = source[index] == 0x2E ? dots + 1 : 0
            if dots == 4 { return true }
        }
        return false
    }

    /// Rows keep their columns, and their indents as far as they differ.
    private func appendTable(_ rows: Range<Int>, _ source: Span<UInt8>, _ assembly: inout TextAssembly) {
        let margin = lines[rows].map(\.indent).min() ?? 0
        for index in rows {
            if index > rows.lowerBound { assembly.append(byte: 0x0A) }
            for _ in margin..<max(margin, lines[index].indent) { assembly.append(byte: 0x20) }
            assembly.append(lines[index], of: source, keepingColumns: true)
        }
    }

    /// Whether the line goes on with the paragraph of the line before it.
    private func goesOn(_ index: Int, _ source: Span<UInt8>, inList: Bool) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        if let paragraphIndent { return line.indent < paragraphIndent && !opensCredit(index, source) }
        if inList, line.indent > previous.indent || line.indent > 0 && line.indent == previous.indent { return true }
        if line.indent >= 2, line.indent > previous.indent, !isHanging { return false }
        if isHanging { return true }
        guard let wrapWidth, !opensCredit(index, source) else { return false }
        if previous.columns + 1 + firstWordColumns(line, source) > wrapWidth { return true }
        if endsSentence(previous, source) { return false }
        let first = source.codePoint(at: line.start).value
        if CharacterClass.isLower(first) { return true }
        return previous.columns * 10 > wrapWidth * 7
    }

    /// Whether one of the last lines says who wrote the copy, though it is set in less than the paragraphs are.
    private func opensCredit(_ index: Int, _ source: Span<UInt8>) -> Bool {
        guard range.upperBound - index <= 6, endsSentence(lines[index - 1], source) else { return false }
        let line = source.extracting(lines[index].start..<lines[index].end)
        switch line[0] {
        case 0x68, 0x77: return HeadLine.kind(of: line, isFirst: false) == .url
        // Credits open with a capital, a bracket or a sign.
        case 0x61...0x7A where line.count > 60: return false
        default:
            if SignOff.opensCredit(line) || Byline.matches(line) { return true }
            return line.count <= 80 && SignOff.isNote(line, Tokens.lowerBytes(line, 0, HeadLine.boundary(line, 48)))
        }
    }

    private func firstWordColumns(_ line: Line, _ source: Span<UInt8>) -> Int {
        var index = line.start
        var columns = 0
        while index < line.end, columns < 40 {
            let point = source.codePoint(at: index)
            if CharacterClass.isWhiteSpace(point.value) { break }
            if CharacterClass.isCJK(point.value) { return columns + 2 }
            columns += 1
            index += point.length
        }
        return columns
    }

    private func endsSentence(_ line: Line, _ source: Span<UInt8>) -> Bool {
        Sentence.ends(source, line.start, line.end)
    }
}

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
        return (source[index] == 0x29 || source[index] == 0x2E) && source[index + 1] == 0x20
    }
}

/// Ends of sentences.
enum Sentence {
    /// Whether a stretch ends in a full stop, question or exclamation mark, colon, or one of these in quotes or brackets.
    static func ends(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = end
        while index > start {
            let point = text.codePoint(before: index)
            switch point.value {
            case 0x2E, 0x21, 0x3F, 0x3A, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0xFF1A: return true
            case 0x22, 0x27, 0x29, 0x5D, 0xAB, 0xBB, 0x2018...0x201F, 0x300D, 0x300F, 0xFF09, 0xFFFD:
                index -= point.length
            default: return false
            }
        }
        return false
    }
}
