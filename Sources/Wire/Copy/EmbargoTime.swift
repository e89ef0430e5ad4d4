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
        let script = Stretch.script(bytes.span)
        let tokens = Tokens(bytes, bySign: script == .unspaced)
        guard let (date, range) = day(tokens, script), let (second, clock) = clock(tokens, outside: range) else {
            return nil
        }
        var offset: Int?
        for index in tokens.list.indices where tokens.list[index].kind == .word {
            guard let end = (index + 1...index + longestZone).last(where: { tokens.isA(.zone, index, $0) }) else {
                continue
            }
            // A zone of more than one meaning, or a second one, leaves a doubt.
            let name = tokens.name(tokens.list[index], tokens.list[end - 1])
            guard let minutes = Lexicon.shared.number(of: name, .zone), offset == nil || offset == minutes else {
                return nil
            }
            // `UTC+2`
            guard let shift = minutes == 0 ? shift(tokens, end) : 0 else { return nil }
            offset = minutes + shift
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

    /// The minutes of `+2`, `-05:30` behind the name of a zone, 0 where none stand there; nil for what is no such thing.
    private static func shift(_ tokens: Tokens, _ index: Int) -> Int? {
        guard let sign = tokens[index], sign.isMark("+") || sign.isDash, !sign.afterSpace,
            let hours = tokens[index + 1],
            hours.kind == .number, !hours.afterSpace
        else { return 0 }
        var minutes = hours.count > 2 ? hours.value / 100 * 60 + hours.value % 100 : hours.value * 60
        if tokens[index + 2]?.isMark(":") == true, let rest = tokens[index + 3], rest.kind == .number, rest.count == 2 {
            minutes += rest.value
        }
        guard minutes <= 840 else { return nil }
        return sign.isDash ? -minutes : minutes
    }

    /// The most words or signs of a zone's name: `北京时间`.
    private static let longestZone = 4

    /// The first date with its year, without the clock that may follow it.
    private static func day(_ tokens: Tokens, _ script: Script) -> (CivilDate, Range<Int>)? {
        let reader = DateReader(tokens: tokens, script: script)
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

    /// `06:00`, `12.00`, `0600`, `9 a.m.`, `6h00`, `6 Uhr`, `午後3時30分`, `noon`.
    private static func clock(_ tokens: Tokens, at index: Int) -> (second: Int, end: Int)? {
        if let end = (index + 1...index + longestHalf).last(where: { tokens.isA(.halfDay, index, $0) }) {
            return behindHalf(tokens, index, end)
        }
        if let end = (index + 1...index + longestHalf).last(where: { tokens.isA(.clockName, index, $0) }) {
            let name = tokens.name(tokens.list[index], tokens.list[end - 1])
            return Lexicon.shared.number(of: name, .clockName).map { ($0 * 60, end) }
        }
        return plainClock(tokens, at: index)
    }

    /// The most signs of a half of the day.
    private static let longestHalf = 2

    /// `午後3時`, `오후 3시`: half a day before a clock of twelve, or one of twenty-four that it agrees with.
    private static func behindHalf(_ tokens: Tokens, _ index: Int, _ end: Int) -> (second: Int, end: Int)? {
        let name = tokens.name(tokens.list[index], tokens.list[end - 1])
        guard let hours = Lexicon.shared.number(of: name, .halfDay), let found = plainClock(tokens, at: end) else {
            return nil
        }
        let half = hours * 3_600
        guard found.second < 43_200 else { return hours > 0 || found.second < 46_800 ? found : nil }
        return (found.second + half, found.end)
    }

    private static func plainClock(_ tokens: Tokens, at index: Int) -> (second: Int, end: Int)? {
        guard let hour = tokens[index] else { return nil }
        if hour.kind == .word { return stamped(hour, tokens, index) ?? glued(hour, tokens, index) }
        guard hour.kind == .number else { return nil }
        if hour.count == 4 {
            return half(tokens, index + 1, hour.value / 100, hour.value % 100)
        }
        guard hour.value < 24 else { return nil }
        if let mark = tokens[index + 1], mark.isMark(":") || mark.isMark("."), !mark.afterSpace,
            let minute = tokens[index + 2], minute.kind == .number, minute.count == 2, !minute.afterSpace
        {
            return half(tokens, index + 3, hour.value, minute.value)
        }
        guard let word = tokens[index + 1], word.kind == .word else { return nil }
        if word.isA(.hourWord) {
            let (minute, end) = minute(tokens, index + 2)
            return half(tokens, end, hour.value, minute)
        }
        // `12 noon`
        if hour.value == 12, let name = Lexicon.shared.number(of: word.word, .clockName) {
            return (name * 60, index + 2)
        }
        guard isHalf(word) != nil else { return nil }
        return half(tokens, index + 1, hour.value, 0)
    }

    /// `T14:00` and `T14:00:00` behind the day of a machine's time.
    private static func stamped(_ token: Token, _ tokens: Tokens, _ index: Int) -> (second: Int, end: Int)? {
        let bytes = tokens.bytes[token.start..<token.end]
        guard bytes.count == 3, bytes.first.map({ $0 | 0x20 == 0x74 }) == true, !token.afterSpace,
            bytes.dropFirst().allSatisfy({ $0.isFigure }), tokens[index + 1]?.isMark(":") == true,
            let minute = tokens[index + 2], (0..<60).contains(minute.value)
        else { return nil }
        let hour = bytes.dropFirst().reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let hasSecond = tokens[index + 3]?.isMark(":") == true
        return moment(hour, minute.value, hasSecond ? index + 5 : index + 3)
    }

    /// The minute behind an hour's word, 0 where none stands there: `30分`, `30분`.
    private static func minute(_ tokens: Tokens, _ index: Int) -> (minute: Int, end: Int) {
        guard let token = tokens[index], token.value >= 0 || token.shape.contains(.figure) else { return (0, index) }
        if token.kind == .number, tokens[index + 1]?.isA(.minuteWord) == true { return (token.value, index + 2) }
        let digits = tokens.bytes[token.start..<token.end].prefix { $0.isFigure }
        guard token.kind == .word, (1...2).contains(digits.count),
            Lexicon.shared.contains(Word(tokens.bytes.span, digits.endIndex, token.end), .minuteWord)
        else { return (0, index) }
        return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, index + 1)
    }

    /// `6h00`, `10am`
    private static func glued(_ token: Token, _ tokens: Tokens, _ index: Int) -> (second: Int, end: Int)? {
        let bytes = tokens.bytes[token.start..<token.end]
        let digits = bytes.prefix { $0.isFigure }
        guard (1...2).contains(digits.count) else { return nil }
        let hour = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let rest = bytes.dropFirst(digits.count)
        guard let letter = rest.first.map({ $0 | 0x20 }) else { return nil }
        // `3시`
        if letter >= 0x80 {
            let word = Word(tokens.bytes.span, rest.startIndex, rest.endIndex)
            guard Lexicon.shared.contains(word, .hourWord) else { return nil }
            let (minute, end) = minute(tokens, index + 1)
            return moment(hour, minute, end)
        }
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

    private static func isHalf(_ word: Token) -> Bool? { Lexicon.shared.number(of: word.word, .halfDay).map { $0 > 0 } }
}
