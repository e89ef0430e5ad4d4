/// The header of a message or of a part of one (RFC 5322, section 2.2): its fields, each with the place of its value.
struct MailFields {
    struct Field {
        /// In lower case.
        var name: String
        /// The value in the message, with the line ends of a folded one in it.
        var value: Range<Int>
    }

    private(set) var fields: [Field] = []
    /// Where the body begins.
    private(set) var bodyStart: Int

    /// Reads the fields that begin at `range.lowerBound`. A line that is no field ends them, as a blank one does, unless
    /// another field follows it.
    ///
    /// - Parameter limit: the bytes that a header may have.
    init(_ bytes: Span<UInt8>, in range: Range<Int>, limit: Int) {
        bodyStart = range.upperBound
        var start = range.lowerBound
        while start < range.upperBound {
            let end = LineEnd.next(bytes, from: start, before: range.upperBound)
            if LineEnd.isBlank(bytes, start, end) {
                bodyStart = end
                return
            }
            if let colon = Self.colon(bytes, start, end), start - range.lowerBound < limit {
                var valueEnd = end
                // White space at the beginning of a line continues the value.
                while valueEnd < range.upperBound, bytes[valueEnd] == 0x20 || bytes[valueEnd] == 0x09 {
                    let next = LineEnd.next(bytes, from: valueEnd, before: range.upperBound)
                    if LineEnd.isBlank(bytes, valueEnd, next), !Self.continues(bytes, next, range.upperBound) { break }
                    valueEnd = next
                }
                fields.append(Field(name: Self.name(bytes, start, colon), value: colon + 1..<valueEnd))
                start = valueEnd
                continue
            }
            let isSeparator = MboxSeparator.isFrom(bytes, start) || bytes[start] == 0x3E
            guard
                isSeparator || Self.colon(bytes, end, LineEnd.next(bytes, from: end, before: range.upperBound)) != nil,
                start - range.lowerBound < limit
            else {
                bodyStart = start
                return
            }
            start = end
        }
    }

    /// Whether the header goes on after a line that holds nothing but white space.
    private static func continues(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Bool {
        guard start < limit else { return false }
        if bytes[start] == 0x20 || bytes[start] == 0x09 { return true }
        return colon(bytes, start, LineEnd.next(bytes, from: start, before: limit)) != nil
    }

    /// Where the colon after a field's name stands in a line; nil where the line is no field.
    static func colon(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end, bytes[index] > 0x20, bytes[index] < 0x7F, bytes[index] != 0x3A, index - start < 128 {
            index += 1
        }
        let nameEnd = index
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x09, index - nameEnd < 8 { index += 1 }
        return nameEnd > start && index < end && bytes[index] == 0x3A ? index : nil
    }

    private static func name(_ bytes: Span<UInt8>, _ start: Int, _ colon: Int) -> String {
        var name: [UInt8] = []
        for index in start..<colon where bytes[index] > 0x20 {
            name.append((0x41...0x5A).contains(bytes[index]) ? bytes[index] | 0x20 : bytes[index])
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// Where the value of the first field of a name stands.
    subscript(_ name: String) -> Range<Int>? { fields.first { $0.name == name }?.value }

    /// The value of the first field of a name that is not empty, unfolded, byte by byte.
    func value(_ name: String, of bytes: Span<UInt8>) -> [UInt8]? {
        for field in fields where field.name == name {
            let value = Self.unfolded(bytes, field.value)
            if !value.isEmpty { return value }
        }
        return nil
    }

    /// A value without the line ends of its folds and the white space around it (RFC 5322, section 2.2.3).
    static func unfolded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var value: [UInt8] = []
        value.reserveCapacity(range.count)
        for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { value.append(bytes[index]) }
        while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
        let first = value.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? 0
        if first > 0 { value.removeFirst(first) }
        return value
    }
}

/// The ends of lines: CRLF, LF, or CR alone where a message has no LF.
enum LineEnd {
    /// Where the line after the one at `start` begins.
    static func next(_ bytes: Span<UInt8>, from start: Int, before limit: Int) -> Int {
        var index = start
        while index < limit, bytes[index] != 0x0A { index += 1 }
        return min(index + 1, limit)
    }

    /// Whether a line holds nothing but white space.
    static func isBlank(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end
        where bytes[index] != 0x0A && bytes[index] != 0x0D && bytes[index] != 0x20 && bytes[index] != 0x09 {
            return false
        }
        return true
    }
}
