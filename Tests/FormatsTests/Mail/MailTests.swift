import Wire
import Article
import Formats
import Testing

/// A message of the tests' own making.
func mail(_ header: String, _ body: String) -> Reading {
    let text = header + "\n\n" + body
    return MailFormat().read(
        Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8).span,
        context: ReadingContext()
    )
}

private let story = """
    The ministry will build forty bridges in the next ten years, the minister said on Monday in Riverton.

    Work on the first of them begins in spring, and it is to be open to traffic before the end of next year.
    """

@Suite("Mail")
struct MailTests {
    @Test("Subject, sender, date and id of a message are those of its article")
    func header() throws {
        let reading = mail(
            """
            From: =?utf-8?Q?J=C3=BCrgen?= =?utf-8?B?IE3DvGxsZXI=?= <press@ministry.example>
            Date: Tue, 9 Jun 2026 14:05:00 +0200 (CEST)
            Subject: Ministry to build forty bridges
            Message-ID: <1234@ministry.example>
            Keywords: bridges, traffic
            """,
            story
        )
        let article = try #require(reading.articles.first)
        #expect(article.headline == "Ministry to build forty bridges")
        #expect(article.body.count == 2)
        #expect(article.details.authors == [.init(name: "Jürgen Müller", uri: "mailto:press@ministry.example")])
        #expect(article.details.provider == "ministry.example")
        #expect(article.published?.at?.description == "2026-06-09T14:05:00+02:00")
        #expect(article.details.guid == "1234@ministry.example")
        #expect(article.details.keywords == ["bridges", "traffic"])
        #expect(reading.parts.count == 1)
    }

    @Test(
        "A subject loses the marks of replies, servers and lists, and nothing else",
        arguments: [
            ("Fwd: AW: Bridges open", "Bridges open"), ("RE[2]: WG : Bridges open", "Bridges open"),
            ("[EXTERN] Re: Bridges open", "Bridges open"), ("***SPAM*** Bridges open", "Bridges open"),
            ("TR : Réf : Les ponts sont ouverts", "Les ponts sont ouverts"), ("转发：桥梁开通", "桥梁开通"),
            ("[External] FW: Bridges open (fwd)", "Bridges open"), ("SV: VS: Odp: Broer åbnet", "Broer åbnet"),
            ("[CORRECTION] Bridges open", "[CORRECTION] Bridges open"),
            ("Riverton: bridges open", "Riverton: bridges open"),
            ("I: robots build bridges", "I: robots build bridges"), ("Re:", "Re:"),
        ]
    )
    func subject(printed: String, headline: String) throws {
        let article = try #require(
            mail("Subject: \(printed)\nContent-Type: text/plain; charset=utf-8", story).articles.first
        )
        #expect(article.headline == headline)
    }

    @Test("The tag of a mailing list goes where a list sent the message")
    func listTag() throws {
        let header = "Subject: [press-list] Bridges open"
        #expect(mail(header, story).articles.first?.headline == "[press-list] Bridges open")
        #expect(mail(header + "\nList-Id: <press-list.example>", story).articles.first?.headline == "Bridges open")
    }

    @Test(
        "Encoded words are read with unknown encodings, cut characters and against the rules",
        arguments: [
            ("=?UTF-8?Q?Br=C3=BC?= =?UTF-8?Q?cken?=", "Brücken"), ("=?UTF-8?B?QnLD?= =?UTF-8?B?vGNrZW4=?=", "Brücken"),
            ("=?uft-8?q?Br=C3=BCcken_offen?=", "Brücken offen"), ("=?unknown?q?Br=C3=BCcken?=", "Brücken"),
            ("=?iso-8859-1*de?Q?Br=FCcken?= offen", "Brücken offen"), ("\"=?utf-8?q?Br=C3=BCcken?=\"", "\"Brücken\""),
            ("=?utf-8?q?Br=C3=BCcken offen?=", "Brücken offen"), ("=?iso-2022-jp?B?GyRCNjYkRyQ5GyhC?=", "橋です"),
            ("Brücken", "Brücken"), ("=?utf-8?q?Br", "=?utf-8?q?Br"),
        ]
    )
    func encodedWords(printed: String, headline: String) throws {
        #expect(mail("Subject: \(printed)", story).articles.first?.headline == headline)
    }

    @Test("The text is the message's own, whatever is attached behind it")
    func attachedText() throws {
        let reading = mail(
            "Subject: Bridges open\nContent-Type: multipart/mixed; boundary=b",
            """
            --b
            Content-Type: text/plain

            \(story)
            --b
            Content-Type: text/plain; name="=?utf-8?q?note.txt?="
            Content-Disposition: attachment

            Hello.
            --b
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --b--
            """
        )
        #expect(reading.articles.map(\.headline) == ["Bridges open"])
        #expect(reading.articles.first?.body.count == 2)
        #expect(reading.parts.dropFirst().map(\.member) == ["note.txt", "#2"])
        #expect(reading.rejection == nil)
    }

    @Test("A message without text of its own has the text that is attached to it")
    func attachedTextAlone() throws {
        let article = try #require(
            mail(
                "Subject: Bridges open\nFrom: Press <press@ministry.example>\nContent-Type: multipart/mixed; boundary=b",
                """
                --b
                Content-Type: text/plain


                --b
                Content-Type: text/plain; name="release.txt"
                Content-Disposition: attachment

                \(story)
                --b--
                """
            ).articles.first
        )
        #expect(article.headline == "Bridges open")
        #expect(article.details.authors.first?.name == "Press")
        #expect(article.body.count == 2)
    }

    @Test("A message without subject has its first paragraph for a headline, or its first sentence")
    func noSubject() throws {
        let alone = try #require(
            mail("From: a@b.example\nMIME-Version: 1.0", "The bridge over the Tarn is open. Traffic is light.").articles
                .first
        )
        #expect(alone.headline == "The bridge over the Tarn is open.")
        #expect(alone.body == ["The bridge over the Tarn is open. Traffic is light."])
        let several = try #require(
            mail("From: a@b.example\nMIME-Version: 1.0", "Bridges open\n\n\(story)").articles.first
        )
        #expect(several.headline == "Bridges open")
        #expect(several.body.count == 2)
    }

    @Test("A message in a message is a member")
    func memberMessage() throws {
        let reading = mail(
            "Subject: For your desk\nContent-Type: multipart/mixed; boundary=b",
            """
            --b

            The release of the ministry is attached to this message, as it was sent.
            --b
            Content-Type: message/rfc822

            Subject: Bridges open
            From: press@ministry.example

            \(story)
            --b--
            """
        )
        #expect(reading.articles.map(\.headline).contains("Bridges open"))
        #expect(reading.parts.last?.member == "#1")
    }

    @Test("Lines that flow are one paragraph, with and without DelSp")
    func flowed() throws {
        let plain = "The first line goes on \nin the second.\nThe third stands alone.\n-- \nPress Office"
        let article = try #require(
            mail("Subject: Bridges open\nContent-Type: text/plain; format=flowed", plain).articles.first
        )
        #expect(article.body == ["The first line goes on in the second.", "The third stands alone."])
        let deleted = try #require(
            mail(
                "Subject: Bridges open\nContent-Type: text/plain; format=flowed; delsp=yes",
                "The fir \nst line.\nThe second stands alone."
            )
            .articles.first
        )
        #expect(deleted.body.first == "The first line.")
    }

    @Test("Quoted messages, signatures and footers are no text")
    func quotes() throws {
        let article = try #require(
            mail(
                "Subject: Re: Bridges open\nIn-Reply-To: <1@example>",
                """
                \(story)

                --\u{20}
                Press Office
                Phone 555 0100

                On Mon, 8 Jun 2026 at 10:00, A. Writer <a@example> wrote:
                > When do they open?
                """
            ).articles.first
        )
        #expect(article.body.count == 2)
        #expect(!article.body.joined().contains("Phone"))
        let footer = try #require(
            mail(
                "Subject: Bridges open",
                story + "\n\nYou are receiving this because you signed up.\nUnsubscribe: https://example/u"
            ).articles.first
        )
        #expect(footer.body.count == 2)
    }

    @Test("A message that was passed on with a note is the text")
    func passedOn() throws {
        let article = try #require(
            mail(
                "Subject: WG: Bridges open",
                """
                FYI

                -----Ursprüngliche Nachricht-----
                Von: Press Office <press@ministry.example>
                Gesendet: Montag, 8. Juni 2026 10:00
                An: desk@example
                Betreff: Bridges open

                \(story)
                """
            ).articles.first
        )
        #expect(article.headline == "Bridges open")
        #expect(article.body.count == 2)
        #expect(article.body.first?.hasPrefix("The ministry") == true)
    }

    @Test("HTML is read where plain text is missing, a stub or a note; what is hidden is no text")
    func html() throws {
        let html = """
            <html><head><style>p {}</style></head><body>
            <div style="display: none">Preview</div><img src="https://example/pixel" width=1 height=1>
            <table><tr><td><table><tr><td><p>The ministry will build forty bridges in the next ten years,
            the minister said.</p><p>Work on the first begins in&nbsp;spring&hellip;<br><br>It opens next year.</p></td></tr></table></td></tr></table>
            <blockquote type="cite">When do they open?</blockquote>
            </body></html>
            """
        let alone = try #require(mail("Subject: Bridges open\nContent-Type: text/html", html).articles.first)
        #expect(
            alone.body == [
                "The ministry will build forty bridges in the next ten years, the minister said.",
                "Work on the first begins in spring…", "It opens next year.",
            ]
        )
        let both = try #require(
            mail(
                "Subject: Bridges open\nContent-Type: multipart/alternative; boundary=b",
                "--b\n\nPlease view this message in HTML.\n--b\nContent-Type: text/html\n\n\(html)\n--b--"
            ).articles.first
        )
        #expect(both.body == alone.body)
    }

    @Test("Plain text beside HTML with pictures of its own is taken")
    func related() throws {
        let reading = mail(
            "Subject: Bridges open\nContent-Type: multipart/alternative; boundary=b",
            """
            --b

            \(story)
            --b
            Content-Type: multipart/related; boundary=c

            --c
            Content-Type: text/html

            <p>Another text, which is as long as the plain one or nearly so, and yet is not to be taken for it here.
            --c
            Content-Type: image/png

            png
            --c--
            --b--
            """
        )
        #expect(reading.articles.first?.body.first?.hasPrefix("The ministry will") == true)
        #expect(reading.articles.first?.body.count == 2)
    }

    @Test("What is signed is read, what is encrypted is refused by name")
    func signedAndEncrypted() {
        let signed = mail(
            "Subject: Bridges open\nContent-Type: multipart/signed; boundary=b",
            "--b\n\n\(story)\n--b\nContent-Type: application/pgp-signature\n\nxx\n--b--"
        )
        #expect(signed.articles.count == 1)
        let armored = mail(
            "Subject: Bridges open",
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n\(story)\n-----BEGIN PGP SIGNATURE-----\nxx\n-----END PGP SIGNATURE-----"
        )
        #expect(armored.articles.first?.body.count == 2)
        let encrypted = mail(
            "Subject: Bridges open\nContent-Type: multipart/encrypted; boundary=b",
            "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--"
        )
        #expect(encrypted.rejection?.code == .encrypted)
        #expect(mail("Subject: Bridges open", "-----BEGIN PGP MESSAGE-----\n\nxx\n").rejection?.code == .encrypted)
    }

    @Test("Ten thousand parts in one another, or side by side, are refused by name")
    func bombs() {
        var nested = ""
        for depth in 0..<10_000 { nested += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        let deep = MailFormat().read(Array(nested.utf8).span, context: ReadingContext())
        #expect(deep.rejection?.code == .tooDeep)
        let wide = mail(
            "Subject: Bridges open\nContent-Type: multipart/mixed; boundary=b",
            String(repeating: "--b\n\nx\n", count: 10_000)
        )
        #expect(wide.rejection?.code == .tooManyMembers)
        let header = MailFormat().read(
            Array(String(repeating: "X-Field: value\n", count: 40_000).utf8).span,
            context: ReadingContext()
        )
        #expect(header.rejection != nil)
    }

    @Test("A report of a failed delivery is no news")
    func report() {
        let reading = mail("Subject: Undelivered\nContent-Type: multipart/report; boundary=b", "--b\n\nFailed.\n--b--")
        let kinds = reading.parts.map { part -> NotNews? in
            if case .notNews(let kind) = part.content { return kind }
            return nil
        }
        #expect(kinds == [.deliveryReport])
    }

    @Test("An answer that no person wrote is no news; what a program sends is")
    func automaticReply() {
        func kinds(_ value: String) -> [NotNews?] {
            mail("Subject: Bridges open\nAuto-Submitted: \(value)", story).parts.map { part in
                if case .notNews(let kind) = part.content { kind } else { nil }
            }
        }
        #expect(kinds("auto-replied") == [.automaticReply])
        #expect(kinds("auto-generated") == [nil])
        #expect(kinds("no") == [nil])
    }

    @Test(
        "A short note on what is attached is no news; a story with an attachment is",
        arguments: [
            ("Dear editors,\n\nplease find our press release attached.\n\nBest regards\nIda", NotNews.coverNote),
            ("Guten Tag,\n\nanbei unsere Pressemitteilung von heute.\n\nMit freundlichen Grüßen\nIda", .coverNote),
            ("Bonjour,\n\nvous trouverez ci-joint notre communiqué.\n\nCordialement\nIda", .coverNote),
            ("The bridges of Riverton were opened on Wednesday.\n\nThe mayor cut a ribbon before a large crowd.", nil),
        ] as [(String, NotNews?)]
    )
    func coverNote(text: String, kind: NotNews?) {
        let attachment =
            "Old ferry returns\n\nRIVERTON, June 10 (Example) - The ferry is back, the harbour office said.\n"
        let reading = mail(
            "Subject: Bridges open\nContent-Type: multipart/mixed; boundary=b",
            "--b\nContent-Type: text/plain; charset=utf-8\n\n\(text)\n--b\nContent-Type: text/plain\n"
                + "Content-Disposition: attachment; filename=ferry.txt\n\n\(attachment)\n--b--\n"
        )
        var found: NotNews?
        if case .notNews(let own)? = reading.parts.first?.content { found = own }
        #expect(found == kind)
        #expect(reading.articles.last?.headline == "Old ferry returns")
    }

    @Test(
        "A subject with a label and an embargo is the headline without them",
        arguments: [
            "PRESS RELEASE: Old ferry returns to service",
            "Press release: Old ferry returns to service (embargoed until 12:00 CET, 11 June 2026)",
            "Old ferry returns to service (embargoed until 12:00 CET, 11 June 2026)",
            "Old ferry returns to service",
        ]
    )
    func pressRelease(subject: String) throws {
        let text = """
            FOR IMMEDIATE RELEASE

            Contact: Ida Marsh, +1 555 0100, ida@riverton.example

            OLD FERRY RETURNS TO SERVICE
            Forty volunteers rebuilt it

            RIVERTON, June 10, 2026 - The ferry Marianne carried its first passengers across the Alder on Wednesday.

            The harbour office said that forty volunteers had rebuilt the boat in a shed behind the fish market, and that
            the town had paid for the engine, which is older than the mayor.

            """
        let article = try #require(mail("Subject: \(subject)", text).articles.first)
        #expect(article.headline == "Old ferry returns to service")
        #expect(article.deck == "Forty volunteers rebuilt it")
        #expect(article.dateline?.place == "RIVERTON")
        #expect(article.body.count == 2, "\(article.body)")
        #expect((article.embargo != nil) == subject.contains("embargo"))
    }

    @Test(
        "A subject whose first words are no label stays as it is",
        arguments: ["Riverton: old ferry returns to service", "Old ferry returns (in 2026 at last)"]
    )
    func ownColon(subject: String) throws {
        let article = try #require(mail("Subject: \(subject)", story).articles.first)
        #expect(article.headline == subject)
    }

    @Test("Messages of Apple Mail and with the line of a mailbox are read")
    func frames() {
        let message = "Subject: Bridges open\n\n\(story)\n"
        let apple = "\(message.utf8.count)     \n\(message)<?xml version=\"1.0\"?><plist><dict/></plist>\n"
        for text in [apple, "From press@ministry.example Tue Jun  9 14:05:00 2026\n" + message] {
            let reading = MailFormat().read(Array(text.utf8).span, context: ReadingContext())
            #expect(reading.articles.first?.headline == "Bridges open")
            #expect(reading.articles.first?.body.count == 2)
        }
    }
}
