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

    @Test(
        "A sentence of a story that opens as a footer does stays, and so does what stands below it",
        arguments: [
            "Este mensaje va dirigido a quienes dudan, dijo el presidente ante la multitud, que lo aplaudió largamente.",
            "Ce message est destiné aux électeurs qui doutent, a-t-il dit devant la foule.",
            "This message is intended for one man only, he told parliament: the minister of transport.",
            "Diese Nachricht ist nur für Holm, sagte der Kapitän.",
            "Confidential: this is what it says on the paper, which names the owner of the ferry as Tom Law.",
            "Sent via the harbour office, the letter reached the minister on Friday.",
            "This email was sent to all ministers, the office said, and none of them answered it.",
        ]
    )
    func sentences(like footer: String) throws {
        let header = "From: press@norland.example\nContent-Type: text/plain; charset=utf-8"
        let below = "\n\nThe council will vote on Friday.\n\nThe owner lives in Kestrel."
        #expect(try article(header, Self.story + "\n\n\(footer)\(below)").body.count == 5)
        #expect(try article(header, Self.story + "\n\n\(footer)").body.count == 3)
    }

    @Test("A sentence of a story stays below one about who may read a message")
    func sentenceBelowNotice() throws {
        let text = "This message is intended only for the recipient and is confidential, it says."
        let letter = "\(Self.story)\n\n\(text)\n\nThe minister resigned on Tuesday."
        let body = try article("From: press@norland.example", letter).body
        #expect(body.count == 4)
    }

    @Test(
        "What lawyers, lists and telephones add is no text, in one paragraph or several",
        arguments: [
            "This message is intended only for the addressee and may contain confidential information.\n\n"
                + "If you are not the intended recipient, please notify the sender and delete this message.",
            "Ce message et ses pièces jointes sont confidentiels et destinés à leur seul destinataire.",
            "Diese Nachricht ist nur für den Empfänger bestimmt und kann vertrauliche Informationen enthalten.",
            "Este mensaje va dirigido exclusivamente a su destinatario y puede contener información confidencial.",
            "Please consider the environment before printing this e-mail.", "Sent from my telephone",
            "You are receiving this because you signed up.\n\nNorland Office, 1 Harbour Road, Suvera\n\nUnsubscribe",
        ]
    )
    func footers(_ footer: String) throws {
        let header = "From: press@norland.example\nContent-Type: text/plain; charset=utf-8"
        let body = try article(header, Self.story + "\n\n\(footer)").body
        #expect(body.count == 2, "\(body)")
    }

    @Test(
        "A story that quotes another's message keeps its beginning, its end and its author",
        arguments: [
            "SUVERA (Northwire) - The leaked mail is short. It reads:\n\nFrom: Tom Law <tom@ministry.example>\n"
                + "Sent: Monday, June 8, 2026 10:14\nTo: Anna Holm <anna@ministry.example>\nSubject: The bridge\n\n\(story)",
            "The mail names the minister, and what he knew:\n\nFrom: Tom Law <tom@ministry.example>\nSent: June 8, 2026\n"
                + "To: Anna Holm\nSubject: The bridge\n\n\(story)",
            "The letters are out.\n\nOn 3 May, Tom Law <tom@ministry.example> wrote:\n\n\(quoted(story))",
            "From: Suvera to Linden, the old ferry is back\nSubject: a story by Tom Law\nDate: 10 June 2026\n\n\(story)",
        ]
    )
    func quotation(story: String) throws {
        let text = story + "\n\nThe minister did not answer questions on Tuesday."
        let article = try article("From: Max Relay <max@desk.example>", text)
        #expect(article.details.authors.map(\.name) == ["Max Relay"])
        let whole = (article.dateline?.text ?? "") + article.body.joined(separator: " ")
        for words in text.replacing(">", with: " ").split(whereSeparator: \.isWhitespace) {
            #expect(whole.contains(words.filter { $0 != "<" }), "\(words)")
        }
    }

    @Test("The message that an answer quotes is no text of it, and a forward names its author by an address alone")
    func answers() throws {
        let quote = "\n\nOn 3 May, Tom Law <tom@ministry.example> wrote:\n\n> When does the ferry sail again?"
        let header = "From: Max Relay <max@desk.example>\nIn-Reply-To: <1@desk.example>"
        #expect(try article(header, Self.story + quote).body.count == 2)
        let fields = "From: the harbour\nSent: June 9, 2026\nTo: Max"
        let forward = "FYI\n\n-----Original Message-----\n\(fields)\n\n\(Self.story)"
        let passedOn = try article("From: Max Relay <max@desk.example>", forward)
        #expect(passedOn.details.authors.map(\.name) == ["Max Relay"])
        #expect(passedOn.body.count == 2)
    }
}
