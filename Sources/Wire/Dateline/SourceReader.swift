import Text
import Article

/// An agency's name within a dateline, and the correspondent's where one stands beside it.
struct DatelineSource {
    /// First byte and byte after the last of the agency's name.
    var name: TextRange
    var correspondent: TextRange?
    /// A date that stands in the same bracket.
    var date: PrintedDate?
    /// Whether it is an agency known by name.
    var isKnown: Bool
    /// Whether it has words in small letters or in quotation marks, as a remark in a bracket has too.
    var isLoose = false
    /// Whether slashes enclose it.
    var isSlashed = false
    /// Whether a bracket or slashes enclose it, or a hyphen without spaces joins it to the place.
    var isBracketed = false
    /// The token after it, its closing bracket included.
    var end: Int
}

/// Reads sources from tokens: in brackets by their shape, without brackets after a date.
struct SourceReader {
    let tokens: Tokens
    let dates: DateReader

    /// The most tokens within a bracket.
    private static let longestBracket = 16
    /// The most words of a bracket where a script has no capitals.
    private static let longestCaseless = 5

    /// A source of tokens by its name's first and the token after it.
    func source(_ start: Int, _ end: Int, ending: Int, isKnown: Bool? = nil) -> DatelineSource {
        DatelineSource(
            name: tokens.range(start, end),
            isKnown: isKnown ?? tokens.isAgency(start, end),
            end: ending
        )
    }

    /// The source in the bracket that opens at token `index`.
    func bracketed(at index: Int) -> DatelineSource? {
        guard let open = tokens[index], open.kind == .mark, let closing = Brackets.closingSource(open.character) else {
            return nil
        }
        // `10/06/2026 14:32 (GMT+7)`
        if tokens[index + 1]?.isA(.zone) == true, tokens[index + 2]?.isMark("+") == true { return nil }
        var close = index + 1
        while let token = tokens[close], close - index <= SourceReader.longestBracket,
            token.kind != .mark || token.character != closing || isInnerSlash(token, at: close)
        {
            close += 1
        }
        guard let last = tokens[close], last.kind == .mark, last.character == closing, close > index + 1 else {
            var source = halfSlashed(at: index)
            source?.isBracketed = true
            return source
        }
        var source = dates.script == .caseless ? caseless(index + 1, close) : content(from: index + 1, to: close)
        source?.end = close + 1
        source?.isSlashed = open.isMark(of: "/\\")
        source?.isBracketed = true
        return source
    }

    /// A name of up to five words that no sentence opens with.
    private func caseless(_ start: Int, _ end: Int) -> DatelineSource? {
        guard end - start <= SourceReader.longestCaseless, let first = tokens[start], first.kind == .word,
            !first.isA(.sentenceOpening),
            tokens.list[start..<end].allSatisfy({ $0.kind == .word || $0.isMark(".") || $0.isDash })
        else { return nil }
        return source(start, end, ending: end)
    }

    /// `/TASS - `: a known agency after a slash that nothing closes.
    private func halfSlashed(at index: Int) -> DatelineSource? {
        guard tokens[index]?.isMark("/") == true, let name = tokens[index + 1], tokens.isAgency(name),
            let dash = tokens[index + 2], dash.isDash, dash.afterSpace
        else { return nil }
        return source(index + 1, index + 2, ending: index + 2, isKnown: true)
    }

    /// Whether a slash stands between two names rather than after the last: `/dpa/bb/`, `/Star/Asia News Network/`.
    private func isInnerSlash(_ token: Token, at index: Int) -> Bool {
        guard token.isMark("/"), !token.afterSpace, let next = tokens[index + 1], next.kind == .word, !next.afterSpace
        else { return false }
        let at = tokens.end(from: index + 2, limit: 3) { $0.isCapitalized }
        return tokens[at]?.isMark("/") == true && (at == index + 2 || tokens[at]?.afterSpace == false)
    }

    // MARK: What a bracket holds

    /// The tokens of a bracket as agency and correspondent.
    func content(from start: Int, to bracketEnd: Int) -> DatelineSource? {
        if let glued = glued(start, bracketEnd) { return glued }
        var end = bracketEnd
        var date: PrintedDate?
        // `ACCESSWIRE – June 10, 2016`: agency, dash, date.
        for index in start + 1..<max(start + 1, end) where tokens[index]?.isDash == true {
            if let found = dates.date(at: index + 1), found.end == end {
                date = found
                end = index
                break
            }
        }
        // `TTXVN 10/6`, `Beirut, June 10, 2026`
        if date == nil,
            let index = (start + 1..<max(start + 1, end)).first(where: { dates.date(at: $0)?.end == end })
        {
            date = dates.date(at: index)
            end = tokens[index - 1]?.isMark(",") == true ? index - 1 : index
        }
        // `РИА Новости, Иван Иванов`, `Xinhua -- John Smith`, `TASS correspondent Ivan Petrov`.
        let joint = (start + 1..<max(start + 1, end)).first {
            tokens[$0].map { $0.isMark(",") || $0.isDash || $0.isA(.personWord) } == true
        }
        var name = start..<(joint ?? end)
        var person = joint.map { $0 + 1 }
        if let split = afterCorrespondentWord(start, end) {
            name = split.name..<split.person
            person = split.person
        }
        // `/By TASS correspondent Anna Smith/`
        if name.count > 1, tokens[name.lowerBound]?.isA(.bylineOpening) == true {
            name = name.lowerBound + 1..<name.upperBound
        }
        while let from = person, from < end, let word = tokens[from], word.isMark(".") || word.isA(.personWord) {
            person = from + 1
        }
        if var reversed = agencyLast(name, person, end) {
            reversed.date = date
            return reversed
        }
        guard let shape = AgencyName(tokens, name.lowerBound, name.upperBound) else { return nil }
        var found = source(name.lowerBound, name.upperBound, ending: bracketEnd)
        found.date = date
        found.isLoose = shape == .loose
        if let person {
            if person < end { found.correspondent = tokens.range(person, end) }
        } else if let hyphen = hyphenBeforePerson(name) {
            found.correspondent = TextRange(hyphen + 1, found.name.end)
            found.name.end = hyphen
            found.isKnown = Lexicon.isAgency(tokens.bytes.span, found.name.start, hyphen)
            found.isLoose = false
        }
        return found
    }

    /// `Ivan Petrov, TASS`, `Анна Иванова - БЕЛТА`: the name before the agency; `AP, Reuters`: two agencies, as printed.
    private func agencyLast(_ name: Range<Int>, _ person: Int?, _ end: Int) -> DatelineSource? {
        guard var from = person, from < end, !name.isEmpty, let joint = tokens[name.upperBound],
            joint.isMark(",") || joint.isDash
        else { return nil }
        while from < end, let word = tokens[from], word.isMark(".") || word.isA(.correspondentWord) { from += 1 }
        guard from < end, tokens.isAgency(from, end) else { return nil }
        let isSecond = tokens.isAgency(name.lowerBound, name.upperBound)
        // `dpa - AFX`: a dash within a name.
        if joint.isDash, isSecond { return nil }
        var found = source(isSecond ? name.lowerBound : from, end, ending: end, isKnown: true)
        if !isSecond { found.correspondent = tokens.range(name.lowerBound, name.upperBound) }
        return found
    }

    /// The hyphen of `NTB-Per Hansen`: an agency in capitals, and a person's two names.
    private func hyphenBeforePerson(_ name: Range<Int>) -> Int? {
        guard name.count == 2, let first = tokens[name.lowerBound], let last = tokens[name.lowerBound + 1],
            first.hasLower, last.isCapitalized, last.hasLower, !last.isA(.medium),
            let hyphen = tokens.bytes[first.start..<first.end].firstIndex(of: .hyphen), hyphen - first.start >= 2
        else { return nil }
        let span = tokens.bytes.span
        for index in first.start..<hyphen where !span[index].isCapital { return nil }
        guard CharacterClass.isUpper(span.codePoint(at: hyphen + 1).value) else { return nil }
        let given = Word(span, hyphen + 1, first.end)
        if Lexicon.shared.contains(given, .medium) || Lexicon.isAgency(span, hyphen + 1, first.end) { return nil }
        return hyphen
    }

    /// `Корр. ТАСС Анна Иванова`: where the agency and where the name begins.
    private func afterCorrespondentWord(_ start: Int, _ end: Int) -> (name: Int, person: Int)? {
        var at = start
        while at < end, tokens[at]?.isA(.correspondentWord) == true {
            at += 1
            if tokens[at]?.isMark(".") == true { at += 1 }
        }
        guard at > start, at < end else { return nil }
        // The longest known name; else all words in capitals; else one word.
        if at + 1 < end, tokens[at + 1]?.kind == .word, tokens.isAgency(at, at + 2) { return (at, at + 2) }
        return (at, tokens.end(from: at + 1, limit: end - at - 1) { $0.isAllCaps && $0.count > 3 })
    }

    /// `Корр.ТАСС Иван Петров`: no space after the stop, so that the agency is the rest of the word.
    private func glued(_ start: Int, _ end: Int) -> DatelineSource? {
        let span = tokens.bytes.span
        guard start < end, let first = tokens[start], first.kind == .word, first.character >= 0x400,
            let stop = tokens.bytes[first.start..<first.end].firstIndex(of: .stop),
            Lexicon.shared.contains(Word(span, first.start, stop), .correspondentWord),
            CharacterClass.isUpper(span.codePoint(at: stop + 1).value)
        else { return nil }
        var agency = TextRange(stop + 1, first.end)
        var person = start + 1
        if person < end, let next = tokens[person], Lexicon.isAgency(span, agency.start, next.end) {
            agency.end = next.end
            person += 1
        }
        guard tokens.list[person..<max(person, end)].allSatisfy({ $0.kind == .word }) else { return nil }
        return DatelineSource(
            name: agency,
            correspondent: person < end ? tokens.range(person, end) : nil,
            isKnown: Lexicon.isAgency(span, agency.start, agency.end),
            end: end
        )
    }
}
