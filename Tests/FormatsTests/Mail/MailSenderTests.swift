import Article
import Formats
import Testing

@Suite("Who sends a message, and what it closes with")
struct MailSenderTests {
    static let story = """
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

    @Test(
        "Who wrote the message that is passed on is the author, in every form that mail programs print",
        arguments: [
            "FYI\n\n---------- Forwarded message ---------\nFrom: Anna Holm <press@norland.example>\nDate: Tue, 9 Jun 2026\n"
                + "Subject: Ferry\nTo: Max <max@desk.example>\n\n\(story)",
            "Von: Anna Holm [mailto:press@norland.example]\nGesendet: Dienstag, 9. Juni 2026 09:00\nAn: Max\nBetreff: Ferry\n\n\(story)",
            "-------- 転送メッセージ --------\n件名: 渡し船\n日付: 2026年6月9日\n差出人: Anna Holm <press@norland.example>\n宛先: max@desk.example\n\n\(story)",
            "Begin forwarded message:\n\n> From: Anna Holm <press@norland.example>\n> Date: 9 June 2026\n> To: max@desk.example\n>\n"
                + quoted(story),
            "On Tue, 9 Jun 2026 at 09:00, Anna Holm <press@norland.example> wrote:\n\n" + quoted(story),
        ]
    )
    func forwarded(body: String) throws {
        let article = try article("From: Max Relay <max@desk.example>\nContent-Type: text/plain; charset=utf-8", body)
        #expect(article.details.authors == [.init(name: "Anna Holm", uri: "mailto:press@norland.example")])
        #expect(article.details.provider == "norland.example")
        #expect(article.body.count == 2, "\(article.body)")
    }

    private static func quoted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }.joined(separator: "\n")
    }

    @Test("A message that is passed on in HTML keeps its author, and none of its fields is text")
    func forwardedInHTML() throws {
        let paragraphs = Self.story.split(separator: "\n\n").map { "<p>\($0)</p>" }.joined()
        let fields = [
            "<div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: <strong>Anna Holm</strong> "
                + "<span>&lt;<a href=\"mailto:press@norland.example\">press@norland.example</a>&gt;</span><br>Date: Tue, 9 Jun 2026<br>"
                + "Subject: Ferry<br>To: max@desk.example<br></div><br>\(paragraphs)</div>",
            "<p>FYI</p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt\"><p><b>From:</b> Anna Holm "
                + "&lt;press@norland.example&gt;<br><b>Sent:</b> Tuesday, June 9, 2026<br><b>To:</b> Max<br><b>Subject:</b> Ferry</p></div>"
                + paragraphs,
        ]
        for body in fields {
            let article = try article("From: Max Relay <max@desk.example>\nContent-Type: text/html", body)
            #expect(article.details.authors.map(\.name) == ["Anna Holm"])
            #expect(article.body.count == 2, "\(article.body)")
        }
    }

    @Test("An answer with the message that it answers below it is by who sends it")
    func answer() throws {
        let own = String(repeating: "The company will not pay for the landing stage. ", count: 8)
        let body =
            own
            + "\n\n-----Original Message-----\nFrom: Anna Holm <press@norland.example>\nSent: June 9, 2026\nTo: Max\n"
            + "Subject: Ferry\n\n" + Self.story
        let article = try article("From: Max Relay <max@desk.example>", body)
        #expect(article.details.authors.map(\.name) == ["Max Relay"])
        let sentence = try self.article(
            "From: max@desk.example",
            Self.story + "\n\nFrom: the minister nothing was heard."
        )
        #expect(sentence.details.authors.map(\.name) == ["max@desk.example"])
    }
}
