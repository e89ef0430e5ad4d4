import Text
import Wire
import Article

/// The words of a header that are not ASCII (RFC 2047, and the language tag of RFC 2231, section 5).
///
/// Writers break the rules in many ways: words stand in quoted strings and without white space between them, have spaces
/// in them, cut characters in two, or name encodings that do not exist. All of that is read as it was meant.
enum EncodedWord {
    private static let charsetLimit = 64
    private static let wordLimit = 4_096

    /// The text of a header's value.
    static func decode(_ value: [UInt8]) -> String {
        guard value.contains(0x3D), let first = next(value, from: 0) else { return text(value) }
        var result = text(Array(value[..<first.start]))
        var word: Word? = first
        while let current = word {
            var bytes = current.bytes
            var end = current.end
            var following = next(value, from: end)
            // White space between words is none of the text; a character may be cut in two between them.
            while let after = following, isWhiteSpace(value[end..<after.start]), after.charset == current.charset,
                after.start - end <= 1_024
            {
                bytes += after.bytes
                end = after.end
                following = next(value, from: end)
            }
            result += decoded(bytes, current.charset)
            let gap = value[end..<(following?.start ?? value.count)]
            if following == nil || !isWhiteSpace(gap) { result += text(Array(gap)) }
            word = following
        }
        return result
    }

    /// Bytes of text in an encoding, which may be unknown or wrong.
    static func decoded(_ bytes: [UInt8], _ charset: String?) -> String {
        if charset == nil || charset == "utf-8", let text = String(validating: bytes, as: UTF8.self) { return text }
        let text = DocumentText(bytes.span, declared: charset)
        guard let converted = text.converted else {
            return String(decoding: bytes.dropFirst(text.skip), as: UTF8.self)
        }
        return String(decoding: converted, as: UTF8.self)
    }

    /// Text that stands in a header as it is: ASCII, or against the rules something else.
    static func text(_ bytes: [UInt8]) -> String { decoded(bytes, nil) }

    private struct Word {
        var start: Int
        var end: Int
        var charset: String
        var bytes: [UInt8]
    }

    private static func isWhiteSpace(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// The first whole word from `from` on.
    private static func next(_ value: [UInt8], from: Int) -> Word? {
        var index = from
        while index + 1 < value.count {
            if value[index] == 0x3D, value[index + 1] == 0x3F, let word = word(value, at: index) { return word }
            index += 1
        }
        return nil
    }

    private static func word(_ value: [UInt8], at start: Int) -> Word? {
        var index = start + 2
        while index < value.count, value[index] != 0x3F, value[index] > 0x20, index - start < charsetLimit {
            index += 1
        }
        guard index + 2 < value.count, value[index] == 0x3F, value[index + 2] == 0x3F else { return nil }
        let name = value[start + 2..<index].prefix { $0 != 0x2A }
        let charset = String(decoding: name, as: UTF8.self).lowercased()
        let isBase64: Bool
        switch value[index + 1] | 0x20 {
        case 0x62: isBase64 = true
        case 0x71: isBase64 = false
        default: return nil
        }
        let textStart = index + 3
        var end = textStart
        while end + 1 < value.count, !(value[end] == 0x3F && value[end + 1] == 0x3D) {
            guard end - textStart < wordLimit else { return nil }
            end += 1
        }
        // The last word of a line may have lost its end.
        guard end + 1 < value.count else { return nil }
        let text = Array(value[textStart..<end])
        let bytes = isBase64 ? Base64.decode(text.span) : quoted(text)
        return Word(start: start, end: end + 2, charset: charset, bytes: bytes)
    }

    /// The encoding Q: an underscore is a space.
    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == 0x3D, index + 2 < text.count, let high = HexDigit.value(text[index + 1]),
                let low = HexDigit.value(text[index + 2])
            {
                output.append(UInt8(high << 4 | low))
                index += 3
                continue
            }
            output.append(text[index] == 0x5F ? 0x20 : text[index])
            index += 1
        }
        return output
    }
}
