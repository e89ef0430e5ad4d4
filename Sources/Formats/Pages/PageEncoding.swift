/// Finds the encoding that a page declares (HTML standard, section 13.2.3.2, and what sites do beside it).
enum PageEncoding {
    /// How far a declaration may stand from the start.
    private static let limit = 4_096

    /// The label in an XML declaration, `meta charset` or `meta http-equiv`, in that order of the page; nil for none.
    static func declared(_ bytes: Span<UInt8>) -> String? {
        let end = min(bytes.count, limit)
        var tokens = HTMLTokenizer()
        // The head is in ASCII in every encoding that declares itself so.
        let head = bytes.extracting(0..<end)
        while tokens.next(head) {
            switch tokens.kind {
            case .comment where tokens.range.count > 4 && head[tokens.range.start] == UInt8(ascii: "?"):
                if let label = label(in: head, tokens.range, named: .encoding) { return label }
            case .startTag where tokens.tag == .meta:
                for attribute in tokens.attributes {
                    if attribute.name == .charset {
                        if let label = value(head, attribute.value) { return label }
                    } else if attribute.name == .metaContent,
                        let label = label(in: head, attribute.value, named: .charset)
                    {
                        return label
                    }
                }
            case .startTag where tokens.tag == .body: return nil
            default: break
            }
        }
        return nil
    }

    /// What stands behind `charset=` or `encoding=`, with or without a media type before it.
    private static func label(in bytes: Span<UInt8>, _ range: ByteRange, named name: HTMLName) -> String? {
        var index = range.start
        while index < range.end {
            let start = index
            while index < range.end, ASCII.isLetter(bytes[index]) { index += 1 }
            if HTMLName(bytes, start, index) == name {
                while index < range.end, ASCII.isSpace(bytes[index]) { index += 1 }
                if index < range.end, bytes[index] == UInt8(ascii: "=") {
                    return value(bytes, ByteRange(index + 1, range.end))
                }
            }
            if index == start { index += 1 }
        }
        return nil
    }

    /// The name at the start of a range, without white space and quotation marks.
    private static func value(_ bytes: Span<UInt8>, _ range: ByteRange) -> String? {
        var index = range.start
        while index < range.end, ASCII.isSpace(bytes[index]) || bytes[index] == 0x22 || bytes[index] == 0x27 {
            index += 1
        }
        var label = ""
        while index < range.end, label.utf8.count < 40, isLabel(bytes[index]) {
            label.unicodeScalars.append(Unicode.Scalar(bytes[index]))
            index += 1
        }
        return label.isEmpty ? nil : label
    }

    private static func isLabel(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x3A
    }
}

extension HTMLName {
    static let charset = HTMLName("charset")
    static let encoding = HTMLName("encoding")
    static let metaContent = HTMLName("content")
}
