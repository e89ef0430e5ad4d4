import Text
import Article

/// The marks by which an agency takes a story back: `KILL: Bridge opens`, `MELDUNG ZURÜCKGEZOGEN`, `Bridge opens - WITHDRAWN`.
enum KillMark {
    /// A mark at a headline's edge.
    struct Found {
        var mark: TextRange
        /// The headline without it.
        var headline: TextRange
        /// The slug before it.
        var slug: TextRange?
        /// Whether nothing but a mark can be meant; else the copy's own words have to say so.
        var isSure: Bool
    }

    /// Whether a line is such a mark and nothing else.
    static func isLine(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 80, canHold(text, 0, text.count) else { return false }
        let tokens = window(text, 0, text.count)
        var words = 0
        var kills = 0
        var copies = 0
        var small = 0
        for token in tokens.list {
            guard token.kind == .word else {
                if token.kind == .number { return false }
                continue
            }
            let known = Lexicon.shared.classes(of: token.word)
            guard isPart(known) else { return false }
            words += 1
            if known.contains(.kill) { kills += 1 }
            if known.contains(.copy) { copies += 1 }
            if token.hasLower { small += 1 }
        }
        // `Withdrawn` alone could be a headline; in capitals, or with the word for a story, it is none. `The story is withdrawn.`
        // is the notice.
        return kills > 0 && (small == 0 || copies > 0 && words > 1 && text[text.count - 1] != .stop)
    }

    /// The mark that a headline opens or ends with.
    static func find(_ text: Span<UInt8>, _ headline: TextRange) -> Found? {
        if canHold(text, headline.start, headline.end) { return opening(text, headline) ?? ending(text, headline) }
        return slugged(text, headline)
    }

    /// Whether a note to editors opens with such a mark: `EDITORS: KILL - `.
    static func opensNotice(_ text: Span<UInt8>) -> Bool { opening(text, TextRange(0, text.count))?.isSure == true }

    /// Whether copy says in a sentence that a story is taken back, or, by the words of another class, something else of it.
    static func isNotice(_ text: Span<UInt8>, _ words: LexicalClass = .killNotice) -> Bool {
        let lower = Stretch.opening(text, limit: longestNotice)
        let span = lower.span
        var isStart = true
        var index = 0
        while index < span.count {
            if isStart, Lexicon.shared.opening(lower, from: index, words) != nil { return true }
            let point = span.codePoint(at: index)
            isStart = !CharacterClass.isLetter(point.value) || CharacterClass.isCJK(point.value)
            index += point.length
        }
        return false
    }

    /// Whether a text that is all there is takes a story back: it says so of a piece of copy, and calls the editors, or
    /// prints the piece's title or the agency's name.
    static func isWholeNotice(_ text: Span<UInt8>) -> Bool {
        guard isNotice(text) else { return false }
        return callsEditors(text) ? speaksOfCopy(text) : Sentence.ends(text, 0, text.count) && speaksForAgency(text)
    }

    /// Whether the words that take something back stand beside one for a piece of copy, in one sentence.
    static func speaksOfCopy(_ text: Span<UInt8>) -> Bool { noticed(text) != nil }

    /// Whether copy takes back a piece of its own: that piece's title or the agency's name stands in the sentence, and no
    /// reason or person that news would name: `The story "Bridge opens" is withdrawn.`, but not `… is withdrawn after tests.`
    static func speaksForAgency(_ text: Span<UInt8>, _ words: LexicalClass = .killNotice) -> Bool {
        guard let (tokens, sentence, start, end) = noticed(text, words) else { return false }
        // `TT drar tillbaka artikeln "…", som sändes klockan 14`
        if (max(0, start - 1)..<end).contains(where: { tokens.isAgency($0, $0 + 1) }) { return true }
        guard words != .killNotice || isAtEnd(tokens, end..<sentence.upperBound),
            !(end..<sentence.upperBound).contains(where: { tokens.list[$0].isMark(",") })
        else { return false }
        return sentence.contains { index in
            let names = (index + 1...index + longestName).contains { tokens.isAgency(index, $0) }
            return tokens.list[index].isQuote || names && tokens[index - 1]?.isMark("(") != true
        }
    }

    /// The words that take a piece of copy back: the sentence that they stand in, and where they end.
    private static func noticed(_ text: Span<UInt8>, _ words: LexicalClass = .killNotice) -> (
        tokens: Tokens, sentence: Range<Int>, start: Int, end: Int
    )? {
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        let tokens = Tokens(bytes, limit: longestSentence, bySign: Stretch.script(text) == .unspaced)
        var start = 0
        for index in tokens.list.indices {
            if isEnd(tokens, index) { start = index + 1 }
            guard tokens.list[index].kind == .word,
                let end = (index + 1...index + longestPhrase).last(where: { tokens.isA(words, index, $0) })
            else { continue }
            var last = index
            while last < tokens.count, !isEnd(tokens, last) { last += 1 }
            // The title between quotation marks is none of the words between.
            let near = max(start, 0)..<min(last, end + nearest)
            guard
                near.contains(where: { word in (word + 1...word + 2).contains { tokens.isA(.copy, word, $0) } })
            else { continue }
            return (tokens, start..<last, index, end)
        }
        return nil
    }

    /// Whether nothing stands behind a notice's words but the piece of copy and its title, the agency, and short words that join
    /// them.
    private static func isAtEnd(_ tokens: Tokens, _ range: Range<Int>) -> Bool {
        var isQuoted = false
        for index in range {
            let token = tokens.list[index]
            if token.isQuote { isQuoted.toggle() }
            guard !isQuoted, token.kind != .mark else { continue }
            let isNamed = (max(range.lowerBound, index - longestName + 1)...index).contains { start in
                (index + 1...index + longestName).contains {
                    tokens.isAgency(start, $0) || $0 <= start + 2 && tokens.isA(.copy, start, $0)
                }
            }
            let isJoint =
                token.kind == .word && token.count <= longestJoint && !CharacterClass.isCJK(token.character)
            guard isNamed || isJoint else { return false }
        }
        return true
    }

    private static let longestJoint = 3

    private static func isEnd(_ tokens: Tokens, _ index: Int) -> Bool {
        let token = tokens.list[index]
        guard token.kind == .mark,
            token.isMark(".") || token.isMark("!") || token.isMark("?") || token.character == 0x3002
        else { return false }
        return tokens[index + 1]?.afterSpace ?? true && (tokens[index - 1]?.count ?? 0) > 3
    }

    /// The most tokens that a notice is looked for in, and of its own words; the most words behind those that it speaks of
    /// copy in.
    private static let longestSentence = 96
    private static let longestPhrase = 8
    private static let nearest = 5
    private static let longestName = 3

    /// `Achtung, Redaktionen: `
    static func callsEditors(_ text: Span<UInt8>) -> Bool {
        Lexicon.shared.opening(Stretch.opening(text, limit: 80), .attention) != nil
    }

    /// How far into the copy its sentence is looked for.
    private static let longestNotice = 1_200

    private static func isPart(_ known: LexicalClasses) -> Bool {
        known.contains(.kill) || known.contains(.killWord) || known.contains(.copy) || known.contains(.attention)
    }

    private static func window(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Tokens {
        return Tokens(text, TextRange(start, end), limit: 24)
    }

    /// Whether the first or the last word can be of such a mark; those of most headlines cannot.
    private static func canHold(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var first = start
        while first < end, !CharacterClass.isLetter(text.codePoint(at: first).value) {
            first += text.codePoint(at: first).length
        }
        if isPart(Lexicon.shared.classes(of: Word(text, first, Words.firstEnd(text, first, end)))) { return true }
        var last = end
        while last > start, text[last - 1] < 0x80, !CharacterClass.isLetter(UInt32(text[last - 1])) { last -= 1 }
        var begin = last
        while begin > start, text[begin - 1] >= 0x80 || CharacterClass.isLetter(UInt32(text[begin - 1])) { begin -= 1 }
        return Lexicon.shared.contains(Word(text, begin, last), .kill)
    }

    /// Words of such marks up to a colon or dash.
    private static func opening(_ text: Span<UInt8>, _ headline: TextRange) -> Found? {
        let tokens = window(text, headline.start, headline.end)
        if let found = joined(tokens, text, headline) { return found }
        var at = 0
        var words = 0
        var hasKill = false
        var hasOther = false
        var isAllCaps = true
        // Scripts without capitals: only a word that speaks of copy is sure.
        var isSpoken = false
        var bracket: UInt32?
        if let open = tokens[0], open.kind == .mark, let closing = Brackets.closing(open.character) {
            bracket = closing
            at = 1
        }
        while let token = tokens[at], token.kind != .number {
            if token.kind == .mark {
                if hasKill, bracket.map({ token.character == $0 }) ?? (token.isMark(of: ":+") || token.isDash) { break }
                guard token.isDash || token.isMark("*") || token.isMark("+") || token.isMark(":") || token.isMark(",")
                else {
                    return nil
                }
            } else {
                let known = Lexicon.shared.classes(of: token.word)
                guard isPart(known) else { return nil }
                words += 1
                if known.contains(.kill) { hasKill = true } else { hasOther = true }
                if known.contains(.kill), !token.isCaseless || known.contains(.copy) { isSpoken = true }
                if token.hasLower { isAllCaps = false }
            }
            at += 1
        }
        guard hasKill, words <= 5, let close = tokens[at], close.kind == .mark else { return nil }
        if bracket != nil { at += 1 }
        while let mark = tokens[at], mark.kind == .mark, mark.isDash || mark.isMark(of: ":*+") { at += 1 }
        guard let rest = tokens[at] else { return nil }
        let start = headline.start + rest.start
        let isRestCaps = Stretch.isAllCaps(text, start, headline.end)
        return Found(
            mark: TextRange(headline.start, headline.start + close.end),
            headline: TextRange(start, headline.end),
            isSure: isAllCaps && isSpoken && (hasOther || !isRestCaps)
        )
    }

    /// `WITHDRAWN-Mayor to resign`: a word of such marks in capitals that a hyphen joins to the headline.
    private static func joined(_ tokens: Tokens, _ text: Span<UInt8>, _ headline: TextRange) -> Found? {
        guard let first = tokens[0], first.kind == .word,
            let hyphen = tokens.bytes[first.start..<first.end].firstIndex(of: .hyphen), hyphen + 1 < first.end,
            Lexicon.shared.contains(Word(tokens.bytes.span, first.start, hyphen), .kill),
            Stretch.isAllCaps(text, headline.start + first.start, headline.start + hyphen)
        else { return nil }
        return Found(
            mark: TextRange(headline.start, headline.start + hyphen + 1),
            headline: TextRange(headline.start + hyphen + 1, headline.end),
            isSure: tokens.list.contains { $0.hasLower }
        )
    }

    /// Whether a line that opens as a slugline goes on with such a mark and a headline.
    static func followsSlug(_ text: Span<UInt8>) -> Bool { slugged(text, TextRange(0, text.count)) != nil }

    /// `SUVERA-BRIDGE (WITHDRAWN): Bridge opens`: the mark in a bracket between a slug in capitals and a colon or dash.
    private static func slugged(_ text: Span<UInt8>, _ headline: TextRange) -> Found? {
        guard
            (headline.start..<min(headline.end, headline.start + longestSlug)).contains(where: { text[$0] == .opening })
        else { return nil }
        let tokens = window(text, headline.start, headline.end)
        guard let open = tokens.list.firstIndex(where: { $0.isMark("(") }), open > 0,
            tokens.list[..<open].allSatisfy({ $0.isAllCaps || $0.kind == .number || $0.isDash || $0.isMark(of: "/_,") })
        else { return nil }
        let close = tokens.end(from: open + 1, limit: 5) { isPart(Lexicon.shared.classes(of: $0.word)) }
        guard tokens.list[(open + 1)..<close].contains(where: { Lexicon.shared.contains($0.word, .kill) }),
            tokens[close]?.isMark(")") == true, let mark = tokens[close + 1], mark.isMark(":") || mark.isDash,
            let rest = tokens[close + 2], rest.kind == .word || rest.kind == .number || rest.isQuote
        else { return nil }
        var last = open - 1
        while last > 0, tokens.list[last].kind == .mark { last -= 1 }
        let slug = tokens.range(0, last + 1).moved(by: headline.start)
        return Found(
            mark: tokens.range(open, close + 1).moved(by: headline.start),
            headline: TextRange(headline.start + rest.start, headline.end),
            slug: slug,
            isSure: true
        )
    }

    /// The most bytes before the bracket.
    private static let longestSlug = 48

    /// `Bridge opens - WITHDRAWN`, `Bridge opens (KILLED)`: words in capitals behind a dash or in a bracket.
    private static func ending(_ text: Span<UInt8>, _ headline: TextRange) -> Found? {
        var start = headline.end
        while start > headline.start, headline.end - start < 48 {
            let point = text.codePoint(before: start)
            start -= point.length
            let isDash = CharacterClass.isDash(point.value) && start > headline.start && text[start - 1] == .space
            guard isDash || point.value == .opening || point.value == .openingSquare else { continue }
            let words = window(text, start + point.length, headline.end).list.filter { $0.kind == .word }
            guard !words.isEmpty, words.allSatisfy({ $0.isAllCaps && isPart(Lexicon.shared.classes(of: $0.word)) }),
                words.contains(where: { Lexicon.shared.contains($0.word, .kill) })
            else { return nil }
            var end = start
            while end > headline.start, text[end - 1] == .space { end -= 1 }
            guard end > headline.start else { return nil }
            return Found(
                mark: TextRange(start, headline.end),
                headline: TextRange(headline.start, end),
                isSure: !Stretch.isAllCaps(text, headline.start, end)
            )
        }
        return nil
    }
}
