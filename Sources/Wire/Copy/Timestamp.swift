import Text
import Article

/// Lines that hold a date or a time and nothing else: `Published: June 10, 2016 14:32 GMT`.
enum Timestamp {
    static func matches(_ text: Span<UInt8>) -> Bool {
        var hasDigit = false
        var hasClock = false
        for index in 0..<text.count where text[index].isFigure {
            hasDigit = true
            if index > 1, text[index - 1] == .colon, CharacterClass.isDigit(UInt32(text[index - 2])) { hasClock = true }
        }
        guard hasDigit else { return false }
        return hasClock && FurnishedStamp.matches(text) || isPlain(text)
    }

    /// Whether a line holds nothing but what a time stamp is made of.
    static func isPlain(_ text: Span<UInt8>) -> Bool {
        guard canOpen(text) else { return false }
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        let tokens = tokens(bytes)
        guard tokens.isWhole, tokens.count < mostTokens else { return false }
        return date(in: tokens).isStamp
    }

    /// `10.Jun 26`: a day, and two figures of its year.
    static func isShortDay(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let tokens = Tokens(text, TextRange(start, end), limit: 8)
        guard let date = DateReader(tokens: tokens).date(at: 0), date.end + 1 == tokens.count else { return false }
        return tokens.list.last.map { $0.kind == .number && $0.count == 2 } == true
    }

    /// Whether the first word can be one of a time stamp's; most headlines with a figure have none of them.
    private static func canOpen(_ text: Span<UInt8>) -> Bool {
        let end = Words.firstEnd(text, 0, text.count)
        guard end > 0 else { return true }
        let word = Word(text, 0, end)
        return Lexicon.shared.contains(word, .stampWord) || Lexicon.shared.contains(word, .weekday)
            || end < text.count && text[end] == .hyphen
            || Lexicon.shared.contains(word, .month)
    }

    /// The full date of a time stamp.
    static func day(of text: Span<UInt8>) -> CivilDate? {
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        if let day = FurnishedStamp.day(of: text) { return day }
        guard let found = date(in: tokens(bytes)).found, let year = found.year, let month = found.month,
            let day = found.day
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Twice date, clock and zone, with their words.
    private static let mostTokens = 40

    /// The tokens of a line, each sign one of its own where nothing parts them.
    private static func tokens(_ bytes: [UInt8]) -> Tokens {
        Tokens(bytes, limit: mostTokens, bySign: Stretch.script(bytes.span) == .unspaced)
    }

    private static func date(in tokens: Tokens) -> (isStamp: Bool, found: PrintedDate?) {
        let isUnspaced = tokens.list.contains { Script.of($0.character) == .unspaced }
        let isCaseless = !isUnspaced && tokens.list.contains { $0.isCaseless }
        let reader = DateReader(tokens: tokens, script: isUnspaced ? .unspaced : isCaseless ? .caseless : .cased)
        var found: PrintedDate?
        var hasTime = false
        var at = 0
        while let token = tokens[at] {
            if let date = reader.date(at: at) {
                if found?.year == nil { found = date }
                at = date.end
                continue
            }
            switch token.kind {
            case .number:
                if let group = dateTimeGroup(token, at: at, in: tokens) {
                    if found?.year == nil { found = group.date }
                    hasTime = true
                    at = group.end
                    continue
                }
                if let end = clock(token, at: at, in: tokens) ?? offset(token, at: at, in: tokens) {
                    hasTime = true
                    at = end
                    continue
                }
                // `9時14分`
                if token.count <= 2, let sign = tokens[at + 1], sign.isCaseless, !sign.afterSpace, sign.isA(.timeWord) {
                    hasTime = true
                    at += 2
                    continue
                }
                // `1432 GMT`
                guard token.count == 4, let zone = tokens[at + 1], zone.kind == .word, zone.isA(.stampWord) else {
                    return (false, nil)
                }
                hasTime = true
                at += 2
            case .mark:
                guard ":,.|-–—()/[]•·+@".unicodeScalars.contains(where: { $0.value == token.character }) else {
                    return (false, nil)
                }
                at += 1
            case .word:
                let word = token.word
                // `Posted on June 10, 2026 by Anna Holm`
                if found != nil, token.isA(.bylineWord),
                    PersonName.ends(tokens, from: at + 1) || PersonName.isBeforeDash(tokens, from: at + 1)
                {
                    return (true, found)
                }
                // `14h32`, `10am`
                if let hour = hour(token, in: tokens) ?? (isHalfDay(token, in: tokens) ? 1 : nil) {
                    hasTime = true
                    at += hour
                    continue
                }
                guard
                    Lexicon.shared.contains(word, .stampWord) || Lexicon.shared.contains(word, .weekday)
                        || isZone(at: at, in: tokens)
                else {
                    // `2016-06-10T14:32:00Z`
                    guard found != nil || hasTime, word == "z" || tokens.hasPrefix(token, "t"), token.count <= 3 else {
                        return (false, nil)
                    }
                    at += 1
                    while let colon = tokens[at], colon.isMark(":"), let number = tokens[at + 1], number.kind == .number
                    {
                        at += 2
                    }
                    continue
                }
                at += 1
            }
        }
        return (found != nil || hasTime, found)
    }

    /// `New York time`: a city's name before the word.
    private static func isZone(at index: Int, in tokens: Tokens) -> Bool {
        guard index > 0, tokens[index]?.isCapitalized ?? false, let next = tokens[index + 1], next.kind == .word else {
            return false
        }
        return next.word == "time" || next.isCapitalized && tokens[index + 2]?.word == "time"
    }

    /// The token after `14:32`, `14:32:05` or `10:42am`.
    private static func clock(_ token: Token, at index: Int, in tokens: Tokens) -> Int? {
        guard token.value <= 24, let colon = tokens[index + 1],
            colon.isMark(":") || colon.isMark(".") || colon.isMark("h"),
            !colon.afterSpace, let minute = tokens[index + 2],
            minute.kind == .number && minute.value < 60 || isHalfDay(minute, in: tokens)
        else { return nil }
        guard let mark = tokens[index + 3], mark.isMark(":"), let second = tokens[index + 4],
            second.kind == .number && second.value < 61 || isHalfDay(second, in: tokens)
        else { return index + 3 }
        return index + 5
    }

    /// `+0000`: how far a clock is from UTC (RFC 5322).
    private static func offset(_ token: Token, at index: Int, in tokens: Tokens) -> Int? {
        guard token.count <= 4, token.count != 3, !token.afterSpace, let sign = tokens[index - 1],
            sign.isMark("+") || sign.isDash, sign.afterSpace || tokens[index - 2]?.kind == .word, index > 2
        else { return nil }
        return index + 1
    }

    /// `101405 GMT Jun 16`, `101405Z JUN 2016`: day, hour and minute, and the month and year after them.
    private static func dateTimeGroup(_ token: Token, at index: Int, in tokens: Tokens)
        -> (date: PrintedDate, end: Int)?
    {
        guard token.count == 6, (1...31).contains(token.value / 10_000), token.value / 100 % 100 <= 24,
            token.value % 100 < 60
        else { return nil }
        var at = index + 1
        if let zone = tokens[at], zone.kind == .word, zone.isA(.stampWord) { at += 1 }
        guard let word = tokens[at], let month = tokens.month(word) else { return nil }
        at += 1
        if let stop = tokens[at], stop.isMark("."), !stop.afterSpace { at += 1 }
        var date = PrintedDate(day: token.value / 10_000, month: month, year: nil, end: at)
        if let year = tokens[at], year.kind == .number, year.count == 2 || year.count == 4 {
            date.year = year.count == 4 ? year.value : year.value + (year.value < 70 ? 2000 : 1900)
            date.end += 1
        }
        return (date, date.end)
    }

    /// `42am`, `10pm`: two figures at most, and the half of the day.
    private static func isHalfDay(_ token: Token, in tokens: Tokens) -> Bool {
        let bytes = tokens.bytes[token.start..<token.end]
        guard token.kind == .word, (3...4).contains(bytes.count),
            bytes.dropLast(2).allSatisfy({ $0.isFigure })
        else { return false }
        let half = bytes.suffix(2)
        return half.last.map { $0 | 0x20 == 0x6D } == true
            && half.first.map { $0 | 0x20 == 0x61 || $0 | 0x20 == 0x70 } == true
    }

    /// How many tokens `14h` or `14h32` has, nil for anything else.
    private static func hour(_ token: Token, in tokens: Tokens) -> Int? {
        let bytes = tokens.bytes[token.start..<token.end]
        guard bytes.count == 2 || bytes.count == 3, bytes.last.map({ $0 | 0x20 == 0x68 }) == true,
            bytes.dropLast().allSatisfy({ $0.isFigure })
        else { return nil }
        guard let at = tokens.list.firstIndex(where: { $0.start == token.end }), let minute = tokens[at],
            minute.kind == .number
        else { return 1 }
        return 2
    }
}
