import Text
import Article

/// Lines at the end that say who else had a part in the copy, or whom to ask.
enum CreditLine {
    /// - Parameter lower: how the text begins, in small letters.
    static func matches(_ text: Span<UInt8>, _ lower: [UInt8], isBracketed: Bool) -> Bool {
        guard text.count >= 8, text.count <= 240 else { return false }
        if isBracketed {
            guard text[text.count - 1] == .closing else { return false }
            return hasPhone(text) || namesSource(text, lower, from: 1, to: text.count - 1)
        }
        if contacts.opens(lower) || contactWords.opens(lower) && !Sentence.ends(text, 0, text.count) {
            return CreditLine.isReachable(text, Line(start: 0, end: text.count))
        }
        if originals.opens(lower) { return true }
        if sources.opens(lower), let colon = lower.firstIndex(of: .colon), text.count <= 60,
            !Sentence.ends(text, 0, text.count)
        {
            return PersonName.areAll(text, colon + 1, text.count)
                || colon + 2 < text.count && text[colon + 1] == .space && Lexicon.isAgency(text, colon + 2, text.count)
        }
        if text.count <= 48, AgencyByline.isJoined(text) { return true }
        if inputs.opens(lower), text.count <= 80,
            !Sentence.ends(text, 0, text.count) || PersonName.areAll(text, 17, text.count)
        {
            return true
        }
        if namesSource(text, lower, from: text[0] == .star ? 1 : 0, to: text.count) { return true }
        if lower.starts(with: follow), hasHandle(text) || hasLink(text) { return true }
        if lower.starts(with: source), text[0] == 0x53, text[5] == 0x45, text.count <= 80 {
            return !Sentence.closes(text, 0, text.count) && PersonName.areAll(text, source.count, text.count)
        }
        if pictures.opens(lower), let colon = lower.firstIndex(of: .colon) {
            return PersonName.areAll(text, colon + 1, text.count)
        }
        if SignOff.credits.opens(lower), let names = afterBy(lower) {
            return PersonName.areAll(text, names, text.count)
        }
        return contributed(text) || reported(text)
    }

    /// Whether a sentence is about the sign of copyright, and no notice that opens with it.
    static func speaksOfSign(_ text: Span<UInt8>) -> Bool {
        guard text.count > 4, text[0] == 0xC2, text[1] == 0xA9, text[2] == .space else { return false }
        return text[3].isSmall && Sentence.ends(text, 0, text.count)
    }

    /// Where a credit after a paragraph's last sentence begins: `… said. (Reporting by …; Editing by …)`, `… © FENA 2014`.
    static func inline(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        if let start = signature(text, range) {
            let isApart = start > range.start && (text[start - 1] == .space || text[start] >= 0x80)
            let end = start > range.start && text[start - 1] == .space ? start - 1 : start
            return isApart && end > range.start + 8 && Sentence.ends(text, range.start, end) ? start : nil
        }
        return sign(text, range)
    }

    /// Where the sign of rights behind the last sentence begins: `… said. © FENA 2014`.
    private static func sign(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        var end = range.end
        if end > range.start, text[end - 1] == .stop { end -= 1 }
        var start = end
        while start > range.start, end - start < longestSign {
            start -= 1
            guard start > range.start + 16, text[start] == 0xA9, text[start - 1] == 0xC2 else { continue }
            start -= 1
            return start + 3 < end && text[start + 2] == .space && text[start - 1] == .space
                && Sentence.ends(text, range.start, start - 1) ? start : nil
        }
        return nil
    }

    private static let longestSign = 48
    private static let longestBracket = 400
    /// The day behind the bracket of an agency of Taiwan, in figures: `（編輯：李明）1150610`.
    private static let longestDay = 8

    /// Where a bracket at the end of a stretch begins that says who wrote or edited, with the agency's name before it:
    /// `(Reporting by …)`, `(©NTB)`, `AGERPRES/(AS - autor: Ion Popescu)`, `（編輯：李明）1150610`.
    static func signature(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        var end = range.end
        while end > range.start, range.end - end < longestDay,
            text[end - 1].isFigure || text[end - 1] == .stop
        {
            end -= 1
        }
        guard end > range.start + 4 else { return nil }
        let close = text.codePoint(before: end)
        guard range.end - end < 2 || close.value >= 0x80,
            let start = Brackets.opening(text, from: range.start, before: end, within: longestBracket)
        else { return nil }
        let content = TextRange(start + text.codePoint(at: start).length, end - close.length)
        guard isCredit(text, content) else { return nil }
        return agencyStart(text, range.start, before: start) ?? start
    }

    /// Whether what a bracket holds opens as a credit does, or has a label of one within.
    private static func isCredit(_ text: Span<UInt8>, _ content: TextRange) -> Bool {
        guard content.count > 2 else { return false }
        // `((Tudósító: Kovács Anna))`
        if text[content.start] == .opening, text[content.end - 1] == .closing {
            return isCredit(text, TextRange(content.start + 1, content.end - 1))
        }
        // `(©NTB)`
        if content.count <= 40, text[content.start] == 0xC2, text[content.start + 1] == 0xA9 { return true }
        if isSigned(text, content) { return true }
        let lower = Tokens.lowerBytes(text, content.start, content.end)
        if SignOff.credits.opens(lower) { return true }
        var word = 0
        for index in lower.indices {
            if lower[index] == .space { word = index + 1 }
            guard lower[index] == .colon, index > word else { continue }
            if Lexicon.shared.contains(Word(lower.span, word, index), .bylineLabel)
                || SignOff.credits.opens(lower, from: word)
            {
                return true
            }
        }
        return false
    }

    /// `【山田花子】`, `【ロンドン山田花子】`: a correspondent's name, perhaps behind the place.
    private static func isSigned(_ text: Span<UInt8>, _ content: TextRange) -> Bool {
        guard content.count <= longestSign, Script.of(text.codePoint(at: content.start).value) == .unspaced else {
            return false
        }
        var bytes: [UInt8] = []
        bytes.append(text, from: content.start, to: content.end)
        let tokens = Tokens(bytes, bySign: true)
        return CorrespondentName.isFamilyName(tokens, 0, tokens.count)
            || CorrespondentName.find(tokens, 0, tokens.count)?.upperBound == tokens.count
    }

    /// Where the known agency before a bracket begins, with a space or a slash between.
    private static func agencyStart(_ text: Span<UInt8>, _ from: Int, before bracket: Int) -> Int? {
        guard bracket > from + 2, text[bracket - 1] == .space || text[bracket - 1] == .slash else { return nil }
        var start = bracket - 1
        while start > from, text[start - 1] > .space { start -= 1 }
        return Lexicon.isAgency(text, start, bracket - 1) ? start : nil
    }

    private static let source = Array("source ".utf8)
    private static let contacts = Lexicon.shared.openings(.tailContact)
    private static let contactWords = Lexicon.shared.openings(.contact)
    private static let sources = Lexicon.shared.openings(.source)
    private static let inputs = Lexicon.shared.openings(.input)
    private static let follow = Array("follow ".utf8)
    private static let originals = Lexicon.shared.openings(.original)
    private static let pictures = Lexicon.shared.openings(.picture)

    private static func afterBy(_ lower: [UInt8]) -> Int? {
        for index in 0..<max(0, lower.count - 4)
        where lower[index] == .space && lower[index + 1] == 0x62 && lower[index + 2] == 0x79
            && lower[index + 3] == .space
        {
            return index + 4
        }
        return nil
    }

    /// `Anna Holm reported from Riverton, and Tom Law from Suvera.`: names before the verb, and places and names behind it.
    static func reported(_ text: Span<UInt8>) -> Bool {
        let phrase = Array(" reported from ".utf8)
        guard (32...200).contains(text.count), text[text.count - 1] == .stop else { return false }
        guard
            let start = (8..<min(64, text.count - phrase.count)).first(where: { start in
                phrase.indices.allSatisfy { text[start + $0] == phrase[$0] }
            }), PersonName.areAll(text, 0, start)
        else { return false }
        let rest = Tokens(text, TextRange(start + phrase.count, text.count), limit: 24)
        return rest.isWhole
            && rest.list.allSatisfy {
                $0.isCapitalized || $0.isMark(of: ",.") || $0.isA(.creditJoint) || $0.word == "from"
            }
    }

    /// `Anna Smith in Paris contributed to this report.`: names before the verb, and at most a place after it.
    private static func contributed(_ text: Span<UInt8>) -> Bool {
        if ends(text, with: " contributed."), PersonName.areAll(text, 0, text.count - 13), hasWriters(text) {
            return true
        }
        let phrase = Array(" contributed to this ".utf8)
        guard text.count <= 200, text.count > phrase.count + 8 else { return false }
        for start in 1..<(text.count - phrase.count) where text[start] == .space && text[start + 1] == 0x63 {
            var matches = true
            for (offset, byte) in phrase.enumerated() where text[start + offset] != byte {
                matches = false
                break
            }
            guard matches else { continue }
            var after = start + phrase.count
            while after < text.count, text[after].isSmall { after += 1 }
            guard Lexicon.shared.contains(Word(text, start + phrase.count, after), .contribution),
                PersonName.areAll(text, 0, start)
            else { return false }
            var rest: [UInt8] = []
            rest.append(text, from: after, to: text.count)
            return Tokens(rest, limit: 16).list.allSatisfy {
                $0.isMark(".") || $0.isMark(",") || $0.kind == .word && ($0.isCapitalized || $0.isA(.creditJoint))
            }
        }
        return false
    }

    private static func ends(_ text: Span<UInt8>, with phrase: StaticString) -> Bool {
        let bytes = Array(phrase.description.utf8)
        guard text.count > bytes.count + 8, text.count <= 200 else { return false }
        for (offset, byte) in bytes.enumerated() where text[text.count - bytes.count + offset] != byte { return false }
        return true
    }

    /// Whether a word says what the people are: `AP writers Anna Smith and Tom Abel`.
    private static func hasWriters(_ text: Span<UInt8>) -> Bool {
        let lower = Tokens.lower(text, 0, text.count)
        return [" writer", " reporter", " correspondent", " staff"].contains { lower.contains($0) }
    }

    /// Seven figures or more after a plus sign.
    private static func hasPhone(_ text: Span<UInt8>) -> Bool {
        var digits = 0
        var hasPlus = false
        for index in 0..<text.count {
            if text[index] == .plus { hasPlus = true }
            if hasPlus, text[index].isFigure { digits += 1 }
        }
        return digits >= 7
    }

    /// `Quelle: dpa`, `(Forrás: MTI)`, `Avec AFP`, `*Com informações da Reuters`: the words and a known agency.
    private static func namesSource(_ text: Span<UInt8>, _ lower: [UInt8], from start: Int, to end: Int) -> Bool {
        guard end - start <= 60, sources.opens(lower, from: start) || withAgency.opens(lower, from: start) else {
            return false
        }
        var cut = end
        while cut > max(start, 1), text[cut - 1] != .space, text[cut - 1] != 0x9A || text[cut - 2] != 0xBC { cut -= 1 }
        return cut > start && Lexicon.isAgency(text, cut, end)
    }

    /// `… at https://northwire.example`: an address ends the line.
    private static func hasLink(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 160 else { return false }
        var start = text.count
        while start > 0, text[start - 1] != .space { start -= 1 }
        return start > 0
            && Stretch.isURL(Tokens.lowerBytes(text, start, text.count), text.extracting(start..<text.count))
    }

    private static let withAgency = Lexicon.shared.openings(.withAgency)

    /// `Follow Anna Smith on …: @asmith`
    private static func hasHandle(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 120 else { return false }
        for index in 1..<text.count - 2 where text[index] == .at {
            return text[index - 1] == .space && CharacterClass.isLetter(UInt32(text[index + 1]))
        }
        return false
    }

    /// Whether a line holds a telephone number or an address.
    static func isReachable(_ text: Span<UInt8>, _ line: Line) -> Bool {
        guard line.count <= CopyLine.longest else { return false }
        var digits = 0
        for index in line.start..<line.end {
            if text[index].isFigure { digits += 1 }
            if text[index] == .at, index > line.start, text[index - 1] > .space { return true }
        }
        return digits >= 6
            || Stretch.isURL(Tokens.lowerBytes(text, line.start, line.end), text.extracting(line.start..<line.end))
    }
}
