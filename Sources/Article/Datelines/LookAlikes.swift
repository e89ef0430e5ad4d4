/// What stands where a dateline's place would and is none: persons with their party, companies with their
/// ticker, institutions that the sentence comes back to.
enum LookAlikes {
    /// Whether a name with a bracket after it is a person's or a company's: `Jane Doe (Green)`, `Apple Inc. (AAPL)`.
    static func isBearer(_ place: DatelinePlace, of source: DatelineSource, _ tokens: Tokens) -> Bool {
        if isAbbreviation(source, of: place, tokens) || isSpeltOut(source, of: place, tokens) { return true }
        guard !source.isKnown, !place.hasRegion else { return false }
        let name = Word(tokens.bytes.span, source.name.start, source.name.end)
        if !place.isAllCaps, Countries.contains(name) || Places.contains(name) || teams.contains(name) { return true }
        return isPerson(place, tokens) || isCompany(place, tokens) || isTicker(source, tokens)
            || isParty(source, tokens)
    }

    /// `Ford (Detroit) -- Toyota (Japan)`: the text goes on with a name and a bracket of its own.
    static func isAmongPeers(_ place: DatelinePlace, _ source: DatelineSource, _ tokens: Tokens, at index: Int) -> Bool
    {
        guard !source.isKnown, !place.isAllCaps, let first = tokens[index], first.kind == .word, first.isCapitalized,
            let last = tokens.list.first(where: { $0.end == source.name.end }), last.hasLower
        else { return false }
        return tokens[index + 1]?.isMark("(") ?? false
    }

    /// `Polar Wire (PW)`: the first letters of the name before it.
    private static func isAbbreviation(_ source: DatelineSource, of place: DatelinePlace, _ tokens: Tokens) -> Bool {
        let span = tokens.bytes.span
        guard source.name.start > place.range.end, place.words > 1 else { return false }
        var at = source.name.start
        for index in (place.end - place.words)..<place.end {
            guard let token = tokens[index], token.kind == .word else { return false }
            guard token.isCapitalized, !Particles.isArticle(token.word) else { continue }
            let letter = span.codePoint(at: token.start)
            guard at < source.name.end, span.codePoint(at: at).value == letter.value else { return false }
            at += letter.length
        }
        return at == source.name.end
    }

    /// `PW (Polar Wire)`: the words that the letters before them stand for.
    private static func isSpeltOut(_ source: DatelineSource, of place: DatelinePlace, _ tokens: Tokens) -> Bool {
        guard place.isAllCaps, place.words == 1, place.range.count <= 8, !source.isKnown else { return false }
        let span = tokens.bytes.span
        var at = place.range.start
        for token in tokens.list where token.start >= source.name.start && token.end <= source.name.end {
            guard token.kind == .word, token.isCapitalized else { continue }
            let letter = span.codePoint(at: token.start)
            guard at < place.range.end, span.codePoint(at: at).value == letter.value else { return false }
            at += letter.length
        }
        return at == place.range.end
    }

    /// Parties, leagues and clubs that stand behind persons' names.
    private static let teams: WordSet = [
        "ods", "fidesz", "ano", "pis", "smer", "hdz", "sd", "psd", "mls", "psg", "ер", "mercedes", "ferrari", "renault",
        "mclaren", "barcelona", "juventus", "arsenal", "chelsea", "liverpool", "bayern", "ajax", "benfica", "porto",
        "renaissance", "en marche", "modem", "eelv", "lfi", "les républicains", "rassemblement national", "horizons",
        "labour", "conservative", "conservatives", "tory", "greens", "green", "lib dem", "lib dems", "republican",
        "democrat",
        "cdu", "csu", "spd", "fdp", "afd", "grüne", "grünen", "die linke", "linke", "bsw", "övp", "spö", "fpö", "neos",
        "svp",
        "psoe", "pp", "vox", "podemos", "sumar", "ciudadanos", "junts", "erc", "cds", "chega", "pcp", "morena", "pri",
        "pt",
        "pd", "lega", "fdi", "forza italia", "m5s", "fratelli d'italia", "psl", "lewica", "konfederacja", "platforma",
        "stan", "top 09", "čssd", "ksčm", "vvd", "pvv", "d66", "pvda", "cda", "groenlinks", "likud", "sdp", "sns",
        "snsd",
        "kok", "kesk", "venstre", "høyre", "arbeiderpartiet", "moderaterna", "syriza", "jobbik", "tisza", "dk",
        "кпрф", "лдпр", "единая россия", "яблоко", "слуга народу", "слуга народа", "батькивщина", "батьківщина",
    ]

    /// A first name that is nothing else, or an initial, and one or two words after it.
    private static func isPerson(_ place: DatelinePlace, _ tokens: Tokens) -> Bool {
        guard let first = tokens[place.end - place.words], first.kind == .word, (2...4).contains(place.words) else {
            return false
        }
        return GivenNames.contains(first.word)
    }

    /// A name that ends in its legal form.
    private static func isCompany(_ place: DatelinePlace, _ tokens: Tokens) -> Bool {
        var at = place.end - 1
        if let stop = tokens[at], stop.isMark(".") { at -= 1 }
        guard place.words > 1, let last = tokens[at], last.kind == .word else { return false }
        return legalForms.contains(last.word)
    }

    private static let legalForms: WordSet = [
        "inc", "corp", "corporation", "ltd", "limited", "plc", "ag", "se", "nv", "n.v", "bv", "ab", "oy", "oyj", "asa",
        "gmbh", "llc", "spa", "s.p.a", "kg", "holdings", "holding", "group", "ооо", "оао", "пао", "зао",
    ]

    /// `KFL.L`, `SMBS.ST`: the code of an exchange after the stop.
    private static func isTicker(_ source: DatelineSource, _ tokens: Tokens) -> Bool {
        let bytes = tokens.bytes
        guard let stop = bytes[source.name.start..<source.name.end].lastIndex(of: 0x2E), stop > source.name.start,
            stop - source.name.start <= 5
        else { return false }
        if stop + 2 == source.name.end { return (0x41...0x5A).contains(bytes[stop + 1]) }
        return stop + 3 == source.name.end && exchanges.contains(Word(bytes.span, stop + 1, source.name.end))
    }

    private static let exchanges: WordSet = ["st", "he", "ol", "pa", "mi", "mc", "vx", "to", "ax", "ks", "ns", "bo"]

    /// `M`, `R-Maine`: one letter, or one letter and where its bearer was elected.
    private static func isParty(_ source: DatelineSource, _ tokens: Tokens) -> Bool {
        let name = tokens.bytes[source.name.start..<source.name.end]
        if name.count == 1 { return true }
        return name.count > 2 && name[name.startIndex + 1] == 0x2D
            && [0x44, 0x49, 0x52].contains(name[name.startIndex])
    }

    /// Whether a pairing stands on both sides of the dash: `SUVERA - Linden, le derby,`, `SUVERA - Linden 2-1`.
    static func isFixture(_ tokens: Tokens, at index: Int, afterCity: Bool) -> Bool {
        var at = index
        while let word = tokens[at], word.kind == .word, word.isCapitalized, at - index < 2 { at += 1 }
        guard at > index, let mark = tokens[at] else { return false }
        if mark.kind == .number {
            // `LONDON - Arsenal 2-1` may be told from London.
            guard !afterCity, let joint = tokens[at + 1], joint.isDash || joint.isMark(":"), !joint.afterSpace,
                let other = tokens[at + 2]
            else { return false }
            return other.kind == .number && !other.afterSpace && mark.count <= 3 && other.count <= 3
        }
        guard mark.isMark(",") else { return false }
        guard let word = tokens[at + 1], word.kind == .word else { return false }
        if contests.contains(word.word) { return true }
        guard articles.contains(word.word), let noun = tokens[at + 2], noun.kind == .word else { return false }
        return contests.contains(noun.word)
    }

    private static let contests: WordSet = [
        "derby", "match", "game", "final", "semifinal", "semi-final", "race", "rally", "duel", "fixture", "classic",
        "derbi",
        "dérbi", "clásico", "clássico", "partido", "carrera", "jogo", "corrida", "partita", "gara", "corsa", "classica",
        "course", "étape", "l'étape", "classique", "l'affiche", "finale", "spiel", "rennen", "klassiker", "wedstrijd",
        "klassieker", "loppet", "matchen", "derbyt", "løpet", "kampen", "kamp", "mecz", "wyścig", "derbiach", "zápas",
        "závod", "дерби", "матч", "финал", "гонка", "матчу", "дербі", "фінал", "rangadó", "mérkőzés", "ottelu",
    ]

    /// Whether the sentence at `index` speaks of what stands before the dash: `NETFLIX — The company said`.
    static func comesBack(_ tokens: Tokens, at index: Int) -> Bool {
        guard let article = tokens[index], article.kind == .word else { return false }
        // `L'entreprise` is one token.
        if nouns.contains(article.word) { return true }
        guard articles.contains(article.word), let noun = tokens[index + 1], noun.kind == .word else { return false }
        if nouns.contains(noun.word) { return true }
        // `The car maker said`
        guard !noun.isCapitalized, let head = tokens[index + 2], head.kind == .word else { return false }
        return makers.contains(head.word)
    }

    private static let makers: WordSet = ["maker", "manufacturer", "giant", "retailer", "producer"]
    private static let articles: WordSet = [
        "the", "der", "die", "das", "le", "la", "el", "il", "lo", "o", "a", "het", "de",
    ]
    private static let nouns: WordSet = [
        "company", "firm", "group", "club", "newspaper", "paper", "band", "agency", "organization", "organisation",
        "conglomerate", "carmaker", "automaker",
        "chipmaker", "drugmaker", "brand", "konzern", "unternehmen", "firma", "hersteller", "autobauer", "organisation",
        "constructeur", "groupe", "société", "l'entreprise", "l'organisation", "l'agence", "empresa", "compañía",
        "grupo", "organización", "l'azienda", "azienda", "gruppo", "società", "companhia", "bedrijf", "fabrikant",
        "organisatie", "bloc", "alliance", "petrolera", "automotriz", "aerolínea", "bolaget", "koncernen", "selskabet",
        "selskapet", "yhtiö", "компания", "концерн", "банк", "корпорация", "компанія", "spółka", "koncern",
        "společnost",
    ]
}
