/// The root element of a document in XML or HTML: its local name and namespace say what the document is.
///
/// Declarations, comments, the document type and white space before the root are passed over; nothing is decoded, and
/// neither a DTD nor an entity is looked at.
struct MarkupRoot {
    /// The name without its prefix, in lower case.
    private var name = ""
    private var prefix = ""
    /// The namespace that the root's own prefix stands for, and all that it declares.
    private var namespace = ""
    private var namespaces: [String] = []
    private var hasAttributes = false
    /// Where the tag ends.
    private var end = 0
    /// Whether the tag that was read ends an element: such a one opens no document.
    private var isClosed = false

    /// The most bytes in which a root is looked for.
    private static let reach = 262_144
    /// The longest tag that is read.
    private static let longestTag = 65_536

    /// What the document is whose first `<` stands at an offset; nil for a text that begins with one.
    static func kind(of text: Span<UInt8>, from first: Int) -> FileKind? {
        let limit = min(text.count, first + reach)
        var at = first
        var isDocument = false
        while at < limit {
            if text.matches("<?xml", at: at, before: limit) || text.matches("<?mso", at: at, before: limit) {
                isDocument = true
            } else if text.matches("<?php", at: at, before: limit) || text.matches("<?=", at: at, before: limit) {
                return .sourceCode
            }
            if text.matches("<!--", at: at, before: limit) {
                guard let end = end(of: "-->", in: text, from: at + 4, before: limit) else { return .unknownMarkup }
                at = end
                if skipBlank(text, at, limit) >= limit { return .unknownMarkup }
                if !isDocument, !opensTag(text, skipBlank(text, at, limit), limit) {
                    // A comment that a text begins with: anything may follow it.
                    return nil
                }
            } else if text.matches("<?", at: at, before: limit) {
                guard let end = end(of: ">", in: text, from: at, before: limit) else {
                    return isDocument ? .unknownMarkup : nil
                }
                at = end
            } else if text.matchesIgnoringCase("<!doctype", at: at, before: limit) {
                let name = word(text, skipBlank(text, at + 9, limit), limit)
                if name.lowercased() == "html" { return .html }
                isDocument = true
                at = skipDocumentType(text, at, limit)
            } else if text.matches("<%", at: at, before: limit) {
                return .sourceCode
            } else {
                break
            }
            at = skipBlank(text, at, limit)
        }
        guard let root = MarkupRoot(text, at: at, before: limit) else { return isDocument ? .unknownMarkup : nil }
        return root.kind(in: text, isDocument: isDocument, before: limit)
    }

    private func kind(in text: Span<UInt8>, isDocument: Bool, before limit: Int) -> FileKind? {
        if isClosed { return isDocument ? .unknownMarkup : nil }
        if let known = knownKind { return known }
        if MarkupRoot.isHTML(name), namespace.isEmpty || namespace.contains("xhtml") {
            // An agency's own document may open with a name that HTML has too, and has none inside.
            if isDocument, name == "article", namespace.isEmpty, opensForeignElement(text, limit) {
                return .unknownMarkup
            }
            return hasAttributes || isDocument || holdsMarkup(text, limit) ? .html : nil
        }
        // `<COMPANY.O>` at the head of copy is neither declared nor has it attributes or an end.
        return isDocument || hasAttributes || !namespaces.isEmpty || holdsMarkup(text, limit) ? .unknownMarkup : nil
    }

    private var knownKind: FileKind? {
        switch name {
        case "nitf": .nitf
        case "newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem", "newsmessage":
            namespace.contains("iptc.org/std/nar") || namespace.contains("iptc.org/std/NewsML-G2") || namespace.isEmpty
                ? .newsMLG2 : nil
        case "newsml": .newsML1
        case "rss": .rss
        case "channel": namespaces.isEmpty && prefix.isEmpty ? .rss : nil
        case "feed", "entry":
            namespace.isEmpty || namespace.lowercased().contains("atom") ? .atom : nil
        case "rdf":
            namespaces.contains { $0.contains("rss") || $0.contains("netscape.com/rdf/simple") } ? .rdf : nil
        case "tt", "sami": .subtitles
        default: nil
        }
    }

    /// Whether the first element in the root is one that HTML does not have there.
    private func opensForeignElement(_ text: Span<UInt8>, _ limit: Int) -> Bool {
        let next = MarkupRoot.skipBlank(text, end, limit)
        guard next + 1 < limit, text[next] == 0x3C, MarkupRoot.isNameStart(text[next + 1]) else { return false }
        let child = MarkupRoot.word(text, next + 1, limit).lowercased()
        return child == "title" || !MarkupRoot.isHTML(child)
    }

    /// Whether the root is empty, or the text goes on with markup: another tag at once, or an end tag soon.
    private func holdsMarkup(_ text: Span<UInt8>, _ limit: Int) -> Bool {
        if end >= 2, text[end - 2] == 0x2F { return true }
        let stop = min(limit, end + 32_768)
        let next = MarkupRoot.skipBlank(text, end, stop)
        if next + 1 < stop, text[next] == 0x3C, MarkupRoot.isNameStart(text[next + 1]) || text[next + 1] == 0x21 {
            return true
        }
        var at = end
        while at < stop {
            at = text.next(0x3C, from: at, before: stop)
            guard at + 2 < stop else { return false }
            if text[at + 1] == 0x2F, MarkupRoot.isNameStart(text[at + 2]) { return true }
            if text.matches("<br", at: at, before: stop) || text.matches("<![CDATA[", at: at, before: stop) {
                return true
            }
            at += 1
        }
        return false
    }

    /// Reads the start tag at an offset; nil where there is none.
    private init?(_ text: Span<UInt8>, at start: Int, before limit: Int) {
        guard start + 1 < limit, text[start] == 0x3C else { return nil }
        var at = start + 1
        if text[at] == 0x2F {
            isClosed = true
            at += 1
        }
        guard at < limit, MarkupRoot.isNameStart(text[at]) else { return nil }
        let nameStart = at
        while at < limit, MarkupRoot.isName(text[at]) { at += 1 }
        let whole = text.asciiString(nameStart, at)
        let parts = whole.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        prefix = parts.count == 2 ? String(parts[0]) : ""
        name = (parts.last ?? "").lowercased()
        var declared: [(prefix: String, uri: String)] = []
        let stop = min(limit, start + MarkupRoot.longestTag)
        while at < stop {
            at = MarkupRoot.skipBlank(text, at, stop)
            guard at < stop else { return nil }
            if text[at] == 0x3E { break }
            if text[at] == 0x2F {
                at += 1
                continue
            }
            guard MarkupRoot.isNameStart(text[at]) else { return nil }
            let keyStart = at
            while at < stop, MarkupRoot.isName(text[at]) { at += 1 }
            let key = text.asciiString(keyStart, at)
            at = MarkupRoot.skipBlank(text, at, stop)
            guard at < stop else { return nil }
            guard text[at] == 0x3D else {
                // An attribute without a value, or the words of a text in brackets: `<not for publication>`.
                continue
            }
            hasAttributes = true
            at = MarkupRoot.skipBlank(text, at + 1, stop)
            guard at < stop else { return nil }
            let quote = text[at]
            var value = at
            if quote == 0x22 || quote == 0x27 {
                value = at + 1
                at = text.next(quote, from: value, before: stop)
            } else {
                while at < stop, text[at] > 0x20, text[at] != 0x3E { at += 1 }
            }
            guard at < stop else { return nil }
            if key == "xmlns" || key.hasPrefix("xmlns:") {
                declared.append((String(key.dropFirst(6)), text.asciiString(value, at)))
            }
            if quote == 0x22 || quote == 0x27 { at += 1 }
        }
        guard at < stop else { return nil }
        end = at + 1
        namespaces = declared.map(\.uri)
        namespace = declared.first { $0.prefix == prefix }?.uri ?? ""
    }

    private static func skipBlank(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var at = start
        while at < limit, text[at] <= 0x20 { at += 1 }
        return at
    }

    private static func word(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> String {
        var at = start
        while at < limit, isName(text[at]) { at += 1 }
        return text.asciiString(start, at)
    }

    /// The end of a document type, with its internal subset.
    private static func skipDocumentType(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var at = start
        var depth = 0
        while at < limit {
            switch text[at] {
            case 0x5B: depth += 1
            case 0x5D: depth -= 1
            case 0x3E where depth <= 0: return at + 1
            default: break
            }
            at += 1
        }
        return at
    }

    private static func end(of mark: String, in text: Span<UInt8>, from start: Int, before limit: Int) -> Int? {
        guard let first = mark.utf8.first else { return nil }
        var at = start
        while at < limit {
            at = text.next(first, from: at, before: limit)
            if text.matches(mark, at: at, before: limit) { return at + mark.utf8.count }
            at += 1
        }
        return nil
    }

    private static func opensTag(_ text: Span<UInt8>, _ at: Int, _ limit: Int) -> Bool {
        at >= limit
            || at + 1 < limit && text[at] == 0x3C
                && (isNameStart(text[at + 1]) || text[at + 1] == 0x21 || text[at + 1] == 0x3F)
    }

    private static func isNameStart(_ byte: UInt8) -> Bool { byte.isLetterByte || byte == 0x5F || byte == 0x3A }

    private static func isName(_ byte: UInt8) -> Bool {
        byte.isLetterByte || byte.isASCIIDigit || byte == 0x5F || byte == 0x3A || byte == 0x2D || byte == 0x2E
    }

    private static func isHTML(_ name: String) -> Bool { elements.contains(name) }

    /// The elements of HTML that a page or a fragment can open with.
    private static let elements: Set<String> = [
        "html", "head", "body", "meta", "title", "script", "style", "link", "base",
        "a", "abbr", "address", "article", "aside", "b", "blockquote", "br", "center", "div", "dl", "em", "figure",
        "font", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "iframe", "img",
        "input", "li", "main", "nav", "noscript", "ol", "p", "picture", "pre", "section", "small", "span", "strong",
        "table", "tbody", "td", "th", "tr", "u", "ul", "video",
    ]
}
