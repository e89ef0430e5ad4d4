import Article
import LinuxIO
import Testing
import TestSupport

@testable import Search

@Suite("Words in their forms, and letters that are taken for the same")
struct WordFormsTests {
    private let desk: MadeDesk

    /// The text of each article, under its number from 1 on.
    private static let texts = [
        """
        Council repairs the bridges

        RIVERTON, June 10. /TASS/. Three workers were injured when the scaffolding collapsed on Monday, the council said. \
        The bridges had been closed for months because of flooding, and officials promised that they would reopen soon.
        """,
        """
        Die Brücken bleiben gesperrt

        BERLIN, 11. Juni (dpa) - Die Straßen und die Häuser am Fluss waren überflutet, sagten die Behörden am Montag. Die \
        Arbeiten an den Brücken sollen noch bis zum Herbst dauern, und die Bewohner müssen Umwege fahren.
        """,
        """
        Мосты закрыты на ремонт

        МОСКВА, 10 июня. /ТАСС/. Рабочие осматривали опоры мостов после наводнения, сообщили в мэрии города. Королёв \
        рассказал журналистам, что движение по набережным откроют осенью этого года.
        """,
        """
        Les ponts restent fermés

        PARIS, 10 juin (AFP) - Les ouvriers travaillaient depuis lundi sur les chevaux de frise, ont annoncé les autorités \
        de la ville. Les habitants devront attendre l'automne pour traverser de nouveau la rivière.
        """,
        """
        日本のGDP増加と2026年の見通し

        東京 11日 共同 - ｶﾞｿﾘﾝの価格が上がった。政府はAI技術への投資を増やすと発表し、経済の見通しは明るいと説明した。
        """,
        """
        한국GDP가 늘었다

        서울 11일 연합 - 한국은행은 올해 경제성장률이 3분기에 2.5% 늘었다고 발표했다. 수출이 늘고 소비도 회복되고 있다.
        """,
        """
        Η γέφυρα έκλεισε

        ΑΘΗΝΑ, 10 Ιουνίου (ΑΠΕ) - Οι εργάτες επισκεύαζαν τους δρόμους της πόλης, ανακοίνωσε ο δήμος τη Δευτέρα. Οι κάτοικοι \
        θα περιμένουν ως το φθινόπωρο για να περάσουν το ποτάμι.
        """,
        """
        The oﬃce of Łukasz Ørsted

        GDAŃSK, June 12 (Example) - The pub\u{AD}lisher's oﬃce in Đakovo and the Ｔｏｋｙｏ branch said that Strauß and Encyclopædia \
        Ltd. had signed the contract, which the editors welcomed on Tuesday.
        """,
    ]

    init() throws {
        desk = try MadeDesk(isInMemory: true)
        for (number, text) in Self.texts.enumerated() {
            try desk.deliver(text + "\n", as: Path("\(number).txt"), at: 1_795_342_562_113_000_000 + Int64(number))
        }
        try desk.enterCatalogue()
        try desk.index()
    }

    private func result(_ text: String, usesIndex: Bool = true) throws -> [SearchHit] {
        try desk.lookup(usesIndex: usesIndex).find(SearchQuery(text) { _ in nil }, limit: 10).hits
    }

    @Test(
        "Each form of a word finds the others in its language, and in quotation marks only itself",
        arguments: [
            ("bridge", [1]), ("Bridges", [1]), ("bridged", [1]), ("\"bridge\"", []), ("\"bridges\"", [1]),
            ("injury worker", []), ("worker injuring", [1]), ("reopening", [1]), ("closes", [1]),
            ("headline:bridge", [1]),
            ("headline:worker", []), ("bridge -collapse", []), ("bridge -storm", [1]), ("bridg*", [1]),
            ("brücke", [2]), ("brucke", [2]), ("arbeit", [2]), ("haus", [2]), ("häuser", [2]), ("strassen", [2]),
            ("STRASSE", [2]), ("мост", [3]), ("мостами", [3]), ("рабочий", [3]), ("королев", [3]), ("королёв", [3]),
            ("pont", [4]), ("travailler", [4]), ("fermer OR fermée", [4]), ("δρόμος", [7]), ("εργατης", [7]),
        ] as [(String, [Int64])]
    )
    func forms(text: String, expected: [Int64]) throws {
        #expect(try result(text).map(\.entry.sequence).sorted() == expected)
        #expect(try result(text, usesIndex: false).map(\.entry.sequence).sorted() == expected, "without an index")
    }

    @Test(
        "What is glued together, written narrow or wide, or with letters that nobody can type is found all the same",
        arguments: [
            ("GDP", [5, 6]), ("増加", [5]), ("2026", [5]), ("ガソリン", [5]), ("ｶﾞｿﾘﾝ", [5]), ("AI", [5]), ("技術", [5]),
            ("한국", [6]), ("γεφυρα", [7]), ("ΓΕΦΥΡΑ", [7]), ("γέφυρα", [7]), ("office", [8]), ("lukasz", [8]),
            ("orsted", [8]), ("Ørsted", [8]), ("publisher", [8]), ("dakovo", [8]), ("tokyo", [8]), ("Ｔｏｋｙｏ", [8]),
            ("strauss", [8]), ("strauß", [8]), ("encyclopaedia", [8]), ("gdp増加", [5]),
        ] as [(String, [Int64])]
    )
    func letters(text: String, expected: [Int64]) throws {
        #expect(try result(text).map(\.entry.sequence).sorted() == expected)
    }

    @Test("A hit is marked in the text as it was printed, whatever it was found by")
    func marks() throws {
        func marked(_ text: String) throws -> [String] {
            let hit = try #require(try result(text).first)
            return [hit.headline, hit.line ?? MarkedText()].flatMap { marked in
                let scalars = Array(marked.text.unicodeScalars)
                return marked.hits.map { range in
                    String(String.UnicodeScalarView(scalars[range]))
                }
            }
        }
        #expect(try marked("bridge") == ["bridges", "bridges"])
        #expect(try marked("strasse") == ["Straßen"])
        #expect(try marked("office") == ["oﬃce", "oﬃce"])
        #expect(try marked("publisher") == ["pub\u{AD}lisher"])
        #expect(try marked("ガソリン") == ["ｶﾞｿﾘﾝ"])
        #expect(try marked("королев") == ["Королёв"])
        #expect(try marked("2026") == ["2026"])
        #expect(try result("office")[0].headline.text == "The oﬃce of Łukasz Ørsted")
    }

    @Test("The word itself counts for more than another form of it")
    func ranking() throws {
        let desk = try MadeDesk(isInMemory: true)
        let rest = "said the council, which had been asked by the people who live there about the work on the river."
        for (number, word) in ["bridges", "bridge", "bridged"].enumerated() {
            let text = "Story \(number)\n\nRIVERTON, June 10. /TASS/. The \(word) \(rest)\n"
            try desk.deliver(text, as: Path("\(number).txt"), at: 1_795_342_562_113_000_000 + Int64(number))
        }
        try desk.enterCatalogue()
        try desk.index()
        let hits = try desk.lookup().find(SearchQuery("bridge") { _ in nil }, limit: 10).hits
        #expect(hits.map(\.entry.sequence).first == 2)
        #expect(hits.count == 3)
    }
}
