import Text
import Wire
import Article

/// A day, and perhaps a time of it, as a document states it in a field.
struct StatedTime: Equatable {
    var day: CivilDate
    /// The moment; nil where only the day is stated. A time without a zone waits for one (``OffsetTime/isLocal``).
    var time: OffsetTime?

    /// When an article was published.
    var published: Published {
        if let time { return Published(at: time) }
        return Published(day: day, basis: .document)
    }

    /// The moment; the start of the day where only that is stated.
    var moment: OffsetTime? { time ?? OffsetTime(day: day, localSecond: 0) }

    /// Reads a date in the forms that documents and feeds have:
    ///
    /// - ISO 8601 and W3C's profile of it, whole or in part, with and without marks: `2026-06-10T14:30:00+02:00`,
    ///   `20260610T143000Z`, `2026-161`, `2026-06`, `26-06-10`;
    /// - RFC 822 and 5322 and what goes by their name: `Wed, 10 Jun 2026 14:30:00 EST`, `10 June 26 14:30`;
    /// - C's `asctime`, SQL's and Perforce's: `Wed Jun 10 14:30:00 2026`, `2026/06/10 14:30:00 EDT`;
    /// - dates with month names in the languages of the wires, Korean and Chinese dates, `6/10/2026`, `10.6.2026`;
    /// - seconds or milliseconds since 1970.
    ///
    /// Nil for what is no date, or one that the calendar does not have.
    init?(_ text: some StringProtocol) {
        if let plain = MachineTime(text) {
            day = plain.day
            time = OffsetTime(day: plain.day, second: plain.second, offset: plain.offset)
            return
        }
        let scanner = DateScanner(text)
        guard let (day, clock) = scanner.read() else { return nil }
        self.day = day
        guard let clock else { return }
        guard clock.second < 86_400 else {
            // ISO 8601 has midnight at the end of a day too.
            guard let next = CivilDate(secondsSince1970: Int64(day.daysSince1970 + 1) * 86_400) else { return nil }
            self.day = next
            time = Self.moment(next, 0, clock.offset)
            return
        }
        time = Self.moment(day, clock.second, clock.offset)
    }

    private static func moment(_ day: CivilDate, _ second: Int, _ offset: Int?) -> OffsetTime? {
        if let offset { return OffsetTime(day: day, second: second, offset: offset) }
        return OffsetTime(day: day, localSecond: second)
    }
}
