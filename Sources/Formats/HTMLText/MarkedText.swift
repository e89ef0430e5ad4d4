import Text
import Wire
import Article

/// What running text in markup holds: the paragraphs, and what stands beside them.
struct MarkedText {
    var paragraphs: [ArticleDraft.Paragraph] = []
    var images: [ArticleDetails.Image] = []
    var boxes: [ArticleDetails.Box] = []
    var links: [ArticleDetails.Link] = []
    /// The opening that says where the story was sent from, where it is marked.
    var dateline: String?
    var byline: String?
    /// A teaser or standfirst, where it is marked.
    var deck: String?
    /// A title that heads the text, where it is marked.
    var headline: String?
    var credits: [String] = []
    var signOff: String?
    /// Notes to editors that may be published.
    var notes: [String] = []

    /// The text as it reads, for a field that has no place for more.
    var plain: String { paragraphs.map(\.text).joined(separator: "\n") }

    /// The paragraphs of HTML that a field carries as text.
    ///
    /// - Parameters:
    ///   - html: the markup, or plain text, whose blank lines then part paragraphs.
    ///   - base: the address that relative ones are meant from.
    init(html: String, base: String? = nil) {
        self.init()
        guard MarkedText.isMarkup(html) else {
            paragraphs = PlainParagraphs.split(HTMLText.decodeReferences(html))
            return
        }
        let bytes = Array(html.utf8)
        guard let root = MarkupTree.html(bytes.span).root else { return }
        var reader = MarkedTextReader(base: base)
        reader.read(root)
        self = reader.finished()
    }

    /// The paragraphs of an element that is a part of a document.
    init(_ element: MarkupElement, base: String? = nil) {
        self.init()
        var reader = MarkedTextReader(base: base)
        reader.read(element)
        self = reader.finished()
    }

    init() {}

    /// Whether a text holds a tag of HTML or one of its references; a bare `<` or `&` is none.
    static func isMarkup(_ text: String) -> Bool { HTMLText.holdsTag(text) }

    /// Puts what was found into a draft, where the draft has nothing of it yet.
    func fill(_ draft: inout ArticleDraft) {
        draft.paragraphs.append(contentsOf: paragraphs)
        if draft.dateline == nil { draft.dateline = dateline }
        if draft.byline == nil { draft.byline = byline }
        if draft.deck == nil { draft.deck = deck }
        if draft.signOff == nil { draft.signOff = signOff }
        draft.credits.append(contentsOf: credits)
        draft.editorsNotes.append(contentsOf: notes)
        draft.details.add(images: images)
        draft.details.boxes.append(contentsOf: boxes)
        draft.details.add(links: links)
    }
}

extension ArticleDetails {
    /// Adds pictures that are not there yet, up to the limit.
    mutating func add(images more: [Image]) {
        for image in more where images.count < ArticleDetails.imageLimit {
            if let at = images.firstIndex(where: { $0.url != nil && $0.url == image.url }) {
                images[at].caption = images[at].caption ?? image.caption
                images[at].credit = images[at].credit ?? image.credit
                images[at].alt = images[at].alt ?? image.alt
            } else if !images.contains(image) {
                images.append(image)
            }
        }
    }

    /// Adds related items that are not there yet, up to the limit.
    mutating func add(links more: [Link]) {
        for link in more where links.count < ArticleDetails.linkLimit {
            if !links.contains(where: { $0.url == link.url }) { links.append(link) }
        }
    }
}
