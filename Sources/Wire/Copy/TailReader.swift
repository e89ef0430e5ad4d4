import Text
import Article

/// Takes off what stands below the body: sign-offs, credits, notes.
struct TailReader {
    private let lines: [Line]
    private let from: Int
    /// The width at which the lines near the end were wrapped.
    private let width: Int

    /// The agency that the dateline names.
    private let agency: Word?

    init(lines: [Line], from: Int, agency: Word?) {
        self.lines = lines
        self.from = from
        self.agency = agency
        var widest = 0
        for line in lines[max(from, lines.count - 12)...] { widest = max(widest, line.columns) }
        width = widest
    }

    /// Moves the lines at the end that sign off into their field; returns the line that the body ends before.
    func cutSignOff(_ source: Span<UInt8>, into assembly: inout TextAssembly, _ parts: inout Article.Parts) -> Int {
        guard let notes = notesLine(source) else {
            return cutSignOff(to: lines.count, above: from, source, into: &assembly, &parts)
        }
        // The notes may end in a sign-off of their own, and the copy above them in another.
        let end = cutSignOff(to: lines.count, above: notes, source, into: &assembly, &parts)
        takeNotes(notes..<end, source, into: &assembly, &parts)
        return cutSignOff(to: notes, above: from, source, into: &assembly, &parts)
    }

    /// The same for the lines up to one.
    private func cutSignOff(
        to last: Int,
        above from: Int,
        _ source: Span<UInt8>,
        into assembly: inout TextAssembly,
        _ parts: inout Article.Parts
    ) -> Int {
        var end = last
        while end > from, end > 1 {
            let line = lines[end - 1]
            // The only line under the headline is the body, unless it says nothing but that the copy ends.
            let text = source.extracting(line.start..<line.end)
            if end - 1 == from, !SignOff.isSign(text), !DeskLine.isBracketAndCodes(text) { break }
            guard
                isSignOff(line, source, standsAlone: stands(end - 1, source)) || isSetOff(end - 1, source)
                    || isBelowEnd(end - 1, source) || end < last && isInitials(end - 1, source)
            else {
                break
            }
            end -= 1
        }
        guard end < last else { return end }
        let start = assembly.count
        for index in end..<last {
            if index > end { assembly.append(byte: .lineFeed) }
            assembly.append(lines[index], of: source)
        }
        parts.signOff = TextRange(start, assembly.count)
        assembly.append(byte: .lineFeed)
        return end
    }

    /// The first line below the sign that ends a release, where notes to editors, whom to ask or who sends it follow: `ENDS` and
    /// `Notes to editors`.
    private func notesLine(_ source: Span<UInt8>) -> Int? {
        guard lines.count > from + 2 else { return nil }
        return (max(from + 1, lines.count - TailReader.mostNotes)..<lines.count).first { index in
            let end = lines[index - 1]
            let line = lines[index]
            if CopyLine.opens(source, TextRange(line.start, line.end), with: .deskNotes) { return true }
            guard index > from + 1, line.afterBlank, end.afterBlank, end.count <= 16,
                SignOff.isSign(source.extracting(end.start..<end.end))
            else { return false }
            let lower = Stretch.opening(source.extracting(line.start..<line.end))
            return TailReader.noteOpenings.contains { Lexicon.shared.openings($0).opens(lower) }
        }
    }

    /// The most lines of notes below the copy.
    private static let mostNotes = 100
    private static let noteOpenings: [LexicalClass] = [.contact, .note, .tailContact, .aboutSender]

    /// Takes each block of the notes as a note to editors, or as a credit where it says whom to ask.
    private func takeNotes(
        _ range: Range<Int>,
        _ source: Span<UInt8>,
        into assembly: inout TextAssembly,
        _ parts: inout Article.Parts
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            let start = assembly.count
            let opening = index
            var isReachable = false
            repeat {
                if index > opening { assembly.append(byte: .lineFeed) }
                assembly.append(lines[index], of: source)
                isReachable = isReachable || CreditLine.isReachable(source, lines[index])
                index += 1
            } while index < range.upperBound && !lines[index].afterBlank
            let block = TextRange(start, assembly.count)
            assembly.append(byte: .lineFeed)
            if isReachable { parts.credits.append(block) } else { parts.editorsNotes.append(block) }
        }
    }

    /// Whether a line with at most signs below it is a few words under a line that says that the copy has ended.
    private func isBelowEnd(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = lines[index]
        guard index - 1 > from, line.count <= 48, !line.isColumnar, !Sentence.ends(source, line.start, line.end),
            !ListItem.opens(line, source)
        else { return false }
        if isBelowStamp(index, source) { return true }
        guard isApart(index - 1, source) else { return false }
        for below in lines[(index + 1)...] where !SignOff.isSign(source.extracting(below.start..<below.end)) {
            return false
        }
        let above = lines[index - 1]
        guard Stretch.words(source, line.start, line.end) <= 6, above.count <= 48 else { return false }
        if let agency, SignOff.isAgency(agency, source, above.start, above.end) { return true }
        return SignOff.isEnd(source.extracting(above.start..<above.end))
    }

    /// Whether a line is the time, or the number under it, that an agency prints below its name: `--SPA`, `14:32 LOCAL TIME
    /// 11:32 GMT`, `0012`.
    private func isBelowStamp(_ index: Int, _ source: Span<UInt8>) -> Bool {
        func isStamp(_ line: Line) -> Bool {
            let text = source.extracting(line.start..<line.end)
            return Timestamp.matches(text) || TailReader.isClock(text)
        }
        let isNumber = (lines[index].start..<lines[index].end).allSatisfy { CharacterClass.isDigit(UInt32(source[$0])) }
        let stamp = isNumber ? index - 1 : index
        guard stamp - 1 > from, isStamp(lines[stamp]) else { return false }
        let above = lines[stamp - 1]
        return above.count <= 24 && SignOff.isEnd(source.extracting(above.start..<above.end))
    }

    /// `13:05ت م`: a clock, and its zone in a script without capitals.
    private static func isClock(_ text: Span<UInt8>) -> Bool {
        guard text.count > 5, text.count <= 24, let colon = (1...2).first(where: { text[$0] == .colon }),
            (0..<colon).allSatisfy({ text[$0].isFigure }), text[colon + 1].isFigure, text[colon + 2].isFigure
        else { return false }
        var index = colon + 3
        while index < text.count {
            let point = text.codePoint(at: index)
            guard point.value == .space || Script.of(point.value) == .caseless else { return false }
            index += point.length
        }
        return true
    }

    /// Whether a line is none that goes on with the one before: set apart, after a sentence's end or another line that
    /// signs off, in capitals after small letters, or where the line before had room for it.
    private func stands(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        if line.afterBlank || line.indent > 0 && line.indent != previous.indent
            || Sentence.ends(source, previous.start, previous.end)
        {
            return true
        }
        if DeskLine.isWriterAndEditor(source.extracting(line.start..<line.end)) { return true }
        // `told Reuters.` goes on from the line before; a sign-off has no full stop.
        if source[line.end - 1] == .stop { return false }
        if Stretch.isAllCaps(source, line.start, line.end), !Stretch.isAllCaps(source, previous.start, previous.end),
            line.count > 3
        {
            return true
        }
        if index - 1 > from, isSignOff(previous, source, standsAlone: isApart(index - 1, source)) {
            return true
        }
        return previous.columns + 1 + line.columns <= width
    }

    private func isSignOff(_ line: Line, _ source: Span<UInt8>, standsAlone: Bool) -> Bool {
        if standsAlone, line.count <= 48, let agency, SignOff.isAgency(agency, source, line.start, line.end) {
            return true
        }
        let text = source.extracting(line.start..<line.end)
        if standsAlone, agency != nil, line.afterBlank, DeskLine.isGroups(text) { return true }
        if standsAlone, line.afterBlank, opensWithAgency(text) { return true }
        // The last line of whom to ask.
        if !line.afterBlank, SignOff.isAddressAlone(text) { return false }
        return SignOff.matches(text, standsAlone: standsAlone)
    }

    /// `भाषा अमित मनीषा`: the dateline's agency and names, in a script without capitals.
    private func opensWithAgency(_ text: Span<UInt8>) -> Bool {
        guard let agency, text.count <= 80, !Sentence.ends(text, 0, text.count) else { return false }
        let tokens = Tokens(text, limit: 6)
        return tokens.isWhole && (2...4).contains(tokens.count) && tokens[0]?.word == agency
            && tokens.list.allSatisfy { $0.isCaseless }
    }

    /// Whether a line has an indent of its own, or is a word or two in capitals in a block of its own.
    private func isOtherwiseSet(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = lines[index]
        if line.indent > 0, line.indent != lines[from].indent { return true }
        guard line.afterBlank, Stretch.isAllCaps(source, line.start, line.end) else { return false }
        var spaces = 0
        for at in line.start..<line.end where source[at] <= .space { spaces += 1 }
        return spaces == 0
            || spaces == 1 && !Stretch.isAllCaps(source, lines[index - 1].start, lines[index - 1].end)
                && Sentence.ends(source, lines[index - 1].start, lines[index - 1].end)
    }

    /// Whether the last line is a name that is set in otherwise than the paragraphs are: the agency's, known or not.
    private func isSetOff(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = lines[index]
        guard index + 1 == lines.count, line.count <= 24, isOtherwiseSet(index, source),
            !Sentence.ends(source, line.start, line.end), isApart(index, source)
        else { return false }
        if (line.start..<line.end).contains(where: { CharacterClass.isDigit(UInt32(source[$0])) }) { return false }
        return Stretch.words(source, line.start, line.end) <= 3
            && CharacterClass.isUpper(source.codePoint(at: line.start).value)
    }

    /// Whether a line above the time that a wire prints is the writer's letters: one word of two to four capitals, set in
    /// otherwise than the paragraphs are.
    private func isInitials(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = lines[index]
        return (2...4).contains(line.count) && (line.start..<line.end).allSatisfy { source[$0].isCapital }
            && line.indent != lines[from].indent && isApart(index, source)
    }

    /// Whether a line is set apart from the one before, or follows a sentence's end.
    private func isApart(_ index: Int, _ source: Span<UInt8>) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        return line.afterBlank || line.indent > 0 && line.indent != previous.indent
            || Sentence.ends(source, previous.start, previous.end)
    }

    /// Whether the last paragraph is a few words without a full stop under one that says who reported and edited.
    private func isBelowCredit(_ body: [TextRange], _ text: Span<UInt8>) -> Bool {
        guard body.count > 2, let last = body.last, last.count <= 80, !Sentence.ends(text, last.start, last.end) else {
            return false
        }
        for index in last.start..<last.end where text[index] == .lineFeed { return false }
        let above = body[body.count - 2]
        return SignOff.isReportersCredit(text.extracting(above.start..<above.end))
    }

    /// Whether the last paragraph is a line of those that say whom to ask, or the label above them.
    private func isContact(_ body: [TextRange], _ text: Span<UInt8>, below hasCredits: Bool) -> Bool {
        let contact = Lexicon.shared.openings(.contact)
        func isLine(_ range: TextRange) -> Bool {
            isShort(range) && !Sentence.ends(text, range.start, range.end)
        }
        func isShort(_ range: TextRange) -> Bool {
            range.count <= 3 * TailReader.longestContact
                && (range.start..<range.end).count { !text[$0].isContinuation } <= TailReader.longestContact
        }
        func isLabel(_ range: TextRange) -> Bool {
            guard isShort(range) else { return false }
            // `【お問い合わせ先】`
            let first = text.codePoint(at: range.start)
            let start = Brackets.opens(first.value) ? range.start + first.length : range.start
            return contact.opens(Stretch.opening(text.extracting(start..<range.end)))
        }
        guard let last = body.last else { return false }
        if hasCredits, isLabel(last) { return true }
        guard isLine(last) else { return false }
        let above = body.dropFirst().dropLast().suffix(TailReader.mostContacts).reversed()
        guard let label = above.first(where: { !isLine($0) || isLabel($0) }), isLabel(label) else { return false }
        return hasCredits
            || body.drop { $0 != label }.contains { CreditLine.isReachable(text, Line(start: $0.start, end: $0.end)) }
    }

    /// Whether a paragraph is a person's name and the address of a mailbox: `Anna Holm anna.holm@northwire.example`.
    private func isNameAndAddress(_ paragraph: Span<UInt8>) -> Bool {
        guard paragraph.count <= TailReader.longestContact else { return false }
        var start = paragraph.count
        while start > 0, paragraph[start - 1] > .space { start -= 1 }
        guard (start..<paragraph.count).contains(where: { paragraph[$0] == .at && $0 > start }), start > 0
        else { return false }
        return PersonName.isWhole(paragraph.extracting(0..<start - 1))
    }

    /// Whether a paragraph ends as the last one of a story does, and announces nothing.
    private func closesSentence(_ paragraph: TextRange, _ text: Span<UInt8>) -> Bool {
        Sentence.ends(text, paragraph.start, paragraph.end) && text[paragraph.end - 1] != .colon
    }

    private static let longestContact = 100
    private static let mostContacts = 6

    /// Moves the last paragraphs that are credits or notes into their fields, and a sign-off off the last sentence.
    func cutCredits(_ assembly: TextAssembly, _ parts: inout Article.Parts) {
        let text = assembly.text.span
        cutLast(text, &parts)
        // Whom to ask may stand above what the sender says of itself.
        if AboutSender.take(text, &parts) { cutLast(text, &parts) }
        guard let last = parts.body.last else { return }
        let source = parts.dateline?.source.map { Word(text, $0.start, $0.end) }
        if let start = InlineSignOff.start(text, last, source: source) {
            if parts.signOff == nil { parts.signOff = TextRange(start, last.end) }
            parts.body[parts.body.count - 1] = TextRange(last.start, start).trimmed(in: text)
        }
    }

    /// Moves the last paragraphs that are credits or notes into their fields.
    private func cutLast(_ text: Span<UInt8>, _ parts: inout Article.Parts) {
        var credits: [TextRange] = []
        var notes: [TextRange] = []
        while parts.body.count > 1, let last = parts.body.last {
            let paragraph = text.extracting(last.start..<last.end)
            let lower = Stretch.opening(paragraph)
            if SignOff.isCredit(paragraph, lower) {
                credits.append(last)
            } else if parts.url == nil, Stretch.isURL(lower, paragraph),
                text[parts.body[parts.body.count - 2].end - 1] != .colon
            {
                parts.url = last
            } else if parts.byline == nil, Byline.matches(paragraph) {
                parts.byline = last
            } else if parts.embargo == nil, CopyLine(paragraph, TextRange(0, paragraph.count))?.isEmbargo == true {
                parts.embargo = last
            } else if SignOff.isNote(paragraph, lower) {
                notes.append(last)
            } else if parts.signOff.map({ $0.start == last.end + 1 }) ?? true,
                SignOff.matches(paragraph, standsAlone: true)
            {
                parts.signOff = TextRange(last.start, parts.signOff?.end ?? last.end)
            } else if credits.isEmpty, notes.isEmpty, isBelowCredit(parts.body, text) {
                credits.append(last)
            } else if isContact(parts.body, text, below: !credits.isEmpty) {
                credits.append(last)
            } else if parts.body.count > 2, isNameAndAddress(paragraph),
                closesSentence(parts.body[parts.body.count - 2], text)
            {
                credits.append(last)
            } else if parts.byline == nil, credits.isEmpty, parts.dateline?.source != nil,
                PersonName.isWhole(paragraph), closesSentence(parts.body[parts.body.count - 2], text)
            {
                parts.byline = last
            } else {
                break
            }
            parts.body.removeLast()
        }
        if let last = parts.body.last, let start = CreditLine.inline(text, last) {
            credits.append(TextRange(start, last.end))
            parts.body[parts.body.count - 1] = TextRange(last.start, start).trimmed(in: text)
        }
        parts.credits.append(contentsOf: credits.reversed())
        parts.editorsNotes.append(contentsOf: notes.reversed())
    }
}
