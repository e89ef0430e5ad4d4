import Text

extension Span<UInt8> {
    /// Whether `text` stands at `start`.
    @inline(__always)
    func matches(_ text: String, at start: Int) -> Bool { matches(text, at: start, before: count) }

    /// Where a byte stands first from `start` on.
    func firstIndex(ofByte byte: UInt8, from start: Int) -> Int? {
        firstIndex(ofByte: byte, from: start, to: count)
    }

    /// The same before `end`.
    func firstIndex(ofByte byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard start < end else { return nil }
        let found = TextLibraries.find(byte, extracting(start..<end), 0)
        return start + found < end ? start + found : nil
    }

    /// Where `text` stands first from `start` on. The time is linear for a text like `-->` that ends in a byte which it
    /// holds once.
    func firstIndex(of text: String, from start: Int) -> Int? {
        guard let last = text.utf8.last else { return start }
        let length = text.utf8.count
        var index = start + length - 1
        while let end = firstIndex(ofByte: last, from: index) {
            if matches(text, at: end - length + 1) { return end - length + 1 }
            index = end + 1
        }
        return nil
    }

    /// Whether some bytes stand at an offset.
    func matches(_ pattern: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset + pattern.count <= count else { return false }
        for (index, byte) in pattern.enumerated() where self[offset + index] != byte { return false }
        return true
    }

    /// Whether the same bytes stand at two places.
    func areEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard one.count == other.count else { return false }
        for offset in 0..<one.count where self[one.lowerBound + offset] != self[other.lowerBound + offset] {
            return false
        }
        return true
    }

    /// Whether an ASCII word stands at an offset, in whatever case.
    func matchesIgnoringCase(_ word: String, at offset: Int, before limit: Int) -> Bool {
        var index = offset
        for byte in word.utf8 {
            guard index < limit, self[index].lowercasedASCII == byte.lowercasedASCII else { return false }
            index += 1
        }
        return true
    }

    /// Whether an ASCII word stands at an offset.
    func matches(_ word: String, at offset: Int, before limit: Int) -> Bool {
        var index = offset
        for byte in word.utf8 {
            guard index < limit, self[index] == byte else { return false }
            index += 1
        }
        return true
    }

    /// Where a byte stands next; `limit` where it does not.
    func next(_ byte: UInt8, from start: Int, before limit: Int) -> Int {
        var index = start
        while index < limit, self[index] != byte { index += 1 }
        return index
    }

    /// The ASCII text of a range.
    func asciiString(_ start: Int, _ end: Int) -> String {
        let bytes = extracting(start..<end)
        if bytes.indices.allSatisfy({ bytes[$0] < 0x80 }) { return String(decoding: Array(span: bytes), as: UTF8.self) }
        var text = ""
        for index in start..<end { text.unicodeScalars.append(Unicode.Scalar(self[index])) }
        return text
    }
}

extension [UInt8] {
    /// Appends a stretch of a span.
    mutating func append(copying source: Span<UInt8>, _ range: Range<Int>) {
        append(addingCapacity: range.count) { target in
            for index in range { target.append(source[index]) }
        }
    }
}

extension UInt8 {
    var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var isASCIIUpper: Bool { (0x41...0x5A).contains(self) }
    var isASCIILower: Bool { (0x61...0x7A).contains(self) }
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    var isASCIIHex: Bool { isASCIIDigit || (0x61...0x66).contains(self | 0x20) }
    /// A byte of a letter: of ASCII, or of any other script.
    var isLetterByte: Bool { isASCIILetter || self >= 0x80 }
    /// A letter, digit or underscore of ASCII.
    var isIdentifierByte: Bool { isASCIILetter || isASCIIDigit || self == 0x5F }
}
