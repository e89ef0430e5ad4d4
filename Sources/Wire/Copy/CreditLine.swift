import Text
import Article

/// Lines at the end that say who else had a part in the copy, or whom to ask.
enum CreditLine {
    /// - Parameter lower: how the text begins, in small letters.
    static func matches(_ text: Span<UInt8>, _ lower: [UInt8], isBracketed: Bool) -> Bool {
        guard text.count >= 8, text.count <= 240 else { return false }
        if isBracketed {
            guard text[text.count - 1] == 0x29 else { return false }
            return hasPhone(text) || namesSource(text, lower, from: 1, to: text.count - 1)
        }
        if contacts.opens(lower) || contactWords.opens(lower) && !Sentence.ends(text, 0, text.count) {
            return hasPhone(text) || hasAddress(text)
        }
        if originals.opens(lower) { return true }
        if sources.opens(lower), let colon = lower.firstIndex(of: 0x3A), text.count <= 60,
            !Sentence.ends(text, 0, text.count)
        {
            return PersonName.areAll(text, colon + 1, text.count)
                || colon + 2 < text.count && text[colon + 1] == 0x20 && Lexicon.isAgency(text, colon + 2, text.count)
        }
        if text.count <= 48, AgencyByline.isJoined(text) { return true }
        if inputs.opens(lower), text.count <= 80,
            !Sentence.ends(text, 0, text.count) || PersonName.areAll(text, 17, text.count)
        {
            return true
        }
        if namesSource(text, lower, from: text[0] == 0x2A ? 1 : 0, to: text.count) { return true }
        if lower.starts(with: follow), hasHandle(text) || hasLink(text) { return true }
        if lower.starts(with: source), text[0] == 0x53, text[5] == 0x45, text.count <= 80 {
            return !Sentence.ends(text, 0, text.count) && PersonName.areAll(text, source.count, text.count)
        }
        if pictures.opens(lower), let colon = lower.firstIndex(of: 0x3A) {
            return PersonName.areAll(text, colon + 1, text.count)
        }
        if SignOff.credits.opens(lower), let names = afterBy(lower) {
            return PersonName.areAll(text, names, text.count)
        }
        return contributed(text)
    }

    /// Whether a sentence is about the sign of copyright, and no notice that opens with it.
    static func speaksOfSign(_ text: Span<UInt8>) -> Bool {
        guard text.count > 4, text[0] == 0xC2, text[1] == 0xA9, text[2] == 0x20 else { return false }
        return (0x61...0x7A).contains(text[3]) && Sentence.ends(text, 0, text.count)
    }

    /// Where a credit after a paragraph's last sentence begins: `… said. (Reporting by …; Editing by …)`, `… © FENA 2014`.
    static func inline(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        var end = range.end
        if end > range.start, text[end - 1] == 0x2E { end -= 1 }
        guard end - range.start > 16 else { return nil }
        var start = end
        var depth = 0
        let isBracket = text[end - 1] == 0x29
        while start > range.start, end - start < (isBracket ? 400 : 48) {
            start -= 1
            if text[start] == 0x29 { depth += 1 }
            if text[start] == 0x28 { depth -= 1 }
            if isBracket ? depth == 0 : start > 0 && text[start] == 0xA9 && text[start - 1] == 0xC2 { break }
        }
        if !isBracket { start -= 1 }
        guard start > range.start + 1, text[start - 1] == 0x20, Sentence.ends(text, range.start, start - 1) else {
            return nil
        }
        // `(©NTB)`
        if isBracket, end - start <= 40, text[start + 1] == 0xC2, text[start + 2] == 0xA9 { return start }
        if !isBracket { return start + 3 < end && text[start] == 0xC2 && text[start + 2] == 0x20 ? start : nil }
        let lower = Tokens.lowerBytes(text, start + 1, min(end, start + 49))
        return SignOff.credits.opens(lower) ? start : nil
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
        where lower[index] == 0x20 && lower[index + 1] == 0x62 && lower[index + 2] == 0x79 && lower[index + 3] == 0x20 {
            return index + 4
        }
        return nil
    }

    /// `Anna Smith in Paris contributed to this report.`: names before the verb, and at most a place after it.
    private static func contributed(_ text: Span<UInt8>) -> Bool {
        if ends(text, with: " contributed."), PersonName.areAll(text, 0, text.count - 13), hasWriters(text) {
            return true
        }
        let phrase = Array(" contributed to this ".utf8)
        guard text.count <= 200, text.count > phrase.count + 8 else { return false }
        for start in 1..<(text.count - phrase.count) where text[start] == 0x20 && text[start + 1] == 0x63 {
            var matches = true
            for (offset, byte) in phrase.enumerated() where text[start + offset] != byte {
                matches = false
                break
            }
            guard matches else { continue }
            var after = start + phrase.count
            while after < text.count, (0x61...0x7A).contains(text[after]) { after += 1 }
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
            if text[index] == 0x2B { hasPlus = true }
            if hasPlus, (0x30...0x39).contains(text[index]) { digits += 1 }
        }
        return digits >= 7
    }

    /// `Quelle: dpa`, `(Forrás: MTI)`, `Avec AFP`, `*Com informações da Reuters`: the words and a known agency.
    private static func namesSource(_ text: Span<UInt8>, _ lower: [UInt8], from start: Int, to end: Int) -> Bool {
        guard end - start <= 60, sources.opens(lower, from: start) || withAgency.opens(lower, from: start) else {
            return false
        }
        var cut = end
        while cut > max(start, 1), text[cut - 1] != 0x20, text[cut - 1] != 0x9A || text[cut - 2] != 0xBC { cut -= 1 }
        return cut > start && Lexicon.isAgency(text, cut, end)
    }

    /// `… at https://northwire.example`: an address ends the line.
    private static func hasLink(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 160 else { return false }
        var start = text.count
        while start > 0, text[start - 1] != 0x20 { start -= 1 }
        return start > 0
            && HeadLine.isURL(Tokens.lowerBytes(text, start, text.count), text.extracting(start..<text.count))
    }

    private static let withAgency = Lexicon.shared.openings(.withAgency)

    /// `Follow Anna Smith on …: @asmith`
    private static func hasHandle(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 120 else { return false }
        for index in 1..<text.count - 2 where text[index] == 0x40 {
            return text[index - 1] == 0x20 && CharacterClass.isLetter(UInt32(text[index + 1]))
        }
        return false
    }

    private static func hasAddress(_ text: Span<UInt8>) -> Bool {
        for index in 1..<text.count - 1 where text[index] == 0x40 {
            return text[index - 1] > 0x20 && text[index + 1] > 0x20
        }
        return false
    }
}
