import Text
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
                let text = FoldedText.undoubled(FieldBound.cut(FoldedText.attribute(bytes, range)))
                if !text.isEmpty { return text }
            }
        }
        return nil
    }

    /// All values of a name that are not blank.
    func all(_ bytes: Span<UInt8>, _ name: String) -> [String] {
        (values[HTMLName(name)] ?? []).map { FoldedText.undoubled(FieldBound.cut(FoldedText.attribute(bytes, $0))) }
            .filter { !$0.isEmpty }
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
        return undoubled(String(decoding: folder.text, as: UTF8.self))
    }

    /// Text whose references were encoded more than once, as its writer meant it: `Anna&#8217;s ferry`.
    ///
    /// A reference without its semicolon is an ampersand that was meant: `Q&A`.
    static func undoubled(_ text: String) -> String {
        var found = text
        for _ in 0..<mostEncodings {
            switch decoded(found) {
            case .none: return found
            case .text(let decoded): found = decoded
            case .markup: return text
            }
        }
        return found
    }

    private enum Decoded {
        case none
        case text(String)
        /// There are references to spaces or to the signs of markup, which is what the text is about.
        case markup
    }

    /// How often a text may have been encoded again on its way through the programs of a site.
    private static let mostEncodings = 3

    /// Text with its whole references decoded.
    private static func decoded(_ text: String) -> Decoded {
        guard text.utf8.contains(0x26) else { return .none }
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x26,
                let match = HTMLReference.read(bytes.span, index, bytes.count, inAttribute: true),
                bytes[match.end - 1] == 0x3B
            {
                if match.first == 0x3C || match.first == 0x3E || CharacterClass.isWhiteSpace(match.first) {
                    return .markup
                }
                decoded.append(codePoint: match.first)
                if match.second != 0 { decoded.append(codePoint: match.second) }
                index = match.end
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded == bytes ? .none : .text(plain(decoded))
    }
}
