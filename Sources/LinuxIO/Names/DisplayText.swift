extension String {
    /// The text on one line, with everything that could act on a terminal, or deceive its reader, made visible.
    ///
    /// Control characters (C0, C1, DEL), line and paragraph separators, bidirectional controls (UAX #9), zero-width
    /// characters, the byte-order mark and tags are written `\u{H}`, with `\n`, `\r`, `\t` and `\\` in their short forms.
    public var escapedForDisplay: String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) { return self }
        var shown = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            case "\\": shown += "\\\\"
            case _ where scalar.actsOnDisplay:
                shown += "\\u{" + hexadecimal(scalar.value, digits: 1) + "}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// Escaped as ``escapedForDisplay`` does it, but for backslashes: for text of which most has been escaped by whoever
    /// knew that it came from outside, such as a message with a path in it.
    public var escapedAgainForDisplay: String {
        split(separator: "\\", omittingEmptySubsequences: false).map { String($0).escapedForDisplay }
            .joined(separator: "\\")
    }
}

extension Path {
    /// Reads what ``display`` has written; nil where the text has an escape that it does not write.
    public init?(displayed text: String) {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "\\"): bytes.append(byte)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "x"):
                guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, let byte = UInt8(digits, radix: 16)
                else { return nil }
                bytes.append(byte)
                rest.removeFirst(2)
            case UInt8(ascii: "u"):
                guard rest.popFirst() == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")),
                    let digits = String(rest[..<end]), let value = UInt32(digits, radix: 16),
                    let scalar = UnicodeScalar(value)
                else { return nil }
                bytes += Array(String(scalar).utf8)
                rest = rest[end...].dropFirst()
            default: return nil
            }
        }
        // No name has a NUL in it.
        if bytes.contains(0) { return nil }
        self.init(bytes)
    }
}

extension UnicodeScalar {
    /// Whether the scalar has no shape of its own and changes how what is around it is shown.
    public var actsOnDisplay: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true  // control characters
        case 0xAD, 0x61C, 0x180E: true  // soft hyphen, Arabic letter mark, Mongolian vowel separator
        case 0x200B...0x200F, 0x2028...0x202E: true  // zero width, line ends, bidirectional embedding
        case 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true  // isolates, joiners, annotations
        case 0xE0000...0xE007F: true  // tags
        default: false
        }
    }
}

/// The number in lower-case hexadecimal, padded with zeros to at least `digits` digits.
func hexadecimal(_ number: UInt32, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
