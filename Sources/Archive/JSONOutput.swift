import Article
import Base
import CText

/// JSON (RFC 8259) written from bytes to bytes, without a string in between.
package struct JSONOutput {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Makes room for as many bytes.
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    /// Forgets what was written and keeps the room.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Writes a text as it is; for punctuation and keys.
    package mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func removeByte(at index: Int) {
        bytes.remove(at: index)
    }

    mutating func append(contentsOf other: [UInt8]) {
        bytes.append(contentsOf: other)
    }

    /// Writes a number.
    mutating func appendNumber(_ number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        let magnitude = number.magnitude
        var divisor: UInt64 = 1
        while magnitude / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(magnitude / divisor % 10))
            divisor /= 10
        }
    }

    /// Writes a number that is not negative, with zeros before it up to `width` digits.
    mutating func appendPadded(_ number: Int, width: Int) {
        var bound = 10
        for _ in 1..<width {
            if number < bound { append(UInt8(ascii: "0")) }
            bound *= 10
        }
        appendNumber(Int64(number))
    }

    /// Writes a text as a JSON string.
    package mutating func appendString(_ text: String) {
        let utf8 = Array(text.utf8)
        appendString(utf8, 0..<utf8.count)
    }

    /// Writes a part of a text in UTF-8 as a JSON string.
    ///
    /// Beyond what RFC 8259 asks for, whatever could act on a terminal or end a line for a program that reads lines by
    /// Unicode's rules is escaped: DEL, the controls U+0080 to U+009F, the separators U+2028 and U+2029, and the
    /// embeddings, overrides and isolates of the bidirectional algorithm (U+202A to U+202E, U+2066 to U+2069).
    mutating func appendString(_ text: [UInt8], _ range: Range<Int>) {
        append(UInt8(ascii: "\""))
        var start = range.lowerBound
        var index = start
        let end = range.upperBound
        while true {
            index = JSONOutput.plainEnd(text, from: index, before: end)
            if index == end { break }
            let count = JSONOutput.lengthToEscape(text, at: index, before: end)
            if count == 0 {
                index += 1
                continue
            }
            bytes.append(contentsOf: text[start..<index])
            appendEscape(text, at: index, count: count)
            index += count
            start = index
        }
        bytes.append(contentsOf: text[start..<end])
        append(UInt8(ascii: "\""))
    }

    /// Where the next byte stands that may begin a character to escape.
    @inline(never)
    private static func plainEnd(_ text: [UInt8], from start: Int, before end: Int) -> Int {
        ctext_unescaped_end(text.span.extracting(0..<end), start)
    }

    /// How many bytes from `index` on make a character that is to be escaped; 0 where none is.
    private static func lengthToEscape(_ text: [UInt8], at index: Int, before end: Int) -> Int {
        switch text[index] {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: return 1
        case 0xC2 where index + 1 < end && text[index + 1] < 0xA0: return 2
        case 0xE2 where index + 2 < end:
            let rest = UInt16(text[index + 1]) << 8 | UInt16(text[index + 2])
            return 0x80A8...0x80AE ~= rest || 0x81A6...0x81A9 ~= rest ? 3 : 0
        default: return 0
        }
    }

    private mutating func appendEscape(_ text: [UInt8], at index: Int, count: Int) {
        append(UInt8(ascii: "\\"))
        let first = text[index]
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(first)
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            var scalar = UInt32(first)
            if count == 2 {
                scalar = UInt32(first & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
            } else if count == 3 {
                scalar = UInt32(first & 0x0F) << 12
                scalar |= UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
            }
            append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] as [UInt32] { append(Hexadecimal.lowerDigit(UInt8(scalar >> shift & 15))) }
        }
    }

    /// Writes a digest in hexadecimal, without quotation marks.
    mutating func appendHexadecimal(_ digest: SHA256Digest) {
        for index in 0..<32 { appendHexadecimal(digest[index]) }
    }

    /// Writes a byte as two hexadecimal digits.
    mutating func appendHexadecimal(_ byte: UInt8) {
        append(Hexadecimal.lowerDigit(byte >> 4))
        append(Hexadecimal.lowerDigit(byte & 15))
    }
}

extension JSONOutput {
    /// Writes a value.
    mutating func append(_ value: FieldValue, as form: FieldForm) {
        switch value {
        case .text(let text): appendString(text)
        case .texts(let texts): appendList(texts) { $0.appendString($1) }
        case .places(let places): appendList(places) { $0.appendNumber(Int64($1)) }
        case .contentID(let id): appendString("\(id)")
        case .sequence(let number): appendNumber(number)
        case .year(let year): appendNumber(Int64(year))
        case .share(let thousandths):
            append(thousandths == 1_000 ? "1." : "0.")
            appendPadded(thousandths % 1_000, width: 3)
        case .object(let members):
            if case .object(let forms) = form { append(members, forms) }
        case .objects(let objects):
            if case .objects(let forms) = form { appendList(objects) { $0.append($1, forms) } }
        }
    }

    private mutating func appendList<Element>(_ list: [Element], _ write: (inout JSONOutput, Element) -> Void) {
        append(UInt8(ascii: "["))
        for (index, element) in list.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            write(&self, element)
        }
        append(UInt8(ascii: "]"))
    }

    private mutating func append(_ members: [FieldValue?], _ forms: [FieldMember]) {
        append(UInt8(ascii: "{"))
        var isFirst = true
        for (value, member) in zip(members, forms) {
            guard let value else { continue }
            if !isFirst { append(UInt8(ascii: ",")) }
            isFirst = false
            append("\"\(member.name)\":")
            append(value, as: member.form)
        }
        append(UInt8(ascii: "}"))
    }
}
