/// What a page declares in `meta` elements and item properties, by name.
struct PageDeclarations {
    private var values: [HTMLName: [ByteRange]] = [:]

    init(_ bytes: Span<UInt8>, _ properties: [PageProperty]) {
        for property in properties where !property.content.isEmpty {
            values[HTMLName(bytes, property.name.start, property.name.end), default: []].append(property.content)
        }
    }

    /// The first value that is not blank of the first of these names that has one, as far as a field goes (``FieldBound``).
    func first(_ bytes: Span<UInt8>, _ names: [String]) -> String? {
        for name in names {
            for range in values[HTMLName(name)] ?? [] {
                let text = FieldBound.cut(FoldedText.attribute(bytes, range))
                if !text.isEmpty { return text }
            }
        }
        return nil
    }

    /// All values of a name that are not blank.
    func all(_ bytes: Span<UInt8>, _ name: String) -> [String] {
        (values[HTMLName(name)] ?? []).map { FieldBound.cut(FoldedText.attribute(bytes, $0)) }.filter { !$0.isEmpty }
    }
}

/// Text with its white space folded.
enum FoldedText {
    /// The value of an attribute as a reader sees it.
    static func attribute(_ bytes: Span<UInt8>, _ range: ByteRange) -> String {
        plain(HTMLReference.decode(bytes, range, inAttribute: true))
    }

    /// Text in UTF-8 that has no markup.
    static func plain(_ text: [UInt8]) -> String {
        var folder = TextFolder(capacity: text.count)
        _ = folder.add(text.span, ByteRange(0, text.count), hasReferences: false)
        return String(decoding: folder.text, as: UTF8.self)
    }

    /// Text that may hold markup or references where none are allowed, as headlines in JSON-LD do.
    static func cleaned(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return plain(Array(text.utf8)) }
        let bytes = Array(text.utf8)
        let page = PageBuilder.read(bytes.span)
        // References may stand in references.
        var folder = TextFolder(capacity: page.text.count)
        for block in page.blocks {
            folder.addSpace()
            _ = folder.add(page.text.span, block.range, hasReferences: true)
        }
        return String(decoding: folder.text, as: UTF8.self)
    }
}
