/// Whether the first line of a head names the section that the story ran in.
extension HeadLine {
    /// Whether the first of two or more titles names the section: short, without a verb of its own, and shorter
    /// than the headline after it.
    static func isSection(_ text: Span<UInt8>, _ range: TextRange, next: TextRange, of titles: Int) -> Bool {
        guard range.count <= 64 else { return false }
        if Sections.contains(Word(text, range.start, range.end)) { return true }
        guard range.count * 4 <= next.count * 3 || titles > 2 && range.count < next.count,
            !Sentence.ends(text, range.start, range.end)
        else { return false }
        let tokens = SectionLine.tokens(text, range, limit: 12)
        let isShort = range.count * 3 <= next.count * 2 || titles > 2
        if isShort, SectionLine.isPlain(tokens, of: titles, isHalf: range.count * 2 <= next.count) { return true }
        return SectionLine.isTopic(tokens) && SectionLine.isHeadline(SectionLine.tokens(text, next, limit: 32))
    }
}

/// The shapes of a section's name.
private enum SectionLine {
    static func tokens(_ text: Span<UInt8>, _ range: TextRange, limit: Int) -> Tokens {
        var bytes: [UInt8] = []
        bytes.append(text, from: range.start, to: range.end)
        return Tokens(bytes, limit: limit)
    }

    /// A few words with capitals, the small words between them, and a noun that sections are called by: in any language.
    static func isPlain(_ tokens: Tokens, of titles: Int, isHalf: Bool) -> Bool {
        var words = 0
        var isPlural = false
        for token in tokens.list {
            switch token.kind {
            case .number: return false
            case .mark: guard joins(token) else { return false }
            case .word:
                words += 1
                let word = token.word
                if HeadlineVerbs.contains(word) { return false }
                if words > 1, !token.isCapitalized, !Particles.contains(word), !Particles.joins(word),
                    !Sections.isNoun(word), titles < 3 || !isHalf || isPlural || !isNounLike(tokens, token)
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
    static func isTopic(_ tokens: Tokens) -> Bool {
        var words = 0
        var isPlural = false
        let last = tokens.count - 1
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
                guard index == 0 || !prepositions.contains(token.word) else {
                    // `Putin talks to reporters`, `Kestrel to close`: no topic; `Visit to Norland` is one.
                    if token.word == "to", tokens[index + 1]?.isCapitalized != true { return false }
                    isPlural = false
                    continue
                }
                let isHead = index == 0 && tokens[1].map { prepositions.contains($0.word) } ?? false
                if token.isCapitalized {
                    if HeadlineVerbs.contains(token.word), !isHead { return false }
                } else if Sections.isTopicNoun(token.word) {
                    // `Norland leader talks to`; `Norland's visit to` is a noun.
                    let goesTo = tokens[index + 1]?.word == "to"
                    if isPlural || goesTo && tokens[index - 1].map({ isPossessive($0, tokens) }) != true {
                        return false
                    }
                } else if HeadlineVerbs.contains(token.word) || isPlural || !isNounLike(tokens, token) {
                    return false
                }
                isPlural = self.isPlural(token, tokens)
            }
        }
        return (1...7).contains(words)
    }

    /// Whether the line below is a headline of its own in English or in Cyrillic letters, and no sentence as a deck is one.
    static func isHeadline(_ tokens: Tokens) -> Bool {
        guard let first = tokens[0], let last = tokens[tokens.count - 1], tokens.count > 3,
            !deckOpenings.contains(first.word), !deckEnds.contains(last.word)
        else { return false }
        if (0x400...0x52F).contains(first.character) { return true }
        var isEnglish = false
        for token in tokens.list where token.kind == .word {
            if foreign.contains(token.word) { return false }
            if english.contains(token.word) { isEnglish = true }
        }
        return isEnglish
    }

    private static func isYear(_ token: Token) -> Bool { token.count == 4 && (1900...2099).contains(token.value) }

    /// A number that a name with a capital has, and a noun in small letters after it.
    private static func isNumbered(_ tokens: Tokens, _ index: Int) -> Bool {
        guard let name = tokens[index - 1], let noun = tokens[index + 1], noun.kind == .word else { return false }
        return name.isCapitalized && name.hasLower && !noun.isCapitalized && !prepositions.contains(noun.word)
            && !isPlural(name, tokens)
    }

    /// `Norland's`
    private static func isPossessive(_ token: Token, _ tokens: Tokens) -> Bool {
        let bytes = tokens.bytes
        return token.count > 3 && bytes[token.end - 1] == 0x73
            && (bytes[token.end - 2] == 0x27 || bytes[token.end - 2] == 0x99)
    }

    private static func joins(_ token: Token) -> Bool {
        token.isMark("&") || token.isMark("/") || token.isMark("|") || token.isMark(">") || token.isMark("-")
    }

    /// Whether a word in small letters has none of the endings that verbs have in headlines: `Ukraine crisis`.
    private static func isNounLike(_ tokens: Tokens, _ token: Token) -> Bool {
        if Sections.isTopicNoun(token.word) { return true }
        guard token.count >= 4 else { return false }
        let word = tokens.lower(token)
        if token.character >= 0x400 {
            return !cyrillicEndings.contains { word.hasSuffix($0) }
        }
        if nounEndings.contains(where: { word.hasSuffix($0) }) { return true }
        return token.character < 0x80 && !["s", "ed", "ing"].contains { word.hasSuffix($0) }
    }

    private static let nounEndings = ["ss", "is", "us", "ments", "tions", "sions", "ities", "ics", "ists"]
    private static let cyrillicEndings = [
        "л", "ла", "ло", "ли", "ет", "ит", "ут", "ют", "ат", "ят", "ёт", "ся", "сь", "ть", "ти", "є", "ить",
    ]

    /// Whether a word may be several, so that a verb may follow it: `Talks resume`, `Banks slide`.
    private static func isPlural(_ token: Token, _ tokens: Tokens) -> Bool {
        if plurals.contains(token.word) { return true }
        guard token.hasLower, token.count > 3, tokens.bytes[token.end - 1] == 0x73, !Sections.isNoun(token.word) else {
            return false
        }
        let before = tokens.bytes[token.end - 2]
        return before != 0x73 && before != 0x75 && before != 0x69 && !isPossessive(token, tokens)
    }

    private static let plurals: WordSet = [
        "police", "people", "men", "women", "children", "troops", "mps", "many", "most", "some", "all",
    ]
    private static let prepositions: WordSet = [
        "of", "in", "on", "at", "for", "from", "with", "to", "around", "over", "after", "before", "between", "against",
        "near", "off", "under", "and", "the", "amid", "в", "во", "на", "по", "о", "об", "с", "со", "из", "за", "под",
        "над", "между", "вокруг", "против", "и", "між", "з", "із", "у", "і", "та", "від", "до", "для",
    ]
    private static let deckOpenings: WordSet = [
        "the", "a", "an", "it", "he", "she", "his", "her", "its", "they", "their", "this", "that", "there", "these",
        "those", "according", "he's", "it's", "по", "об", "он", "она", "они", "это", "как", "він", "вона", "вони", "за",
        "як",
    ]
    private static let deckEnds: WordSet = [
        "said", "noted", "added", "stressed", "specified", "explained", "сказал", "отметил", "подчеркнул", "добавил",
        "сказала", "отметила", "підкреслив", "зазначив",
    ]
    /// Small words of those neighbours.
    private static let foreign: WordSet = [
        "le", "la", "les", "des", "du", "der", "die", "das", "ein", "el", "los", "las", "una", "il", "het", "een",
        "van", "och",
        "og", "att", "na", "se", "do", "em", "di", "che", "que", "con", "mit", "und", "et", "nie",
    ]
    /// Small words and verbs that headlines in English have and those of its neighbours do not.
    private static let english: WordSet = [
        "to", "of", "for", "with", "from", "by", "says", "said", "say", "will", "would", "may", "could", "should",
        "must",
        "has", "have", "is", "are", "be", "at", "over", "after", "against", "not", "and", "the", "it",
        "its",
        "their", "his", "than", "up", "into", "who", "what", "how", "why", "out", "off", "about", "near", "amid",
        "during",
        "before", "between", "among", "killed", "injured", "two", "three",
        "five", "seven", "eight", "nine", "calls", "plans", "agrees", "urges", "wants", "expects",
    ]
}
