import Text

/// White space in fields.
enum WhiteSpace {
    /// A text with every run of white space as one space, and none at its ends.
    static func fold(_ text: some StringProtocol) -> String {
        let string = String(text)
        let bytes = string.utf8.span
        if !bytes.isEmpty, bytes[0] > 0x20, AsciiRun.settledEnd(bytes, 0, bytes.count) == bytes.count { return string }
        var folded: [UInt8] = []
        folded.reserveCapacity(bytes.count)
        var isDue = false
        var index = 0
        while index < bytes.count {
            let length = spaceLength(bytes, at: index)
            if length > 0 {
                isDue = !folded.isEmpty
                index += length
                continue
            }
            if isDue { folded.append(0x20) }
            isDue = false
            let end = max(index + 1, AsciiRun.settledEnd(bytes, index, bytes.count))
            folded.append(bytes, from: index, to: end)
            index = end
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// How many bytes the white space at `index` takes, 0 where none stands (the property White_Space of Unicode).
    @inline(__always)
    private static func spaceLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return byte == 0x20 || byte >= 0x09 && byte <= 0x0D ? 1 : 0 }
        guard byte == 0xC2 || byte == 0xE1 || byte == 0xE2 || byte == 0xE3, index + 1 < bytes.count else { return 0 }
        if byte == 0xC2 { return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0 }
        guard index + 2 < bytes.count else { return 0 }
        switch (byte, bytes[index + 1], bytes[index + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }
}
