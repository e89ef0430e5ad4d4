import Text
import Article

/// How much of a text is control characters that no wire uses.
struct ControlShare {
    private var controls = 0
    private var total = 0

    /// Looks at the first 64 KiB: what is text there and no text later is dropped character by character. A run of NULs
    /// counts as one character, however long: padding is no sign of a binary file.
    init(_ bytes: Span<UInt8>) {
        var last: UInt8 = 0x20
        for index in 0..<min(bytes.count, 65_536) {
            let byte = bytes[index]
            defer { last = byte }
            if byte == 0, last == 0 { continue }
            total += 1
            if byte < 0x20 || byte == 0x7F {
                switch byte {
                // The wire frames its copy with SOH, STX, ETX, EOT; tab, line ends and escape are text.
                case 0x01...0x04, 0x07...0x0D, 0x1A, 0x1B: break
                default: controls += 1
                }
            }
        }
    }

    /// More than one in twenty.
    var isBinary: Bool { controls * 20 > total && controls > 4 || controls > 0 && controls * 2 > total }
}

/// Where a text's zero bytes stand, which tells UTF-16 without a mark.
struct ZeroBytes {
    private var even = 0
    private var odd = 0
    private var units = 0
    /// Units that are a character of the scripts without capitals, and those that are ASCII, by either order of bytes.
    private var little = (wide: 0, ascii: 0)
    private var big = (wide: 0, ascii: 0)

    init(_ bytes: Span<UInt8>) {
        guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return }
        units = min(bytes.count, 8_192) / 2
        for unit in 0..<units {
            if bytes[unit * 2] == 0 { even += 1 }
            if bytes[unit * 2 + 1] == 0 { odd += 1 }
            ZeroBytes.count(UInt32(bytes[unit * 2 + 1]) << 8 | UInt32(bytes[unit * 2]), &little)
            ZeroBytes.count(UInt32(bytes[unit * 2]) << 8 | UInt32(bytes[unit * 2 + 1]), &big)
        }
    }

    private static func count(_ unit: UInt32, _ counts: inout (wide: Int, ascii: Int)) {
        switch unit {
        case 0x3000...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF5E, 0x2014...0x2026: counts.wide += 1
        case 0x09...0x0D, 0x20...0x7E: counts.ascii += 1
        default: break
        }
    }

    /// The UTF-16 of Chinese, Japanese or Korean text, which has few zero bytes: nearly every unit is one of their
    /// characters, and the line ends show the order.
    var ideographicEncoding: String? {
        func explains(_ counts: (wide: Int, ascii: Int)) -> Bool {
            counts.ascii > 0 && counts.wide * 2 > units && (counts.wide + counts.ascii) * 20 >= units * 19
        }
        if explains(little), little.wide + little.ascii > big.wide + big.ascii { return "utf-16le" }
        if explains(big), big.wide + big.ascii > little.wide + little.ascii { return "utf-16be" }
        return nil
    }

    /// The UTF-16 that zero bytes on one side only speak for. The spaces and line ends of any script
    /// give some; Latin text gives nearly one a character.
    var wideEncoding: String? {
        if odd * 12 > units, even * 20 < odd { return "utf-16le" }
        if even * 12 > units, odd * 20 < even { return "utf-16be" }
        return nil
    }
}
