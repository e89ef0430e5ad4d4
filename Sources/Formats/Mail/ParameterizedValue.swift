/// A value with parameters, as Content-Type and Content-Disposition have it (RFC 2045, section 5.1; RFC 2231).
struct ParameterizedValue {
    /// What stands before the first semicolon, in lower case.
    var value: String
    private var parameters: [String: String] = [:]

    private static let countLimit = 100

    init(_ bytes: [UInt8]) {
        var scanner = Scanner(bytes: bytes)
        value = String(decoding: scanner.plain(), as: UTF8.self).lowercased().trimmingSpaces()
        var pieces: [String: [(number: Int, isEncoded: Bool, bytes: [UInt8])]] = [:]
        var count = 0
        while let (name, bytes) = scanner.parameter(), count < Self.countLimit {
            count += 1
            // `name*1*`: a piece of a value, in percent-encoding.
            var parts = name.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
            let isEncoded = parts.count > 1 && parts.last == ""
            if isEncoded { parts.removeLast() }
            let base = parts[0]
            if parts.count == 1, !isEncoded {
                if parameters[base] == nil { parameters[base] = EncodedWord.decode(bytes) }
                continue
            }
            let number = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
            pieces[base, default: []].append((number, isEncoded, bytes))
        }
        for (name, pieces) in pieces { parameters[name] = Self.joined(pieces.sorted { $0.number < $1.number }) }
    }

    subscript(_ name: String) -> String? { parameters[name] }

    private static func joined(_ pieces: [(number: Int, isEncoded: Bool, bytes: [UInt8])]) -> String {
        var charset: String?
        var all: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            var bytes = piece.bytes[...]
            // CHARSET'LANGUAGE' before the first piece.
            if index == 0, piece.isEncoded, let first = bytes.firstIndex(of: 0x27),
                let second = bytes[(first + 1)...].firstIndex(of: 0x27)
            {
                charset = String(decoding: bytes[..<first], as: UTF8.self).lowercased()
                bytes = bytes[(second + 1)...]
            }
            all += piece.isEncoded ? unescaped(bytes) : Array(bytes)
        }
        return charset == nil || charset == "" ? EncodedWord.decode(all) : EncodedWord.decoded(all, charset)
    }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x25, index + 2 < bytes.endIndex, let high = HexDigit.value(bytes[index + 1]),
                let low = HexDigit.value(bytes[index + 2])
            {
                output.append(UInt8(high << 4 | low))
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    /// Reads the value and its parameters front to back.
    private struct Scanner {
        var bytes: [UInt8]
        var index = 0

        /// Up to the next semicolon, without comments.
        mutating func plain() -> [UInt8] {
            var text: [UInt8] = []
            var depth = 0
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == 0x28 {
                    depth += 1
                } else if byte == 0x29, depth > 0 {
                    depth -= 1
                } else if depth == 0 {
                    if byte == 0x3B { break }
                    text.append(byte)
                }
            }
            return text
        }

        /// The next `name=value`.
        mutating func parameter() -> (name: String, value: [UInt8])? {
            while index < bytes.count {
                while index < bytes.count, bytes[index] == 0x3B || bytes[index] <= 0x20 { index += 1 }
                let start = index
                while index < bytes.count, bytes[index] != 0x3D, bytes[index] != 0x3B { index += 1 }
                let name = String(decoding: bytes[start..<index], as: UTF8.self).trimmingSpaces().lowercased()
                guard index < bytes.count, bytes[index] == 0x3D else { continue }
                index += 1
                return (name, self.value())
            }
            return nil
        }

        private mutating func value() -> [UInt8] {
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            guard index < bytes.count, bytes[index] == 0x22 else {
                let text = plain()
                let end = text.lastIndex { $0 > 0x20 } ?? -1
                return Array(text[...end].drop { $0 <= 0x20 })
            }
            index += 1
            var text: [UInt8] = []
            while index < bytes.count, bytes[index] != 0x22 {
                // Windows paths were written with their backslashes bare.
                if bytes[index] == 0x5C, index + 1 < bytes.count, bytes[index + 1] == 0x22 || bytes[index + 1] == 0x5C {
                    index += 1
                }
                text.append(bytes[index])
                index += 1
            }
            while index < bytes.count, bytes[index] != 0x3B { index += 1 }
            return text
        }
    }
}
