import Text
import Wire
import Article

/// A story in the content of an item: XHTML, NITF or plain text. The same story may lie there in several renditions, of which
/// the one with the most structure counts, and in several languages.
struct G2Content {
    private let element: MarkupElement
    /// The language that this rendition declares.
    let language: String?

    /// The stories of an item, one to a language.
    static func stories(of item: MarkupElement) -> [G2Content] {
        guard let set = item.child("contentSet") else { return [] }
        let original = FieldText.line(set.attribute("original"))
        var best: [(language: String?, rank: Int, element: MarkupElement)] = []
        for content in set.children where content.local == "inlineXML" || content.local == "inlineData" {
            guard let rank = rank(content) else { continue }
            let language = FieldText.line(content.attribute("lang", .xml)) ?? FieldText.line(content.attribute("lang"))
            let at = best.firstIndex { other in
                // A rendition that names no language is in that of the others.
                guard let one = other.language, let two = language else { return true }
                return one.lowercased() == two.lowercased()
            }
            guard let at else {
                best.append((language, rank, content))
                continue
            }
            let isOriginal = original != nil && content.attribute("id") == original
            if rank > best[at].rank || isOriginal && rank == best[at].rank {
                best[at] = (language ?? best[at].language, rank, content)
            }
        }
        return best.map { G2Content(element: $0.element, language: best.count > 1 ? $0.language : nil) }
    }

    static func holdsText(_ set: MarkupElement) -> Bool {
        set.children.contains { ($0.local == "inlineXML" || $0.local == "inlineData") && rank($0) != nil }
    }

    /// How much of a story's structure a rendition has; nil for one without text.
    private static func rank(_ content: MarkupElement) -> Int? {
        let type = content.attribute("contenttype")?.lowercased() ?? ""
        if type.hasPrefix("image/") || type.hasPrefix("video/") || type.hasPrefix("audio/") { return nil }
        guard content.textBytes.contains(where: { $0 > 0x20 }) else { return nil }
        guard content.local == "inlineXML" else { return type.contains("html") || type.contains("xml") ? 2 : 1 }
        guard let root = content.children.first(where: { _ in true }) else { return 1 }
        switch root.local.lowercased() {
        case "nitf": return 5
        case "html": return 4
        case "body", "section", "article", "div", "p": return 3
        // Statistics and the like are data, not a story.
        case "sports-content", "results", "conceptset", "events", "concepts", "newscoverageset", "newsml":
            return root.local == "NewsML" ? 2 : nil
        default: return 2
        }
    }

    /// Puts the story into a draft that has what the item's metadata say.
    func fill(_ draft: inout ArticleDraft) {
        if element.local == "inlineData" {
            let text = inlineText
            if element.attribute("contenttype")?.lowercased().contains("html") == true || MarkedText.isMarkup(text) {
                MarkedText(html: text).fill(&draft)
            } else {
                draft.paragraphs.append(contentsOf: PlainParagraphs.split(text))
            }
            return
        }
        if let nitf = element.outermost(where: { $0.local == "nitf" }).first {
            NITFStory(nitf).fill(&draft)
            return
        }
        let html = element.children.first { $0.local.lowercased() == "html" } ?? element
        let text = MarkedText(html.child("body") ?? html)
        if draft.headline.isEmpty {
            draft.headline = text.headline ?? FieldText.line(html.child("head")?.child("title")) ?? ""
            if draft.headline.isEmpty, let first = text.paragraphs.first, first.isHeading {
                draft.headline = first.text
            }
        }
        text.fill(&draft)
        draft.dropRepeatedOpening()
    }

    private var inlineText: String {
        let text = element.text
        guard element.attribute("encoding")?.lowercased() == "base64" else { return text }
        let bytes = Base64.decode(Array(text.utf8).span)
        let decoded = DocumentText(bytes.span)
        return String(decoding: decoded.converted ?? Array(bytes.dropFirst(decoded.skip)), as: UTF8.self)
    }

    /// The picture that lies outside the item, in its largest rendition.
    static func remoteImages(of item: MarkupElement) -> [ArticleDetails.Image] {
        var best: (pixels: Int, url: String)?
        for content in item.child("contentSet")?.children("remoteContent") ?? [] {
            let type = content.attribute("contenttype")?.lowercased() ?? ""
            guard type.hasPrefix("image/"), let url = FieldText.line(content.attribute("href")) else { continue }
            let pixels = (Int(content.attribute("width") ?? "") ?? 0) * (Int(content.attribute("height") ?? "") ?? 0)
            if pixels > best?.pixels ?? -1 { best = (pixels, url) }
        }
        return best.map { [ArticleDetails.Image(url: $0.url)] } ?? []
    }
}
