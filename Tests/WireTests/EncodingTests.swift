import Text
import Wire
import Article
import TestSupport
import Testing

@Suite("Encodings")
struct EncodingTests {
    /// A story in an encoding, a sentence a language.
    struct Sample: Sendable, CustomTestStringConvertible {
        let language: String
        let sentence: String
        let encoding: String

        var testDescription: String { "\(language) in \(encoding)" }
    }

    private static let sentences: [(language: String, sentence: String, encodings: [String])] = [
        (
            "de", "Die Schule für Spitzen hat am Freitag wieder geöffnet, „endlich“, wie die Leiterin sagte.",
            ["windows-1252"]
        ),
        ("de", "Die Schule für Spitzen hat am Freitag nach drei Jahren wieder geöffnet.", ["ibm850"]),
        ("fr", "L'école de dentelle a rouvert vendredi, a déclaré la direction, après trois années.", ["ibm850"]),
        ("cs", "Krajkářská škola byla v pátek znovu otevřena, řekla její ředitelka.", ["ibm852"]),
        (
            "fi", "Pitsikoulu sai 40 € lahjoituksen, ja Žemaitijan ja Šiaulian koulut kiittivät jälkeenpäin.",
            ["iso-8859-15"]
        ),
        (
            "fr", "L’école de dentelle a rouvert vendredi, après trois années de travaux sur la toiture.",
            ["windows-1252"]
        ),
        (
            "es", "La escuela de encaje reabrió este viernes, después de tres años de obras, según la dirección.",
            ["windows-1252"]
        ),
        (
            "pt", "A escola de renda reabriu hoje, após três anos de obras no telhado, disse a direção.",
            ["windows-1252"]
        ),
        ("sv", "Skolan för spetsar öppnade på fredagen igen efter tre års arbete på taket.", ["windows-1252"]),
        (
            "da", "Skolen for kniplinger åbnede fredag igen efter tre års arbejde på taget, oplyser lederen.",
            ["windows-1252"]
        ),
        (
            "pl", "Szkoła koronkarska została w piątek ponownie otwarta po trzech latach prac, powiedziała dyrektorka.",
            ["windows-1250", "iso-8859-2"]
        ),
        (
            "cs", "Krajkářská škola byla v pátek znovu otevřena po třech letech oprav střechy.",
            ["windows-1250", "iso-8859-2"]
        ),
        (
            "hu", "A csipkeiskola pénteken újra megnyitotta kapuit, miután három évig javították a tetőt.",
            ["windows-1250"]
        ),
        (
            "ru", "Школа кружева открылась в пятницу после трех лет ремонта крыши, сообщила директор.",
            ["windows-1251", "koi8-r", "iso-8859-5", "ibm866"]
        ),
        (
            "uk", "Школа мережива відкрилася у п'ятницю після трьох років ремонту даху, повідомила директорка.",
            ["windows-1251", "koi8-u"]
        ),
        ("zh", "花边学校在屋顶维修三年之后于星期五重新开放，校长表示十分高兴。", ["gb18030"]),
        ("ja", "レース学校は屋根の修理に三年をかけた後、金曜日に再び開校したと校長が述べた。", ["shift_jis", "euc-jp", "iso-2022-jp"]),
        ("ko", "레이스 학교가 지붕 수리 삼 년 만에 금요일 다시 문을 열었다고 교장이 말했다.", ["euc-kr"]),
    ]

    static let samples: [Sample] = sentences.flatMap { entry in
        entry.encodings.map { Sample(language: entry.language, sentence: entry.sentence, encoding: $0) }
    }

    @Test("a legacy encoding is told from the beginning of a line that is longer than the sample", arguments: samples)
    func longLine(_ sample: Sample) throws {
        // Without a space between the sentences, so that the sample may end within a character.
        let line = String(repeating: sample.sentence, count: 60_000 / sample.sentence.utf8.count)
        for shift in ["", "a"] {
            let reading = read(encoded("\(sample.sentence.prefix(12))\n\n\(shift)\(line)\n", as: sample.encoding))
            #expect(reading.encoding == sample.encoding)
            #expect(reading.articles.first?.body.joined().contains(sample.sentence) == true)
        }
    }

    @Test("a legacy encoding is told from one sentence, and recorded", arguments: samples)
    func legacy(_ sample: Sample) throws {
        let bytes = encoded("\(sample.sentence.prefix(12))\n\n\(sample.sentence)\n", as: sample.encoding)
        try #require(!bytes.isEmpty)
        let reading = read(bytes)
        #expect(reading.encoding == sample.encoding)
        #expect(reading.article?.body == [sample.sentence])
        #expect(reading.article?.language == sample.language)
    }

    @Test(
        "a byte-order mark decides, and UTF-16 is known without one",
        arguments: [
            ([], "utf-8", "utf-8"), ([0xEF, 0xBB, 0xBF], "utf-8", "utf-8"), ([0xFF, 0xFE], "utf-16le", "utf-16le"),
            ([0xFE, 0xFF], "utf-16be", "utf-16be"), ([], "utf-16le", "utf-16le"), ([], "utf-16be", "utf-16be"),
            ([0xFF, 0xFE, 0, 0], "utf-32le", "utf-32le"),
        ] as [([UInt8], String, String)]
    )
    func unicode(_ mark: [UInt8], _ encoding: String, _ recorded: String) {
        let reading = read(mark + encoded("Über die Schule\n\nDie Schule für Spitzen hat geöffnet.\n", as: encoding))
        #expect(reading.encoding == recorded)
        #expect(reading.article?.headline == "Über die Schule")
        #expect(reading.article?.body == ["Die Schule für Spitzen hat geöffnet."])
    }

    @Test(
        "UTF-16 without a mark is known where all of its characters are Chinese",
        arguments: ["utf-16le", "utf-16be"]
    )
    func chinese(_ encoding: String) {
        let sentence = "花边学校在屋顶维修三年之后于星期五重新开放，校长表示十分高兴。"
        let reading = read(encoded("花边学校重新开放\n\n\(sentence)\n\n\(sentence)\n", as: encoding))
        #expect(reading.encoding == encoding)
        #expect(reading.article?.body == [sentence, sentence])
    }

    @Test("one bad byte among a few good sequences is damage, not another encoding")
    func littleDamage() {
        var bytes = Array("Über die Schule\n\nDie Schule für Spitzen hat wieder geöffnet, wie es heißt".utf8)
        bytes += [0xFF] + Array(".\n".utf8)
        let reading = read(bytes)
        #expect(reading.encoding == "utf-8")
        #expect(reading.damaged == 1)
    }

    @Test("a bad byte after a full stop leaves the paragraph a paragraph")
    func damageAfterStop() {
        let sentence = "花边学校在屋顶维修三年之后于星期五重新开放，校长表示十分高兴。"
        let reading = read(Array("花边学校重新开放\n\n\(sentence)".utf8) + [0xFF] + Array("\n\n\(sentence)\n".utf8))
        #expect(reading.article?.headline == "花边学校重新开放")
        #expect(reading.article?.section == nil)
    }

    @Test("UTF-8 with a few bad bytes stays UTF-8 and is told apart from Windows-1251")
    func damaged() throws {
        let text = "Школа кружева\n\nШкола кружева открылась в пятницу после трех лет ремонта крыши.\n"
        var bytes = Array(text.utf8)
        bytes.insert(contentsOf: [0xFF, 0xC0], at: bytes.count - 3)
        let reading = read(bytes)
        #expect(reading.encoding == "utf-8")
        #expect(reading.damaged == 1)
        #expect(reading.article?.body.first?.contains("\u{FFFD}") == true)
        #expect(read(encoded(text, as: "windows-1251")).encoding == "windows-1251")
        #expect(read(encoded(text, as: "windows-1251")).damaged == 0)
    }

    @Test("bytes that no encoding explains are rejected with the candidates named, not guessed at")
    func unknown() throws {
        var generator = SeededGenerator(seed: 6)
        var bytes = Array("A headline\n\n".utf8)
        for _ in 0..<2_000 { bytes.append(UInt8.random(in: 0x80...0xFF, using: &generator)) }
        let rejection = try #require(read(bytes).rejection)
        #expect(rejection.code == .unknownEncoding)
        #expect(rejection.explanation.contains("nearest"))
    }

    @Test("bytes that are mostly control characters are no text")
    func binary() throws {
        let bytes: [UInt8] = [1, 0, 0, 0, 5, 0, 0, 0, 6, 6, 6, 6, 5, 5, 5, 5]
        let rejection = try #require(read(bytes + [UInt8](repeating: 0, count: 200)).rejection)
        #expect(rejection.code == .binary)
        #expect(rejection.explanation.contains("data"))
    }
}

@Suite("One story, one id")
struct OneIDTests {
    /// How a text can be set without being another text.
    enum Setting: String, CaseIterable {
        case plain
        case hardWrapped
        case indented
    }

    private static let headline = "L’école “Dentelle” rouvre — enfin…"
    private static let paragraphs = [
        "L’école de dentelle a rouvert vendredi, après trois années de travaux sur la toiture, a-t-on appris auprès de la mairie.",
        "« Quarante élèves se sont inscrits », a dit la directrice – plus qu’en 2009…",
        "Le mode de vie des dentellières du Nord-Pas-de-Calais est l’objet d’une exposition.",
    ]

    private static func text(_ setting: Setting, typewriter: Bool, lineEnd: String) -> String {
        var head = headline
        var body = paragraphs
        body[0] = "Lille, 10 juin 2016 (AFP) - " + body[0]
        switch setting {
        case .plain: break
        case .hardWrapped: body = body.map { wrapped($0, indent: "") }
        case .indented: body = body.map { wrapped($0, indent: "    ") }
        }
        var text = head + "\n\n" + body.joined(separator: setting == .indented ? "\n" : "\n\n") + "\n"
        if typewriter {
            for (one, other) in [
                ("’", "'"), ("“", "\""), ("”", "\""), ("«", "\""), ("»", "\""), ("—", "-"), ("–", "-"), ("…", "..."),
            ] {
                text = text.replacing(one, with: other)
            }
            head = ""
        }
        return text.replacing("\n", with: lineEnd)
    }

    private static func wrapped(_ paragraph: String, indent: String) -> String {
        var lines: [String] = []
        var line = indent
        for word in paragraph.split(separator: " ") {
            if line.count + word.count > 64 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty || line == indent ? "" : " ") + word
        }
        return (lines + [line]).joined(separator: "\n")
    }

    @Test(
        "six encodings, two kinds of marks, two line ends, wrapped and not: one id",
        arguments: ["utf-8", "utf-8 with a mark", "utf-16le", "utf-16be with a mark", "windows-1252", "iso-8859-1"],
        Setting.allCases
    )
    func oneID(_ encoding: String, _ setting: Setting) throws {
        let wanted = ContentID.of(headline: Self.headline, paragraphs: Self.paragraphs)
        for typewriter in [false, true] where typewriter || encoding != "iso-8859-1" {
            for lineEnd in ["\n", "\r\n"] {
                let text = Self.text(setting, typewriter: typewriter, lineEnd: lineEnd)
                let name = encoding.split(separator: " ").first.map(String.init) ?? encoding
                let mark: [UInt8] =
                    encoding == "utf-8 with a mark"
                    ? [0xEF, 0xBB, 0xBF] : encoding == "utf-16be with a mark" ? [0xFE, 0xFF] : []
                let bytes = mark + encoded(text, as: name)
                let story = try #require(read(bytes).article)
                #expect(story.contentID == wanted, "\(story.headline) \(story.body)")
            }
        }
    }
}
