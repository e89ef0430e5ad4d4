import Text
import Testing

@testable import Wire

@Suite("Plain English is told without the detector")
struct PlainEnglishTests {
    private func opens(_ text: String) -> Bool {
        PlainEnglish.opens(Array(text.utf8).span)
    }

    static let english = """
        Harbour council agrees on a second bridge over the river

        The council of the harbour town has agreed to build a second bridge over the river, which its engineers said \
        would take the lorries from the old streets. The vote was close: those who live on the northern bank had asked \
        for a ferry, and they have not given up, said the speaker of the committee that will decide on the money.
        """

    static let others = [
        "Dutch": """
        De raad van de havenstad heeft besloten een tweede brug over de rivier te bouwen, of een tunnel, want dat was \
        wat de bewoners wilden. De stemming was spannend: wie op de noordelijke oever woont had om een veerpont \
        gevraagd, en die is er nog niet, zei de voorzitter van de commissie die over het geld beslist. Over een week \
        komt de raad weer bijeen.
        """,
        "Polish": """
        Rada miasta portowego postanowiła zbudować drugi most przez rzekę, bo to jest to, czego chcieli mieszkańcy. \
        Aby to było możliwe, miasto musi znaleźć pieniądze, a to nie będzie łatwe, powiedział przewodniczący komisji, \
        która o tym zdecyduje. Mieszkańcy północnego brzegu prosili o prom i nadal to powtarzają.
        """,
        "Danish": """
        Byrådet i havnebyen har besluttet at bygge en bro over floden, for det var det, som borgerne ønskede. By og \
        land skal betale for den, og det er ikke nemt, siger formanden for det udvalg, der skal finde pengene. De, \
        som bor på den nordlige bred, havde bedt om en færge, men den kommer ikke for det første.
        """,
        "Scots": """
        The cooncil o the herbour toun haes agreed tae bigg a seicont brig ower the watter, an the ingineers said that \
        it wad tak the larries frae the auld gates. The vote wis close: them that bide on the north bank had socht a \
        ferry, and they hae no gien up, said the convener o the comatee that will decide on the siller.
        """,
        "German with an English headline": """
        The future of the harbour and of the town that has it
        Der Rat der Hafenstadt hat beschlossen, eine zweite Brücke über den Fluss zu bauen, denn das war der Wunsch der \
        Bewohner. Die Abstimmung war knapp: Wer am nördlichen Ufer wohnt, hatte um eine Fähre gebeten, und die wird es \
        vorerst nicht geben, sagte der Vorsitzende des Ausschusses, der über das Geld entscheidet.
        """,
    ]

    @Test("English news is taken for English, in capitals too")
    func takesEnglish() {
        #expect(opens(Self.english))
        #expect(opens(Self.english.uppercased()))
    }

    @Test("Other languages are left to the detector", arguments: others.keys.sorted())
    func leavesOthers(language: String) throws {
        #expect(!opens(try #require(Self.others[language])))
    }

    @Test("A text of a few words is left to the detector")
    func leavesShortTexts() {
        #expect(!opens("The council of the town has agreed to build a bridge, said the speaker of the committee."))
        #expect(!opens(""))
    }
}
