/// The tokens of a text as lists of strings, to hold the tokenizer against the public tests of others.
package enum HTMLTokenList {
    /// Each token as the tests of html5lib have it: `Character TEXT`, `Comment TEXT`, `DOCTYPE`, `EndTag NAME`, or
    /// `StartTag NAME`, then name and value of each attribute, and `/` where the tag closes itself.
    /// - Parameters:
    ///   - state: how the text begins to be read, by the standard's name of the state; nil for one that is not known.
    ///   - element: the element whose raw text it is.
    package static func tokens(_ bytes: Span<UInt8>, state: String, in element: String) -> [[String]]? {
        guard let content = contents[state] else { return nil }
        var tokenizer = HTMLTokenizer(content: content, in: element)
        var found: [[String]] = []
        while tokenizer.next(bytes) {
            switch tokenizer.kind {
            case .text: addText(text(bytes, tokenizer, content: tokenizer.content), to: &found)
            case .startTag: found.append(startTag(bytes, tokenizer))
            case .endTag: found.append(["EndTag", lowercased(plain(bytes, tokenizer.range))])
            case .comment: found.append(["Comment", plain(bytes, tokenizer.range)])
            case .doctype: found.append(["DOCTYPE"])
            }
        }
        return found
    }

    private static let contents: [String: HTMLTokenizer.Content] = [
        "Data state": .data, "RCDATA state": .characterData, "RAWTEXT state": .rawText, "Script data state": .script,
        "PLAINTEXT state": .plainText,
    ]

    private static func addText(_ text: String, to found: inout [[String]]) {
        if let last = found.indices.last, found[last][0] == "Character" {
            found[last][1] += text
        } else {
            found.append(["Character", text])
        }
    }

    private static func startTag(_ bytes: Span<UInt8>, _ tokenizer: borrowing HTMLTokenizer) -> [String] {
        var token = ["StartTag", lowercased(plain(bytes, tokenizer.range))]
        var seen: Set<String> = []
        for attribute in tokenizer.attributes {
            let name = lowercased(plain(bytes, attribute.nameRange))
            guard seen.insert(name).inserted else { continue }
            token.append(name)
            token.append(
                String(decoding: HTMLReference.decode(bytes, attribute.value, inAttribute: true), as: UTF8.self)
            )
        }
        if tokenizer.isSelfClosing { token.append("/") }
        return token
    }

    /// Text with its references decoded; in data a NUL is handed on, in raw text it is replaced.
    private static func text(
        _ bytes: Span<UInt8>,
        _ tokenizer: borrowing HTMLTokenizer,
        content: HTMLTokenizer.Content
    ) -> String {
        guard tokenizer.hasReferences || content != .data else {
            return plain(bytes, tokenizer.range, nulls: "\0")
        }
        guard tokenizer.hasReferences else { return plain(bytes, tokenizer.range) }
        return String(decoding: HTMLReference.decode(bytes, tokenizer.range, inAttribute: false), as: UTF8.self)
    }

    private static func plain(_ bytes: Span<UInt8>, _ range: ByteRange, nulls: Unicode.Scalar = "\u{FFFD}") -> String {
        var copy: [UInt8] = []
        for index in range.start..<range.end {
            let byte = bytes[index]
            if byte == 0 {
                copy.append(contentsOf: Array(String(Character(nulls)).utf8))
            } else if byte == 0x0D {
                if index + 1 >= range.end || bytes[index + 1] != 0x0A { copy.append(0x0A) }
            } else {
                copy.append(byte)
            }
        }
        return String(decoding: copy, as: UTF8.self)
    }

    private static func lowercased(_ text: String) -> String {
        String(decoding: text.utf8.map { ASCII.lower($0) }, as: UTF8.self)
    }
}
