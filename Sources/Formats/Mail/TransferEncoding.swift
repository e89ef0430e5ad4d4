/// How the bytes of a part stand in the message (RFC 2045, section 6).
enum TransferEncoding {
    case identity
    case quotedPrintable
    case base64
    case uuencode

    /// By the value of Content-Transfer-Encoding; what is unknown leaves the bytes as they are.
    init(_ value: [UInt8]?) {
        let name = String(decoding: (value ?? []).prefix { $0 != 0x3B && $0 != 0x28 }, as: UTF8.self)
        switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
        case "quotedprintable", "qp": self = .quotedPrintable
        case "base64", "b64": self = .base64
        case "uuencode", "xuuencode", "uue", "xuue": self = .uuencode
        default: self = .identity
        }
    }

    func decode(_ bytes: Span<UInt8>) -> [UInt8] {
        switch self {
        case .identity: Array(span: bytes)
        case .quotedPrintable: QuotedPrintable.decode(bytes)
        case .base64: Base64.decode(bytes)
        case .uuencode: UUEncoding.decode(bytes) ?? Array(span: bytes)
        }
    }
}

/// Base64 (RFC 2045, section 6.8); characters outside of the alphabet are passed over, as the standard demands.
enum Base64 {
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            values[Int(byte)] = UInt8(value)
        }
        return values
    }()

    static func decode(_ bytes: Span<UInt8>) -> [UInt8] {
        let values = Self.values
        let table = values.span
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 4 * 3 + 3)
        var bits: UInt32 = 0
        var count = 0
        for index in bytes.indices {
            let byte = bytes[index]
            let value = table[Int(byte)]
            if value == 0xFF {
                // What was padded is complete; several such texts may stand one after the other.
                if byte == 0x3D {
                    bits = 0
                    count = 0
                }
                continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return output
    }
}

/// Quoted-printable (RFC 2045, section 6.7); what is no code stands for itself.
enum QuotedPrintable {
    static func decode(_ bytes: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        // Where the white space begins that stands at the end of a line, and was added on the way.
        var trailing: Int?
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x3D {
                trailing = nil
                if index + 2 < bytes.count, let high = HexDigit.value(bytes[index + 1]),
                    let low = HexDigit.value(bytes[index + 2])
                {
                    output.append(UInt8(high << 4 | low))
                    index += 3
                    continue
                }
                if let next = softBreak(bytes, index + 1) {
                    index = next
                    continue
                }
            } else if byte == 0x20 || byte == 0x09 {
                trailing = trailing ?? output.count
            } else if byte == 0x0A || byte == 0x0D {
                if let start = trailing { output.removeLast(output.count - start) }
                trailing = nil
            } else {
                trailing = nil
            }
            output.append(byte)
            index += 1
        }
        return output
    }

    /// Where the line goes on after a break that is none; nil where there is no break.
    private static func softBreak(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        if index == bytes.count { return index }
        if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { return index + 2 }
        return bytes[index] == 0x0A || bytes[index] == 0x0D ? index + 1 : nil
    }
}

/// uuencode, between `begin MODE NAME` and `end` (POSIX.1-2017, uuencode).
enum UUEncoding {
    /// Nil where nothing begins.
    static func decode(_ bytes: Span<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        var start = 0
        var isInside = false
        while start < bytes.count {
            let end = LineEnd.next(bytes, from: start, before: bytes.count)
            defer { start = end }
            if !isInside {
                isInside = begins(bytes, start, end)
                continue
            }
            let length = Int(bytes[start] &- 0x20) & 63
            if length == 0 || bytes[start] < 0x20 { return output }
            var line: [UInt8] = []
            var index = start + 1
            while line.count < length, index < end {
                func value(_ offset: Int) -> UInt8 {
                    index + offset < end && bytes[index + offset] > 0x20 ? (bytes[index + offset] &- 0x20) & 63 : 0
                }
                let (a, b, c, d) = (value(0), value(1), value(2), value(3))
                line += [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]
                index += 4
            }
            output += line.prefix(length)
        }
        return isInside ? output : nil
    }

    private static func begins(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let word = Array("begin ".utf8)
        guard end - start > 10 else { return false }
        for (index, byte) in word.enumerated() where bytes[start + index] != byte { return false }
        return (start + 6..<start + 9).allSatisfy { (0x30...0x37).contains(bytes[$0]) }
    }
}
