import Text
import Article

/// The first words, numbers and marks of a text.
struct Tokens {
    let bytes: [UInt8]
    private(set) var list: [Token]

    /// Reads up to `limit` tokens.
    ///
    /// - Parameter bySign: whether each sign of a script without spaces is a token of its own: nothing else tells where the
    ///   names of a dateline end.
    init(_ bytes: [UInt8], limit: Int = 64, bySign: Bool = false) {
        self.bytes = bytes
        list = Tokenizer(bytes.span, bySign: bySign).tokens(limit: limit)
    }

    /// Reads the tokens of a stretch of text.
    init(_ text: Span<UInt8>, _ range: TextRange, limit: Int = 64) {
        var bytes: [UInt8] = []
        bytes.append(text, from: range.start, to: range.end)
        self.init(bytes, limit: limit)
    }

    /// Reads the tokens of a text.
    init(_ text: Span<UInt8>, limit: Int = 64) {
        self.init(text, TextRange(0, text.count), limit: limit)
    }

    var count: Int { list.count }

    /// Whether the text has been read to its end.
    var isWhole: Bool { list.last?.end == bytes.count }

    subscript(index: Int) -> Token? {
        index >= 0 && index < list.count ? list[index] : nil
    }

    /// A token's text in small letters.
    func lower(_ token: Token) -> String {
        Tokens.lower(bytes.span, token.start, token.end)
    }

    /// The words from one token to another in small letters, with what stands between them.
    func name(_ first: Token, _ last: Token) -> Word {
        Word(bytes.span, first.start, last.end)
    }

    /// The bytes from one token to the one before another.
    func range(_ start: Int, _ end: Int) -> TextRange { TextRange(list[start].start, list[end - 1].end) }

    /// Whether the words from one token to the one before another are one entry of a class.
    func isA(_ lexicalClass: LexicalClass, _ start: Int, _ end: Int) -> Bool {
        guard start >= 0, start < end, end <= list.count else { return false }
        if end == start + 1 { return list[start].isA(lexicalClass) }
        return Lexicon.shared.contains(name(list[start], list[end - 1]), lexicalClass)
    }

    /// Whether words are a label, an institution, or another opening that is no place.
    func isLabel(_ start: Int, _ end: Int) -> Bool { isA(.notPlace, start, end) || isA(.attention, start, end) }

    /// Whether tokens are the name of an agency, or that of an agency and its desk; see ``Lexicon/isAgency(_:_:_:)``.
    func isAgency(_ start: Int, _ end: Int) -> Bool {
        guard start >= 0, start < end, end <= list.count else { return false }
        return Lexicon.isAgency(bytes.span, list[start].start, list[end - 1].end)
    }

    func isAgency(_ token: Token) -> Bool {
        token.isA(.agency) || token.shape.contains(.hyphen) && Lexicon.isAgency(bytes.span, token.start, token.end)
    }

    /// The month that a word names, 1 to 12, a slip of the fingers forgiven.
    func month(_ token: Token) -> Int? {
        guard token.kind == .word else { return nil }
        if token.isA(.month) { return Lexicon.shared.number(of: token.word, .month) }
        return Months.misspelt(bytes.span, token)
    }

    /// The token after a run of words that a condition holds for, at most `limit` of them.
    func end(from index: Int, limit: Int, _ holds: (Token) -> Bool) -> Int {
        var at = index
        while at - index < limit, at < list.count, list[at].kind == .word, holds(list[at]) { at += 1 }
        return at
    }

    /// Whether a token's text in small letters begins with ASCII text.
    func hasPrefix(_ token: Token, _ prefix: StaticString) -> Bool {
        let letters = Array(prefix.description.utf8)
        guard token.count >= letters.count else { return false }
        for (offset, letter) in letters.enumerated() {
            let byte = bytes[token.start + offset]
            guard (byte.isCapital ? byte | 0x20 : byte) == letter else { return false }
        }
        return true
    }

    /// A stretch of UTF-8 in small letters, typographic apostrophes as ASCII.
    static func lower(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
        String(decoding: lowerBytes(bytes, start, end), as: UTF8.self)
    }

    static func lowerBytes(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
        var lower: [UInt8] = []
        lower.reserveCapacity(end - start + 8)
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte < 0x80 {
                lower.append(byte.isCapital ? byte | 0x20 : byte)
                index += 1
            } else {
                let point = bytes.codePoint(at: index)
                lower.append(codePoint: Word.small(point.value))
                index += point.length
            }
        }
        return lower
    }
}
