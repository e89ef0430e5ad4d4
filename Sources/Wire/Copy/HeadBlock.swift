import Text
import Article

/// The lines of a block of the head, and which of them belong together.
struct HeadBlock {
    let lines: [Line]
    let kinds: LineKinds
    /// The line that the head ends before.
    let end: Int

    /// The most bytes of a note whose bracket is open, and of a title, that another line goes on with.
    private static let longestNote = 2_000
    private static let longestTitle = 300

    /// Whether a line of the same block goes on with the one before: set in, after an open bracket, in
    /// capitals as the one before, in small letters, or because the one before was full.
    func continues(_ index: Int, _ kind: LineKind, _ source: Span<UInt8>, length: Int) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        if kind == .openNote { return length < HeadBlock.longestNote }
        if kind == .byline { return LineKind.isBylineTitle(source, line.start, line.end) }
        guard kind == .title, length < HeadBlock.longestTitle else { return false }
        if line.isSoft { return true }
        // `… 24. September` and `2026 =`: the sign ends the head.
        if previous.columns >= 50, line.count <= 70, endsInSign(line, source), !endsInSign(previous, source) {
            return true
        }
        guard kinds.kind(of: index, line, in: source) == .title else {
            return false
        }
        if line.indent > previous.indent, line.indent < 40,
            index + 1 == end || lines[index + 1].afterBlank || lines[index + 1].indent == line.indent
        {
            return end < lines.count
        }
        if Sentence.ends(source, previous.start, previous.end) { return false }
        let first = source.codePoint(at: line.start).value
        if CharacterClass.isLower(first), previous.columns > 25 || isBroken(previous, source) { return true }
        if previous.columns >= 35, Stretch.isAllCaps(source, previous.start, previous.end),
            Stretch.isAllCaps(source, line.start, line.end)
        {
            return true
        }
        return false
    }

    /// Whether a line ends in the sign that closes a head: ` =`.
    private func endsInSign(_ line: Line, _ source: Span<UInt8>) -> Bool {
        line.count > 3 && source[line.end - 1] == .equals && source[line.end - 2] == .space
    }

    /// Whether a line ends within a word, at a hyphen.
    private func isBroken(_ line: Line, _ source: Span<UInt8>) -> Bool {
        guard line.count > 2, source[line.end - 1] == .hyphen || source[line.end - 1] == 0xAD else { return false }
        return CharacterClass.isLower(source.codePoint(before: line.end - 1).value)
    }

    /// The most lines that stand in one block with the headline.
    private static let longestBlock = 6

    /// Whether the rest of the text's first block says who wrote the story or when, and the body is yet to come.
    func isHead(from first: Int, _ source: Span<UInt8>) -> Bool {
        var at = first
        var isSigned = false
        while at < end, !lines[at].afterBlank {
            let line = lines[at]
            guard at - first < HeadBlock.longestBlock, line.count <= 120, !lines[at].isColumnar else { return false }
            switch kinds.kind(of: at, line, in: source) {
            case .byline, .timestamp, .page: isSigned = true
            case .title:
                guard !isSigned || isUnder(at, source) else { return false }
                if Sentence.ends(source, line.start, line.end), !isSignature(at + 1, source) { return false }
            default: break
            }
            at += 1
        }
        return (isSigned || isSignature(at, source)) && at < lines.count
    }

    /// Whether a line says who wrote the story or when, and more lines follow its block.
    func isSignature(_ index: Int, _ source: Span<UInt8>) -> Bool {
        guard index + 1 < end, lines[index].count <= 120 else { return false }
        let text = source.extracting(lines[index].start..<lines[index].end)
        switch kinds.kind(of: index, lines[index], in: source) {
        case .byline, .page: return true
        // A line of a log is a time with more behind it.
        case .timestamp: return Timestamp.isPlain(text) && saysWhen(text)
        default: return false
        }
    }

    /// Whether a time stamp has a clock or a word for it: a day alone may stand between paragraphs.
    private func saysWhen(_ text: Span<UInt8>) -> Bool {
        let first = Word(text, 0, Words.firstEnd(text, 0, text.count))
        if Lexicon.shared.contains(first, .stampWord) { return true }
        let tokens = Tokens(text, limit: 16)
        return tokens.list.indices.contains { index in
            tokens.list[index].isMark(of: ":.") && !tokens.list[index].afterSpace
                && tokens[index - 1]?.kind == .number
                && tokens[index + 1].map { $0.kind == .number && $0.count == 2 } == true
        }
    }

    /// Whether a line is the writer's name, or a place in capitals, right below the time.
    private func isUnder(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = source.extracting(lines[index].start..<lines[index].end)
        return PersonName.isWhole(line) || isPlaceAlone(index, source)
    }

    /// Whether a line is one word of capitals, and ends its block.
    func isPlaceAlone(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let tokens = Tokens(source, TextRange(lines[index].start, lines[index].end), limit: 3)
        return tokens.isWhole && tokens.count == 1 && tokens.list[0].isAllCaps && tokens.list[0].count > 3
            && index + 1 < lines.count && lines[index + 1].afterBlank
    }
}
