/// A dateline that was found at the start of a paragraph.
struct DatelineMatch {
    /// Ranges in the paragraph's bytes.
    var parts: DatelineParts
    /// Where the story's first sentence begins; the end of the paragraph when nothing follows.
    var bodyStart: Int
    /// Whether it has a date or a source, which nothing but a dateline has at this place.
    var isStrong: Bool
}

/// Finds the dateline that a paragraph opens with, by its shape.
///
/// Place, date and source come in any order, each at most once, each closed by its marks; what they
/// are closed by, and how the text goes on, tells a dateline from a sentence that begins like one.
struct DatelineParser {
    let tokens: Tokens
    let dates: DateReader
    let sources: SourceReader
    private let places: PlaceReader

    /// How much of a paragraph a dateline and the words after it can take.
    static let window = 256

    /// The dateline at the start of a paragraph; nil where there is none.
    static func match(_ paragraph: Span<UInt8>) -> DatelineMatch? {
        guard paragraph.count > 2 else { return nil }
        let first = paragraph.codePoint(at: 0).value
        var end = min(paragraph.count, window)
        while end < paragraph.count, end > 0, paragraph[end] & 0xC0 == 0x80 { end -= 1 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(end)
        bytes.append(paragraph, from: 0, to: end)
        if first >= 0x80 {
            if (0x600...0x6FF).contains(first) || first == 0x200F { return ArabicDateline.match(bytes) }
            if let match = AsianDateline.match(bytes) { return match }
        }
        guard canOpen(first), hasSign(paragraph, end) else { return nil }
        if first == 0x28 || first == 0x5B {
            if let match = AsianDateline.match(bytes) { return match }
            // `(رويترز) - `
            if paragraph[1] >= 0xD8, paragraph[1] <= 0xDB { return ArabicDateline.match(bytes) }
        }
        return DatelineParser(Tokens(bytes, limit: 32)).parse()
    }

    private static func canOpen(_ value: UInt32) -> Bool {
        switch value {
        case 0x28, 0x2F, 0x5B, 0x27, 0x2019, 0x30...0x39: true
        case 0x61...0x7A: value == 0x61 || value == 0x65
        default: CharacterClass.isUpper(value)
        }
    }

    /// Whether a bracket, dash, colon, slash, figure or stop stands where a dateline would have it.
    private static func hasSign(_ paragraph: Span<UInt8>, _ end: Int) -> Bool {
        var hasFigure = false
        var hasStop = false
        for index in 0..<min(end, 128) {
            switch paragraph[index] {
            case 0x28, 0x2D, 0x2F, 0x3A, 0x3D, 0x5B, 0xE2: return true
            case 0x30...0x39: hasFigure = true
            case 0x2C, 0x2E: hasStop = true
            default: break
            }
        }
        // `KYIV. June 10. UNIAN Two bridges`: a date, and a stop or comma.
        return hasFigure && hasStop
    }

    private init(_ tokens: Tokens) {
        self.tokens = tokens
        dates = DateReader(tokens: tokens)
        sources = SourceReader(tokens: tokens)
        places = PlaceReader(tokens: tokens, dates: dates)
    }

    /// What has been read so far.
    struct State {
        var place: DatelinePlace?
        var date: PrintedDate?
        var source: DatelineSource?
        var isBracketed = false
        /// Whether the source was the last that was read.
        var endsInSource = false
        /// The token after the last element and its marks.
        var at = 0
        /// The marks after the last element.
        var marks = Marks()
    }

    /// The marks between two elements, or between the last and the text.
    struct Marks {
        var dash = false
        /// A dash of two hyphens, or an em dash, or one with a space on either side.
        var wideDash = false
        var colon = false
        var stop = false
        var comma = false
        var slash = false
        var isEmpty = true
        var end = 0
    }

    private func parse() -> DatelineMatch? {
        var best: State?
        var state = State()
        for _ in 0..<4 {
            guard read(&state) else { break }
            state.marks = marks(at: state.at)
            if isDateline(state) { best = state }
            state.at = state.marks.end
        }
        guard let best else { return nil }
        return match(best)
    }

    /// Reads the next element. False when what follows is none.
    private func read(_ state: inout State) -> Bool {
        var at = state.at
        if state.date == nil, state.place != nil, let end = places.islamicDate(at: at) { at = end }
        let marks = state.marks
        if state.date == nil, let date = dates.date(at: at),
            state.place == nil || marks.isEmpty || marks.comma || marks.stop || state.source != nil || marks.slash
                || startsInFigures(at)
                || marks.wideDash && (date.year != nil || tokens[date.end]?.isMark("(") == true)
                || marks.colon && !marks.dash
                    && (state.place.map { $0.isSeveral || $0.isAllCaps || isKnown($0) } ?? false),
            !state.endsInSource || isClosed(date, after: marks)
        {
            state.date = date
            state.at = date.end
            state.endsInSource = false
            return true
        }
        // `SUVA, Fiji (June 10, 2016) - `
        if state.date == nil, state.place != nil, let open = tokens[at], open.isMark("("),
            let date = dates.date(at: at + 1), tokens[date.end]?.isMark(")") == true
        {
            state.date = date
            state.at = date.end + 1
            return true
        }
        // `NEW YORK, NY / ACCESSWIRE / June 10, 2016 / `
        if state.source == nil, let source = sources.bracketed(at: at),
            state.place != nil || state.date != nil || at == 0
        {
            return take(source, &state)
        }
        if state.place != nil, state.date == nil || marks.slash, state.source == nil,
            let source = slashed(at, isClosed: state.date != nil)
        {
            return take(source, &state)
        }
        if readCorrespondent(&state) { return true }
        if state.source == nil, state.date != nil || marks.stop || marks.comma, state.place != nil || at > 0,
            !marks.isEmpty || marks.end > 0,
            let source = sources.bare(at: at, afterDash: marks.dash, afterStop: marks.stop || marks.comma),
            state.date != nil || source.isKnown || marks.comma && closesAsAgency(source)
        {
            state.source = source
            state.at = source.end
            state.endsInSource = true
            return true
        }
        if let source = dashed(state) {
            state.source = source
            state.at = source.end
            state.endsInSource = true
            return true
        }
        if state.place == nil, state.date == nil || !marks.dash, state.source == nil || marks.dash || marks.isEmpty,
            let place = places.place(at: at)
        {
            // After a source, a place is believed when a date or another dash closes it.
            state.place = place
            state.at = place.end
            state.endsInSource = false
            return true
        }
        return false
    }

    /// Whether a date behind the agency has a separator of its own, as in `(NORTHWIRE)--June 10, 2008--The`. Any other
    /// begins the story: `(Northwire) - May 17 celebrations`, `(Nordfunk) - Am 10. Juni beginnt`.
    private func isClosed(_ date: PrintedDate, after marks: Marks) -> Bool {
        let closing = self.marks(at: date.end)
        if closing.dash || closing.slash {
            // `(Northwire) - Friday, June 10 - the deadline - passed`: a pair of dashes.
            return !marks.dash || tokens[closing.end].map { $0.kind != .word || $0.isCapitalized } ?? true
        }
        return !marks.dash && !marks.colon && (closing.colon || closing.stop)
    }

    /// `Quito, Agencia Sol.-`, `Zenica, FENA – `: what the reader of places has left to the source.
    private func closesAsAgency(_ source: DatelineSource) -> Bool {
        guard let close = tokens[source.end] else { return false }
        return close.isDash || close.isMark(".") && tokens[source.end + 1]?.isDash == true
    }

    /// The writer's name after the agency's: `КАЗИНФОРМ /Иван Петров/ -`, `(Sputnik), Anna Smith —`.
    private func readCorrespondent(_ state: inout State) -> Bool {
        guard var source = state.source, source.correspondent == nil else { return false }
        let at = state.at
        var end = at
        var from = at
        // `(Northwire) by Anna Smith -`.
        let isNamed = tokens[at].map { $0.kind == .word && SourceReader.introducesName($0.word) } ?? false
        if isNamed {
            from = at + 1
            end = from
        } else if !state.isBracketed, let open = tokens[at], open.isMark("/") || open.isMark("(") {
            from = at + 1
            end = from
        } else if !state.isBracketed || !state.marks.comma || state.marks.dash || state.marks.stop {
            return false
        }
        while let token = tokens[end], token.kind == .word, token.isCapitalized, end - from < 4 { end += 1 }
        guard end - from >= 2, let close = tokens[end], let first = tokens[from], let last = tokens[end - 1] else {
            return false
        }
        if from > at, !isNamed {
            guard close.isMark("/") || close.isMark(")") else { return false }
            state.at = end + 1
        } else {
            guard close.isDash, close.afterSpace else { return false }
            state.at = end
        }
        source.correspondent = TextRange(first.start, last.end)
        state.source = source
        return true
    }

    private func startsInFigures(_ index: Int) -> Bool {
        guard let token = tokens[index], token.kind == .number else { return false }
        return tokens[index + 1]?.kind == .mark
    }

    private func take(_ source: DatelineSource, _ state: inout State) -> Bool {
        state.source = source
        state.isBracketed = true
        state.endsInSource = true
        if state.date == nil, let date = source.date { state.date = date }
        state.at = source.end
        return true
    }

    private func marks(at index: Int) -> Marks {
        var marks = Marks()
        var at = index
        while let token = tokens[at], token.kind == .mark, at - index < 5 {
            if token.isDash {
                if marks.dash || token.character == 0x2014 || token.character == 0x2015 { marks.wideDash = true }
                // A lone hyphen that sticks to the next word is part of it.
                if let next = tokens[at + 1],
                    next.afterSpace || marks.dash || next.kind == .mark || next.character == 0x22
                {
                    if token.afterSpace { marks.wideDash = true }
                } else if !token.afterSpace, !marks.dash, !marks.stop, token.character == 0x2D, tokens[at + 1] != nil,
                    at == index,
                    !closesBracket(at - 1)
                {
                    break
                }
                marks.dash = true
            } else if token.isMark("_"), token.afterSpace, tokens[at + 1]?.afterSpace ?? true {
                // The dash of wires that had none.
                marks.dash = true
                marks.wideDash = true
            } else if token.isMark(":") || token.isMark("=") || token.isMark("：")
                || token.isMark(";") && at == index && closesBracket(at - 1)
            {
                marks.colon = true
            } else if token.isMark(".") {
                marks.stop = true
            } else if token.isMark(",") {
                marks.comma = true
            } else if token.isMark("/"), token.afterSpace, tokens[at + 1]?.afterSpace ?? true {
                marks.slash = true
            } else {
                break
            }
            marks.isEmpty = false
            at += 1
        }
        marks.end = at
        return marks
    }

    private func closesBracket(_ index: Int) -> Bool {
        guard let token = tokens[index] else { return false }
        return token.isMark(")") || token.isMark("/") || token.isMark("]")
    }

    /// Whether a name in capitals is an agency's and no city's.
    private func isAgency(_ place: DatelinePlace) -> Bool {
        place.isAllCaps && place.range.count > 2 && !isKnown(place)
            && Agencies.contains(tokens.bytes.span, place.range.start, place.range.end)
    }

    /// Whether a name has four letters or more, a stop, and two to four.
    private func isDomain(_ place: DatelinePlace) -> Bool {
        guard let stop = tokens.bytes[place.range.start..<place.range.end].lastIndex(of: 0x2E) else { return false }
        return stop - place.range.start >= 4 && (3...5).contains(place.range.end - stop)
    }

    private func match(_ state: State) -> DatelineMatch {
        let lastMark = tokens[state.marks.end - 1]
        let end = lastMark?.end ?? 0
        let bodyStart = tokens[state.marks.end]?.start ?? tokens.bytes.count
        var parts = DatelineParts(text: TextRange(0, end))
        parts.place = state.place?.range
        parts.source = state.source?.name
        // `TASS, June 10.`: the agency stands where the place would.
        if let place = state.place, parts.source == nil, state.date != nil, !place.hasRegion, isAgency(place) {
            parts.place = nil
            parts.source = place.range
        }
        // `POLARWIRE.COM - `: a site's name.
        if let place = state.place, parts.source == nil, state.date == nil, place.isAllCaps, place.words == 1,
            isDomain(place)
        {
            parts.place = nil
            parts.source = place.range
        }
        parts.month = state.date?.month
        parts.day = state.date?.day
        parts.year = state.date?.year
        parts.correspondent = state.source?.correspondent
        return DatelineMatch(parts: parts, bodyStart: bodyStart, isStrong: state.date != nil || parts.source != nil)
    }
}
