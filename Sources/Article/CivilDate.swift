import Base

/// A day of the Gregorian calendar.
public struct CivilDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// Nil when the calendar has no such day. Years from 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), GregorianCalendar.has(year: year, month: month, day: day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The UTC day of a time in seconds since 1970.
    public init?(secondsSince1970 seconds: Int64) {
        let days = GregorianCalendar.floor(Int(seconds), by: 86_400)
        guard days > -719_162, days < 2_932_897 else { return nil }
        let date = GregorianCalendar.date(daysSince1970: days)
        self.init(year: date.year, month: date.month, day: date.day)
    }

    /// Days since 1970-01-01.
    public var daysSince1970: Int { GregorianCalendar.daysSince1970(year: year, month: month, day: day) }

    public static func < (one: CivilDate, other: CivilDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
