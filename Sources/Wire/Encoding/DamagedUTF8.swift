import Text
import Article

/// UTF-8 with a few bad bytes in it.
enum DamagedUTF8 {
    /// The text with U+FFFD for each bad sequence, where it is UTF-8 beyond doubt: it says so itself, or
    /// three good sequences stand for each bad one. Nil otherwise: text in another encoding makes a good
    /// sequence only by chance.
    static func repair(_ bytes: Span<UInt8>) -> DecodedText? {
        let count = count(bytes)
        guard count.good >= 3 else { return nil }
        if count.good >= count.bad * 3 { return replaceInvalid(bytes) }
        guard declaresUTF8(bytes), count.good >= count.bad else { return nil }
        return replaceInvalid(bytes)
    }

    /// Good multi-byte sequences and bytes that belong to none.
    static func count(_ bytes: Span<UInt8>) -> (good: Int, bad: Int) {
        var good = 0
        var bad = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = validLength(bytes, at: index)
            if length > 0 {
                good += 1
                index += length
            } else {
                bad += 1
                index += 1
            }
        }
        return (good, bad)
    }

    static func replaceInvalid(_ bytes: Span<UInt8>) -> DecodedText {
        var text = DecodedText(bytes: [], encoding: "utf-8")
        text.bytes.reserveCapacity(bytes.count + 16)
        var index = 0
        var inDamage = false
        while index < bytes.count {
            let length = bytes[index] < 0x80 ? 1 : validLength(bytes, at: index)
            if length > 0 {
                text.bytes.append(bytes, from: index, to: index + length)
                index += length
                inDamage = false
            } else {
                if !inDamage {
                    text.bytes.append(codePoint: 0xFFFD)
                    text.damaged += 1
                }
                inDamage = true
                index += 1
            }
        }
        return text
    }

    /// The length of the well-formed sequence at `index` (Unicode Standard, table 3-7), 0 for none.
    private static func validLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
        let point = bytes.codePoint(at: index)
        guard point.length > 1 else { return 0 }
        switch (point.length, point.value) {
        case (3, 0..<0x800), (3, 0xD800...0xDFFF), (4, 0..<0x10000), (4, 0x110000...): return 0
        default: return point.length
        }
    }

    /// Whether one of the first lines names UTF-8 as the text's encoding.
    private static func declaresUTF8(_ bytes: Span<UInt8>) -> Bool {
        let word = Array("utf-8".utf8)
        let end = min(bytes.count, 1_024) - word.count
        guard end > 0 else { return false }
        for start in 0..<end {
            var matches = true
            for (offset, byte) in word.enumerated() where bytes[start + offset] | 0x20 != byte | 0x20 {
                matches = false
                break
            }
            if matches { return true }
        }
        return false
    }
}
