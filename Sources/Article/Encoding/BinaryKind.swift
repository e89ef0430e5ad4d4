/// The signs that a file is no text.
enum BinaryKind {
    /// What the first bytes say a file is; nil when they say nothing.
    static func signature(of bytes: Span<UInt8>) -> String? {
        for (signature, kind) in signatures where bytes.count >= signature.count && bytes[0] == signature[0] {
            var matches = true
            for (index, byte) in signature.enumerated() where bytes[index] != byte { matches = false }
            if matches { return kind }
        }
        return nil
    }

    private static let signatures: [(bytes: [UInt8], kind: String)] = [
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (Array("GIF87a".utf8), "a GIF picture"), (Array("GIF89a".utf8), "a GIF picture"),
        (Array("%PDF-".utf8), "a PDF document"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document"), ([0x1F, 0x8B], "a gzip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an office document"), (Array("RIFF".utf8), "a media file"),
        (Array("OggS".utf8), "a media file"), (Array("ID3".utf8), "a media file"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"), ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
        (Array("7z".utf8) + [0xBC, 0xAF], "a 7z archive"), (Array("SQLite format 3".utf8), "an SQLite database"),
        ([0x00, 0x61, 0x73, 0x6D], "a program"), ([0xCA, 0xFE, 0xBA, 0xBE], "a program"),
    ]
}

/// How much of a text is control characters that no wire uses.
struct ControlShare {
    private var controls = 0
    private var total = 0

    /// Looks at the first 64 KiB: what is text there and no text later is dropped character by character.
    init(_ bytes: Span<UInt8>) {
        total = min(bytes.count, 65_536)
        for index in 0..<total {
            let byte = bytes[index]
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

    init(_ bytes: Span<UInt8>) {
        guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return }
        units = min(bytes.count, 8_192) / 2
        for unit in 0..<units {
            if bytes[unit * 2] == 0 { even += 1 }
            if bytes[unit * 2 + 1] == 0 { odd += 1 }
        }
    }

    /// The UTF-16 that zero bytes on one side only speak for. The spaces and line ends of any script
    /// give some; Latin text gives nearly one a character.
    var wideEncoding: String? {
        if odd * 12 > units, even * 20 < odd { return "utf-16le" }
        if even * 12 > units, odd * 20 < even { return "utf-16be" }
        return nil
    }
}
