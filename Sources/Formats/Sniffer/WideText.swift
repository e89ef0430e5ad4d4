/// UTF-16 and UTF-32, narrowed so that markup, keys and lines can be recognized in them.
enum WideText {
    /// The most units that are narrowed.
    private static let reach = 65_536

    /// The beginning of a text in wide characters, a byte a character: ASCII as it is, anything else as a letter byte.
    /// Nil where neither a byte-order mark nor the zero bytes show such a text.
    static func narrowed(_ bytes: Span<UInt8>) -> [UInt8]? {
        guard bytes.count >= 4 else { return nil }
        if bytes.matches([0xFF, 0xFE, 0, 0], at: 0) { return narrow(bytes, from: 4, width: 4, low: 0) }
        if bytes.matches([0, 0, 0xFE, 0xFF], at: 0) { return narrow(bytes, from: 4, width: 4, low: 3) }
        if bytes.matches([0xFF, 0xFE], at: 0) { return narrow(bytes, from: 2, width: 2, low: 0) }
        if bytes.matches([0xFE, 0xFF], at: 0) { return narrow(bytes, from: 2, width: 2, low: 1) }
        // The first `<` or `{` of a document in UTF-32 without a mark.
        if bytes.matches([0, 0, 0], at: 0), bytes[3] != 0 { return narrow(bytes, from: 0, width: 4, low: 3) }
        if bytes[0] != 0, bytes.matches([0, 0, 0], at: 1) { return narrow(bytes, from: 0, width: 4, low: 0) }
        var even = 0
        var odd = 0
        let units = min(bytes.count, 4_096) / 2
        for unit in 0..<units {
            if bytes[unit * 2] == 0 { even += 1 }
            if bytes[unit * 2 + 1] == 0 { odd += 1 }
        }
        if odd * 4 > units, even * 20 < odd { return narrow(bytes, from: 0, width: 2, low: 0) }
        if even * 4 > units, odd * 20 < even { return narrow(bytes, from: 0, width: 2, low: 1) }
        return nil
    }

    private static func narrow(_ bytes: Span<UInt8>, from start: Int, width: Int, low: Int) -> [UInt8] {
        let units = min((bytes.count - start) / width, reach)
        var text: [UInt8] = []
        text.reserveCapacity(units)
        for unit in 0..<units {
            let at = start + unit * width
            var isASCII = bytes[at + low] < 0x80
            for offset in 0..<width where offset != low && bytes[at + offset] != 0 { isASCII = false }
            text.append(isASCII ? bytes[at + low] : 0xE9)
        }
        return text
    }
}
