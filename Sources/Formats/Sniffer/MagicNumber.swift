/// The first bytes that name a kind of file.
enum MagicNumber {
    /// What the magic number of a file says; nil where it has none.
    static func kind(of bytes: Span<UInt8>) -> FileKind? {
        if let kind = officeDocument(bytes) { return kind }
        for entry in numbers where bytes.matches(entry.bytes, at: entry.offset) { return entry.kind }
        if let kind = chunked(bytes) { return kind }
        if opensProgram(bytes) { return .program }
        if isTransportStream(bytes) { return .media }
        if opensTar(bytes) { return .tar }
        return behindWhiteSpace(bytes)
    }

    /// PDF (ISO 32000 asks readers to look for its mark in the first KiB), RTF and PostScript behind white space, a mark or a line.
    private static func behindWhiteSpace(_ bytes: Span<UInt8>) -> FileKind? {
        let limit = min(bytes.count, 1_024)
        var at = 0
        while true {
            at = bytes.next(0x25, from: at, before: limit)
            guard at < limit else { break }
            // `%PDF-1.7`
            if bytes.matches(Array("%PDF-".utf8), at: at), at + 7 < bytes.count, bytes[at + 5].isASCIIDigit,
                bytes[at + 6] == 0x2E, bytes[at + 7].isASCIIDigit
            {
                return .pdf
            }
            at += 1
        }
        var first = bytes.matches([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
        while first < limit, bytes[first] <= 0x20 { first += 1 }
        if bytes.matches(Array("{\\rtf".utf8), at: first) { return .rtf }
        if bytes.matches(Array("%!PS".utf8), at: first) || bytes.matches(Array("%!FontType".utf8), at: first) {
            return .postScript
        }
        return nil
    }

    /// A ZIP whose first member is that of an office document: ECMA-376 packages name their content types first, ODF 1.2
    /// puts a member `mimetype` first.
    private static func officeDocument(_ bytes: Span<UInt8>) -> FileKind? {
        guard bytes.matches([0x50, 0x4B, 0x03, 0x04], at: 0) else { return nil }
        if bytes.matches(Array("mimetypeapplication/vnd.oasis.opendocument.text".utf8), at: 30) { return .odt }
        for name in ["[Content_Types].xml", "_rels/.rels", "word/", "docProps/"]
        where bytes.matches(Array(name.utf8), at: 30) {
            return .docx
        }
        return nil
    }

    /// RIFF (WAVE, AVI, WebP) and the ISO base media file format (MP4, QuickTime, HEIF), whose marks are letters behind or
    /// before a length: the length tells them from a text that begins with such letters.
    private static func chunked(_ bytes: Span<UInt8>) -> FileKind? {
        guard bytes.count >= 12 else { return nil }
        if bytes.matches(Array("RIFF".utf8), at: 0) {
            for index in 4..<8 where bytes[index] < 0x20 || bytes[index] >= 0x80 {
                return bytes.matches(Array("WEBP".utf8), at: 8) ? .picture : .media
            }
        }
        guard bytes[0] == 0, bytes[1] == 0, bytes.matches(Array("ftyp".utf8), at: 4) else { return nil }
        for brand in ["heic", "heix", "mif1", "avif"] where bytes.matches(Array(brand.utf8), at: 8) { return .picture }
        return .media
    }

    /// `MZ` and the header that its offset at 0x3C points to, or a stub of 64 bytes; a DOS program.
    private static func opensProgram(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.matches(Array("MZ".utf8), at: 0), bytes.count >= 64 else { return false }
        let header = Int(bytes[0x3C]) | Int(bytes[0x3D]) << 8
        return bytes.matches(Array("PE".utf8) + [0, 0], at: header) || bytes[2] < 0x20 || bytes[3] < 0x20
    }

    /// MPEG transport: packets of 188 bytes that begin with 0x47.
    private static func isTransportStream(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 188 * 4 else { return false }
        for packet in 0..<4 where bytes[packet * 188] != 0x47 { return false }
        return true
    }

    /// A tar header: `ustar` at 257 (POSIX 1003.1), or a header of Version 7 whose checksum agrees.
    private static func opensTar(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 512 else { return false }
        if bytes.matches(Array("ustar".utf8), at: 257) { return true }
        guard bytes[0] > 0x20, bytes[99] == 0 || bytes[99] > 0x20 else { return false }
        var sum = 0
        for index in 0..<512 { sum += (148..<156).contains(index) ? 0x20 : Int(bytes[index]) }
        var stated = 0
        var digits = 0
        for index in 148..<156 {
            switch bytes[index] {
            case 0x30...0x37:
                stated = stated << 3 | Int(bytes[index] - 0x30)
                digits += 1
            case 0, 0x20: continue
            default: return false
            }
        }
        return digits >= 4 && stated == sum
    }

    private static let numbers: [(offset: Int, bytes: [UInt8], kind: FileKind)] = [
        (0, [0x89, 0x50, 0x4E, 0x47], .picture), (0, [0xFF, 0xD8, 0xFF], .picture), (0, ascii("GIF87a"), .picture),
        (0, ascii("GIF89a"), .picture), (0, ascii("II*\0"), .picture), (0, ascii("MM\0*"), .picture),
        (0, ascii("8BPS") + [0], .picture), (0, [0, 0, 1, 0, 1, 0], .picture),
        (0, [0, 0, 0, 0x0C, 0x6A, 0x50], .picture),
        (0, ascii("FORM") + [0], .media),
        (0, ascii("OggS") + [0], .media), (0, ascii("ID3") + [2], .media), (0, ascii("ID3") + [3], .media),
        (0, ascii("ID3") + [4], .media), (0, ascii("fLaC") + [0], .media),
        (0, ascii("MThd") + [0], .media), (0, [0x1A, 0x45, 0xDF, 0xA3], .media), (0, [0x30, 0x26, 0xB2, 0x75], .media),
        (0, ascii("FLV") + [1], .media), (0, ascii("#!AMR"), .media), (0, [0, 0, 1, 0xBA], .media),
        (0, [0, 0, 1, 0xB3], .media), (0, [0xFF, 0xFB], .media), (0, [0xFF, 0xF3], .media), (0, [0xFF, 0xF1], .media),
        (0, [0x7F, 0x45, 0x4C, 0x46], .program), (0, [0, 0x61, 0x73, 0x6D], .program),
        (0, [0xCA, 0xFE, 0xBA, 0xBE], .program), (0, [0xCF, 0xFA, 0xED, 0xFE], .program),
        (0, [0xCE, 0xFA, 0xED, 0xFE], .program), (0, ascii("wOFF"), .program), (0, ascii("wOF2"), .program),
        (0, ascii("OTTO") + [0], .program), (0, [0, 1, 0, 0, 0], .program), (0, ascii("dex\n"), .program),
        (0, ascii("SQLite format 3"), .database), (4, ascii("Standard Jet DB"), .database),
        (4, ascii("Standard ACE DB"), .database), (0, ascii("PAR1") + [0x15], .database),
        (0, ascii("Obj") + [1], .database),
        (0, [0x89, 0x48, 0x44, 0x46], .database), (0, [0xD0, 0xCF, 0x11, 0xE0], .office),
        (0, [0xDB, 0xA5, 0x2D, 0], .office), (0, [0x09, 0x08, 0x10, 0], .office),
        (0, [0xFF, 0x57, 0x50, 0x43], .office),
        (0, [0x50, 0x4B, 0x03, 0x04], .zip), (0, [0x50, 0x4B, 0x05, 0x06], .zip), (0, [0x1F, 0x8B], .gzip),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A], .archive), (0, [0x28, 0xB5, 0x2F, 0xFD], .archive),
        (0, ascii("7z") + [0xBC, 0xAF], .archive), (4, ascii("1AY&SY"), .archive),
        (0, ascii("Rar!") + [0x1A], .archive), (0, [0x1F, 0x9D], .archive),
        (0, [0x1F, 0xA0], .archive), (0, [0x04, 0x22, 0x4D, 0x18], .archive), (0, ascii("LZIP") + [1], .archive),
        (0, ascii("MSCF") + [0], .archive), (0, ascii("!<arch>"), .archive), (0, [0xED, 0xAB, 0xEE, 0xDB], .archive),
        (0, [0x60, 0xEA], .archive), (0, ascii("xar!") + [0], .archive), (0, ascii("07070100"), .archive),
        (0, [0, 0, 0, 1] + ascii("Bud1"), .systemFile), (0, [0, 5, 0x16, 7], .systemFile),
        (0, [0, 5, 0x16, 0], .systemFile), (0, [0x4C, 0, 0, 0, 1, 0x14, 2, 0], .systemFile),
        (0, ascii("bplist0"), .configuration), (0, ascii("WARC/0."), .warc), (0, ascii("WARC/1."), .warc),
        (0, [0xC5, 0xD0, 0xD3, 0xC6], .postScript),
    ]

    private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }
}
