import Text
import Article

/// Lines of copy that agencies leave in the text of a document: a byline and a note above the first paragraph, credits below
/// the last. They go where the reader of copy puts them.
struct EmbeddedLines {
    /// How many lines are taken at either end.
    private static let limit = 4

    /// Takes bylines and notes off the top of a text; what they leave keeps its headings.
    static func takeHead(_ text: Span<UInt8>, _ parts: inout Article.Parts, headings: inout [Int]) {
        var index = 0
        while index < headings.count, headings[index] == index { index += 1 }
        for _ in 0..<limit {
            guard index + 1 < parts.body.count, !headings.contains(index) else { return }
            let range = parts.body[index]
            let line = text.extracting(range.start..<range.end)
            switch LineKind.of(line, isFirst: false) {
            case .byline:
                guard let stated = parts.byline else {
                    parts.byline = range
                    break
                }
                if !holds(text.extracting(stated.start..<stated.end), line) { parts.credits.append(range) }
            case .note: parts.editorsNotes.append(range)
            default: return
            }
            parts.body.remove(at: index)
            headings = headings.map { $0 > index ? $0 - 1 : $0 }
        }
    }

    /// Takes credits off the end of a text, and one in brackets off its last sentence.
    static func takeCredits(_ text: Span<UInt8>, _ parts: inout Article.Parts, headings: [Int]) {
        var credits: [TextRange] = []
        while parts.body.count > 1, credits.count < limit, let last = parts.body.last,
            !headings.contains(parts.body.count - 1), isMarkedCredit(text.extracting(last.start..<last.end))
        {
            credits.append(last)
            parts.body.removeLast()
        }
        if let last = parts.body.last, let start = CreditLine.inline(text, last) {
            credits.append(TextRange(start, last.end))
            parts.body[parts.body.count - 1].end = start - 1
        }
        parts.credits.append(contentsOf: credits.reversed())
    }

    /// Whether a paragraph is a credit by its form: in brackets, or with the sign of copyright.
    private static func isMarkedCredit(_ text: Span<UInt8>) -> Bool {
        let isMarked = Brackets.opens(ascii: text[0]) || text.count > 1 && text[0] == 0xC2 && text[1] == 0xA9
        return isMarked && SignOff.isCredit(text)
    }

    /// Whether a byline has what another says: `By Ada Byron, Northwire` and `Ada Byron`.
    private static func holds(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        let (one, other) = (Tokens.lower(one, 0, one.count), Tokens.lower(other, 0, other.count))
        return one.contains(other) || other.contains(one)
    }
}
