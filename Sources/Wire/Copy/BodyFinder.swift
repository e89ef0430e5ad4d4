import Text
import Article

/// Finds the line that the body opens with.
struct BodyFinder {
    let lines: [Line]
    let kinds: LineKinds

    struct Opening {
        /// The line with the dateline; where there is none, the number of lines that may be the head.
        var line: Int
        /// The dateline that was found there, and the bytes that it was found in.
        var dateline: (match: DatelineMatch, text: [UInt8])?

        var hasDateline: Bool { dateline != nil }

        /// The agency that the dateline names.
        var agency: Word? {
            guard let dateline, let range = dateline.match.parts.source else { return nil }
            return Word(dateline.text.span, range.start, range.end)
        }
    }

    /// How many lines a head can have, and how many bytes.
    private static let maximumLines = 48
    private static let maximumBytes = 1_200
    /// A block of more bytes is a paragraph of the body, and no head goes on beneath it.
    static let longestHeadBlock = 450

    /// Finds the dateline below the head, else at the text's first line.
    func find(in source: Span<UInt8>) -> Opening {
        if let line = kinds.bodyLine {
            // Below labels the first paragraph has it, or none; a list of days has none.
            let text = opening(at: line, source)
            guard !kinds.isEmpty, kinds.hasHeadline || line > 0, kinds[line - 1] != nil,
                let match = DatelineGrammar.match(text.span), match.isStrong || kinds.hasHeadline && line > 0
            else { return Opening(line: line) }
            return Opening(line: line, dateline: (match, text))
        }
        var weak: Opening?
        var first: Opening?
        var bytes = 0
        var block = 0
        var blockStart = 0
        var sentences = 0
        for index in 0..<min(lines.count, BodyFinder.maximumLines) {
            let line = lines[index]
            let startsBlock = line.afterBlank || index > 0 && line.indent > lines[index - 1].indent
            if startsBlock, index > 0 {
                if blockStart > 0, isParagraph(blockStart..<index, source) {
                    sentences += 1
                    // What a colon announces is the paragraph's list or quotation.
                    if source[lines[index - 1].end - 1] == .colon, block > BodyFinder.longestLabel { break }
                }
                blockStart = index
            }
            block = line.afterBlank ? 0 : block
            if kinds[index] != nil { continue }
            if bytes > BodyFinder.maximumBytes || block > BodyFinder.longestHeadBlock || sentences > 1 { break }
            var text = opening(at: index, source)
            var found = DatelineGrammar.match(text.span)
            // A line of its own, with nothing blank below it.
            if found == nil, index > 0, index + 1 < lines.count, line.count <= BodyFinder.longestLabel {
                let alone = Array(text.prefix(line.count))
                found = DatelineGrammar.match(alone.span)
                if found?.parts.source == nil { found = nil } else { text = alone }
            }
            if let match = found,
                match.parts.source != nil || !isTimestamp(line, source) && !isPage(index, source),
                !isSignOff(match, text, at: index)
            {
                if isAboveStamp(match, index, source) || isByline(match, index, source) {
                    // A line below it says when, or it is the writer's.
                } else if isLone(match, text),
                    index == 0 || index + 1 == lines.count || !startsBlock || isAboveHeadline(index, source)
                        || match.parts.day == nil && !isAboveProse(index, source)
                {
                    // A place and a day above the headline, or below the story.
                } else if index == 0 {
                    if match.isStrong, !MarkReader.opens(text.span), !isTitle(source) {
                        first = Opening(line: 0, dateline: (match, text))
                    }
                } else if match.isStrong, !isOvertaken(index, match, source),
                    startsBlock || match.parts.place != nil || index < 6
                {
                    return Opening(line: index, dateline: (match, text))
                } else if weak == nil, startsBlock, sentences == 0 {
                    // A bare place below a whole sentence is the story's.
                    weak = Opening(line: index, dateline: (match, text))
                }
            }
            bytes += line.count
            block += line.count
        }
        return weak ?? first ?? Opening(line: lines.count)
    }

    /// Whether the first line stands above all else as a headline does, whatever its first words look like: `HOLM (minister):
    /// Bridge opens`. As the story's first sentence it would end as one.
    private func isTitle(_ source: Span<UInt8>) -> Bool {
        guard lines.count > 1, lines[1].afterBlank, lines[0].count <= BodyFinder.longestTitle else { return false }
        return !Sentence.ends(source, lines[0].start, lines[0].end)
    }

    private static let longestTitle = 120

    /// A block that ends in a colon and has no more bytes is a label.
    private static let longestLabel = 40

    /// Whether a block below the first reads as a paragraph of the story: it ends as a sentence does, and is no item
    /// of a list and nothing that has a field of its own. One such may be a deck; two are the body.
    private func isParagraph(_ block: Range<Int>, _ source: Span<UInt8>) -> Bool {
        let first = lines[block.lowerBound]
        let last = lines[block.upperBound - 1]
        guard Sentence.ends(source, last.start, last.end), !ListItem.opens(first, source) else { return false }
        return kinds.kind(of: block.lowerBound, first, in: source) == .title
    }

    /// Whether what looks like a dateline is the name of an agency that signs off: nothing follows it.
    private func isSignOff(_ match: DatelineMatch, _ text: [UInt8], at index: Int) -> Bool {
        index > 1 && index + 1 == lines.count && match.bodyStart >= text.count
    }

    /// Whether a place and a day stand on a line of their own, with nothing that closes them.
    private func isLone(_ match: DatelineMatch, _ text: [UInt8]) -> Bool {
        guard match.bodyStart >= text.count, match.parts.source == nil, !text.isEmpty else { return false }
        // `10 czerwca 2026 r.`
        let isYear = text.count > 3 && text[text.count - 1] == .stop && text[text.count - 3] == .space
        let last = text.span.codePoint(before: isYear ? text.count - 1 : text.count).value
        return CharacterClass.isLetter(last) || CharacterClass.isDigit(last)
    }

    /// Whether the block below a line is a paragraph.
    private func isAboveProse(_ index: Int, _ source: Span<UInt8>) -> Bool {
        guard lines[index + 1].afterBlank else { return false }
        var end = index + 2
        while end < lines.count, !lines[end].afterBlank { end += 1 }
        return isParagraph(index + 1..<end, source) && lines[index + 1].count > BodyFinder.longestLabel
    }

    /// Whether no line above another can be the headline.
    private func isAboveHeadline(_ index: Int, _ source: Span<UInt8>) -> Bool {
        index + 2 < lines.count && !Sentence.ends(source, lines[index + 1].start, lines[index + 1].end)
            && (0..<index).allSatisfy { kinds.kind(of: $0, lines[$0], in: source) != .title }
    }

    /// Whether a line says who wrote the story and when: `Jan Kowalski, 10 June 2026`.
    private func isPage(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = lines[index]
        return index > 0 && line.count <= 120 && PageLine(source.extracting(line.start..<line.end)) != nil
    }

    /// Whether what looks like the start of a dateline is a time stamp with a line under it.
    private func isTimestamp(_ line: Line, _ source: Span<UInt8>) -> Bool {
        line.count <= 120
            && Timestamp.matches(source.extracting(line.start..<line.end))
    }

    /// Whether what was found goes on over its line into one that is a time stamp: `Anna Holm in Suvera`, `Wed 10 Jun 2026`.
    private func isAboveStamp(_ match: DatelineMatch, _ index: Int, _ source: Span<UInt8>) -> Bool {
        match.parts.source == nil && match.bodyStart > lines[index].count && index + 1 < lines.count
            && !lines[index + 1].afterBlank && isTimestamp(lines[index + 1], source)
    }

    /// Whether what was found is all of its line or goes on over it, and the line is a byline.
    private func isByline(_ match: DatelineMatch, _ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = lines[index]
        return match.bodyStart >= line.count && !Sentence.ends(source, line.start, line.end)
            && kinds.kind(of: index, line, in: source) == .byline
    }

    /// Whether a dateline that goes on over its line is the next line's, with a title of the writer's read into its place.
    private func isOvertaken(_ index: Int, _ match: DatelineMatch, _ source: Span<UInt8>) -> Bool {
        guard index + 1 < lines.count, !lines[index + 1].afterBlank, match.bodyStart > lines[index].count else {
            return false
        }
        guard let next = DatelineGrammar.match(opening(at: index + 1, source).span) else { return false }
        return next.isStrong && next.parts.place != nil
    }

    /// The start of the paragraph that would begin at a line.
    private func opening(at index: Int, _ source: Span<UInt8>) -> [UInt8] {
        var assembly = TextAssembly(capacity: DatelineGrammar.window + 128)
        var at = index
        while at < lines.count, assembly.count < DatelineGrammar.window {
            if at > index, lines[at].afterBlank || lines[at].indent > 1 && lines[at].indent >= lines[index].indent {
                break
            }
            var line = lines[at]
            line.end = cut(line, source)
            if at == index { assembly.append(line, of: source) } else { assembly.join(line, of: source) }
            at += 1
        }
        return assembly.finished()
    }

    /// Where a long line's opening ends.
    private func cut(_ line: Line, _ source: Span<UInt8>) -> Int {
        guard line.count > DatelineGrammar.window else { return line.end }
        var end = line.start + DatelineGrammar.window
        while end > line.start, source[end].isContinuation { end -= 1 }
        return end
    }
}
