import Text
import Wire
import Article

/// A file of markup: its tree, and what its bytes were.
struct MarkupDocument {
    var tree: MarkupTree
    /// The IANA name of the file's encoding in lower case.
    var encoding: String
    /// How many characters and marks had to be dropped or guessed.
    var damaged: Int
    /// What was known of the file, and what its text was taken to be.
    let context: ReadingContext

    /// Reads a file of XML, in whatever encoding it is.
    init(_ bytes: Span<UInt8>, _ context: ReadingContext) {
        let text = DocumentText(
            bytes,
            declared: XMLDeclaration.encoding(bytes),
            assumed: context.defaults.encoding
        )
        encoding = text.encoding
        self.context = context.reading(text)
        if let converted = text.converted {
            tree = MarkupTree(xml: converted.span, limits: context.limits.documents)
        } else {
            tree = MarkupTree(xml: bytes.extracting(text.skip..<bytes.count), limits: context.limits.documents)
        }
        damaged = tree.damaged + text.damaged
    }

    /// The reading of the document, from the parts that were made of its items.
    ///
    /// - Parameter isItem: whether the document is one item, so that one that ends early has nothing whole.
    func reading(_ format: String, _ parts: [Part]) -> Reading {
        var reading = Reading(format: format, encoding: encoding, damaged: damaged, parts: parts)
        if let fault = tree.fault { reading.noteEnd(fault.explanation, fault.setting) }
        return reading
    }
}

extension ReadingContext {
    /// The context of what stands in a text.
    func reading(_ text: DocumentText) -> ReadingContext {
        var context = self
        context.assumedEncoding = text.isAssumed ? text.encoding : nil
        return context
    }
}

/// What an XML declaration says.
enum XMLDeclaration {
    /// The encoding that is declared, in ASCII or EBCDIC; nil where none is.
    static func encoding(_ bytes: Span<UInt8>) -> String? {
        var start = 0
        while start < min(bytes.count, 1_024), bytes[start] != 0x3C, bytes[start] != 0x4C { start += 1 }
        let end = min(bytes.count, start + 256)
        guard start < end else { return nil }
        // In EBCDIC the letters of the declaration differ by more than an offset, but not between its code pages.
        let isEBCDIC = bytes[start] == 0x4C
        var text = ""
        for index in start..<end {
            let byte = isEBCDIC ? ebcdic[bytes[index]] ?? 0x3F : bytes[index]
            text.unicodeScalars.append(Unicode.Scalar(byte < 0x80 ? byte : 0x3F))
            if byte == 0x3E { break }
        }
        guard text.hasPrefix("<?xml"), let name = text.firstRange(of: "encoding") else { return nil }
        let rest = text[name.upperBound...].drop { $0.isWhitespace || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        let value = rest.dropFirst().prefix { $0 != quote }
        return value.isEmpty ? nil : String(value)
    }

    private static let ebcdic: [UInt8: UInt8] = {
        var table: [UInt8: UInt8] = [
            0x4C: 0x3C, 0x6E: 0x3E, 0x6F: 0x3F, 0x7E: 0x3D, 0x7F: 0x22, 0x7D: 0x27, 0x40: 0x20, 0x60: 0x2D, 0x4B: 0x2E,
            0x6D: 0x5F,
        ]
        for (start, letters) in [(0x81, "abcdefghi"), (0x91, "jklmnopqr"), (0xA2, "stuvwxyz"), (0xF0, "0123456789")] {
            for (offset, letter) in letters.utf8.enumerated() { table[UInt8(start + offset)] = letter }
        }
        for (start, letters) in [(0xC1, "ABCDEFGHI"), (0xD1, "JKLMNOPQR"), (0xE2, "STUVWXYZ")] {
            for (offset, letter) in letters.utf8.enumerated() { table[UInt8(start + offset)] = letter }
        }
        return table
    }()
}
