import Text
import Article

/// Text in UTF-8, and what it was before.
struct DecodedText {
    var bytes: [UInt8]
    /// The IANA name of the encoding in lower case.
    var encoding: String
    /// How many byte sequences stand as U+FFFD.
    var damaged = 0
    /// Whether the encoding is the one that was assumed.
    var isAssumed = false
}

/// Why bytes are no text.
enum DecodingFailure: Error {
    /// A known kind of file that is not text, or a share of control characters that no text has.
    case binary(kind: String)
    /// Runs of NULs where text has to be.
    case missingText(MissingText)
    /// No encoding explains the bytes; the ones that came nearest.
    case unknown(candidates: [String])
}

/// Finds a text's encoding and turns it into UTF-8.
///
/// A byte-order mark decides; else UTF-8 where it is valid; else UTF-16 where the zero bytes show it;
/// else UTF-8 with a few bad bytes; else the encoding that is assumed; else the legacy encoding that explains the bytes best.
enum TextDecoder {
    /// What a text turns out to be: UTF-8 to be read where it lies, or a conversion.
    enum Result {
        /// UTF-8, after the first `skip` bytes.
        case inPlace(skip: Int)
        case converted(DecodedText)
    }

    /// - Parameter assumed: a label of the encoding of texts that do not show theirs; nil where it is not known.
    static func decode(_ bytes: Span<UInt8>, assumed: String? = nil) throws(DecodingFailure) -> Result {
        if let marked = try decodeMarked(bytes) { return marked }
        let survey = TextLibraries.survey(bytes)
        // Wire copy in ASCII, which is nearly all of it, is what it is.
        if !survey.hasHigh, !survey.hasControls {
            guard survey.hasShifts, let text = SevenBitEncoding.decode(bytes) else { return .inPlace(skip: 0) }
            return .converted(text)
        }
        let isUTF8 = isValidUTF8(bytes)
        if isUTF8, !survey.hasControls { return .inPlace(skip: 0) }
        let zeros = ZeroBytes(bytes)
        if let encoding = zeros.wideEncoding ?? (isUTF8 ? nil : zeros.ideographicEncoding),
            let text = TextLibraries.convert(bytes, from: encoding),
            !ControlShare(text.span).isBinary
        {
            try checkConverted(text, from: encoding)
            return .converted(DecodedText(bytes: text, encoding: encoding))
        }
        try checkControls(bytes)
        if isUTF8 {
            if !survey.hasHigh, let text = SevenBitEncoding.decode(bytes) { return .converted(text) }
            return .inPlace(skip: 0)
        }
        if let repaired = DamagedUTF8.repair(bytes) { return .converted(repaired) }
        if let text = DocumentText.converted(bytes, assumed: assumed) { return .converted(text) }
        return .converted(try LegacyEncoding.decode(bytes))
    }

    /// Throws for bytes whose control characters are a binary file's, or stand where text has to be.
    private static func checkControls(_ bytes: Span<UInt8>) throws(DecodingFailure) {
        let missing = MissingText(bytes)
        if ControlShare(bytes).isBinary, missing?.isWholeFile != true { throw .binary(kind: "data") }
        if let missing { throw .missingText(missing) }
    }

    /// Throws for text in wide characters with NULs where text has to be.
    private static func checkConverted(_ text: [UInt8], from encoding: String) throws(DecodingFailure) {
        if let missing = MissingText(text.span, convertedFrom: encoding) { throw .missingText(missing) }
    }

    static func isValidUTF8(_ bytes: Span<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes)) != nil
    }

    /// A text that opens with a byte-order mark (RFC 3629, RFC 2781).
    private static func decodeMarked(_ bytes: Span<UInt8>) throws(DecodingFailure) -> Result? {
        guard bytes.count > 1, [0xEF, 0xFF, 0xFE, 0x00].contains(bytes[0]) else { return nil }
        func opens(_ mark: [UInt8]) -> Bool {
            guard bytes.count >= mark.count else { return false }
            for (index, byte) in mark.enumerated() where bytes[index] != byte { return false }
            return true
        }
        if opens([0xEF, 0xBB, 0xBF]) {
            if TextLibraries.survey(bytes).hasControls { try checkControls(bytes) }
            if isValidUTF8(bytes) { return .inPlace(skip: 3) }
            return .converted(DamagedUTF8.replaceInvalid(bytes.extracting(3..<bytes.count)))
        }
        let wide: [(mark: [UInt8], encoding: String)] = [
            ([0xFF, 0xFE, 0, 0], "utf-32le"), ([0, 0, 0xFE, 0xFF], "utf-32be"), ([0xFF, 0xFE], "utf-16le"),
            ([0xFE, 0xFF], "utf-16be"),
        ]
        for (mark, encoding) in wide where opens(mark) {
            let unit = encoding.hasPrefix("utf-32") ? 4 : 2
            let rest = bytes.count - mark.count
            let body = bytes.extracting(mark.count..<(bytes.count - rest % unit))
            guard let text = TextLibraries.convert(body, from: encoding) else { continue }
            if ControlShare(text.span).isBinary { throw .binary(kind: "data") }
            try checkConverted(text, from: encoding)
            return .converted(DecodedText(bytes: text, encoding: encoding, damaged: rest % unit == 0 ? 0 : 1))
        }
        return nil
    }
}
