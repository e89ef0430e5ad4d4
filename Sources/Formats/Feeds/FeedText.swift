import Text
import Wire
import Article

/// The text constructs of feeds: plain, escaped, doubly escaped, in a CDATA section, as XHTML or in base64.
enum FeedText {
    /// How an element carries its text.
    private enum Form {
        case plain(String)
        case html(String)
        case elements(MarkupElement)
        /// It lies elsewhere, or is no text.
        case none
    }

    /// A title as one line.
    static func title(_ element: MarkupElement) -> String? {
        switch form(element) {
        case .plain(let text): FieldText.line(text)
        case .html(let text): FieldText.plain(text)
        case .elements(let element): FieldText.line(MarkedText(element).plain)
        case .none: nil
        }
    }

    /// A text of paragraphs.
    static func text(_ element: MarkupElement) -> MarkedText {
        let base = base(of: element)
        switch form(element) {
        case .plain(let text):
            var marked = MarkedText()
            marked.paragraphs = PlainParagraphs.split(text)
            return marked
        case .html(let text):
            if !MarkedText.isMarkup(text) {
                let decoded = HTMLText.decodeReferences(text)
                // What was escaped twice shows its tags now.
                if decoded != text, isDocument(decoded) { return MarkedText(html: decoded, base: base) }
            }
            return MarkedText(html: text, base: base)
        case .elements(let element): return MarkedText(element, base: base)
        case .none: return MarkedText()
        }
    }

    /// Whether a text is markup and not about markup: it ends or breaks a paragraph, or opens with a tag.
    private static func isDocument(_ text: String) -> Bool {
        guard MarkedText.isMarkup(text) else { return false }
        let small = text.lowercased()
        return text.drop { $0.isWhitespace }.hasPrefix("<")
            || ["</p>", "<br", "</a>", "</div>"].contains { small.contains($0) }
    }

    /// Atom 1.0 tells by `type`, Atom 0.3 by `mode`, RSS not at all: there it is HTML unless elements stand in it.
    private static func form(_ element: MarkupElement) -> Form {
        let type = element.attribute("type", .none)?.lowercased().split(separator: ";").first.map {
            WhiteSpace.fold($0)
        }
        let mode = element.attribute("mode", .none)?.lowercased()
        let hasElements = element.children.contains { _ in true }
        if mode == "base64" { return decoded(element, type) }
        if mode == "escaped" { return type == "text/plain" ? .plain(element.text) : .html(element.text) }
        if hasElements { return .elements(element) }
        let text = element.text
        switch type {
        case "text", "text/plain", "plain": return .plain(text)
        case "html", "text/html", "xhtml", "application/xhtml+xml", "text/xhtml", nil, "":
            let isAtomText = type == nil && element.name.namespace == .atom && mode == nil
            return isAtomText && !MarkedText.isMarkup(text) ? .plain(text) : .html(text)
        case .some(let type) where type.hasPrefix("text/") || type.hasSuffix("xml"): return .html(text)
        case .some(let type) where type.contains("/"): return decoded(element, type)
        default: return .html(text)
        }
    }

    private static func decoded(_ element: MarkupElement, _ type: String?) -> Form {
        guard
            type == nil || type?.hasPrefix("text/") == true || type?.contains("html") == true
                || type?.hasSuffix("xml") == true
        else { return .none }
        let bytes = Base64.decode(Array(element.text.utf8).span)
        let text = DocumentText(bytes.span)
        let string = String(decoding: text.converted ?? Array(bytes.dropFirst(text.skip)), as: UTF8.self)
        return type == "text/plain" ? .plain(string) : .html(string)
    }

    /// The address that relative ones in an element are meant from: the `xml:base` of it and of the elements around it.
    static func base(of element: MarkupElement) -> String? {
        var bases: [String] = []
        var around: MarkupElement? = element
        while let current = around {
            if let base = current.attribute("base", .xml) { bases.append(base) }
            around = current.parent
        }
        return bases.reversed().reduce(nil) { outer, inner in WebAddress.resolve(inner, against: outer) }
    }
}
