import TestSupport

/// A story put together from parts: what an agency can print above, in and below a story, in six languages, in five layouts.
struct GeneratedStory {
    let text: String
    let headline: String
    let paragraphs: [String]

    private struct Language {
        var headlines: [String]
        var decks: [String]
        var section: String
        var marks: [String]
        var bylines: [String]
        var timestamps: [String]
        var notes: [String]
        var datelines: [String]
        var sentences: [String]
        var credits: [String]
        var signOffs: [String]
    }

    private static let languages: [Language] = [
        Language(
            headlines: ["Council agrees on a bridge over the river", "STORM CUTS POWER TO <KESTREL INC> HOMES"],
            decks: ["No one was hurt, according to the police", "Work is to last for three years"],
            section: "World",
            marks: ["UPDATE 2-", "WRAPUP 3-", "CORRECTED-", "RPT-", "(2nd LD) ", "URGENT: "],
            bylines: ["By Nora Quist", "By NORA QUIST and Tom Abel, Kestrel"],
            timestamps: ["Published: June 10, 2016 14:32 GMT", "2016-06-10T14:32:00Z", "10 June 2016, 14:32"],
            notes: ["(Eds: adds detail in second paragraph)", "(Repeats with no changes to text)"],
            datelines: [
                "SPLIT, June 10 (Kestrel) - ", "BAR HARBOR, Maine — ", "TAMPERE/TURKU, Sept 3 (NWP) -- ",
                "IGARKA /Kola Region/, May 1. /NORD/. ", "(Kestrel) - ", "Patna [Bihar], Jun 10 (KNA): ",
                "MOSTAR. June 10. QNEWS ", "VELDA, N.Y., March 5 - ",
            ],
            sentences: [
                "The council approved the new bridge by a narrow vote, the mayor said.",
                "\"We will not raise the fee,\" the minister told reporters on August 31.",
                "Two ferries - both of them old - collided in thick fog, injuring nine (some of them badly).",
                "U.S. officials said that the talks would go on until 6 p.m. and after.",
            ],
            credits: ["(Reporting by Nora Quist; Editing by Tom Abel)", "© 2016 Kestrel. All rights reserved."],
            signOffs: ["-30-", "ENDS", "REUTER", "nq/ta", "QUORVEL"]
        ),
        Language(
            headlines: ["Мост через реку построят за три года"],
            decks: ["Никто не пострадал, сообщили в полиции"],
            section: "Политика",
            marks: ["СРОЧНО: ", "ПОВТОР: "],
            bylines: ["Автор: Нора Квист"],
            timestamps: ["10 июня 2016, 14:32"],
            notes: ["(Добавлены слова министра)"],
            datelines: [
                "ПСКОВ, 10 июня. /НОРД/. ", "Псков. 10 июня. НОРД-ПРЕСС - ", "ПСКОВ, 10 июн - Байкал Ньюс. ",
            ],
            sentences: [
                "Совет одобрил строительство моста через реку.",
                "«Плата не вырастет», - сказал министр 31 августа 2015 года.",
            ],
            credits: ["(Репортаж Норы Квист. Редактор Том Абель)"],
            signOffs: ["/ТАСС/"]
        ),
        Language(
            headlines: ["Stadtrat beschließt neue Brücke über den Fluss"],
            decks: ["Verletzt wurde nach Angaben der Polizei niemand"],
            section: "Politik",
            marks: ["EILMELDUNG: ", "WDH: ", "+++ EIL +++ "],
            bylines: ["Von Nora Quist, nwa"],
            timestamps: ["10.06.2016, 14:32 Uhr"],
            notes: ["(Wiederholung vom Vortag)"],
            datelines: ["Kassel (nwa) - ", "Halle (Saale) (nwa/rs) - ", "Zug, 10. Juni 2016 (SDA) – "],
            sentences: [
                "Der Stadtrat hat den Bau der Brücke mit knapper Mehrheit beschlossen.",
                "„Wir erhöhen die Gebühr nicht“, sagte der Minister am 31. August.",
            ],
            credits: ["(Bericht von Nora Quist, redigiert von Tom Abel)"],
            signOffs: ["nq/ta"]
        ),
        Language(
            headlines: ["Le conseil approuve un nouveau pont sur la rivière"],
            decks: ["Personne n'a été blessé, selon la police"],
            section: "Société",
            marks: ["URGENT - "],
            bylines: ["Par Nora QUIST"],
            timestamps: ["Publié le 10 juin 2016 à 14h32"],
            notes: ["(Ajoute citation du ministre)"],
            datelines: ["Grenoble, 10 juin 2016 (AFP) - ", "L'Île-Rousse, 1er juin 2016 (Sud Infos) - "],
            sentences: [
                "Le conseil municipal a approuvé lundi la construction du nouveau pont.",
                "« Nous n'augmenterons pas le tarif », a déclaré le ministre.",
            ],
            credits: ["© NordPresse. Tous droits réservés."],
            signOffs: ["nq/ta/xx"]
        ),
        Language(
            headlines: ["Új hidat épít a város a folyón"],
            decks: ["Senki sem sérült meg, közölte a rendőrség"],
            section: "Belföld",
            marks: ["SÜRGŐS: "],
            bylines: ["Írta: Nora Quist"],
            timestamps: ["2016. június 10. 14:32"],
            notes: [],
            datelines: ["Sopron, 2016. június 10., péntek (KTI) - ", "Sopron, jún. 10. (KTI) - "],
            sentences: [
                "A közgyűlés hétfőn jóváhagyta az új híd építését.",
                "A mentők hosszú éjszaka után tizenegy bányászt hoztak fel.",
            ],
            credits: [],
            signOffs: ["VÉGE"]
        ),
        Language(
            headlines: ["市议会批准修建新大桥"],
            decks: [],
            section: "国内",
            marks: [],
            bylines: [],
            timestamps: ["2016-06-10 14:32"],
            notes: [],
            datelines: ["华夏社成都6月10日电", "东方日报成都6月10日电（记者李明）"],
            sentences: ["市议会星期一批准修建横跨河流的新大桥。", "警方说没有人受伤。"],
            credits: [],
            signOffs: ["（完）"]
        ),
    ]

    init(_ generator: inout SeededGenerator) {
        let language = Self.languages.randomElement(using: &generator) ?? Self.languages[0]
        func maybe(_ choices: [String], _ share: Int) -> [String] {
            Int.random(in: 0..<100, using: &generator) < share
                ? [choices.randomElement(using: &generator)].compactMap { $0 } : []
        }
        headline = language.headlines.randomElement(using: &generator) ?? ""
        let mark = maybe(language.marks, 25).first ?? ""
        var head = maybe([language.section], 20) + [mark + headline] + maybe(language.decks, 30)
        head += (maybe(language.bylines, 30) + maybe(language.timestamps, 25) + maybe(language.notes, 20))
            .shuffled(using: &generator)
        var bodies = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
            (0..<Int.random(in: 1...4, using: &generator)).compactMap { _ in
                language.sentences.randomElement(using: &generator)
            }.joined(separator: language.section == "国内" ? "" : " ")
        }
        paragraphs = bodies
        let dateline = maybe(language.datelines, 90).first
        bodies[0] = (dateline ?? "") + bodies[0]
        let tail = maybe(language.credits, 20) + maybe(language.signOffs, 30)
        text = Self.laidOut(head, bodies, tail, isDated: dateline != nil, &generator)
    }

    private static func laidOut(
        _ head: [String],
        _ bodies: [String],
        _ tail: [String],
        isDated: Bool,
        _ generator: inout SeededGenerator
    ) -> String {
        let width = [60, 68, 76].randomElement(using: &generator) ?? 68
        let lineEnd = Bool.random(using: &generator) ? "\n" : "\r\n"
        let lines: String =
            switch Int.random(in: 0..<(isDated ? 4 : 2), using: &generator) {
            case 0: (head + bodies + tail).joined(separator: "\n\n")
            case 1: (head + bodies.map { wrapped($0, width, "") } + tail).joined(separator: "\n\n")
            case 2:
                head.joined(separator: "\n\n") + "\n\n"
                    + bodies.map { wrapped($0, width, "    ") }.joined(separator: "\n")
                    + tail.map { "\n\n" + $0 }.joined()
            default:
                head.joined(separator: "\n") + "\n\n" + bodies.map { wrapped($0, width, "   ") }.joined(separator: "\n")
                    + tail.map { "\n " + $0 }.joined()
            }
        return lines.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd) + lineEnd
    }

    private static func wrapped(_ text: String, _ width: Int, _ indent: String) -> String {
        var lines: [String] = []
        var line = indent
        for word in text.split(separator: " ") {
            if line.count + word.count >= width, line.count > indent.count || !lines.isEmpty {
                lines.append(line)
                line = String(word)
            } else {
                line += (line.isEmpty || line == indent ? "" : " ") + word
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
