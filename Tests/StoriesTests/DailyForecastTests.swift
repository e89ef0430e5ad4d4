import Archive
import Article
import Stories
import Testing

@Suite("A forecast of each day")
struct DailyForecastTests {
    private static let noon: Int64 = 1_793_534_400 * 1_000_000_000
    private static let day: Int64 = 86_400 * 1_000_000_000

    private func forecast(_ day: Int, _ weekday: String, _ degrees: Int, _ more: [String] = []) -> StatedCopy {
        StatedCopy(
            headline: "Weather forecast for Hartsea",
            body: [
                "Hartsea will have sunshine on \(weekday) with up to \(degrees) degrees, the weather office said.",
                "Winds will be light from the south-west and the sea calm, and the ferry will sail as usual.",
                "The night will be clear, with temperatures around ten degrees.",
            ] + more,
            day: day
        )
    }

    private func second(_ first: StatedCopy, _ second: StatedCopy, after time: Int64) throws -> StoryLink? {
        var linker = StoryLinker()
        _ = linker.link(StoryFacts(try first.article()), sequence: 1, at: Self.noon)
        return linker.link(StoryFacts(try second.article()), sequence: 2, at: Self.noon + time)
    }

    @Test("One with a weekday and a figure of its own is no version of the one of the day before")
    func daily() throws {
        #expect(try second(forecast(10, "Tuesday", 21), forecast(11, "Wednesday", 22), after: Self.day) == nil)
    }

    @Test("One of the same day with a paragraph more is an update")
    func update() throws {
        let more = forecast(10, "Tuesday", 21, ["A warning of fog was given for the early morning on the river."])
        #expect(try second(forecast(10, "Tuesday", 21), more, after: Self.day / 24)?.relation == .update)
    }
}
