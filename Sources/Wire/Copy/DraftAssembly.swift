import Text
import Article

/// The text of an article that is put together from the pieces of a draft.
struct DraftAssembly {
    private(set) var text: [UInt8] = []

    /// Appends a piece that is one line, its white space folded; nil where nothing of it is left.
    mutating func append(_ piece: String?) -> TextRange? {
        guard let piece else { return nil }
        return append(piece, keepingLines: false)
    }

    /// Appends a paragraph, whose line ends and tabs stay; nil where nothing of it is left.
    mutating func append(paragraph: String) -> TextRange? {
        append(paragraph, keepingLines: true)
    }

    private mutating func append(_ piece: String, keepingLines: Bool) -> TextRange? {
        let start = text.count
        // The white space that is due before the next character.
        var due: UInt8?
        let bytes = piece.utf8.span
        var index = 0
        while index < bytes.count {
            let end = bytes[index] > 0x20 ? AsciiRun.settledEnd(bytes, index, bytes.count) : index
            if end > index {
                if let space = due, text.count > start { text.append(space) }
                due = nil
                text.append(bytes, from: index, to: end)
                index = end
                continue
            }
            let point = bytes.codePoint(at: index)
            let value = point.value
            index += point.length
            if CharacterClass.isWhiteSpace(value) {
                let isLine = value == .lineFeed || value == .carriageReturn || value == 0x2028 || value == 0x2029
                let space: UInt8 = keepingLines && isLine ? 0x0A : keepingLines && value == .tab ? 0x09 : 0x20
                due = DraftAssembly.stronger(due, space)
                continue
            }
            if value < .space || value == .delete || value == 0xFEFF { continue }
            // Controls of Latin-1 are punctuation of Windows-1252 that was declared wrongly.
            let meant = (0x80..<0xA0).contains(value) ? CharacterReferences.windows[Int(value) - 0x80] : value
            if meant == 0xFFFD, value != 0xFFFD { continue }
            if let space = due, text.count > start { text.append(space) }
            due = nil
            text.append(codePoint: meant)
        }
        guard text.count > start else { return nil }
        text.append(0x0A)
        return TextRange(start, text.count - 1)
    }

    /// A line end outranks a tab, and a tab a space.
    private static func stronger(_ one: UInt8?, _ other: UInt8) -> UInt8 {
        guard let one else { return other }
        if one == .lineFeed || other == .lineFeed { return 0x0A }
        return one == .tab || other == .tab ? 0x09 : 0x20
    }

    func hasWord(_ range: TextRange) -> Bool {
        Stretch.hasWord(text.span.extracting(range.start..<range.end))
    }

    /// Whether two pieces are the same to a reader.
    func saysTheSame(_ one: TextRange, _ other: TextRange) -> Bool {
        canonical(one) == canonical(other)
    }

    /// Whether a piece ends in an ellipsis, and what stands before it opens the text.
    func isCutOpening(_ piece: TextRange, of body: [TextRange]) -> Bool {
        let span = text.span
        var end = piece.end
        if end > piece.start, span[end - 1] == .closingSquare { end -= 1 }
        let isEllipsis = end - piece.start > 3 && span.codePoint(before: end).value == 0x2026
        let isDots = end - piece.start > 3 && (1...3).allSatisfy { span[end - $0] == .stop }
        guard isEllipsis || isDots else { return false }
        var start = piece.start
        if let found = DatelineGrammar.match(span.extracting(piece.start..<piece.end)) { start += found.bodyStart }
        let opening = canonical(TextRange(start, max(start, end - 3)))
        guard opening.count >= DraftAssembly.shortestOpening else { return false }
        var own: [UInt8] = []
        for range in body where own.count < opening.count { own += canonical(range) }
        return own.starts(with: opening)
    }

    private static let shortestOpening = 24

    /// The marks that a document states, and those that headline, slugline and notes print. The headline keeps its own: it is
    /// the document's.
    func marks(_ parts: Article.Parts, isCopy: Bool, stated: UpdateMarks) -> UpdateMarks {
        var marks = stated
        if isCopy {
            var printed = parts
            var assembly = TextAssembly(capacity: text.count + 1)
            assembly.append(Line(start: 0, end: text.count), of: text.span)
            MarkReader.strip(&printed, in: assembly, isTeleprinter: false)
            marks.merge(PrintedMarks.read(printed, in: assembly))
        }
        if !marks.kill, let found = KillMark.find(text.span, parts.headline), let last = parts.body.last,
            let first = parts.body.first
        {
            marks.kill = KillMark.isNotice(text.span.extracting(first.start..<last.end)) || found.isSure && isCopy
        }
        return marks
    }

    private func canonical(_ range: TextRange) -> [UInt8] {
        var canonical = CanonicalText(capacity: range.count + 16)
        canonical.add(paragraph: text.span.extracting(range.start..<range.end))
        return canonical.bytes
    }

    /// The dateline: the stated one, or the one that opens the first paragraph, which then begins after it. A first paragraph
    /// that repeats the stated one loses it.
    ///
    /// - Parameter above: how many lines stand above the paragraph that opens with it.
    func takeDateline(
        stated: TextRange?,
        from body: inout [TextRange],
        headings: inout [Int],
        below above: Int = 0
    ) -> DatelineParts? {
        var found: DatelineParts?
        // The headings are in order, so the first paragraph is where their numbers part from those of the body.
        var index = 0
        while index < headings.count, headings[index] == index { index += 1 }
        index += above
        if index < body.count {
            let first = body[index]
            if let match = DatelineGrammar.match(text.span.extracting(first.start..<first.end)) {
                found = match.parts.moved(by: first.start)
                body[index].start = min(first.start + match.bodyStart, first.end)
                if body[index].isEmpty {
                    body.remove(at: index)
                    headings = headings.map { $0 > index ? $0 - 1 : $0 }
                }
            }
        }
        guard let stated else { return found }
        if let match = DatelineGrammar.match(text.span.extracting(stated.start..<stated.end)) {
            var parts = match.parts.moved(by: stated.start)
            // A date with a time has no place, but may have a zone.
            if text[stated.start].isFigure { parts.place = nil }
            return parts
        }
        if let found { return found }
        var parts = DatelineParts(text: stated)
        if !text[stated.start..<stated.end].contains(where: { $0.isFigure }) { parts.place = stated }
        return parts
    }
}
