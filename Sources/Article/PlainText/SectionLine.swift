/// Lines that name the section a story stands in: `Military & Defense`, `Ukraine crisis`, `World Cup 2018`.
enum SectionLine {
    /// Whether the first of two or more titles names the section: short, without a verb of its own, and shorter
    /// than the headline after it.
    static func matches(_ text: Span<UInt8>, _ range: TextRange, next: TextRange, of titles: Int) -> Bool {
        if range.count <= 64, Sections.contains(Word(text, range.start, range.end)) { return true }
        guard range.count * 3 <= next.count * 2 || titles > 2 && range.count < next.count, range.count <= 64 else {
            return false
        }
        if Sentence.ends(text, range.start, range.end) { return false }
        let tokens = tokens(text, range, limit: 12)
        var words = 0
        var topics = 0
        for (index, token) in tokens.list.enumerated() {
            switch token.kind {
            case .number:
                guard isEdition(token, at: index, in: tokens) else { return false }
            case .mark:
                if !token.isMark("&"), !token.isMark("/"), !token.isMark("|"), !token.isMark(">"), !token.isMark("-"),
                    !isSaint(tokens, at: index)
                {
                    return false
                }
            case .word:
                words += 1
                let word = token.word
                if Sections.isTopic(word), isNoun(tokens, at: index) {
                    topics += 1
                    continue
                }
                if HeadlineVerbs.contains(word) { return false }
                if words > 1, !token.isCapitalized, !Particles.contains(word), !Particles.joins(word),
                    !Sections.isNoun(word), !isAdjective(tokens, token),
                    titles < 3 || range.count * 2 > next.count || !isNounLike(tokens, token)
                {
                    return false
                }
            }
        }
        guard words > 0, words <= 6 else { return false }
        // What a story is about, ahead of a line that says what happened.
        if topics > 0 { return titles > 2 || hasVerb(text, next) }
        return titles > 2 && words <= 5 || words <= 3
    }

    private static func tokens(_ text: Span<UInt8>, _ range: TextRange, limit: Int) -> Tokens {
        var bytes: [UInt8] = []
        bytes.append(text, from: range.start, to: range.end)
        return Tokens(bytes, limit: limit)
    }

    /// `World Cup 2018`, `Nord Stream 2`: a year or one figure at the end, behind a name or a topic.
    private static func isEdition(_ token: Token, at index: Int, in tokens: Tokens) -> Bool {
        guard index > 0, index + 1 == tokens.count, let name = tokens[index - 1], name.kind == .word,
            name.isCapitalized || Sections.isTopic(name.word), !Particles.contains(name.word)
        else { return false }
        return token.count == 1 || token.count == 4 && (1900...2100).contains(token.value)
    }

    /// The full stop of `St. Petersburg`.
    private static func isSaint(_ tokens: Tokens, at index: Int) -> Bool {
        guard let stop = tokens[index], stop.isMark("."), !stop.afterSpace, let name = tokens[index - 1] else {
            return false
        }
        return name.isCapitalized && name.count <= 3 && index + 1 < tokens.count
    }

    /// Whether a topic that could be a verb as well is none: what stands before it is no plural, and what follows it is no
    /// object: `Gas issues`, `Terrorist attack in Velda`; not `Militants attack in Velda`, `Mayor issues warning`.
    private static func isNoun(_ tokens: Tokens, at index: Int) -> Bool {
        if let next = tokens[index + 1], next.kind == .word, !Particles.contains(next.word) {
            let isObject =
                next.isCapitalized
                ? tokens[index].map { !$0.isCapitalized && tokens.lower($0).hasSuffix("s") } ?? false
                : !Sections.isTopic(next.word) && !Sections.isNoun(next.word)
            if isObject { return false }
        }
        guard let previous = tokens[index - 1], previous.kind == .word, previous.hasLower else { return true }
        let word = tokens.lower(previous)
        return !word.hasSuffix("s") || word.hasSuffix("ss") || word.hasSuffix("'s") || word.hasSuffix("us")
            || Particles.contains(previous.word) || Sections.isTopic(previous.word)
    }

    private static func isAdjective(_ tokens: Tokens, _ token: Token) -> Bool {
        guard token.count >= 5, token.character < 0x80 else { return false }
        let word = tokens.lower(token)
        return ["al", "ic", "ar", "ary", "ive", "ous", "ian"].contains { word.hasSuffix($0) }
    }

    /// Whether a word in small letters has none of the endings that verbs have in headlines: `Ukraine crisis`.
    private static func isNounLike(_ tokens: Tokens, _ token: Token) -> Bool {
        guard token.count >= 4 else { return false }
        let word = tokens.lower(token)
        if token.character >= 0x400 {
            return !["л", "ла", "ло", "ли", "т", "ся", "сь"].contains { word.hasSuffix($0) }
        }
        if ["ss", "is", "us"].contains(where: { word.hasSuffix($0) }) { return true }
        return token.character < 0x80 && !["s", "ed", "ing"].contains { word.hasSuffix($0) }
    }

    /// Whether a headline has a verb: one of the known, or in Russian a word that ends as verbs do.
    private static func hasVerb(_ text: Span<UInt8>, _ range: TextRange) -> Bool {
        let tokens = tokens(text, range, limit: 32)
        return tokens.list.contains { token in
            guard token.kind == .word, !token.isCapitalized || token.isAllCaps else { return false }
            if HeadlineVerbs.contains(token.word) { return true }
            let word = tokens.lower(token)
            if token.character >= 0x400 {
                return token.count >= 8
                    && ["л", "ла", "ло", "ли", "ет", "ют", "ит", "ят"].contains { word.hasSuffix($0) }
            }
            // `denies`, `reopened`
            return token.count >= 5 && (word.hasSuffix("ed") || word.hasSuffix("es") || word.hasSuffix("ts"))
        }
    }
}
