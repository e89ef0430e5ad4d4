/// Cuts a page into tags, text and comments, after the tokenization of the HTML standard (section 13.2.5).
///
/// A token is a range of the bytes, which are UTF-8: nothing is copied, and character references are decoded by whoever
/// wants the text (``HTMLReference``). Tag and attribute names are known by their hash in lower case. The
/// tokenizer itself switches to raw text after the tags that call for it.
///
/// ```swift
/// var tokens = HTMLTokenizer()
/// while tokens.next(bytes) {
///     if tokens.kind == .startTag, tokens.tag == .title { … }
/// }
/// ```
struct HTMLTokenizer {
    enum Kind { case text, startTag, endTag, comment, doctype }

    /// How what follows is read.
    enum Content { case data, characterData, rawText, script, plainText }

    /// The attributes of one tag beyond this number are dropped.
    static let attributeLimit = 1_000

    /// What the current token is.
    private(set) var kind = Kind.text
    /// Where the token's text, the comment's text, or the tag's name stands.
    private(set) var range = ByteRange(0, 0)
    /// The tag that was opened or closed.
    private(set) var tag = HTMLTag.unknown
    /// The hash of the tag's name.
    private(set) var nameHash = HTMLName.empty
    private(set) var attributes: [HTMLAttribute] = []
    private(set) var isSelfClosing = false
    /// Whether the text may hold character references: text in `data` and in `title` and `textarea`.
    private(set) var hasReferences = false
    /// Where the next token starts.
    private(set) var position: Int
    private(set) var content = Content.data
    /// The name of the element whose raw text is being read.
    private var rawName = HTMLName.empty
    private let tags = HTMLTag.names
    /// Once a quirk of the input has shown that no more of it can end a declaration, it is not looked for again.
    private var noTagEndFrom = Int.max

    /// - Parameters:
    ///   - content: how the first bytes are read.
    ///   - element: the name of the element that raw text stands in.
    init(startingAt position: Int = 0, content: Content = .data, in element: String = "") {
        self.position = position
        self.content = content
        if !element.isEmpty { rawName = HTMLName(element) }
    }

    /// Moves to the next token; false at the end.
    mutating func next(_ bytes: Span<UInt8>) -> Bool {
        while position < bytes.count {
            switch content {
            case .data:
                if nextInData(bytes) { return true }
            case .plainText:
                emitText(position, bytes.count, hasReferences: false)
                return true
            case .characterData, .rawText, .script:
                if nextInRawText(bytes) { return true }
            }
        }
        return false
    }

    // MARK: Text

    private mutating func emitText(_ start: Int, _ end: Int, hasReferences: Bool) {
        kind = .text
        range = ByteRange(start, end)
        self.hasReferences = hasReferences
        position = end
    }

    /// Reads text up to the next tag or comment, or that tag or comment. False where what was read makes no token.
    private mutating func nextInData(_ bytes: Span<UInt8>) -> Bool {
        let start = position
        let count = bytes.count
        var index = start
        var hasReferences = false
        while index < count {
            let byte = bytes[index]
            if byte == 0x3C, opensMarkup(bytes, index) { break }
            if byte == 0x26 { hasReferences = true }
            index += 1
        }
        if index > start {
            emitText(start, index, hasReferences: hasReferences)
            return true
        }
        return readMarkup(bytes)
    }

    /// Whether the `<` at `index` opens a tag, a comment or a declaration.
    @inline(__always)
    private func opensMarkup(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        guard index + 1 < bytes.count else { return false }
        let next = bytes[index + 1]
        if ASCII.isLetter(next) || next == 0x21 || next == 0x3F { return true }
        return next == 0x2F && index + 2 < bytes.count
    }

    /// Reads what a `<` opens.
    private mutating func readMarkup(_ bytes: Span<UInt8>) -> Bool {
        let next = bytes[position + 1]
        if ASCII.isLetter(next) { return readTag(bytes, nameAt: position + 1, closing: false) }
        if next == 0x2F {
            let name = bytes[position + 2]
            if ASCII.isLetter(name) { return readTag(bytes, nameAt: position + 2, closing: true) }
            if name == 0x3E {
                position += 3
                return false
            }
            return readBogusComment(bytes, from: position + 2)
        }
        if next == 0x3F { return readBogusComment(bytes, from: position + 1) }
        if hasDashes(bytes, position + 2) { return readComment(bytes) }
        if HTMLName(bytes, position + 2, min(bytes.count, position + 9)) == .doctype {
            return readDeclaration(bytes, .doctype, from: position + 9)
        }
        return readBogusComment(bytes, from: position + 2)
    }

    private func hasDashes(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index] == 0x2D && bytes[index + 1] == 0x2D
    }

    // MARK: Comments

    private mutating func readBogusComment(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        readDeclaration(bytes, .comment, from: start)
    }

    /// Reads to the next `>`.
    private mutating func readDeclaration(_ bytes: Span<UInt8>, _ kind: Kind, from start: Int) -> Bool {
        var end = start
        while end < bytes.count, bytes[end] != 0x3E { end += 1 }
        self.kind = kind
        range = ByteRange(start, end)
        position = min(bytes.count, end + 1)
        return true
    }

    private mutating func readComment(_ bytes: Span<UInt8>) -> Bool {
        let start = position + 4
        kind = .comment
        var index = start
        // `<!-->` and `<!--->` are whole comments.
        if index < bytes.count, bytes[index] == 0x3E { return endComment(start, start, index + 1) }
        if index + 1 < bytes.count, bytes[index] == 0x2D, bytes[index + 1] == 0x3E {
            return endComment(start, start, index + 2)
        }
        while index < bytes.count {
            guard bytes[index] == 0x2D, index + 1 < bytes.count, bytes[index + 1] == 0x2D else {
                index += 1
                continue
            }
            if index + 2 < bytes.count, bytes[index + 2] == 0x3E { return endComment(start, index, index + 3) }
            if index + 3 < bytes.count, bytes[index + 2] == 0x21, bytes[index + 3] == 0x3E {
                return endComment(start, index, index + 4)
            }
            index += 1
        }
        // An open comment ends with the page, without the dashes that began to close it.
        var end = bytes.count
        if end - start >= 3, bytes[end - 1] == 0x21, hasDashes(bytes, end - 3) {
            end -= 3
        } else if end - start >= 2, hasDashes(bytes, end - 2) {
            end -= 2
        } else if end - start >= 1, bytes[end - 1] == 0x2D {
            end -= 1
        }
        return endComment(start, max(start, end), bytes.count)
    }

    private mutating func endComment(_ start: Int, _ end: Int, _ next: Int) -> Bool {
        range = ByteRange(min(start, end), end)
        position = next
        return true
    }

    // MARK: Tags

    /// Reads a tag; false where the page ends in it, which drops it.
    private mutating func readTag(_ bytes: Span<UInt8>, nameAt start: Int, closing: Bool) -> Bool {
        let count = bytes.count
        guard noTagEndFrom > start else {
            position = count
            return false
        }
        var index = start
        var hash = HTMLName.empty
        while index < count {
            let byte = bytes[index]
            if ASCII.isSpace(byte) || byte == 0x2F || byte == 0x3E { break }
            hash.add(byte)
            index += 1
        }
        range = ByteRange(start, index)
        nameHash = hash
        attributes.removeAll(keepingCapacity: true)
        isSelfClosing = false
        while index < count {
            let byte = bytes[index]
            if byte == 0x3E {
                position = index + 1
                finishTag(closing: closing)
                return true
            }
            if ASCII.isSpace(byte) {
                index += 1
            } else if byte == 0x2F {
                index += 1
                if index < count, bytes[index] == 0x3E { isSelfClosing = true }
            } else {
                index = readAttribute(bytes, index)
            }
        }
        noTagEndFrom = start
        position = count
        return false
    }

    /// Reads an attribute; returns the byte after it.
    @inline(__always)
    private mutating func readAttribute(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        let count = bytes.count
        var index = start
        var hash = HTMLName.empty
        // An equals sign in front is part of the name.
        repeat {
            hash.add(bytes[index])
            index += 1
            guard index < count else { break }
            let byte = bytes[index]
            if ASCII.isSpace(byte) || byte == 0x2F || byte == 0x3E || byte == 0x3D { break }
        } while true
        let nameEnd = index
        while index < count, ASCII.isSpace(bytes[index]) { index += 1 }
        var value = ByteRange(nameEnd, nameEnd)
        if index < count, bytes[index] == 0x3D {
            index += 1
            while index < count, ASCII.isSpace(bytes[index]) { index += 1 }
            guard index < count else { return index }
            let quote = bytes[index]
            if quote == 0x22 || quote == 0x27 {
                index += 1
                let from = index
                while index < count, bytes[index] != quote { index += 1 }
                value = ByteRange(from, index)
                index += 1
            } else {
                let from = index
                while index < count, bytes[index] != 0x3E, !ASCII.isSpace(bytes[index]) { index += 1 }
                value = ByteRange(from, index)
            }
        } else {
            // White space after a name may stand before the next attribute's name as well.
            index = max(nameEnd, index)
        }
        if attributes.count < HTMLTokenizer.attributeLimit {
            attributes.append(HTMLAttribute(name: hash, nameRange: ByteRange(start, nameEnd), value: value))
        }
        return index
    }

    private mutating func finishTag(closing: Bool) {
        kind = closing ? .endTag : .startTag
        tag = tags[nameHash]
        guard !closing, tag != .iframe || !isSelfClosing else { return }
        switch tag {
        case .title, .textarea: content = .characterData
        case .style, .xmp, .iframe, .noembed, .noframes, .noscript: content = .rawText
        case .script: content = .script
        case .plaintext: content = .plainText
        default: return
        }
        rawName = nameHash
    }

    // MARK: Raw text

    /// Reads raw text up to its end tag, or that end tag.
    private mutating func nextInRawText(_ bytes: Span<UInt8>) -> Bool {
        let start = position
        let end = content == .script ? scriptEnd(bytes) : rawTextEnd(bytes)
        let references = content == .characterData
        if end > start {
            emitText(start, end, hasReferences: references)
            return true
        }
        content = .data
        return readTag(bytes, nameAt: position + 2, closing: true)
    }

    private func rawTextEnd(_ bytes: Span<UInt8>) -> Int {
        var index = position
        while index < bytes.count {
            if bytes[index] == 0x3C, closes(bytes, index, rawName) { return index }
            index += 1
        }
        return bytes.count
    }

    /// Whether an end tag of this name stands at `index`, and has an end.
    @inline(__always)
    private func closes(_ bytes: Span<UInt8>, _ index: Int, _ name: HTMLName) -> Bool {
        guard index + 2 < bytes.count, bytes[index + 1] == 0x2F, ASCII.isLetter(bytes[index + 2]) else { return false }
        return isName(bytes, index + 2, name)
    }

    /// Whether a run of letters is this name and ends as a tag's name does.
    private func isName(_ bytes: Span<UInt8>, _ start: Int, _ name: HTMLName) -> Bool {
        var index = start
        var hash = HTMLName.empty
        while index < bytes.count, index - start < 16 {
            let byte = bytes[index]
            if ASCII.isSpace(byte) || byte == 0x2F || byte == 0x3E { return hash == name }
            hash.add(byte)
            index += 1
        }
        return false
    }

    /// The end of a script, which may hide end tags in comments (the escaped states of the standard).
    private func scriptEnd(_ bytes: Span<UInt8>) -> Int {
        var index = position
        let count = bytes.count
        var isEscaped = false
        var isDoublyEscaped = false
        while index < count {
            // Outside of comments nothing but a tag or the start of one counts.
            if !isEscaped { index = bytes.firstIndex(ofByte: 0x3C, from: index) ?? count }
            guard index < count else { break }
            let byte = bytes[index]
            if byte == 0x3C {
                if !isDoublyEscaped, closes(bytes, index, rawName) { return index }
                if !isEscaped {
                    if index + 3 < count, bytes[index + 1] == 0x21, hasDashes(bytes, index + 2) {
                        isEscaped = true
                        // The dashes that open may be those that close.
                        index += 2
                        continue
                    }
                } else if !isDoublyEscaped {
                    if isName(bytes, index + 1, .script) { isDoublyEscaped = true }
                } else if closes(bytes, index, .script) {
                    isDoublyEscaped = false
                }
            } else if byte == 0x2D, isEscaped, index + 2 < count, bytes[index + 1] == 0x2D, bytes[index + 2] == 0x3E {
                isEscaped = false
                isDoublyEscaped = false
            }
            index += 1
        }
        return count
    }
}
