import Text

/// A word or name in small letters, as the 64-bit FNV-1a hash of its UTF-8: what the tables of words know it by.
struct Word: Equatable, ExpressibleByStringLiteral {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The empty word.
    init() {}

    /// A word that is in small letters already.
    init(_ text: some StringProtocol) {
        for byte in text.utf8 { add(byte) }
    }

    init(stringLiteral text: String) {
        self.init(text)
    }

    /// A stretch of UTF-8, in small letters, typographic apostrophes as ASCII.
    init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte < 0x80 {
                add(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                index += 1
            } else {
                let point = bytes.codePoint(at: index)
                add(codePoint: Word.small(point.value))
                index += point.length
            }
        }
    }

    /// A character as the tables have it: in small letters, typographic apostrophes as ASCII, and what capitals do not tell
    /// apart as one: the dotless i of Turkish and the other, the letters of Greek with an accent and without, and its two sigmas.
    static func small(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x2019: 0x27
        case 0x131: 0x69
        case 0x386...0x3CE: plainGreek(CharacterClass.lowercase(value))
        default: CharacterClass.lowercase(value)
        }
    }

    private static func plainGreek(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x3AC: 0x3B1
        case 0x3AD: 0x3B5
        case 0x3AE: 0x3B7
        case 0x3AF, 0x3CA, 0x390: 0x3B9
        case 0x3CC: 0x3BF
        case 0x3CD, 0x3CB, 0x3B0: 0x3C5
        case 0x3CE: 0x3C9
        case 0x3C2: 0x3C3
        default: value
        }
    }

    @inline(__always)
    private mutating func add(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    private mutating func add(codePoint value: UInt32) {
        var encoded: [UInt8] = []
        encoded.append(codePoint: value)
        for byte in encoded { add(byte) }
    }
}
