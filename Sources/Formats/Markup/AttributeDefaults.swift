/// The values that a document type in the document gives to attributes which elements leave out (XML 1.0, section 3.3.2).
struct AttributeDefaults: Sendable {
    struct Default: Sendable {
        var element: Range<Int>
        /// Where name and value stand in the document.
        var name: Range<Int>
        var value: Range<Int>
    }

    private var all: [Default] = []
    private var added = 0

    private static let limit = 1_000

    var isEmpty: Bool { all.isEmpty }

    /// Those of an element, by where its name stands.
    func of(_ element: Range<Int>, in bytes: Span<UInt8>) -> [Default] {
        all.filter { equal(bytes, $0.element, element) }
    }

    /// Counts what defaults add to the document; false where it has had its share.
    mutating func take(_ count: Int, of limit: Int) -> Bool {
        added += count + 1
        return added <= limit
    }

    /// Reads what stands between `<!ATTLIST` and `>`: the element, then attributes, each with type and default. What is
    /// not understood ends the reading.
    mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        func skipSpace() { while index < range.upperBound, MarkupBytes.isSpace(bytes[index]) { index += 1 } }
        func word() -> Range<Int> {
            let start = index
            while index < range.upperBound, MarkupBytes.continuesName(bytes[index]) || bytes[index] == 0x23 {
                index += 1
            }
            return start..<index
        }
        func skipBracket() -> Bool {
            guard index < range.upperBound, bytes[index] == 0x28 else { return false }
            while index < range.upperBound, bytes[index] != 0x29 { index += 1 }
            index += 1
            return true
        }
        skipSpace()
        let element = word()
        guard !element.isEmpty else { return }
        while true {
            skipSpace()
            let name = word()
            guard !name.isEmpty else { return }
            skipSpace()
            if !skipBracket() {
                let type = word()
                guard !type.isEmpty else { return }
                skipSpace()
                if bytes.matches("NOTATION", at: type.lowerBound), !skipBracket() { return }
            }
            skipSpace()
            let keyword = word()
            if bytes.matches("#REQUIRED", at: keyword.lowerBound) || bytes.matches("#IMPLIED", at: keyword.lowerBound) {
                continue
            }
            skipSpace()
            guard index < range.upperBound, bytes[index] == 0x22 || bytes[index] == 0x27,
                let end = bytes.firstIndex(ofByte: bytes[index], from: index + 1), end < range.upperBound
            else { return }
            let value = index + 1..<end
            index = end + 1
            // The first declaration of an attribute counts.
            guard all.count < AttributeDefaults.limit,
                !all.contains(where: { equal(bytes, $0.element, element) && equal(bytes, $0.name, name) })
            else { continue }
            all.append(Default(element: element, name: name, value: value))
        }
    }

    private func equal(_ bytes: Span<UInt8>, _ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard one.count == other.count else { return false }
        for offset in 0..<one.count where bytes[one.lowerBound + offset] != bytes[other.lowerBound + offset] {
            return false
        }
        return true
    }
}
