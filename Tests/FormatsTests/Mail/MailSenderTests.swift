import Article
import Formats
import Testing

@Suite("Who sends a message, and what it closes with")
struct MailSenderTests {
    private static let story = """
        The ferry returned to Suvera on Friday after ten years, the ministry said, and two thousand people came to see it.

        It sails again on Monday.
        """

    private func article(_ header: String, _ body: String = story, source: String? = nil) throws -> Article {
        let text = "Subject: Ferry returns to Suvera\n\(header)\n\n\(body)\n"
        let context = ReadingContext(modified: nil, defaults: ReadingDefaults(source: source))
        return try #require(MailFormat().read(Array(text.utf8).span, context: context).articles.first)
    }

    @Test("The sender's host is the provider where nothing better is known, and a host of anybody's addresses never")
    func provider() throws {
        let office = "From: press@norland.example"
        #expect(try article(office).details.provider == "norland.example")
        #expect(try article(office + "\nOrganization: Norland Office").details.provider == "Norland Office")
        #expect(try article("From: Anna Holm <anna.holm@gmail.com>").details.provider == nil)
    }

    @Test("The source of the folder outranks the sender's host")
    func folder() throws {
        let article = try article("From: press@norland.example", source: "Northwire")
        #expect(article.details.provider == nil && article.details.assumed.source == "Northwire")
    }

    @Test(
        "What a letter closes with is no text where it says how to reach the sender",
        arguments: ["Kind regards,", "Mit freundlichen Grüßen", "Cordialement,", "Saludos cordiales"]
    )
    func closing(_ words: String) throws {
        let signed = Self.story + "\n\n\(words)\nAnna Holm\nNorland Office\n+1 555 0100"
        let body = try article("From: press@norland.example", signed).body
        #expect(body.count == 2, "\(body)")
    }

    @Test("A name below the closing of a private letter stays")
    func privateLetter() throws {
        #expect(try article("From: anna@norland.example", Self.story + "\n\nThanks,\nAnna").body.count == 3)
    }
}
