/// A word, number or mark at the start of a paragraph.
struct Token {
    enum Kind {
        case word
        case number
        case mark
    }

    var kind: Kind
    var start: Int
    var end: Int
    /// Whether white space stands before it.
    var afterSpace: Bool
    /// The mark itself; the first character of a word.
    var character: UInt32
    /// A word in small letters.
    var word = Word()
    /// The value of a number or of the digits that an ordinal begins with; -1 for others.
    var value = -1
    /// Whether a word begins with a capital.
    var isCapitalized = false
    /// Whether a word has capitals and no small letters.
    var isAllCaps = false
    var hasLower = false

    var count: Int { end - start }
    var isDash: Bool { kind == .mark && CharacterClass.isDash(character) }

    /// Whether it holds a digit: `F16`, `G20`.
    func isNumbered(in tokens: Tokens) -> Bool {
        tokens.bytes[start..<end].contains { $0 >= 0x30 && $0 <= 0x39 }
    }

    func isMark(_ scalar: Unicode.Scalar) -> Bool {
        kind == .mark && character == scalar.value
    }
}

/// The first words of a paragraph.
struct Tokens {
    let bytes: [UInt8]
    private(set) var list: [Token] = []

    /// Reads up to `limit` tokens.
    init(_ bytes: [UInt8], limit: Int = 64) {
        self.bytes = bytes
        list.reserveCapacity(limit)
        let span = bytes.span
        var index = 0
        var space = false
        while index < span.count, list.count < limit {
            let point = span.codePoint(at: index)
            if CharacterClass.isWhiteSpace(point.value) {
                space = true
                index += point.length
                continue
            }
            let token = Tokens.token(span, at: index, point, afterSpace: space)
            list.append(token)
            space = false
            index = token.end
        }
    }

    var count: Int { list.count }

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

    /// Whether a token's text in small letters begins with ASCII text.
    func hasPrefix(_ token: Token, _ prefix: StaticString) -> Bool {
        lower(token).hasPrefix(prefix.description)
    }

    func text(from start: Int, to end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
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
                lower.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                index += 1
            } else {
                let point = bytes.codePoint(at: index)
                lower.append(codePoint: point.value == 0x2019 ? 0x27 : CharacterClass.lowercase(point.value))
                index += point.length
            }
        }
        return lower
    }

    private static func token(_ span: Span<UInt8>, at start: Int, _ first: CodePoint, afterSpace: Bool) -> Token {
        var token = Token(
            kind: .mark,
            start: start,
            end: start + first.length,
            afterSpace: afterSpace,
            character: first.value
        )
        if CharacterClass.isDigit(first.value), first.value < 0x80 {
            readNumber(span, &token)
        } else if CharacterClass.isLetter(first.value) || isLeadingApostrophe(span, start, first) {
            readWord(span, &token)
        }
        if token.kind == .word { token.word = Word(span, token.start, token.end) }
        return token
    }

    /// `'s-Gravenhage`, `'t Harde`.
    private static func isLeadingApostrophe(_ span: Span<UInt8>, _ start: Int, _ first: CodePoint) -> Bool {
        guard first.value == 0x27 || first.value == 0x2019, start + first.length + 1 < span.count else { return false }
        let letter = span[start + first.length] | 0x20
        let after = span[start + first.length + 1]
        return (letter == 0x73 || letter == 0x74) && (after == 0x2D || after == 0x20)
    }

    /// Digits and an ordinal's ending: `10`, `10th`, `1er`, `1º`.
    private static func readNumber(_ span: Span<UInt8>, _ token: inout Token) {
        var index = token.start
        var value = 0
        while index < span.count, span[index] >= 0x30, span[index] <= 0x39 {
            value = min(value * 10 + Int(span[index] - 0x30), 999_999)
            index += 1
        }
        token.kind = .number
        token.value = value
        token.end = index
        var end = index
        var letters = 0
        if end < span.count, span[end] == 0x2D { end += 1 }
        while end < span.count {
            let point = span.codePoint(at: end)
            guard CharacterClass.isLetter(point.value) || point.value == 0xBA || point.value == 0xB0 else { break }
            letters += 1
            end += point.length
        }
        guard letters > 0 else { return }
        // `2016-06-10T14:32:00Z`
        if letters == 1, span[index] == 0x54 || span[index] == 0x5A, end == index + 1 { return }
        let suffix = Word(span, index, end)
        if ordinalEndings.contains(suffix) {
            token.end = end
        } else if span[index] != 0x2D {
            token.end = end
            token.kind = .word
        }
    }

    private static let ordinalEndings: WordSet = [
        "st", "nd", "rd", "th", "er", "º", "°", "o", "e", "ho", "-го", "-е", "-е", "-го", "a", "-én", "-i", "-án",
    ]

    /// Letters with the apostrophes, hyphens, full stops and digits within them.
    private static func readWord(_ span: Span<UInt8>, _ token: inout Token) {
        var index = token.start
        var upper = 0
        var lower = 0
        while index < span.count {
            let point = span.codePoint(at: index)
            if CharacterClass.isLetter(point.value) {
                if CharacterClass.isUpper(point.value) {
                    upper += 1
                } else if CharacterClass.isLower(point.value) {
                    lower += 1
                }
            } else if point.value < 0x80, CharacterClass.isDigit(point.value) || point.value == 0x26 {
                // Part of the word: `G20`, `AT&T`.
            } else if isInner(point.value) {
                let next = index + point.length
                guard index > token.start || point.value == 0x27 || point.value == 0x2019, next < span.count else {
                    break
                }
                var following = span.codePoint(at: next).value
                // `U.S.-MEXICO BORDER`
                if point.value == 0x2E, following == 0x2D, next + 1 < span.count {
                    following = span.codePoint(at: next + 1).value
                }
                // `Корр.ТАСС`: the stop of a word in small letters before a capital parts two.
                if point.value == 0x2E, lower > 0, token.character >= 0x400, CharacterClass.isUpper(following) { break }
                guard CharacterClass.isLetter(following) || point.value == 0x2D && CharacterClass.isDigit(following)
                else {
                    break
                }
            } else {
                break
            }
            index += point.length
        }
        token.kind = .word
        token.end = max(index, token.start + 1)
        token.hasLower = lower > 0
        token.isAllCaps = upper > 0 && lower == 0
        token.isCapitalized = CharacterClass.isUpper(token.character)
        if CharacterClass.isDash(token.character) || token.character == 0x27 || token.character == 0x2019 {
            token.isCapitalized = upper > 0
        }
    }

    private static func isInner(_ value: UInt32) -> Bool {
        value == 0x27 || value == 0x2019 || value == 0x2D || value == 0x2010 || value == 0x2011 || value == 0x2E
    }
}
