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
        guard let (date, range) = day(tokens, script), let clock = clock(tokens, outside: range),
            !leavesDoubt(tokens, clock, outside: range)
        else { return nil }
        var offset: Int?
        for index in tokens.list.indices where tokens.list[index].kind == .word {
            if let minutes = joinedZone(tokens, index) {
                guard offset == nil || offset == minutes else { return nil }
                offset = minutes
                continue
            }
            guard let end = (index + 1...index + longestZone).last(where: { tokens.isA(.zone, index, $0) }) else {
                continue
            }
            // A zone of more than one meaning, or a second one, leaves a doubt.
            let name = tokens.name(tokens.list[index], tokens.list[end - 1])
            guard let minutes = Lexicon.shared.number(of: name, .zone), offset == nil || offset == minutes else {
                return nil
            }
            // `UTC+2`; behind another zone it would be a doubt.
            guard let shift = shift(tokens, end, outside: range), shift == 0 || minutes == 0 else { return nil }
            offset = minutes + shift
        }
        guard !hasSecondClock(tokens, after: clock.end, outside: range) else { return nil }
        guard let offset else {
            // A short word behind the clock may be a zone that nobody here knows.
            let isDoubtful =
                tokens[clock.end].map {
                    $0.kind == .word && ((3...5).contains($0.count) || $0.shape.contains(.figure))
                } ?? false
            return isZoneKnown && (!isDoubtful || range.contains(clock.end))
                ? OffsetTime(day: date, localSecond: clock.second) : nil
        }
        return OffsetTime(day: date, second: clock.second, offset: offset)
    }

    /// The minutes of `GMT-5`, which a hyphen makes one word: a zone without an offset of its own, and hours.
    private static func joinedZone(_ tokens: Tokens, _ index: Int) -> Int? {
        guard let token = tokens[index], token.kind == .word, tokens[index + 1]?.isMark(":") != true,
            let hyphen = tokens.bytes[token.start..<token.end].firstIndex(of: .hyphen),
            Lexicon.shared.number(of: Word(tokens.bytes.span, token.start, hyphen), .zone) == 0
        else { return nil }
        let figures = tokens.bytes[(hyphen + 1)..<token.end]
        guard (1...2).contains(figures.count), figures.allSatisfy({ $0.isFigure }) else { return nil }
        let hours = figures.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return hours <= 12 ? -60 * hours : nil
    }

    /// The minutes of `+2`, ` -05:30` behind the name of a zone, 0 where none stand there; nil for what is not sure.
    private static func shift(_ tokens: Tokens, _ index: Int, outside date: Range<Int>) -> Int? {
        guard let sign = tokens[index] else { return 0 }
        // `GMT plus 2`
        if sign.kind != .mark {
            let isNumber = (index...index + 1).contains { tokens[$0]?.kind == .number && !date.contains($0) }
            return isNumber && !date.contains(index) ? nil : 0
        }
        guard sign.isMark("+") || sign.isMark("±") || sign.isDash, let hours = tokens[index + 1],
            hours.kind == .number || hours.shape.contains(.figure), !date.contains(index + 1)
        else { return 0 }
        // A dash with a space behind it may part what follows.
        guard hours.kind == .number, !sign.isMark("±"), !sign.isDash || !hours.afterSpace else { return nil }
        var minutes = hours.count > 2 ? hours.value / 100 * 60 + hours.value % 100 : hours.value * 60
        if let point = tokens[index + 2], !point.afterSpace, let rest = tokens[index + 3], rest.kind == .number,
            !rest.afterSpace
        {
            guard point.isMark(":"), rest.count == 2 else { return nil }
            minutes += rest.value
        }
        guard minutes <= 840 else { return nil }
        return sign.isDash ? -minutes : minutes
    }

    /// Whether something that may move the clock is left unread beside it: a number or a sign before one, a half of a sign's
    /// own, a word for a part of the day behind a clock of twelve: `9 Uhr abends`, `9 heures du soir`.
    private static func leavesDoubt(_ tokens: Tokens, _ clock: Clock, outside date: Range<Int>) -> Bool {
        if let before = tokens[clock.start - 1], before.isCaseless, !clock.isSure, !date.contains(clock.start - 1),
            !isPlain(tokens, clock.start - 1)
        {
            return true
        }
        var index = clock.end
        while let token = tokens[index], !date.contains(index) {
            if token.kind == .number { return true }
            if token.kind == .mark {
                let isNumber = tokens[index + 1]?.kind == .number && !date.contains(index + 1)
                if isNumber, token.isMark("+") || token.isMark("±") || token.isDash { return true }
                guard token.isMark("(") else { return false }
            } else if joinedZone(tokens, index) != nil
                || (index + 1...index + longestZone).contains(where: { tokens.isA(.zone, index, $0) })
            {
                return false
            } else if !clock.isSure, !isPlain(tokens, index) {
                return true
            }
            index += 1
        }
        return false
    }

    /// Whether a word beside a clock is none for a part of the day: one of the week, of dates, a short one that joins.
    private static func isPlain(_ tokens: Tokens, _ index: Int) -> Bool {
        guard let token = tokens[index] else { return true }
        return token.count <= longestJoint
            || [.weekday, .hourWord, .dateLead, .dayWord, .clockZone, .embargo, .embargoWord].contains { token.isA($0) }
    }

    /// The most bytes of a word that joins a clock to a day, and is too short to name a part of the day.
    private static let longestJoint = 3

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

    /// A time of day as a line prints it, and the tokens that it takes.
    private struct Clock {
        var second: Int
        var start = 0
        var end: Int
        /// Whether the half of the day that it is in is printed, or can only be one.
        var isSure: Bool
    }

    private static func clock(_ tokens: Tokens, outside date: Range<Int>) -> Clock? {
        for index in 0..<tokens.count where !date.contains(index) {
            guard var found = clock(tokens, at: index, outside: date) else {
                // A half of the day, and an hour that is not sure to be in it.
                if let end = halfEnd(tokens, index), plainClock(tokens, at: end, outside: date) != nil { return nil }
                continue
            }
            found.start = index
            return found
        }
        return nil
    }

    private static func hasSecondClock(_ tokens: Tokens, after first: Int, outside date: Range<Int>) -> Bool {
        for index in first..<max(first, tokens.count)
        where !date.contains(index)
            && clock(tokens, at: index, outside: date) != nil
        {
            return true
        }
        return false
    }

    /// `06:00`, `12.00`, `0600`, `9 a.m.`, `6h00`, `6 Uhr`, `午後3時30分`, `noon`.
    private static func clock(_ tokens: Tokens, at index: Int, outside date: Range<Int>) -> Clock? {
        if let end = halfEnd(tokens, index) {
            return behindHalf(tokens, index, end, outside: date)
        }
        if let end = (index + 1...index + longestHalf).last(where: { tokens.isA(.clockName, index, $0) }) {
            let name = tokens.name(tokens.list[index], tokens.list[end - 1])
            return Lexicon.shared.number(of: name, .clockName).map { Clock(second: $0 * 60, end: end, isSure: true) }
        }
        return plainClock(tokens, at: index, outside: date)
    }

    private static func halfEnd(_ tokens: Tokens, _ index: Int) -> Int? {
        (index + 1...index + longestHalf).last { tokens.isA(.halfDay, index, $0) }
    }

    /// The most signs of a half of the day.
    private static let longestHalf = 2

    /// `午後3時`, `오후 3시`: half a day before a clock of twelve, or one of twenty-four that it agrees with.
    private static func behindHalf(
        _ tokens: Tokens,
        _ index: Int,
        _ end: Int,
        outside date: Range<Int>
    ) -> Clock? {
        let name = tokens.name(tokens.list[index], tokens.list[end - 1])
        guard let hours = Lexicon.shared.number(of: name, .halfDay),
            var found = plainClock(tokens, at: end, outside: date)
        else { return nil }
        // Twelve is noon to some and midnight to others: `晚上12点`, `午前12時`.
        guard !(43_200..<46_800).contains(found.second), hours > 0 || found.second < 43_200 else { return nil }
        if found.second < 43_200 { found.second += hours * 3_600 }
        found.isSure = true
        return found
    }

    private static func plainClock(_ tokens: Tokens, at index: Int, outside date: Range<Int>) -> Clock? {
        guard let hour = tokens[index] else { return nil }
        if hour.kind == .word { return stamped(hour, tokens, index) ?? glued(hour, tokens, index, outside: date) }
        guard hour.kind == .number else { return nil }
        if hour.count == 4 {
            return half(tokens, index + 1, hour.value / 100, hour.value % 100, isSure: true)
        }
        guard hour.value < 24 else { return nil }
        if let mark = tokens[index + 1], mark.isMark(":") || mark.isMark("."), !mark.afterSpace,
            let minute = tokens[index + 2], minute.kind == .number, minute.count == 2, !minute.afterSpace
        {
            return half(tokens, index + 3, hour.value, minute.value, isSure: hour.count == 2 && hour.value < 10)
        }
        guard let word = tokens[index + 1], word.kind == .word else { return nil }
        if word.isA(.hourWord) {
            let (minute, end) = minute(tokens, index + 2, outside: date)
            // `18 Uhr am 10. Juni`
            if tokens[end]?.isA(.dateLead) == true { return moment(hour.value, minute, end) }
            return half(tokens, end, hour.value, minute)
        }
        // `12 noon`
        if hour.value == 12, let name = Lexicon.shared.number(of: word.word, .clockName) {
            return Clock(second: name * 60, end: index + 2, isSure: true)
        }
        guard isHalf(word) != nil, !leadsDate(tokens, index + 1) else { return nil }
        return half(tokens, index + 1, hour.value, 0)
    }

    /// `T14:00` and `T14:00:00` behind the day of a machine's time.
    private static func stamped(_ token: Token, _ tokens: Tokens, _ index: Int) -> Clock? {
        let bytes = tokens.bytes[token.start..<token.end]
        guard bytes.count == 3, bytes.first.map({ $0 | 0x20 == 0x74 }) == true, !token.afterSpace,
            bytes.dropFirst().allSatisfy({ $0.isFigure }), tokens[index + 1]?.isMark(":") == true,
            let minute = tokens[index + 2], (0..<60).contains(minute.value)
        else { return nil }
        let hour = bytes.dropFirst().reduce(0) { $0 * 10 + Int($1 - 0x30) }
        let hasSecond = tokens[index + 3]?.isMark(":") == true
        return moment(hour, minute.value, hasSecond ? index + 5 : index + 3, isSure: true)
    }

    /// The minute behind an hour's word, 0 where none stands there: `18 Uhr 45`, `30分`, `30분`, `半`.
    private static func minute(_ tokens: Tokens, _ index: Int, outside date: Range<Int>) -> (minute: Int, end: Int) {
        guard let token = tokens[index], !date.contains(index) else { return (0, index) }
        if token.isA(.halfHour) { return (30, index + 1) }
        if token.kind == .number {
            if tokens[index + 1]?.isA(.minuteWord) == true { return (token.value, index + 2) }
            return token.count == 2 ? (token.value, index + 1) : (0, index)
        }
        let digits = tokens.bytes[token.start..<token.end].prefix { $0.isFigure }
        guard token.kind == .word, (1...2).contains(digits.count),
            Lexicon.shared.contains(Word(tokens.bytes.span, digits.endIndex, token.end), .minuteWord)
        else { return (0, index) }
        return (digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }, index + 1)
    }

    /// `6h00`, `10am`
    private static func glued(_ token: Token, _ tokens: Tokens, _ index: Int, outside date: Range<Int>) -> Clock? {
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
            let (minute, end) = minute(tokens, index + 1, outside: date)
            return moment(hour, minute, end)
        }
        let minutes = rest.dropFirst()
        if letter == 0x68, minutes.isEmpty || minutes.count == 2, minutes.allSatisfy({ $0.isFigure }) {
            return moment(hour, minutes.reduce(0) { $0 * 10 + Int($1 - 0x30) }, index + 1)
        }
        guard minutes.count == 1, minutes.first.map({ $0 | 0x20 }) == 0x6D, letter == 0x61 || letter == 0x70,
            (1...12).contains(hour)
        else { return nil }
        return moment(hour % 12 + (letter == 0x70 ? 12 : 0), 0, index + 1, isSure: true)
    }

    private static func half(
        _ tokens: Tokens,
        _ index: Int,
        _ hour: Int,
        _ minute: Int,
        isSure: Bool = false
    ) -> Clock? {
        guard let word = tokens[index], word.kind == .word, let isLate = isHalf(word), !leadsDate(tokens, index) else {
            return moment(hour, minute, index, isSure: isSure)
        }
        guard (1...12).contains(hour) else { return nil }
        return moment(hour % 12 + (isLate ? 12 : 0), minute, index + 1, isSure: true)
    }

    /// Whether a word that may be half a day leads a date with a stop behind its day instead: `12.00 am Mittwoch, dem 10. Juni`.
    private static func leadsDate(_ tokens: Tokens, _ index: Int) -> Bool {
        guard tokens[index]?.isA(.dateLead) == true, let next = tokens[index + 1],
            next.kind == .number || next.isA(.weekday)
        else { return false }
        var day = index + 1
        while let token = tokens[day], token.kind != .number, day < index + longestLead {
            guard token.isA(.weekday) || token.isMark(of: ",(") || token.count <= longestJoint else { return false }
            day += 1
        }
        guard tokens[day]?.kind == .number, let stop = tokens[day + 1] else { return false }
        return stop.isMark(".") && !stop.afterSpace
    }

    /// The most words and marks from a word that leads a date to its day.
    private static let longestLead = 5

    private static func moment(_ hour: Int, _ minute: Int, _ end: Int, isSure: Bool = false) -> Clock? {
        guard hour < 24, minute < 60 else { return nil }
        return Clock(second: hour * 3_600 + minute * 60, end: end, isSure: isSure || hour == 0 || hour > 12)
    }

    private static func isHalf(_ word: Token) -> Bool? { Lexicon.shared.number(of: word.word, .halfDay).map { $0 > 0 } }
}
