import Text
import Article

/// A row of the table that says which openings are datelines: what was read, the marks that close it, and what must and must
/// not hold of it. The first row that fits decides.
struct DatelineShape {
    struct Elements: OptionSet {
        let rawValue: UInt8

        static let place = Elements(rawValue: 1)
        static let date = Elements(rawValue: 2)
        static let source = Elements(rawValue: 4)
    }

    /// An opening that this row decides on.
    let sample: String
    let isDateline: Bool
    /// What was read; nil for anything.
    let elements: Elements?
    /// One of these has to close it. Nothing at all where it is empty, anything where it is nil.
    let closedBy: DatelineMarks?
    let facts: [DatelineFact]
    let exceptions: [DatelineFact]

    private static func yes(
        _ sample: String,
        _ elements: Elements,
        _ closedBy: DatelineMarks? = nil,
        when facts: [DatelineFact] = [],
        unless exceptions: [DatelineFact] = []
    ) -> DatelineShape {
        DatelineShape(
            sample: sample,
            isDateline: true,
            elements: elements,
            closedBy: closedBy,
            facts: facts,
            exceptions: exceptions
        )
    }

    private static func no(
        _ sample: String,
        _ elements: Elements?,
        _ closedBy: DatelineMarks? = nil,
        when facts: [DatelineFact] = [],
        unless exceptions: [DatelineFact] = []
    ) -> DatelineShape {
        DatelineShape(
            sample: sample,
            isDateline: false,
            elements: elements,
            closedBy: closedBy,
            facts: facts,
            exceptions: exceptions
        )
    }

    /// The number of the row that takes an opening for a dateline; nil where none does.
    static func accepting(_ facts: DatelineFacts) -> Int? {
        let reading = facts.reading
        var elements = Elements()
        if reading.place != nil { elements.insert(.place) }
        if reading.date != nil { elements.insert(.date) }
        if reading.source != nil { elements.insert(.source) }
        for (row, shape) in all.enumerated() {
            guard shape.elements == nil || shape.elements == elements, shape.isClosed(by: reading.marks),
                shape.facts.allSatisfy(facts.hold), !shape.exceptions.contains(where: facts.hold)
            else { continue }
            return shape.isDateline ? row : nil
        }
        return nil
    }

    private func isClosed(by marks: DatelineMarks) -> Bool {
        guard let closedBy else { return true }
        return closedBy.isEmpty ? marks.isEmpty : !closedBy.isDisjoint(with: marks)
    }

    static let all = signs + caseless + withSource + withoutSource

    /// Chinese, Japanese, and the brackets of Korean.
    private static let signs: [DatelineShape] = [
        .yes("新华社兰州6月10日电 黄河大桥恢复通车。", [.place, .date, .source], when: [.unspaced, .wired]),
        .yes("财联社6月10日电，黄河大桥恢复通车。", [.date, .source], when: [.unspaced, .wired]),
        .yes("兰州6月10日电 黄河大桥恢复通车。", [.place, .date], when: [.unspaced, .wired]),
        .yes("东方网兰州6月10日消息 黄河大桥恢复通车。", [.place, .date, .source], when: [.unspaced, .reported]),
        .yes("北方消息网6月10日报道 黄河大桥恢复通车。", [.date, .source], when: [.unspaced, .reported]),
        .yes("路透兰州6月10日 - 黄河大桥恢复通车。", [.place, .date, .source], [.dash, .frame], when: [.unspaced]),
        .yes(
            "兰州，2026年6月10日——黄河大桥恢复通车。",
            [.place, .date],
            [.dash],
            when: [.unspaced, .yearPrinted]
        ),
        .yes("北方社6月10日 - 黄河大桥恢复通车。", [.date, .source], [.dash, .frame], when: [.unspaced]),
        .yes("本报讯（记者王明）黄河大桥恢复通车。", [.source], when: [.unspaced, .wired]),
        .yes("【记者王明/兰州报导】黄河大桥恢复通车。", [.place], when: [.unspaced, .reported]),
        .yes("【聯合報／記者王明／台北報導】黃河大橋恢復通車。", [.place, .source], when: [.unspaced, .reported]),
        .yes("【北方网报道】黄河大桥恢复通车。", [.source], when: [.unspaced, .reported]),
        .yes("【共同】橋が再開した。", [.source], [.frame], when: [.unspaced, .sourceKnown]),
        .yes("【ロンドン共同】橋が再開した。", [.place, .source], [.frame], when: [.unspaced, .sourceKnown]),
        .yes("ロンドン（AP） 橋が再開した。", [.place, .source], when: [.unspaced, .sourceKnown, .bracketed]),
        .no("新华社是中国的通讯社。", nil, when: [.unspaced]),
        .yes("(부산=연합뉴스) 홍길동 기자 = 다리가 다시 열렸다.", [.place, .source], [.frame]),
    ]

    /// Scripts with spaces and without capitals: the marks carry more weight than elsewhere.
    private static let caseless: [DatelineShape] = [
        .yes("أسوان 10 يونيو (كستريل) - أعيد فتح الجسر.", [.place, .date, .source], when: [.caseless, .bracketed]),
        .yes("أسوان 10-6-2016 وفا- أعيد فتح الجسر.", [.place, .date, .source], when: [.caseless, .sourceKnown]),
        .yes(
            "חיפה, 21 בדצמבר - הגשר נפתח ביום שישי.",
            [.place, .date],
            [.dash],
            when: [.caseless],
            unless: [.placeOver(4)]
        ),
        .yes(
            "أسوان – رويترز: أعيد فتح الجسر.",
            [.place, .source],
            [.dash, .colon],
            when: [.caseless, .sourceKnown],
            unless: [.placeOver(3)]
        ),
        .yes(
            "أسوان – وكالات",
            [.place, .source],
            [],
            when: [.caseless, .sourceKnown, .atEnd],
            unless: [.placeOver(3)]
        ),
        .yes(
            "أسوان (رويترز) أعيد فتح الجسر.",
            [.place, .source],
            when: [.caseless, .sourceKnown, .bracketed],
            unless: [.placeOver(4)]
        ),
        .yes(
            "पटना (उत्तर समाचार) – पुल शुक्रवार को खुला।",
            [.place, .source],
            [.dash, .colon],
            when: [.caseless, .bracketed],
            unless: [.placeOver(2)]
        ),
        .yes(
            "أسوان /كستريل/. أعيد فتح الجسر.",
            [.place, .source],
            [.stop],
            when: [.caseless, .slashed],
            unless: [.placeOver(2)]
        ),
        .yes(
            "10 يونيو (كستريل) - أعيد فتح الجسر.",
            [.date, .source],
            [.dash, .colon],
            when: [.caseless, .bracketed]
        ),
        .yes("नई दिल्ली: पुल शुक्रवार को खुला।", [.place], [.colon], when: [.caseless, .placeKnown]),
        .yes("(رويترز) - أعيد فتح الجسر.", [.source], [.dash, .colon], when: [.caseless, .sourceKnown]),
        .yes("[파이낸셜뉴스] 다리가 다시 열렸다.", [.source], [.frame], when: [.caseless, .sourceKnown]),
        .yes("[북방일보 홍길동 기자] 다리가 다시 열렸다.", [.source], [.frame], when: [.caseless, .signed]),
        .no("قال الوزير (يوم الجمعة) إن الجسر أعيد فتحه.", nil, when: [.caseless]),
    ]

    /// With an agency's name, in scripts with capitals.
    private static let withSource: [DatelineShape] = [
        .no("Holm (race leader) - The champion stopped on Friday.", nil, when: [.remark]),
        // Place, date and source
        .no(
            "In Geneva, June 10 (Northwire) - the talks went on.",
            [.place, .date, .source],
            when: [.opensSentence, .runsOn]
        ),
        .yes(
            "HARBIN, June 10 (Northwire) - Cranes returned.",
            [.place, .date, .source],
            [.dash, .colon, .stop, .slash]
        ),
        .yes("Patna, Jun 10 (PTI) the river rose again.", [.place, .date, .source], when: [.sourceKnown]),
        .yes("Patna, Jun 10 (Kestrel) The river rose again.", [.place, .date, .source], unless: [.runsOn]),
        // Place and source
        .no("Jane Doe (Green) - The new mayor takes office.", [.place, .source], when: [.bearer]),
        .no("Kestrel (Gotham) -- Falcon (Metropolis) talks broke down.", [.place, .source], when: [.peers]),
        .no(
            "Toulouse, KESTR – The company said its sales rose.",
            [.place, .source],
            when: [.sourceDoubtful, .comesBack]
        ),
        .yes(
            "(AGI) - ROMA - Il ponte ha riaperto.",
            [.place, .source],
            [.dash],
            when: [.sourceFirst, .placeSure],
            unless: [.runsOn, .opensSentence, .placeOver(4)]
        ),
        .yes("STT, Suvera", [.place, .source], [], when: [.sourceFirst, .sourceKnown, .atEnd]),
        .yes("Suvera TT", [.place, .source], [], when: [.sourceKnown, .atEnd], unless: [.bracketed, .placeOver(1)]),
        .no("(The Northern Wire North Coast) - Suvera - Two piers reopened.", [.place, .source], when: [.sourceFirst]),
        .yes(
            "The Hague (Kestrel) - Two piers reopened.",
            [.place, .source],
            [.dash],
            when: [.opensSentence, .placeKnown],
            unless: [.runsOn]
        ),
        .yes(
            "Il Cairo (ANSA) - Due ponti hanno riaperto.",
            [.place, .source],
            [.dash, .colon],
            when: [.opensSentence, .sourceKnown],
            unless: [.runsOn, .placeOver(4)]
        ),
        .yes(
            "The Hague (AP) - judges rose.",
            [.place, .source],
            [.dash, .colon],
            when: [.opensSentence, .sourceKnown, .placeSure],
            unless: [.placeOver(4)]
        ),
        .no("The Senate (Kestrel) - Two members resigned.", [.place, .source], when: [.opensSentence]),
        .no(
            "Mill Road Lane End Farm House Old Barn North Gate West (Kestrel) - Two piers reopened.",
            [.place, .source],
            when: [.placeOver(9)]
        ),
        .yes(
            "LONDON (Reuters) - iron prices rose.",
            [.place, .source],
            [.dash, .colon],
            when: [.runsOn, .sourceKnown, .placeSure]
        ),
        .no("Holm (Kestrel) - which rose on Friday.", [.place, .source], when: [.runsOn]),
        .yes("Cedar Falls (Kestrel) - Two piers reopened.", [.place, .source], [.dash, .colon]),
        .yes(
            "Frankfurt a.M. (epd). Der Landtag hat das Gesetz beschlossen.",
            [.place, .source],
            [.stop],
            when: [.sourceKnown]
        ),
        .yes("SUVERA (Kestrel). Two piers reopened.", [.place, .source], [.stop], when: [.placeSure]),
        .no("Suvera (Kestrel). Two piers reopened.", [.place, .source], [.stop]),
        .no("SUVERA (Kestrel), two piers", [.place, .source], when: [.comma]),
        .yes("Suvera/Linden (KWR) Two piers reopened.", [.place, .source], when: [.severalPlaces, .acronym]),
        .yes("UMEÅ (TT) Bron öppnade i fredags.", [.place, .source], when: [.placeInCapitals]),
        .yes(
            "Kraków (KAI) Sejm zebrał się w piątek.",
            [.place, .source],
            when: [.sourceKnown],
            unless: [.placeOver(4)]
        ),
        .yes("London (Kestrel) Two piers reopened.", [.place, .source], when: [.placeKnown]),
        // Date and source
        .no("7 May, Victory Park - families gathered.", [.date, .source], when: [.runsOn], unless: [.sourceKnown]),
        .no("7 May, Kestrel Park - Families gathered.", [.date, .source], unless: [.sourceSure]),
        .yes("June 10. /Kestrel/. Two piers reopened.", [.date, .source], [.stop], when: [.slashed]),
        .yes("Jan 4 (Northwire) - The insurer raised its forecast.", [.date, .source], [.dash, .colon]),
        .yes("June 10 (TASS). Two piers reopened.", [.date, .source], [.stop], when: [.sourceKnown]),
        .yes(
            "June 10 (TASS) Two piers reopened.",
            [.date, .source],
            when: [.bracketed, .sourceKnown],
            unless: [.runsOn]
        ),
        // Source alone
        .yes("/Northwire/. The insurer raised its forecast.", [.source], [.stop], when: [.slashed], unless: [.runsOn]),
        .yes("(Belga) Les négociations ont repris.", [.source], [], when: [.opensInBracket, .sourceKnown, .story]),
        .yes(
            "(NWR) The insurer raised its forecast.",
            [.source],
            [],
            when: [.opensInBracket, .acronym, .plainSentence],
            unless: [.slashed]
        ),
        .yes("(CNN) — The insurer raised its forecast.", [.source], [.dash, .colon], when: [.sourceKnown]),
        .yes("(CNN). The insurer raised its forecast.", [.source], [.stop], when: [.sourceKnown]),
        .yes(
            "(Northwire) - The insurer raised its forecast.",
            [.source],
            [.dash, .colon],
            unless: [.runsOn, .longName]
        ),
    ]

    /// Without one.
    private static let withoutSource: [DatelineShape] = [
        // Place and date
        .no(
            "Mill Road Lane End Farm House Old Barn North, June 10 - Two piers reopened.",
            [.place, .date],
            when: [.placeOver(8)]
        ),
        .no("Levuka, June 5 - 7: the ministers meet.", [.place, .date], [.dash], when: [.rangeFollows]),
        .yes(
            "Tuzla, 3 May 2014",
            [.place, .date],
            [],
            when: [.atEnd, .yearPrinted],
            unless: [.opensSentence, .placeOver(4)]
        ),
        .yes(
            "TUZLA, May 3",
            [.place, .date],
            [],
            when: [.atEnd, .placeInCapitals],
            unless: [.opensSentence, .placeOver(4)]
        ),
        .yes(
            "The Hague, Oct 28 - The court rose.",
            [.place, .date],
            when: [.opensWithArticle, .opensSentence, .wideDash],
            unless: [.runsOn, .placeOver(3)]
        ),
        .no("The mill, March 3 - The day of the sale was cold.", [.place, .date], when: [.opensSentence]),
        .yes("GHENT, MARCH 18 - Two piers reopened.", [.place, .date], [.dash], when: [.placeInCapitals]),
        .yes(
            "Labasa — June 10, 2016 — Two piers reopened.",
            [.place, .date],
            [.dash],
            when: [.wideDash],
            unless: [.runsOn]
        ),
        .yes(
            "Caracas, 10 de junio de 2026.- El puente reabrió.",
            [.place, .date],
            [.dash],
            when: [.yearPrinted],
            unless: [.runsOn]
        ),
        .yes(
            "Suvera, Norland, June 10 -On Friday two piers reopened.",
            [.place, .date],
            [.dash],
            when: [.region],
            unless: [.runsOn]
        ),
        .no("A. Smith, March 3 - a date to remember.", [.place, .date], [.dash]),
        .yes("Lahore, June 10: The river rose again.", [.place, .date], [.colon], unless: [.runsOn]),
        .no("Lahore, June 10: the river rose again.", [.place, .date], [.colon]),
        .yes("MOSTAR, June 10. Two piers reopened.", [.place, .date], [.stop], when: [.placeSure], unless: [.runsOn]),
        .no("Suvera, June 10. Two piers reopened.", [.place, .date], [.stop]),
        .yes(
            "MOSTAR, June 10 Two piers reopened.",
            [.place, .date],
            [],
            when: [.placeInCapitals, .sentence],
            unless: [.runsOn]
        ),
        // Place alone
        .yes("(Riverton) – The bridge at Riverton opened.", [.place], [.dash], when: [.placeInBracket]),
        .no("WASHINGTON and Lee University has 2,000 students.", [.place], when: [.runsOn]),
        .no("THE OWNER - Holm did not comment.", [.place], when: [.opensSentence]),
        .yes("WASHINGTON —", [.place], when: [.atEnd, .wideDash, .placeInCapitals, .placeKnown], unless: [.comma]),
        .yes("ANKARA", [.place], [], when: [.atEnd, .placeInCapitals, .placeKnown]),
        .yes("LEVUKA, Fiji", [.place], [], when: [.atEnd, .placeInCapitals, .region]),
        .no("LEVUKA —", [.place], when: [.atEnd]),
        .no("ANALYSIS — The mill closed.", [.place], when: [.label]),
        .yes(
            "WASHINGTON: The minister opened the dam.",
            [.place],
            [.colon],
            when: [.placeKnown, .placeInCapitals],
            unless: [.dash]
        ),
        .no("LEVUKA, — The minister opened the dam.", [.place], when: [.comma]),
        .yes(
            "QUITO.- El ministro inauguró la presa.",
            [.place],
            [.stop],
            when: [.stopDash, .placeWhole],
            unless: [.comesBack, .labelWithin, .initials, .secondDash]
        ),
        .no("BULAWAYO. — The minister opened the dam.", [.place], [.stop], unless: [.region]),
        .no("LEVUKA: The minister opened the dam.", [.place], unless: [.plainDash]),
        .no("SUVERA - Linden, the derby of the north, is played.", [.place], when: [.fixture]),
        .yes("LONDON - Two piers reopened.", [.place], when: [.placeKnown, .placeInCapitals]),
        .yes("London - Two piers reopened.", [.place], when: [.placeKnown], unless: [.secondDash]),
        .no("Levuka - Two piers reopened.", [.place], unless: [.placeInCapitals]),
        .no("KESTREL — The company said its sales rose.", [.place], when: [.comesBack], unless: [.region]),
        .no("MILL ROAD LANE END FARM HOUSE OLD — Two piers reopened.", [.place], when: [.placeOver(6)]),
        .yes("BOISE, Idaho — The minister opened the dam.", [.place], when: [.region]),
        .no("BLACK FRIDAY - The shops open at six.", [.place], when: [.labelWithin]),
        .no("OPEC - Ministers meet in the autumn.", [.place], when: [.initials]),
        .yes("BULAWAYO — The minister opened the dam.", [.place], unless: [.secondDash]),
    ]
}
