/// Names of sections, and words that sections are called by. A help; a section is known by its shape.
enum Sections {
    static func contains(_ name: Word) -> Bool { names.contains(name) }

    /// Whether a word in small letters is a noun that names of sections end in.
    static func isNoun(_ word: Word) -> Bool { nouns.contains(word) }

    /// Whether a word in small letters is a noun of topics, where it has the look of a verb or is too short to tell.
    static func isTopicNoun(_ word: Word) -> Bool { nouns.contains(word) || topicNouns.contains(word) }

    private static let names = WordSet(
        """
        all news|news|world|world news|politics|business|economy|sport|sports|science|culture|society|technology|health|opinion|top stories|top news|\
        latest news|politics & diplomacy|russian politics & diplomacy|breaking news|general news|national|international|local|markets|finance|entertainment|lifestyle|press review|emergencies|\
        все новости|новости|главные новости|политика|экономика|общество|спорт|культура|наука|происшествия|в мире|международная панорама|бизнес|\
        армия и опк|москва|в стране|мир|усі новини|всі новини|новини|політика|економіка|суспільство|світ|культура|наука|\
        nachrichten|alle nachrichten|politik|wirtschaft|kultur|panorama|wissenschaft|gesellschaft|ausland|inland|vermischtes|\
        actualités|toute l'actualité|politique|économie|société|monde|culture|international|france|noticias|todas las noticias|política|economía|sociedad|\
        mundo|cultura|deportes|internacional|notícias|todas as notícias|economia|desporto|esportes|país|sociedade|notizie|tutte le notizie|politica|\
        cronaca|esteri|mondo|wiadomości|polityka|gospodarka|świat|kraj|kultura|zprávy|všechny zprávy|politika|ekonomika|svět|domácí|zahraničí|\
        faits divers|fait divers|aus aller welt|nieuws|binnenland|buitenland|economie|politiek|nyheter|inrikes|utrikes|ekonomi|politikk|økonomi|innenriks|utenriks|nyheder|indland|udland|\
        uutiset|kotimaa|ulkomaat|talous|hírek|belföld|külföld|gazdaság|要闻|国际|国内|财经|体育|社会|科技|文化|时政|新闻|滚动新闻
        """.split(separator: "|").map(String.init)
    )

    private static let nouns = WordSet(
        """
        news stories story review affairs relations report reports business economy politics science culture society sport sports world \
        technology health opinion markets finance defense defence security energy military space policy diplomacy industry & новости новость панорама события общество \
        экономика политика наука культура спорт мир безопасность опк бизнес финансы туризм новини події бізнес технології nachrichten noticias notícias notizie actualités \
        wiadomości zprávy nieuws nyheter nyheder uutiset hírek
        """.split(separator: " ").map(String.init)
    )

    private static let topicNouns = WordSet(
        """
        talks issues elections sanctions protests attack attacks strike strikes games rights sports prices exports imports \
        negotiations consultations hearings riots clashes floods fires wildfires raids explosions blasts hostages refugees \
        migrants drones missiles weapons drills exercises maneuvers manoeuvres sales studies services systems projects \
        programs programmes airstrikes bombings killings shootings poisonings bombing shooting poisoning downing meeting \
        hearing building housing doping racing skiing boxing boating fishing shipping banking farming crossing flooding \
        oil gas war aid law tax row spy ban bid sea air case trial visit call cut deal vote report plan start end win fall \
        rise launch close hold back совет бюджет саммит визит дефицит университет иммунитет авторитет протест
        """.split(separator: " ").map(String.init)
    )
}

/// Verbs that headlines turn on: a short line with one is a headline, not a section.
enum HeadlineVerbs {
    static func contains(_ word: Word) -> Bool { words.contains(word) }

    private static let words = WordSet(
        """
        is are was were be has have had will would can could may must says said say tells told rises rise rose falls fall fell gains gain gained \
        drops drop dropped jumps jump jumped slips slip slipped sinks soars climbs surges wins win won loses lose lost beats beat dies died die kills \
        killed kill hits hit cuts cut raises raise makes made takes took gives gave gets got goes went comes came opens open opened closes close \
        closed ends end ended begins begin starts start started stops stop stopped meets meet met visits visit visited signs sign signed \
        calls call called urges urge warns warn warned denies deny denied accuses accuse seeks seek sees see saw plans plan planned backs back \
        holds hold held sells sell sold buys buy bought posts reports reported reveals finds found launches launch launched quits resigns resign \
        resigned vows slams hails rejects reject rejected approves approve approved agrees agree agreed ist sind war hat haben wird werden will kann \
        soll sagt steigt steigen fällt fallen stirbt gewinnt verliert est sont a ont va vont peut doit meurt gagne perd annonce monte baisse es son ha han \
        va puede debe muere gana pierde anuncia sube baja è sono muore vince perde sale scende são tem morre ganha sobe cai jest są ma był nie zmarł \
        je jsou má byl zemřel is zijn heeft wordt stijgt daalt är har blir dör er har bliver stiger falder on ovat van vannak hal nő умер погиб \
        заявил сообщил вырос упал растет падает станет будет может стал победил открыл ready likely unlikely poised eager willing might shall dead alive sank fled shot sent met led помер загинув заявив зросла впав відкрив
        """.split(separator: " ").map(String.init)
    )
}
