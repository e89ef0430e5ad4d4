/// A value of JSON (RFC 8259).
public indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number as it is printed, for no reader here computes with one.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The member of an object; nil where there is none, where it is `null`, and for what is no object.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let object) = self, let value = object[key], value != .null else { return nil }
        return value
    }

    /// What stands at the end of a path of keys.
    public func at(_ path: String...) -> JSONValue? {
        var value = self
        for key in path {
            guard let next = value[key] else { return nil }
            value = next
        }
        return value
    }

    /// The text of a string that has some.
    public var string: String? {
        guard case .string(let text) = self, !text.isEmpty else { return nil }
        return text
    }

    /// The text of a string, or a number or truth value as it is printed.
    public var printed: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .number(let digits): digits
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }

    /// The elements of an array; a lone value as an array of it, `null` as none.
    public var elements: [JSONValue] {
        switch self {
        case .array(let elements): elements
        case .null: []
        default: [self]
        }
    }

    /// The same with the keys of all objects in small letters.
    var withKeysInSmallLetters: JSONValue {
        switch self {
        case .array(let elements): return .array(elements.map(\.withKeysInSmallLetters))
        case .object(var object):
            for index in object.members.indices {
                object.members[index].key = object.members[index].key.lowercased()
                object.members[index].value = object.members[index].value.withKeysInSmallLetters
            }
            return .object(object)
        default: return self
        }
    }

    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    public var isObject: Bool { object != nil }
}

/// The members of a JSON object in their order.
public struct JSONObject: Sendable, Equatable {
    public struct Member: Sendable, Equatable {
        public var key: String
        public var value: JSONValue
    }

    public var members: [Member] = []

    public init() {}

    /// The value of a key; of the last, where a writer has it twice.
    public subscript(key: String) -> JSONValue? {
        for member in members.reversed() where member.key == key { return member.value }
        return nil
    }
}
