import Base
import Testing

@Suite("The Gregorian calendar")
struct GregorianCalendarTests {
    @Test(
        "Known days have their numbers, and come back from them",
        arguments: [
            (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017), (1900, 3, 1, -25_508),
            (2026, 11, 22, 20_779), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
        ]
    )
    func knownDays(year: Int, month: Int, day: Int, number: Int) {
        #expect(GregorianCalendar.daysSince1970(year: year, month: month, day: day) == number)
        #expect(GregorianCalendar.date(daysSince1970: number) == (year, month, day))
        #expect(GregorianCalendar.has(year: year, month: month, day: day))
    }

    @Test("Day follows day: the next number is the next day of the month, or the first of the next one")
    func successiveDays() {
        // Two rounds of 400 years, in which the calendar comes back to itself.
        var last = GregorianCalendar.date(daysSince1970: -146_097)
        for number in -146_096...146_097 {
            let date = GregorianCalendar.date(daysSince1970: number)
            let isNext = date.year == last.year && date.month == last.month && date.day == last.day + 1
            let isFirst =
                date.day == 1 && last.day == GregorianCalendar.days(inMonth: last.month, of: last.year)
                && (date.year, date.month) == (last.month == 12 ? (last.year + 1, 1) : (last.year, last.month + 1))
            if !isNext && !isFirst {
                Issue.record("\(date) follows \(last)")
                return
            }
            last = date
        }
    }

    @Test(
        "A century has a leap day only where 400 divides it",
        arguments: [(1900, 28), (2000, 29), (2024, 29), (2026, 28)]
    )
    func leapYears(year: Int, days: Int) {
        #expect(GregorianCalendar.days(inMonth: 2, of: year) == days)
        #expect(!GregorianCalendar.has(year: year, month: 2, day: days + 1))
        for month in [0, 13] { #expect(!GregorianCalendar.has(year: year, month: month, day: 1)) }
    }
}
