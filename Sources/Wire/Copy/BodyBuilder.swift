import Text
import Article

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
    /// Whether each line is a paragraph: no line was wrapped.
    private let isUnwrapped: Bool
    /// Whether the body is a poem, whose lines stay.
    private let isVerse: Bool

    /// The widest setting of hard-wrapped copy.
    private static let widestWrap = 132

    init(lines: [Line], range: Range<Int>, _ source: Span<UInt8>) {
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
        isUnwrapped = paragraphIndent == nil && !isHanging && BodyBuilder.isUnwrapped(lines[range], widest, source)
        isVerse = BodyBuilder.isVerse(lines[range], source)
    }

    /// The fewest lines of a poem, and its widest.
    private static let fewestVerses = 6
    private static let widestVerse = 60

    /// Whether each of several short lines opens with a capital, where most of the lines before end no sentence, and stanzas
    /// stand between blank lines.
    private static func isVerse(_ lines: ArraySlice<Line>, _ source: Span<UInt8>) -> Bool {
        guard lines.count >= fewestVerses else { return false }
        var stanzas = 1
        var joined = 0
        var ended = 0
        for index in lines.indices {
            let line = lines[index]
            guard line.columns <= widestVerse, !line.isColumnar, !line.isSoft, !ListItem.opens(line, source),
                opensWithCapital(line, source)
            else { return false }
            guard index > lines.startIndex else { continue }
            if line.afterBlank {
                stanzas += 1
            } else {
                joined += 1
                if Sentence.ends(source, lines[index - 1].start, lines[index - 1].end) { ended += 1 }
            }
        }
        return stanzas > 1 && joined >= 2 * stanzas && ended * 2 < joined
    }

    private static func opensWithCapital(_ line: Line, _ source: Span<UInt8>) -> Bool {
        var index = line.start
        while index < line.end {
            let point = source.codePoint(at: index)
            if CharacterClass.isLetter(point.value) { return CharacterClass.isUpper(point.value) }
            index += point.length
        }
        return false
    }

    /// The widest lines of copy that people wrap by hand.
    private static let widestByHand = 80

    /// Whether each line that another follows ends a sentence, where that is no chance: in lines that are too long to be
    /// wrapped ones, or of which there are several of unlike length.
    private static func isUnwrapped(_ lines: ArraySlice<Line>, _ widest: Int, _ source: Span<UInt8>) -> Bool {
        var following = 0
        var narrowest = Int.max
        for index in lines.indices.dropFirst() where !lines[index].afterBlank {
            let previous = lines[index - 1]
            guard !lines[index].isSoft, Sentence.ends(source, previous.start, previous.end),
                source[previous.end - 1] != .colon
            else { return false }
            following += 1
            narrowest = min(narrowest, previous.columns)
        }
        return following > 0 && (widest > widestByHand || following > 1 && narrowest * 5 < widest * 4)
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
            let opensBlock = line.afterBlank || isFirst
            let results =
                isVerse
                ? stanzaLines(from: index)
                : opensBlock && !opensParagraph(line)
                    ? resultLines(from: index, source) : opensBlock ? 0 : scoreLines(from: index, source)
            if results > 1 || isVerse {
                close(&paragraphs, &start, &assembly)
                for row in index..<(index + results) {
                    if row > index { assembly.append(byte: .lineFeed) }
                    assembly.append(lines[row], of: source)
                }
                close(&paragraphs, &start, &assembly)
                index += results
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
            goesOn(last + 1, source, inList: isList), scoreLines(from: last + 1, source) < 2
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
            assembly.append(byte: .lineFeed)
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

    /// How many lines a stanza has.
    private func stanzaLines(from index: Int) -> Int {
        var end = index + 1
        while end < range.upperBound, !lines[end].afterBlank { end += 1 }
        return end - index
    }

    /// The widest line of a list of results.
    private static let widestResult = 100

    /// How many lines a block has that are results, snaps or the like, each for itself: a figure in each, none of them begins
    /// in small letters or ends as a sentence or a clause does.
    private func resultLines(from index: Int, _ source: Span<UInt8>) -> Int {
        var end = index
        while end < range.upperBound, end == index || !lines[end].afterBlank {
            let line = lines[end]
            guard line.columns <= BodyBuilder.widestResult, !Sentence.ends(source, line.start, line.end),
                SiteLine.hasFigure(line, source), !CharacterClass.isLower(source.codePoint(at: line.start).value),
                source[line.end - 1] != .comma, source[line.end - 1] != .semicolon, source[line.end - 1] != .hyphen,
                !ListItem.opens(line, source)
            else { return 0 }
            end += 1
        }
        return end - index
    }

    /// How many lines from `index` on are scores, each for itself: `Suvera 2 Linden 1`.
    private func scoreLines(from index: Int, _ source: Span<UInt8>) -> Int {
        var end = index
        while end < range.upperBound, end == index || !lines[end].afterBlank, isScore(lines[end], source) { end += 1 }
        return end - index
    }

    /// Whether a line holds two names with capitals, and a number of one to three figures behind each.
    private func isScore(_ line: Line, _ source: Span<UInt8>) -> Bool {
        guard line.columns <= BodyBuilder.widestScore, source[line.end - 1].isFigure else { return false }
        let tokens = Tokens(source, TextRange(line.start, line.end), limit: 12)
        guard tokens.isWhole, tokens[0]?.kind == .word, tokens.list.filter({ $0.kind == .number }).count == 2,
            let first = tokens.list.firstIndex(where: { $0.kind == .number }), tokens[first + 1]?.kind == .word
        else { return false }
        return tokens.list.allSatisfy {
            switch $0.kind {
            case .word: $0.isCapitalized && !$0.isA(.month) && !$0.isA(.weekday)
            case .number: $0.count <= 3
            case .mark: $0.isMark(".")
            }
        }
    }

    private static let widestScore = 60

    private func isRow(_ line: Line, _ source: Span<UInt8>) -> Bool {
        if line.isColumnar { return true }
        // `Net free reserves.............644 vs.....1,337`
        guard CharacterClass.isDigit(UInt32(source[line.end - 1])) else { return false }
        var dots = 0
        for index in line.start..<line.end {
            dots = source[index] == .stop ? dots + 1 : 0
            if dots == 4 { return true }
        }
        return false
    }

    /// Rows keep their columns, and their indents as far as they differ.
    private func appendTable(_ rows: Range<Int>, _ source: Span<UInt8>, _ assembly: inout TextAssembly) {
        let margin = lines[rows].map(\.indent).min() ?? 0
        for index in rows {
            if index > rows.lowerBound { assembly.append(byte: .lineFeed) }
            for _ in margin..<max(margin, lines[index].indent) { assembly.append(byte: .space) }
            assembly.append(lines[index], of: source, keepingColumns: true)
        }
    }

    /// Whether the line goes on with the paragraph of the line before it.
    private func goesOn(_ index: Int, _ source: Span<UInt8>, inList: Bool) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        if isRule(line, source) || isRule(previous, source) { return false }
        if let paragraphIndent { return line.indent < paragraphIndent && !opensCredit(index, source) }
        if line.isSoft { return true }
        if isUnwrapped { return false }
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

    /// Whether a line is a rule between two pieces: `***`, `- - -`.
    private func isRule(_ line: Line, _ source: Span<UInt8>) -> Bool {
        guard line.count >= 3, line.count <= BodyBuilder.longestRule else { return false }
        for index in line.start..<line.end {
            switch source[index] {
            case .space, .star, .hyphen, .equals, .underscore, .tilde, .hash: break
            default: return false
            }
        }
        return true
    }

    private static let longestRule = 80

    /// Whether one of the last lines says who wrote the copy, though it is set in less than the paragraphs are.
    private func opensCredit(_ index: Int, _ source: Span<UInt8>) -> Bool {
        guard range.upperBound - index <= 6, endsSentence(lines[index - 1], source) else { return false }
        let line = source.extracting(lines[index].start..<lines[index].end)
        switch line[0] {
        case 0x68, 0x77: return LineKind.of(line, isFirst: false) == .url
        // Credits open with a capital, a bracket or a sign.
        case UInt8.smalls where line.count > 60: return false
        default:
            if SignOff.opensCredit(line) || Byline.matches(line) { return true }
            return line.count <= 80 && SignOff.isNote(line, Stretch.opening(line))
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
