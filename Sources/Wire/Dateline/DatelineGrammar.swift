import Text
import Article

/// A dateline that was found at the start of a paragraph.
struct DatelineMatch {
    /// Ranges in the paragraph's bytes.
    var parts: DatelineParts
    /// Where the story's first sentence begins; the end of the paragraph when nothing follows.
    var bodyStart: Int
    /// Whether it has a date or a source, which nothing but a dateline has at this place.
    var isStrong: Bool
    /// The row of the table that it was accepted by.
    var shape: Int
}

/// Finds the dateline that a paragraph opens with, in any script.
///
/// Place, date and source come in any order, each at most once, each closed by its marks. Readers find the elements, and the
/// table of ``DatelineShape`` says what of them, closed by which marks and followed by what text, is a dateline and no
/// sentence that begins like one.
struct DatelineGrammar {
    let tokens: Tokens
    let script: Script
    let dates: DateReader
    private let places: PlaceReader
    private let sources: SourceReader
    private let bareSources: BareSourceReader
    private let openings: OpeningReader
    private let signs: SignReader?
    /// The bracket around the dateline.
    private let frame: Int?

    /// How much of a paragraph a dateline and the words after it can take, in bytes and in tokens.
    static let window = 256
    private static let mostTokens = 32
    private static let mostSigns = 80
    /// Place, date and source, and a correspondent.
    private static let mostElements = 4
    private static let longestFrame = 40

    /// The dateline at the start of a paragraph; nil where there is none.
    static func match(_ paragraph: Span<UInt8>) -> DatelineMatch? {
        guard paragraph.count > 2, let script = script(of: paragraph) else { return nil }
        var end = min(paragraph.count, window)
        while end < paragraph.count, end > 0, paragraph[end].isContinuation { end -= 1 }
        if script == .cased {
            guard canOpen(paragraph.codePoint(at: 0).value), hasSign(paragraph, end) else { return nil }
        }
        var bytes: [UInt8] = []
        bytes.append(paragraph, from: 0, to: end)
        let tokens = Tokens(bytes, limit: script == .unspaced ? mostSigns : mostTokens, bySign: script == .unspaced)
        return DatelineGrammar(tokens, script).parse()
    }

    /// A place and a day with its year that are all of a line; nil for any other.
    static func placeAndDay(_ line: Span<UInt8>) -> DatelineParts? {
        guard line.count <= longestLine, let found = match(line), found.bodyStart >= line.count,
            found.parts.place != nil, found.parts.day != nil, found.parts.year != nil, found.parts.source == nil
        else { return nil }
        return found.parts
    }

    private static let longestLine = 80

    /// The script of the first letter; of Latin letters that a sign of Chinese follows, that of the sign.
    private static func script(of paragraph: Span<UInt8>) -> Script? {
        var index = 0
        var isLatin = false
        // `（CNN）桥`: what the bracket around an agency is followed by.
        let opensInBracket = Brackets.opens(paragraph.codePoint(at: 0).value)
        while index < min(paragraph.count, longestFrame) {
            let point = paragraph.codePoint(at: index)
            if let script = Script.of(point.value) {
                guard script == .cased, point.value < 0x80 else {
                    return isLatin && script == .caseless ? .cased : script
                }
                isLatin = true
            } else if isLatin, !(opensInBracket && isAroundName(point.value)) {
                return .cased
            }
            index += point.length
        }
        return isLatin ? .cased : nil
    }

    /// Whether a character closes the bracket around an agency's name, parts two such names, or stands behind it.
    private static func isAroundName(_ value: UInt32) -> Bool {
        switch value {
        case .space, .closing, .equals, .closingSquare, 0x3000, 0x3011, 0xFF09, 0xFF1D, 0xFF3D: true
        default: false
        }
    }

    private static func canOpen(_ value: UInt32) -> Bool {
        switch value {
        case .opening, .slash, .openingSquare, .apostrophe, 0x2019, UInt32.figures: true
        case UInt32.smalls: value == 0x61 || value == 0x65
        default: CharacterClass.isUpper(value)
        }
    }

    /// How far into a paragraph the first mark of a dateline stands.
    private static let firstMark = 128

    /// The longest line that holds a place, an agency and a day without marks, in bytes.
    private static let longestLone = 32

    /// Whether a bracket, dash, colon, slash, figure or stop stands where a dateline would have it.
    private static func hasSign(_ paragraph: Span<UInt8>, _ end: Int) -> Bool {
        var hasFigure = false
        var hasStop = false
        for index in 0..<min(end, firstMark) {
            switch paragraph[index] {
            case .opening, .hyphen, .slash, .colon, .equals, .openingSquare, 0xE2: return true
            case UInt8.figures: hasFigure = true
            case .comma, .stop: hasStop = true
            default: break
            }
        }
        // `KYIV. June 10. UNIAN Two bridges`: a date, and a stop or comma. `ANKARA`, `SUVERA June 10 Sapa`: a line of its own.
        return hasFigure && hasStop || paragraph.count <= longestLone
    }

    private init(_ tokens: Tokens, _ script: Script) {
        self.tokens = tokens
        self.script = script
        dates = DateReader(tokens: tokens, script: script)
        places = PlaceReader(tokens: tokens, dates: dates)
        sources = SourceReader(tokens: tokens, dates: dates)
        bareSources = BareSourceReader(enclosed: sources)
        openings = OpeningReader(places: places, sources: sources)
        frame = script == .cased ? nil : DatelineGrammar.frame(tokens)
        signs =
            script == .unspaced
            ? SignReader(tokens: tokens, dates: dates, places: places, close: frame ?? tokens.count) : nil
    }

    /// The token that closes the bracket that the text opens with.
    private static func frame(_ tokens: Tokens) -> Int? {
        guard let open = tokens[0], open.kind == .mark, let close = Brackets.closing(open.character) else { return nil }
        return (1..<longestFrame).first { tokens[$0].map { $0.kind == .mark && $0.character == close } == true }
    }

    // MARK: Reading

    private func parse() -> DatelineMatch? {
        var best: DatelineMatch?
        var reading = DatelineReading()
        var hasElement = openFrame(&reading)
        for _ in 0..<DatelineGrammar.mostElements {
            guard hasElement || read(&reading) else { break }
            hasElement = false
            let isClosing = reading.isFramed && reading.at == frame
            (reading.marks, reading.at) = DatelineMarks.read(tokens, at: isClosing ? reading.at + 1 : reading.at)
            if let frame, reading.isFramed, reading.at > frame { reading.marks.insert(.frame) }
            if let shape = DatelineShape.accepting(DatelineFacts(reading, tokens, script)) {
                best = match(reading, shape)
            }
        }
        return best
    }

    /// Enters the bracket around a dateline. Returns whether it has read one of Korean.
    private func openFrame(_ reading: inout DatelineReading) -> Bool {
        guard let frame else { return false }
        guard signs == nil else {
            reading.isFramed = true
            reading.at = 1
            return false
        }
        return FrameReader(tokens: tokens, dates: dates, places: places, sources: sources, close: frame).read(&reading)
    }

    /// Reads the next element. False when what follows is none.
    private func read(_ reading: inout DatelineReading) -> Bool {
        if let signs { return signs.read(&reading) }
        if openings.read(&reading) || readDate(&reading) || readEnclosedSource(&reading) || readCorrespondent(&reading)
        {
            return true
        }
        if let source = bareSource(reading) {
            reading.source = source
            reading.at = source.end
            reading.endsInSource = true
            return true
        }
        // After a source, a place is believed when a date or another dash closes it.
        let marks = reading.marks
        guard reading.place == nil, reading.date == nil || !marks.contains(.dash),
            reading.source == nil || marks.contains(.dash) || marks.isEmpty, script == .cased || reading.at == 0,
            let place = places.place(at: reading.at)
        else { return false }
        reading.place = place
        reading.at = place.end
        reading.endsInSource = false
        return true
    }

    // MARK: Dates

    private func readDate(_ reading: inout DatelineReading) -> Bool {
        guard reading.date == nil else { return false }
        var at = reading.at
        if reading.place != nil, script == .cased, let end = dates.calendars.dateEnd(at: at) { at = end }
        if let date = dates.date(at: at), !isStamp(date), follows(date, at: at, reading),
            !reading.endsInSource || isClosed(date, after: reading.marks)
        {
            reading.date = date
            reading.at = date.end
            reading.endsInSource = false
            return true
        }
        // `SUVERA, 10 (EUROPA PRESS)`
        if reading.marks.contains(.comma), reading.place != nil, script == .cased, let day = tokens[at],
            day.kind == .number, (1...31).contains(day.value), sources.bracketed(at: at + 1)?.isKnown == true
        {
            reading.date = PrintedDate(day: day.value, month: nil, year: nil, end: at + 1)
            reading.at = at + 1
            return true
        }
        // `SUVA, Fiji (June 10, 2016) - `
        guard reading.place != nil, tokens[at]?.isMark("(") == true, let date = dates.date(at: at + 1),
            tokens[date.end]?.isMark(")") == true
        else { return false }
        reading.date = date
        reading.at = date.end + 1
        return true
    }

    /// Whether the marks before a date are those of a dateline.
    private func follows(_ date: PrintedDate, at index: Int, _ reading: DatelineReading) -> Bool {
        let marks = reading.marks
        guard let place = reading.place, reading.source == nil, script == .cased,
            !marks.isEmpty, marks.isDisjoint(with: [.comma, .stop, .slash])
        else { return true }
        // `Lahore, 10/06 `: in figures it is a date whatever stands before it.
        if tokens[index]?.kind == .number, tokens[index + 1]?.kind == .mark { return true }
        if marks.contains(.wideDash) { return date.year != nil || tokens[date.end]?.isMark("(") == true }
        return marks.contains(.colon) && !marks.contains(.dash)
            && (place.isSeveral || place.isAllCaps || DatelineFacts.isKnown(place, tokens))
    }

    /// `2026-06-09T06:12:44`: a time of a machine's.
    private func isStamp(_ date: PrintedDate) -> Bool {
        tokens[date.end].map { $0.kind == .word && !$0.afterSpace && $0.shape.contains(.figure) } ?? false
    }

    /// Whether a date behind the agency has a separator of its own, as in `(NORTHWIRE)--June 10, 2008--The`. Any other
    /// begins the story: `(Northwire) - May 17 celebrations`, `(Nordfunk) - Am 10. Juni beginnt`.
    private func isClosed(_ date: PrintedDate, after marks: DatelineMarks) -> Bool {
        let (closing, end) = DatelineMarks.read(tokens, at: date.end)
        if !closing.isDisjoint(with: [.dash, .slash]) {
            // `(Northwire) - Friday, June 10 - the deadline - passed`: a pair of dashes.
            return !marks.contains(.dash) || tokens[end].map { $0.kind != .word || $0.isCapitalized } ?? true
        }
        return marks.isDisjoint(with: [.dash, .colon]) && !closing.isDisjoint(with: [.colon, .stop])
    }

    // MARK: Sources

    /// Reads the source in the bracket at hand: `(Reuters)`, `/TASS/`, `/ ACCESSWIRE / June 10, 2016 /`.
    private func readEnclosedSource(_ reading: inout DatelineReading) -> Bool {
        guard reading.source == nil else { return false }
        let at = reading.at
        let marks = reading.marks
        var found: DatelineSource?
        if reading.place != nil || reading.date != nil || at == 0 { found = sources.bracketed(at: at) }
        // Without capitals a bracket behind a dash may be the story's.
        if script == .caseless, marks.contains(.dash), let source = found,
            !source.isKnown || DatelineMarks.read(tokens, at: source.end).marks.isEmpty
        {
            found = nil
        }
        if found == nil, reading.place != nil, reading.date == nil || marks.contains(.slash) {
            found = bareSources.slashed(at: at, isClosed: reading.date != nil)
        }
        guard let found else { return false }
        if let place = openings.bracketedPlace(found, at: at) {
            reading.place = place
            reading.date = found.date
            reading.isPlaceBracketed = true
            reading.at = found.end
            return true
        }
        reading.source = found
        reading.endsInSource = true
        reading.date = reading.date ?? found.date
        reading.at = found.end
        return true
    }

    private func bareSource(_ reading: DatelineReading) -> DatelineSource? {
        guard reading.source == nil, reading.at > 0 else { return nil }
        let marks = reading.marks
        let isParted = !marks.isDisjoint(with: [.stop, .comma])
        if reading.date != nil || isParted || script == .caseless,
            let source = bareSources.bare(at: reading.at, after: marks),
            reading.date != nil || source.isKnown || marks.contains(.comma) && closesAsAgency(source)
        {
            return source
        }
        guard marks.contains(.dash), let place = reading.place, script == .cased else { return nil }
        if reading.date == nil, let source = bareSources.dashedBeforeDate(at: reading.at) { return source }
        guard !place.hasRegion, place.isAllCaps || DatelineFacts.isKnown(place, tokens) else { return nil }
        return bareSources.dashed(at: reading.at, hasDate: reading.date != nil)
    }

    /// `Quito, Agencia Sol.-`, `Zenica, FENA – `: what the reader of places has left to the source.
    private func closesAsAgency(_ source: DatelineSource) -> Bool {
        guard let close = tokens[source.end] else { return false }
        return close.isDash || close.isMark(".") && tokens[source.end + 1]?.isDash == true
    }

    /// The writer's name after the agency's: `КАЗИНФОРМ /Иван Петров/ -`, `(Sputnik), Anna Smith —`, `(Northwire) by Anna Smith -`.
    private func readCorrespondent(_ reading: inout DatelineReading) -> Bool {
        guard let source = reading.source, source.correspondent == nil, let open = tokens[reading.at] else {
            return false
        }
        if readShoutedName(&reading) { return true }
        let isNamed = open.isA(.bylineOpening)
        let isEnclosed = !isNamed && !source.isBracketed && open.isMark(of: "/(")
        guard
            isNamed || isEnclosed
                || source.isBracketed && reading.marks.contains(.comma)
                    && reading.marks.isDisjoint(with: [.dash, .stop])
        else { return false }
        let from = isNamed || isEnclosed ? reading.at + 1 : reading.at
        let end = tokens.end(from: from, limit: 4) { $0.isCapitalized }
        guard end - from >= 2, let close = tokens[end],
            isEnclosed ? close.isMark(of: "/)") : close.isDash && close.afterSpace
        else { return false }
        reading.source?.correspondent = tokens.range(from, end)
        reading.at = isEnclosed ? end + 1 : end
        return true
    }

    /// `SUVERA (AA) - AYŞE ÖRNEK - The`: a name in capitals between two dashes behind the agency.
    private func readShoutedName(_ reading: inout DatelineReading) -> Bool {
        guard script == .cased, reading.marks.contains(.dash), reading.source?.isKnown == true else { return false }
        let end = tokens.end(from: reading.at, limit: 4) { $0.isAllCaps && !$0.isLabel && $0.count > 1 }
        guard (2...3).contains(end - reading.at), let close = tokens[end], close.isDash, close.afterSpace,
            let next = tokens[end + 1], next.afterSpace, next.isCapitalized, next.hasLower
        else { return false }
        reading.source?.correspondent = tokens.range(reading.at, end)
        reading.at = end
        return true
    }

    // MARK: What was found

    private func match(_ reading: DatelineReading, _ shape: Int) -> DatelineMatch {
        var parts = DatelineParts(text: TextRange(0, tokens[reading.at - 1]?.end ?? 0))
        parts.place = reading.place?.range
        parts.source = reading.source?.name
        if let place = reading.place, parts.source == nil, standsForSource(place, hasDate: reading.date != nil) {
            parts.place = nil
            parts.source = place.range
        }
        parts.month = reading.date?.month
        parts.day = reading.date?.day
        parts.year = reading.date?.year
        parts.correspondent = reading.source?.correspondent ?? reading.correspondent
        return DatelineMatch(
            parts: parts,
            bodyStart: tokens[reading.at]?.start ?? tokens.bytes.count,
            isStrong: reading.date != nil || parts.source != nil,
            shape: shape
        )
    }

    /// The letters before and after the stop of a site's name, the stop included.
    private static let siteName = 4
    private static let siteEnding = 3...5

    /// `TASS, June 10.`: the agency stands where the place would. `POLARWIRE.COM - `: so does a site.
    private func standsForSource(_ place: DatelinePlace, hasDate: Bool) -> Bool {
        guard place.isAllCaps else { return false }
        if hasDate {
            return !place.hasRegion && place.range.count > 2 && !DatelineFacts.isKnown(place, tokens)
                && tokens.isAgency(place.start, place.end)
        }
        guard place.words == 1, let stop = tokens.bytes[place.range.start..<place.range.end].lastIndex(of: .stop) else {
            return false
        }
        return stop - place.range.start >= DatelineGrammar.siteName
            && DatelineGrammar.siteEnding.contains(place.range.end - stop)
    }
}
