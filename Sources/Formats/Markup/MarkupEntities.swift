/// The internal entities that a document type declares, and what they may add to the document.
///
/// Of a document type nothing else counts but ``AttributeDefaults``: no DTD is fetched or needed, parameter entities are left
/// alone, and what an entity stands for is plain text, whatever marks are in it (XML 1.0, sections 4.2 and 4.4).
struct MarkupEntities: Sendable {
    private var values: [String: [UInt8]] = [:]
    private var added = 0

    /// What a reference to a declared entity stands for; nil where none is declared, or the document has used up what
    /// entities may add to it.
    ///
    /// - Parameter limit: what they may add, in bytes.
    mutating func value(_ name: String, of limit: Int) -> [UInt8]? {
        guard !values.isEmpty, let value = values[name], added + value.count <= limit else { return nil }
        added += value.count
        return value
    }

    /// Reads the document type that begins at `start`; returns where it ends, nil if it does not.
    mutating func readDocumentType(
        _ bytes: Span<UInt8>,
        from start: Int,
        defaults: inout AttributeDefaults
    ) -> Int? {
        var index = start + 2
        var inSubset = false
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ">") where !inSubset: return index + 1
            case UInt8(ascii: "["):
                inSubset = true
                index += 1
            case UInt8(ascii: "]"):
                inSubset = false
                index += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let end = bytes.firstIndex(ofByte: bytes[index], from: index + 1) else { return nil }
                index = end + 1
            case UInt8(ascii: "<") where bytes.matches("<!--", at: index):
                guard let end = bytes.firstIndex(of: "-->", from: index + 4) else { return nil }
                index = end + 3
            case UInt8(ascii: "<") where bytes.matches("<?", at: index):
                guard let end = bytes.firstIndex(of: "?>", from: index + 2) else { return nil }
                index = end + 2
            case UInt8(ascii: "<") where bytes.matches("<!ENTITY", at: index):
                guard let end = readEntity(bytes, from: index + 8) else { return nil }
                index = end
            case UInt8(ascii: "<") where bytes.matches("<!ATTLIST", at: index):
                guard let end = declarationEnd(bytes, from: index + 9) else { return nil }
                defaults.read(bytes, index + 9..<end - 1)
                index = end
            case UInt8(ascii: "<"):
                guard let end = declarationEnd(bytes, from: index + 1) else { return nil }
                index = end
            default: index += 1
            }
        }
        return nil
    }

    /// Reads `name "value">`; parameter and external entities are gone over. Returns where the declaration ends.
    private mutating func readEntity(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        func skipSpace() { while index < bytes.count, MarkupBytes.isSpace(bytes[index]) { index += 1 } }
        skipSpace()
        let nameStart = index
        while index < bytes.count, MarkupBytes.continuesName(bytes[index]) { index += 1 }
        let name = nameStart..<index
        skipSpace()
        if !name.isEmpty, index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 {
            guard let end = bytes.firstIndex(ofByte: bytes[index], from: index + 1) else { return nil }
            declare(bytes, name, index + 1..<end)
            index = end + 1
        }
        return declarationEnd(bytes, from: index)
    }

    private func declarationEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") { return index + 1 }
            if byte == 0x22 || byte == 0x27 {
                guard let end = bytes.firstIndex(ofByte: byte, from: index + 1) else { return nil }
                index = end
            }
            index += 1
        }
        return nil
    }

    /// The first declaration of a name counts. References to characters are resolved now, those to entities when the
    /// value is used.
    private mutating func declare(_ bytes: Span<UInt8>, _ name: Range<Int>, _ range: Range<Int>) {
        var key: [UInt8] = []
        key.append(copying: bytes, name)
        let string = String(decoding: key, as: UTF8.self)
        guard values[string] == nil else { return }
        var value: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "&"),
                let reference = CharacterReference.numeric(bytes, at: index, before: range.upperBound),
                reference.isClosed
            {
                value.append(contentsOf: reference.text)
                index = reference.end
            } else {
                value.append(bytes[index])
                index += 1
            }
        }
        values[string] = value
    }
}
