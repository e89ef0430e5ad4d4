/// Words that stand before a dash, colon or bracket as a dateline's place or source would, and are none.
enum Labels {
    /// Whether a phrase in small letters is a label, an institution, or another opening that is no place.
    static func contains(_ name: Word) -> Bool { names.contains(name) }

    /// Whether a word in small letters in a bracket says something about its neighbour, not who sent the story.
    static func isRemark(_ word: Word) -> Bool { remarks.contains(word) }

    private static let names = WordSet(
        """
        analysis|opinion|comment|commentary|editorial|explainer|exclusive|breaking|breaking news|news|video|watch|photo|\
        photos|pictures|picture|gallery|live|update|updates|factbox|timeline|interview|feature|column|review|preview|\
        profile|insight|focus|highlights|summary|roundup|wrapup|advisory|correction|clarification|note|notes|warning|\
        alert|urgent|bulletin|flash|q&a|in brief|briefing|brief|fact check|fact file|background|quotes|quotebox|\
        scorecard|results|standings|calendar|diary|weather|markets|sport|sports|business|politics|world|culture|\
        science|health|technology|podcast|poll|survey|study|table|graphic|chart|map|list|document|transcript|letter|\
        nato|un|eu|uno|onu|ue|usa|us|uk|who|imf|iwf|fmi|opec|unicef|unesco|unhcr|nasa|esa|fifa|uefa|ioc|osce|wto|iaea|\
        fbi|cia|nsa|gop|ceo|ibm|bmw|opel|vw|ecb|ezb|fed|ftse|dax|nasdaq|nyse|covid|covid-19|hiv|aids|dna|gdp|mps|mp|\
        labour|conservative|republican|democrat|democratic|liberal democrat|lib dem|tory|snp|psoe|vvd|pvda|кпрф|лдпр|\
        score|scores|text|full text|second thoughts|friday|\
        cdu|csu|spd|fdp|afd|нато|оон|ес|сша|рф|мвф|воз|мид|мчс|фсб|нбу|фифа|уефа|мок|обсе|опек|снг|єс|ооо|оао|\
        achtung|hinweis|hintergrund|analyse|kommentar|porträt|interview|eilmeldung|meldung|vorschau|überblick|\
        opinión|análisis|analise|análise|entrevista|exclusivo|último momento|urgente|opinião|commento|analisi|scheda|\
        opinie|achtergrond|achtergrund|opinia|wywiad|analiza|komentář|rozhovor|analýza|мнение|анализ|интервью|срочно|видео|фото|\
        chapter|part|day|step|dear|happy|summer|winter|spring|autumn|sale|madness|week|year|team|round|game|match|season|episode|act|scene|\
        number|question|answer|spoiler|brexit|spacex|google|facebook|apple|amazon|microsoft|bundesliga|nfl|nba|mlb|nhl|television|televisión|\
        télévision|radio|coronavirus|pandemic|climate|election|elections|economy|russia|china|ukraine|germany|france|italy|spain|england|\
        america|europe|africa|asia|россия|украина|китай|германия|франция|сша|европа|франція|україна|росія|німеччина|grünen|deutschland|\
        frankreich|allemagne|alemania|españa|italia|polska|česko|nederland|sverige|norge|danmark|suomi|magyarország|key|points|facts|\
        obituary|obituaries|forex|file|sources|stocks|shares|times|chronology|chronologie|cronología|cronologia|kalendarium|kronologi|хронология|хроника|хронологія|довідка|\
        read more|emergency|emergencies|rugby|cricket|tennis|golf|soccer|football|baseball|basketball|hockey|cycling|boxing|olympics|\
        press digest|daybook|developing|just in|report|recap|the latest|week ahead|the week ahead|market report|kurz gefasst|kurz|\
        en bref|en breve|in breve|em resumo|w skrócie|in het kort|i korthet|kort fortalt|kort sagt|lyhyesti|stručně|röviden|\
        коротко|главное|головне|итоги|підсумки|\
        excerpt|encadré|repères|chronique|entretien|perfil|crónica|crónicas|cronaca|profilo|ritratto|asean|ecowas|mercosur|brics|\
        аналитика|аналітика|репортаж|комментарий|коментар|эксклюзив|analys|intervju|porträtt|elemzés|interjú|haastattelu|analyysi|\
        komentarz|kommentti|kommentár|sylwetka|reportage|reportaje|reportáž|reportaż|\
        справка|досье|обзор|думка|аналіз|інтерв'ю|терміново|відео
        """.split(separator: "|").map(String.init)
    )

    /// Whether a word is one that names of agencies hold in small letters: `Severní zpravodaj`, `Agence ivoirienne de presse`.
    static func isMedium(_ word: Word) -> Bool { media.contains(word) }

    private static let media = WordSet(
        """
        press presse prensa imprensa stampa pers prasowa prasa tisková tlačová news nieuws nyheter nytt nyheder hírek uutiset wire agency \
        agence agentur agencia agência agenzia agencja agentura agentúra kancelář nyhetsbyrå nyhedsbureau nyhetsbyrån bureau \
        dienst nachrichten nachrichtenagentur zpravodaj zprávy wiadomości informacyjna informazioni informations información informação de di \
        service network online media новости новини агентство пресс прес информ інформ
        """.split(separator: " ").map(String.init)
    )

    private static let remarks = WordSet(
        """
        photo photos pictured picture file left right above below centre center video map table graphic top bottom see \
        inset archive foto bild links rechts oben unten archiv symbolbild photo: ph id update updates adds corrects \
        repeats recasts refiles eds refile repeat corrected updated pic image images watch read more live laughter applause cheers \
        music silence pause continued cont inaudible excerpt excerpts extract extrait extracto auszug отрывок
        """.split(separator: " ").map(String.init)
    )
}
