/// Small pieces of HTML in fields that should be plain text.
enum HTMLText {
    /// A field as plain text: tags taken off, references resolved, white space folded. Text that only looks like markup,
    /// as `a < b`, stays.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return WhiteSpace.fold(text) }
        guard holdsTag(text) else { return WhiteSpace.fold(decodeReferences(text)) }
        let bytes = Array(text.utf8)
        guard let root = MarkupTree.html(bytes.span).root else { return "" }
        var reader = MarkedTextReader(base: nil)
        reader.read(root)
        return WhiteSpace.fold(reader.finished().plain)
    }

    /// Whether a text holds a tag that HTML has, or a comment.
    static func holdsTag(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let span = bytes.span
        var index = 0
        while index + 1 < span.count {
            guard span[index] == 0x3C else {
                index += 1
                continue
            }
            var at = index + 1
            if span[at] == UInt8(ascii: "!"), span.matches("<!--", at: index) { return true }
            if span[at] == UInt8(ascii: "/") { at += 1 }
            let start = at
            while at < span.count, at - start < 16, ASCII.isAlphanumeric(span[at]) { at += 1 }
            if at > start, at < span.count, ASCII.isSpace(span[at]) || span[at] == 0x3E || span[at] == 0x2F,
                HTMLTag.names[HTMLName(span, start, at)] != .unknown
            {
                // A tag that is begun and not ended is text.
                var end = at
                while end < span.count, span[end] != 0x3E { end += 1 }
                if end < span.count { return true }
                return false
            }
            index += 1
        }
        return false
    }

    /// A text with its character references resolved.
    static func decodeReferences(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        let bytes = Array(text.utf8)
        let decoded = HTMLReference.decode(bytes.span, ByteRange(0, bytes.count), inAttribute: false)
        return String(decoding: decoded, as: UTF8.self)
    }
}
