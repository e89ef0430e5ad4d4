import Text
import Article

/// What a word or phrase of the lexicon is known as. In the data files each class is headed by its name in small letters
/// with hyphens: `time-word`.
enum LexicalClass: Int, CaseIterable, Sendable {
    // The calendar and the clock.
    /// Names of months: twelve lines, January first.
    case month
    case weekday
    /// Words that a line of date and time may hold beside figures, months and weekdays: `published`, `at`, `Uhr`.
    case timeWord
    /// Time zones, each with the minutes that it is ahead of UTC: `cet = 60`.
    case zone

    /// The halves of a day, each with the hours to add to a clock of twelve: `pm = 12`, `午後 = 12`.
    case halfDay
    /// Words behind the hour: `Uhr`, `時`.
    case hourWord
    /// Words behind the minute: `分`.
    case minuteWord
    /// Signs for half an hour behind the hour: `半`.
    case halfHour
    /// Names of a time of day, each with its minute: `noon = 720`.
    case clockName

    // Lines above the story.
    /// Words that forbid use: `embargo`, `Sperrfrist`.
    case embargo
    /// Words that an embargo line may hold beside those of time: `strictly`, `release`.
    case embargoWord
    /// Openings that forbid use before a time: `not for publication`, `ne pas diffuser`.
    case hold
    /// Words for the end of any ban, that of an embargo where they are a label above all else: `【解禁】`, `解禁日時：`.
    case lift
    /// What a press release says of itself: `for immediate release`, `communiqué de presse`.
    case release
    /// Labels before whom to ask: `media contact`.
    case contact
    /// What opens the paragraph in which the sender of a release speaks of itself: `about`.
    case aboutSender
    /// What opens the notes that a desk has for its clients below the copy: `dpa-Notizblock`.
    case deskNotes
    /// Labels above the name of the house that a release comes from: `news provided by`.
    case provider
    /// A piece of copy, as a desk speaks of it: `story`, `Meldung`, `dépêche`.
    case copy
    /// Calls for the editors' attention: `attention`, `Achtung`.
    case attention
    /// Words that take a story back: `killed`, `withdrawn`, `annulée`.
    case kill
    /// Words that stand beside those that take a story back, and mean nothing alone: `mandatory`, `is`.
    case killWord
    /// Words of a notice's own sentence that takes a story back: `is withdrawn`, `wird zurückgezogen`.
    case killNotice
    /// Words of a notice's own sentence that corrects a story: `reported erroneously`, `muss es heißen`.
    case correctionNotice
    /// Entries of a site's menu, and its buttons: `Home`, `Share`, `Se connecter`.
    case menu
    /// Lines above an advertisement within a story that are nothing else: `Advertisement`.
    case advert
    /// Such lines that may head a part of the story as well: `Advertising`, `Anzeige`.
    case advertWord
    /// Openings of what a site asks its readers to agree to: `We use cookies`.
    case consent
    /// Headings above a site's further stories: `Read also`, `Lesen Sie auch`.
    case teaser
    /// What stands on the button behind a teaser: `Read more`.
    case readMore
    /// What a press database prints above and below a story: `1 of 1 document`.
    case furniture
    /// What a story's length is counted in: `123 words`.
    case wordUnit
    /// What makes a span of time one that has passed: `ago`, `il y a`, `назад`.
    case ago
    /// Units of such a span: `hours`, `Std`, `小时前`.
    case timeUnit
    /// What a site says of the time that reading takes: `min read`, `Lesezeit`.
    case reading

    // Labels before a value.
    case labelHeadline
    case labelDeck
    case labelByline
    case labelSection
    case labelDate
    case labelPlace
    case labelBody
    /// Labels whose value says nothing of the story: `length`, `load-date`.
    case labelOther
    /// Labels of an advisory's questions: `who`, `wann`, `où`.
    case labelAdvisory
    /// Words before a page's number: `p`, `Seite`.
    case pageWord
    /// Words between a page's number and how many there are: `Page 1 of 2`.
    case pageJoint
    /// Tags that a press database has in place of labels: `HD`, `LP`.
    case fieldTag
    case mailSubject
    case mailHeader
    /// Openings of what mail programs put below a text.
    case mailFoot
    /// What a letter closes with above the writer's name: `Kind regards`.
    case mailClosing
    /// Lines that a forwarded message opens with.
    case mailForward

    // The language itself.
    /// Small words that its sentences are full of.
    case common
    /// The letters of the language: those beyond a to z in Latin script, else each with its share in a thousand.
    case letters

    // Datelines.
    /// News agencies.
    case agency
    /// Those that call their stories by a line in capitals above the headline.
    case slugAgency
    /// First names that no city begins with.
    case givenName
    /// Family names that the name of a correspondent is told by where nothing parts it from the place.
    case familyName
    /// Countries.
    case country
    /// Places that datelines print without more.
    case place
    /// Regions, states and their abbreviations.
    case region
    /// Labels, institutions and other words that stand where a place does, and are none.
    case notPlace
    /// Words in small letters within names of agencies: `news`, `de`.
    case medium
    /// Words in a bracket that say something of what stands beside it: `pictured left`.
    case remark
    /// Articles that names of places open with: `The Hague`.
    case placeArticle
    /// Small words within the names of places.
    case placeParticle
    /// Words that join two places.
    case placeConjunction
    /// Words that open a sentence and no place.
    case sentenceOpening
    /// Words that the stop behind them shortens.
    case abbreviation
    /// Small words within the names of persons: `van`, `bin`.
    case nobiliary
    /// Points of the compass and the like within names of places.
    case direction
    /// Words within names of teams.
    case team
    /// Legal forms of companies: `Inc`.
    case legalForm
    /// Exchanges' codes behind a company's name.
    case exchange
    /// Words for contests.
    case contest
    /// What a company is called by: `maker`, `giant`.
    case maker
    /// Articles behind a dash that explain what stands before it.
    case lookAlikeArticle
    /// Nouns behind a dash that explain what stands before it.
    case lookAlikeNoun
    /// Words that are within the name of a ship or under way: `en route to`, `on board the`.
    case underWay
    /// Signs that end as agencies do, and are none: 电网.
    case notMedium
    /// What stands between agency and place, and is neither: 综合.
    case placeLead
    /// What says that a paper has it from an agency: 据.
    case cited
    /// Signs that say that a dispatch was wired: 电, 讯.
    case wireSign
    /// Words that say so and stand in sentences as well: 消息, 报道.
    case reportSign
    /// Words that begin as a sign of the wire does: 电影.
    case notWireSign
    /// Words of persons, not of agencies: `Reporter`.
    case personWord
    /// Words before a correspondent's name in a dateline.
    case bylineOpening
    /// Words for a correspondent in a dateline.
    case correspondentWord

    // Dates.
    /// Endings of ordinal numbers: `th`, `er`.
    case ordinalEnding
    /// Words between day, month and year: `10 de junio de 2016`.
    case genitive
    /// Words before a date: `le 10 juin`, `في 10 يونيو`.
    case dateLead
    /// Words behind a year: `года`.
    case yearWord
    /// Words between a day of another calendar and ours: `الموافق`.
    case dateEquals
    /// What ends a year of another calendar: `AH`.
    case era
    /// Words before a year of another calendar, each with what to add to it: `พ.ศ = -543`, `令和 = 2018`.
    case yearEra
    /// Signs of year, month and day, each with its place in a date: `年 = 1`.
    case dateSign
    /// Numbers that are written in signs: `十 = 10`.
    case numeral
    /// Words behind a clock: `GMT`, `Uhr`.
    case clockZone
    /// Words for time beside a city's name: `New York time`.
    case clockNoun
    /// Small words within a day: `10 de junio`.
    case dayWord
    /// Words of a line of date and time.
    case stampWord

    // Marks.
    /// Marks of an update.
    case markUpdate
    /// Marks of a sum of several stories.
    case markWrapup
    /// Marks of a correction.
    case markCorrection
    /// Marks of urgency.
    case markUrgent
    /// Marks of a repeat.
    case markRepeat
    /// Words that mean nothing but a mark, though they have small letters: `Eilmeldung`.
    case plainMark
    /// Marks of urgency that nothing parts from the headline.
    case bareUrgency
    /// Marks of a lead: `ld`, `writethru`.
    case lead
    /// Labels of a priority: `urgency:`.
    case urgency
    /// A wire's cycles, at a slug's start: `bc-`.
    case cycle
    /// Openings of notes that correct.
    case corrects
    /// Openings of notes that repeat.
    case repeats

    // Sections and headlines.
    /// Names of sections.
    case section
    /// Nouns that sections are called by.
    case sectionNoun
    /// Nouns of topics that look like verbs.
    case topicNoun
    /// Verbs that headlines turn on.
    case headlineVerb
    /// Plurals that do not show by their ending.
    case plural
    /// Prepositions within the name of a topic.
    case preposition
    /// Words that a deck opens with and a headline does not.
    case deckOpening
    /// Verbs that a deck ends with: `he said`.
    case deckEnd
    /// Endings of verbs in headlines.
    case verbEnding
    /// Endings of nouns that look like verbs in headlines.
    case nounEnding
    /// Small words that a headline in English does not have.
    case notEnglish
    /// Words that a headline in English has.
    case plainEnglish

    // Bylines, notes and credits.
    /// Words before a name in a byline: `by`, `von`.
    case bylineWord
    /// Words before those: `written by`.
    case bylineVerb
    /// Labels of a byline: `Author:`.
    case bylineLabel
    /// Words between and within the names of a byline.
    case nameJoint
    /// Words of what a writer is, behind the name.
    case writerTitle
    /// Words of what a writer is, before the name: `our staff reporter`.
    case writerOffice
    /// Words that follow `by` and are no name: `by law`.
    case notName
    /// Words that no name ends with.
    case notSurname
    /// What the bearer of a byline is: `correspondent`.
    case bylineTitle
    /// Words between a name and its agency in a byline: `for Associated Press`.
    case agencyJoint
    /// Endings of the names of sites, behind their last stop: `com`.
    case siteEnding
    /// Endings of names of media: `inform`, `press`.
    case mediumEnding
    /// Openings of notes to editors: `editor's note`.
    case note
    /// Openings of notes to editors in brackets: `adds`, `corrects`.
    case bracketNote
    /// Openings of lines above a story that say who reported it.
    case headReporter
    /// Openings of lines above a story that say who holds the rights.
    case headCredit
    /// Openings of a bracket that says who reported.
    case reporter
    /// Codes by which news terminals call a service: `RTRS`.
    case terminalCode
    /// Codes of a service before its headlines, the first letters of its agency's name: `DJ`.
    case serviceCode
    /// Openings of credits: `editing by`.
    case credit
    /// Openings of credits, in brackets only: they open sentences as well.
    case bracketCredit
    /// Openings of notices of rights: `all rights reserved`.
    case rights
    /// Labels below a story before whom to ask.
    case tailContact
    /// Labels before the source: `Source: `.
    case source
    /// Openings of lines that name further agencies: `with inputs from`.
    case input
    /// Openings of lines that point to the original.
    case original
    /// Labels before who made the picture.
    case picture
    /// Words between the names of a credit.
    case creditJoint
    /// Words for what someone contributed to: `report`.
    case contribution
    /// Openings of lines that name an agency beside the own.
    case withAgency

    // The end of copy.
    /// Lines that end copy and part no two pieces of it: `-30-`.
    case copyEnd
    /// Signs that end copy everywhere: `###`.
    case copySign
    /// Words that end copy: `ENDS`.
    case endWord
    /// Short words that are no initials.
    case notInitials
    /// Words that a sentence goes on after: no sign-off stands behind them.
    case leadsOn
    /// Words after a hyphen that a line break did not make: `pre- and post-war`.
    case hyphenConjunction

    /// The name that heads the class in the data files.
    var heading: String {
        var name = ""
        for character in "\(self)" {
            if character.isUppercase { name.append("-") }
            name.append(contentsOf: character.lowercased())
        }
        return name
    }

    /// The classes by the names that head them.
    static let byHeading = Dictionary(uniqueKeysWithValues: allCases.map { ($0.heading, $0) })
}

/// A set of classes.
struct LexicalClasses: Sendable {
    private var low: UInt128 = 0
    private var high: UInt64 = 0

    init() {}

    init(_ one: LexicalClass) { insert(one) }

    @inline(__always)
    mutating func insert(_ one: LexicalClass) {
        if one.rawValue < 128 { low |= 1 << UInt128(one.rawValue) } else { high |= 1 << UInt64(one.rawValue - 128) }
    }

    @inline(__always)
    func contains(_ one: LexicalClass) -> Bool {
        one.rawValue < 128 ? low >> UInt128(one.rawValue) & 1 != 0 : high >> UInt64(one.rawValue - 128) & 1 != 0
    }

    var isEmpty: Bool { low == 0 && high == 0 }
}
