import Archive

/// Writes one JSON object, member after member, where a general encoder would take longer than all else.
///
/// Members without a value are left out. Texts are escaped as in the records of the archive.
struct JSONWriter {
    private var output = JSONOutput()
    private var needsComma = false

    /// The object with these members, on a line.
    static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(members)
        writer.output.append("\n")
        return writer.output.bytes
    }

    private init() {}

    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        begin(name)
        output.appendString(value)
    }

    mutating func member(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        begin(name)
        output.append("\(value)")
    }

    mutating func member(_ name: StaticString, _ members: (inout JSONWriter) -> Void) {
        begin(name)
        object(members)
    }

    /// A list of objects, one for each element; left out where there is none.
    mutating func member<Element>(
        _ name: StaticString,
        of elements: [Element],
        _ members: (Element, inout JSONWriter) -> Void
    ) {
        guard !elements.isEmpty else { return }
        begin(name)
        output.append("[")
        for (place, element) in elements.enumerated() {
            if place > 0 { output.append(",") }
            object { members(element, &$0) }
        }
        output.append("]")
        needsComma = true
    }

    private mutating func begin(_ name: StaticString) {
        if needsComma { output.append(",") }
        output.append("\"\(name)\":")
        needsComma = true
    }

    private mutating func object(_ members: (inout JSONWriter) -> Void) {
        output.append("{")
        needsComma = false
        members(&self)
        output.append("}")
        needsComma = true
    }
}
