import CText

/// Conversion to UTF-8 by iconv(3).
enum Transcoder {
    /// The text in UTF-8; nil when the bytes are not valid in the encoding, or iconv does not know it.
    static func convert(_ bytes: Span<UInt8>, from encoding: String) -> [UInt8]? {
        let name = Array(encoding.utf8)
        var output = [UInt8](repeating: 0, count: bytes.count * 3 + 16)
        var space = output.mutableSpan
        let written = ctext_convert(name.span, bytes, &space)
        guard written >= 0 else { return nil }
        output.removeLast(output.count - written)
        return output
    }
}
