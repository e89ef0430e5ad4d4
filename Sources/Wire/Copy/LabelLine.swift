import Text
import Article

/// A line that says in a label what its value is: `HEADLINE: Bridge opens`, `Betreff: Brücke offen`.
struct LabelLine {
    /// What the label says, of all classes of labels that it is in.
    let classes: LexicalClasses
    /// Where the value begins; the line's end where there is none.
    let value: Int
    let isAllCaps: Bool

    /// The longest label.
    private static let longest = 40

    init?(_ text: Span<UInt8>, _ line: Line) {
        var end = line.start
        while end < line.end, end - line.start < LabelLine.longest, text[end] != .colon {
            // A full-width colon.
            if text[end] == 0xEF, end + 2 < line.end, text[end + 1] == 0xBC, text[end + 2] == 0x9A { break }
            end += 1
        }
        guard end < line.end, text[end] == .colon || text[end] == 0xEF, end > line.start else { return nil }
        var last = end
        while last > line.start, text[last - 1] <= .space { last -= 1 }
        // A label's space may be one that does not break.
        if last > line.start + 1, text[last - 1] == 0xA0, text[last - 2] == 0xC2 { last -= 2 }
        let known = Lexicon.shared.classes(of: Word(text, line.start, last))
        guard LabelLine.all.contains(where: { known.contains($0) }) else { return nil }
        classes = known
        var start = end + (text[end] == .colon ? 1 : 3)
        while start < line.end, text[start] <= .space { start += 1 }
        value = start
        var hasLower = false
        var index = line.start
        while index < last {
            let point = text.codePoint(at: index)
            if CharacterClass.isLower(point.value) { hasLower = true }
            index += point.length
        }
        isAllCaps = !hasLower
    }

    var isMail: Bool { classes.contains(.mailSubject) || classes.contains(.mailHeader) }

    /// What the label says of a story; nil where it is one of a mail's only.
    var label: LexicalClass? { LabelLine.stories.first { classes.contains($0) } }

    /// Whether it names the headline, and in no language anything else of a story.
    var isPlainHeadline: Bool { classes.contains(.labelHeadline) && !classes.contains(.labelSection) }

    private static let stories: [LexicalClass] = [
        .labelHeadline, .labelDeck, .labelByline, .labelSection, .labelDate, .labelPlace, .labelBody, .labelOther,
    ]
    private static let all = stories + [.mailSubject, .mailHeader, .labelAdvisory]
}
