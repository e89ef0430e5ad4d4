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
            return word != "more" && word != "30" || text[text.count - 1] != 0x2E
        }
        let last = text[text.count - 1]
        if bare.count <= 24, last != 0x2C, last != 0x3A, Lexicon.isAgency(text, bare.start, bare.end) { return true }
        return DeskLine.matches(text, bare) || isFramedName(text) || isSignature(text) || isAddressAlone(text)
            || isStamp(text)
    }

    /// `June 10, 2026 10:14 ET (14:14 GMT)`: a full day with a clock.
    private static func isStamp(_ text: Span<UInt8>) -> Bool {
        guard (0..<text.count).contains(where: { text[$0] == 0x3A }) else { return false }
        return Timestamp.day(of: text) != nil && Timestamp.matches(text)
    }

    /// `--Jane Smith`: two hyphens and a name of two or three words.
    static func isSignature(_ text: Span<UInt8>) -> Bool {
        guard (8...28).contains(text.count), text[0] == 0x2D, text[1] == 0x2D else { return false }
        var words = 0
        var afterSpace = true
        for index in 2..<text.count {
            let byte = text[index]
            if byte == 0x20 {
                if afterSpace { return false }
                afterSpace = true
                continue
            }
            if afterSpace {
                guard (0x41...0x5A).contains(byte) else { return false }
                words += 1
            } else if byte < 0x80, !CharacterClass.isLetter(UInt32(byte)), byte != 0x2D, byte != 0x2E {
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
            case 0x40: ats += 1
            case 0x2E where ats == 1: stops += 1
            case 0x21...0x7E: break
            default: return false
            }
        }
        return ats == 1 && stops > 0 && text[0] != 0x40 && text[text.count - 1] != 0x2E
    }

    /// `/Polar Wire/`, `(Polar Wire)`, `-Polar Wire-`, `-- POLAR --`: one to three words in capitals or with capitals
    /// between two of the same marks. A single word in round brackets is an agency only in capitals: `(Applause)`.
    private static func isFramedName(_ text: Span<UInt8>) -> Bool {
        let range = bare(text, 0, text.count)
        guard range.start > 0, range.end < text.count, (3...24).contains(range.count) else { return false }
        switch text[0] {
        case 0x28:
            guard text[text.count - 1] == 0x29 || text[text.count - 1] == 0x2E && text[text.count - 2] == 0x29 else {
                return false
            }
        case 0x2F, 0x2D:
            let last = text[text.count - 1] == 0x2E ? text[text.count - 2] : text[text.count - 1]
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
            if point.value == 0x20 {
                afterSpace = true
                continue
            }
            guard CharacterClass.isLetter(point.value) || point.value == 0x2D && !afterSpace else { return false }
            if afterSpace {
                guard CharacterClass.isUpper(point.value) else { return false }
                words += 1
            }
            if CharacterClass.isLower(point.value) { small += 1 }
            afterSpace = false
        }
        return words <= 3 && (small == 0 || words > 1 || text[0] != 0x28)
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
        guard !range.isEmpty, text[text.count - 1] != 0x2E, text[text.count - 1] != 0x3A else { return false }
        return word == "ends" || word == "enditem" || Lexicon.isAgency(text, range.start, range.end)
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
        case 0x20, 0x28, 0x29, 0x5B, 0x5D, 0x2F, 0x2D, 0x2013, 0x2014, 0x2A, 0x23, 0x2E, 0x3D, 0x2B, 0x7E, 0x3A, 0x5F,
            0x5E, 0x40,
            0xFF08, 0xFF09:
            true
        default: false
        }
    }

    /// What a line has after a name: nothing, or a desk's or writer's letters, as in `FENA/jd` and `FENA jd/rr`.
    static func isAgency(_ name: Word, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let range = bare(text, start, end)
        if Word(text, range.start, range.end) == name { return true }
        var cut = range.start
        while cut < range.end, text[cut] != 0x2F, text[cut] != 0x20, text[cut] != 0x29 { cut += 1 }
        guard cut < range.end, cut + 10 > range.end, Word(text, range.start, cut) == name else { return false }
        // `(Northwire) jd`
        if text[cut] == 0x29 { return cut + 2 < range.end && DeskLine.isCodes(text.extracting(0..<range.end), cut + 2) }
        for index in cut..<range.end {
            switch text[index] {
            case 0x61...0x7A, 0x2F: break
            case 0x20 where index == cut: break
            default: return false
            }
        }
        // After a space the letters of two.
        if text[cut] == 0x2F { return true }
        for index in cut..<range.end where text[index] == 0x2F { return true }
        return false
    }

    /// Whether a paragraph says who reported, wrote or edited, or who holds the rights.
    static func isCredit(_ text: Span<UInt8>) -> Bool {
        isCredit(text, Tokens.lowerBytes(text, 0, HeadLine.boundary(text, 48)))
    }

    /// - Parameter lower: how the text begins, in small letters.
    static func isCredit(_ text: Span<UInt8>, _ lower: [UInt8]) -> Bool {
        guard text.count <= 700 else { return false }
        let isBracketed = lower.first == 0x28 || lower.first == 0x5B
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
        let lower = Tokens.lowerBytes(text, 0, HeadLine.boundary(text, 48))
        return lower.first == 0x28 && reporters.opens(lower, from: 1) && isCredit(text, lower)
    }

    private static let reporters = Lexicon.shared.openings(.reporter)

    /// Whether a line opens as a paragraph of credits does, in brackets or with a sign of rights.
    static func opensCredit(_ line: Span<UInt8>) -> Bool {
        let lower = Tokens.lowerBytes(line, 0, HeadLine.boundary(line, 48))
        if rights.opens(lower) { return true }
        guard let first = lower.first, first == 0x28 || first == 0x5B else {
            return isCredit(line)
        }
        return rights.opens(lower, from: 1) || credits.opens(lower, from: 1) || wordsInBrackets.opens(lower, from: 1)
            || isCredit(line)
    }

    /// `(anna.smith@example.org; +44 20 1234)`: a bracket to its end, with an address in it.
    private static func isAddress(_ text: Span<UInt8>) -> Bool {
        guard text[text.count - 1] == 0x29 || text[text.count - 1] == 0x5D else { return false }
        for index in 1..<text.count - 1 where text[index] == 0x40 {
            return text[index - 1] > 0x20 && text[index - 1] != 0x28 && text[index + 1] > 0x20
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
        if HeadLine.noteOpenings.opens(lower) || CopyLine(text, TextRange(0, text.count))?.isEmbargo == true {
            return true
        }
        // A whole sentence in brackets is the writer's, unless it opens as notes do.
        return (text[0] == 0x28 || text[0] == 0x5B) && HeadLine.bracketNoteOpenings.opens(lower, from: 1)
            && HeadLine.kind(of: text, isFirst: false) == .note
    }
}
