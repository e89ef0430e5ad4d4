import Text
import Article

/// A date as it stands in a text: what of day, month and year is printed.
struct PrintedDate: Equatable {
    var day: Int?
    var month: Int?
    var year: Int?
    /// The token after it.
    var end: Int

    /// The day, where all three are printed and a calendar has it.
    var civil: CivilDate? {
        guard let year, let month, let day else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}

/// Reads dates from tokens, in the orders, spellings and scripts of the wires.
struct DateReader {
    let tokens: Tokens
    /// How the text's script is written.
    var script = Script.cased

    var calendars: CalendarReader { CalendarReader(tokens: tokens, script: script) }

    /// The date that starts at token `index`; nil when there is none.
    func date(at index: Int) -> PrintedDate? {
        var at = skipWeekday(index)
        if let word = tokens[at], word.isA(.dateLead) { at += 1 }
        if script == .caseless, tokens[at]?.kind == .number, let end = calendars.dateEnd(at: at) { at = end }
        guard let first = tokens[at] else { return nil }
        var date: PrintedDate?
        switch first.kind {
        case .number:
            date =
                signs(at) ?? isoDate(at) ?? yearFirst(at) ?? numericYearFirst(at) ?? numeric(at) ?? dayFirst(at)
                ?? dashed(at)
        case .word: date = signs(at) ?? monthFirst(at)
        case .mark: return nil
        }
        guard var found = date, isPossible(found) else { return nil }
        found.end = skipTime(skipWeekdayAfter(found.end))
        return found
    }

    /// The date with its year that a text's tokens have first, and where it begins.
    func firstFull() -> (start: Int, date: PrintedDate)? {
        for index in 0..<tokens.count {
            if let date = date(at: index), date.year != nil { return (index, date) }
        }
        return nil
    }

    private func isPossible(_ date: PrintedDate) -> Bool {
        if let month = date.month, !(1...12).contains(month) { return false }
        // `June 31` is a slip of the writer's: it was printed, and no day of publication follows from it.
        return date.day.map { (1...31).contains($0) } ?? false
    }

    // MARK: Its parts

    /// A month's name, of one word or, where there are no capitals, of two; two names of one month are one.
    private func month(at index: Int) -> (number: Int, end: Int)? {
        guard let token = tokens[index], token.kind == .word else { return nil }
        guard let number = tokens.month(token) else {
            guard token.isCaseless, let next = tokens[index + 1], next.kind == .word,
                let number = Lexicon.shared.number(of: tokens.name(token, next), .month)
            else { return nil }
            return (number, secondName(of: number, at: index + 2))
        }
        if token.isCaseless {
            // `มิ.ย.`: the stop belongs to the abbreviation.
            let end = token.shape.contains(.stop) ? skipStop(index + 1) : index + 1
            return (number, secondName(of: number, at: end))
        }
        // A full stop that belongs to the abbreviation.
        if let stop = tokens[index + 1], stop.isMark("."), !stop.afterSpace { return (number, index + 2) }
        return (number, index + 1)
    }

    /// The token after a month's second name: `يونيو/حزيران`, `يونيو حزيران`.
    private func secondName(of month: Int, at index: Int) -> Int {
        let at = tokens[index]?.isMark("/") == true ? index + 1 : index
        guard let name = tokens[at], name.kind == .word else { return index }
        if tokens.month(name) == month { return at + 1 }
        guard let next = tokens[at + 1], next.kind == .word,
            Lexicon.shared.number(of: tokens.name(name, next), .month) == month
        else { return index }
        return at + 2
    }

    private func year(at index: Int) -> Int? {
        guard let token = tokens[index], token.isYear else { return nil }
        return token.value
    }

    /// A year of two figures is this century's up to 69.
    private static func century(_ value: Int) -> Int { value + (value < 70 ? 2000 : 1900) }

    private func day(at index: Int) -> Int? {
        guard let token = tokens[index], token.kind == .number, (1...31).contains(token.value) else { return nil }
        return tokens.bytes[token.start] != 0x30 || token.count == 2 ? token.value : nil
    }

    /// The token after a joint and another day: `10-11 июня`. A number with a point or comma in it is no day.
    private func range(at index: Int) -> Int? {
        guard let mark = tokens[index], mark.isMark("-") || mark.isMark("–") || mark.isMark("/"), !mark.afterSpace,
            let other = tokens[index + 1], !other.afterSpace, day(at: index + 1) != nil
        else { return nil }
        return index + 2
    }

    private func skipStop(_ index: Int) -> Int {
        tokens[index].map { $0.isMark(".") && !$0.afterSpace } == true ? index + 1 : index
    }

    // MARK: Its orders

    /// `June 10`, `June 10th, 2016`, `jun. 10 de 2016`, `June 10 2016`.
    private func monthFirst(_ index: Int) -> PrintedDate? {
        guard var month = month(at: index) else { return nil }
        // `March,16 - `, `December, 26. /TASS/`
        if let comma = tokens[month.end], comma.isMark(","), !comma.afterSpace, closesDate(month.end + 2) {
            month.end += 1
        }
        guard let day = day(at: month.end) else { return nil }
        var date = PrintedDate(day: day, month: month.number, year: nil, end: month.end + 1)
        // `birželio 10 d.`
        if let word = tokens[date.end], word.isA(.dayWord), word.count == 1 {
            date.end = tokens[date.end + 1]?.isMark(".") == true ? date.end + 2 : date.end + 1
            return date
        }
        date.end = range(at: date.end) ?? date.end
        addYear(&date)
        return date
    }

    /// Whether a mark that closes a date stands at a token.
    private func closesDate(_ index: Int) -> Bool {
        guard let mark = tokens[index] else { return false }
        if mark.isDash { return mark.afterSpace || tokens[index + 1]?.isDash == true }
        return mark.isMark("(") || mark.isMark("/") && mark.afterSpace
            || mark.isMark(".") && tokens[index + 1]?.isMark(of: "/(") == true
    }

    /// `10 June`, `10. června 2016`, `10 de junio de 2016`, `1er juin`, `10 июня 2016 г.`, `10-11 июня`, `10 يونيو 2016 م`.
    private func dayFirst(_ index: Int) -> PrintedDate? {
        guard let day = day(at: index) else { return nil }
        var at = index + 1
        if let end = range(at: at), month(at: end) != nil { at = end }
        at = skipStop(at)
        if tokens[at]?.isA(.genitive) == true { at += 1 }
        // `10-iyun`, `10-GIU-26`
        let isHyphenated = at == index + 1 && isGluedHyphen(at) && month(at: at + 1) != nil
        if isHyphenated { at += 1 }
        guard let month = month(at: at) else { return nil }
        var date = PrintedDate(day: day, month: month.number, year: nil, end: month.end)
        if isHyphenated, isGluedHyphen(month.end), let year = tokens[month.end + 1], year.kind == .number,
            year.isYear || year.count == 2
        {
            date.year = year.isYear ? year.value : DateReader.century(year.value)
            date.end = month.end + 2
        }
        addYear(&date)
        // `10Jun26`
        if date.year == nil, at == index + 1, tokens[at]?.afterSpace == false, date.end == at + 1,
            let year = tokens[date.end], year.kind == .number, !year.afterSpace, year.count == 2
        {
            date.year = DateReader.century(year.value)
            date.end += 1
        }
        guard date.year == nil else { return date }
        // `3 May 19 (ANG)`: two figures are a year where a bracket closes the date.
        if let year = tokens[date.end], year.kind == .number, year.count == 2, year.afterSpace,
            let open = tokens[date.end + 1], open.isMark("(") || open.isMark("/") && open.afterSpace
        {
            date.year = DateReader.century(year.value)
            date.end += 1
        } else if date.end > at + 1, let word = tokens[at], !word.isCaseless, word.count > 7 {
            // `10 июня.` with nothing after: the stop of a full name closes the date, it is no abbreviation.
            date.end = at + 1
        }
        return date
    }

    private func isGluedHyphen(_ index: Int) -> Bool {
        guard let hyphen = tokens[index], let next = tokens[index + 1] else { return false }
        return hyphen.isMark("-") && !hyphen.afterSpace && !next.afterSpace
    }

    private func addYear(_ date: inout PrintedDate) {
        guard date.year == nil else { return }
        var at = date.end
        if tokens[at]?.isMark(",") == true { at += 1 }
        // `May 20/2021`
        if let mark = tokens[at], at == date.end, mark.isMark("/"), !mark.afterSpace, let year = year(at: at + 1),
            tokens[at + 1]?.afterSpace == false
        {
            date.year = year
            date.end = at + 2
            return
        }
        if tokens[at]?.isA(.genitive) == true { at += 1 }
        guard let (year, end) = calendars.year(at: at) ?? year(at: at).map({ ($0, at + 1) }) else { return }
        date.year = year
        date.end = end
        at = end - 1
        // `2016 г.`, `2016 року`, `2016.`
        if tokens[at + 1]?.isA(.yearWord) == true { date.end = skipStop(at + 2) }
    }

    /// `2016. június 10.`, `2016 június 10`, `2016 m. birželio 10 d.`
    private func yearFirst(_ index: Int) -> PrintedDate? {
        guard let year = year(at: index) else { return nil }
        var at = index + 1
        if let mark = tokens[at], mark.isMark(".") || mark.isMark(","), !mark.afterSpace { at += 1 }
        if tokens[at]?.isA(.yearWord) == true { at = tokens[at + 1]?.isMark(".") == true ? at + 2 : at + 1 }
        guard let month = month(at: at), let day = day(at: month.end) else { return nil }
        var date = PrintedDate(day: day, month: month.number, year: year, end: month.end + 1)
        if tokens[date.end]?.isA(.dayWord) == true, tokens[date.end]?.count == 1 { date.end += 1 }
        date.end = skipStop(date.end)
        return date
    }

    /// `2016. 06. 10.`, `2016.06.10`, `2016/06/10`.
    private func numericYearFirst(_ index: Int) -> PrintedDate? {
        guard let year = year(at: index), let one = tokens[index + 1], !one.afterSpace,
            one.isMark(".") || one.isMark("/"), let month = figure(at: index + 2), let two = tokens[index + 3],
            !two.afterSpace, two.kind == .mark, two.character == one.character, let day = figure(at: index + 4)
        else { return nil }
        return PrintedDate(day: day, month: month, year: year, end: skipStop(index + 5))
    }

    /// A number of one or two figures.
    private func figure(at index: Int) -> Int? {
        guard let token = tokens[index], token.kind == .number, token.value <= 99,
            token.count <= 2 || !CharacterClass.isDigit(token.character) || token.character >= 0x80
        else { return nil }
        return token.value
    }

    /// `2016-06-10`.
    private func isoDate(_ index: Int) -> PrintedDate? {
        guard let year = year(at: index), let one = tokens[index + 1], one.isDash, !one.afterSpace,
            let month = tokens[index + 2], month.kind == .number, month.count == 2,
            let two = tokens[index + 3], two.isDash, let day = tokens[index + 4], day.kind == .number, day.count == 2
        else { return nil }
        return PrintedDate(day: day.value, month: month.value, year: year, end: index + 5)
    }

    /// `10.06.2016`, `10.06.`, `10. 6. 2016`, `10/06/2016`, `06/10/16`.
    private func numeric(_ index: Int) -> PrintedDate? {
        guard let first = tokens[index], let one = figure(at: index), let mark = tokens[index + 1], !mark.afterSpace,
            mark.isMark(".") || mark.isMark("/"), let second = tokens[index + 2], let two = figure(at: index + 2)
        else { return nil }
        let isSlash = mark.isMark("/")
        if isSlash, second.afterSpace { return nil }
        var date = PrintedDate(day: one, month: two, year: nil, end: index + 3)
        if let again = tokens[index + 3], !again.afterSpace, again.kind == .mark, again.character == mark.character {
            if let year = year(at: index + 4) {
                date.year = year
                date.end = index + 5
            } else if let year = tokens[index + 4], year.kind == .number, year.count == 2, !year.afterSpace {
                date.year = DateReader.century(year.value)
                date.end = index + 5
            } else if !isSlash {
                date.end = index + 4
            }
        } else if !isSlash, first.count < 2 || second.count < 2, !isBeforeBracket(index + 3) {
            // `5.2` is a number, `10.6 (PAP)` a day.
            return nil
        }
        // The American order, where the other is impossible.
        if isSlash, two > 12, one <= 12 {
            date.month = one
            date.day = two
        }
        return date
    }

    private func isBeforeBracket(_ index: Int) -> Bool {
        tokens[index].map { $0.isMark("(") && $0.afterSpace } == true && tokens[index + 1]?.isCapitalized == true
    }

    /// `10-6-2016`, `10 - 6`: with dashes, where there are no capitals.
    private func dashed(_ index: Int) -> PrintedDate? {
        guard script == .caseless, let day = day(at: index), let joint = tokens[index + 1],
            joint.isDash || joint.isMark("/"), let month = figure(at: index + 2), (1...12).contains(month)
        else { return nil }
        var date = PrintedDate(day: day, month: month, year: nil, end: index + 3)
        if let again = tokens[date.end], again.kind == .mark, again.character == joint.character,
            let year = year(at: date.end + 1)
        {
            date.year = year
            date.end += 2
        }
        if tokens[date.end]?.isA(.yearWord) == true { date.end += 1 }
        return date
    }

    // MARK: Dates of signs

    /// `2016年6月10日`, `十二月三日`, `10日`: numbers and the signs of year, month and day.
    private func signs(_ index: Int) -> PrintedDate? {
        var date = PrintedDate(day: nil, month: nil, year: nil, end: index)
        if let (year, end) = calendars.year(at: index),
            tokens[end].flatMap({ Lexicon.shared.number(of: $0.word, .dateSign) }) == 1
        {
            date.year = year
            date.end = end + 1
        }
        while let number = number(at: date.end), let sign = tokens[number.end],
            let part = Lexicon.shared.number(of: sign.word, .dateSign)
        {
            switch part {
            case 1 where date.month == nil && number.value > 1800: date.year = number.value
            case 1
            where date.month == nil && script == .unspaced && CalendarReader.republicYears.contains(number.value):
                date.year = number.value + CalendarReader.republicEra
            case 1 where date.month == nil && number.value < 100: date.year = DateReader.century(number.value)
            case 2 where date.day == nil: date.month = number.value
            case 3:
                date.day = number.value
                date.end = number.end + 1
                return date
            default: return nil
            }
            date.end = number.end + 1
        }
        return nil
    }

    /// The most signs of a number: `二十一`, and of a year.
    private static let longestNumber = 4

    /// A number in figures, or in signs.
    private func number(at index: Int) -> (value: Int, end: Int)? {
        guard let first = tokens[index] else { return nil }
        if first.kind == .number { return (first.value, index + 1) }
        var value = 0
        var hasTen = false
        let end = tokens.end(from: index, limit: DateReader.longestNumber) { $0.isA(.numeral) }
        for at in index..<end {
            let digit = tokens[at].flatMap { Lexicon.shared.number(of: $0.word, .numeral) } ?? 0
            if digit == 10 { hasTen = true }
            value = digit == 10 ? max(1, value) * 10 : hasTen ? value + digit : value * 10 + digit
        }
        return end > index ? (value, end) : nil
    }

    // MARK: What stands beside it

    private func skipWeekday(_ index: Int) -> Int {
        guard tokens[index]?.isA(.weekday) == true else { return index }
        var at = index + 1
        while let mark = tokens[at], mark.isMark(".") || mark.isMark(",") { at += 1 }
        return at
    }

    /// `, péntek`, `., péntek`, `(Friday)`.
    private func skipWeekdayAfter(_ index: Int) -> Int {
        var at = index
        if tokens[at + 1]?.isMark(",") == true { at = skipStop(at) }
        if tokens[at]?.isMark(",") == true { at += 1 }
        let bracketed = tokens[at]?.isMark("(") ?? false
        if bracketed { at += 1 }
        guard let word = tokens[at], word.isA(.weekday), word.count > 3 else { return index }
        at += 1
        guard bracketed else { return at }
        return tokens[at]?.isMark(")") == true ? at + 1 : index
    }

    /// `, 14:35 GMT`, `14.35 Uhr`.
    private func skipTime(_ index: Int) -> Int {
        var at = index
        if tokens[at]?.isMark(",") == true { at += 1 }
        guard let hour = tokens[at], hour.kind == .number, hour.value < 24, let colon = tokens[at + 1],
            !colon.afterSpace, colon.isMark(":") || colon.isMark("."), let minute = tokens[at + 2],
            minute.kind == .number, minute.count == 2, minute.value < 60, !minute.afterSpace
        else { return index }
        at += 3
        if tokens[at]?.isMark(":") == true, tokens[at + 1]?.kind == .number { at += 2 }
        if tokens[at]?.isA(.clockZone) == true { at += 1 }
        return at
    }
}
