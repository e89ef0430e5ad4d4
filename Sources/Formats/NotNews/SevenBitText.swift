/// Seven-bit encodings whose letters are ASCII signs.
enum SevenBitText {
    static func isEscaped(_ text: Span<UInt8>, from first: Int, before limit: Int) -> Bool {
        var at = first
        while let escape = text.firstIndex(ofByte: 0x1B, from: at, to: limit - 1) {
            if text[escape + 1] == 0x24 || text[escape + 1] == 0x28 { return true }
            at = escape + 1
        }
        at = first
        while let tilde = text.firstIndex(ofByte: 0x7E, from: at, to: limit - 1) {
            if text[tilde + 1] == 0x7B, isClosed(text, from: tilde + 2, before: min(limit, tilde + 200)) { return true }
            at = tilde + 1
        }
        return false
    }

    /// Whether `~}` stands before white space.
    private static func isClosed(_ text: Span<UInt8>, from start: Int, before end: Int) -> Bool {
        var close = start
        while close + 1 < end, text[close] > 0x20 {
            if text[close] == 0x7E, text[close + 1] == 0x7D { return true }
            close += 1
        }
        return false
    }
}
