/// Seven-bit encodings whose letters are ASCII signs.
enum SevenBitText {
    static func isEscaped(_ text: Span<UInt8>, from first: Int, before limit: Int) -> Bool {
        var at = first
        while at + 1 < limit {
            if text[at] == 0x1B, text[at + 1] == 0x24 || text[at + 1] == 0x28 { return true }
            if text[at] == 0x7E, text[at + 1] == 0x7B {
                let end = min(limit, at + 200)
                var close = at + 2
                while close + 1 < end, text[close] > 0x20 {
                    if text[close] == 0x7E, text[close + 1] == 0x7D { return true }
                    close += 1
                }
            }
            at += 1
        }
        return false
    }
}
