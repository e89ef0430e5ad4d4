import Text
import Article

/// Encodings that write other scripts in ASCII, between marks that switch to them and back.
enum SevenBitEncoding {
    /// The text, where the bytes are in such an encoding; nil for plain ASCII.
    static func decode(_ bytes: Span<UInt8>) -> DecodedText? {
        if escapes(bytes, to: [[0x24, 0x42], [0x24, 0x40]]),
            let text = TextLibraries.convert(bytes, from: "iso-2022-jp")
        {
            return DecodedText(bytes: text, encoding: "iso-2022-jp")
        }
        if escapes(bytes, to: [[0x24, 0x29]]), let text = TextLibraries.convert(bytes, from: "iso-2022-kr") {
            return DecodedText(bytes: text, encoding: "iso-2022-kr")
        }
        return hz(bytes) ?? utf7(bytes)
    }

    /// Whether an escape sequence (ISO 2022) stands in the bytes.
    private static func escapes(_ bytes: Span<UInt8>, to sequences: [[UInt8]]) -> Bool {
        var index = 0
        while index + 2 < bytes.count {
            if bytes[index] == 0x1B,
                sequences.contains(where: { $0[0] == bytes[index + 1] && $0[1] == bytes[index + 2] })
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// Chinese between `~{` and `~}`, each character two bytes of GB 2312 without their eighth bit (RFC 1843).
    private static func hz(_ bytes: Span<UInt8>) -> DecodedText? {
        var wide: [UInt8] = []
        var index = 0
        var isWide = false
        var pairs = 0
        while index < bytes.count {
            if bytes[index] == 0x7E, index + 1 < bytes.count {
                switch bytes[index + 1] {
                case 0x7B where !isWide: isWide = true
                case 0x7D where isWide: isWide = false
                case 0x7E where !isWide: wide.append(0x7E)
                case 0x0A where !isWide: break
                default: return nil
                }
                index += 2
                continue
            }
            if isWide, bytes[index] >= 0x21 {
                guard index + 1 < bytes.count, bytes[index] <= 0x77, (0x21...0x7E).contains(bytes[index + 1]) else {
                    return nil
                }
                wide.append(bytes[index] | 0x80)
                wide.append(bytes[index + 1] | 0x80)
                pairs += 1
                index += 2
            } else {
                wide.append(bytes[index])
                index += 1
            }
        }
        guard pairs > 1, let text = TextLibraries.convert(wide.span, from: "gb18030"),
            Plausibility(text.span, isWide: true).isPossible
        else { return nil }
        return DecodedText(bytes: text, encoding: "hz-gb-2312")
    }

    /// Text with stretches of UTF-16 in base 64 between `+` and `-` (RFC 2152), where they make words.
    private static func utf7(_ bytes: Span<UInt8>) -> DecodedText? {
        guard hasShift(bytes), let text = TextLibraries.convert(bytes, from: "utf-7") else { return nil }
        let answer = LanguageDetector.detect(text.span)
        let plausibility = Plausibility(text.span, isWide: false)
        let isWide = Plausibility(text.span, isWide: true)
        guard answer.code != nil, plausibility.isPossible || isWide.isPossible else { return nil }
        return DecodedText(bytes: text, encoding: "utf-7")
    }

    /// Whether three characters or more of base 64 follow a plus sign, and decode to a character beyond ASCII.
    private static func hasShift(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index + 3 < bytes.count {
            if bytes[index] == 0x2B, let one = value(bytes[index + 1]), let two = value(bytes[index + 2]),
                let three = value(bytes[index + 3]), index == 0 || bytes[index - 1] != 0x2B
            {
                let unit = one << 10 | two << 4 | three >> 2
                if unit >= 0x80, !(0xD800...0xDFFF).contains(unit) { return true }
            }
            index += 1
        }
        return false
    }

    private static func value(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x41...0x5A: Int(byte) - 0x41
        case 0x61...0x7A: Int(byte) - 0x61 + 26
        case 0x30...0x39: Int(byte) - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}
