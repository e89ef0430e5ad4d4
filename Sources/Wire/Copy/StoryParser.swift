import Text
import Article

/// Reads one story from UTF-8 text: lines, head, body, tail, and what follows from them.
struct StoryParser {
    /// A story's parts, before what follows from them is worked out.
    struct Story {
        var text: [UInt8]
        var parts: Article.Parts
        var marks: UpdateMarks
    }

    static func parse(_ source: Span<UInt8>, from first: Int, context: ReadingContext) -> Result<Article, Rejection> {
        structure(source, from: first).map { story in
            var document = Completion.Document()
            document.details.embargoUntil = story.parts.embargo.flatMap {
                EmbargoTime.moment(story.text.span, $0, isZoneKnown: context.defaults.zone != nil)
            }
            return Completion.article(story.text, story.parts, story.marks, context, document: document)
        }
    }

    /// Finds the parts of a story.
    static func structure(_ whole: Span<UInt8>, from first: Int) -> Result<Story, Rejection> {
        if let repaired = TextRepair.repaired(whole, from: first) { return copy(repaired.span, from: 0) }
        return copy(whole, from: first)
    }

    /// Finds the parts of a story in text that needs no repair.
    private static func copy(_ whole: Span<UInt8>, from first: Int) -> Result<Story, Rejection> {
        let frame = WireFrame(whole, from: first)
        let source = whole.extracting(0..<frame.copy.end)
        var table = LineTable(source, from: frame.copy.start)
        guard !table.lines.isEmpty else { return .failure(.emptyFile) }
        if table.isOverfull { return .failure(.tooManyLines) }
        table.removeCommonIndent()
        var lines = table.lines
        QuotedLines.removeMarks(&lines, in: source)
        PageFurniture.remove(&lines, in: source)
        MailFoot.remove(&lines, in: source)
        BarredHead.split(&lines, in: source)
        guard !lines.isEmpty else { return .failure(.noBody) }
        WireEnvelope.removeMarks(&lines, in: source)
        let stamp = TerminalLine.removeStamps(&lines, in: source)
        let envelope = WireEnvelope(lines, in: source)
        if envelope.lineCount > 0 {
            lines.removeFirst(envelope.lineCount)
            lines[0].afterBlank = true
            // Without a headline of its own the copy has its keywords for one.
            if let headline = envelope.headline { lines.insert(headline, at: 0) }
            if let mark = envelope.mark { lines.insert(mark, at: 0) }
        }
        let kinds = LineKinds(lines, in: source)
        if let end = kinds.endLine { lines.removeLast(lines.count - end) }
        if let line = kinds.bodyLine, let start = kinds.bodyStart { lines[line].start = start }
        let opening = BodyFinder(lines: lines, kinds: kinds).find(in: source)

        var assembly = TextAssembly(capacity: source.count + 64)
        var head = HeadReader(lines: lines, kinds: kinds, end: opening.line)
        var parts = head.read(source, opening, into: &assembly)
        if parts.timestamp == nil, let stamp { parts.timestamp = assembly.appendLine(stamp, of: source) }
        let bodyLine = head.bodyLine
        if bodyLine < lines.count {
            let tail = TailReader(lines: lines, from: bodyLine, agency: opening.agency)
            let bodyEnd = tail.cutSignOff(source, into: &assembly, &parts)
            var body = BodyBuilder(lines: lines, range: bodyLine..<bodyEnd, source)
            parts.body = body.build(source, into: &assembly)
            readDateline(opening, assembly, &parts)
            tail.cutCredits(assembly, &parts)
        }
        MarkReader.takeServiceCode(&parts, in: assembly)
        let text = assembly.text.span
        parts.body.removeAll { !Stretch.hasWord(text.extracting($0.start..<$0.end)) && $0.isEmpty }
        if let rejection = Notice.complete(&parts, in: assembly, isSpare: head.isSpare) { return .failure(rejection) }
        guard parts.body.contains(where: { Stretch.hasWord(text.extracting($0.start..<$0.end)) }) else {
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
        var marks = PrintedMarks.read(parts, in: assembly)
        marks.merge(head.marks)
        if Notice.takesBack(parts, assembly.text.span) { marks.kill = true }
        if Notice.corrects(parts, assembly.text.span) { marks.correction = true }
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
        guard let match = isSame ? found.match : DatelineGrammar.match(span) else { return }
        parts.dateline = match.parts.moved(by: first.start)
        parts.body[0].start = min(first.start + match.bodyStart, first.end)
    }

    private static func begins(_ text: Span<UInt8>, with other: [UInt8], upTo count: Int) -> Bool {
        for index in 0..<min(count, other.count, text.count) where text[index] != other[index] { return false }
        return true
    }
}
