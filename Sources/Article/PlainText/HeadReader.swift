/// Reads what stands above the body: headline, section, deck, and the lines that have a field of their own.
struct HeadReader {
    private let lines: [Line]
    private let end: Int
    /// The line that the body begins with, once the head has been read.
    private(set) var bodyLine: Int
    /// Marks from lines that hold nothing else.
    private(set) var marks = UpdateMarks()

    /// - Parameter end: the line of the dateline, or the number of lines where there is none.
    init(lines: [Line], end: Int) {
        self.lines = lines
        self.end = end
        bodyLine = end
    }

    /// One or several lines that belong together.
    private struct Item {
        var range: TextRange
        var kind: HeadLine.Kind
        var firstLine: Int
        var endLine: Int
    }

    /// Appends the head to the text and tells its parts; nil when no line can be the headline.
    mutating func read(_ source: Span<UInt8>, _ opening: BodyFinder.Opening, into assembly: inout TextAssembly)
        -> Article.Parts?
    {
        let hasDateline = opening.hasDateline
        var parts = Article.Parts(headline: TextRange(0, 0))
        var titles: [Item] = []
        var spare: Item?
        var line = 0
        // Without a dateline the head is at most what stands above the first block that reads as a paragraph.
        while line < end {
            let item = nextItem(at: line, source, &assembly)
            // A rule of equals signs is no title.
            if item.kind == .title,
                !StoryParser.hasWord(assembly.text.span.extracting(item.range.start..<item.range.end))
            {
                assembly.removeLast(downTo: item.range.start)
                line = item.endLine
                continue
            }
            if item.kind == .title {
                if !hasDateline, endsHead(item, titles: titles, assembly, source) {
                    assembly.removeLast(downTo: item.range.start)
                    break
                }
                titles.append(item)
            } else {
                take(item, assembly, &parts)
                if spare == nil, isSpare(item) { spare = item }
            }
            line = item.endLine
        }
        if !hasDateline { bodyLine = line }
        takeBareByline(&titles, hasDateline: hasDateline, assembly, &parts)
        // One line is the headline, whatever it looks like.
        if titles.isEmpty, hasDateline, let spare {
            if parts.slugline == spare.range { parts.slugline = nil }
            if parts.url == spare.range { parts.url = nil }
            parts.credits.removeAll { $0 == spare.range }
            titles.append(spare)
        }
        guard assign(titles, hasDateline: hasDateline, assembly, &parts) else { return nil }
        MarkReader.strip(&parts, in: assembly, isTeleprinter: isTeleprinter(opening))
        return parts.headline.isEmpty ? nil : parts
    }

    /// Appends the item that begins at a line.
    private func nextItem(at first: Int, _ source: Span<UInt8>, _ assembly: inout TextAssembly) -> Item {
        let start = assembly.count
        assembly.append(lines[first], of: source)
        var at = first + 1
        var kind = HeadLine.kind(of: assembly.text.span.extracting(start..<assembly.count), isFirst: first == 0)
        while at < end, !lines[at].afterBlank, continues(at, kind, source, assembly, from: start) {
            assembly.join(lines[at], of: source)
            at += 1
        }
        if at > first + 1 {
            kind = HeadLine.kind(of: assembly.text.span.extracting(start..<assembly.count), isFirst: first == 0)
        }
        let range = TextRange(start, assembly.count)
        assembly.append(byte: 0x0A)
        return Item(range: range, kind: kind, firstLine: first, endLine: at)
    }

    /// Whether a line of the same block goes on with the one before: set in, after an open bracket, in
    /// capitals as the one before, in small letters, or because the one before was full.
    private func continues(
        _ index: Int,
        _ kind: HeadLine.Kind,
        _ source: Span<UInt8>,
        _ assembly: TextAssembly,
        from start: Int
    ) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        let text = assembly.text.span.extracting(start..<assembly.count)
        if kind == .openNote { return index - 1 < lines.count && assembly.count - start < 2_000 }
        if kind == .byline { return HeadLine.isBylineTitle(source, line.start, line.end) }
        guard kind == .title, text.count < 300 else { return false }
        guard HeadLine.kind(of: source.extracting(line.start..<line.end), isFirst: false) == .title else {
            return false
        }
        if line.indent > previous.indent, line.indent < 40,
            index + 1 == end || lines[index + 1].afterBlank || lines[index + 1].indent == line.indent
        {
            return end < lines.count
        }
        if Sentence.ends(source, previous.start, previous.end) { return false }
        let first = source.codePoint(at: line.start).value
        if CharacterClass.isLower(first), previous.columns > 25 { return true }
        if previous.columns >= 35, HeadLine.isAllCaps(source, previous), HeadLine.isAllCaps(source, line) {
            return true
        }
        return false
    }

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
        if item.endLine >= lines.count { return true }
        if titles.count >= 3 { return true }
        // The last block is body, so is one that more lines go on in.
        if !lines[item.endLine].afterBlank { return true }
        if item.range.count > 250 { return true }
        if Sentence.ends(text, item.range.start, item.range.end) { return true }
        if titles.count == 1 { return false }
        return !HeadLine.isSection(text, first.range, next: titles[1].range, of: titles.count + 1)
    }

    /// Whether a line is the headline where no other is: a slugline, an address, a credit that a headline can open like.
    private func isSpare(_ item: Item) -> Bool {
        item.kind == .slugline || item.kind == .credit || item.kind == .url
    }

    /// Whether the body is set in and its dateline names no agency.
    private func isTeleprinter(_ opening: BodyFinder.Opening) -> Bool {
        guard let match = opening.dateline?.match, opening.line < lines.count else { return false }
        return match.parts.source == nil && match.parts.day != nil && lines[opening.line].indent >= 2
    }

    private mutating func take(_ item: Item, _ assembly: TextAssembly, _ parts: inout Article.Parts) {
        func join(_ range: TextRange?) -> TextRange { TextRange(range?.start ?? item.range.start, item.range.end) }
        switch item.kind {
        case .title: break
        case .url: parts.url = parts.url ?? item.range
        case .timestamp: parts.timestamp = parts.timestamp ?? item.range
        case .byline: parts.byline = parts.byline.map { $0.end + 1 >= item.range.start ? join($0) : $0 } ?? item.range
        case .note, .openNote: parts.editorsNotes.append(item.range)
        case .slugline: parts.slugline = parts.slugline ?? item.range
        case .embargo: parts.embargo = parts.embargo ?? item.range
        case .credit: parts.credits.append(item.range)
        case .mark:
            parts.marks.append(item.range)
        case .urgency(let level):
            marks.urgency = marks.urgency ?? level
            parts.marks.append(item.range)
        }
    }

    /// Takes a person's name, alone on the last line above the dateline and below the headline, as the byline.
    private func takeBareByline(
        _ titles: inout [Item],
        hasDateline: Bool,
        _ assembly: TextAssembly,
        _ parts: inout Article.Parts
    ) {
        guard hasDateline, parts.byline == nil, titles.count > 1, let name = titles.last else { return }
        let text = assembly.text.span
        let headline = titles[titles.count - 2].range
        guard AgencyByline.isBareName(text.extracting(name.range.start..<name.range.end)), headline.count > 24,
            headline.count > name.range.count
        else { return }
        parts.byline = name.range
        titles.removeLast()
    }

    /// Gives the titles their places: section, headline, deck.
    private func assign(_ titles: [Item], hasDateline: Bool, _ assembly: TextAssembly, _ parts: inout Article.Parts)
        -> Bool
    {
        guard let first = titles.first else { return false }
        var rest = titles[...]
        if titles.count > 1,
            HeadLine.isSection(assembly.text.span, first.range, next: titles[1].range, of: titles.count)
        {
            parts.section = first.range
            rest = rest.dropFirst()
        }
        guard let headline = rest.popFirst() else { return false }
        parts.headline = headline.range
        // `Bridge reopens in Suvera =`
        let text = assembly.text.span
        if headline.range.count > 4, text[headline.range.end - 1] == 0x3D, text[headline.range.end - 2] == 0x20 {
            parts.headline.end -= 2
        }
        if let deck = rest.first, let last = rest.last { parts.deck = TextRange(deck.range.start, last.range.end) }
        return true
    }
}
