import Wire

/// What a text is by its shape, where that is nothing that people write to be read: a program, a table, a log.
///
/// Each line has a form (``LineForm``). A kind is found only where the text opens as that kind does, most of its lines have
/// its form, and prose does not outweigh them: so a story that quotes a line of code, a table of results under a headline
/// and a chronology stay stories. A text whose first two lines could open none of the kinds costs no more than those.
enum TextShape {
    /// The most bytes that are looked at.
    static let reach = 131_072
    /// The most lines.
    static let lineReach = 3_000

    /// The kind of a text that is no news; nil for one that may be.
    static func kind(of text: Span<UInt8>, from start: Int) -> FileKind? {
        // A story below the settings of a site generator is one.
        let first = FrontMatter.bodyStart(text, from: start) ?? start
        let limit = min(text.count, first + reach)
        let firstEnd = LineEnds.end(of: text, from: first, before: limit)
        // Japanese in seven bits (RFC 1468) and HZ are text that looks like signs.
        if SevenBitText.isEscaped(text, from: first, before: limit) { return nil }
        if let kind = EncodedData.kind(of: text, from: first, before: limit) { return kind }
        if TypesetLine.isHead(text, first, firstEnd) { return .typesetting }
        if Delimited.isTable(text, from: first, before: limit, isWhole: limit == text.count) { return .table }
        if !isMarkdown(text, first, firstEnd, limit),
            opens(text, first, firstEnd, limit) || isSigned(text, first, limit),
            let kind = FormCount(text, from: first, before: limit).kind
        {
            return kind
        }
        return isMarker(text, first, limit) ? .marker : nil
    }

    /// Whether a text is a story in Markdown: a heading of two words or more and a blank line, and no line below that only a
    /// program reads, but one at least that is a sentence.
    private static func isMarkdown(_ text: Span<UInt8>, _ first: Int, _ firstEnd: Int, _ limit: Int) -> Bool {
        guard text.matches("# ", at: first, before: firstEnd), LineWeight(text, first + 2, firstEnd).words > 1 else {
            return false
        }
        var at = LineEnds.next(text, firstEnd, limit)
        guard at < limit, LineEnds.end(of: text, from: at, before: limit) == at else { return false }
        var hasSentence = false
        while at < limit {
            var end = LineEnds.end(of: text, from: at, before: limit)
            let next = LineEnds.next(text, end, limit)
            while end > at, text[end - 1] <= 0x20 { end -= 1 }
            if end > at {
                switch text[end - 1] {
                case 0x3B, 0x5C, 0x7B, 0x7D, 0x5B, 0x28: return false
                default: break
                }
                if !text[at].isASCIILower, text[at] != 0x23,
                    [0x2E, 0x21, 0x3F, 0x29, 0x2A, 0x5F].contains(text[end - 1]) || text[end - 1] >= 0x80,
                    LineWeight(text, at, end).words >= sentenceWords
                {
                    hasSentence = true
                }
            }
            at = next
        }
        return hasSentence
    }

    private static let sentenceWords = 8

    /// Whether a text is a few lines of signs, numbers and single words: `OK`, a process number, a time.
    private static func isMarker(_ text: Span<UInt8>, _ first: Int, _ limit: Int) -> Bool {
        guard limit == text.count, limit - first <= 400 else { return false }
        var at = first
        var lines = 0
        while at < limit {
            let end = LineEnds.end(of: text, from: at, before: limit)
            let weight = LineWeight(text, at, end)
            guard weight.words <= 1, weight.wide == 0 else { return false }
            if weight.ink > 0 { lines += 1 }
            at = LineEnds.next(text, end, limit)
        }
        return lines > 0 && lines <= 4
    }

    /// Whether the beginning has more signs of programs than prose ever has.
    private static func isSigned(_ text: Span<UInt8>, _ first: Int, _ limit: Int) -> Bool {
        let end = min(limit, first + 1_024)
        var signs = 0
        for index in first..<end {
            switch text[index] {
            case 0x3C, 0x3D, 0x3E, 0x5C, 0x5F, 0x7B, 0x7C, 0x7D:
                if index == first || text[index - 1] < 0x80 { signs += 1 }
            case 0x3A: if index + 1 < end, text[index + 1] > 0x20 { signs += 1 }
            default: break
            }
        }
        return signs * 64 > end - first
    }

    /// Whether one of the first two lines has a form that prose has not.
    private static func opens(_ text: Span<UInt8>, _ first: Int, _ firstEnd: Int, _ limit: Int) -> Bool {
        var at = first
        var seen = 0
        var comment = OpenComment()
        while at < limit, seen < 2 {
            let end = LineEnds.end(of: text, from: at, before: limit)
            if comment.isOpen(at: text, at, end) { return true }
            let form = LineForm.form(of: text, at, end)
            if form != .blank {
                if form != .prose, form != .other { return true }
                seen += 1
            }
            at = LineEnds.next(text, end, limit)
        }
        return false
    }
}
