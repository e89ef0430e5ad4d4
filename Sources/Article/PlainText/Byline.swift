/// Lines that name the writer: `By John Smith`, `Von Max Muster, dpa`, `Автор: Иван Иванов`.
enum Byline {
    static func matches(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 6, text.count <= 120, opens(text) else { return false }
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        let tokens = Tokens(bytes, limit: 40)
        guard let first = tokens[0], first.kind == .word, tokens.list.last?.end == text.count
        else {
            return false
        }
        var at = 1
        let word = first.word
        let colon = tokens[1]?.isMark(":") ?? false
        if colon {
            guard labels.contains(word) else { return false }
            at = 2
        } else if let second = tokens[1], second.kind == .word, second.word == "by" || second.word == "von",
            verbs.contains(word)
        {
            at = 2
            if tokens[2]?.isMark(":") ?? false { at = 3 }
        } else if !words.contains(word) {
            return false
        }
        return isNames(tokens, from: at, isLabelled: colon)
    }

    /// Whether the first word can introduce a name; few lines have one that does.
    private static func opens(_ text: Span<UInt8>) -> Bool {
        let word = Word(text, 0, Words.firstEnd(text, 0, text.count))
        return words.contains(word) || labels.contains(word) || verbs.contains(word)
    }

    private static let words: WordSet = [
        "by", "von", "par", "por", "di", "da", "door", "av", "af", "od", "írta", "текст",
    ]
    private static let verbs: WordSet = ["written", "reported", "story", "words", "text", "report", "analysis"]
    private static let labels: WordSet = [
        "by", "author", "authors", "von", "autor", "autorin", "auteur", "autore", "autora", "autoři", "författare",
        "forfatter",
        "írta", "szerző", "автор", "авторы", "автори", "текст", "text", "texte", "texto", "testo", "tekst",
        "kirjoittaja", "teksti",
    ]

    /// Names, what joins them, and what their bearers are: each word with a capital, at least two of them.
    private static func isNames(_ tokens: Tokens, from start: Int, isLabelled: Bool) -> Bool {
        var start = start
        // `By Our Staff Reporter`, `by staff writers Anna Smith, Tom Abel`.
        while let word = tokens[start], word.kind == .word, offices.contains(word.word) { start += 1 }
        if start == tokens.count { return tokens[start - 1].map { titles.contains($0.word) } ?? false }
        guard let first = tokens[start], first.kind == .word, first.isCapitalized, first.word != "the" else {
            return theAgency(tokens, from: start)
        }
        let opening = first.word
        if Weekdays.contains(opening) && first.count > 3
            || Months.number(of: first, in: tokens) != nil && tokens[start + 1]?.kind == .number
        {
            return false
        }
        // `By A. B. Smith`
        let isInitial = first.count == 1 && tokens[start + 1].map { $0.isMark(".") && !$0.afterSpace } ?? false
        if notNames.contains(opening), !isInitial { return false }
        var names = 0
        var afterComma = false
        var inRun = 0
        for index in start..<tokens.count {
            guard let token = tokens[index] else { break }
            switch token.kind {
            case .word:
                let word = token.word
                if token.isCapitalized || tokens.hasPrefix(token, "al-") || tokens.hasPrefix(token, "d'") {
                    names += 1
                    inRun += 1
                    if notNames.contains(word), !afterComma, !(isInitial && index == start) { return false }
                } else if connectives.contains(word) {
                    inRun = 0
                } else if afterComma, Agencies.contains(token, in: tokens) || isDesk(token, at: index, in: tokens) {
                    continue
                } else if !afterComma || inRun == 0 && !titles.contains(word) {
                    return false
                }
            case .mark:
                if token.isMark(",") || token.isMark("/") || token.isMark("|") || token.isMark("(") || token.isMark("–")
                    || token.isMark("—")
                {
                    afterComma = true
                    inRun = 0
                } else if token.isMark(".") {
                    guard let before = tokens[index - 1], before.count <= 4 || index + 1 < tokens.count else {
                        return false
                    }
                } else if !(token.isMark("&") || token.isMark(")") || token.isMark("@") || token.isMark("-")) {
                    return false
                }
            case .number:
                return false
            }
        }
        guard names <= 14 else { return false }
        return names >= 2 || isLabelled && names == 1 || Agencies.contains(first, in: tokens)
    }

    /// `, nwa`: an agency's short name in small letters, at the end.
    private static func isDesk(_ token: Token, at index: Int, in tokens: Tokens) -> Bool {
        index + 1 == tokens.count && token.count <= 6 && !notNames.contains(token.word)
            && (tokens[index - 1]?.kind == .mark)
    }

    /// `By the Associated Press`.
    private static func theAgency(_ tokens: Tokens, from start: Int) -> Bool {
        guard let first = tokens[start], first.kind == .word, first.word == "the", let last = tokens.list.last else {
            return false
        }
        return Agencies.contains(tokens.bytes.span, first.start, last.end)
    }

    private static let connectives: WordSet = [
        "and", "und", "et", "y", "e", "i", "a", "og", "och", "en", "és", "и", "та", "de", "da", "do", "dos", "van",
        "von", "der", "den", "del", "della", "di",
        "la", "le", "al", "el", "bin", "ibn", "ben", "zu", "ter", "ten", "af", "av", "in", "with", "for", "of",
    ]
    private static let titles: WordSet = [
        "staff", "writer", "correspondent", "special", "to", "the", "reporter", "editor", "writers", "reporters",
        "correspondents",
    ]
    private static let offices: WordSet = [
        "our", "staff", "writer", "writers", "reporter", "reporters", "correspondent", "correspondents", "special",
        "xinhua",
    ]
    private static let notNames: WordSet = [
        "the", "a", "an", "contrast", "comparison", "then", "now", "all", "any", "default", "law", "night", "day",
        "next", "last", "design",
        "popular", "far", "and", "our", "their", "his", "her", "its", "your", "my", "how", "when", "what", "why", "who",
        "this", "that", "in", "on", "at",
        "of", "for", "with", "to", "is", "are", "was", "wird", "ist", "der", "die", "das", "den", "dem", "hier",
        "heute", "est", "les", "une", "las",
        "los", "course", "favor", "qué", "que", "primera", "example", "exemple", "ejemplo", "exemplo", "chance",
        "early", "late", "mid", "end", "year",
    ]
}
