import Text
import Article

/// Reads what stands above the body: headline, section, deck, and the lines that have a field of their own.
struct HeadReader {
    private let lines: [Line]
    private let end: Int
    private let kinds: LineKinds
    /// The line that the body begins with, once the head has been read.
    private(set) var bodyLine: Int
    /// Marks from lines that hold nothing else.
    private(set) var marks = UpdateMarks()
    /// The lines that say when, or how long ago.
    private var stampLines: Set<Int> = []
    /// Whether the headline is a line that has a field of its own where another line is the headline.
    private(set) var isSpare = false

    /// - Parameter end: the line of the dateline, or of the body where that is known, or the number of lines.
    init(lines: [Line], kinds: LineKinds, end: Int) {
        self.lines = lines
        self.kinds = kinds
        self.end = end
        bodyLine = end
    }

    private var block: HeadBlock { HeadBlock(lines: lines, kinds: kinds, end: end) }

    /// One or several lines that belong together.
    private struct Item {
        var range: TextRange
        var kind: LineKind
        var firstLine: Int
        var endLine: Int
    }

    /// Appends the head to the text and tells its parts. The headline is empty where no line can be it.
    mutating func read(_ source: Span<UInt8>, _ opening: BodyFinder.Opening, into assembly: inout TextAssembly)
        -> Article.Parts
    {
        let hasBody = opening.hasDateline || kinds.bodyLine != nil
        var parts = Article.Parts(headline: TextRange(0, 0))
        var titles: [Item] = []
        var labelled: Item?
        var spare: Item?
        var kill: Item?
        var line = 0
        // Without a dateline the head is at most what stands above the first block that reads as a paragraph.
        while line < end {
            let item = nextItem(at: line, source, &assembly)
            line = item.endLine
            if item.kind != .title {
                take(item, source, &assembly, &parts)
                switch item.kind {
                case .timestamp, .page: stampLines.insert(item.firstLine)
                case .kill: kill = kill ?? item
                case .label(.labelHeadline, _) where !item.range.isEmpty: labelled = labelled ?? item
                case .slugline, .credit, .url: spare = spare ?? item
                default: break
                }
            } else if !Stretch.hasWord(assembly.text.span.extracting(item.range.start..<item.range.end))
                || labelsStamp(item, source)
            {
                // A rule of equals signs is no title, nor is `Published` above the day.
                assembly.removeLast(downTo: item.range.start)
            } else if titles.isEmpty, labelled == nil, takePlaceAndDay(item, opening, source, assembly, &parts) {
                continue
            } else if !titles.isEmpty || kill != nil, takeAgency(item, assembly, &parts) {
                continue
            } else if !titles.isEmpty, labelled == nil, takeUnderStamp(item, source, &parts) {
                continue
            } else {
                // A sentence below the mark of a notice is the notice.
                let isNotice =
                    kill != nil && titles.isEmpty && labelled == nil
                    && Sentence.ends(assembly.text.span, item.range.start, item.range.end)
                let isBody =
                    isNotice || !hasBody && (labelled != nil || endsHead(item, titles: titles, assembly, source))
                if isBody, !opening.hasDateline {
                    assembly.removeLast(downTo: item.range.start)
                    line = item.firstLine
                    break
                }
                titles.append(item)
            }
        }
        if !opening.hasDateline { bodyLine = line }
        takeBareByline(&titles, hasDateline: opening.hasDateline, assembly, &parts)
        if HeadTitles.opensWithSlug(titles.map(\.range), assembly.text.span, agency: opening.agency) {
            parts.slugline = parts.slugline ?? titles.removeFirst().range
        }
        if kinds.isMail, opening.hasDateline { takeCoverNote(&titles, assembly, &parts) }
        if let labelled {
            // What stands between a mail's head and the dateline is the copy's own.
            if !kinds.isMail || titles.isEmpty { titles = [labelled] }
        } else if titles.isEmpty, let own = kill ?? (opening.hasDateline ? spare ?? embargo(parts) : nil) {
            // One line is the headline, whatever it looks like.
            if parts.slugline == own.range { parts.slugline = nil }
            if parts.url == own.range { parts.url = nil }
            if parts.embargo == own.range { parts.embargo = nil }
            parts.credits.removeAll { $0 == own.range }
            isSpare = true
            titles.append(own)
        }
        guard HeadTitles(titles.map(\.range)).assign(assembly, &parts) else { return parts }
        if kill == nil { takeKillMark(source, assembly, &parts) }
        MarkReader.strip(&parts, in: assembly, isTeleprinter: isTeleprinter(opening))
        return parts
    }

    /// Takes a place and a full day above the headline, as releases have it, for the dateline: `Suvera, 10. Juni 2026`.
    private func takePlaceAndDay(
        _ item: Item,
        _ opening: BodyFinder.Opening,
        _ source: Span<UInt8>,
        _ assembly: TextAssembly,
        _ parts: inout Article.Parts
    ) -> Bool {
        guard item.endLine < end, item.endLine == item.firstLine + 1, item.endLine + 1 < lines.count,
            !isSentence(item.endLine, source),
            let printed = DatelineGrammar.placeAndDay(assembly.text.span.extracting(item.range.start..<item.range.end))
        else { return false }
        if opening.hasDateline {
            parts.timestamp = parts.timestamp ?? item.range
        } else {
            parts.dateline = parts.dateline ?? printed.moved(by: item.range.start)
        }
        return true
    }

    /// Takes a name right below the time for the byline, and a place right below that.
    private mutating func takeUnderStamp(_ item: Item, _ source: Span<UInt8>, _ parts: inout Article.Parts) -> Bool {
        guard item.firstLine > 0, stampLines.contains(item.firstLine - 1), !lines[item.firstLine].afterBlank,
            item.endLine == item.firstLine + 1
        else { return false }
        let line = lines[item.firstLine]
        if parts.byline == nil, PersonName.isUnderStamp(source.extracting(line.start..<line.end)) {
            parts.byline = item.range
        } else if parts.byline != nil, parts.dateline == nil, block.isPlaceAlone(item.firstLine, source) {
            parts.dateline = DatelineParts(text: item.range, place: item.range)
        } else {
            return false
        }
        stampLines.insert(item.firstLine)
        return true
    }

    /// Takes an agency's name alone: on the last line it signs off, below the headline it says who has the story.
    private func takeAgency(_ item: Item, _ assembly: TextAssembly, _ parts: inout Article.Parts) -> Bool {
        let isLast = item.endLine == lines.count
        guard isLast || item.endLine < end && lines[item.firstLine].afterBlank,
            Lexicon.isAgency(assembly.text.span, item.range.start, item.range.end)
        else { return false }
        if isLast { parts.signOff = item.range } else { parts.credits.append(item.range) }
        return true
    }

    private func isSentence(_ line: Int, _ source: Span<UInt8>) -> Bool {
        Sentence.ends(source, lines[line].start, lines[line].end)
    }

    /// Takes sentences above the copy's own headline in a mail as the sender's words: `Please find the story below.`
    private func takeCoverNote(_ titles: inout [Item], _ assembly: TextAssembly, _ parts: inout Article.Parts) {
        let text = assembly.text.span
        // `Dear editors,`
        while titles.count > 1, let first = titles.first,
            Sentence.ends(text, first.range.start, first.range.end) || text[first.range.end - 1] == .comma
        {
            parts.editorsNotes.append(first.range)
            titles.removeFirst()
            // The sender's name below them.
            if titles.count > 1, let name = titles.first, PersonName.isSignature(assembly.text.span, name.range) {
                parts.editorsNotes.append(name.range)
                titles.removeFirst()
            }
        }
    }

    /// Takes the mark off the headline of a story that the agency takes back.
    private func takeKillMark(_ source: Span<UInt8>, _ assembly: TextAssembly, _ parts: inout Article.Parts) {
        guard let found = KillMark.find(assembly.text.span, parts.headline) else { return }
        if !found.isSure {
            // Below the headline the copy says so itself, in the body or in a note.
            guard let first = lines.first, let last = lines.last, first.start < last.end else { return }
            guard KillMark.isNotice(source.extracting(first.start..<last.end)) else { return }
        }
        parts.marks.append(found.mark)
        parts.headline = found.headline
        parts.slugline = parts.slugline ?? found.slug
        // `KILL - Kill - Mayor resigns`
        if let again = KillMark.find(assembly.text.span, parts.headline) {
            parts.marks.append(again.mark)
            parts.headline = again.headline
        }
    }

    /// Appends the item that begins at a line; of what says nothing of the story, nothing.
    private func nextItem(at first: Int, _ source: Span<UInt8>, _ assembly: inout TextAssembly) -> Item {
        var item = Item(
            range: TextRange(assembly.count, assembly.count),
            kind: .title,
            firstLine: first,
            endLine: first + 1
        )
        if let told = kinds[first] {
            item.kind = told
            appendTold(&item, source, &assembly)
            return item
        }
        assembly.append(lines[first], of: source)
        func kind() -> LineKind {
            .of(assembly.text.span.extracting(item.range.start..<assembly.count), isFirst: first == 0)
        }
        item.kind = kind()
        if item.kind == .title, opensByline(first, source) { item.kind = .byline }
        let isSigned = item.kind == .byline
        while item.endLine < end, !lines[item.endLine].afterBlank, kinds[item.endLine] == nil,
            block.continues(item.endLine, item.kind, source, length: assembly.count - item.range.start)
        {
            assembly.join(lines[item.endLine], of: source)
            item.endLine += 1
        }
        if item.endLine > first + 1, !isSigned { item.kind = kind() }
        item.range.end = assembly.count
        assembly.append(byte: .lineFeed)
        return item
    }

    /// Appends a line that its words and neighbours tell; of a label its value, with the lines that go on with it.
    private func appendTold(_ item: inout Item, _ source: Span<UInt8>, _ assembly: inout TextAssembly) {
        switch item.kind {
        case .furniture, .labelled, .source: break
        case .label(_, let start):
            guard start < lines[item.firstLine].end else { break }
            var value = Line(start: start, end: lines[item.firstLine].end)
            value.needsCleaning = true
            assembly.append(value, of: source)
            var next = item.endLine
            while next < end, kinds[next] == .labelled {
                assembly.join(lines[next], of: source)
                next += 1
            }
            item.range.end = assembly.count
            assembly.append(byte: .lineFeed)
        default: item.range = assembly.appendLine(lines[item.firstLine], of: source)
        }
    }

    /// Whether an item is a word of time stamps, and the line below it is one.
    private func labelsStamp(_ item: Item, _ source: Span<UInt8>) -> Bool {
        guard item.endLine == item.firstLine + 1, item.endLine < end, lines[item.firstLine].count <= 24 else {
            return false
        }
        let line = lines[item.firstLine]
        let next = lines[item.endLine]
        return Tokens(source, TextRange(line.start, line.end), limit: 4).list.allSatisfy {
            $0.isA(.stampWord) || $0.isMark(":")
        } && kinds.kind(of: item.endLine, next, in: source) == .timestamp
    }

    /// Whether a line is a name, and the one below it says what its bearer is: `ANNA HOLM` and `Northwire Writer`.
    private func opensByline(_ index: Int, _ source: Span<UInt8>) -> Bool {
        guard index + 1 < end, !lines[index + 1].afterBlank, kinds[index + 1] == nil,
            index + 2 >= lines.count || lines[index + 2].afterBlank || index + 2 == end
                || kinds.kind(of: index + 2, lines[index + 2], in: source) == .timestamp
        else { return false }
        let line = lines[index]
        return LineKind.isBylineTitle(source, lines[index + 1].start, lines[index + 1].end)
            && PersonName.isSigned(source.extracting(line.start..<line.end)) && hasHeadline(beside: index, source)
    }

    /// Whether another line than one and the next can be the headline.
    private func hasHeadline(beside index: Int, _ source: Span<UInt8>) -> Bool {
        (0..<end).contains { other in
            guard other < index || other > index + 1, lines[other].count <= HeadReader.longestHeadline else {
                return false
            }
            return kinds.kind(of: other, lines[other], in: source) == .title
                && (other < index || !isSentence(other, source))
        }
    }

    private static let longestHeadline = 160

    /// Whether a title item of a text without dateline is the first paragraph of its body.
    private func endsHead(_ item: Item, titles: [Item], _ assembly: TextAssembly, _ source: Span<UInt8>) -> Bool {
        guard let first = titles.first else {
            return false
        }
        let text = assembly.text.span
        // What is set in where the headline was not is the body.
        if lines[item.firstLine].indent >= 2, lines[item.firstLine].indent > lines[first.firstLine].indent {
            return true
        }
        if item.endLine >= lines.count || hasNoStops(text.codePoint(at: item.range.start).value) { return true }
        if titles.count >= 3 { return true }
        // The last block is body, so is one that more lines go on in, unless they are of the head as well.
        if !lines[item.endLine].afterBlank { return !block.isHead(from: item.endLine, source) }
        if item.range.count > 250 { return true }
        if Sentence.ends(text, item.range.start, item.range.end) {
            // A deck may be a sentence, where the writer or the time stands below it.
            return titles.count > 2 || !block.isSignature(item.endLine, source)
        }
        if titles.count == 1 { return false }
        return !SectionLine.matches(text, first.range, next: titles[1].range, of: titles.count + 1)
    }

    /// Whether a letter is of a script whose sentences end without a mark, so that a paragraph looks as a deck does: Thai, Lao,
    /// Burmese, Khmer.
    private func hasNoStops(_ letter: UInt32) -> Bool {
        (0x0E00...0x0EFF).contains(letter) || (0x1000...0x109F).contains(letter) || (0x1780...0x17FF).contains(letter)
    }

    /// An embargo line as the headline where no other line is: `EMBARGO LIFTED AFTER 12 YEARS`.
    private func embargo(_ parts: Article.Parts) -> Item? {
        parts.embargo.map { Item(range: $0, kind: .embargo, firstLine: 0, endLine: 1) }
    }

    /// Whether the body is set in and its dateline names no agency.
    private func isTeleprinter(_ opening: BodyFinder.Opening) -> Bool {
        guard let match = opening.dateline?.match, opening.line < lines.count else { return false }
        return match.parts.source == nil && match.parts.day != nil && lines[opening.line].indent >= 2
    }

    private mutating func take(
        _ item: Item,
        _ source: Span<UInt8>,
        _ assembly: inout TextAssembly,
        _ parts: inout Article.Parts
    ) {
        let range = item.range
        switch item.kind {
        case .title, .furniture, .labelled: break
        case .url: parts.url = parts.url ?? range
        case .timestamp: parts.timestamp = parts.timestamp ?? range
        case .byline:
            parts.byline = parts.byline.map { $0.end + 1 >= range.start ? TextRange($0.start, range.end) : $0 } ?? range
        case .page:
            let page = PageLine(assembly.text.span.extracting(range.start..<range.end))
            parts.byline = parts.byline ?? page?.byline?.moved(by: range.start)
            parts.timestamp = parts.timestamp ?? page?.time?.moved(by: range.start)
        case .note, .openNote, .release: parts.editorsNotes.append(range)
        case .slugline: parts.slugline = parts.slugline ?? range
        case .embargo:
            // Its next line goes on with it.
            let isNext = parts.embargo.map { $0.end + 1 == range.start && !lines[item.firstLine].afterBlank } ?? true
            if isNext { parts.embargo = TextRange(parts.embargo?.start ?? range.start, range.end) }
        case .credit, .contact: parts.credits.append(range)
        case .mark, .kill: parts.marks.append(range)
        case .urgency(let level):
            marks.urgency = marks.urgency ?? level
            parts.marks.append(range)
        case .label(let label, _): take(label, range, &assembly, &parts)
        case .source(let line):
            func append(_ range: TextRange) -> TextRange {
                assembly.appendLine(Line(start: range.start, end: range.end), of: source)
            }
            parts.timestamp = parts.timestamp ?? line.day.map(append)
            parts.byline = parts.byline ?? line.writer.map(append)
            parts.section = parts.section ?? line.section.map(append)
        }
    }

    /// Takes the value of a label.
    private func take(
        _ label: LexicalClass,
        _ range: TextRange,
        _ assembly: inout TextAssembly,
        _ parts: inout Article.Parts
    ) {
        guard !range.isEmpty else { return }
        switch label {
        case .labelHeadline: break
        case .labelDeck: parts.deck = parts.deck ?? range
        case .labelByline: parts.byline = parts.byline ?? range
        case .labelSection: parts.section = parts.section ?? range
        case .labelDate: parts.timestamp = parts.timestamp ?? range
        case .labelPlace:
            let printed = DatelineGrammar.match(assembly.text.span.extracting(range.start..<range.end))
            parts.dateline =
                parts.dateline ?? printed?.parts.moved(by: range.start) ?? DatelineParts(text: range, place: range)
        default: assembly.removeLast(downTo: range.start)
        }
    }

    /// Takes a person's name as the byline, right above the time stamp also several names, a place or an agency: alone on the last line above the dateline or the line of date and time, and below
    /// the headline.
    private func takeBareByline(
        _ titles: inout [Item],
        hasDateline: Bool,
        _ assembly: TextAssembly,
        _ parts: inout Article.Parts
    ) {
        guard parts.byline == nil, titles.count > 1, let name = titles.last else { return }
        let text = assembly.text.span
        // A name, and the place that it is from, above the time.
        if titles.count > 2, stampLines.contains(name.endLine), parts.dateline == nil,
            PersonName.isPlaceWord(text, name.range)
        {
            let writer = titles[titles.count - 2]
            if writer.endLine == name.firstLine,
                PersonName.isWhole(text.extracting(writer.range.start..<writer.range.end))
            {
                parts.byline = writer.range
                parts.dateline = DatelineParts(text: name.range, place: name.range)
                titles.removeLast(2)
                return
            }
        }
        let headline = titles[titles.count - 2].range
        // Right above a time stamp, a name is its writer's.
        let isAboveStamp = stampLines.contains(name.endLine)
        let isBelowStamp = stampLines.contains(name.firstLine - 1)
        guard
            (hasDateline || isBelowStamp) && headline.count > 24 && headline.count > name.range.count || isAboveStamp
                || kinds.hasSource,
            isAboveStamp
                ? PersonName.isSigned(text.extracting(name.range.start..<name.range.end))
                : PersonName.isWhole(text.extracting(name.range.start..<name.range.end), orInCapitals: kinds.hasSource)
                    || kinds.hasSource && PersonName.isTitled(text.extracting(name.range.start..<name.range.end))
        else { return }
        parts.byline = name.range
        titles.removeLast()
    }
}
