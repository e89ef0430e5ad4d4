import Text
import Article

/// Bylines that no word opens: a person's name and the agency, with a comma or another joint between them, as in
/// `Aroha Ngata, Associated Press`, `Анна Петрова, Комиинформ`, `De João Conceição, da agência Lusa`, `STT / Matti Virtanen`.
enum AgencyByline {
    private static let lengths = 8...80
    private static let longestJoined = 60

    static func matches(_ text: Span<UInt8>) -> Bool {
        guard lengths.contains(text.count) else { return false }
        return hasOneComma(text) ? isListed(text) : isJoined(text)
    }

    /// A name, a comma, and an agency that is known, or called by a word that agencies are called by.
    private static func isListed(_ text: Span<UInt8>) -> Bool {
        let tokens = Tokens(text, limit: 16)
        guard tokens.isWhole else { return false }
        // `דנה לוי, רויטרס`
        if tokens[0]?.isCaseless == true {
            let name = tokens.end(from: 0, limit: PersonName.mostWords) { $0.isCaseless }
            return name > 1 && tokens[name]?.isMark(",") == true && tokens.isA(.agency, name + 1, tokens.count)
        }
        guard let comma = PersonName.commaEnd(tokens) else { return false }
        let opensWithDe = tokens[0]?.word == "de"
        var at = comma + 1
        // `da agência Lusa`, `for Associated Press`, `спеціально для УНН`.
        if tokens[at]?.isA(.writerTitle) == true, tokens[at + 1]?.isA(.agencyJoint) == true { at += 1 }
        if let joint = tokens[at], joint.kind == .word, joint.isA(.agencyJoint) { at += 1 }
        let isNamed = tokens[at].map { $0.kind == .word && $0.isA(.medium) } ?? false
        if opensWithDe, !isNamed { return false }
        guard let first = tokens[at], let last = tokens.list.last, tokens.count - at <= 4 else { return false }
        if tokens.isAgency(at, tokens.count) { return true }
        for token in tokens.list[at...] where !(token.kind == .word && (token.isCapitalized || token.isA(.medium))) {
            return false
        }
        return isNamed || isMedium(tokens, at)
            || first.isAllCaps && first.end == last.end && tokens[0]?.isA(.givenName) == true
    }

    /// `Anna Svensson/TT`, `STT / Matti Virtanen`, `Jan Kowalski (PAP)`, `Anna Holm | AP`: a person's name and a known agency.
    static func isJoined(_ text: Span<UInt8>) -> Bool {
        guard text.count <= longestJoined, let cut = joint(text) else { return false }
        var end = text.count
        if text[cut.start] == .opening {
            guard text[end - 1] == .closing else { return false }
            end -= 1
        }
        var before = cut.start
        while before > 0, text[before - 1] == .space { before -= 1 }
        var after = cut.end
        while after < end, text[after] == .space { after += 1 }
        guard before > 1, after + 1 < end else { return false }
        func isPerson(_ start: Int, _ end: Int) -> Bool {
            // `Redacción / EFE`
            Lexicon.shared.contains(Word(text, start, end), .bylineTitle)
                || PersonName.isWhole(text.extracting(start..<end), orInCapitals: true)
        }
        if Lexicon.isAgency(text, after, end) { return isPerson(0, before) }
        return text[cut.start] != .opening && text[cut.start] != .bar && Lexicon.isAgency(text, 0, before)
            && isPerson(after, end)
    }

    /// The one slash, bar, opening bracket or dash with space around it of a line.
    private static func joint(_ text: Span<UInt8>) -> TextRange? {
        var found: TextRange?
        var index = 1
        while index < text.count {
            let point = text.codePoint(at: index)
            let isDash =
                CharacterClass.isDash(point.value) && index + point.length < text.count
                && (point.value >= 0x80 || text[index - 1] == .space && text[index + point.length] == .space)
            if isDash || point.value == .slash || point.value == .opening || point.value == .bar {
                if found != nil { return nil }
                found = TextRange(index, index + point.length)
            }
            index += point.length
        }
        return found
    }

    private static func hasOneComma(_ text: Span<UInt8>) -> Bool {
        var commas = 0
        for index in 0..<text.count where text[index] == .comma { commas += 1 }
        return commas == 1
    }

    /// Whether the last word is a medium's, or ends as their names do.
    private static func isMedium(_ tokens: Tokens, _ start: Int) -> Bool {
        guard let last = tokens.list.last else { return false }
        if tokens.count - start > 1, last.isA(.medium), !last.isA(.placeParticle) { return true }
        let name = tokens.lower(last)
        return endings.contains { name.count > $0.count && name.hasSuffix($0) }
    }

    private static let endings = Lexicon.shared.texts(.mediumEnding)
}
