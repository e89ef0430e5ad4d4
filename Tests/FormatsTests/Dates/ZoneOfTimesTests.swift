import Article
import Base
import Formats
import Testing

@Suite("The zone of times that a document prints without one")
struct ZoneOfTimesTests {
    private static let zone = ZoneRules(name: "Europe/Moscow", first: 3 * 3_600)

    private func read(_ text: String, _ zone: ZoneRules?) throws -> Article {
        let context = ReadingContext(modified: 1_781_101_800, defaults: ReadingDefaults(zone: zone))
        return try #require(ArticleReader().read(Array(text.utf8).span, context: context).articles.first)
    }

    private func feed(_ date: String) -> String {
        """
        <?xml version="1.0"?><rss version="2.0"><channel><title>Northwire</title><item><title>Old ferry returns</title>
        <pubDate>\(date)</pubDate><description>&lt;p&gt;The ferry sails again, the harbour office of Riverton said on
        Wednesday. It had been laid up for eleven years.&lt;/p&gt;</description></item></channel></rss>
        """
    }

    private func page(_ date: String) -> String {
        """
        <!DOCTYPE html><html><head><title>Old ferry returns</title>
        <meta property="article:published_time" content="\(date)"></head><body><article><h1>Old ferry returns</h1>
        <p>The ferry sails again, the harbour office of Riverton said on Wednesday. It had been laid up for eleven years,
        and nobody had thought that it would ever cross the river again.</p>
        <p>Tickets cost as much as they did then, the harbour master said, and the timetable is the old one too.</p>
        </article></body></html>
        """
    }

    @Test(
        "It is the one that is known, where none is printed, and UTC where none is known",
        arguments: [
            "2026-06-10 14:30:00", "2026-06-10T14:30:00", "10 June 2026 14:30", "Wed, 10 Jun 2026 14:30:00",
            "June 10, 2026 2:30 PM", "10.06.2026 14:30 Uhr",
        ]
    )
    func local(_ date: String) throws {
        for text in [feed(date), page(date)] {
            let known = try read(text, Self.zone)
            #expect(known.published?.at?.description == "2026-06-10T14:30:00+03:00")
            #expect(known.published?.date == "2026-06-10")
            #expect(known.details.assumed == .init(zone: "Europe/Moscow"))
            let unknown = try read(text, nil)
            #expect(unknown.published?.at?.description == "2026-06-10T14:30:00Z")
            #expect(unknown.details.assumed == .init())
        }
    }

    @Test(
        "It is as printed where one is, also where nobody knows its name",
        arguments: [
            ("2026-06-10T14:30:00Z", "Z"), ("2026-06-10T14:30:00+02:00", "+02:00"), ("10 June 2026 14:30 GMT", "Z"),
            ("Wed, 10 Jun 2026 14:30:00 EST", "-05:00"), ("10 June 2026 14:30 (XST)", "Z"),
        ]
    )
    func printed(_ date: String, _ offset: String) throws {
        for text in [feed(date), page(date)] {
            let found = try read(text, Self.zone)
            #expect(found.published?.at?.description == "2026-06-10T14:30:00" + offset)
            #expect(found.details.assumed == .init())
        }
    }
}
