/// Reads one story from UTF-8 text: lines, head, body, tail, and what follows from them.
struct StoryParser {
    /// A story's parts, before what follows from them is worked out.
    struct Story {
        var text: [UInt8]
        var parts: Article.Parts
        var marks: UpdateMarks
    }

    static func parse(_ source: Span<UInt8>, from first: Int, context: ReadingContext) -> Result<Article, Rejection> {
        structure(source, from: first).map { Completion.article($0.text, $0.parts, $0.marks, context) }
    }

    /// Finds the parts of a story.
    static func structure(_ whole: Span<UInt8>, from first: Int) -> Result<Story, Rejection> {
        let frame = WireFrame(whole, from: first)
        let source = whole.extracting(0..<frame.copy.end)
        var table = LineTable(source, from: frame.copy.start)
        guard !table.lines.isEmpty else { return .failure(.emptyFile) }
        table.removeCommonIndent()
        var lines = table.lines
        WireEnvelope.removeMarks(&lines, in: source)
        let envelope = WireEnvelope(lines, in: source)
        if envelope.lineCount > 0 {
            lines.removeFirst(envelope.lineCount)
            lines[0].afterBlank = true
        }
        guard let opening = BodyFinder(lines: lines).find(in: source) else { return .failure(.noHeadline) }

        var assembly = TextAssembly(capacity: source.count + 64)
        var head = HeadReader(lines: lines, end: opening.line)
        guard var parts = head.read(source, opening, into: &assembly) else {
            return .failure(.noHeadline)
        }
        let bodyLine = head.bodyLine
        guard bodyLine < lines.count else { return .failure(.noBody) }

        let tail = TailReader(lines: lines, from: bodyLine, agency: opening.agency)
        let bodyEnd = tail.cutSignOff(source, into: &assembly, &parts)
        var body = BodyBuilder(lines: lines, range: bodyLine..<bodyEnd)
        parts.body = body.build(source, into: &assembly)
        readDateline(opening, assembly, &parts)
        tail.cutCredits(assembly, &parts)
        parts.body.removeAll { $0.isEmpty }
        guard parts.body.contains(where: { hasWord(assembly.text.span.extracting($0.start..<$0.end)) }) else {
            return .failure(.noBody)
        }
        if parts.slugline == nil {
            let slugline: TextRange? =
                if let slug = envelope.slug {
                    assembly.appendLine(slug, of: source)
                } else if let header = frame.header {
                    assembly.appendLine(Line(start: header.start, end: header.end), of: whole)
                } else {
                    nil
                }
            // A header may hold nothing but spaces.
            parts.slugline = slugline.flatMap { $0.isEmpty ? nil : $0 }
        }
        var marks = MarkReader.marks(of: parts, in: assembly)
        marks.merge(head.marks)
        marks.urgency = marks.urgency ?? envelope.urgency ?? frame.urgency
        return .success(Story(text: assembly.finished(), parts: parts, marks: marks))
    }

    /// Takes the dateline off the first paragraph that has one.
    private static func readDateline(
        _ opening: BodyFinder.Opening,
        _ assembly: TextAssembly,
        _ parts: inout Article.Parts
    ) {
        guard let found = opening.dateline, let first = parts.body.first else { return }
        let span = assembly.text.span.extracting(first.start..<first.end)
        // What was found when the body was looked for holds, unless the paragraph was put together otherwise.
        let isSame = found.match.bodyStart <= span.count && begins(span, with: found.text, upTo: found.match.bodyStart)
        guard let match = isSame ? found.match : DatelineParser.match(span) else { return }
        func moved(_ range: TextRange) -> TextRange { TextRange(range.start + first.start, range.end + first.start) }
        var line = match.parts
        line.text = moved(line.text)
        line.place = line.place.map(moved)
        line.source = line.source.map(moved)
        line.correspondent = line.correspondent.map(moved)
        parts.dateline = line
        parts.body[0].start = min(first.start + match.bodyStart, first.end)
    }

    private static func begins(_ text: Span<UInt8>, with other: [UInt8], upTo count: Int) -> Bool {
        for index in 0..<min(count, other.count, text.count) where text[index] != other[index] { return false }
        return true
    }

    static func hasWord(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let point = text.codePoint(at: index)
            if CharacterClass.isLetter(point.value) || CharacterClass.isDigit(point.value) { return true }
            index += point.length
        }
        return false
    }
}
