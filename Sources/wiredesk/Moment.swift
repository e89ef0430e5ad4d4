import Article
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
    static let help = "a day (2026-11-22, today, yesterday), a time (2026-11-22T10:30, 10:30), or how long ago (2h, 7d)"
    /// What the fields of a command that takes days say.
    static let dayHelp = "a day: 2026-11-22, today, yesterday, or how many days ago (7d)"

    /// The local day that it is now.
    var today: CivilDate? { day(at: now) }

    /// The local day of a time in nanoseconds.
    func day(at time: Int64) -> CivilDate? {
        let seconds = seconds(time)
        return CivilDate(secondsSince1970: seconds + Int64(localOffset(seconds)))
    }

    /// Reads a day; nil where the text is none.
    func day(_ text: String) -> CivilDate? {
        switch text {
        case "today": return today
        case "yesterday": return today.flatMap { CivilDate(secondsSince1970: (Int64($0.daysSince1970) - 1) * 86_400) }
        default: break
        }
        if let date = Self.date(text) { return date }
        guard text.hasSuffix("d"), let back = Quantity.duration(text), let today else { return nil }
        let seconds = Int64(today.daysSince1970) * 86_400 - back.components.seconds
        return seconds < 0 ? nil : CivilDate(secondsSince1970: seconds)
    }

    /// Reads a time, in nanoseconds since 1970; a day is its beginning, or for `asEnd` the beginning of the next. Nil where
    /// the text is none.
    func time(_ text: String, asEnd: Bool = false) -> Int64? {
        if text == "now" { return now }
        if !text.hasSuffix("d"), let ago = Quantity.duration(text) { return now - ago.nanoseconds }
        if let time = UTCTime(text) { return time.nanoseconds }
        if let day = day(text) {
            return utc(day, 0).map { asEnd ? utc(day, 86_400) ?? $0 : $0 }
        }
        let parts = text.split(maxSplits: 1) { $0 == "T" || $0 == " " }
        if parts.count == 2, let day = Self.date(String(parts[0])), let second = Self.secondOfDay(parts[1]) {
            return utc(day, second)
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

    private static func date(_ text: String) -> CivilDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isNumber) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
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
