import Article
import LinuxIO

/// The time zone by which a day is told of articles that print none: the day on which they were archived.
public struct DayZone: Sendable {
    /// How many seconds it is ahead of UTC at a time in seconds since 1970; nil for UTC itself.
    private let offset: (@Sendable (Int64) -> Int)?

    /// UTC, by which the folders of the archive are named.
    public static let utc = DayZone(offset: nil)
    /// That of the process (`TZ`).
    public static var local: DayZone {
        // A zone that is not ahead or behind in any half of a year is UTC by another name.
        let halfYear: Int64 = 15_778_800
        let isUTC = (0..<240).allSatisfy { Clock.localOffset(at: $0 * halfYear) == 0 }
        return isUTC ? .utc : DayZone(offset: Clock.localOffset(at:))
    }

    /// A zone that is so many seconds ahead of UTC at a time in seconds since 1970; UTC for nil.
    public init(offset: (@Sendable (Int64) -> Int)?) {
        self.offset = offset
    }

    /// Whether it is UTC at any time.
    var isUTC: Bool { offset == nil }

    /// The day of a time in milliseconds since 1970; nil beyond the calendar.
    func day(ofMilliseconds time: Int64) -> CivilDate? {
        let seconds = time.dividedDown(by: 1_000)
        return CivilDate(secondsSince1970: seconds.addingSaturated(Int64(offset?(seconds) ?? 0)))
    }

    /// The first millisecond of a day, in milliseconds since 1970.
    func start(of day: CivilDate) -> Int64 {
        let local = Int64(day.daysSince1970) * 86_400
        guard let offset else { return local * 1_000 }
        let guess = local - Int64(offset(local))
        return (local - Int64(offset(guess))) * 1_000
    }
}

extension ArticleEntry {
    /// The same as it is told in a zone: the day of an article that prints none is that of its archiving there.
    func told(in zone: DayZone) -> ArticleEntry {
        guard published == nil, !zone.isUTC, let day = zone.day(ofMilliseconds: ingestedAt.dividedDown(by: 1_000_000))
        else { return self }
        var entry = self
        entry.day = day
        return entry
    }
}
