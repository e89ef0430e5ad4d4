import Text
import Wire
import Article

/// Finds day, time and zone in a date that was cut into words, numbers and marks.
struct DateScanner {
    /// A time of day, and minutes east of UTC.
    struct Clock {
        var second: Int
        /// Nil where no zone is stated.
        var offset: Int?
    }

    private enum Token: Equatable {
        case number(value: Int, digits: Int)
        /// A word in small letters.
        case word(String)
        case mark(Character)
        case space
    }

    private var tokens: [Token] = []

    /// Longer texts are no dates.
    private static let maximumLength = 100

    init(_ text: some StringProtocol) {
        var word = ""
        var number = (value: 0, digits: 0)
        func flush(_ tokens: inout [Token]) {
            if !word.isEmpty { tokens.append(.word(word.lowercased())) }
            if number.digits > 0 { tokens.append(.number(value: number.value, digits: number.digits)) }
            word = ""
            number = (0, 0)
        }
        guard text.utf8.count <= DateScanner.maximumLength * 4 else { return }
        for character in text.prefix(DateScanner.maximumLength) {
            if let digit = character.wholeNumberValue, character.isASCII {
                if !word.isEmpty { flush(&tokens) }
                if number.digits < 15 { number = (number.value * 10 + digit, number.digits + 1) }
            } else if character.isLetter {
                if number.digits > 0 { flush(&tokens) }
                word.append(character)
            } else {
                flush(&tokens)
                if character.isWhitespace {
                    if tokens.last != .space, !tokens.isEmpty { tokens.append(.space) }
                } else {
                    tokens.append(.mark(character))
                }
            }
        }
        flush(&tokens)
        while tokens.last == .space { tokens.removeLast() }
    }

    /// The day that is stated, and the time where one is.
    func read() -> (day: CivilDate, clock: Clock?)? {
        if let moment = epoch() { return moment }
        guard let (day, end) = numericDay() ?? namedDay() else { return nil }
        return (day, clock(in: end))
    }

    // MARK: Days

    private func number(_ index: Int) -> (value: Int, digits: Int)? {
        guard index >= 0, index < tokens.count, case .number(let value, let digits) = tokens[index] else { return nil }
        return (value, digits)
    }

    private func mark(_ index: Int) -> Character? {
        guard index >= 0, index < tokens.count, case .mark(let mark) = tokens[index] else { return nil }
        return mark
    }

    private func word(_ index: Int) -> String? {
        guard index >= 0, index < tokens.count, case .word(let word) = tokens[index] else { return nil }
        return word
    }

    /// Seconds or milliseconds since 1970.
    private func epoch() -> (CivilDate, Clock?)? {
        guard let first = number(0), first.digits == 10 || first.digits == 13,
            tokens.count == 1 || tokens.count == 3 && mark(1) == "."
        else { return nil }
        let seconds = Int64(first.digits == 13 ? first.value / 1_000 : first.value)
        guard let day = CivilDate(secondsSince1970: seconds) else { return nil }
        return (day, Clock(second: Int(seconds % 86_400), offset: 0))
    }

    /// A day in numbers, and the token after it.
    private func numericDay() -> (CivilDate, Int)? {
        for index in tokens.indices {
            guard let first = number(index) else {
                // A weekday may stand before the date, anything else makes it a date in words.
                if let word = word(index), MonthName.number(word) != nil { return nil }
                continue
            }
            if let found = numericDay(at: index, first) { return found }
            return nil
        }
        return nil
    }

    private func numericDay(at index: Int, _ first: (value: Int, digits: Int)) -> (CivilDate, Int)? {
        switch first.digits {
        case 8: return day(first.value / 10_000, first.value / 100 % 100, first.value % 100, index + 1)
        case 14:
            // The time follows without a mark, and is found there.
            let date = first.value / 1_000_000
            return day(date / 10_000, date / 100 % 100, date % 100, index)
        case 12:
            let date = first.value / 10_000
            return day(date / 10_000, date / 100 % 100, date % 100, index)
        case 7: return ordinal(first.value / 1_000, first.value % 1_000, index + 1)
        case 6: return day(century(first.value / 10_000), first.value / 100 % 100, first.value % 100, index + 1)
        case 5: return ordinal(century(first.value / 1_000), first.value % 1_000, index + 1)
        default: break
        }
        if let found = ideographicDay(at: index, first.value) { return found }
        guard let separator = mark(index + 1), "-/.".contains(separator) else {
            // A lone year; a number before a month's name is for others to read.
            guard first.digits == 4, index == 0, tokens.count == 1 || index + 1 == tokens.count else { return nil }
            return day(first.value, 1, 1, index + 1)
        }
        guard let second = number(index + 2) else { return nil }
        if first.digits == 4 {
            if second.digits == 3 { return ordinal(first.value, second.value, index + 3) }
            guard mark(index + 3) == separator, let third = number(index + 4) else {
                if second.digits == 4 { return day(first.value, second.value / 100, second.value % 100, index + 3) }
                return day(first.value, second.value, 1, index + 3)
            }
            return day(first.value, second.value, third.value, index + 5)
        }
        guard mark(index + 3) == separator, let third = number(index + 4), third.digits == 4 || third.digits == 2
        else {
            return nil
        }
        if third.digits == 4 {
            // Day and month, in the order that the marks go with where the numbers do not tell.
            let isDayFirst = first.value > 12 || separator != "/" && second.value <= 12
            return day(
                third.value,
                isDayFirst ? second.value : first.value,
                isDayFirst ? first.value : second.value,
                index + 5
            )
        }
        if separator == "-" { return day(century(first.value), second.value, third.value, index + 5) }
        let isDayFirst = first.value > 12 || separator == "."
        return day(
            century(third.value),
            isDayFirst ? second.value : first.value,
            isDayFirst ? first.value : second.value,
            index + 5
        )
    }

    /// `2026年6月10日`, `2026년 06월 10일`.
    private func ideographicDay(at index: Int, _ year: Int) -> (CivilDate, Int)? {
        var at = index + 1
        func unit(_ units: [String]) -> Bool {
            guard let word = word(at), units.contains(word) else { return false }
            at += 1
            if at < tokens.count, tokens[at] == .space { at += 1 }
            return true
        }
        func value() -> Int? {
            guard let number = number(at) else { return nil }
            at += 1
            return number.value
        }
        guard unit(["年", "년"]), let month = value(), unit(["月", "월"]), let dayNumber = value() else { return nil }
        _ = unit(["日", "일"])
        return day(year, month, dayNumber, at)
    }

    /// A day with the name of its month, and the token after its last part.
    private func namedDay() -> (CivilDate, Int)? {
        guard let at = tokens.indices.first(where: { word($0).flatMap { MonthName.number($0) } != nil }),
            let month = word(at).flatMap({ MonthName.number($0) })
        else { return nil }
        let before = numbers(before: at)
        var following = numbers(after: at)
        // A time may stand between the day and the year: `Jun 10 14:30:00 2026`.
        if let last = before.last, last.digits == 4 {
            // 2026-Jun-10
            guard let next = following.first else { return nil }
            return day(last.value, month, next.value, next.index + 1)
        }
        if let last = before.last {
            guard let year = following.first, year.digits == 4 || year.digits == 2 else { return nil }
            return day(fullYear(year), month, last.value, year.index + 1)
        }
        guard let first = following.first, first.digits <= 2 else { return nil }
        following.removeFirst()
        guard let year = following.first(where: { $0.digits == 4 }) ?? following.first else { return nil }
        return day(fullYear(year), month, first.value, first.index + 1)
    }

    private func fullYear(_ number: (value: Int, digits: Int, index: Int)) -> Int {
        number.digits == 2 ? century(number.value) : number.value
    }

    private func numbers(before index: Int) -> [(value: Int, digits: Int, index: Int)] {
        (0..<index).compactMap { at in number(at).map { ($0.value, $0.digits, at) } }
    }

    /// The numbers after a month's name that are no part of a time or a zone.
    private func numbers(after index: Int) -> [(value: Int, digits: Int, index: Int)] {
        (index + 1..<max(index + 1, tokens.count)).compactMap { at in
            guard let number = number(at), mark(at - 1) != ":", mark(at + 1) != ":", mark(at - 1) != "+",
                mark(at - 1) != "-" || at - 2 == index
            else { return nil }
            return (number.value, number.digits, at)
        }
    }

    private func day(_ year: Int, _ month: Int, _ day: Int, _ end: Int) -> (CivilDate, Int)? {
        // Four digits of a time, `0001 Tuesday June 3`, are no year.
        guard year >= 1_000 else { return nil }
        return CivilDate(year: year, month: month, day: day).map { ($0, end) }
    }

    private func ordinal(_ year: Int, _ number: Int, _ end: Int) -> (CivilDate, Int)? {
        guard let first = CivilDate(year: year, month: 1, day: 1), (1...366).contains(number),
            let day = CivilDate(secondsSince1970: Int64(first.daysSince1970 + number - 1) * 86_400), day.year == year
        else { return nil }
        return (day, end)
    }

    /// The year that two digits stand for.
    private func century(_ year: Int) -> Int { year < 70 ? 2_000 + year : 1_900 + year }

    // MARK: Times

    /// The time of day that stands from a token on.
    private func clock(in start: Int) -> Clock? {
        if let number = number(start), number.digits == 14 || number.digits == 12 {
            let time = number.digits == 14 ? number.value % 1_000_000 : number.value % 10_000 * 100
            return clock(time / 10_000, time / 100 % 100, time % 100, zoneFrom: start + 1)
        }
        var index = start
        // `PM 3:20` has the half of the day before the time.
        var half: String?
        while index < tokens.count {
            if let word = word(index), DateScanner.halves[word] != nil { half = word }
            if let hour = number(index),
                mark(index + 1) == ":" || mark(index + 1) == "." && number(index + 2)?.digits == 2,
                let minute = number(index + 2)
            {
                return clock(hour.value, minute.value, half, after: index + 2)
            }
            if let compact = number(index), word(index - 1) == "t", compact.digits == 6 || compact.digits == 4 {
                let time = compact.digits == 6 ? compact.value : compact.value * 100
                return clock(time / 10_000, time / 100 % 100, time % 100, zoneFrom: index + 1)
            }
            if let hour = number(index), word(index - 1) == "t", hour.digits == 2 {
                return clock(hour.value, 0, 0, zoneFrom: index + 1)
            }
            index += 1
        }
        return nil
    }

    /// A time whose minutes stand at a token: seconds, a fraction, a half of the day and a zone may follow.
    private func clock(_ hour: Int, _ minute: Int, _ half: String?, after index: Int) -> Clock? {
        var index = index + 1
        var second = 0
        if mark(index) == ":" || mark(index) == ".", let seconds = number(index + 1), seconds.digits <= 2 {
            second = seconds.value
            index += 2
        }
        if let mark = mark(index), mark == "." || mark == ",", number(index + 1) != nil { index += 2 }
        var hour = hour
        var half = half
        if index < tokens.count, tokens[index] == .space, DateScanner.halves[word(index + 1) ?? ""] != nil {
            index += 1
        }
        if let word = word(index), DateScanner.halves[word] != nil {
            half = word
            index += 1
        }
        if let half, let isLater = DateScanner.halves[half], hour <= 12 { hour = hour % 12 + (isLater ? 12 : 0) }
        return clock(hour, minute, second, zoneFrom: index)
    }

    private func clock(_ hour: Int, _ minute: Int, _ second: Int, zoneFrom index: Int) -> Clock? {
        guard hour < 24 || hour == 24 && minute == 0 && second == 0, minute < 60, second <= 60 else { return nil }
        return Clock(second: hour * 3_600 + minute * 60 + min(second, 59), offset: zone(from: index))
    }

    /// Minutes east of UTC; nil where no zone is stated, 0 where its name is unknown.
    private func zone(from start: Int) -> Int? {
        var index = start
        while index < tokens.count {
            if let sign = mark(index), sign == "+" || sign == "-" || sign == "\u{2212}", let first = number(index + 1) {
                // `-2026` at the end of a date in words is its year.
                if first.digits == 4, first.value / 100 > 15 { return nil }
                var minutes = first.digits > 2 ? first.value / 100 * 60 + first.value % 100 : first.value * 60
                if first.digits <= 2, mark(index + 2) == ":", let rest = number(index + 3) { minutes += rest.value }
                guard minutes < 1_440 else { return 0 }
                return sign == "+" ? minutes : -minutes
            }
            if let word = word(index), let zone = TimeZoneNames.minutes(word) {
                // `GMT+2` goes on with what it differs by.
                if mark(index + 1) == "+" || mark(index + 1) == "-", number(index + 2) != nil {
                    index += 1
                    continue
                }
                return zone
            }
            index += 1
        }
        // A date in Korean words is in Korea's time.
        if tokens.contains(where: { $0 == .word("년") || $0 == .word("오후") || $0 == .word("오전") }) { return 540 }
        return hasUnknownZone(at: start) ? 0 : nil
    }

    /// Whether the first word behind a time may be the name of a zone that nobody here knows: `14:30 (XST)`.
    private func hasUnknownZone(at start: Int) -> Bool {
        var index = start
        while index < tokens.count, tokens[index] == .space || mark(index) == "(" { index += 1 }
        guard let word = word(index), (3...5).contains(word.count), MonthName.number(word) == nil else { return false }
        return word.utf8.allSatisfy { (0x61...0x7A).contains($0) } && !DateScanner.hourWords.contains(word)
    }

    /// What stands behind a time for its hours.
    private static let hourWords: Set<String> = ["uhr", "hrs", "hours", "horas", "heures", "uur", "klo"]

    /// The words for the halves of a day, and whether it is the later one.
    private static let halves: [String: Bool] = [
        "am": false, "pm": true, "a": false, "p": true, "오전": false, "오후": true, "上午": false, "下午": true, "午前": false,
        "午後": true,
    ]
}
