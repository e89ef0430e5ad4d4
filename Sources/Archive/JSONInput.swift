import Text
import Article

/// Reads one line of JSON as this project writes it: no white space between the tokens, keys in a known order.
///
/// It walks over the bytes and notes where things stand; nothing is copied. Each function throws a ``RecordFault`` with
/// the byte at which the line stops being what was asked for.
struct JSONInput: ~Escapable {
    let bytes: Span<UInt8>
    private(set) var index = 0
    /// How many members were passed over because this version does not know them.
    var passedOver = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { index == bytes.count }

    func fault(_ reason: RecordFault.Reason) -> RecordFault {
        RecordFault(reason: reason, offset: index)
    }

    /// Goes over `text` where it stands next; as the first member of an object, a key has no comma before it.
    mutating func skip(_ text: StaticText, asFirst: Bool = false) -> Bool {
        let first = asFirst ? 1 : 0
        let count = text.bytes.count - first
        guard bytes.count - index >= count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.bytes[first + offset] { return false }
        index += count
        return true
    }

    /// Whether `text` stands next.
    func isNext(_ text: StaticText) -> Bool {
        guard bytes.count - index >= text.bytes.count else { return false }
        for offset in text.bytes.indices where bytes[index + offset] != text.bytes[offset] { return false }
        return true
    }

    /// Goes over bytes that the caller has looked at.
    mutating func advance(_ count: Int) {
        index += count
    }

    /// Goes over `text`, which must stand next.
    mutating func expect(_ text: StaticText, or reason: RecordFault.Reason) throws(RecordFault) {
        if !skip(text) { throw fault(reason) }
    }

    /// Reads a string and returns where its content stands, between the quotation marks and with its escapes.
    mutating func string() throws(RecordFault) -> Range<Int> {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw fault(.notAString) }
        index += 1
        let start = index
        let end = bytes.count
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return start..<index - 1
            }
            if byte == UInt8(ascii: "\\") {
                try skipEscape()
            } else if byte < 0x20 {
                throw fault(.controlCharacter)
            } else {
                index += 1
            }
        }
        throw fault(.endsEarly)
    }

    /// Reads a string with something in it.
    mutating func text() throws(RecordFault) -> Range<Int> {
        let before = index
        let range = try string()
        if range.isEmpty { throw RecordFault(reason: .emptyText, offset: before) }
        return range
    }

    /// Reads an array of strings and returns where it stands, without its brackets, and how many it holds.
    mutating func strings() throws(RecordFault) -> TextList {
        try expect(.openBracket, or: .notAnArray)
        let start = index
        if skip(.closeBracket) { return TextList(range: start..<start, count: 0) }
        var count = 0
        repeat {
            _ = try text()
            count += 1
        } while skip(.comma)
        let end = index
        try expect(.closeBracket, or: .notAnArray)
        return TextList(range: start..<end, count: count)
    }

    /// Reads a whole number within `range`.
    mutating func number(in range: ClosedRange<Int64>) throws(RecordFault) -> Int64 {
        let start = index
        let negative = skip(.minus)
        var value: Int64 = 0
        let first = index
        while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowed) = product.subtractingReportingOverflow(Int64(bytes[index] - UInt8(ascii: "0")))
            if overflow || overflowed { throw RecordFault(reason: .numberOutOfRange, offset: start) }
            value = sum
            index += 1
        }
        guard index > first, index == first + 1 || bytes[first] != UInt8(ascii: "0"),
            !(negative && value == 0)
        else { throw RecordFault(reason: .notANumber, offset: start) }
        if !negative {
            if value == .min { throw RecordFault(reason: .numberOutOfRange, offset: start) }
            value = -value
        }
        guard range.contains(value) else { throw RecordFault(reason: .numberOutOfRange, offset: start) }
        return value
    }

    private mutating func skipEscape() throws(RecordFault) {
        guard index + 1 < bytes.count else { throw fault(.badEscape) }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            index += 2
        case UInt8(ascii: "u"):
            guard let unit = JSONEscape.unit(bytes, at: index), unit & 0xFC00 != 0xDC00 else { throw fault(.badEscape) }
            if unit & 0xFC00 == 0xD800 {
                guard let low = JSONEscape.unit(bytes, at: index + 6), low & 0xFC00 == 0xDC00 else {
                    throw fault(.badEscape)
                }
                index += 6
            }
            index += 6
        default: throw fault(.badEscape)
        }
    }
}

/// Several strings in a record's line.
struct TextList: Equatable, Sendable {
    /// Where they stand, with their quotation marks and commas.
    var range: Range<Int>
    var count: Int
}

/// Punctuation and keys, as bytes that are made once.
struct StaticText: Sendable {
    let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    static let openBracket = StaticText("[")
    static let closeBracket = StaticText("]")
    static let comma = StaticText(",")
    static let minus = StaticText("-")
}

/// The text that a JSON string stands for.
enum JSONText {
    /// The string's bytes in UTF-8, its escapes resolved. The string has been checked by ``JSONInput/string()``.
    static func decode(_ line: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        append(line, range, to: &decoded)
        return decoded
    }

    /// The string as text.
    static func string(_ line: Span<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: decode(line, range), as: UTF8.self)
    }

    /// The strings of a list.
    static func strings(_ line: Span<UInt8>, _ list: TextList) -> [String] {
        var strings: [String] = []
        strings.reserveCapacity(list.count)
        var index = list.range.lowerBound
        while index < list.range.upperBound {
            let start = index + 1
            index = start
            while line[index] != UInt8(ascii: "\"") { index += line[index] == UInt8(ascii: "\\") ? 2 : 1 }
            strings.append(string(line, start..<index))
            index += 2
        }
        return strings
    }

    private static func append(_ line: Span<UInt8>, _ range: Range<Int>, to decoded: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = line[index]
            guard byte == UInt8(ascii: "\\") else {
                decoded.append(byte)
                index += 1
                continue
            }
            index += 2
            switch line[index - 1] {
            case UInt8(ascii: "b"): decoded.append(0x08)
            case UInt8(ascii: "f"): decoded.append(0x0C)
            case UInt8(ascii: "n"): decoded.append(0x0A)
            case UInt8(ascii: "r"): decoded.append(0x0D)
            case UInt8(ascii: "t"): decoded.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = UInt32(JSONEscape.unit(line, at: index - 2) ?? 0xFFFD)
                index += 4
                if scalar & 0xFC00 == 0xD800, let low = JSONEscape.unit(line, at: index) {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + UInt32(low & 0x3FF)
                    index += 6
                }
                let character = UnicodeScalar(scalar) ?? "\u{FFFD}"
                decoded.append(contentsOf: UTF8.encode(character).map(Array.init) ?? [])
            case let character: decoded.append(character)
            }
        }
    }
}

extension JSONInput {
    /// Reads a value of a form.
    mutating func value(_ form: FieldForm) throws(RecordFault) -> FieldValue {
        switch form {
        case .text: return .text(JSONText.string(bytes, try text()))
        case .texts:
            let list = try strings()
            if list.count == 0 { throw fault(.emptyList) }
            return .texts(JSONText.strings(bytes, list))
        case .word(let words):
            let before = index
            let word = JSONText.string(bytes, try text())
            guard words.contains(word) else { throw RecordFault(reason: .unknownWord, offset: before) }
            return .text(word)
        case .moment:
            let before = index
            let text = JSONText.string(bytes, try text())
            guard OffsetTime(rfc3339: text)?.description == text else {
                throw RecordFault(reason: .badTime, offset: before)
            }
            return .text(text)
        case .instant:
            let before = index
            let range = try string()
            guard Timestamp.parse(whole: bytes.extracting(range)) != nil else {
                throw RecordFault(reason: .badTime, offset: before)
            }
            return .text(JSONText.string(bytes, range))
        case .places:
            var places: [Int] = []
            try expect(.openBracket, or: .notAnArray)
            repeat {
                let least = Int64((places.last ?? -1) + 1)
                places.append(Int(try number(in: least...Int64(Int32.max))))
            } while skip(.comma)
            try expect(.closeBracket, or: .notAnArray)
            return .places(places)
        case .contentID:
            try expect(.contentIDStart, or: .badID)
            return .contentID(try contentID())
        case .sequence: return .sequence(try number(in: 1...Int64.max))
        case .year: return .year(Int(try number(in: 1000...9999)))
        case .share:
            let before = index
            let isWhole = skip(.one)
            if !isWhole { try expect(.zero, or: .notANumber) }
            var thousandths = 0
            for _ in 0..<3 {
                guard !isAtEnd, (0x30...0x39).contains(bytes[index]) else { throw fault(.notANumber) }
                thousandths = thousandths * 10 + Int(bytes[index] - 0x30)
                advance(1)
            }
            guard !isWhole || thousandths == 0 else { throw RecordFault(reason: .numberOutOfRange, offset: before) }
            return .share(isWhole ? 1_000 : thousandths)
        case .object(let forms): return .object(try members(forms))
        case .objects(let forms):
            var objects: [[FieldValue?]] = []
            try expect(.openBracket, or: .notAnArray)
            repeat { objects.append(try members(forms)) } while skip(.comma)
            try expect(.closeBracket, or: .notAnArray)
            return .objects(objects)
        }
    }

    /// Reads an object: its known members in their order, at least one, and others in between that are passed over.
    private mutating func members(_ forms: [FieldMember]) throws(RecordFault) -> [FieldValue?] {
        var values = [FieldValue?](repeating: nil, count: forms.count)
        try expect(.openBrace, or: .notAnObject)
        var next = 0
        repeat {
            let before = index
            let name = JSONText.string(bytes, try string())
            try expect(.colon, or: .unexpected)
            guard let place = forms.firstIndex(where: { $0.name == name }) else {
                try skipUnknownValue()
                continue
            }
            guard place >= next else { throw RecordFault(reason: .unexpected, offset: before) }
            if forms[next..<place].contains(where: \.isRequired) {
                throw RecordFault(reason: .missingKey, offset: before)
            }
            values[place] = try value(forms[place].form)
            next = place + 1
        } while skip(.comma)
        if forms[next...].contains(where: \.isRequired) { throw fault(.missingKey) }
        try expect(.closeBrace, or: .unexpected)
        return values
    }

    /// Goes over a value that a later version of the format has, whatever it is.
    mutating func skipUnknownValue(depth: Int = 0) throws(RecordFault) {
        guard !isAtEnd, depth < 32 else { throw fault(.unexpected) }
        passedOver += depth == 0 ? 1 : 0
        switch bytes[index] {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let isObject = bytes[index] == UInt8(ascii: "{")
            advance(1)
            if skip(isObject ? .closeBrace : .closeBracket) { return }
            repeat {
                if isObject {
                    _ = try string()
                    try expect(.colon, or: .unexpected)
                }
                try skipUnknownValue(depth: depth + 1)
            } while skip(.comma)
            try expect(isObject ? .closeBrace : .closeBracket, or: .unexpected)
        default:
            for literal in [StaticText.true, .false, .null] where skip(literal) { return }
            let start = index
            while !isAtEnd, "+-.0123456789eE".utf8.contains(bytes[index]) { advance(1) }
            if index == start { throw fault(.unexpected) }
        }
    }

    /// Goes over one or more members of an object that this version does not know; false where `key` stands next, a known
    /// name, or no further member.
    mutating func passUnknown(
        before key: StaticText,
        unless isKnown: (String) -> Bool = { _ in false }
    ) throws(RecordFault) -> Bool {
        var hasPassed = false
        while !isAtEnd, bytes[index] == UInt8(ascii: ","), !isNext(key) {
            var ahead = self
            ahead.advance(1)
            let name = JSONText.string(bytes, try ahead.string())
            if isKnown(name) { break }
            try ahead.expect(.colon, or: .unexpected)
            try ahead.skipUnknownValue()
            self = ahead
            hasPassed = true
        }
        return hasPassed
    }
}

extension StaticText {
    static let openBrace = StaticText("{")
    static let colon = StaticText(":")
    static let contentIDStart = StaticText("\"sha256:")
    static let one = StaticText("1.")
    static let zero = StaticText("0.")
    static let `true` = StaticText("true")
    static let `false` = StaticText("false")
    static let null = StaticText("null")
}
