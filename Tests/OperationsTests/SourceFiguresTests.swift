import Operations
import Testing

@Suite("What comes from each source, and which is silent")
struct SourceFiguresTests {
    private static let minute: Int64 = 60_000_000_000
    private static let hour = 60 * minute
    private static let day = 24 * hour
    private static let week = 7 * day
    /// 2026-11-23 00:00 UTC, a Monday.
    private static let monday: Int64 = 1_795_392_000_000_000_000

    /// A source that sends every so many minutes between two hours of certain days (0 for Monday), for so many weeks before
    /// the Monday, and then up to a time after it.
    struct Habit: Sendable, CustomTestStringConvertible {
        var minutes: Int64
        var hours: Range<Int64> = 0..<24
        var days: Set<Int64> = [0, 1, 2, 3, 4, 5, 6]
        var weeks: Int64 = 4

        var testDescription: String { "every \(minutes) minutes, hours \(hours), \(days.count) days, \(weeks) weeks" }

        func times(until end: Int64) -> [Int64] {
            stride(from: monday - weeks * week, through: monday + end, by: Int(minutes * minute)).filter { time in
                let since = time - monday + 8 * week
                return days.contains(since / day % 7) && hours.contains(since % day / hour)
            }
        }
    }

    private static let always = Habit(minutes: 10)
    private static let office = Habit(minutes: 10, hours: 8..<18, days: [0, 1, 2, 3, 4])

    @Test(
        "A source is silent where, at the same time of the weeks before, it was not",
        arguments: [
            // A habit, its last article, and now: in minutes after Monday 0:00 UTC; what would usually have come.
            (always, 12 * 60, 12 * 60 + 20, nil as Int?),
            (always, 12 * 60, 13 * 60, nil),
            (always, 12 * 60, 14 * 60, 11),
            (always, 12 * 60, 36 * 60, 143),
            (always, 12 * 60, 12 * 60, nil),
            // It sleeps at night and at the week's end, and is missed in the morning.
            (office, 17 * 60 + 50, 24 * 60 + 7 * 60, nil),
            (office, 17 * 60 + 50, 24 * 60 + 10 * 60, 12),
            (office, 4 * 1_440 + 17 * 60 + 50, 6 * 1_440 + 1_430, nil),
            (office, 4 * 1_440 + 17 * 60 + 50, 7 * 1_440 + 10 * 60, 12),
            // One that sends little is missed after days.
            (Habit(minutes: 300), 12 * 60, 2 * 1_440, nil),
            (Habit(minutes: 300), 12 * 60, 4 * 1_440, 17),
            // What is known for too short a time is not judged.
            (Habit(minutes: 10, weeks: 1), 12 * 60, 20 * 60, nil),
            (Habit(minutes: 10, weeks: 2), 12 * 60, 20 * 60, 47),
            // A silence of weeks is held against the weeks before it, until too few are left.
            (always, 0, 10 * 1_440, 1_439),
            (always, 0, 22 * 1_440, nil),
        ]
    )
    func silent(_ habit: Habit, _ last: Int, _ now: Int, _ usual: Int?) throws {
        var figures = SourceFigures()
        for time in habit.times(until: Int64(last) * Self.minute) { figures.add("TASS", at: time) }
        let told = figures.figures(at: Self.monday + Int64(now) * Self.minute).told
        #expect(told.count == 1)
        #expect(told.first?.usual == usual)
        #expect(told.first?.isSilent == (usual != nil))
    }

    @Test("A week in which it was silent too, such as one with a holiday, is no habit to be held against")
    func holiday() throws {
        var figures = SourceFigures()
        let quiet = (Self.monday - Self.week + 12 * Self.hour)...(Self.monday - Self.week + 20 * Self.hour)
        for time in Self.always.times(until: 12 * Self.hour) where !quiet.contains(time) {
            figures.add("TASS", at: time)
        }
        #expect(figures.figures(at: Self.monday + 16 * Self.hour).told.first?.usual == nil)
    }

    @Test("A burst, as of an import, is no habit")
    func burst() {
        var figures = SourceFigures()
        for _ in 0..<5_000 { figures.add("TASS", at: Self.monday - Self.week + 13 * Self.hour) }
        for week in 1...4 as ClosedRange<Int64> {
            figures.add("TASS", at: Self.monday - week * Self.week + 14 * Self.hour)
        }
        figures.add("TASS", at: Self.monday + 12 * Self.hour)
        #expect(figures.figures(at: Self.monday + 20 * Self.hour).told.first?.usual == nil)
    }

    @Test(
        "Articles of 24 hours and of four weeks, the last one, and its age are told, each of its source in whatever case"
    )
    func counts() throws {
        var figures = SourceFigures()
        let now = Self.monday + 12 * Self.hour
        for time in Self.always.times(until: 12 * Self.hour) { figures.add("TASS", at: time) }
        figures.add("tass", at: now - Self.minute)
        figures.add("fax/", at: now - 3 * Self.day)
        figures.add("old", at: now - 29 * Self.day)
        figures.add("future", at: now + Self.day)
        let (told, others) = figures.figures(at: now)
        #expect(told.map(\.name) == ["TASS", "fax/"] && others == 0)
        #expect(told[0].articles24h == 145 && told[0].articles28d == 4 * 7 * 144 + 1)
        #expect(told[0].last.nanoseconds == now && told[0].silenceSeconds == 0)
        #expect(told[1].articles24h == 0 && told[1].articles28d == 1 && told[1].silenceSeconds == 3 * 86_400)
    }

    @Test("The order in which arrivals are read does not matter")
    func order() {
        let times = Self.office.times(until: 3 * Self.day)
        var (one, other) = (SourceFigures(), SourceFigures())
        for time in times { one.add("TASS", at: time) }
        for time in times.shuffled() { other.add("TASS", at: time) }
        let now = Self.monday + 6 * Self.day
        #expect(one.figures(at: now).told == other.figures(at: now).told)
    }

    @Test("However many sources there are, 50 are told, silent ones first, and the rest is counted")
    func bounded() throws {
        var figures = SourceFigures()
        for time in Habit(minutes: 30).times(until: 0) { figures.add("TASS", at: time) }
        for number in 0..<2_000 { figures.add("site-\(number)", at: Self.monday + Int64(number) * Self.minute) }
        let now = Self.monday + 34 * Self.hour
        for _ in 0..<100_000 { figures.add("busy", at: now) }
        let (told, others) = figures.figures(at: now)
        #expect(told.count == SourceFigures.mostTold && others == 450)
        #expect(told[0].name == "TASS" && told[0].isSilent)
        #expect(told[1].name == "busy" && told[1].articles24h == 65_535)
        #expect(told.dropFirst(2).allSatisfy { $0.name.hasPrefix("site-") })
    }
}
