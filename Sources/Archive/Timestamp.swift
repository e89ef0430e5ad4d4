import Article

/// Times as records write them: RFC 3339 in UTC, from nanoseconds since 1970.
///
/// 64 bits of nanoseconds reach from 1677 to 2262, so that a year always has its four digits.
enum Timestamp {
    static let secondsPerDay: Int64 = 86_400
    static let nanosecondsPerSecond: Int64 = 1_000_000_000

    /// The UTC day of a time.
    static func day(of nanoseconds: Int64) -> CivilDate? {
        CivilDate(secondsSince1970: seconds(of: nanoseconds))
    }

    /// The whole seconds of a time, rounded towards the past.
    static func seconds(of nanoseconds: Int64) -> Int64 {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: nanosecondsPerSecond)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The same time without what is smaller than a millisecond.
    static func wholeMilliseconds(_ nanoseconds: Int64) -> Int64 {
        let remainder = nanoseconds % 1_000_000
        // The first millisecond that there are nanoseconds for is not a whole one.
        let (whole, overflow) = nanoseconds.subtractingReportingOverflow(
            remainder < 0 ? remainder + 1_000_000 : remainder
        )
        return overflow ? nanoseconds - remainder : whole
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS.fff…Z` with exactly `digits` digits behind the point, and no leap second.
    static func parse(_ text: Span<UInt8>, digits: Int) -> Int64? {
        guard text.count == 21 + digits, let day = parseDay(text.extracting(0..<10)),
            text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            text[19] == UInt8(ascii: "."), text[20 + digits] == UInt8(ascii: "Z"),
            let hour = number(text, 11, 2), let minute = number(text, 14, 2), let second = number(text, 17, 2),
            let fraction = number(text, 20, digits), hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = Int64(day.daysSince1970) * secondsPerDay + Int64(hour * 3600 + minute * 60 + second)
        var nanoseconds = Int64(fraction)
        for _ in digits..<9 { nanoseconds *= 10 }
        // A time before 1970 near the end of the range only fits when the second's rest is counted back from its end.
        if seconds < 0 {
            let (product, overflow) = (seconds + 1).multipliedReportingOverflow(by: nanosecondsPerSecond)
            if overflow { return nil }
            let (sum, overflowed) = product.addingReportingOverflow(nanoseconds - nanosecondsPerSecond)
            return overflowed ? nil : sum
        }
        let (product, overflow) = seconds.multipliedReportingOverflow(by: nanosecondsPerSecond)
        if overflow { return nil }
        let (sum, overflowed) = product.addingReportingOverflow(nanoseconds)
        return overflowed ? nil : sum
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS.fffZ`, or without the point and what stands behind it.
    static func parse(whole text: Span<UInt8>) -> Int64? {
        if text.count != 20 { return parse(text, digits: 3) }
        guard text[19] == UInt8(ascii: "Z") else { return nil }
        var spelled = (0..<19).map { text[$0] }
        spelled.append(contentsOf: ".000Z".utf8)
        return parse(spelled.span, digits: 3)
    }

    /// A time with milliseconds, as text.
    static func text(_ nanoseconds: Int64) -> String {
        var output = JSONOutput()
        output.appendTimestamp(nanoseconds, digits: 3)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    /// Reads `YYYY-MM-DD`.
    static func parseDay(_ text: Span<UInt8>) -> CivilDate? {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func number(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for index in start..<start + count {
            let digit = text[index]
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}

extension JSONOutput {
    /// Writes a time with `digits` digits behind the point: 3 for milliseconds, 9 for nanoseconds.
    mutating func appendTimestamp(_ nanoseconds: Int64, digits: Int) {
        let seconds = Timestamp.seconds(of: nanoseconds)
        var fraction = nanoseconds &- seconds &* Timestamp.nanosecondsPerSecond
        for _ in digits..<9 { fraction /= 10 }
        let secondOfDay =
            (seconds % Timestamp.secondsPerDay + Timestamp.secondsPerDay) % Timestamp.secondsPerDay
        if let day = CivilDate(secondsSince1970: seconds) { appendDay(day) }
        append(UInt8(ascii: "T"))
        appendPadded(Int(secondOfDay / 3600), width: 2)
        append(UInt8(ascii: ":"))
        appendPadded(Int(secondOfDay / 60 % 60), width: 2)
        append(UInt8(ascii: ":"))
        appendPadded(Int(secondOfDay % 60), width: 2)
        append(UInt8(ascii: "."))
        appendPadded(Int(fraction), width: digits)
        append(UInt8(ascii: "Z"))
    }

    /// Writes a day as `YYYY-MM-DD`.
    mutating func appendDay(_ day: CivilDate) {
        appendPadded(day.year, width: 4)
        append(UInt8(ascii: "-"))
        appendPadded(day.month, width: 2)
        append(UInt8(ascii: "-"))
        appendPadded(day.day, width: 2)
    }
}
