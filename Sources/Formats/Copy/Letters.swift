/// The letters and digits of texts, by which two of them are compared and measured.
enum Letters {
    /// How many there are in valid UTF-8.
    static func count(_ text: Span<UInt8>) -> Int {
        var count = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                if ASCII.isAlphanumeric(byte) { count += 1 }
                index += 1
                continue
            }
            let (scalar, length) = scalar(text, at: index)
            if isLetter(scalar) { count += 1 }
            index += length
        }
        return count
    }

    /// How many there are in a text.
    static func count(_ text: String) -> Int {
        var text = text
        text.makeContiguousUTF8()
        return count(text.utf8Span.span)
    }

    /// They alone, in small letters.
    static func folded(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        var isPlain = true
        for byte in text.utf8 {
            if byte >= 0x80 {
                isPlain = false
                break
            }
            if ASCII.isAlphanumeric(byte) { folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
        }
        if isPlain { return folded }
        var letters = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where isLetter(scalar) { letters.append(scalar) }
        return Array(String(letters).lowercased().utf8)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return ASCII.isAlphanumeric(UInt8(scalar.value)) }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The scalar at an offset of valid UTF-8, and its bytes.
    private static func scalar(_ text: Span<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
        let lead = text[index]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length where index + offset < text.count {
            value = value << 6 | UInt32(text[index + offset] & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
