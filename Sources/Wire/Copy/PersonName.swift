import Text
import Article

/// Names of persons, told by their words.
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
        let known = Lexicon.shared.classes(of: Word(text, 0, text.count))
        return (2...mostWords).contains(words) && !known.contains(.section) && !known.contains(.place)
            && !known.contains(.country)
    }

    /// Whether a line signs a story: names, joined or with a place, or an agency, with a word before it that says so:
    /// `Anna Holm and Tom Law`, `Anna Holm in Suvera`, `Le Monde avec AFP`, `Reuters`.
    static func isSigned(_ text: Span<UInt8>) -> Bool {
        if isWhole(text, orInCapitals: true) || Lexicon.isAgency(text, 0, text.count) { return true }
        if isSigns(text) { return true }
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

    /// `山田花子`: three to five signs and nothing else.
    private static func isSigns(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 15 else { return false }
        var signs = 0
        var index = 0
        while index < text.count {
            let point = text.codePoint(at: index)
            guard CharacterClass.isIdeographic(point.value) else { return false }
            signs += 1
            index += point.length
        }
        return (3...5).contains(signs) && !Lexicon.shared.contains(Word(text, 0, text.count), .section)
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

    private static func isInitialStop(_ token: Token, at index: Int, in tokens: Tokens) -> Bool {
        token.isMark(".") && !token.afterSpace && tokens[index - 1]?.count == 1
    }

    /// A word with a capital that is none of those that headlines and sections have.
    private static func isPart(_ token: Token, _ orInCapitals: Bool) -> Bool {
        token.kind == .word && token.isCapitalized && (token.hasLower || token.count == 1 || orInCapitals)
            && !token.isA(.headlineVerb) && !token.isA(.sectionNoun) && !token.isTopicNoun
    }
}
