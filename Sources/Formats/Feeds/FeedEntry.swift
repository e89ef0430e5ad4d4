import Text
import Wire
import Article

/// An entry of a feed, whatever the feed is written in: what it has for a title, a text and a teaser.
struct FeedEntry {
    var guid: String?
    var title: String?
    var address: String?
    /// What the feed gives as the text.
    var content: MarkedText?
    /// What it gives as a description or summary.
    var summary: MarkedText?
    /// The title of the feed.
    var feedTitle: String?

    /// A teaser is shorter than this many characters.
    private static let longestTeaser = 600

    /// The part that the entry makes with what a draft has of its metadata already.
    ///
    /// The content is the text, or the summary where that is longer by more than a quarter, for feeds have them the one way and
    /// the other; the other is the deck, unless the text begins with it. An entry with no more than a teaser is marked as a summary.
    func part(_ draft: inout ArticleDraft, _ context: ReadingContext) -> Part {
        var text = withoutFoot(content ?? MarkedText())
        var teaser = withoutFoot(summary ?? MarkedText())
        var isSummary = false
        if FeedEntry.length(teaser) * 4 > FeedEntry.length(text) * 5 {
            swap(&text, &teaser)
            isSummary = true
        }
        draft.details.guid = guid
        draft.url = address
        draft.headline = title ?? text.paragraphs.first.flatMap { FirstSentence.of($0.text) } ?? ""
        draft.dropProviderFromHeadline()
        guard FeedEntry.length(text) > 0, !saysNoMoreThanTitle(text, draft) else {
            draft.details.add(images: text.images)
            return Part(member: guid, title == nil ? .refused(.emptyEntry) : .notNews(.titleOnly))
        }
        if FeedEntry.isCut(text) || isSummary && FeedEntry.isTeaser(text) { draft.details.extent = .summary }
        text.fill(&draft)
        draft.details.add(images: teaser.images)
        let deck = WhiteSpace.fold(teaser.plain)
        if draft.deck == nil, !deck.isEmpty, deck != draft.headline, !FeedEntry.opens(draft.paragraphs, with: deck) {
            draft.deck = deck
        }
        draft.dropRepeatedOpening()
        return Part(member: guid, draft, context)
    }

    /// A text without the line that programs put below it, in whatever language: the title of the entry and that of the feed,
    /// and few words between them (`The post Ferry returns appeared first on Norland Post.`).
    private func withoutFoot(_ text: MarkedText) -> MarkedText {
        guard let title, let feedTitle, text.paragraphs.count > 1, let last = text.paragraphs.last?.text,
            last.utf8.count <= title.utf8.count + feedTitle.utf8.count + FeedEntry.longestFoot, last.contains(title),
            last.contains(feedTitle)
        else { return text }
        var text = text
        text.paragraphs.removeLast()
        return text
    }

    /// The bytes of the words between the two titles.
    private static let longestFoot = 80

    /// Whether a text only repeats the title and names the publisher, as texts of aggregators do.
    private func saysNoMoreThanTitle(_ text: MarkedText, _ draft: ArticleDraft) -> Bool {
        guard title != nil, text.paragraphs.count == 1, let line = text.paragraphs.first?.text,
            let provider = draft.details.provider
        else { return false }
        let letters = FeedEntry.letters(line)
        return letters == FeedEntry.letters(draft.headline + provider)
            || letters == FeedEntry.letters(draft.headline) && draft.headline.hasSuffix(provider)
    }

    private static func length(_ text: MarkedText) -> Int {
        text.paragraphs.reduce(0) { $0 + $1.text.utf8.count }
    }

    private static func isTeaser(_ text: MarkedText) -> Bool {
        text.paragraphs.count <= 2 && length(text) < longestTeaser
    }

    /// Whether a text says that it is cut: it ends in an ellipsis.
    private static func isCut(_ text: MarkedText) -> Bool {
        guard text.paragraphs.count <= 3, let last = text.paragraphs.last?.text else { return false }
        let end = last.filter {
            !$0.isWhitespace && $0 != "[" && $0 != "]" && $0 != "(" && $0 != ")" && $0 != "»" && $0 != "→"
        }
        return end.hasSuffix("\u{2026}") || end.hasSuffix("...")
    }

    /// Whether paragraphs begin with the text of a teaser, which may be cut in the middle of a word.
    static func opens(_ paragraphs: [ArticleDraft.Paragraph], with teaser: String) -> Bool {
        let wanted = letters(teaser)
        var matched = wanted[...]
        for paragraph in paragraphs where !matched.isEmpty {
            let opening = letters(paragraph.text, limit: matched.count)
            guard matched.starts(with: opening) else { return false }
            matched = matched.dropFirst(opening.count)
        }
        return matched.isEmpty
    }

    /// The letters and digits of a text, ASCII's in small letters; what else is not ASCII counts but for punctuation.
    ///
    /// - Parameter limit: the most bytes of them that are wanted.
    private static func letters(_ text: String, limit: Int = .max) -> [UInt8] {
        var letters: [UInt8] = []
        letters.reserveCapacity(min(limit, text.utf8.count))
        var skipped = 0
        for byte in text.utf8 {
            if letters.count == limit { break }
            if skipped > 0 {
                skipped -= 1
            } else if byte == 0xE2 {
                // General punctuation and symbols, U+2000 to U+2FFF.
                skipped = 2
            } else if byte == 0xC2 {
                // The marks of Latin-1, U+0080 to U+00BF.
                skipped = 1
            } else if ASCII.isAlphanumeric(byte) {
                letters.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
            } else if byte >= 0x80 {
                letters.append(byte)
            }
        }
        return letters
    }
}

extension Rejection {
    /// An entry of a feed that has neither a title nor a text.
    static let emptyEntry = Rejection(
        code: .noBody,
        explanation: "The entry has neither a title nor a text.",
        advice: "Nothing can be archived of it; tell the publisher of the feed."
    )
}
