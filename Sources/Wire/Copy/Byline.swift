import Text
import Article

/// Lines that name the writer: `By John Smith`, `Von Max Muster, dpa`, `Автор: Иван Иванов`.
enum Byline {
    static func matches(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 6, text.count <= 120, opens(text) else { return false }
        let tokens = Tokens(text, limit: 40)
        guard let first = tokens[0], first.kind == .word, tokens.isWhole
        else {
            return false
        }
        var at = 1
        let colon = tokens[1]?.isMark(":") ?? false
        if colon {
            guard first.isA(.bylineLabel) else { return false }
            at = 2
        } else if let second = tokens[1], second.kind == .word, second.word == "by" || second.word == "von",
            first.isA(.bylineVerb)
        {
            at = 2
            if tokens[2]?.isMark(":") ?? false { at = 3 }
        } else if !first.isA(.bylineWord) {
            return false
        }
        return isNames(tokens, from: at, isLabelled: colon)
    }

    /// Whether the first word can introduce a name; few lines have one that does.
    private static func opens(_ text: Span<UInt8>) -> Bool {
        let word = Word(text, 0, Words.firstEnd(text, 0, text.count))
        let known = Lexicon.shared.classes(of: word)
        return known.contains(.bylineWord) || known.contains(.bylineLabel) || known.contains(.bylineVerb)
    }

    /// Names, what joins them, and what their bearers are: each word with a capital, at least two of them.
    private static func isNames(_ tokens: Tokens, from start: Int, isLabelled: Bool) -> Bool {
        var start = start
        // `By Our Staff Reporter`, `by staff writers Anna Smith, Tom Abel`.
        while let word = tokens[start], word.kind == .word, word.isA(.writerOffice) { start += 1 }
        if start == tokens.count { return tokens[start - 1].map { $0.isA(.writerTitle) } ?? false }
        guard let first = tokens[start], first.kind == .word, first.isCapitalized, first.word != "the" else {
            return theAgency(tokens, from: start)
        }
        if first.isA(.weekday) && first.count > 3
            || tokens.month(first) != nil && tokens[start + 1]?.kind == .number
        {
            return false
        }
        // `By A. B. Smith`
        let isInitial = first.count == 1 && tokens[start + 1].map { $0.isMark(".") && !$0.afterSpace } ?? false
        if first.isA(.notName) && !isSurname(tokens, at: start), !isInitial { return false }
        var names = 0
        var afterComma = false
        var inRun = 0
        for index in start..<tokens.count {
            guard let token = tokens[index] else { break }
            switch token.kind {
            case .word:
                if token.isCapitalized || tokens.hasPrefix(token, "al-") || tokens.hasPrefix(token, "d'") {
                    names += 1
                    inRun += 1
                    if token.isA(.notName), !afterComma, !(isInitial && index == start),
                        !isSurname(tokens, at: index)
                    {
                        return false
                    }
                } else if token.isA(.nameJoint) {
                    inRun = 0
                } else if afterComma, token.isA(.withAgency), tokens[index + 1].map(tokens.isAgency) == true {
                    // `, avec AFP`
                    inRun = 1
                } else if afterComma, tokens.isAgency(token) || isDesk(token, at: index, in: tokens) {
                    continue
                } else if !afterComma || inRun == 0 && !token.isA(.writerTitle) {
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
        return names >= 2 || isLabelled && names == 1 || tokens.isAgency(first)
    }

    /// `Mara Day`, `Tom Law`: a common word that ends a name of two or three words, each with a capital.
    private static func isSurname(_ tokens: Tokens, at index: Int) -> Bool {
        guard let token = tokens[index], token.isCapitalized, !token.isA(.notSurname),
            let before = tokens[index - 1], before.kind == .word, before.isCapitalized, !before.isA(.bylineWord),
            !before.isA(.notName)
        else { return false }
        // The name ends here.
        guard let next = tokens[index + 1] else { return true }
        return next.kind == .mark || next.isA(.nameJoint)
    }

    /// `, nwa`: an agency's short name in small letters, at the end.
    private static func isDesk(_ token: Token, at index: Int, in tokens: Tokens) -> Bool {
        index + 1 == tokens.count && token.count <= 6 && !token.isA(.notName)
            && (tokens[index - 1]?.kind == .mark)
    }

    /// `By the Associated Press`.
    private static func theAgency(_ tokens: Tokens, from start: Int) -> Bool {
        guard let first = tokens[start], first.kind == .word, first.word == "the", let last = tokens.list.last else {
            return false
        }
        return Lexicon.isAgency(tokens.bytes.span, first.start, last.end)
    }
}
