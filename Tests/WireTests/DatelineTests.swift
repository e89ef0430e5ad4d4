import Text
import Wire
import Article
import Testing

@Suite("Datelines")
struct DatelineTests {
    static let headline = "The bridge over the river"

    @Test("a dateline of the table gives the place, date and source that the table says", arguments: DatelineCase.all)
    func reads(_ line: DatelineCase) throws {
        let story = try article("\(Self.headline)\n\n\(line.printed)\(line.body)\n\nNo more was said.\n")
        let dateline = try #require(story.dateline)
        #expect(dateline.place ?? "-" == line.place)
        #expect(Self.date(dateline) == line.date)
        #expect(dateline.source ?? "-" == line.source)
        #expect(dateline.text == String(line.printed.reversed().drop { $0 == " " }.reversed()))
        #expect(story.body == [line.body, "No more was said."])
        #expect(story.headline == Self.headline)
    }

    @Test(
        "an opening that only looks like a dateline stays in the body, whole",
        arguments: Tables.lines("not-datelines.txt")
    )
    func leaves(_ opening: String) throws {
        let story = try article("\(Self.headline)\n\n\(opening)\n\nNo more was said.\n")
        #expect(story.dateline == nil)
        #expect(story.body == [opening, "No more was said."])
    }

    @Test("the tables hold at least 150 cases, 40 of them look-alikes")
    func tablesAreLarge() {
        let lookAlikes = Tables.lines("not-datelines.txt").count
        #expect(lookAlikes >= 40)
        #expect(DatelineCase.all.count + lookAlikes + StoryCase.all.count >= 150)
    }

    @Test("the correspondent's name is kept apart from the agency's")
    func correspondent() throws {
        let story = try article("Школа открылась\n\nВОЛОГДА, 10 июня. /Корр. ТАСС Иван Петров/. Школа открылась.")
        #expect(story.dateline?.source == "ТАСС")
        #expect(story.dateline?.correspondent == "Иван Петров")
    }

    @Test(
        "a city and an agency that nobody has heard of are read by their shape",
        arguments: [
            ("QUORVEL", "Zibnet"), ("Mirrowick", "ZBN"), ("ST. ULMAR, Vex.", "The Ulmar Wire"),
            ("VELDA/ORN", "Zib/Ort"),
        ]
    )
    func unknown(_ place: String, _ source: String) throws {
        for mark in [" - ", " -- ", " — ", ": "] {
            let story = try article("A headline\n\n\(place), Oct 3 (\(source))\(mark)Rain fell.\n")
            #expect(story.dateline?.place == place)
            #expect(story.dateline?.source == source)
            #expect(story.body == ["Rain fell."])
        }
    }

    private static func date(_ line: Dateline) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        guard let day = line.day else { return "-" }
        guard let month = line.month else { return "--\(two(day))" }
        return (line.year.map { "\($0)-" } ?? "") + "\(two(month))-\(two(day))"
    }
}
