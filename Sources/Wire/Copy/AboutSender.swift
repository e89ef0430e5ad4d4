import Text
import Article

/// The paragraphs in which the sender of a release speaks of itself, below the story: `About Kestrel Mills` and what follows.
enum AboutSender {
    /// How many of the last paragraphs are looked at, and how many of the story stand above them at least.
    private static let mostParagraphs = 12
    private static let fewestAbove = 2
    private static let longestHeading = 80

    /// Moves them into a note, where the name in the heading is one that headline or first paragraph has. Returns whether it has.
    static func take(_ text: Span<UInt8>, _ parts: inout Article.Parts) -> Bool {
        let body = parts.body
        guard body.count > fewestAbove, let last = body.last else { return false }
        let lowest = max(fewestAbove, body.count - mostParagraphs)
        guard
            let first = (lowest..<body.count).first(where: {
                isHeading(body[$0], isLast: $0 + 1 == body.count, text, parts)
            })
        else { return false }
        parts.editorsNotes.append(TextRange(body[first].start, last.end))
        parts.body.removeLast(body.count - first)
        return true
    }

    /// - Parameter isLast: whether nothing follows, so that the text has to stand in the same paragraph.
    private static func isHeading(_ range: TextRange, isLast: Bool, _ text: Span<UInt8>, _ parts: Article.Parts) -> Bool
    {
        let lower = Stretch.opening(text.extracting(range.start..<range.end))
        guard openings.opens(lower) else { return false }
        var end = range.start
        while end < range.end, text[end] != .lineFeed, text[end] != .colon { end += 1 }
        let isWhole = end == range.end || end + 1 == range.end
        guard end - range.start <= longestHeading, isWhole != isLast,
            !isWhole || !Sentence.closes(text, range.start, end)
        else { return false }
        let tokens = Tokens(text, TextRange(range.start, end), limit: 16)
        // Behind the words of the opening, the first that is a name's.
        guard
            let name = tokens.list.dropFirst().first(where: {
                $0.isCapitalized && $0.count >= 3 && !$0.isA(.aboutSender)
            })
        else { return false }
        let first = parts.body[0]
        return [parts.headline, first].contains { holds(text, $0, name.word) }
    }

    private static func holds(_ text: Span<UInt8>, _ range: TextRange, _ name: Word) -> Bool {
        var start = range.start
        while start < range.end {
            let end = Words.firstEnd(text, start, range.end)
            if end > start, Word(text, start, end) == name { return true }
            start = max(end, start) + 1
        }
        return false
    }

    private static let openings = Lexicon.shared.openings(.aboutSender)
}
