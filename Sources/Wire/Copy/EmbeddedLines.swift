import Text
import Article

/// Lines of copy that agencies leave in the text of a document: a byline and a note above the first paragraph, credits and
/// a sign-off below the last. They go where the reader of copy puts them.
struct EmbeddedLines {
    /// How many lines are taken at either end.
    private static let limit = 4

    /// How many lines stand above the dateline, and the longest of them.
    private static let mostAbove = 8
    private static let longestAbove = 240

    /// Takes bylines and notes off the top of a text; what they leave keeps its headings. Points and other short lines above the
    /// dateline stay: the answer is how many.
    static func takeHead(_ text: Span<UInt8>, _ parts: inout Article.Parts, headings: inout [Int]) -> Int {
        var index = 0
        while index < headings.count, headings[index] == index { index += 1 }
        let first = index
        var end = datelineIndex(text, parts.body, from: first, headings) ?? first
        var taken = 0
        while index + 1 < parts.body.count, !headings.contains(index), taken < limit {
            let range = parts.body[index]
            let line = text.extracting(range.start..<range.end)
            let kind = LineKind.of(line, isFirst: false)
            guard kind == .byline || kind == .note else {
                if index >= end { break }
                index += 1
                continue
            }
            if kind == .note {
                let isKnown = parts.editorsNotes.contains { holds(text.extracting($0.start..<$0.end), line) }
                if !isKnown { parts.editorsNotes.append(range) }
            } else if let stated = parts.byline {
                if !holds(text.extracting(stated.start..<stated.end), line) { parts.credits.append(range) }
            } else {
                parts.byline = range
            }
            taken += 1
            parts.body.remove(at: index)
            headings = headings.map { $0 > index ? $0 - 1 : $0 }
            end = max(first, end - 1)
        }
        return end - first
    }

    /// The paragraph that opens with a dateline, where at most a few short lines stand above it.
    private static func datelineIndex(_ text: Span<UInt8>, _ body: [TextRange], from first: Int, _ headings: [Int])
        -> Int?
    {
        for index in first..<min(body.count, first + mostAbove) {
            guard !headings.contains(index) else { return nil }
            let paragraph = text.extracting(body[index].start..<body[index].end)
            if let found = DatelineGrammar.match(paragraph), found.isStrong, found.parts.source != nil { return index }
            guard paragraph.count <= longestAbove else { return nil }
        }
        return nil
    }

    /// Takes credits and what signs off from the end of a text, and one in brackets off its last sentence.
    static func takeTail(_ text: Span<UInt8>, _ parts: inout Article.Parts, headings: inout [Int]) {
        var credits: [TextRange] = []
        while parts.body.count > 1, credits.count < limit, let last = parts.body.last,
            !headings.contains(parts.body.count - 1)
        {
            let line = text.extracting(last.start..<last.end)
            if isCredit(line) {
                credits.append(last)
            } else if parts.signOff == nil, SignOff.matches(line, standsAlone: true) {
                parts.signOff = last
            } else {
                break
            }
            parts.body.removeLast()
        }
        if let last = parts.body.last, let start = CreditLine.inline(text, last) {
            credits.append(TextRange(start, last.end))
            parts.body[parts.body.count - 1].end = start - 1
        }
        parts.credits.append(contentsOf: credits.reversed())
        _ = AboutSender.take(text, &parts)
        headings.removeAll { $0 >= parts.body.count }
    }

    /// Takes the agency's name, or what else signs off, off the last sentence of a text with a dateline.
    static func takeSignOff(_ text: Span<UInt8>, _ parts: inout Article.Parts) {
        guard let last = parts.body.last, let source = parts.dateline?.source,
            let start = InlineSignOff.start(text, last, source: Word(text, source.start, source.end))
        else { return }
        if parts.signOff == nil { parts.signOff = TextRange(start, last.end) }
        parts.body[parts.body.count - 1] = TextRange(last.start, start).trimmed(in: text)
    }

    /// Whether a paragraph is a credit: by its words, or a label with a number or an address at which somebody is reached.
    private static func isCredit(_ text: Span<UInt8>) -> Bool {
        guard text.count <= longestCredit else { return false }
        if SignOff.isCredit(text) { return true }
        return contacts.opens(Stretch.opening(text))
            && CreditLine.isReachable(text, Line(start: 0, end: text.count))
    }

    private static let longestCredit = 400
    private static let contacts = Lexicon.shared.openings(.contact)

    /// Whether a byline has what another says: `By Ada Byron, Northwire` and `Ada Byron`.
    private static func holds(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        let (one, other) = (Tokens.lower(one, 0, one.count), Tokens.lower(other, 0, other.count))
        return one.contains(other) || other.contains(one)
    }
}
