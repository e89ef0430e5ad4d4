import Article
import LinuxIO
import Search
import Testing
import TestSupport

@Suite("What is typed to be looked for")
struct SearchQueryTests {
    private let desk: MadeDesk

    init() throws {
        desk = try MadeDesk(isInMemory: true)
        let texts = [
            "The ferry is back\n\nRIVERTON, June 10. /TASS/. The old ferry crossed the river at 10:30. It's the harbour office's.\n",
            "Storm closes the port\n\nBERLIN, June 11 (dpa) - No ferry sails in the storm, the café owner said.\n",
            "東京の渡し船が再開\n\n東京 11日 共同 - 渡し船は十一年ぶりに運航を再開した。\n",
            "Сильный ветер в порту\n\nМОСКВА, 10 июня. /ТАСС/. Паром «Марианна» вышел в море.\n",
        ]
        for (number, text) in texts.enumerated() {
            try desk.deliver(text, as: Path("\(number).txt"), at: 1_795_342_562_113_000_000 + Int64(number))
        }
        try desk.enterCatalogue()
        try desk.index()
    }

    private func found(_ text: String) throws -> [Int64] {
        let query = try SearchQuery(text, days: SameAnswersTests.days)
        return try desk.lookup().find(query, limit: 10).hits.map(\.entry.sequence).sorted()
    }

    @Test(
        "Each form finds what it says",
        arguments: [
            ("ferry", [1, 2]), ("Ferry storm", [2]), ("ferry -storm", [1]), ("\"old ferry\"", [1]),
            ("\"ferry old\"", []),
            ("“old ferry”", [1]), ("cafe", [2]), ("CAFÉ", [2]), ("harb*", [1]), ("headline:ferry", [1]),
            ("harbour OR café", [1, 2]), ("ferry harbour OR café", [1, 2]), ("source:tass ferry", [1]),
            ("source:ТАСС", [4]), ("place:berlin", [2]), ("паром", [4]), ("МАРИАННА", [4]), ("再開", [3]), ("渡し", [3]),
            ("開再", []), ("10:30", [1]), ("office's", [1]), ("\"ferry", [1, 2]), ("ferry*storm", []),
            ("ferry AND river", [1]), ("ferry and river", [1]), ("ferry NOT storm", [1]), ("ferry and not storm", [1]),
            ("harbour or café", [1, 2]), ("(harbour OR café) AND storm", [2]), ("ferry -(storm café)", [1]),
            ("ferry NOT (harbour OR café)", []), ("(ferry storm) OR паром", [2, 4]), ("((ferry))", [1, 2]),
            ("old NEAR river", [1]), ("old NEAR/2 river", []), ("old near/3 river", [1]), ("NEAR(old river, 3)", [1]),
            ("NEAR(old river, 2)", []), ("NEAR(\"old ferry\" riv*)", [1]), ("headline:ferry NEAR headline:back", [1]),
            ("ferry NEAR storm NEAR owner", [2]), ("\"and\"", []), ("ferry \"or\"", []), ("ferry OR tram river", [1]),
            ("source:TASS source:tass ferry", [1]), ("since:2026-06-01 since:2026-12-01 ferry", []),
            ("since:2026-11-01 ferry", [1, 2]),
            ("until:2000-01-01 ferry", []),
        ] as [(String, [Int64])]
    )
    func forms(text: String, expected: [Int64]) throws {
        #expect(try found(text) == expected)
    }

    @Test(
        "What cannot be looked for is told in words, with what to do",
        arguments: [
            ("", "there is no word in it"), ("!!! ---", "there is no word in it"),
            ("-ferry", "only says what must not"),
            ("f*", "at least two letters"), ("since:soon", "is not a day"), ("source:", "has no value"),
            ("-source:TASS x", "only words and phrases"),
            ("ferry OR", "OR has nothing behind it; to look for the word, write '\"or\"'"),
            ("OR ferry", "OR has nothing before it"), ("and", "AND has nothing before it"),
            ("not", "NOT has nothing behind it"),
            ("NOT ferry", "only says what must not"), ("ferry OR NOT storm", "NOT has nothing before it"),
            ("ferry OR -storm", "OR has nothing before it"), ("ferry NEAR", "NEAR has nothing behind it"),
            ("ferry AND OR storm", "OR has nothing before it"),
            ("a AND b OR c", "put ( ) around what belongs together"),
            ("a OR b AND c", "put ( ) around what belongs together"), ("(ferry", "a ( is not closed"),
            ("ferry)", "a ) has no ( before it"), ("()", "no word within ( )"), ("(-ferry)", "within ( ) it only says"),
            ("ferry NEAR (a b)", "NEAR stands between words"), ("(a b) NEAR ferry", "NEAR stands between words"),
            ("NEAR(ferry)", "NEAR takes two"), ("ferry NEAR headline:storm", "NEAR joins words of one place"),
            ("ferry OR source:TASS", "source: holds for all"), ("(source:TASS ferry)", "source: holds for all"),
            ("source:TASS source:AP", "source is given twice, as TASS and as AP"),
            (String(repeating: "(", count: 30) + "a", "more than 20 brackets"),
            ("\"old fer*\"", "fer* is no beginning of a word within quotation marks"),
        ]
    )
    func refused(text: String, message: String) throws {
        #expect {
            try SearchQuery(text, days: SameAnswersTests.days)
        } throws: { error in
            (error as? SearchQuery.Problem)?.message.contains(message) == true
        }
    }

    @Test(
        "Whatever is typed is a query or a problem, and never reaches SQLite as its own language",
        arguments: [1, 2, 3]
    )
    func hostile(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "\"", "'", "*", "^", "(", ")", "{", "}", ":", "+", "-", "NEAR", "NEAR(", "AND", "OR", "NOT", "headline",
            "body",
            "headline:", "facets:", "rank", "source:", "ferry", " ", "  ", "\u{0}", "\u{1F}", "\u{2}", "\u{3}", "\\",
            ";", "--",
            "/*", "\u{FFFD}", "\u{202E}", "渡", "🚢", "e\u{301}", "a", ",", ".", "%", "_", "?", "[", "]", "\n", "\t",
        ]
        let lookup = try desk.lookup()
        for _ in 0..<400 {
            let count = Int.random(in: 1...12, using: &random)
            let text = (0..<count).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
            let query: SearchQuery
            do throws(SearchQuery.Problem) { query = try SearchQuery(text, days: SameAnswersTests.days) } catch {
                continue
            }
            #expect(throws: Never.self, "seed \(seed): \(text.debugDescription)") {
                _ = try lookup.find(query, limit: 5)
            }
            #expect(lookup.indexTrouble == nil, "seed \(seed): \(text.debugDescription)")
        }
    }

    @Test("What says it more often and in fewer words comes first, and the headline counts for more")
    func ranking() throws {
        let best = try desk.lookup().find(try SearchQuery("ferry") { _ in nil }, limit: 10)
        #expect(best.hits.map(\.entry.sequence) == [1, 2])
        #expect(best.hits[0].headline.hits == [4..<9])
        #expect(best.hits[1].line?.text.hasPrefix("No ferry sails") == true)
        #expect(!best.isCut)
    }

    @Test("It is told how many there are, however few are asked for, and what would find some where there are none")
    func totals() throws {
        func total(_ text: String, limit: Int) throws -> [Int] {
            let result = try desk.lookup().find(try SearchQuery(text, days: SameAnswersTests.days), limit: limit)
            #expect(result.isTotalExact)
            return [result.hits.count, result.total]
        }
        #expect(try total("ferry", limit: 1) == [1, 2])
        #expect(try total("ferry", limit: .max) == [2, 2])
        #expect(try total("since:2026-01-01", limit: 3) == [3, 4])
        #expect(try total("zeppelin", limit: 3) == [0, 0])
        func relaxed(_ text: String) throws -> [String] {
            try SearchQuery(text, days: SameAnswersTests.days).relaxed.map(\.description)
        }
        #expect(try relaxed("ferr river") == ["ferr* river*", "the rest without “ferr”", "the rest without “river”"])
        #expect(try relaxed("\"old tram\" source:TASS") == ["the words without the filters"])
        #expect(try relaxed("source:AP") == [])
    }
}
