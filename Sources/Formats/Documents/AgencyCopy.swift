import Wire
import Article

/// The story of an agency's document: copy that may carry lines of its own in the text, and that may have no headline.
enum AgencyCopy {
    /// The part that a draft makes.
    ///
    /// Flashes and alerts are sent without a headline: their first sentence is it.
    ///
    /// - Parameter label: what stands in for a headline where the story has no text to take one from either.
    static func part(member: String?, _ draft: ArticleDraft, label: String? = nil, _ context: ReadingContext) -> Part {
        var draft = draft
        draft.isCopy = true
        if draft.headline.allSatisfy(\.isWhitespace) {
            draft.headline = openingSentence(of: draft, context) ?? label ?? ""
        }
        return Part(member: member, draft, context)
    }

    /// The first sentence of a text, without dateline, byline and notes.
    private static func openingSentence(of draft: ArticleDraft, _ context: ReadingContext) -> String? {
        var draft = draft
        draft.headline = "Untitled"
        draft.paragraphs.removeAll(where: \.isHeading)
        guard case .success(let article) = draft.article(context), let first = article.body.first else { return nil }
        return FirstSentence.of(first)
    }
}
