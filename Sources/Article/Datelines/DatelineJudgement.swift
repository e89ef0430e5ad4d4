/// Whether what has been read is a dateline: by what was read, the marks that close it, and how the text goes on.
extension DatelineParser {
    /// Whether what has been read, with the marks that close it and the text that follows, is a dateline.
    func isDateline(_ state: State) -> Bool {
        let marks = state.marks
        let next = tokens[marks.end]
        let goesOnLow =
            next.map { $0.kind == .word && !$0.isCapitalized && !hasCapital($0) && $0.hasLower } ?? false
            && !opensName(at: marks.end)
        if let source = state.source, source.isLoose, !isVouchedFor(source, state, goesOnLow: goesOnLow) {
            return false
        }
        let closes = marks.dash || marks.colon || marks.stop || marks.slash
        switch (state.place, state.date, state.source) {
        case (let place?, .some, let source?):
            if place.opensSentence, goesOnLow { return false }
            return closes || state.isBracketed && (!goesOnLow || source.isKnown) || source.isKnown || !goesOnLow
        case (let place?, nil, let source?):
            return acceptsUndated(place, source, state, goesOnLow: goesOnLow, closes: closes)
        case (let place?, .some, nil):
            // `Suva, June 5 - 7: the ministers`: the other end of a range.
            if place.words > 8 || marks.dash && next?.kind == .number && tokens[marks.end + 1]?.isMark(":") == true {
                return false
            }
            // `Tuzla, 3 May 2014`, `TUZLA, May 3`: on a line of its own.
            if next == nil, marks.isEmpty, state.date?.month != nil, !place.opensSentence {
                return place.words <= 4 && (state.date?.year != nil || place.isAllCaps)
            }
            if place.opensSentence {
                return place.opensWithArticle && place.words <= 3 && marks.dash && marks.wideDash && !goesOnLow
            }
            if marks.dash { return place.isAllCaps ? true : !goesOnLow && (marks.wideDash || place.hasRegion) }
            if marks.colon { return !goesOnLow }
            if marks.stop { return (place.isAllCaps || isKnown(place)) && !goesOnLow }
            return marks.isEmpty && place.isAllCaps && !goesOnLow && opensSentence(at: marks.end)
        case (nil, .some, let source?):
            // `7 May, Victory Park - Families` names no agency.
            guard !goesOnLow || source.isKnown, state.isBracketed || source.isKnown || isShouted(source) else {
                return false
            }
            if source.isSlashed, marks.stop { return true }
            return marks.dash || marks.colon || marks.stop && source.isKnown
                || state.isBracketed && source.isKnown && !goesOnLow
        case (let place?, nil, nil):
            return acceptsBare(place, marks, next, goesOnLow: goesOnLow)
        case (nil, nil, let source?):
            // `/Northwire/. The`, `(NWR) The`.
            if source.isSlashed, marks.stop, !goesOnLow { return true }
            if marks.isEmpty, let open = tokens[0], open.isMark("(") || source.isSlashed {
                // `(Belga) Les ministres`, `/ritzau/ Regeringen`
                if source.isKnown, let next, next.isCapitalized, next.afterSpace, !Labels.isRemark(next.word),
                    opensSentence(at: marks.end)
                        || Particles.opensSentence(next.word) && tokens[marks.end + 1]?.kind == .word
                {
                    return true
                }
                return !source.isSlashed && isAcronym(source) && opensPlainSentence(at: marks.end)
            }
            guard marks.dash || marks.colon || marks.stop && source.isKnown, !goesOnLow || source.isKnown else {
                return false
            }
            return source.isKnown || source.name.count <= 24
        default:
            return false
        }
    }

    /// Whether place and marks bear out a source that a remark in a bracket would look like: `Brno (Hlas venkova) - `.
    private func isVouchedFor(_ source: DatelineSource, _ state: State, goesOnLow: Bool) -> Bool {
        let marks = state.marks
        guard let place = state.place, !place.opensSentence, !goesOnLow else { return false }
        let isMedium = tokens.list.contains {
            $0.start >= source.name.start && $0.end <= source.name.end
                && (Labels.isMedium($0.word) && !Particles.contains($0.word) || Agencies.contains($0, in: tokens))
        }
        guard marks.dash || marks.colon || source.isSlashed && marks.stop || isMedium && marks.isEmpty else {
            return false
        }
        if state.date != nil { return true }
        if isMedium { return true }
        // `race leader` is a remark, `Hlas venkova` a name.
        let hasCapital = tokens.list.contains {
            $0.start >= source.name.start && $0.end <= source.name.end && $0.isCapitalized
        }
        return hasCapital && (place.isAllCaps || isKnown(place) || place.words == 1 && marks.wideDash)
    }

    /// Whether a name's small word begins the text: `van Dijk`.
    private func opensName(at index: Int) -> Bool {
        guard let first = tokens[index], let second = tokens[index + 1] else { return false }
        return first.kind == .word && DatelineParser.nobiliary.contains(first.word) && second.kind == .word
            && second.isCapitalized
    }

    private static let nobiliary: WordSet = ["van", "von", "bin", "ibn", "zu"]

    /// Whether a source has no word with small letters.
    private func isShouted(_ source: DatelineSource) -> Bool {
        !tokens.list.contains { $0.start >= source.name.start && $0.end <= source.name.end && $0.hasLower }
    }

    /// Three to six capitals and nothing else.
    private func isAcronym(_ source: DatelineSource) -> Bool {
        let span = tokens.bytes.span
        guard (3...6).contains(source.name.count) else { return false }
        for index in source.name.start..<source.name.end where !(0x41...0x5A).contains(span[index]) { return false }
        return true
    }

    /// Whether a word that sentences open with stands at a token.
    private func opensPlainSentence(at index: Int) -> Bool {
        guard let first = tokens[index], first.kind == .word, first.isCapitalized else { return false }
        return Particles.opensSentence(first.word) && opensSentence(at: index)
    }

    /// Whether a sentence begins at a token: a word with a capital, and one without.
    private func opensSentence(at index: Int) -> Bool {
        guard let first = tokens[index], let second = tokens[index + 1] else { return false }
        return first.kind == .word && first.afterSpace && first.isCapitalized && second.kind == .word
            && !second.isCapitalized
            && second.hasLower
    }

    private func hasCapital(_ token: Token) -> Bool {
        for index in token.start..<token.end where tokens.bytes[index] >= 0x41 && tokens.bytes[index] <= 0x5A {
            return true
        }
        return false
    }

    /// A place and a source without a date: `WASHINGTON (AP) —`, `(ANSA) - ROMA -`.
    private func acceptsUndated(
        _ place: DatelinePlace,
        _ source: DatelineSource,
        _ state: State,
        goesOnLow: Bool,
        closes: Bool
    ) -> Bool {
        let marks = state.marks
        // `Kestrel (Premier league) - The club`, `Toulouse, EADS – The company`.
        let isDoubtful = !source.isKnown && (source.isLoose || !state.isBracketed)
        if LookAlikes.isBearer(place, of: source, tokens)
            || LookAlikes.isAmongPeers(place, source, tokens, at: marks.end)
            || isDoubtful && LookAlikes.comesBack(tokens, at: marks.end)
        {
            return false
        }
        if source.name.start < place.range.start {
            // `(AGI) - Roma - Il governo`: the place has to be closed as the source was.
            return marks.dash && !goesOnLow && !place.opensSentence && place.words <= 4
                && (place.isAllCaps || isKnown(place))
        }
        if place.opensSentence, !(isKnown(place) && marks.dash),
            !(source.isKnown && (marks.dash || marks.colon)) || place.words > 4 && place.opensSentence
        {
            return false
        }
        if place.words > 9 { return false }
        if goesOnLow { return source.isKnown && (marks.dash || marks.colon) && (place.isAllCaps || isKnown(place)) }
        if marks.dash || marks.colon { return true }
        if marks.stop { return source.isKnown || place.isAllCaps || isKnown(place) }
        guard !marks.comma else { return false }
        if place.isSeveral, isAcronym(source) { return true }
        return place.isAllCaps || source.isKnown && place.words <= 4 || isKnown(place)
    }

    /// A place and nothing else: `WASHINGTON — The`. Only a dash with space around it or of full
    /// width, after capitals or a well-known city, before a sentence that has no other.
    private func acceptsBare(_ place: DatelinePlace, _ marks: Marks, _ next: Token?, goesOnLow: Bool) -> Bool {
        guard !goesOnLow, !place.opensSentence else { return false }
        // `WASHINGTON —` on a line of its own.
        guard let next else { return marks.dash && marks.wideDash && !marks.comma && place.isAllCaps && isKnown(place) }
        let name = Word(tokens.bytes.span, place.range.start, place.range.end)
        let known = isKnown(place)
        if Labels.contains(name) { return false }
        if marks.colon, !marks.dash { return known && place.isAllCaps }
        guard marks.dash, marks.wideDash || known && place.isAllCaps && next.afterSpace, !marks.comma,
            !marks.stop || place.hasRegion
        else { return false }
        if LookAlikes.isFixture(tokens, at: marks.end, afterCity: known) { return false }
        if known { return place.isAllCaps || !hasSecondDash(after: marks.end) }
        guard place.isAllCaps, place.hasRegion || !LookAlikes.comesBack(tokens, at: marks.end), place.words <= 6 else {
            return false
        }
        if place.hasRegion { return true }
        guard isFreeOfLabels(place) else { return false }
        // Four letters or fewer are more often an institution than a city.
        let isCyrillic = tokens.bytes.span.codePoint(at: place.range.start).value >= 0x400
        guard place.range.count > (isCyrillic ? 8 : 4) || place.words > 1 else { return false }
        return !hasSecondDash(after: marks.end)
    }

    /// Whether no word of a name is a label, and it does not begin as a sentence or with a month.
    private func isFreeOfLabels(_ place: DatelinePlace) -> Bool {
        // `EN ROUTE TO GENEVA`, `ON BOARD THE ARGO`.
        let isUnderWay = place.words > 2 && (tokens[1]?.word == "route" || tokens[1]?.word == "board")
        for (index, token) in tokens.list.enumerated() where token.kind == .word && token.end <= place.range.end {
            let word = token.word
            if Labels.contains(word) || token.count > 3 && Weekdays.contains(word)
                || index == 0 && !isUnderWay
                    && (Particles.opensSentence(word) || Months.number(of: token, in: tokens) != nil)
            {
                return false
            }
        }
        return true
    }

    func isKnown(_ place: DatelinePlace) -> Bool {
        let span = tokens.bytes.span
        if Places.contains(Word(span, place.range.start, place.range.end)) { return true }
        var cut = place.range.start
        while cut < place.range.end, span[cut] != 0x2F, span[cut] != 0x2C, span[cut] != 0x28 { cut += 1 }
        // `Lisbon (Portugal)`
        if cut < place.range.end, cut > place.range.start, span[cut] == 0x28, span[cut - 1] == 0x20 { cut -= 1 }
        return cut < place.range.end && Places.contains(Word(span, place.range.start, cut))
    }

    /// Whether the sentence that begins at `index` has a dash of its own, as one whose subject was taken for a place.
    private func hasSecondDash(after index: Int) -> Bool {
        guard let first = tokens[index] else { return false }
        let rest = Tokens(Array(tokens.bytes[first.start...]), limit: 64)
        var at = 0
        while let token = rest[at] {
            if token.isDash, token.afterSpace, rest[at + 1]?.afterSpace ?? false { return true }
            if token.isMark("."), rest[at + 1]?.afterSpace ?? true { return false }
            at += 1
        }
        return false
    }
}
