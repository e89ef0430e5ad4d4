/// The escapes in a string of JSON (RFC 8259, section 7).
public enum JSONEscape: Sendable {
    /// The character that an escape stands for, and where the escape ends.
    case character(Unicode.Scalar, end: Int)
    /// A half of a pair that stands alone.
    case loneSurrogate(end: Int)
    /// An escape that JSON does not have; the character after the reverse solidus is what was meant.
    case unknown

    /// Reads the escape whose reverse solidus stands at `start`, with a character after it.
    public static func read(_ bytes: Span<UInt8>, after start: Int) -> JSONEscape {
        switch bytes[start + 1] {
        case UInt8(ascii: "\""): return .character("\"", end: start + 2)
        case UInt8(ascii: "\\"): return .character("\\", end: start + 2)
        case UInt8(ascii: "/"): return .character("/", end: start + 2)
        case UInt8(ascii: "b"): return .character("\u{08}", end: start + 2)
        case UInt8(ascii: "f"): return .character("\u{0C}", end: start + 2)
        case UInt8(ascii: "n"): return .character("\n", end: start + 2)
        case UInt8(ascii: "r"): return .character("\r", end: start + 2)
        case UInt8(ascii: "t"): return .character("\t", end: start + 2)
        case UInt8(ascii: "u"):
            guard let high = unit(bytes, at: start) else { return .unknown }
            if let scalar = Unicode.Scalar(high) { return .character(scalar, end: start + 6) }
            guard high & 0xFC00 == 0xD800, let low = unit(bytes, at: start + 6), low & 0xFC00 == 0xDC00,
                let scalar = Unicode.Scalar(0x10000 + UInt32(high & 0x3FF) << 10 + UInt32(low & 0x3FF))
            else { return .loneSurrogate(end: start + 6) }
            return .character(scalar, end: start + 12)
        default: return .unknown
        }
    }

    /// The UTF-16 unit of an escape `\uXXXX` that begins at `index`; nil where none stands.
    public static func unit(_ bytes: Span<UInt8>, at index: Int) -> UInt16? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for offset in 2..<6 {
            let digit = bytes[index + offset]
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x41...0x46: value = digit - 0x41 + 10
            case 0x61...0x66: value = digit - 0x61 + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(value)
        }
        return unit
    }
}
