/// Base64 and hexadecimal text without a head of its own (RFC 4648).
enum EncodedData {
    /// Whether a text is nothing else: lines of one length without a space, the last one shorter.
    static func kind(of text: Span<UInt8>, from first: Int, before limit: Int) -> FileKind? {
        var at = first
        var lines = 0
        var total = 0
        var width = 0
        var isShorter = false
        while at < limit {
            let end = LineEnds.end(of: text, from: at, before: limit)
            var stop = end
            while stop > at, text[stop - 1] <= 0x20 { stop -= 1 }
            if stop > at {
                guard !isShorter, isAlphabet(text, at, stop) else { return nil }
                if lines == 0 { width = stop - at }
                guard stop - at <= width else { return nil }
                isShorter = stop - at < width
                lines += 1
                total += stop - at
                if lines == 1, width < 24 { return nil }
                if lines > 400 { break }
            }
            at = LineEnds.next(text, end, limit)
        }
        guard total >= 40, width >= 40 || lines > 2 else { return nil }
        let end = min(limit, first + max(width, 40))
        return isRun(text, first, min(end, LineEnds.end(of: text, from: first, before: limit)), least: 24)
            || isHex(text, first, LineEnds.end(of: text, from: first, before: limit)) && lines > 1 ? .encodedData : nil
    }

    private static func isAlphabet(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end {
            let byte = text[index]
            guard byte.isIdentifierByte || byte == 0x2B || byte == 0x2F || byte == 0x3D || byte == 0x2D else {
                return false
            }
        }
        return true
    }

    private static func isHex(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 48 else { return false }
        for index in start..<end where !text[index].isASCIIHex && text[index] > 0x20 { return false }
        return true
    }

    /// Whether a word is base64: capitals, small letters and digits take turns as in no word of a language.
    static func isRun(_ text: Span<UInt8>, _ start: Int, _ end: Int, least: Int) -> Bool {
        guard end - start >= least, isAlphabet(text, start, end) else { return false }
        var upper = 0
        var lower = 0
        var digits = 0
        var turns = 0
        for index in start..<end {
            if text[index].isASCIIUpper { upper += 1 }
            if text[index].isASCIILower { lower += 1 }
            if text[index].isASCIIDigit { digits += 1 }
            if index > start, text[index].isASCIIUpper, !text[index - 1].isASCIIUpper { turns += 1 }
        }
        return upper > 2 && lower > 2 && digits + turns > (end - start) / 8 && turns >= 3
            || upper > 2 && lower == 0 && digits > 4 && upper + digits == end - start
    }
}
