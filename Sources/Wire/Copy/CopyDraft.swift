import Text
public import Article

extension ArticleDraft {
    /// A draft with the parts of plain copy: what a reader of text finds in it, before anything is worked out.
    ///
    /// For documents whose story is text, and which know more about it than the text says. Fails as a text file does.
    ///
    /// - Parameter text: UTF-8, the headline and the paragraphs below it with blank lines between.
    public static func reading(copy text: Span<UInt8>) -> Result<ArticleDraft, Rejection> {
        StoryParser.structure(text, from: 0).map { story in
            func string(_ range: TextRange) -> String {
                String(decoding: story.text[range.start..<range.end], as: UTF8.self)
            }
            var draft = ArticleDraft()
            draft.headline = string(story.parts.headline)
            draft.deck = story.parts.deck.map(string)
            draft.section = story.parts.section.map(string)
            draft.slugline = story.parts.slugline.map(string)
            draft.byline = story.parts.byline.map(string)
            draft.url = story.parts.url.map(string)
            draft.embargo = story.parts.embargo.map(string)
            draft.dateline = story.parts.dateline.map { string($0.text) }
            draft.paragraphs = story.parts.body.map { Paragraph(string($0)) }
            draft.editorsNotes = story.parts.editorsNotes.map(string)
            draft.credits = story.parts.credits.map(string)
            draft.signOff = story.parts.signOff.map(string)
            draft.marks = story.marks
            draft.printedMarks = story.parts.marks.map(string)
            return draft
        }
    }
}
