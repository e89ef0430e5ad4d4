import Text
import Article

/// Lines that close the copy.
enum SignOff {
    /// Whether a line signs off and says nothing else.
    static func matches(_ text: Span<UInt8>, standsAlone: Bool) -> Bool {
        guard text.count > 0, text.count <= 48 else { return false }
        if Lexicon.shared.contains(Word(text, 0, text.count), .copySign) { return true }
        guard standsAlone else { return false }
        let bare = bare(text, 0, text.count)
        if bare.isEmpty { return true }
        let word = Word(text, bare.start, bare.end)
        // `More.` and `30` are sentences and figures; `-more-` and `MORE` sign off.
        if Lexicon.shared.contains(word, .endWord) || word == "30" && bare.count < text.count {
            return word != "more" && word != "30" || text[text.count - 1] != .stop
        }
        let last = text[text.count - 1]
        if bare.count <= 24, last != .comma, last != .colon, Lexicon.isAgency(text, bare.start, bare.end) {
            return true
        }
        return DeskLine.matches(text, bare) || isFramedName(text) || isSignature(text) || isAddressAlone(text)
            || isNameAndAddress(text) || isStamp(text)
    }

    /// `June 10, 2026 10:14 ET (14:14 GMT)`: a full day with a clock.
    private static func isStamp(_ text: Span<UInt8>) -> Bool {
        guard (0..<text.count).contains(where: { text[$0] == .colon }) else { return false }
        return Timestamp.day(of: text) != nil && Timestamp.matches(text)
    }

    /// `--Jane Smith`: two hyphens and a name of two or three words.
    static func isSignature(_ text: Span<UInt8>) -> Bool {
        guard (8...28).contains(text.count), text[0] == .hyphen, text[1] == .hyphen else { return false }
        var words = 0
        var afterSpace = true
        for index in 2..<text.count {
            let byte = text[index]
            if byte == .space {
                if afterSpace { return false }
                afterSpace = true
                continue
            }
            if afterSpace {
                guard byte.isCapital else { return false }
                words += 1
            } else if byte < 0x80, !CharacterClass.isLetter(UInt32(byte)), byte != .hyphen, byte != .stop {
                return false
            }
            afterSpace = false
        }
        return words == 2 || words == 3
    }

    /// `yna@yna.co.kr`: an address and nothing else.
    static func isAddressAlone(_ text: Span<UInt8>) -> Bool {
        var ats = 0
        var stops = 0
        for index in 0..<text.count {
            switch text[index] {
            case .at: ats += 1
            case .stop where ats == 1: stops += 1
            case 0x21...0x7E: break
            default: return false
            }
        }
        return ats == 1 && stops > 0 && text[0] != .at && text[text.count - 1] != .stop
    }

    /// `◎공감언론 뉴시스 kcs@newsis.com`: an agency in a script without capitals, and its writer's address.
    private static func isNameAndAddress(_ text: Span<UInt8>) -> Bool {
        var start = text.count
        while start > 0, text[start - 1] != .space { start -= 1 }
        guard start > 1, isAddressAlone(text.extracting(start..<text.count)) else { return false }
        let tokens = Tokens(text, TextRange(0, start - 1), limit: 8)
        return tokens.isWhole && tokens.list.allSatisfy { $0.isCaseless || $0.isPictograph }
            && tokens.list.indices.contains { tokens.isAgency($0, $0 + 1) }
    }

    /// `/Polar Wire/`, `(Polar Wire)`, `-Polar Wire-`, `-- POLAR --`: one to three words in capitals or with capitals
    /// between two of the same marks. A single word in round brackets is an agency only in capitals: `(Applause)`.
    private static func isFramedName(_ text: Span<UInt8>) -> Bool {
        let range = bare(text, 0, text.count)
        guard range.start > 0, range.end < text.count, (3...24).contains(range.count) else { return false }
        switch text[0] {
        case .opening:
            guard text[text.count - 1] == .closing || text[text.count - 1] == .stop && text[text.count - 2] == .closing
            else {
                return false
            }
        case .slash, .hyphen:
            let last = text[text.count - 1] == .stop ? text[text.count - 2] : text[text.count - 1]
            guard last == text[0] else { return false }
        default: return false
        }
        var words = 0
        var small = 0
        var afterSpace = true
        var index = range.start
        while index < range.end {
            let point = text.codePoint(at: index)
            index += point.length
            if point.value == .space {
                afterSpace = true
                continue
            }
            guard CharacterClass.isLetter(point.value) || point.value == .hyphen && !afterSpace else { return false }
            if afterSpace {
                guard CharacterClass.isUpper(point.value) else { return false }
                words += 1
            }
            if CharacterClass.isLower(point.value) { small += 1 }
            afterSpace = false
        }
        return words <= 3 && (small == 0 || words > 1 || text[0] != .opening)
    }

    /// Whether a line is one of the signs that end copy everywhere: `-30-`, `###`, `ENDS`.
    static func isSign(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 16 else { return false }
        let bare = bare(text, 0, text.count)
        let word = Word(text, bare.start, bare.end)
        return Lexicon.shared.contains(Word(text, 0, text.count), .copySign) || word == "ends" || word == "enditem"
    }

    /// Whether a line ends copy, and parts no two pieces of it as `***` may: `-30-`, `ENDS`, an agency's name.
    static func isEnd(_ text: Span<UInt8>) -> Bool {
        guard text.count > 1, text.count <= 48 else { return false }
        let word = Word(text, 0, text.count)
        if Lexicon.shared.contains(word, .copyEnd) { return true }
        let range = bare(text, 0, text.count)
        guard !range.isEmpty, text[text.count - 1] != .stop, text[text.count - 1] != .colon else { return false }
        let isFramed =
            range.start > 0 && range.end < text.count
            && Lexicon.shared.contains(Word(text, range.start, range.end), .endWord)
        return word == "ends" || word == "enditem" || isFramed || Lexicon.isAgency(text, range.start, range.end)
            || DeskLine.isAgencyAndCodes(text.extracting(range.start..<text.count))
    }

    /// A stretch without the brackets, slashes, dashes and other marks at its ends.
    static func bare(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> TextRange {
        var range = TextRange(start, end)
        while range.start < range.end, isFrame(text.codePoint(at: range.start).value) {
            range.start += text.codePoint(at: range.start).length
        }
        while range.start < range.end, isFrame(text.codePoint(before: range.end).value) {
            range.end -= text.codePoint(before: range.end).length
        }
        return range
    }

    static func isFrame(_ value: UInt32) -> Bool {
        switch value {
        case .space, .opening, .closing, .openingSquare, .closingSquare, .slash, .hyphen, 0x2013, 0x2014, .star, .hash,
            .stop, .equals, .plus, .tilde, .colon, .underscore,
            .caret, .at,
            0x640, 0xFF08, 0xFF09:
            true
        default: false
        }
    }

    /// What a line has after a name: nothing, or a desk's or writer's letters, as in `FENA/jd` and `FENA jd/rr`.
    static func isAgency(_ name: Word, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let range = bare(text, start, end)
        if Word(text, range.start, range.end) == name { return true }
        var cut = range.start
        while cut < range.end, text[cut] != .slash, text[cut] != .space, text[cut] != .closing { cut += 1 }
        guard cut < range.end, cut + 10 > range.end, Word(text, range.start, cut) == name else { return false }
        // `(Northwire) jd`
        if text[cut] == .closing {
            return cut + 2 < range.end && DeskLine.isCodes(text.extracting(0..<range.end), cut + 2)
        }
        for index in cut..<range.end {
            switch text[index] {
            case UInt8.smalls, .slash: break
            case .space where index == cut: break
            default: return false
            }
        }
        // After a space the letters of two.
        if text[cut] == .slash { return true }
        for index in cut..<range.end where text[index] == .slash { return true }
        return false
    }

    /// Whether a paragraph says who reported, wrote or edited, or who holds the rights.
    static func isCredit(_ text: Span<UInt8>) -> Bool {
        isCredit(text, Stretch.opening(text))
    }

    /// - Parameter lower: how the text begins, in small letters.
    static func isCredit(_ text: Span<UInt8>, _ lower: [UInt8]) -> Bool {
        guard text.count <= 700 else { return false }
        let isBracketed = Brackets.opens(ascii: lower.first)
        // `((Reporting by …))`
        let start = isBracketed ? lower.count > 1 && lower[1] == lower[0] ? 2 : 1 : 0
        if CreditLine.matches(text, lower, isBracketed: isBracketed) { return true }
        if !isBracketed, CreditLine.signature(text, TextRange(0, text.count)) == 0 { return true }
        if CreditLine.speaksOfSign(text) { return false }
        if rights.opens(lower, from: start) { return true }
        if isBracketed, wordsInBrackets.opens(lower, from: start) { return true }
        if credits.opens(lower, from: start) {
            // Without brackets it takes the separators that credits have.
            return isBracketed || hasCreditShape(text)
        }
        return isBracketed && text.count <= 200 && isAddress(text)
    }

    /// Whether a paragraph is a bracket that says who reported or edited: `(Reporting by …; Editing by …)`.
    static func isReportersCredit(_ text: Span<UInt8>) -> Bool {
        let lower = Stretch.opening(text)
        return lower.first == .opening && reporters.opens(lower, from: 1) && isCredit(text, lower)
    }

    private static let reporters = Lexicon.shared.openings(.reporter)

    /// Whether a line opens as a paragraph of credits does, in brackets or with a sign of rights.
    static func opensCredit(_ line: Span<UInt8>) -> Bool {
        let lower = Stretch.opening(line)
        if rights.opens(lower) { return true }
        guard Brackets.opens(ascii: lower.first) else { return isCredit(line) }
        return rights.opens(lower, from: 1) || credits.opens(lower, from: 1) || wordsInBrackets.opens(lower, from: 1)
            || isCredit(line)
    }

    /// `(anna.smith@example.org; +44 20 1234)`: a bracket to its end, with an address in it.
    private static func isAddress(_ text: Span<UInt8>) -> Bool {
        guard Brackets.encloses(text) else { return false }
        for index in 1..<text.count - 1 where text[index] == .at {
            return text[index - 1] > .space && text[index - 1] != .opening && text[index + 1] > .space
        }
        return false
    }

    private static let rights = Lexicon.shared.openings(.rights)
    static let credits = Lexicon.shared.openings(.credit)
    /// Words that open sentences as well: credits in brackets only.
    private static let wordsInBrackets = Lexicon.shared.openings(.bracketCredit)

    private static func hasCreditShape(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 400 else { return false }
        let lower = Tokens.lower(text, 0, text.count)
        if lower.contains("editing by") || lower.contains("; ") && lower.contains(" by ") { return true }
        return text.count <= 120 && !Sentence.ends(text, 0, text.count)
    }

    /// Whether a paragraph at the end is a note to editors.
    ///
    /// - Parameter lower: how it begins, in small letters.
    static func isNote(_ text: Span<UInt8>, _ lower: [UInt8]) -> Bool {
        guard text.count <= 2_000 else { return false }
        if LineKind.noteOpenings.opens(lower) || CopyLine(text, TextRange(0, text.count))?.isEmbargo == true {
            return true
        }
        // A whole sentence in brackets is the writer's, unless it opens as notes do.
        return Brackets.opens(ascii: text[0]) && LineKind.bracketNoteOpenings.opens(lower, from: 1)
            && LineKind.of(text, isFirst: false) == .note
    }
}
