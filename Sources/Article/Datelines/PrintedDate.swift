/// A date as it stands in a text: what of day, month and year is printed.
struct PrintedDate: Equatable {
    var day: Int?
    var month: Int?
    var year: Int?
    /// The token after it.
    var end: Int
}

/// Reads dates from tokens, in the orders and spellings of the wires.
struct DateReader {
    let tokens: Tokens

    /// The date that starts at token `index`; nil when there is none.
    func date(at index: Int) -> PrintedDate? {
        var at = skipWeekday(index)
        if let word = tokens[at], word.kind == .word, DateReader.leads.contains(word.word) { at += 1 }
        guard let first = tokens[at] else { return nil }
        var date: PrintedDate?
        if first.kind == .number {
            date = isoDate(at) ?? yearFirst(at) ?? numericYearFirst(at) ?? numeric(at) ?? dayFirst(at)
        } else if first.kind == .word {
            date = monthFirst(at)
        }
        guard var found = date, isPossible(found) else { return nil }
        found.end = skipTime(skipWeekdayAfter(found.end))
        return found
    }

    /// Words before a date: `le 10 juin`, `den 10 juni`, `am 10. Juni`, `dnia`.
    private static let leads: WordSet = [
        "le", "den", "am", "vom", "el", "il", "dia", "día", "dne", "dnia", "on", "op", "a",
    ]

    private func isPossible(_ date: PrintedDate) -> Bool {
        if let month = date.month, !(1...12).contains(month) { return false }
        if let day = date.day {
            // `June 31` is a slip of the writer's: it was printed, and no day of publication follows from it.
            return day >= 1 && day <= 31
        }
        return false
    }

    private func month(at index: Int) -> (number: Int, end: Int)? {
        guard let token = tokens[index], token.kind == .word, let number = Months.number(of: token, in: tokens) else {
            return nil
        }
        // A full stop that belongs to the abbreviation.
        if let stop = tokens[index + 1], stop.isMark("."), !stop.afterSpace { return (number, index + 2) }
        return (number, index + 1)
    }

    private func isYear(_ token: Token?) -> Bool {
        guard let token, token.kind == .number, token.count == 4 else { return false }
        return (1800...2199).contains(token.value)
    }

    private func isDay(_ token: Token?) -> Bool {
        guard let token, token.kind == .number, token.value > 0, token.value <= 31 else { return false }
        return tokens.bytes[token.start] != 0x30 || token.count == 2
    }

    /// `June 10`, `June 10th, 2016`, `jun. 10 de 2016`, `June 10 2016`.
    private func monthFirst(_ index: Int) -> PrintedDate? {
        if let word = tokens[index], tokens.bytes[word.end - 1] &- 0x30 < 10 { return gluedDate(word, index) }
        guard var month = month(at: index) else { return nil }
        // `March,16 - `, `December, 26. /TASS/`
        if let comma = tokens[month.end], comma.isMark(","), !comma.afterSpace, closesDate(month.end + 2) {
            month.end += 1
        }
        guard isDay(tokens[month.end]) else { return nil }
        var date = PrintedDate(day: tokens[month.end]?.value, month: month.number, year: nil, end: month.end + 1)
        // `birželio 10 d.`
        if let word = tokens[date.end], word.kind == .word, word.count == 1, word.word == "d" {
            date.end += tokens[date.end + 1]?.isMark(".") == true ? 2 : 1
            return date
        }
        // A number with a point or comma in it, or a range's other end, is no day.
        if let mark = tokens[date.end], mark.isMark("-") || mark.isMark("–") || mark.isMark("/"), !mark.afterSpace,
            let other = tokens[date.end + 1], other.kind == .number, !other.afterSpace, isDay(other)
        {
            date.end += 2
        }
        addYear(&date)
        return date
    }

    /// `March16 - `: a month and a day without a space, where a mark closes them.
    private func gluedDate(_ word: Token, _ index: Int) -> PrintedDate? {
        var cut = word.end
        var day = 0
        var scale = 1
        while cut > word.start, word.end - cut < 2, tokens.bytes[cut - 1] &- 0x30 < 10 {
            cut -= 1
            day += Int(tokens.bytes[cut] - 0x30) * scale
            scale *= 10
        }
        guard cut - word.start >= 3, (1...31).contains(day), closesDate(index + 1),
            let month = Months.number(of: Word(tokens.bytes.span, word.start, cut))
        else { return nil }
        var date = PrintedDate(day: day, month: month, year: nil, end: index + 1)
        addYear(&date)
        return date
    }

    /// Whether a mark that closes a date stands at a token.
    private func closesDate(_ index: Int) -> Bool {
        guard let mark = tokens[index] else { return false }
        if mark.isDash { return mark.afterSpace || tokens[index + 1]?.isDash == true }
        return mark.isMark("(") || mark.isMark("/") && mark.afterSpace
            || mark.isMark(".") && tokens[index + 1].map { $0.isMark("/") || $0.isMark("(") } ?? false
    }

    /// `10 June`, `10. června 2016`, `10 de junio de 2016`, `1er juin`, `10 июня 2016 г.`, `10-11 июня`.
    private func dayFirst(_ index: Int) -> PrintedDate? {
        guard isDay(tokens[index]) else { return nil }
        let day = tokens[index]?.value
        var at = index + 1
        if let mark = tokens[at], mark.isMark("-") || mark.isMark("–") || mark.isMark("/"), !mark.afterSpace,
            let other = tokens[at + 1], other.kind == .number, isDay(other), !other.afterSpace,
            month(at: at + 2) != nil
        {
            at += 2
        }
        if let stop = tokens[at], stop.isMark("."), !stop.afterSpace { at += 1 }
        if let word = tokens[at], word.kind == .word, DateReader.genitives.contains(word.word) { at += 1 }
        guard let month = month(at: at) else { return nil }
        var date = PrintedDate(day: day, month: month.number, year: nil, end: month.end)
        let beforeStop = at + 1
        addYear(&date)
        // `3 May 19 (ANG)`: two figures are a year where a bracket closes the date.
        if date.year == nil, let year = tokens[date.end], year.kind == .number, year.count == 2, year.afterSpace,
            let open = tokens[date.end + 1], open.isMark("(") || open.isMark("/") && open.afterSpace
        {
            date.year = year.value + (year.value < 70 ? 2000 : 1900)
            date.end += 1
        }
        // `10 июня.` with nothing after: the stop of a full name closes the date, it is no abbreviation.
        if date.year == nil, date.end > beforeStop, let word = tokens[at], word.count > 7 { date.end = beforeStop }
        return date
    }

    private func addYear(_ date: inout PrintedDate) {
        var at = date.end
        // `May 20/2021`
        if let mark = tokens[at], mark.isMark(",") { at += 1 }
        if let mark = tokens[at], at == date.end, mark.isMark("/"), !mark.afterSpace, isYear(tokens[at + 1]),
            tokens[at + 1]?.afterSpace == false
        {
            date.year = tokens[at + 1]?.value
            date.end = at + 2
            return
        }
        if let word = tokens[at], word.kind == .word, DateReader.genitives.contains(word.word) { at += 1 }
        guard isYear(tokens[at]), tokens[at]?.afterSpace == true || at == date.end else { return }
        date.year = tokens[at]?.value
        at += 1
        // `2016 г.`, `2016 року`, `2016.`
        if let word = tokens[at], word.kind == .word, DateReader.yearWords.contains(word.word) {
            at += 1
            if let stop = tokens[at], stop.isMark("."), !stop.afterSpace { at += 1 }
        }
        date.end = at
    }

    /// `10 de junio del 2016`, `the 10th of June`.
    private static let genitives: WordSet = ["de", "d'", "del", "of"]
    private static let yearWords: WordSet = ["г", "года", "год", "р", "року", "r", "roku", "рік"]

    /// `2016. június 10.`, `2016 június 10`, `2016年` is not here.
    private func yearFirst(_ index: Int) -> PrintedDate? {
        guard isYear(tokens[index]) else { return nil }
        var at = index + 1
        if let mark = tokens[at], mark.isMark(".") || mark.isMark(","), !mark.afterSpace { at += 1 }
        // `2016 m. birželio 10 d.`
        if let word = tokens[at], word.kind == .word, word.word == "m" || word.word == "gada" {
            at += tokens[at + 1]?.isMark(".") == true ? 2 : 1
        }
        guard let month = month(at: at), isDay(tokens[month.end]) else { return nil }
        var date = PrintedDate(
            day: tokens[month.end]?.value,
            month: month.number,
            year: tokens[index]?.value,
            end: month.end + 1
        )
        if let word = tokens[date.end], word.kind == .word, word.word == "d" { date.end += 1 }
        if let stop = tokens[date.end], stop.isMark("."), !stop.afterSpace { date.end += 1 }
        return date
    }

    /// `2016. 06. 10.`, `2016.06.10`, `2016/06/10`.
    private func numericYearFirst(_ index: Int) -> PrintedDate? {
        guard isYear(tokens[index]), let one = tokens[index + 1], !one.afterSpace, one.isMark(".") || one.isMark("/"),
            let month = tokens[index + 2], month.kind == .number, month.count <= 2,
            let two = tokens[index + 3], !two.afterSpace, two.character == one.character, two.kind == .mark,
            let day = tokens[index + 4], day.kind == .number, day.count <= 2
        else { return nil }
        let end = tokens[index + 5].map { $0.isMark(".") && !$0.afterSpace } ?? false ? index + 6 : index + 5
        return PrintedDate(day: day.value, month: month.value, year: tokens[index]?.value, end: end)
    }

    /// `2016-06-10`.
    private func isoDate(_ index: Int) -> PrintedDate? {
        guard isYear(tokens[index]), let one = tokens[index + 1], one.isDash, !one.afterSpace,
            let month = tokens[index + 2], month.kind == .number, month.count == 2,
            let two = tokens[index + 3], two.isDash, let day = tokens[index + 4], day.kind == .number, day.count == 2
        else { return nil }
        return PrintedDate(day: day.value, month: month.value, year: tokens[index]?.value, end: index + 5)
    }

    /// `10.06.2016`, `10.06.`, `10. 6. 2016`, `10/06/2016`, `06/10/16`.
    private func numeric(_ index: Int) -> PrintedDate? {
        guard let first = tokens[index], first.count <= 2, let mark = tokens[index + 1], !mark.afterSpace,
            mark.isMark(".") || mark.isMark("/"), let second = tokens[index + 2], second.kind == .number,
            second.count <= 2
        else { return nil }
        let isSlash = mark.isMark("/")
        if isSlash, second.afterSpace { return nil }
        var date = PrintedDate(day: first.value, month: second.value, year: nil, end: index + 3)
        if let again = tokens[index + 3], !again.afterSpace, again.isMark(".") == mark.isMark("."),
            again.isMark("/") == isSlash
        {
            if let year = tokens[index + 4], year.kind == .number, isYear(year) || year.count == 2 && !year.afterSpace {
                date.year = isYear(year) ? year.value : year.value + (year.value < 70 ? 2000 : 1900)
                date.end = index + 5
            } else if !isSlash {
                date.end = index + 4
            }
        } else if !isSlash, first.count < 2 || second.count < 2, !isBeforeBracket(index + 3) {
            // `5.2` is a number, `10.6 (PAP)` a day.
            return nil
        }
        // The American order, where the other is impossible.
        if isSlash, let month = date.month, month > 12, let day = date.day, day <= 12 {
            date.month = day
            date.day = month
        }
        return date
    }

    private func isBeforeBracket(_ index: Int) -> Bool {
        tokens[index].map { $0.isMark("(") && $0.afterSpace && tokens[index + 1]?.isCapitalized == true } ?? false
    }

    private func skipWeekday(_ index: Int) -> Int {
        guard let word = tokens[index], word.kind == .word, Weekdays.contains(word.word) else { return index }
        var at = index + 1
        while let mark = tokens[at], mark.isMark(".") || mark.isMark(",") { at += 1 }
        return at
    }

    /// `, péntek`, `., péntek`, `(Friday)`.
    private func skipWeekdayAfter(_ index: Int) -> Int {
        var at = index
        if let stop = tokens[at], stop.isMark("."), !stop.afterSpace, tokens[at + 1]?.isMark(",") == true { at += 1 }
        if let comma = tokens[at], comma.isMark(",") { at += 1 }
        let bracketed = tokens[at]?.isMark("(") ?? false
        if bracketed { at += 1 }
        guard let word = tokens[at], word.kind == .word, word.count > 3, Weekdays.contains(word.word) else {
            return index
        }
        at += 1
        guard bracketed else { return at }
        return tokens[at]?.isMark(")") == true ? at + 1 : index
    }

    /// `, 14:35 GMT`, `14.35 Uhr`.
    private func skipTime(_ index: Int) -> Int {
        var at = index
        if let comma = tokens[at], comma.isMark(",") { at += 1 }
        guard let hour = tokens[at], hour.kind == .number, hour.value < 24, let colon = tokens[at + 1],
            !colon.afterSpace,
            colon.isMark(":") || colon.isMark("."), let minute = tokens[at + 2], minute.kind == .number,
            minute.count == 2, minute.value < 60, !minute.afterSpace
        else { return index }
        at += 3
        if let mark = tokens[at], mark.isMark(":"), let second = tokens[at + 1], second.kind == .number { at += 2 }
        if let zone = tokens[at], zone.kind == .word, DateReader.zones.contains(zone.word) { at += 1 }
        return at
    }

    private static let zones: WordSet = [
        "gmt", "utc", "est", "edt", "cet", "cest", "msk", "uhr", "мск", "ist", "bst", "pst", "pdt", "cst", "cdt", "h",
        "hrs",
        "am", "pm", "a.m", "p.m",
    ]
}
