import CText

/// The calls to C: the text libraries of the system, and the loops over ASCII. Nothing else in this module calls C.
///
/// Each C function is called at one place, in a function that is not inlined: the compiler (Swift 6.3.1)
/// then dissolves the span overload that it makes for it. A copy left over crashes it where whole-module
/// optimization runs on several threads.
@usableFromInline
package enum TextLibraries {
    /// The name of the likeliest encoding, by uchardet; nil when there is no answer.
    @inline(never)
    package static func encoding(of bytes: Span<UInt8>) -> String? {
        var name = [UInt8](repeating: 0, count: 64)
        var space = name.mutableSpan
        let length = ctext_detect_encoding(bytes, &space)
        return length > 0 ? String(decoding: name.prefix(length), as: UTF8.self) : nil
    }

    /// The text in UTF-8, by iconv(3); nil when the bytes are not valid in the encoding, or it is unknown.
    package static func convert(_ bytes: Span<UInt8>, from encoding: String) -> [UInt8]? {
        var output = [UInt8](repeating: 0, count: bytes.count * 3 + 16)
        let written = convert(bytes, from: number(of: encoding), into: &output)
        guard written >= 0 else { return nil }
        output.removeLast(output.count - written)
        return output
    }

    @inline(never)
    private static func number(of encoding: String) -> Int32 {
        let name = Array(encoding.utf8)
        return ctext_encoding_number(name.span)
    }

    @inline(never)
    private static func convert(_ bytes: Span<UInt8>, from number: Int32, into output: inout [UInt8]) -> Int {
        var space = output.mutableSpan
        return ctext_convert(number, bytes, &space)
    }

    /// The NFKC form, by utf8proc; the text itself where it cannot be had.
    @inline(never)
    package static func nfkc(_ text: [UInt8]) -> [UInt8] {
        // The usual text needs no more room than it has; what needs more is told how much.
        var capacity = text.count + 64
        for _ in 0..<2 {
            var output = [UInt8](repeating: 0, count: capacity)
            var space = output.mutableSpan
            let written = ctext_nfkc(text.span, &space)
            if written >= 0 {
                output.removeLast(output.count - written)
                return output
            }
            guard written < -2 else { return text }
            capacity = -2 - written
        }
        return text
    }

    /// The language of UTF-8 text, by CLD2.
    @inline(never)
    package static func language(of text: Span<UInt8>) -> LanguageDetector.Answer {
        var name = [UInt8](repeating: 0, count: 16)
        var space = name.mutableSpan
        let answer = ctext_detect_language(text, &space)
        let length = Int(answer & 255)
        return LanguageDetector.Answer(
            code: length > 0 ? String(decoding: name.prefix(length), as: UTF8.self) : nil,
            percent: Int(answer >> 16 & 255),
            score: Double(answer >> 32),
            isReliable: answer >> 8 & 1 != 0
        )
    }

    /// The general category as utf8proc numbers it.
    @inline(never)
    @usableFromInline
    package static func category(_ value: UInt32) -> Int {
        Int(ctext_category(value))
    }

    /// The code points of the full case folding, 0 behind the last.
    @inline(never)
    package static func caseFolded(_ value: UInt32) -> InlineArray<3, UInt32> {
        let packed = ctext_casefold(value)
        return [
            UInt32(truncatingIfNeeded: packed & 0x1FFFFF), UInt32(truncatingIfNeeded: packed >> 21 & 0x1FFFFF),
            UInt32(truncatingIfNeeded: packed >> 42 & 0x1FFFFF),
        ]
    }

    @inline(never)
    @usableFromInline
    package static func lowercase(_ value: UInt32) -> UInt32 {
        ctext_lowercase(value)
    }

    /// What kinds of bytes a text has: whether any is not ASCII, whether any is a control character that text has not, and
    /// whether any is a plus sign or a tilde.
    @inline(never)
    package static func survey(_ bytes: Span<UInt8>) -> (hasHigh: Bool, hasControls: Bool, hasShifts: Bool) {
        let found = ctext_survey(bytes)
        return (found & 1 != 0, found & 2 != 0, found & 4 != 0)
    }

    @inline(never)
    package static func runEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        ctext_run_end(bytes, start)
    }

    @inline(never)
    package static func plainEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        ctext_plain_end(bytes, start)
    }

    /// Copies bytes into a target from its byte `at` on, as many as it has room for.
    @inline(never)
    package static func copy(_ bytes: Span<UInt8>, into target: inout [UInt8], at: Int) {
        var space = target.mutableSpan
        _ = ctext_copy(bytes, &space, at)
    }

    @inline(never)
    package static func nextDigit(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        ctext_next_digit(bytes, start)
    }

    /// Where the first byte from `start` on stands that is not ASCII, or an underscore.
    @inline(never)
    package static func simpleEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        ctext_simple_end(bytes, start)
    }

    /// Where a byte stands from `start` on; the end where it does not.
    @inline(never)
    package static func find(_ byte: UInt8, _ bytes: Span<UInt8>, _ start: Int) -> Int {
        ctext_find(bytes, start, byte)
    }

    /// The words of ASCII text; negative where it is not.
    @inline(never)
    package static func words(_ bytes: Span<UInt8>) -> Int {
        ctext_count_words(bytes)
    }
}
