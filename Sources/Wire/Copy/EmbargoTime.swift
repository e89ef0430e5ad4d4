import Text
import Article

/// The moment before which an embargo line forbids use.
enum EmbargoTime {
    /// The moment, where the line prints a day with its year, one clock, and a zone whose offset is sure; nil elsewhere.
    ///
    /// - Parameter isZoneKnown: whether the zone of a line that prints none is known; its moment is local then.
    static func moment(_ text: Span<UInt8>, _ line: TextRange, isZoneKnown: Bool = false) -> OffsetTime? {
        var bytes: [UInt8] = []
        bytes.append(text, from: line.start, to: min(line.end, line.start + CopyLine.longest))
        let tokens = Tokens(bytes)
        guard let (date, range) = day(tokens), let (second, clock) = clock(tokens, outside: range) else { return nil }
        var offset: Int?
        for token in tokens.list where token.kind == .word {
            guard Lexicon.shared.contains(token.word, .zone) else { continue }
            // A zone of more than one meaning, or a second one, leaves a doubt.
            guard let minutes = Lexicon.shared.number(of: token.word, .zone), offset == nil || offset == minutes else {
                return nil
            }
            offset = minutes
        }
        guard !hasSecondClock(tokens, after: clock, outside: range) else { return nil }
        guard let offset else {
            // A short word behind the clock may be a zone that nobody here knows.
            let isDoubtful = tokens[clock].map { $0.kind == .word && (3...5).contains($0.count) } ?? false
            return isZoneKnown && (!isDoubtful || range.contains(clock))
                ? OffsetTime(day: date, localSecond: second) : nil
        }
        return OffsetTime(day: date, second: second, offset: offset)
    }

    /// The first date with its year, without the clock that may follow it.
    private static func day(_ tokens: Tokens) -> (CivilDate, Range<Int>)? {
        let reader = DateReader(tokens: tokens)
        for index in 0..<tokens.count {
            guard let found = reader.date(at: index), let year = found.year, let month = found.month,
                let day = found.day,
                let date = CivilDate(year: year, month: month, day: day)
            else { continue }
            // The clock stands behind the year.
            var end = index
            while end < found.end, tokens[end]?.value != year { end += 1 }
            return (date, index..<max(index + 1, min(found.end, end + 1)))
        }
        return nil
    }

    private static func clock(_ tokens: Tokens, outside date: Range<Int>) -> (second: Int, end: Int)? {
        for index in 0..<tokens.count where !date.contains(index) {
            if let found = clock(tokens, at: index) { return found }
        }
        return nil
    }

    private static func hasSecondClock(_ tokens: Tokens, after first: Int, outside date: Range<Int>) -> Bool {
        for index in first..<max(first, tokens.count) where !date.contains(index) && clock(tokens, at: index) != nil {
            return true
        }
        return false
    }

    /// `06:00`, `12.00`, `0600`, `9 a.m.`, `6h00`, `6 Uhr`.
    private static func clock(_ tokens: Tokens, at index: Int) -> (second: Int, end: Int)? {
        guard let hour = tokens[index] else { return nil }
        if hour.kind == .word { return glued(hour, tokens, index) }
        guard hour.kind == .number else { return nil }
        if hour.count == 4 {
            return half(tokens, index + 1, hour.value / 100, hour.value % 100)
        }
        guard hour.count <= 2 else { return nil }
        if let mark = tokens[index + 1], mark.isMark(":") || mark.isMark("."), !mark.afterSpace,
            let minute = tokens[index + 2], minute.kind == .number, minute.count == 2, !minute.afterSpace
        {
            return half(tokens, index + 3, hour.value, minute.value)
        }
        guard let word = tokens[index + 1], word.kind == .word, isHalf(word) != nil || hourWords.contains(word.word)
        else {
            return nil
        }
        return half(tokens, index + 1, hour.value, 0)
    }

    /// `6h00`, `10am`
    private static func glued(_ token: Token, _ tokens: Tokens, _ index: Int) -> (second: Int, end: Int)? {
        let bytes = tokens.bytes[token.start..<token.end]
        let digits = bytes.prefix { $0.isFigure }
        guard (1...2).contains(digits.count) else { return nil }
        let hour = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let rest = bytes.dropFirst(digits.count)
        guard let letter = rest.first.map({ $0 | 0x20 }) else { return nil }
        let minutes = rest.dropFirst()
        if letter == 0x68, minutes.isEmpty || minutes.count == 2, minutes.allSatisfy({ $0.isFigure }) {
            return moment(hour, minutes.reduce(0) { $0 * 10 + Int($1 - 0x30) }, index + 1)
        }
        guard minutes.count == 1, minutes.first.map({ $0 | 0x20 }) == 0x6D, letter == 0x61 || letter == 0x70,
            (1...12).contains(hour)
        else { return nil }
        return moment(hour % 12 + (letter == 0x70 ? 12 : 0), 0, index + 1)
    }

    private static func half(_ tokens: Tokens, _ index: Int, _ hour: Int, _ minute: Int) -> (second: Int, end: Int)? {
        guard let word = tokens[index], word.kind == .word, let isLate = isHalf(word) else {
            return moment(hour, minute, index)
        }
        guard (1...12).contains(hour) else { return nil }
        return moment(hour % 12 + (isLate ? 12 : 0), minute, index + 1)
    }

    private static func moment(_ hour: Int, _ minute: Int, _ end: Int) -> (second: Int, end: Int)? {
        guard hour < 24, minute < 60 else { return nil }
        return (hour * 3_600 + minute * 60, end)
    }

    private static func isHalf(_ word: Token) -> Bool? {
        switch word.word {
        case "am", "a.m": false
        case "pm", "p.m": true
        default: nil
        }
    }

    private static let hourWords: WordSet = ["uhr", "h", "hrs", "heures", "horas", "ore", "uur"]
}
