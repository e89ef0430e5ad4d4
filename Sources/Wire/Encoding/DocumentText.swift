import Text
import Article

/// A document's text in UTF-8, and the encoding that it was in.
public struct DocumentText: Sendable {
    /// The text; nil where it lies in the document as it is, after the first ``skip`` bytes.
    public var converted: [UInt8]?
    /// How many bytes stand before the text: a byte-order mark.
    public var skip = 0
    /// The IANA name of the encoding in lower case.
    public var encoding = "utf-8"
    /// How many byte sequences stand as U+FFFD.
    public var damaged = 0
    /// Whether the encoding is the one that was assumed.
    public private(set) var isAssumed = false

    /// Decodes a document that may declare its encoding.
    ///
    /// A byte-order mark decides; else UTF-16 or UTF-32 where the first characters' zero bytes show it; else UTF-8 where
    /// the bytes are valid, whatever is declared, for no text in another encoding is by chance; else UTF-8 with a few bad
    /// bytes; else what is declared; else what is assumed; else the encoding that explains the bytes best. Seven-bit encodings with escapes and
    /// EBCDIC are believed where they are declared.
    ///
    /// - Parameters:
    ///   - label: what the document or the message around it says; nil for nothing.
    ///   - assumed: what is known of documents that say nothing (``Article/ReadingDefaults/encoding``).
    public init(_ bytes: Span<UInt8>, declared label: String? = nil, assumed: String? = nil) {
        self.init()
        let declared = label.flatMap { EncodingLabel.encoding($0) }
        if let (mark, name) = DocumentText.mark(bytes) {
            if name == "utf-8" {
                self = DocumentText(utf8: bytes, after: mark)
                return
            }
            self = DocumentText(wide: bytes.extracting(mark..<bytes.count), name)
            return
        }
        if let name = DocumentText.wideEncoding(bytes) {
            self = DocumentText(wide: bytes, name)
            return
        }
        if let declared, DocumentText.isShifted(declared) || DocumentText.isEBCDIC(bytes),
            let text = TextLibraries.convert(bytes, from: declared)
        {
            converted = text
            encoding = declared
            return
        }
        if TextDecoder.isValidUTF8(bytes) { return }
        if let repaired = DamagedUTF8.repair(bytes) {
            self = DocumentText(repaired)
            return
        }
        if let declared, let text = DocumentText.converted(bytes, from: declared) {
            self = DocumentText(text)
            return
        }
        if label == nil, let text = DocumentText.converted(bytes, assumed: assumed) {
            self = DocumentText(text)
            return
        }
        if let decoded = try? LegacyEncoding.decode(bytes) {
            self = DocumentText(decoded)
            return
        }
        self = DocumentText(DamagedUTF8.replaceInvalid(bytes))
    }

    private init() {}

    private init(_ decoded: DecodedText) {
        converted = decoded.bytes
        encoding = decoded.encoding
        damaged = decoded.damaged
        isAssumed = decoded.isAssumed
    }

    private init(utf8 bytes: Span<UInt8>, after mark: Int) {
        let rest = bytes.extracting(mark..<bytes.count)
        if TextDecoder.isValidUTF8(rest) {
            skip = mark
        } else {
            self = DocumentText(DamagedUTF8.replaceInvalid(rest))
        }
    }

    private init(wide bytes: Span<UInt8>, _ name: String) {
        let unit = name.hasPrefix("utf-32") ? 4 : 2
        let isCut = bytes.count % unit != 0
        let whole = bytes.extracting(0..<bytes.count - bytes.count % unit)
        converted = TextLibraries.convert(whole, from: name) ?? DocumentText.repairWide(whole, name)
        encoding = name
        damaged = isCut ? 1 : 0
    }

    /// UTF-16 with a lone surrogate somewhere, which iconv refuses as a whole.
    private static func repairWide(_ bytes: Span<UInt8>, _ name: String) -> [UInt8] {
        guard name.hasPrefix("utf-16") else { return [] }
        let isLittle = name == "utf-16le"
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = 0
        while index + 1 < bytes.count {
            let low = UInt16(bytes[index + (isLittle ? 0 : 1)])
            let high = UInt16(bytes[index + (isLittle ? 1 : 0)])
            units.append(high << 8 | low)
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// The text in an encoding of more than seven bits; nil where the bytes are none, or UTF-8, which they are not.
    private static func converted(_ bytes: Span<UInt8>, from declared: String) -> DecodedText? {
        let name = declared == "us-ascii" ? "windows-1252" : declared
        guard name != "utf-8" else { return nil }
        return convert(bytes, from: name).map { DecodedText(bytes: $0, encoding: name) }
    }

    /// The text in the encoding of an assumed label; nil where the bytes are none.
    static func converted(_ bytes: Span<UInt8>, assumed label: String?) -> DecodedText? {
        var text = label.flatMap { EncodingLabel.encoding($0) }.flatMap { converted(bytes, from: $0) }
        text?.isAssumed = true
        return text
    }

    /// Windows-1252 leaves five bytes free, which ISO 8859-1 has controls for.
    private static func convert(_ bytes: Span<UInt8>, from name: String) -> [UInt8]? {
        TextLibraries.convert(bytes, from: name)
            ?? (name == "windows-1252" ? TextLibraries.convert(bytes, from: "iso-8859-1") : nil)
    }

    private static func mark(_ bytes: Span<UInt8>) -> (count: Int, encoding: String)? {
        let marks: [(mark: [UInt8], encoding: String)] = [
            ([0xEF, 0xBB, 0xBF], "utf-8"), ([0xFF, 0xFE, 0, 0], "utf-32le"), ([0, 0, 0xFE, 0xFF], "utf-32be"),
            ([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be"),
        ]
        for (mark, encoding) in marks where bytes.count >= mark.count {
            var matches = true
            for (index, byte) in mark.enumerated() where bytes[index] != byte { matches = false }
            if matches { return (mark.count, encoding) }
        }
        return nil
    }

    /// The encoding of a text that opens with an ASCII character in two or four bytes.
    private static func wideEncoding(_ bytes: Span<UInt8>) -> String? {
        guard bytes.count >= 4 else { return nil }
        func zeros(_ pattern: [Bool]) -> Bool {
            for (index, isZero) in pattern.enumerated() where (bytes[index] == 0) != isZero { return false }
            return true
        }
        if zeros([false, true, true, true]) { return "utf-32le" }
        if zeros([true, true, true, false]) { return "utf-32be" }
        if zeros([false, true, false, true]) { return "utf-16le" }
        if zeros([true, false, true, false]) { return "utf-16be" }
        return nil
    }

    /// Whether an encoding writes other characters in the bytes of ASCII after an escape or a shift.
    private static func isShifted(_ name: String) -> Bool { name.hasPrefix("iso-2022") || name == "utf-7" }

    /// Whether the text opens with `<` as EBCDIC has it.
    private static func isEBCDIC(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 4 && bytes[0] == 0x4C && bytes[1] == 0x6F && bytes[2] == 0xA7 && bytes[3] == 0x94
    }
}
