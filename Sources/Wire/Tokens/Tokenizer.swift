import Text
import Article

/// Parts a text into words, numbers and marks.
struct Tokenizer: ~Escapable {
    private let text: Span<UInt8>
    private let bySign: Bool

    @_lifetime(copy text)
    init(_ text: Span<UInt8>, bySign: Bool) {
        self.text = text
        self.bySign = bySign
    }

    func tokens(limit: Int) -> [Token] {
        var list: [Token] = []
        let bytesAToken = 4
        list.reserveCapacity(min(limit, text.count / bytesAToken + 2))
        var index = 0
        var space = false
        while index < text.count, list.count < limit {
            let point = text.codePoint(at: index)
            if CharacterClass.isWhiteSpace(point.value) {
                space = true
                index += point.length
                continue
            }
            // Marks of direction, and of how a sign is drawn, are no part of what is printed.
            if CharacterClass.isDirectionMark(point.value) || isVariationSelector(point.value) {
                index += point.length
                continue
            }
            let token = token(at: index, point, afterSpace: space)
            if let cut = dateCut(token) {
                list.append(part(token.start, cut, afterSpace: space))
                index = cut
            } else {
                list.append(token)
                index = token.end
            }
            space = false
        }
        return list
    }

    /// Whether a character chooses one of a sign's forms: `⚡` in colour (Unicode Standard, section 23.4).
    private func isVariationSelector(_ character: UInt32) -> Bool { (0xFE00...0xFE0F).contains(character) }

    private func token(at start: Int, _ first: CodePoint, afterSpace: Bool) -> Token {
        var token = Token(
            kind: .mark,
            start: start,
            end: start + first.length,
            afterSpace: afterSpace,
            character: CharacterClass.plainMark(first.value)
        )
        if first.value == Tokenizer.tatweel, isLone(start, first.length) {
            token.character = 0x2D
        } else if CharacterClass.isDigit(first.value) {
            readNumber(&token)
        } else if bySign, CharacterClass.isIdeographic(first.value) {
            token.kind = .word
            token.shape = [.caseless, .single]
        } else if CharacterClass.isLetter(first.value) || isLeadingApostrophe(start, first) {
            readWord(&token)
        }
        if token.kind == .word {
            token.word = Word(text, token.start, token.end)
            token.classes = Lexicon.shared.classes(of: token.word)
        }
        return token
    }

    /// The line that draws out Arabic letters: alone between spaces it is a dash, `دبي ـ وكالات`.
    private static let tatweel: UInt32 = 0x640

    /// Whether spaces stand on both sides of a character.
    private func isLone(_ start: Int, _ length: Int) -> Bool {
        start > 0 && start + length < text.count && text[start - 1] == .space && text[start + length] == .space
    }

    /// Where a month or a word for `of` and a figure stand without the space between them: `June10`, `9juin`, `de2016`, and
    /// `GIU-26` with a hyphen.
    private func dateCut(_ token: Token) -> Int? {
        guard token.kind == .word, token.shape.contains(.figure), token.count <= 24 else { return nil }
        let opensInFigure = isFigure(text[token.start])
        guard opensInFigure != isFigure(text[token.end - 1]) else { return opensInFigure ? dayCut(token) : nil }
        var cut = token.start
        while cut < token.end, isFigure(text[cut]) == opensInFigure { cut += 1 }
        var end = cut
        while end < token.end, isFigure(text[end]) != opensInFigure { end += 1 }
        guard end == token.end else { return nil }
        if text[cut - 1] == .hyphen {
            return Lexicon.shared.contains(Word(text, token.start, cut - 1), .month) ? cut - 1 : nil
        }
        let figures = opensInFigure ? cut - token.start : token.end - cut
        let letters = opensInFigure ? Word(text, cut, token.end) : Word(text, token.start, cut)
        let known = Lexicon.shared.classes(of: letters)
        let isMonth = token.count - figures >= 3 && known.contains(.month)
        guard figures <= 2 && isMonth || figures == 4 && !opensInFigure && (isMonth || known.contains(.genitive)) else {
            return nil
        }
        return cut
    }

    /// `10Jun26`, `10JUN2026`: behind the day.
    private func dayCut(_ token: Token) -> Int? {
        var cut = token.start
        while cut < token.end, isFigure(text[cut]) { cut += 1 }
        var end = cut
        while end < token.end, !isFigure(text[end]) { end += 1 }
        for index in end..<token.end where !isFigure(text[index]) { return nil }
        guard cut - token.start <= 2, end - cut >= 3, token.end - end == 2 || token.end - end == 4,
            Lexicon.shared.contains(Word(text, cut, end), .month)
        else { return nil }
        return cut
    }

    private func isFigure(_ byte: UInt8) -> Bool { byte.isFigure }

    /// A token of a stretch that is a number or a word.
    private func part(_ start: Int, _ end: Int, afterSpace: Bool) -> Token {
        Tokenizer(text.extracting(0..<end), bySign: bySign)
            .token(at: start, text.codePoint(at: start), afterSpace: afterSpace)
    }

    /// `'s-Gravenhage`, `'t Harde`.
    private func isLeadingApostrophe(_ start: Int, _ first: CodePoint) -> Bool {
        guard first.value == .apostrophe || first.value == 0x2019, start + first.length + 1 < text.count else {
            return false
        }
        let letter = text[start + first.length] | 0x20
        let after = text[start + first.length + 1]
        return (letter == 0x73 || letter == 0x74) && (after == .hyphen || after == .space)
    }

    /// The largest value that a number is told by.
    private static let largest = 999_999

    /// Digits of any script and an ordinal's ending: `10`, `10th`, `1er`, `1º`, `١٠`.
    private func readNumber(_ token: inout Token) {
        var index = token.start
        var value = 0
        var digits = 0
        while index < text.count {
            let point = text.codePoint(at: index)
            guard let digit = CharacterClass.digitValue(point.value) else { break }
            value = min(value * 10 + digit, Tokenizer.largest)
            digits += 1
            index += point.length
        }
        token.kind = .number
        token.value = value
        token.end = index
        let isOrdinary = digits == index - token.start
        var end = index
        var letters = 0
        if end < text.count, text[end] == .hyphen { end += 1 }
        while end < text.count {
            let point = text.codePoint(at: end)
            guard CharacterClass.isLetter(point.value) || point.value == 0xBA || point.value == 0xB0,
                !bySign || !CharacterClass.isCJK(point.value)
            else { break }
            letters += 1
            end += point.length
        }
        guard letters > 0, isOrdinary else { return }
        // `2016-06-10T14:32:00Z`
        if letters == 1, text[index] == 0x54 || text[index] == 0x5A, end == index + 1 { return }
        let known = Lexicon.shared.classes(of: Word(text, index, end))
        if known.contains(.ordinalEnding) {
            token.end = end
        } else if known.contains(.dateSign) {
            // `6월 10일`, `6月10日`: the sign is a token of its own.
            return
        } else if text[index] != .hyphen {
            token.end = end
            token.kind = .word
            token.shape = .figure
        }
    }

    /// Letters with the apostrophes, hyphens, full stops and digits within them.
    private func readWord(_ token: inout Token) {
        var index = token.start
        var letters = 0
        var upper = 0
        var lower = 0
        var shape: Token.Shape = .plain
        var isBehindJoint = false
        // `年06月`: figures part words that have no capitals.
        var isCaseless = false
        while index < text.count {
            let point = text.codePoint(at: index)
            if CharacterClass.isLetter(point.value) {
                if bySign, CharacterClass.isIdeographic(point.value) { break }
                letters += 1
                if CharacterClass.isUpper(point.value) {
                    upper += 1
                    if isBehindJoint { shape.insert(.capitalBehindJoint) }
                } else if CharacterClass.isLower(point.value) {
                    lower += 1
                } else {
                    shape.insert(.caseless)
                }
                isCaseless = shape.contains(.caseless)
                if point.value >= 0x80 { shape.remove(.plain) }
                isBehindJoint = false
            } else if point.value < 0x80, !isCaseless, CharacterClass.isDigit(point.value) || point.value == .ampersand
            {
                // Part of the word: `G20`, `AT&T`.
                if point.value != .ampersand { shape.insert(.figure) }
                shape.remove(.plain)
            } else if goesOn(point, at: index, from: token.start, isCyrillic: token.character >= 0x400 && lower > 0) {
                if point.value == .stop { shape.insert(.stop) }
                if CharacterClass.isDash(point.value) { shape.insert(.hyphen) }
                shape.remove(.plain)
                isBehindJoint = point.value != .hyphen
            } else {
                break
            }
            index += point.length
        }
        token.kind = .word
        token.end = max(index, token.start + 1)
        if lower > 0 { shape.insert(.lower) }
        if upper > 0 { shape.insert(.capital) }
        if upper > 1 { shape.insert(.capitals) }
        if upper > 0, lower == 0 { shape.insert(.allCaps) }
        if letters == 1 { shape.insert(.single) }
        let isJoint =
            CharacterClass.isDash(token.character) || token.character == .apostrophe || token.character == 0x2019
        if isJoint ? upper > 0 : CharacterClass.isUpper(token.character) { shape.insert(.capitalized) }
        if shape.contains(.caseless), upper + lower > 0 { shape.remove(.caseless) }
        token.shape = shape
    }

    /// Whether a mark within a word is part of it: an apostrophe, hyphen or stop before a letter.
    private func goesOn(_ point: CodePoint, at index: Int, from start: Int, isCyrillic: Bool) -> Bool {
        // `צה"ל`
        let isHebrew =
            point.value == .quote && index > start && (0x5D0...0x5EA).contains(text.codePoint(at: start).value)
        guard isHebrew || CharacterClass.isWithinWord(point.value) else { return false }
        let isApostrophe = point.value == .apostrophe || point.value == 0x2019
        let next = index + point.length
        guard index > start || isApostrophe, next < text.count else { return false }
        var following = text.codePoint(at: next).value
        // `U.S.-MEXICO BORDER`
        if point.value == .stop, following == .hyphen, next + 1 < text.count {
            following = text.codePoint(at: next + 1).value
        }
        // `Корр.ТАСС`: the stop of a word in small letters before a capital parts two.
        if point.value == .stop, isCyrillic, CharacterClass.isUpper(following) { return false }
        return CharacterClass.isLetter(following) || point.value == .hyphen && CharacterClass.isDigit(following)
    }
}
