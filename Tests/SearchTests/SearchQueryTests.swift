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
        let query = try SearchQuery(text, day: SameAnswersTests.day)
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
            ("開再", []), ("10:30", [1]), ("office's", [1]), ("\"ferry", [1, 2]), ("ferry OR", [1, 2]), ("OR ferry", []),
            ("ferry AND river", []), ("NOT ferry", []), ("ferry*storm", []), ("since:2026-11-01 ferry", [1, 2]),
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
            ("f*", "at least two letters"), ("since:soon", "is no day"), ("source:", "has no value"),
            ("-source:TASS x", "only words and phrases"),
            ("\"old fer*\"", "fer* is no beginning of a word within quotation marks"),
        ]
    )
    func refused(text: String, message: String) throws {
        #expect {
            try SearchQuery(text, day: SameAnswersTests.day)
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
            do throws(SearchQuery.Problem) { query = try SearchQuery(text, day: SameAnswersTests.day) } catch {
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
}
