/// Patterns of bytes: `d` is a digit, `d+` some, `a` a letter, `x` a hexadecimal digit, `o` a digit or a space; anything else
/// is itself.
enum Shape {
    /// Where the pattern ends that stands at an offset; nil where it does not stand there.
    static func matches(_ pattern: String, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var at = start
        var previous: UInt8 = 0
        for sign in pattern.utf8 {
            switch sign {
            case 0x2B where previous == 0x64:
                while at < end, text[at].isASCIIDigit { at += 1 }
                previous = 0
                continue
            case 0x64: guard at < end, text[at].isASCIIDigit else { return nil }
            case 0x61: guard at < end, text[at].isASCIILetter else { return nil }
            case 0x78: guard at < end, text[at].isASCIIHex else { return nil }
            case 0x6F: guard at < end, text[at].isASCIIDigit || text[at] == 0x20 else { return nil }
            default: guard at < end, text[at] == sign else { return nil }
            }
            previous = sign
            at += 1
        }
        return at
    }
}
