import Text
public import Article

/// A story as a document states it, part by part, before what follows from the parts is worked out.
///
/// ```swift
/// var draft = ArticleDraft()
/// draft.headline = "Old ferry returns"
/// draft.paragraphs = [.init("RIVERTON, June 10 (Example) - The ferry sails again.")]
/// let article = draft.article(ReadingContext())   // dateline: RIVERTON, June 10 (Example) -
/// ```
public struct ArticleDraft: Sendable {
    public var headline = ""
    public var deck: String?
    public var section: String?
    public var slugline: String?
    public var byline: String?
    public var url: String?
    public var embargo: String?
    /// The dateline, where the document has an element for it.
    public var dateline: String?
    public var paragraphs: [Paragraph] = []
    public var editorsNotes: [String] = []
    public var credits: [String] = []
    public var signOff: String?
    public var marks = UpdateMarks()
    public var printedMarks: [String] = []
    /// When it was published, as far as the document says so in a field of its own.
    public var published: Published?
    /// The language that the document declares, as an ISO 639 code; detected where it is nil.
    public var language: String?
    public var details = ArticleDetails()
    /// Whether the text is an agency's copy, in which byline, notes and credits may stand as paragraphs.
    public var isCopy = false

    public init() {}

    /// A paragraph, a list item, a table or a subhead of the running text.
    public struct Paragraph: Sendable, Equatable {
        /// Line feeds stay; cells of a table are parted by tabs.
        public var text: String
        public var isHeading: Bool

        public init(_ text: String, isHeading: Bool = false) {
            self.text = text
            self.isHeading = isHeading
        }
    }

    /// The article: white space folded, empty paragraphs dropped, the dateline taken off the first paragraph, a deck that
    /// the first paragraph repeats dropped, language, word count and content id worked out.
    ///
    /// Fails with `no-headline` where the headline has no word, and with `no-body` where no paragraph has one.
    public func article(_ context: ReadingContext) -> Result<Article, Rejection> {
        var assembly = DraftAssembly()
        guard let headline = assembly.append(headline), assembly.hasWord(headline) else {
            return .failure(.noHeadline)
        }
        var parts = Article.Parts(headline: headline)
        parts.section = assembly.append(section)
        parts.slugline = assembly.append(slugline)
        parts.byline = assembly.append(byline)
        parts.url = assembly.append(url)
        parts.embargo = assembly.append(embargo)
        parts.editorsNotes = editorsNotes.compactMap { assembly.append($0) }
        parts.credits = credits.compactMap { assembly.append($0) }
        parts.signOff = assembly.append(signOff)
        parts.marks = printedMarks.compactMap { assembly.append($0) }
        parts.deck = assembly.append(deck)
        let stated = assembly.append(dateline)
        var headings: [Int] = []
        for paragraph in paragraphs {
            guard let range = assembly.append(paragraph: paragraph.text) else { continue }
            if paragraph.isHeading { headings.append(parts.body.count) }
            parts.body.append(range)
        }
        let above = isCopy ? EmbeddedLines.takeHead(assembly.text.span, &parts, headings: &headings) : 0
        parts.dateline = assembly.takeDateline(stated: stated, from: &parts.body, headings: &headings, below: above)
        if isCopy { EmbeddedLines.takeTail(assembly.text.span, &parts, headings: &headings) }
        EmbeddedLines.takeSignOff(assembly.text.span, &parts)
        guard parts.body.contains(where: { assembly.hasWord($0) }) else { return .failure(.noBody) }
        if let deck = parts.deck, let first = parts.body.first,
            assembly.saysTheSame(deck, first) || assembly.isCutOpening(deck, of: parts.body)
        {
            parts.deck = nil
        }
        let marks = assembly.marks(parts, isCopy: isCopy, stated: marks)
        return .success(
            Completion.article(
                assembly.text,
                parts,
                marks,
                context,
                document: Completion.Document(
                    published: published,
                    language: language,
                    headings: headings,
                    details: details
                )
            )
        )
    }

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
