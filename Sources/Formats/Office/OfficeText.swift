import Text
import Wire
import Article

/// The text of an office document, and what its properties say.
struct OfficeText {
    var paragraphs: [ArticleDraft.Paragraph] = []
    /// The paragraph in the style of a title.
    var title: String?
    var properties = OfficeProperties()
    var damaged = 0

    /// The draft: the headline is the title in the text, else the first heading above the text, else the first paragraph
    /// as in plain text, else the title of the properties.
    func draft() -> ArticleDraft? {
        var paragraphs = paragraphs
        var headline = title ?? ""
        if headline.isEmpty, let first = paragraphs.first, first.isHeading, paragraphs.count > 1 {
            headline = first.text
            paragraphs.removeFirst()
        }
        var draft = DocumentCopy.draft(headline: headline, paragraphs: paragraphs)
        if draft == nil, let stated = properties.title {
            draft = DocumentCopy.draft(headline: stated, paragraphs: paragraphs)
        }
        guard var draft else { return nil }
        draft.details.authors = properties.authors.map { ArticleDetails.Author(name: $0) }
        draft.details.updated = properties.modified
        draft.details.keywords = properties.keywords
        if let language = properties.language { draft.language = language }
        return draft
    }

    /// The reading of a document.
    func reading(_ format: String, _ context: ReadingContext) -> Reading {
        guard let draft = draft() else {
            return Reading(format: format, refused: paragraphs.isEmpty ? .noBody : .noHeadline)
        }
        switch draft.article(context) {
        case .success(let article):
            return Reading(format: format, encoding: "utf-8", damaged: damaged, parts: [Part(.article(article))])
        case .failure(let rejection): return Reading(format: format, refused: rejection)
        }
    }
}

/// The properties of a document: Dublin Core in both kinds of packages (ECMA-376, part 2, section 11; OpenDocument 1.2, part
/// 1, section 4.3).
struct OfficeProperties {
    var title: String?
    var authors: [String] = []
    var modified: OffsetTime?
    var keywords: [String] = []
    var language: String?

    init() {}

    init(_ bytes: [UInt8], _ limits: DocumentLimits) {
        var reader = MarkupReader(bytes.span, limits: limits)
        var name = ""
        var text: [UInt8] = []
        reading: while true {
            switch reader.next() {
            case .start:
                name = reader.localName(reader.name)
                text = []
            case .text: reader.appendText(to: &text)
            case .end:
                if reader.isNamed(name) { take(name, String(decoding: text, as: UTF8.self).trimmingSpaces()) }
                name = ""
            case .finished: break reading
            default: break
            }
        }
    }

    private mutating func take(_ name: String, _ value: String) {
        guard !value.isEmpty else { return }
        switch name {
        case "title": title = title ?? value
        case "initial-creator": if authors.isEmpty { authors = [value] }
        case "creator": if authors.isEmpty { authors = value.split(separator: ";").map { $0.trimmingSpaces() } }
        case "modified", "date": modified = StatedTime(value)?.moment
        case "keywords", "keyword":
            keywords += value.split { $0 == "," || $0 == ";" }.map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
                .prefix(50)
        case "language":
            let tag = value.lowercased().prefix { $0 != "-" }
            if (2...3).contains(tag.utf8.count) { language = String(tag) }
        default: break
        }
    }
}
