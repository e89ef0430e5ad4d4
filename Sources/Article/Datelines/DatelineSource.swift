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
    /// The token after it, its closing bracket included.
    var end: Int
}

/// Reads sources from tokens: in brackets by their shape, without brackets after a date.
struct SourceReader {
    let tokens: Tokens

    /// The bracket that a mark opens.
    private func closing(_ token: Token) -> Unicode.Scalar? {
        guard token.kind == .mark else { return nil }
        switch token.character {
        case 0x28: return ")"
        case 0x2F: return "/"
        case 0x5C: return "\\"
        case 0x5B: return "]"
        default: return nil
        }
    }

    /// The source in the bracket that opens at token `index`.
    func bracketed(at index: Int) -> DatelineSource? {
        guard let open = tokens[index], let closing = closing(open) else { return nil }
        var close = index + 1
        while let token = tokens[close], close - index <= 16, !token.isMark(closing) || isInnerSlash(token, at: close) {
            close += 1
        }
        guard let last = tokens[close], last.isMark(closing), close > index + 1 else { return halfSlashed(at: index) }
        var source = content(from: index + 1, to: close)
        source?.end = close + 1
        source?.isSlashed = closing == "/" || closing == "\\"
        return source
    }

    /// `/TASS - `: a known agency after a slash that nothing closes.
    private func halfSlashed(at index: Int) -> DatelineSource? {
        guard tokens[index]?.isMark("/") == true, let name = tokens[index + 1], Agencies.contains(name, in: tokens),
            let dash = tokens[index + 2], dash.isDash, dash.afterSpace
        else { return nil }
        return DatelineSource(
            name: TextRange(name.start, name.end),
            correspondent: nil,
            date: nil,
            isKnown: true,
            end: index + 2
        )
    }

    /// Whether a slash stands between two names rather than after the last: `/dpa/bb/`, `/Star/Asia News Network/`.
    private func isInnerSlash(_ token: Token, at index: Int) -> Bool {
        guard token.isMark("/"), let next = tokens[index + 1], next.kind == .word, !next.afterSpace, !token.afterSpace
        else { return false }
        var at = index + 2
        while let word = tokens[at], word.kind == .word, word.isCapitalized, at - index < 5 { at += 1 }
        return tokens[at]?.isMark("/") == true && (at == index + 2 || tokens[at]?.afterSpace == false)
    }

    /// The tokens of a bracket as agency and correspondent.
    func content(from start: Int, to end: Int) -> DatelineSource? {
        if let first = tokens[start], first.character >= 0x400, let glued = glued(first, start, end) { return glued }
        var end = end
        var date: PrintedDate?
        // `ACCESSWIRE – June 10, 2016`: agency, dash, date.
        for index in start..<end where index > start && (tokens[index]?.isDash ?? false) {
            if let found = DateReader(tokens: tokens).date(at: index + 1), found.end == end {
                date = found
                end = index
                break
            }
        }
        var nameEnd = end
        var person: Int?
        for index in start..<end {
            guard let token = tokens[index] else { return nil }
            // `РИА Новости, Иван Иванов`, `Xinhua -- John Smith`.
            if index > start, token.isMark(",") || token.isDash {
                nameEnd = index
                person = index + 1
                break
            }
            if token.kind == .word, index > start, SourceReader.people.contains(token.word) {
                nameEnd = index
                person = index + 1
                break
            }
        }
        var nameStart = start
        if let split = afterCorrespondentWord(start, end) {
            nameStart = split.name
            nameEnd = split.person
            person = split.person
        }
        // `/By TASS correspondent Anna Smith/`
        if let by = tokens[nameStart], by.kind == .word, SourceReader.names.contains(by.word), nameEnd - nameStart > 1 {
            nameStart += 1
        }
        while let from = person, from < end, let word = tokens[from],
            word.isMark(".") || word.kind == .word && SourceReader.people.contains(word.word)
        {
            person = from + 1
        }
        if let reversed = agencyLast(nameStart, nameEnd, person, end) {
            var reversed = reversed
            reversed.date = date
            return reversed
        }
        guard let shape = shape(from: nameStart, to: nameEnd), let first = tokens[nameStart],
            let last = tokens[nameEnd - 1]
        else {
            return nil
        }
        var correspondent: TextRange?
        if let person, person < end, let from = tokens[person], let to = tokens[end - 1] {
            correspondent = TextRange(from.start, to.end)
        }
        let known = Agencies.contains(tokens.bytes.span, first.start, last.end)
        if person == nil, let hyphen = hyphenBeforePerson(nameStart, nameEnd) {
            return DatelineSource(
                name: TextRange(first.start, hyphen),
                correspondent: TextRange(hyphen + 1, last.end),
                date: date,
                isKnown: Agencies.contains(tokens.bytes.span, first.start, hyphen),
                end: end
            )
        }
        return DatelineSource(
            name: TextRange(first.start, last.end),
            correspondent: correspondent,
            date: date,
            isKnown: known,
            isLoose: shape == .loose,
            end: end
        )
    }

    /// `Ivan Petrov, TASS`, `Анна Иванова - БЕЛТА`: the name before the agency; `AP, Reuters`: two agencies, as printed.
    private func agencyLast(_ start: Int, _ nameEnd: Int, _ person: Int?, _ end: Int) -> DatelineSource? {
        guard var from = person, from < end, start < nameEnd, let joint = tokens[nameEnd],
            joint.isMark(",") || joint.isDash
        else { return nil }
        while from < end, let word = tokens[from],
            word.isMark(".") || word.kind == .word && SourceReader.correspondentWords.contains(word.word)
        {
            from += 1
        }
        guard from < end, let first = tokens[start], let last = tokens[nameEnd - 1], let agency = tokens[from],
            let final = tokens[end - 1], Agencies.contains(tokens.bytes.span, agency.start, final.end)
        else { return nil }
        let isSecond = Agencies.contains(tokens.bytes.span, first.start, last.end)
        // `dpa - AFX`: a dash within a name.
        if joint.isDash, isSecond { return nil }
        return DatelineSource(
            name: TextRange(isSecond ? first.start : agency.start, final.end),
            correspondent: isSecond ? nil : TextRange(first.start, last.end),
            date: nil,
            isKnown: true,
            end: end
        )
    }

    /// The hyphen of `NTB-Per Hansen`: an agency in capitals, and a person's two names.
    private func hyphenBeforePerson(_ start: Int, _ end: Int) -> Int? {
        guard end - start == 2, let first = tokens[start], let last = tokens[start + 1], last.isCapitalized,
            last.hasLower, !Labels.isMedium(last.word),
            let hyphen = tokens.bytes[first.start..<first.end].firstIndex(of: 0x2D), hyphen - first.start >= 2
        else { return nil }
        let span = tokens.bytes.span
        for index in first.start..<hyphen where !(0x41...0x5A).contains(span[index]) { return nil }
        guard CharacterClass.isUpper(span.codePoint(at: hyphen + 1).value), first.hasLower else { return nil }
        let given = Word(span, hyphen + 1, first.end)
        if Labels.isMedium(given) || Agencies.contains(span, hyphen + 1, first.end) { return nil }
        return hyphen
    }

    private static let people: WordSet = [
        "by", "von", "par", "por", "correspondent", "correspondents", "корр", "корреспондент", "кор", "кореспондент",
        "staff", "special", "corr",
    ]
    /// `by`, `von`: what stands between an agency's name and its correspondent's.
    static func introducesName(_ word: Word) -> Bool { names.contains(word) }

    private static let names: WordSet = ["by", "von", "par", "por", "di"]
    private static let correspondentWords: WordSet = [
        "корр", "корреспондент", "корреспонденты", "спец", "соб", "спецкорр", "собкорр", "спецкор", "собкор", "кор",
        "спецкорреспондент", "собкорреспондент", "кореспондент", "спецкореспондент",
        "кореспонденти", "od", "zpravodaje", "zpravodajky", "zpravodajů", "spravodajcu", "korespondenta",
        "korespondentki",
        "correspondent", "corr", "специальный", "собственный",
    ]

    /// `Корр. ТАСС Анна Иванова`: where the agency and where the name begins.
    private func afterCorrespondentWord(_ start: Int, _ end: Int) -> (name: Int, person: Int)? {
        var at = start
        while let token = tokens[at], at < end, token.kind == .word,
            SourceReader.correspondentWords.contains(token.word)
        {
            at += 1
            if let stop = tokens[at], stop.isMark(".") { at += 1 }
        }
        guard at > start, at < end, let agency = tokens[at] else { return nil }
        // The longest known name; else all words in capitals; else one word.
        var person = at + 1
        if let next = tokens[at + 1], at + 1 < end, next.kind == .word,
            Agencies.contains(tokens.bytes.span, agency.start, next.end)
        {
            return (at, at + 2)
        }
        while person < end, let token = tokens[person], token.isAllCaps, token.count > 3 { person += 1 }
        return (at, person)
    }

    /// `Корр.ТАСС Иван Петров`: no space after the stop, so that the agency is the rest of the word.
    private func glued(_ first: Token, _ start: Int, _ end: Int) -> DatelineSource? {
        guard start < end, first.kind == .word,
            let stop = tokens.bytes[first.start..<first.end].firstIndex(of: 0x2E),
            SourceReader.correspondentWords.contains(Word(tokens.bytes.span, first.start, stop)),
            CharacterClass.isUpper(tokens.bytes.span.codePoint(at: stop + 1).value)
        else { return nil }
        var agencyEnd = first.end
        var person = start + 1
        if let next = tokens[person], person < end, Agencies.contains(tokens.bytes.span, stop + 1, next.end) {
            agencyEnd = next.end
            person += 1
        }
        for index in person..<max(person, end) where tokens[index]?.kind != .word { return nil }
        var correspondent: TextRange?
        if person < end, let from = tokens[person], let to = tokens[end - 1] {
            correspondent = TextRange(from.start, to.end)
        }
        return DatelineSource(
            name: TextRange(stop + 1, agencyEnd),
            correspondent: correspondent,
            date: nil,
            isKnown: Agencies.contains(tokens.bytes.span, stop + 1, agencyEnd),
            end: end
        )
    }

    /// `НИАТ «Ховар» - `, `ИА «Тулинформ». `: capitals and a name in quotation marks, closed before a sentence.
    func quoted(at index: Int) -> DatelineSource? {
        guard let first = tokens[index], first.kind == .word, first.isAllCaps, let open = tokens[index + 1],
            isQuote(open), open.afterSpace
        else { return nil }
        var at = index + 2
        while let word = tokens[at], word.kind == .word, at - index < 6 { at += 1 }
        guard let close = tokens[at], isQuote(close), !close.afterSpace, at > index + 2, let mark = tokens[at + 1],
            mark.isDash && mark.afterSpace || mark.isMark(".") && !mark.afterSpace, isSentenceStart(at + 2)
        else { return nil }
        return DatelineSource(
            name: TextRange(first.start, close.end),
            correspondent: nil,
            date: nil,
            isKnown: false,
            end: at + 1
        )
    }
}
