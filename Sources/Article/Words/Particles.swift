/// Small words within the names of places.
enum Particles {
    static func contains(_ word: Word) -> Bool { words.contains(word) }

    /// Words that join two places.
    static func joins(_ word: Word) -> Bool { conjunctions.contains(word) }

    /// Words that open a sentence and no place; the few places that begin so are printed with more to know them by.
    static func opensSentence(_ word: Word) -> Bool { openers.contains(word) }

    /// Words that the stop after them shortens, within a sentence.
    static func isAbbreviation(_ word: Word) -> Bool { abbreviations.contains(word) }

    /// Articles that names of places open with too: `The Hague`, `De Bilt`, `Il Cairo`.
    static func isArticle(_ word: Word) -> Bool { articles.contains(word) }

    private static let articles: WordSet = ["the", "de", "den", "het", "il", "lo", "os"]

    private static let abbreviations = WordSet(
        """
        inc corp ltd co cos bros plc gov gen sen rep prof lt col maj capt sgt adm rev hon jr sr st mt ft mr mrs ms dr sir intl dept univ \
        assn ave blvd jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun messrs mme mlle nr bzw ca tel \
        no vol vs etc approx govt natl calif mass conn tenn ariz mich minn wash colo okla ill ind wis kan ont assoc mfg
        """.split(separator: " ").map(String.init)
    )

    private static let words = WordSet(
        """
        de da do dos das del della delle dei di du des la le les el los las lo of the upon on under am an der dem den \
        im in bei ob auf auf-der vor sur sous en aux lès les-bains nad pod na v u w y i e et und og och op aan bij ter \
        ten het van von zu zum zur al a o au is na- близ под над на в а/д pri při mezi przy koło km near off over aboard
        """.split(separator: " ").map(String.init)
    )

    private static let conjunctions: WordSet = [
        "and", "und", "et", "y", "e", "i", "och", "og", "en", "и", "і", "a", "a",
    ]

    private static let openers = WordSet(
        """
        the a an in on at by it he she we they this that these those there when while after before since as for from \
        if but so no yes what why how who where which some many most all one two three his her its their our my \
        der die das ein eine im am es er sie wir ich nach vor seit bei mit von für und aber wenn als l'un \
        une dans sur il elle nous après avant depuis una en tras desde según o os as uma em no na após il \
        lo gli uno dopo secondo w na po od przed ve na od po в на по с после до из для он она мы это как у за де het \
        een na op det et efter på ki a az egy easter christmas last next mr mrs ms dr sir lord president sen rep gov prof herr frau senator minister
        """.split(separator: " ").map(String.init)
    )
}
