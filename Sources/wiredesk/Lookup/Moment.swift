import Article
import Base
import LinuxIO
import Operations

/// Times and days as a person types them, read against the time that it is now.
struct Moment {
    /// Nanoseconds since 1970.
    let now: Int64
    /// How many seconds local time is ahead of UTC at a time in seconds since 1970.
    let localOffset: (Int64) -> Int

    /// A reader that takes this for now.
    init(now: UTCTime, localOffset: @escaping (Int64) -> Int = Clock.localOffset(at:)) {
        self.now = now.nanoseconds
        self.localOffset = localOffset
    }

    /// What the fields of a command that takes times say.
    static let help =
        "a time (2026-11-22T10:30, 10:30), a day or more (2026-11-22, 2026-11, today, last week), or how long ago (2h, 7d, 3 days ago)"
    /// What the fields of a command that takes days say.
    static let dayHelp =
        "a day, month or year (2026-11-22, 2026-11, today, yesterday, last week), or how long ago (7d, 2w, 3 days ago)"

    /// The local day that it is now.
    var today: CivilDate? { day(at: now) }

    /// The local day of a time in nanoseconds.
    func day(at time: Int64) -> CivilDate? {
        let seconds = seconds(time)
        return CivilDate(secondsSince1970: seconds + Int64(localOffset(seconds)))
    }

    /// Reads a day, or the days of a week, month or year, from the first to the last; nil where the text is none.
    func days(_ text: String) -> ClosedRange<CivilDate>? {
        let words = Self.words(text)
        if words.count == 1, let range = Self.date(words[0]) { return range }
        guard let today else { return nil }
        switch words.count {
        case 1:
            if words[0] == "today" { return today...today }
            if words[0] == "yesterday" { return today.before(days: 1).map { $0...$0 } }
        case 2:
            guard let period = Period(words[1]) else { break }
            if words[0] == "this" { return period.range(around: today) }
            if words[0] == "last" { return today.before(1, period).flatMap(period.range(around:)) }
        default: break
        }
        guard let (number, unit) = Self.ago(words), let period = Period(unit) else { return nil }
        return today.before(number, period).map { $0...$0 }
    }

    /// Reads a time, in nanoseconds since 1970; a day or more is its beginning, or for `asEnd` the beginning of what follows.
    /// Nil where the text is none.
    func time(_ text: String, asEnd: Bool = false) -> Int64? {
        if text == "now" { return now }
        if let (number, unit) = Self.ago(Self.words(text)), let ago = Self.length(number, unit) {
            return now.subtractingSaturated(ago)
        }
        if let time = UTCTime(text) { return time.nanoseconds }
        if let days = days(text) {
            return asEnd ? utc(days.upperBound, 86_400) ?? utc(days.upperBound, 0) : utc(days.lowerBound, 0)
        }
        let parts = text.split(maxSplits: 1) { $0 == "T" || $0 == " " }
        if parts.count == 2, let day = Self.date(String(parts[0])), day.lowerBound == day.upperBound,
            let second = Self.secondOfDay(parts[1])
        {
            return utc(day.lowerBound, second)
        }
        guard parts.count == 1, let today, let second = Self.secondOfDay(Substring(text)) else { return nil }
        return utc(today, second)
    }

    /// The time of a second of a local day.
    private func utc(_ day: CivilDate, _ second: Int) -> Int64? {
        let local = Int64(day.daysSince1970) * 86_400 + Int64(second)
        let guess = local - Int64(localOffset(local))
        let (time, isTooFar) = (local - Int64(localOffset(guess))).multipliedReportingOverflow(by: 1_000_000_000)
        return isTooFar ? nil : time
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split(separator: " ").map(String.init)
    }

    /// `2w`, `3 days ago`, `a month ago`: how many of what, in the singular.
    private static func ago(_ words: [String]) -> (Int, String)? {
        if words.count == 1 {
            let digits = words[0].prefix { $0.isASCII && $0.isNumber }
            let units = ["ms": "millisecond", "s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week"]
            guard let number = Int(digits), let unit = units[String(words[0].dropFirst(digits.count))] else {
                return nil
            }
            return (number, unit)
        }
        guard words.count == 3, words[2] == "ago" else { return nil }
        let number = ["a", "an"].contains(words[0]) ? 1 : Int(words[0])
        guard let number, number >= 0 else { return nil }
        return (number, words[1].hasSuffix("s") ? String(words[1].dropLast()) : words[1])
    }

    /// What is shorter than a day, in nanoseconds; nil for what days are counted in.
    private static func length(_ number: Int, _ unit: String) -> Int64? {
        let lengths: [String: Int64] = ["millisecond": 1, "second": 1_000, "minute": 60_000, "hour": 3_600_000]
        return lengths[unit].map { Int64(number).multipliedSaturated(by: $0).multipliedSaturated(by: 1_000_000) }
    }

    /// `2026-11-22`, `2026-11` or `2026`.
    private static func date(_ text: String) -> ClosedRange<CivilDate>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), parts.first?.count == 4,
            parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        switch numbers.count {
        case 1: return CivilDate(year: numbers[0], month: 1, day: 1).flatMap(Period.year.range(around:))
        case 2: return CivilDate(year: numbers[0], month: numbers[1], day: 1).flatMap(Period.month.range(around:))
        case 3: return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]).map { $0...$0 }
        default: return nil
        }
    }

    /// `10:30` or `10:30:15`.
    private static func secondOfDay(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count == 2 ? Int($0) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count, (0..<24).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
    }

    private func seconds(_ nanoseconds: Int64) -> Int64 {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

/// What days are counted in.
private enum Period: String {
    case day, week, month, year

    /// The period by its name.
    init?(_ name: String) { self.init(rawValue: name) }

    /// The days of the period that a day is in; a week begins on Monday (ISO 8601).
    func range(around day: CivilDate) -> ClosedRange<CivilDate>? {
        switch self {
        case .day: return day...day
        case .week:
            // 1970-01-01 was a Thursday.
            let weekday = (day.daysSince1970 % 7 + 10) % 7
            guard let first = day.before(days: weekday), let last = first.before(days: -6) else { return nil }
            return first...last
        case .month:
            let count = GregorianCalendar.days(inMonth: day.month, of: day.year)
            guard let first = CivilDate(year: day.year, month: day.month, day: 1),
                let last = CivilDate(year: day.year, month: day.month, day: count)
            else { return nil }
            return first...last
        case .year:
            guard let first = CivilDate(year: day.year, month: 1, day: 1),
                let last = CivilDate(year: day.year, month: 12, day: 31)
            else { return nil }
            return first...last
        }
    }
}

extension CivilDate {
    fileprivate func before(days: Int) -> CivilDate? {
        let (day, isTooFar) = daysSince1970.subtractingReportingOverflow(days)
        guard !isTooFar, abs(day) < 4_000_000 else { return nil }
        return CivilDate(secondsSince1970: Int64(day) * 86_400)
    }

    /// The day so many periods earlier: of a shorter month the last.
    fileprivate func before(_ number: Int, _ period: Period) -> CivilDate? {
        switch period {
        case .day: return before(days: number)
        case .week: return number > 1_000_000 ? nil : before(days: number * 7)
        case .month, .year:
            guard number < 120_000 else { return nil }
            let months = year * 12 + month - 1 - number * (period == .year ? 12 : 1)
            let (year, month) = (
                GregorianCalendar.floor(months, by: 12), months - GregorianCalendar.floor(months, by: 12) * 12 + 1
            )
            guard year > 0 else { return nil }
            return CivilDate(year: year, month: month, day: min(day, GregorianCalendar.days(inMonth: month, of: year)))
        }
    }
}
