import Text
import Article

/// The first line of a head where it names the section that the story ran in.
enum SectionLine {
    private static let longest = 64

    /// Whether the first of two or more titles names the section: short, without a verb of its own, and shorter
    /// than the headline after it.
    static func matches(_ text: Span<UInt8>, _ range: TextRange, next: TextRange, of titles: Int) -> Bool {
        guard range.count <= longest else { return false }
        if Lexicon.shared.contains(Word(text, range.start, range.end), .section) { return true }
        let isShorter = range.count * 4 <= next.count * 3 || titles > 2 && range.count < next.count
        guard isShorter, !Sentence.ends(text, range.start, range.end) else { return false }
        let name = Tokens(text, range, limit: 12)
        let isShort = range.count * 3 <= next.count * 2 || titles > 2
        if isShort, isPlain(name, of: titles, isHalf: range.count * 2 <= next.count) { return true }
        return isTopic(name) && isHeadline(Tokens(text, next, limit: 32))
    }

    // MARK: Shapes

    /// A few words with capitals, the small words between them, and a noun that sections are called by: in any language.
    private static func isPlain(_ tokens: Tokens, of titles: Int, isHalf: Bool) -> Bool {
        var words = 0
        var isPlural = false
        for token in tokens.list {
            switch token.kind {
            case .number: return false
            case .mark: guard joins(token) else { return false }
            case .word:
                words += 1
                if token.isA(.headlineVerb) { return false }
                if words > 1, !token.isCapitalized, !token.isCaseless, !token.isA(.placeParticle),
                    !token.isA(.placeConjunction),
                    !token.isA(.sectionNoun), titles < 3 || !isHalf || isPlural || !isNounLike(tokens, token)
                {
                    return false
                }
                isPlural = self.isPlural(token, tokens)
            }
        }
        return words > 0 && words <= (titles > 2 ? 5 : 3)
    }

    /// A topic that stories run under, in English or in Cyrillic letters: a noun, what stands before it, and
    /// `in`, `on`, `of` with another (`Doping scandal in northern sports`), or a year or number (`Cup 2018`).
    private static func isTopic(_ tokens: Tokens) -> Bool {
        var words = 0
        var isPlural = false
        let last = tokens.count - 1
        // In capitals throughout no word is told by its first letter.
        let isShouted = tokens.list.allSatisfy { $0.kind != .word || $0.isAllCaps }
        for (index, token) in tokens.list.enumerated() {
            switch token.kind {
            case .number:
                // `2018 Cup`, `Cup 2018`, `Stream 2`, `Flight 9268 crash`
                guard isYear(token) || index == last && words > 1 && token.count <= 2 || isNumbered(tokens, index)
                else {
                    return false
                }
            case .mark:
                let isAbbreviation =
                    token.isMark(".") && index < last && tokens[index - 1].map { $0.count <= 2 } ?? false
                guard joins(token) || isAbbreviation else { return false }
            case .word:
                words += 1
                guard index == 0 || !token.isA(.preposition) else {
                    // `Putin talks to reporters`, `Kestrel to close`: no topic; `Visit to Norland` is one.
                    if token.word == "to", tokens[index + 1]?.isCapitalized != true { return false }
                    isPlural = false
                    continue
                }
                let isHead = index == 0 && tokens[1].map { $0.isA(.preposition) } ?? false
                if token.isCapitalized, !isShouted || words == 1 {
                    if token.isA(.headlineVerb), !isHead { return false }
                } else if token.isTopicNoun {
                    // `Norland leader talks to`; `Norland's visit to` is a noun.
                    let goesTo = tokens[index + 1]?.word == "to"
                    if isPlural || goesTo && tokens[index - 1].map({ isPossessive($0, tokens) }) != true {
                        return false
                    }
                } else if token.isA(.headlineVerb) || isPlural || !isNounLike(tokens, token) {
                    return false
                }
                isPlural = self.isPlural(token, tokens)
            }
        }
        return (1...7).contains(words)
    }

    /// Whether the line below is a headline of its own in English or in Cyrillic letters, and no sentence as a deck is one.
    private static func isHeadline(_ tokens: Tokens) -> Bool {
        guard let first = tokens[0], let last = tokens[tokens.count - 1], tokens.count > 3,
            !first.isA(.deckOpening), !last.isA(.deckEnd)
        else { return false }
        if (0x400...0x52F).contains(first.character) { return true }
        var isEnglish = false
        for token in tokens.list where token.kind == .word {
            if token.isA(.notEnglish) { return false }
            if token.isA(.plainEnglish) { isEnglish = true }
        }
        return isEnglish
    }

    private static func isYear(_ token: Token) -> Bool { token.count == 4 && (1900...2099).contains(token.value) }

    /// A number that a name with a capital has, and a noun in small letters after it.
    private static func isNumbered(_ tokens: Tokens, _ index: Int) -> Bool {
        guard let name = tokens[index - 1], let noun = tokens[index + 1], noun.kind == .word else { return false }
        return name.isCapitalized && name.hasLower && !noun.isCapitalized && !noun.isA(.preposition)
            && !isPlural(name, tokens)
    }

    /// `Norland's`
    private static func isPossessive(_ token: Token, _ tokens: Tokens) -> Bool {
        let bytes = tokens.bytes
        return token.count > 3 && bytes[token.end - 1] == 0x73
            && (bytes[token.end - 2] == .apostrophe || bytes[token.end - 2] == 0x99)
    }

    private static func joins(_ token: Token) -> Bool {
        token.isMark("&") || token.isMark("/") || token.isMark("|") || token.isMark(">") || token.isMark("-")
    }

    /// Whether a word in small letters has none of the endings that verbs have in headlines: `Ukraine crisis`.
    private static func isNounLike(_ tokens: Tokens, _ token: Token) -> Bool {
        if token.isTopicNoun { return true }
        guard token.count >= 4 else { return false }
        let word = tokens.lower(token)
        if token.character >= 0x400 {
            return !cyrillicEndings.contains { word.hasSuffix($0) }
        }
        if nounEndings.contains(where: { word.hasSuffix($0) }) { return true }
        return token.character < 0x80 && !["s", "ed", "ing"].contains { word.hasSuffix($0) }
    }

    private static let nounEndings = Lexicon.shared.texts(.nounEnding)
    private static let cyrillicEndings = Lexicon.shared.texts(.verbEnding)

    /// Whether a word may be several, so that a verb may follow it: `Talks resume`, `Banks slide`.
    private static func isPlural(_ token: Token, _ tokens: Tokens) -> Bool {
        if token.isA(.plural) { return true }
        guard token.hasLower, token.count > 3, tokens.bytes[token.end - 1] == 0x73, !token.isA(.sectionNoun) else {
            return false
        }
        let before = tokens.bytes[token.end - 2]
        return before != 0x73 && before != 0x75 && before != 0x69 && !isPossessive(token, tokens)
    }
}
