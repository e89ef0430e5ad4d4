import Text
import Article

/// Text left in the transfer encoding of mail, quoted-printable (RFC 2045, section 6.7).
enum QuotedPrintable {
    /// The text without it; nil where the signs of equality are the writer's own: one that stands neither at a line's end
    /// nor before two figures of base 16 is, and so are all where none gives a letter beyond ASCII.
    static func decoded(_ text: Span<UInt8>, from first: Int) -> [UInt8]? {
        var at = TextLibraries.find(0x3D, text, first)
        guard at < text.count else { return nil }
        var high = 0
        var softBreaks = 0
        while at < text.count {
            if lineEnd(text, at + 1) != nil {
                softBreaks += 1
            } else {
                guard let byte = byte(text, at + 1) else { return nil }
                if byte >= 0x80 { high += 1 }
            }
            at = TextLibraries.find(0x3D, text, at + 1)
        }
        guard high > 1 || high > 0 && softBreaks > 0 else { return nil }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = first
        while index < text.count {
            let sign = TextLibraries.find(0x3D, text, index)
            decoded.append(contentsOf: text, from: index, to: sign)
            guard sign < text.count else { break }
            if let end = lineEnd(text, sign + 1) {
                index = end
            } else if let byte = byte(text, sign + 1) {
                decoded.append(byte)
                index = sign + 3
            }
        }
        if TextDecoder.isValidUTF8(decoded.span) { return decoded }
        return TextLibraries.convert(decoded.span, from: "windows-1252")
    }

    /// The byte after a line end at an index, past spaces that mail has added; the end of the text is one.
    private static func lineEnd(_ text: Span<UInt8>, _ index: Int) -> Int? {
        var end = index
        while end < min(text.count, index + 4), text[end] == .space || text[end] == .tab { end += 1 }
        if end == text.count { return end }
        if text[end] == .lineFeed { return end + 1 }
        guard text[end] == .carriageReturn else { return nil }
        return end + 1 < text.count && text[end + 1] == .lineFeed ? end + 2 : end + 1
    }

    private static func byte(_ text: Span<UInt8>, _ index: Int) -> UInt8? {
        guard index + 1 < text.count, let high = value(text[index]), let low = value(text[index + 1]) else {
            return nil
        }
        return high << 4 | low
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8.figures: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        default: nil
        }
    }
}
