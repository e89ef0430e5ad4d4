extension Array where Element == UInt8 {
    /// A copy of the bytes of a span.
    init(span: Span<UInt8>) {
        self.init(capacity: span.count) { output in
            for index in span.indices { output.append(span[index]) }
        }
    }
}

extension StringProtocol {
    /// Without the white space of ASCII at both ends.
    func trimmingSpaces() -> String {
        let bytes = Array(utf8)
        var start = 0
        var end = bytes.count
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}

extension String {
    /// The lines between line feeds, found by bytes: to look for them by characters takes many times as long.
    var lines: [Substring] {
        var lines: [Substring] = []
        var start = utf8.startIndex
        var index = start
        while index < utf8.endIndex {
            let next = utf8.index(after: index)
            if utf8[index] == 0x0A {
                lines.append(self[start..<index])
                start = next
            }
            index = next
        }
        lines.append(self[start...])
        return lines
    }
}

extension Substring {
    /// Where the first colon stands, of ASCII or of full width, within a number of bytes; nil where there is none.
    func colon(within limit: Int) -> (before: Substring, after: Substring)? {
        var index = utf8.startIndex
        var count = 0
        while index < utf8.endIndex, count < limit {
            let byte = utf8[index]
            if byte == 0x3A { return (self[..<index], self[utf8.index(after: index)...]) }
            if byte == 0xEF, utf8[index...].starts(with: [0xEF, 0xBC, 0x9A]) {
                return (self[..<index], self[utf8.index(index, offsetBy: 3)...])
            }
            index = utf8.index(after: index)
            count += 1
        }
        return nil
    }
}

extension StringProtocol {
    /// Whether some bytes stand anywhere in the text. What the standard library has for that compares characters, and takes
    /// many times as long.
    func hasBytes(of word: String) -> Bool {
        let bytes = Array(utf8)
        let pattern = Array(word.utf8)
        guard let first = pattern.first, pattern.count <= bytes.count else { return pattern.isEmpty }
        for start in 0...(bytes.count - pattern.count) where bytes[start] == first {
            var length = 1
            while length < pattern.count, bytes[start + length] == pattern[length] { length += 1 }
            if length == pattern.count { return true }
        }
        return false
    }
}
