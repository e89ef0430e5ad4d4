import Text
import Article

/// Names of persons, told by their words: alone, in lists, behind a word that introduces a writer, before an agency.
enum PersonName {
    /// The most words of a name, and the bytes of a line that is one.
    static let mostWords = 4
    private static let lengths = 7...40

    /// Whether the rest of tokens is a name and nothing else: two words or more, each with a capital.
    static func ends(_ tokens: Tokens, from start: Int) -> Bool {
        (2...mostWords).contains(tokens.count - start)
            && tokens.list[start...].allSatisfy { $0.isCapitalized || $0.isMark(".") }
    }

    /// Whether a name stands before a dash or bar with space around it: `Anna Holm - Norland Post`.
    static func isBeforeDash(_ tokens: Tokens, from start: Int) -> Bool {
        let end = tokens.end(from: start, limit: mostWords) { $0.isCapitalized || $0.isA(.nobiliary) }
        guard end - start >= 2, let dash = tokens[end], dash.afterSpace, tokens[end + 1]?.afterSpace == true else {
            return false
        }
        return dash.isDash || dash.isMark("|")
    }

    /// Whether a line is what a letter is signed with: a first name or two words, each with a capital.
    static func isSignature(_ text: Span<UInt8>, _ range: TextRange) -> Bool {
        let tokens = Tokens(text, range, limit: 3)
        return tokens.isWhole && tokens.count <= 2 && tokens.list.allSatisfy { $0.kind == .word && $0.isCapitalized }
    }

    /// Whether tokens open with a first name that is nothing else, and have as many words as names have.
    static func opens(_ tokens: Tokens, _ start: Int, _ end: Int) -> Bool {
        (2...mostWords).contains(end - start) && tokens[start]?.isA(.givenName) == true
    }

    /// Whether tokens are a first name that is nothing else and more.
    static func opens(_ tokens: Tokens) -> Bool { opens(tokens, 0, tokens.count) }

    /// Whether a text is a name and nothing else, with small letters or, where something else vouches for it, without:
    /// `Jan Kowalski`, `John F. Holm`, `ANNA HOLM`; no name of a place, a section or a label.
    static func isWhole(_ text: Span<UInt8>, orInCapitals: Bool = false) -> Bool {
        guard lengths.contains(text.count) else { return false }
        let tokens = Tokens(text, limit: mostWords * 2)
        guard tokens.isWhole, let first = tokens[0], !first.isLabel, !first.isA(.sentenceOpening) else { return false }
        var words = 0
        for (index, token) in tokens.list.enumerated() {
            if isInitialStop(token, at: index, in: tokens) { continue }
            guard isPart(token, orInCapitals) || words > 0 && token.isA(.nobiliary) else { return false }
            words += 1
        }
        return (2...mostWords).contains(words) && !isKnownOtherwise(Word(text, 0, text.count))
    }

    /// Whether a line signs a story: names, joined or with a place, or an agency, with a word before it that says so:
    /// `Anna Holm and Tom Law`, `Anna Holm in Suvera`, `Le Monde avec AFP`, `Reuters`.
    static func isSigned(_ text: Span<UInt8>) -> Bool {
        if isWhole(text, orInCapitals: true) || Lexicon.isAgency(text, 0, text.count) { return true }
        if isSigns(text) || isCaseless(text) { return true }
        let tokens = Tokens(text, limit: mostWords * 4)
        // `Anna Holm Transport correspondent`
        if tokens.isWhole, text.count <= longestSigned, tokens.list.last?.isA(.bylineTitle) == true, tokens.count <= 7,
            tokens.list.prefix(2).allSatisfy({ isPart($0, true) && !$0.isLabel }),
            tokens.list.allSatisfy({ $0.kind == .word })
        {
            return true
        }
        guard tokens.isWhole, text.count <= longestSigned, let last = tokens.list.last,
            tokens[0].map({ isPart($0, true) && !$0.isLabel && !$0.isA(.sentenceOpening) }) == true
        else { return false }
        let joints = tokens.list.indices.filter { tokens.list[$0].isA(.nameJoint) && !tokens.list[$0].isCapitalized }
        let isShared = tokens.isAgency(last) && tokens[tokens.count - 2]?.isA(.withAgency) == true
        guard isShared || !joints.isEmpty && joints[0] >= 2 else { return false }
        return isShared
            || tokens.list.allSatisfy { $0.isCapitalized || $0.isA(.nameJoint) || $0.isA(.nobiliary) || $0.isMark(",") }
    }

    private static let longestSigned = 80

    /// `Anna Holm, Staff Writer`: a name, a comma, and what its bearer is.
    static func isTitled(_ text: Span<UInt8>) -> Bool {
        guard text.count <= longestSigned else { return false }
        let tokens = Tokens(text, limit: mostWords * 4)
        guard tokens.isWhole, let comma = commaEnd(tokens), (2...5).contains(tokens.count - comma) else { return false }
        return tokens.list[(comma + 1)...].allSatisfy { $0.isA(.writerTitle) || $0.isA(.bylineTitle) }
    }

    /// Whether a line is a place's name of one or two words, with or without small letters.
    static func isPlaceWord(_ text: Span<UInt8>, _ range: TextRange) -> Bool {
        let tokens = Tokens(text, range, limit: 3)
        return tokens.isWhole && (1...2).contains(tokens.count)
            && tokens.list.allSatisfy { $0.kind == .word && $0.isCapitalized && !$0.isLabel && $0.count > 2 }
    }

    /// Whether a line right below the time is its writer's name: two words, or signs.
    static func isUnderStamp(_ text: Span<UInt8>) -> Bool { isWhole(text) || isSigns(text) }

    /// `أحمد سعيد - أسوان`: words in a script without capitals that open with a first name, perhaps with a dash or slash among
    /// them; others may as well be a headline.
    private static func isCaseless(_ text: Span<UInt8>) -> Bool {
        guard text.count <= longestSigned else { return false }
        let tokens = Tokens(text, limit: mostWords * 2)
        return tokens.isWhole && (2...6).contains(tokens.count)
            && tokens.list.allSatisfy {
                $0.isCaseless && !$0.isA(.common) && !$0.isA(.sentenceOpening) || $0.isDash || $0.isMark("/")
            }
            && tokens.list.filter { $0.kind == .mark }.count <= 1
            && tokens[0]?.isA(.givenName) == true
            && (tokens.count <= mostWords || tokens.list.contains { $0.kind == .mark })
    }

    /// `山田花子`: three to five signs that open with a family name, and nothing else.
    private static func isSigns(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0, text.count <= 15, CharacterClass.isIdeographic(text.codePoint(at: 0).value) else {
            return false
        }
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        let tokens = Tokens(bytes, bySign: true)
        return CorrespondentName.isFamilyName(tokens, 0, tokens.count)
            && !Lexicon.shared.contains(Word(text, 0, text.count), .section)
    }

    /// Whether a stretch holds names and nothing else: each word has a capital, or joins names.
    static func areAll(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        let tokens = Tokens(text, TextRange(start, end), limit: mostOfList)
        guard tokens.isWhole, tokens[0]?.isCapitalized == true else { return false }
        return tokens.list.allSatisfy { token in
            switch token.kind {
            case .number: false
            case .word: token.isCapitalized || token.isA(.creditJoint)
            case .mark: token.isMark(of: ",.&;/-") || token.character == 0x2013
            }
        }
    }

    private static let mostOfList = 24

    /// Whether a stop belongs to the initial, or the abbreviation of so many bytes, before it.
    private static func isInitialStop(_ token: Token, at index: Int, in tokens: Tokens, longest: Int = 1) -> Bool {
        token.isMark(".") && !token.afterSpace && tokens[index - 1].map { $0.count <= longest } == true
    }

    /// Whether what looks like a name is the name of a place, a country or a section.
    private static func isKnownOtherwise(_ name: Word) -> Bool {
        let known = Lexicon.shared.classes(of: name)
        return known.contains(.section) || known.contains(.place) || known.contains(.country)
    }

    /// A word with a capital that is none of those that headlines and sections have.
    private static func isPart(_ token: Token, _ orInCapitals: Bool) -> Bool {
        token.kind == .word && token.isCapitalized && (token.hasLower || token.count == 1 || orInCapitals)
            && !token.isA(.headlineVerb) && !token.isA(.sectionNoun) && !token.isTopicNoun
    }

    // MARK: Behind a word for a byline

    /// Names, what joins them, and what their bearers are: each word with a capital, at least two of them.
    static func areWriters(_ tokens: Tokens, from start: Int, isLabelled: Bool) -> Bool {
        var start = start
        // `By Our Staff Reporter`, `by staff writers Anna Smith, Tom Abel`.
        while let word = tokens[start], word.kind == .word, word.isA(.writerOffice) { start += 1 }
        // `Par notre envoyé spécial à Suvera, Jean Dupont`
        if start > 1, tokens[start]?.isCapitalized == false, tokens[start + 1]?.isCapitalized == true,
            let comma = (start + 2..<start + 5).first(where: { tokens[$0]?.isMark(",") == true })
        {
            start = comma + 1
        }
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
        let isInitial =
            first.count == 1 && tokens[start + 1].map { isInitialStop($0, at: start + 1, in: tokens) } ?? false
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
                } else if afterComma,
                    tokens.isAgency(token) || isDesk(token, at: index, in: tokens)
                        || token.shape.contains(.figure) && token.count <= longestSite
                {
                    // `, g1 Norlândia`
                    continue
                } else if !afterComma || inRun == 0 && !token.isA(.writerTitle) {
                    return false
                }
            case .mark:
                if token.isMark(of: ",/|(") || token.isMark("–") || token.isMark("—") {
                    afterComma = true
                    inRun = 0
                } else if token.isMark(".") {
                    guard let before = tokens[index - 1], before.count <= 4 || index + 1 < tokens.count else {
                        return false
                    }
                } else if !token.isMark(of: "&)@-") {
                    return false
                }
            case .number:
                return false
            }
        }
        guard names <= 14 else { return false }
        return names >= 2 || isLabelled && names == 1 || tokens.isAgency(first)
    }

    /// The bytes of a site's name that has a figure in it.
    private static let longestSite = 4

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

    /// The comma after a name of two words or more, each with a capital but for those that names hold in small letters.
    static func commaEnd(_ tokens: Tokens) -> Int? {
        var names = 0
        var at = tokens[0]?.word == "de" ? 1 : 0
        let start = at
        while let token = tokens[at], !token.isMark(",") {
            if isInitialStop(token, at: at, in: tokens, longest: 2) {
                at += 1
                continue
            }
            guard token.kind == .word, token.isCapitalized || names > 0 && token.isA(.placeParticle) else {
                return nil
            }
            if token.isCapitalized { names += 1 }
            at += 1
        }
        guard (2...mostWords).contains(names), let first = tokens[start], let last = tokens[at - 1],
            tokens[at] != nil, !first.isA(.sentenceOpening), !first.isLabel
        else { return nil }
        return isKnownOtherwise(tokens.name(first, last)) ? nil : at
    }
}
