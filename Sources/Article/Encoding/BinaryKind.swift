/// The signs that a file is no text.
enum BinaryKind {
    /// What the first bytes say a file is; nil when they say nothing.
    static func signature(of bytes: Span<UInt8>) -> String? {
        if opensPage(bytes) { return "an HTML page" }
        for (signature, kind) in signatures where bytes.count >= signature.count && bytes[0] == signature[0] {
            var matches = true
            for (index, byte) in signature.enumerated() where bytes[index] != byte { matches = false }
            if matches { return kind }
        }
        return nil
    }

    /// Whether the first thing in a file is a page's document type, or its outermost element with a head or body in it.
    private static func opensPage(_ bytes: Span<UInt8>) -> Bool {
        var start = 0
        if bytes.count > 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
        while start < bytes.count, bytes[start] <= 0x20, start < 64 { start += 1 }
        guard start < bytes.count, bytes[start] == 0x3C else { return false }
        let opening = Tokens.lower(bytes, start, HeadLine.boundary(bytes, start + 1_024))
        if opening.hasPrefix("<!doctype html") { return true }
        return (opening.hasPrefix("<html>") || opening.hasPrefix("<html "))
            && (opening.contains("<head") || opening.contains("<body"))
    }

    private static let signatures: [(bytes: [UInt8], kind: String)] = [
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("GIF87a".utf8), "a GIF picture"), (Array("GIF89a".utf8), "a GIF picture"),
        (Array("%PDF-".utf8), "a PDF document"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document"), ([0x1F, 0x8B], "a gzip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an office document"), (Array("RIFF".utf8), "a media file"),
        (Array("OggS".utf8), "a media file"), (Array("ID3".utf8), "a media file"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"), ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
        (Array("7z".utf8) + [0xBC, 0xAF], "a 7z archive"), (Array("{\\rtf".utf8), "a rich text document"),
        (Array("SQLite format 3".utf8), "an SQLite database"),
        ([0x00, 0x61, 0x73, 0x6D], "a program"), ([0xCA, 0xFE, 0xBA, 0xBE], "a program"),
    ]
}

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
