import Text
import Article

/// What the table of shapes asks of an opening.
enum DatelineFact {
    // The script.
    /// Its script has no capitals.
    case caseless
    /// Its script has no spaces either.
    case unspaced
    /// The sign that says that it was wired follows the day or agency.
    case wired
    /// So does a word for a report, which sentences hold as well.
    case reported

    // The place.
    case placeInCapitals
    /// The place is one that datelines print without more.
    case placeKnown
    /// One of the two.
    case placeSure
    /// The place is one of those by all its words, or before a region with small letters: no company's `MADRID, S.A.`
    case placeWhole
    case placeOver(Int)
    /// A bracket stands around the place, or around place and day.
    case placeInBracket
    /// A state, region or country follows the place.
    case region
    /// A slash joins two places.
    case severalPlaces
    /// The place begins with a word that begins sentences.
    case opensSentence
    /// That word is an article that names of places begin with.
    case opensWithArticle
    /// The place is a label, or a word of it is.
    case label
    case labelWithin
    /// The place is so short a word that it is an institution more often.
    case initials

    // The date.
    case yearPrinted
    /// The other end of a range and a colon follow.
    case rangeFollows

    // The source.
    /// The source is an agency known by name.
    case sourceKnown
    case sourceFirst
    /// A correspondent is named beside the source.
    case signed
    case bracketed
    case slashed
    /// A bracket or slash opens the paragraph.
    case opensInBracket
    /// The source is known, in brackets, or in capitals.
    case sourceSure
    /// The source is unknown, and has small letters or no bracket.
    case sourceDoubtful
    /// The source has words in small letters, and neither place nor marks bear it out.
    case remark
    /// Three to six capitals.
    case acronym
    case longName
    /// The place is the name of a person or company, which the bracket says more of.
    case bearer
    /// The text goes on with a name and a bracket of its own.
    case peers

    // The marks.
    case comma
    case dash
    case wideDash
    /// A dash stands where one is enough: with space around it, or behind a place in capitals that is known.
    case plainDash
    /// A stop and a hyphen stand together, as Spanish wires have them: `.-`.
    case stopDash

    // What follows.
    case atEnd
    /// A word in small letters.
    case runsOn
    /// A word with a capital, and one without.
    case sentence
    /// The same, with a word that sentences open with.
    case plainSentence
    /// A sentence that no name of an agency would stand in.
    case story
    case secondDash
    /// A sentence that speaks of what stands before the dash.
    case comesBack
    /// The other side of a pairing.
    case fixture
}

/// An opening as far as it has been read, and the answers to what the table asks of it.
struct DatelineFacts {
    let reading: DatelineReading
    private let tokens: Tokens
    private let script: Script

    init(_ reading: DatelineReading, _ tokens: Tokens, _ script: Script) {
        self.reading = reading
        self.tokens = tokens
        self.script = script
    }

    private var next: Token? { tokens[reading.at] }
    private var marks: DatelineMarks { reading.marks }

    /// The longest name of an agency that stands alone, in bytes.
    private static let longestAlone = 24

    func hold(_ fact: DatelineFact) -> Bool {
        switch fact {
        case .caseless: script == .caseless
        case .unspaced: script == .unspaced
        case .wired: reading.wire == .sign
        case .reported: reading.wire == .report
        case .placeInCapitals: reading.place?.isAllCaps == true
        case .placeKnown: isPlaceKnown
        case .placeWhole: isPlaceWhole
        case .placeSure: reading.place?.isAllCaps == true || isPlaceKnown
        case .placeOver(let words): reading.place.map { $0.words > words } == true
        case .placeInBracket: reading.isPlaceBracketed
        case .region: reading.place?.hasRegion == true
        case .severalPlaces: reading.place?.isSeveral == true
        case .opensSentence: reading.place?.opensSentence == true
        case .opensWithArticle: reading.place?.opensWithArticle == true
        case .label: reading.place.map { tokens.isLabel($0.start, $0.end) } == true
        case .labelWithin: hasLabel
        case .initials: isShort
        case .yearPrinted: reading.date?.year != nil
        case .rangeFollows: next?.kind == .number && tokens[reading.at + 1]?.isMark(":") == true
        case .sourceKnown: reading.source?.isKnown == true
        case .sourceFirst: isSourceFirst
        case .signed: reading.source?.correspondent != nil
        case .bracketed: reading.source?.isBracketed == true
        case .slashed: reading.source?.isSlashed == true
        case .opensInBracket: tokens[0]?.isMark("(") == true || reading.source?.isSlashed == true
        case .sourceSure: reading.source.map { $0.isBracketed || $0.isKnown || !hasLower($0) } == true
        case .sourceDoubtful: reading.source.map { !$0.isKnown && ($0.isLoose || !$0.isBracketed) } == true
        case .remark: reading.source?.isLoose == true && !isVouchedFor
        case .acronym: isAcronym
        case .longName: reading.source.map { $0.name.count > DatelineFacts.longestAlone } == true
        case .bearer: placeAndSource.map { LookAlikes.isBearer($0, of: $1, tokens) } == true
        case .peers: placeAndSource.map { LookAlikes.isAmongPeers($0, $1, tokens, at: reading.at) } == true
        case .comma: marks.contains(.comma)
        case .dash: marks.contains(.dash)
        case .wideDash: marks.contains(.wideDash)
        case .plainDash:
            marks.contains(.wideDash)
                || marks.contains(.dash) && reading.place?.isAllCaps == true && next?.afterSpace == true
                    && (isPlaceWhole || isPlaceKnown && !hasInitials)
        case .stopDash: hasStopDash
        case .atEnd: next == nil
        case .runsOn: runsOn
        case .sentence: isSentence
        case .plainSentence: isSentence && next?.isA(.sentenceOpening) == true
        case .story: isStory
        case .secondDash: hasSecondDash
        case .comesBack: LookAlikes.comesBack(tokens, at: reading.at)
        case .fixture: LookAlikes.isFixture(tokens, at: reading.at, afterCity: isPlaceKnown)
        }
    }

    // MARK: Of the place

    private var placeAndSource: (DatelinePlace, DatelineSource)? {
        guard let place = reading.place, let source = reading.source else { return nil }
        return (place, source)
    }

    private var isPlaceKnown: Bool { reading.place.map { DatelineFacts.isKnown($0, tokens) } == true }

    /// `MADRID, S.A.`
    private var hasInitials: Bool {
        reading.place.map { tokens.list[$0.start..<$0.end].contains { $0.shape.contains(.stop) } } == true
    }

    private var isPlaceWhole: Bool {
        guard let place = reading.place else { return false }
        return tokens.isA(.place, place.start, place.end) || isPlaceKnown && tokens[place.end - 1]?.hasLower == true
    }

    /// Whether a place, or the first of several, is one that datelines print without more.
    static func isKnown(_ place: DatelinePlace, _ tokens: Tokens) -> Bool {
        if tokens.isA(.place, place.start, place.end) { return true }
        let cut = (place.start..<place.end).first { tokens[$0]?.isMark(of: "/,(") == true }
        return cut.map { tokens.isA(.place, place.start, $0) } == true
    }

    /// The longest words that are institutions more often than cities, in bytes.
    private static let longestInitials = 4
    private static let longestCyrillicInitials = 8

    private var isShort: Bool {
        guard let place = reading.place, place.words == 1, let first = tokens[place.start] else { return false }
        return place.range.count
            <= (first.character >= 0x400 ? DatelineFacts.longestCyrillicInitials : DatelineFacts.longestInitials)
    }

    /// Whether a word of the place is a label, or it begins as a sentence or with a month.
    private var hasLabel: Bool {
        guard let place = reading.place else { return false }
        // `EN ROUTE TO GENEVA`, `ON BOARD THE ARGO`.
        let isUnderWay = place.words > 2 && tokens[1]?.isA(.underWay) == true
        for (index, token) in tokens.list[..<place.end].enumerated() where token.kind == .word {
            if token.isLabel || token.count > 3 && token.isA(.weekday) { return true }
            if index == 0, !isUnderWay, token.isA(.sentenceOpening) || tokens.month(token) != nil { return true }
        }
        return false
    }

    // MARK: Of the source

    private var isSourceFirst: Bool {
        placeAndSource.map { $1.name.start < $0.range.start } == true
    }

    private func words(of source: DatelineSource) -> [Token] {
        tokens.list.filter { $0.start >= source.name.start && $0.end <= source.name.end }
    }

    private func hasLower(_ source: DatelineSource) -> Bool { words(of: source).contains { $0.hasLower } }

    private var isAcronym: Bool {
        guard let name = reading.source?.name, (3...6).contains(name.count) else { return false }
        return tokens.bytes[name.start..<name.end].allSatisfy { $0.isCapital }
    }

    /// Whether place and marks bear out a source that a remark in a bracket would look like: `Brno (Hlas venkova) - `.
    private var isVouchedFor: Bool {
        guard let (place, source) = placeAndSource, !place.opensSentence, !runsOn else { return false }
        let words = words(of: source)
        let isMedium = words.contains { $0.isA(.medium) && !$0.isA(.placeParticle) || tokens.isAgency($0) }
        guard
            !marks.isDisjoint(with: [.dash, .colon]) || source.isSlashed && marks.contains(.stop)
                || isMedium && marks.isEmpty
        else { return false }
        if reading.date != nil || isMedium { return true }
        // `race leader` is a remark, `Hlas venkova` a name.
        return words.contains { $0.isCapitalized }
            && (place.isAllCaps || isPlaceKnown || place.words == 1 && marks.contains(.wideDash))
    }

    private var hasStopDash: Bool {
        guard marks.contains(.stop), marks.contains(.dash), let hyphen = tokens[reading.at - 1],
            let stop = tokens[reading.at - 2]
        else { return false }
        return hyphen.isDash && !hyphen.afterSpace && stop.isMark(".") && !stop.afterSpace && next?.afterSpace == true
    }

    // MARK: Of what follows

    private var runsOn: Bool {
        guard let next, next.kind == .word, next.hasLower, !next.shape.contains(.capital) else { return false }
        // `van Dijk`
        return !(next.isA(.nobiliary) && tokens[reading.at + 1]?.isCapitalized == true)
    }

    private var isSentence: Bool {
        guard let next, let second = tokens[reading.at + 1] else { return false }
        return next.afterSpace && next.isCapitalized && second.kind == .word && !second.isCapitalized && second.hasLower
    }

    private var isStory: Bool {
        guard let next, next.isCapitalized || next.isCaseless, next.afterSpace, !next.isA(.remark) else { return false }
        if next.isCaseless { return true }
        return isSentence || next.isA(.sentenceOpening) && tokens[reading.at + 1]?.kind == .word
    }

    /// Whether the sentence has a dash of its own, as one whose subject was taken for a place.
    private var hasSecondDash: Bool {
        guard let next else { return false }
        let rest = Tokens(Array(tokens.bytes[next.start...]))
        for (index, token) in rest.list.enumerated() {
            let spaceFollows = rest[index + 1]?.afterSpace
            if token.isDash, token.afterSpace, spaceFollows ?? false { return true }
            if token.isMark("."), spaceFollows ?? true { return false }
        }
        return false
    }
}
