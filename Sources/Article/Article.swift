/// One news article as a reader sees it: headline, dateline, paragraphs and what stands around them.
///
/// All its text lies in one array of UTF-8; each part is a range of it (``parts``). The `String`
/// accessors are made when they are asked for. A writer that needs no strings takes the bytes:
///
/// ```swift
/// let bytes = article.text.span.extracting(range.start..<range.end)
/// ```
public struct Article: Sendable {
    /// The UTF-8 text of all parts.
    public let text: [UInt8]
    /// Where each part stands in ``text``.
    public let parts: Parts
    /// What the update marks in headline, slugline and notes say.
    public let marks: UpdateMarks
    /// The day it was published, as far as the text and the file support one.
    public let published: Published?
    /// The language of headline and body, as an ISO 639 code (`zh-Hant` for traditional Chinese);
    /// absent when the detector is not sure.
    public let language: String?
    /// Words in headline-less body text, by the word boundaries of Unicode Standard Annex 29.
    public let wordCount: Int
    /// The id of the content: equal for equal content however it was delivered.
    public let contentID: ContentID
    /// Which paragraphs of the body are subheads, counted from 0.
    public let headings: [Int]
    /// What the document states about the story beside the copy.
    public let details: ArticleDetails

    /// Where the parts of an article stand in its text.
    public struct Parts: Sendable, Equatable {
        public var headline: TextRange
        /// The line under the headline.
        public var deck: TextRange?
        public var section: TextRange?
        /// The agency's own name for the story, as `UKRAINE-CRISIS/TALKS`.
        public var slugline: TextRange?
        /// Who wrote it, as printed, with the word that introduces the name.
        public var byline: TextRange?
        /// A line that holds nothing but a date or time, as printed.
        public var timestamp: TextRange?
        public var url: TextRange?
        /// A line that forbids publication before a time, as printed.
        public var embargo: TextRange?
        public var dateline: DatelineParts?
        /// The paragraphs, the first without its dateline. Lists and tables keep line ends inside.
        public var body: [TextRange] = []
        /// Notes to editors, as printed.
        public var editorsNotes: [TextRange] = []
        /// Lines at the end that say who reported, wrote, edited, or holds the rights.
        public var credits: [TextRange] = []
        /// The lines that close the copy: `Reuter`, `-30-`, `ENDS`.
        public var signOff: TextRange?
        /// The update marks, as printed.
        public var marks: [TextRange] = []

        public init(headline: TextRange) {
            self.headline = headline
        }
    }

    package init(
        text: [UInt8],
        parts: Parts,
        marks: UpdateMarks,
        published: Published?,
        language: String?,
        wordCount: Int,
        contentID: ContentID,
        headings: [Int] = [],
        details: ArticleDetails = ArticleDetails()
    ) {
        self.text = text
        self.parts = parts
        self.marks = marks
        self.published = published
        self.language = language
        self.wordCount = wordCount
        self.contentID = contentID
        self.headings = headings
        self.details = details
    }

    /// The text of a range as a string.
    public func string(_ range: TextRange) -> String {
        String(decoding: text[range.start..<range.end], as: UTF8.self)
    }

    package func string(_ range: TextRange?) -> String? {
        range.map { string($0) }
    }
}

extension Article {
    public var headline: String { string(parts.headline) }
    public var deck: String? { string(parts.deck) }
    public var section: String? { string(parts.section) }
    public var slugline: String? { string(parts.slugline) }
    public var byline: String? { string(parts.byline) }
    public var timestamp: String? { string(parts.timestamp) }
    public var url: String? { string(parts.url) }
    public var embargo: String? { string(parts.embargo) }
    public var signOff: String? { string(parts.signOff) }
    public var body: [String] { parts.body.map { string($0) } }
    public var editorsNotes: [String] { parts.editorsNotes.map { string($0) } }
    public var credits: [String] { parts.credits.map { string($0) } }
    public var printedMarks: [String] { parts.marks.map { string($0) } }
    public var dateline: Dateline? {
        parts.dateline.map { line in
            Dateline(
                text: string(line.text),
                place: string(line.place),
                month: line.month,
                day: line.day,
                year: line.year,
                source: string(line.source),
                correspondent: string(line.correspondent)
            )
        }
    }
}

extension Article: Equatable {
    /// Whether both say the same, wherever their parts stand in their texts.
    public static func == (one: Article, other: Article) -> Bool {
        one.contentID == other.contentID && one.headline == other.headline && one.deck == other.deck
            && one.section == other.section && one.slugline == other.slugline && one.byline == other.byline
            && one.timestamp == other.timestamp && one.url == other.url && one.embargo == other.embargo
            && one.signOff == other.signOff && one.body == other.body && one.editorsNotes == other.editorsNotes
            && one.credits == other.credits && one.printedMarks == other.printedMarks && one.marks == other.marks
            && one.dateline == other.dateline && one.published == other.published && one.language == other.language
            && one.wordCount == other.wordCount && one.headings == other.headings && one.details == other.details
    }
}
