import Text
import Wire
import Article
import Base
import Testing

@Suite("The day of publication")
struct PublicationDateTests {
    private func published(_ dateline: String, _ body: String, modified: String? = nil) throws -> Published? {
        try article("Lace school reopens\n\n\(dateline) \(body)\n", modified: modified.map(Self.seconds)).published
    }

    /// The noon of a day, in seconds since 1970.
    private static func seconds(_ day: String) -> Int64 {
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) else { return 0 }
        return Int64(date.daysSince1970) * 86_400 + 43_200
    }

    @Test(
        "the file's own time gives the year when the dateline's day falls in the three days before it",
        arguments: [
            ("2016-06-10", "2016-06-10"), ("2016-06-13", "2016-06-10"),
        ]
    )
    func fresh(_ modified: String, _ date: String) throws {
        let found = try published("VOLOGDA, June 10. /TASS/.", "The school opened.", modified: modified)
        #expect(found?.date == date)
        #expect(found?.basis == .fileTime)
    }

    @Test(
        "a file that is older or younger than three days gives no year",
        arguments: ["2016-06-14", "2016-06-09", "2016-11-22"]
    )
    func stale(_ modified: String) throws {
        #expect(try published("VOLOGDA, June 10. /TASS/.", "The school opened.", modified: modified) == nil)
    }

    @Test("the last days of December belong to the year before a file of January")
    func newYear() throws {
        let found = try published("VOLOGDA, December 31. /TASS/.", "The school opened.", modified: "2017-01-02")
        #expect(found?.date == "2016-12-31")
    }

    @Test("the dateline's own year goes before the file's time and the text")
    func ownYear() throws {
        let found = try published(
            "Vologda, June 10, 2015 (Northwire) -",
            "It was shut on June 9, 2016.",
            modified: "2016-06-10"
        )
        #expect(found?.date == "2015-06-10")
        #expect(found?.basis == .dateline)
    }

    @Test("the nearest of several full dates decides, across a turn of the year")
    func nearest() throws {
        let found = try published(
            "VOLOGDA, January 2. /TASS/.",
            "It was shut on March 1, 2012, and on December 30, 2016."
        )
        #expect(found?.date == "2017-01-02")
        #expect(found?.basis == .text)
    }

    @Test(
        "a full date is found in the order and spelling of its language",
        arguments: [
            "September 30, 2015", "30 September 2015", "30 сентября 2015 года", "30. September 2015",
            "30 septembre 2015",
            "30 de septiembre de 2015", "30 de setembro de 2015", "30 settembre 2015", "30 września 2015",
            "30. září 2015",
            "30 september 2015", "2015. szeptember 30.", "30 вересня 2015 року", "2015年9月30日", "2015-09-30",
            "30.09.2015",
        ]
    )
    func fullDates(_ full: String) throws {
        let found = try published("VOLOGDA, October 1. /TASS/.", "The roof: \(full).")
        #expect(found?.date == "2015-10-01")
    }

    @Test(
        "numbers that are no dates give no year",
        arguments: [
            "It cost 2015 roubles.", "In 2015 it was shut.", "Order 31 of 2015.", "June 2015 was wet.",
            "Call 20150930.",
        ]
    )
    func noDates(_ text: String) throws {
        #expect(try published("VOLOGDA, October 1. /TASS/.", text) == nil)
    }
}

@Suite("A day whose year or zone somebody else has given")
struct GivenDayTests {
    private static let tokyo = ZoneRules(name: "Asia/Tokyo", first: 9 * 3_600)
    /// 2016-06-10, 16:00 in UTC: the eleventh in Tokyo.
    private static let evening: Int64 = 1_465_574_400

    private func read(_ text: String, _ defaults: ReadingDefaults, modified: Int64? = nil) throws -> Article {
        let context = ReadingContext(modified: modified, defaults: defaults)
        let reading = PlainText().read(Array(text.utf8).span, context: context)
        return try #require(reading.article)
    }

    private func story(_ dateline: String, _ body: String = "The school opened.", above line: String? = nil) -> String {
        "Lace school reopens\n\n" + (line.map { $0 + "\n\n" } ?? "") + "\(dateline) \(body)\n"
    }

    @Test("The year counts where the dateline prints none, before the file's time and dates in the text")
    func year() throws {
        for (body, modified) in [
            ("The school opened.", nil), ("It was shut on March 1, 2012.", nil), ("The school opened.", Self.evening),
        ] {
            let found = try read(
                story("VOLOGDA, June 10. /TASS/.", body),
                ReadingDefaults(year: 1998),
                modified: modified
            )
            #expect(found.published?.date == "1998-06-10" && found.published?.basis == .given, "\(body)")
            #expect(found.details.assumed == .init(year: 1998))
        }
    }

    @Test(
        "The year does not count, and is not recorded, where the file gives one, and where the day needs none or has none"
    )
    func yearOfTheFile() throws {
        let printed = try read(story("Vologda, June 10, 2015 (Northwire) -"), ReadingDefaults(year: 1998))
        #expect(printed.published?.date == "2015-06-10" && printed.published?.basis == .dateline)
        let stamped = try read(
            story("VOLOGDA, June 10. /TASS/.", above: "June 10, 2015 14:30"),
            ReadingDefaults(year: 1998)
        )
        #expect(stamped.published?.date == "2015-06-10")
        let undated = try read(story("VOLOGDA (Northwire) -"), ReadingDefaults(year: 1998))
        #expect(undated.published == nil)
        // 1998 has no such day.
        let leap = try read(story("VOLOGDA, February 29. /TASS/."), ReadingDefaults(year: 1998))
        #expect(leap.published == nil)
        for article in [printed, stamped, undated, leap] { #expect(article.details.assumed == .init()) }
    }

    @Test(
        "A file that was written on the dateline's day where the agency is has its year, though that day has not begun in UTC"
    )
    func zoneOfTheFile() throws {
        let text = story("TOKYO, June 11. /Kyodo/.")
        #expect(try read(text, ReadingDefaults(), modified: Self.evening).published == nil)
        let placed = try read(text, ReadingDefaults(zone: Self.tokyo), modified: Self.evening)
        #expect(placed.published?.date == "2016-06-11" && placed.published?.basis == .fileTime)
        #expect(placed.details.assumed == .init(zone: "Asia/Tokyo"))
        let plain = try read(
            story("TOKYO, June 10. /Kyodo/."),
            ReadingDefaults(zone: Self.tokyo),
            modified: Self.evening
        )
        #expect(plain.published?.date == "2016-06-10" && plain.details.assumed == .init())
    }

    @Test(
        "An embargo without a zone is sure where the zone is known, unless what stands behind the clock may be one",
        arguments: [
            ("EMBARGOED UNTIL 06:00 JUNE 11, 2026", "2026-06-11T06:00:00+09:00"),
            ("EMBARGOED UNTIL June 11, 2026, 6 a.m.", "2026-06-11T06:00:00+09:00"),
            ("EMBARGOED UNTIL 06:00 GMT JUNE 11, 2026", "2026-06-11T06:00:00Z"),
            ("EMBARGOED UNTIL 06:00 XST JUNE 11, 2026", nil),
        ]
    )
    func embargo(_ line: String, _ until: String?) throws {
        let found = try read(story("TOKYO, June 10 (Kyodo) -", above: line), ReadingDefaults(zone: Self.tokyo))
        #expect(found.details.embargoUntil?.description == until)
        #expect(found.details.assumed.zone == (until?.hasSuffix("+09:00") == true ? "Asia/Tokyo" : nil))
        let unknown = try read(story("TOKYO, June 10 (Kyodo) -", above: line), ReadingDefaults())
        #expect(unknown.details.embargoUntil?.description == (until?.hasSuffix("Z") == true ? until : nil))
    }
}

@Suite("Days of the calendar")
struct CivilDateTests {
    @Test(
        "a day that the calendar lacks is none",
        arguments: [(2015, 2, 29), (2016, 4, 31), (2016, 13, 1), (2016, 0, 1), (0, 1, 1)]
    )
    func impossible(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(
        "days and seconds since 1970 come back as the same day",
        arguments: [-719_000, -1, 0, 59, 60, 11_016, 16_861, 2_900_000]
    )
    func roundTrip(_ days: Int) throws {
        let date = try #require(CivilDate(secondsSince1970: Int64(days) * 86_400 + 86_399))
        #expect(date.daysSince1970 == days)
    }

    @Test("a day prints as ISO 8601 has it")
    func prints() {
        #expect(CivilDate(year: 2016, month: 2, day: 9)?.description == "2016-02-09")
        #expect(CivilDate(secondsSince1970: 0)?.description == "1970-01-01")
    }
}
