/// Which parts of a message are its text, and which go with it (RFC 8621, section 4.1.4).
struct MailBody {
    /// The parts to be read one after the other by who prefers plain text, and by who prefers HTML. A part of one kind
    /// alone stands in both.
    private(set) var text: [MimePart] = []
    private(set) var html: [MimePart] = []
    private(set) var attachments: [MimePart] = []

    init(_ message: MimePart, _ bytes: Span<UInt8>) {
        walk([message], in: "mixed", isAlternative: false, toText: true, toHTML: true)
        promoteAttachedText(bytes)
    }

    /// Takes text that was attached for the message's own where it has none, or nothing but blank lines.
    private mutating func promoteAttachedText(_ bytes: Span<UInt8>) {
        func hasText(_ parts: [MimePart]) -> Bool {
            parts.contains { part in
                part.type == "text" && part.body.contains { bytes[$0] > 0x20 }
            }
        }
        guard !hasText(text), !hasText(html),
            let index = attachments.firstIndex(where: { $0.mediaType == "text/plain" || $0.mediaType == "text/html" })
        else { return }
        let part = attachments.remove(at: index)
        text.append(part)
        html.append(part)
    }

    private static func isMedia(_ part: MimePart) -> Bool { ["image", "audio", "video"].contains(part.type) }

    /// - Parameters:
    ///   - toText: whether what is found goes to ``text``; not within an alternative that turned out to be HTML.
    ///   - toHTML: the same of ``html``.
    private mutating func walk(
        _ parts: [MimePart],
        in multipart: String,
        isAlternative: Bool,
        toText: Bool,
        toHTML: Bool
    ) {
        var toText = toText
        var toHTML = toHTML
        let textCount = text.count
        let htmlCount = html.count
        for (index, part) in parts.enumerated() {
            if part.type == "multipart", !part.children.isEmpty {
                let isAlternative = isAlternative || part.subtype == "alternative"
                walk(part.children, in: part.subtype, isAlternative: isAlternative, toText: toText, toHTML: toHTML)
                continue
            }
            let isText =
                part.type == "text" && (part.subtype == "plain" || part.subtype == "html") || Self.isMedia(part)
            let isInline =
                part.disposition != "attachment" && isText
                && (index == 0 || multipart != "related" && (Self.isMedia(part) || part.fileName == nil))
            guard isInline else {
                attachments.append(part)
                continue
            }
            if multipart == "alternative" {
                switch part.mediaType {
                case "text/plain": if toText { text.append(part) }
                case "text/html": if toHTML { html.append(part) }
                default: attachments.append(part)
                }
                continue
            }
            if isAlternative {
                if part.mediaType == "text/plain" { toHTML = false }
                if part.mediaType == "text/html" { toText = false }
            }
            if toText { text.append(part) }
            if toHTML { html.append(part) }
            if !toText || !toHTML, Self.isMedia(part) { attachments.append(part) }
        }
        guard multipart == "alternative" else { return }
        // An alternative of one kind alone is the text for both.
        if toText, text.count == textCount, html.count > htmlCount { text += html[htmlCount...] }
        if toHTML, html.count == htmlCount, text.count > textCount { html += text[textCount...] }
    }
}
