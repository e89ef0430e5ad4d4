/// Bylines that no word opens: a name, a comma and the agency, as in `Aroha Ngata, Associated Press`, `Анна Петрова, Комиинформ`,
/// `De João Conceição, da agência Lusa`.
enum AgencyByline {
    static func matches(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 8, text.count <= 80, hasOneComma(text) else { return false }
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        let tokens = Tokens(bytes, limit: 16)
        guard tokens.list.last?.end == text.count, let comma = nameEnd(tokens) else { return false }
        let opensWithDe = tokens[0]?.word == "de"
        var at = comma + 1
        // `da agência Lusa`, `for Associated Press`.
        if let joint = tokens[at], joint.kind == .word, joints.contains(joint.word) { at += 1 }
        let isNamed = tokens[at].map { $0.kind == .word && Labels.isMedium($0.word) } ?? false
        if opensWithDe, !isNamed { return false }
        guard let first = tokens[at], let last = tokens.list.last, tokens.count - at <= 4 else { return false }
        for index in at..<tokens.count {
            guard let token = tokens[index], token.kind == .word, token.isCapitalized || Labels.isMedium(token.word)
            else { return false }
        }
        return isNamed || Agencies.contains(bytes.span, first.start, last.end) || isMedium(tokens, at)
            || first.isAllCaps && first.end == last.end && hasGivenName(tokens)
    }

    /// `Jan Kowalski`: two words or three, each with a capital and small letters, and no name of a place or a label.
    static func isBareName(_ text: Span<UInt8>) -> Bool {
        guard (7...40).contains(text.count) else { return false }
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        let tokens = Tokens(bytes, limit: 8)
        guard (2...4).contains(tokens.count), tokens.list.last?.end == text.count, let first = tokens[0] else {
            return false
        }
        for (index, token) in tokens.list.enumerated() {
            if token.isMark("."), index > 0, !token.afterSpace, tokens[index - 1]?.count == 1 { continue }
            guard token.kind == .word, token.isCapitalized, token.hasLower || token.count == 1,
                !HeadlineVerbs.contains(token.word), !Sections.isNoun(token.word), !Sections.isTopicNoun(token.word)
            else { return false }
        }
        let name = Word(text, 0, text.count)
        return !Sections.contains(name) && !Places.contains(name) && !Countries.contains(name)
            && !Labels.contains(first.word) && !Particles.opensSentence(first.word)
    }

    private static func hasOneComma(_ text: Span<UInt8>) -> Bool {
        var commas = 0
        for index in 0..<text.count where text[index] == 0x2C { commas += 1 }
        return commas == 1
    }

    /// The comma after a name of two words or more, each with a capital but for those that names hold in small letters.
    private static func nameEnd(_ tokens: Tokens) -> Int? {
        var names = 0
        var at = tokens[0]?.word == "de" ? 1 : 0
        let start = at
        while let token = tokens[at], !token.isMark(",") {
            if token.isMark("."), !token.afterSpace, (tokens[at - 1]?.count ?? 9) <= 2 {
                at += 1
                continue
            }
            guard token.kind == .word, token.isCapitalized || names > 0 && Particles.contains(token.word) else {
                return nil
            }
            if token.isCapitalized { names += 1 }
            at += 1
        }
        guard (2...4).contains(names), let first = tokens[start], let last = tokens[at - 1], tokens[at] != nil,
            !Particles.opensSentence(first.word)
        else { return nil }
        let name = tokens.name(first, last)
        return Places.contains(name) || Countries.contains(name) || Labels.contains(first.word) ? nil : at
    }

    private static func hasGivenName(_ tokens: Tokens) -> Bool {
        tokens[0].map { GivenNames.contains($0.word) } ?? false
    }

    /// Whether the last word is a medium's, or ends as their names do.
    private static func isMedium(_ tokens: Tokens, _ start: Int) -> Bool {
        guard let last = tokens.list.last else { return false }
        if tokens.count - start > 1, Labels.isMedium(last.word), !Particles.contains(last.word) { return true }
        let name = tokens.lower(last)
        return endings.contains { name.count > $0.count && name.hasSuffix($0) }
    }

    private static let joints: WordSet = ["da", "de", "do", "della", "of", "for", "der", "from"]
    private static let endings = ["inform", "информ", "інформ", "пресс", "прес", "press", "news", "wire", "presse"]
}
