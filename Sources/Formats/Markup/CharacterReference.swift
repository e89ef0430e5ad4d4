import Article

/// A reference to a character, by number or by name: `&#8217;`, `&#x2019;`, `&rsquo;`.
struct CharacterReference {
    /// What it stands for, in UTF-8; empty for a control character that no text has.
    var text: [UInt8]
    /// Where it ends.
    var end: Int
    /// Whether a semicolon closes it.
    var isClosed: Bool

    /// The reference by number that begins at `start`; nil where none stands.
    static func numeric(_ bytes: Span<UInt8>, at start: Int, before limit: Int) -> CharacterReference? {
        guard start + 2 < limit, bytes[start] == UInt8(ascii: "&"), bytes[start + 1] == UInt8(ascii: "#") else {
            return nil
        }
        var index = start + 2
        let isHexadecimal = bytes[index] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let first = index
        var value: UInt32 = 0
        while index < limit {
            let byte = bytes[index]
            let digit: UInt32
            switch byte {
            case 0x30...0x39: digit = UInt32(byte - 0x30)
            case 0x41...0x46 where isHexadecimal: digit = UInt32(byte - 0x41) + 10
            case 0x61...0x66 where isHexadecimal: digit = UInt32(byte - 0x61) + 10
            default: digit = .max
            }
            if digit == .max { break }
            value = min(0x11_0000, value * (isHexadecimal ? 16 : 10) + digit)
            index += 1
        }
        guard index > first else { return nil }
        let isClosed = index < limit && bytes[index] == UInt8(ascii: ";")
        return CharacterReference(text: utf8(value), end: isClosed ? index + 1 : index, isClosed: isClosed)
    }

    /// A character of XML 1.0 (production 2); U+FFFD for a number that is none, nothing for a control character.
    private static func utf8(_ value: UInt32) -> [UInt8] {
        if value < 0x20, value != 0x09, value != 0x0A, value != 0x0D { return [] }
        let scalar = value == 0xFFFE || value == 0xFFFF ? nil : Unicode.Scalar(value)
        return Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
    }

    /// Where a name stands between `&` at `start` and a semicolon; nil where none does.
    static func name(_ bytes: Span<UInt8>, at start: Int, before limit: Int) -> Range<Int>? {
        var index = start + 1
        guard index < limit, MarkupBytes.opensName(bytes[index]) else { return nil }
        // The longest of HTML's names has 31 letters; a document's own may have more.
        while index < limit, index - start < 128, MarkupBytes.continuesName(bytes[index]) { index += 1 }
        guard index < limit, bytes[index] == UInt8(ascii: ";") else { return nil }
        return start + 1..<index
    }
}

extension MarkupReader {
    /// Appends a stretch of text with references resolved, line ends made one and control characters dropped.
    ///
    /// - Parameter asValue: Whether it is an attribute's value, whose white space becomes spaces.
    mutating func resolve(_ range: Range<Int>, asValue: Bool, into target: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "&") else {
                index = appendCharacter(index, range.upperBound, asValue: asValue, &target)
                continue
            }
            if let reference = CharacterReference.numeric(bytes, at: index, before: range.upperBound) {
                if !reference.isClosed || reference.text.isEmpty { damaged += 1 }
                target.append(contentsOf: reference.text)
                index = reference.end
            } else if let name = CharacterReference.name(bytes, at: index, before: range.upperBound) {
                if !appendEntity(string(name), depth: 0, asValue: asValue, &target) {
                    damaged += 1
                    target.append(copying: bytes, index..<name.upperBound + 1)
                }
                index = name.upperBound + 1
            } else {
                damaged += 1
                target.append(UInt8(ascii: "&"))
                index += 1
            }
        }
    }

    /// Appends the character at `index` and returns where the next stands.
    mutating func appendCharacter(_ index: Int, _ limit: Int, asValue: Bool, _ target: inout [UInt8]) -> Int {
        let byte = bytes[index]
        if byte >= 0x20 {
            target.append(byte)
            return index + 1
        }
        switch byte {
        case 0x0D:
            target.append(asValue ? 0x20 : 0x0A)
            return index + 1 < limit && bytes[index + 1] == 0x0A ? index + 2 : index + 1
        case 0x0A, 0x09: target.append(asValue ? 0x20 : byte)
        default: damaged += 1
        }
        return index + 1
    }

    /// Appends what a name stands for: one of XML's five, an entity of the document, or a character of HTML's.
    private mutating func appendEntity(
        _ name: String,
        depth: Int,
        asValue: Bool,
        _ target: inout [UInt8]
    ) -> Bool {
        switch name {
        case "amp": target.append(UInt8(ascii: "&"))
        case "lt": target.append(UInt8(ascii: "<"))
        case "gt": target.append(UInt8(ascii: ">"))
        case "quot": target.append(UInt8(ascii: "\""))
        case "apos": target.append(UInt8(ascii: "'"))
        default:
            if depth < 16, let value = entities.value(name, of: limits.xmlEntities) {
                appendReplacement(value, depth: depth, asValue: asValue, &target)
            } else if let characters = NamedCharacters.text(of: name) {
                target.append(contentsOf: characters)
            } else {
                return false
            }
        }
        return true
    }

    /// Appends what an entity stands for, with the references in it.
    private mutating func appendReplacement(
        _ value: [UInt8],
        depth: Int,
        asValue: Bool,
        _ target: inout [UInt8]
    ) {
        let text = value.span
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "&") {
                if let reference = CharacterReference.numeric(text, at: index, before: text.count) {
                    target.append(contentsOf: reference.text)
                    index = reference.end
                    continue
                }
                if let name = CharacterReference.name(text, at: index, before: text.count) {
                    let string = String(decoding: value[name], as: UTF8.self)
                    if appendEntity(string, depth: depth + 1, asValue: asValue, &target) {
                        index = name.upperBound + 1
                        continue
                    }
                }
                damaged += 1
            }
            let byte = text[index]
            target.append(asValue && MarkupBytes.isSpace(byte) ? 0x20 : byte)
            index += 1
        }
    }
}
