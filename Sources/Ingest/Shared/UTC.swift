import Article

/// Times as people and programs write them: RFC 3339 in UTC.
enum UTC {
    /// The day, such as `2026-11-22`, of a time in nanoseconds since 1970.
    static func day(_ nanoseconds: Int64) -> String {
        CivilDate(secondsSince1970: seconds(nanoseconds))?.description ?? "0000-00-00"
    }

    /// The time to the second, such as `2026-11-22T10:16:02Z`, of nanoseconds since 1970.
    static func time(_ nanoseconds: Int64) -> String {
        let second = ((seconds(nanoseconds) % 86_400) + 86_400) % 86_400
        func padded(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
        return day(nanoseconds) + "T" + padded(second / 3600) + ":" + padded(second / 60 % 60) + ":"
            + padded(second % 60) + "Z"
    }

    private static func seconds(_ nanoseconds: Int64) -> Int64 {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
