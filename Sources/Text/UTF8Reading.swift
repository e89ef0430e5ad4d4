/// One code point of UTF-8 text.
@usableFromInline
package struct CodePoint {
    @usableFromInline package var value: UInt32
    /// The bytes it takes, at least 1.
    @usableFromInline package var length: Int

    @inlinable
    package init(value: UInt32, length: Int) {
        self.value = value
        self.length = length
    }
}

extension Span<UInt8> {
    /// The code point that starts at `index`. A byte that starts none counts as U+FFFD and one byte.
    @inlinable
    @inline(__always)
    package func codePoint(at index: Int) -> CodePoint {
        let lead = self[index]
        if lead < 0x80 { return CodePoint(value: UInt32(lead), length: 1) }
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC2, lead <= 0xF4, index + length <= count else { return CodePoint(value: 0xFFFD, length: 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = self[index + offset]
            guard byte & 0xC0 == 0x80 else { return CodePoint(value: 0xFFFD, length: 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return CodePoint(value: value, length: length)
    }

    /// The code point that ends before `index`.
    @inlinable
    package func codePoint(before index: Int) -> CodePoint {
        var start = index - 1
        while start > 0, index - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
        let point = codePoint(at: start)
        return start + point.length == index ? point : CodePoint(value: 0xFFFD, length: 1)
    }
}

extension [UInt8] {
    /// Appends a code point as UTF-8.
    package mutating func append(codePoint value: UInt32) {
        switch value {
        case 0..<0x80:
            append(UInt8(value))
        case 0x80..<0x800:
            append(UInt8(0xC0 | value >> 6))
            append(UInt8(0x80 | value & 0x3F))
        case 0x800..<0x10000:
            append(UInt8(0xE0 | value >> 12))
            append(UInt8(0x80 | value >> 6 & 0x3F))
            append(UInt8(0x80 | value & 0x3F))
        default:
            append(UInt8(0xF0 | value >> 18 & 0x07))
            append(UInt8(0x80 | value >> 12 & 0x3F))
            append(UInt8(0x80 | value >> 6 & 0x3F))
            append(UInt8(0x80 | value & 0x3F))
        }
    }

    /// Appends a long stretch of a span, as a copy of a block.
    package mutating func append(contentsOf source: Span<UInt8>, from start: Int, to end: Int) {
        let at = count
        append(contentsOf: repeatElement(0, count: end - start))
        TextLibraries.copy(source.extracting(start..<end), into: &self, at: at)
    }

    /// Appends the bytes of a span.
    @inline(__always)
    package mutating func append(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        guard end - start < 8 else { return append(contentsOf: bytes, from: start, to: end) }
        var index = start
        while index < end {
            append(bytes[index])
            index += 1
        }
    }
}
