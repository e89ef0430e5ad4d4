import Text
import Article

/// The lines of a head that have no field of their own, in their order: section, headline, deck.
struct HeadTitles {
    private let titles: [TextRange]

    init(_ titles: [TextRange]) {
        self.titles = titles
    }

    /// Gives them their places. False where there is none.
    func assign(_ assembly: TextAssembly, _ parts: inout Article.Parts) -> Bool {
        let text = assembly.text.span
        guard let first = titles.first else { return false }
        var rest = titles[...]
        if titles.count > 1, SectionLine.matches(text, first, next: titles[1], of: titles.count) {
            parts.section = parts.section ?? first
            rest = rest.dropFirst()
        }
        while rest.count > 1, let title = rest.first, isSaidAgain(title, by: rest.dropFirst(), text) {
            rest.removeFirst()
        }
        guard let headline = rest.popFirst() else { return false }
        parts.headline = headline
        if let start = LineKind.furnishedStart(text, headline), start > headline.start + 1 {
            parts.editorsNotes.append(TextRange(start, headline.end))
            parts.headline.end = start
            while text[parts.headline.end - 1] == .space { parts.headline.end -= 1 }
        } else {
            parts.headline = withoutSign(headline, text)
        }
        if parts.section == nil, let section = rest.first,
            Lexicon.shared.contains(Word(text, section.start, section.end), .section)
        {
            parts.section = section
            rest.removeFirst()
        }
        if parts.deck == nil, let deck = rest.first, let last = rest.last {
            parts.deck = withoutSign(withoutLabel(TextRange(deck.start, last.end), text), text)
        }
        return true
    }

    /// Whether the first title is what an agency calls the story by, in capitals above a headline that is not: `BRIDGE SUVERA
    /// WRAP` in the copy of AAP.
    static func opensWithSlug(_ titles: [TextRange], _ text: Span<UInt8>, agency: Word?) -> Bool {
        guard let agency, Lexicon.shared.contains(agency, .slugAgency), titles.count > 1 else { return false }
        return Stretch.isAllCaps(text, titles[0].start, titles[0].end)
            && !Stretch.isAllCaps(text, titles[1].start, titles[1].end)
    }

    /// A title without the sign that closes a head: `Bridge reopens in Suvera =`.
    private func withoutSign(_ title: TextRange, _ text: Span<UInt8>) -> TextRange {
        guard title.count > 4, text[title.end - 1] == .equals, text[title.end - 2] == .space else { return title }
        return TextRange(title.start, title.end - 2)
    }

    /// A deck without its label: `Utl.: Bridge stays shut`.
    private func withoutLabel(_ deck: TextRange, _ text: Span<UInt8>) -> TextRange {
        guard let label = LabelLine(text, Line(start: deck.start, end: deck.end)), label.classes.contains(.labelDeck),
            label.value < deck.end
        else { return deck }
        return TextRange(label.value, deck.end)
    }

    /// The fewest bytes of a headline that a browser's title opens with.
    private static let shortestTitle = 12

    /// Whether a title is the browser's: a line below it is the headline alone, `Ferry returns | Norland Post`.
    private func isSaidAgain(_ title: TextRange, by others: ArraySlice<TextRange>, _ text: Span<UInt8>) -> Bool {
        others.contains { other in
            let count = other.count
            guard count >= HeadTitles.shortestTitle, count <= title.count else { return false }
            for offset in 0..<count where text[title.start + offset] != text[other.start + offset] { return false }
            var at = title.start + count
            guard at < title.end else { return true }
            while at < title.end, text[at] == .space { at += 1 }
            let joint = text.codePoint(at: at)
            return at > title.start + count && at + joint.length < title.end && text[at + joint.length] == .space
                && (CharacterClass.isDash(joint.value) || joint.value == .bar || joint.value == 0xB7)
        }
    }
}
