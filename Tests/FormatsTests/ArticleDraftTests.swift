import Wire
import Article
import Testing

@Suite("An article from a draft")
struct ArticleDraftTests {
    private func draft(_ change: (inout ArticleDraft) -> Void = { _ in }) -> ArticleDraft {
        var draft = ArticleDraft()
        draft.headline = "Old  ferry\nreturns"
        draft.paragraphs = [
            .init("RIVERTON, June 10, 2026 (Example) - The ferry sails again."), .init("  "),
            .init("Timetable", isHeading: true), .init("Monday\t 9:00\r\nTuesday\t10:00"),
        ]
        change(&draft)
        return draft
    }

    @Test("White space is folded, empty paragraphs go, and the dateline leaves the first paragraph")
    func tidied() throws {
        let article = try draft().article(ReadingContext()).get()
        #expect(article.headline == "Old ferry returns")
        #expect(article.body == ["The ferry sails again.", "Timetable", "Monday\t9:00\nTuesday\t10:00"])
        #expect(article.headings == [1])
        #expect(article.dateline?.place == "RIVERTON")
        #expect(article.published?.date == "2026-06-10")
        #expect(article.wordCount == 11)
    }

    @Test("A draft has the content id of the same story in plain text")
    func sameID() throws {
        let text = "Old ferry returns\n\nRIVERTON, June 10, 2026 (Example) - The ferry sails again.\n"
        let article = try draft { $0.paragraphs.removeLast(3) }.article(ReadingContext()).get()
        #expect(
            article.contentID == PlainText().read(Array(text.utf8).span, context: .init()).articles.first?.contentID
        )
    }

    @Test("A dateline of its own is read as one, and a place alone is its place")
    func statedDateline() throws {
        let full = try draft { $0.dateline = "PORT ALDER, June 9 (Example) -" }.article(ReadingContext()).get()
        #expect(full.dateline?.place == "PORT ALDER")
        #expect(full.body.first == "The ferry sails again.")
        let bare = try draft {
            $0.dateline = "Port Alder"
            $0.paragraphs = [.init("The ferry sails again.")]
        }.article(ReadingContext()).get()
        #expect(bare.dateline == Dateline(text: "Port Alder", place: "Port Alder"))
    }

    @Test("A dateline that is a date and a time has no place, for a zone is none")
    func datelineOfTime() throws {
        let article = try draft {
            $0.dateline = "10.6.2026 10:00:01 EEST"
            $0.paragraphs = [.init("The ferry sails again.")]
        }.article(ReadingContext()).get()
        #expect(article.dateline?.text == "10.6.2026 10:00:01 EEST" && article.dateline?.place == nil)
    }

    @Test("Controls of Latin-1 are the punctuation that they were before a wrong declaration")
    func repairsControls() throws {
        let article = try draft { $0.paragraphs = [.init("It\u{92}s back \u{96} at\u{81} last.")] }
            .article(ReadingContext()).get()
        #expect(article.body == ["It\u{2019}s back \u{2013} at last."])
    }

    @Test("An agency's copy loses its byline, notes and credits; any other text keeps them")
    func embeddedLines() throws {
        let paragraphs = [
            "(Adds quotes)", "By Ada Byron", "RIVERTON, June 10 (Example) - One.", "Two.", "(Writing by Max Example)",
        ]
        let copy = try draft {
            $0.isCopy = true
            $0.paragraphs = paragraphs.map { .init($0) }
        }.article(ReadingContext()).get()
        #expect(copy.body == ["One.", "Two."] && copy.byline == "By Ada Byron")
        #expect(copy.editorsNotes == ["(Adds quotes)"] && copy.credits == ["(Writing by Max Example)"])
        let page = try draft { $0.paragraphs = paragraphs.map { .init($0) } }.article(ReadingContext()).get()
        #expect(page.body == paragraphs)
    }

    @Test("A stated byline is not printed twice, and another one is a credit")
    func statedByline() throws {
        func credits(_ stated: String) throws -> Article {
            try draft {
                $0.isCopy = true
                $0.byline = stated
                $0.paragraphs = [.init("By Ada Byron"), .init("One.")]
            }.article(ReadingContext()).get()
        }
        #expect(try credits("Ada Byron").credits.isEmpty && credits("Ada Byron").body == ["One."])
        #expect(try credits("Staff Reporter").credits == ["By Ada Byron"])
    }

    @Test("A deck that the first paragraph repeats goes, and the paragraph stays")
    func repeatedDeck() throws {
        let repeated = try draft { $0.deck = "The ferry sails\u{A0}again." }.article(ReadingContext()).get()
        #expect(repeated.deck == nil && repeated.body.first == "The ferry sails again.")
        let other = try draft { $0.deck = "It was rebuilt." }.article(ReadingContext()).get()
        #expect(other.deck == "It was rebuilt.")
    }

    @Test("What the document states outranks what the copy suggests")
    func stated() throws {
        let time = try #require(OffsetTime(rfc3339: "2026-06-11T00:30:00+02:00"))
        let article = try draft {
            $0.published = Published(at: time)
            $0.language = "de"
            $0.details.guid = "urn:x"
        }.article(ReadingContext()).get()
        #expect(article.published?.date == "2026-06-11" && article.published?.basis == .document)
        #expect(article.language == "de" && article.details.guid == "urn:x")
    }

    @Test("Without a word in headline or body there is no article")
    func wordless() {
        func code(_ draft: ArticleDraft) -> Rejection.Code? {
            if case .failure(let rejection) = draft.article(ReadingContext()) { rejection.code } else { nil }
        }
        #expect(code(draft { $0.headline = " — " }) == .noHeadline)
        #expect(code(draft { $0.paragraphs = [.init("***")] }) == .noBody)
        #expect(code(draft { $0.paragraphs = [] }) == .noBody)
    }
}

@Suite("A time with its offset")
struct OffsetTimeTests {
    @Test(
        "A time of RFC 3339 is read and printed with the offset as given",
        arguments: [
            ("2026-06-10T14:30:00+02:00", "2026-06-10T14:30:00+02:00", Int64(1_781_094_600)),
            ("2026-06-10t14:30:00.25z", "2026-06-10T14:30:00Z", 1_781_101_800),
            ("2026-06-10 14:30:60-03:30", "2026-06-10T14:30:59-03:30", 1_781_114_459),
            ("0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00+23:59", -62_135_683_140),
        ]
    )
    func reads(text: String, printed: String, seconds: Int64) {
        let time = OffsetTime(rfc3339: text)
        #expect(time?.description == printed)
        #expect(time?.secondsSince1970 == seconds)
    }

    @Test(
        "Anything else is not a time",
        arguments: [
            "", "2026-06-10", "2026-06-10T14:30", "2026-06-10T14:30:00", "2026-02-30T14:30:00Z", "2026-06-10T24:00:00Z",
            "2026-06-10T14:30:00.Z", "2026-06-10T14:30:00+0200", "2026-06-10T14:30:00Z ", "2026-06-10T14:30:61Z",
        ]
    )
    func refuses(text: String) {
        #expect(OffsetTime(rfc3339: text) == nil)
    }
}
