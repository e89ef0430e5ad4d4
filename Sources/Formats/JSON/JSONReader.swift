import Text
import Wire
public import Article

/// Reads JSON (RFC 8259) as documents have it, forgiving what leaves no doubt.
///
/// Control characters in strings, lone surrogates, escapes that JSON does not know, a comma after the last element and
/// Python's `NaN` are tolerated, and counted in ``damaged`` where a character was replaced. Anything else ends the
/// reading: ``fault`` says where, and the elements and members that were whole stand.
///
/// ```swift
/// var reader = JSONReader(bytes.span)
/// let document = reader.value()
/// let title = document?["title"]?.string
/// ```
///
/// The bytes are UTF-8. Time is linear in them.
public struct JSONReader: ~Escapable {
    let bytes: Span<UInt8>
    private let limits: DocumentLimits
    public private(set) var index = 0
    /// How many characters had to be replaced.
    public private(set) var damaged = 0
    /// What ended the reading of a value.
    public private(set) var fault: JSONFault?
    private var values = 0

    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, limits: DocumentLimits = DocumentLimits()) {
        self.bytes = bytes
        self.limits = limits
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
    }

    /// Whether nothing but white space is left.
    public mutating func isAtEnd() -> Bool {
        skipSpace()
        return index >= bytes.count
    }

    /// Reads the value that stands next; nil where none does. After a fault it is what was whole of it.
    public mutating func value() -> JSONValue? {
        guard fault == nil else { return nil }
        return value(depth: 0)
    }

    private mutating func value(depth: Int) -> JSONValue? {
        skipSpace()
        guard index < bytes.count else { return fail(.endsEarly) }
        values += 1
        if values > limits.jsonValues { return fail(.tooLarge(limits.jsonValues)) }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth: depth + 1)
        case UInt8(ascii: "["): return array(depth: depth + 1)
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "-"), 0x30...0x39: return number()
        default: return word()
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        guard depth <= limits.jsonDepth else { return fail(.tooDeep(limits.jsonDepth)) }
        var object = JSONObject()
        index += 1
        while true {
            skipSpace()
            guard index < bytes.count else {
                fault = fault(.endsEarly)
                return .object(object)
            }
            if bytes[index] == UInt8(ascii: "}") {
                index += 1
                return .object(object)
            }
            if bytes[index] == UInt8(ascii: ","), !object.members.isEmpty {
                index += 1
                continue
            }
            guard bytes[index] == UInt8(ascii: "\""), let key = string() else {
                fault = fault ?? fault(.malformed)
                return .object(object)
            }
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
                fault = fault(index < bytes.count ? .malformed : .endsEarly)
                return .object(object)
            }
            index += 1
            let isContainer = opensContainer()
            let value = value(depth: depth)
            if let value, fault == nil || isContainer {
                object.members.append(JSONObject.Member(key: key, value: value))
            }
            if fault != nil { return .object(object) }
            guard follows(UInt8(ascii: "}")) else {
                fault = fault(index < bytes.count ? .malformed : .endsEarly)
                return .object(object)
            }
        }
    }

    private mutating func array(depth: Int) -> JSONValue? {
        guard depth <= limits.jsonDepth else { return fail(.tooDeep(limits.jsonDepth)) }
        var elements: [JSONValue] = []
        index += 1
        while true {
            skipSpace()
            guard index < bytes.count else {
                fault = fault(.endsEarly)
                return .array(elements)
            }
            if bytes[index] == UInt8(ascii: "]") {
                index += 1
                return .array(elements)
            }
            if bytes[index] == UInt8(ascii: ","), !elements.isEmpty {
                index += 1
                continue
            }
            let value = value(depth: depth)
            // What was cut short is no element.
            if let value, fault == nil { elements.append(value) }
            if fault != nil { return .array(elements) }
            guard follows(UInt8(ascii: "]")) else {
                fault = fault(index < bytes.count ? .malformed : .endsEarly)
                return .array(elements)
            }
        }
    }

    /// Whether a comma or the end of the container comes next.
    private mutating func follows(_ end: UInt8) -> Bool {
        skipSpace()
        return index < bytes.count && (bytes[index] == UInt8(ascii: ",") || bytes[index] == end)
    }

    private mutating func opensContainer() -> Bool {
        skipSpace()
        return index < bytes.count && (bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "["))
    }

    private mutating func number() -> JSONValue {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
                UInt8(ascii: "E"):
                index += 1
            default: return .number(text(start, index))
            }
        }
        return .number(text(start, index))
    }

    private mutating func word() -> JSONValue? {
        for (word, value) in JSONReader.words where bytes.matches(word, at: index) {
            index += word.utf8.count
            return value
        }
        return fail(.malformed)
    }

    private static let words: [(String, JSONValue)] = [
        ("true", .bool(true)), ("false", .bool(false)), ("null", .null), ("NaN", .null), ("Infinity", .null),
    ]

    /// Reads a string that begins here.
    private mutating func string() -> String? {
        index += 1
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index += 1
                return text(start, index - 1)
            }
            if byte == UInt8(ascii: "\\") || byte < 0x20 { return escapedString(from: start) }
            index += 1
        }
        fault = fault(.endsEarly)
        return nil
    }

    private mutating func escapedString(from start: Int) -> String? {
        var text: [UInt8] = []
        text.append(copying: bytes, start..<index)
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard index < bytes.count else { break }
                switch JSONEscape.read(bytes, after: index - 1) {
                case .character(let scalar, let end):
                    // A NUL or another control character is no text, however it is written.
                    if scalar.value >= 0x20 || scalar.value == 0x09 || scalar.value == 0x0A || scalar.value == 0x0D {
                        text.append(contentsOf: Array(String(Character(scalar)).utf8))
                    }
                    index = end
                case .loneSurrogate(let end):
                    damaged += 1
                    text.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    index = end
                case .unknown:
                    damaged += 1
                }
            case 0..<0x20:
                if byte == 0x09 || byte == 0x0A || byte == 0x0D { text.append(byte) } else { damaged += 1 }
            default: text.append(byte)
            }
        }
        fault = fault(.endsEarly)
        return nil
    }

    private func text(_ start: Int, _ end: Int) -> String {
        if let utf8 = try? UTF8Span(validating: bytes.extracting(start..<end)) { return String(copying: utf8) }
        var text: [UInt8] = []
        text.append(copying: bytes, start..<end)
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func skipSpace() {
        while index < bytes.count, MarkupBytes.isSpace(bytes[index]) { index += 1 }
    }

    private mutating func fail(_ reason: JSONFault.Reason) -> JSONValue? {
        fault = fault(reason)
        return nil
    }

    private func fault(_ reason: JSONFault.Reason) -> JSONFault {
        var line = 1
        for at in 0..<min(index, bytes.count) where bytes[at] == 0x0A { line += 1 }
        return JSONFault(reason: reason, offset: index, line: line)
    }
}

/// Why JSON could be read no further, and where.
public struct JSONFault: Error, Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        /// The text ends inside a value.
        case endsEarly
        /// Something stands where a value, a comma or a closing bracket has to be.
        case malformed
        /// Arrays and objects stand inside each other deeper than this.
        case tooDeep(Int)
        /// There are more values than this.
        case tooLarge(Int)
    }

    public var reason: Reason
    /// The byte of the UTF-8 text at which reading stopped.
    public var offset: Int
    /// The line that this byte is in, from 1.
    public var line: Int

    /// The setting of the limit that it is beyond; nil for any other fault.
    var setting: LimitSetting? {
        switch reason {
        case .tooDeep: .jsonDepth
        case .tooLarge: .jsonValues
        case .endsEarly, .malformed: nil
        }
    }

    /// What is the matter, as the end of a sentence about the document.
    public var explanation: String {
        switch reason {
        case .endsEarly: "ends early, in line \(line)"
        case .malformed: "is not valid JSON in line \(line)"
        case .tooDeep(let limit): "nests values more than \(limit) deep, in line \(line)"
        case .tooLarge(let limit): "has more than \(limit) values"
        }
    }
}
