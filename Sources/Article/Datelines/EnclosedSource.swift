/// A source that dashes or slashes with space around them enclose.
extension DatelineParser {
    /// `ZENICA - FENA - The`, `RIYADH — SPA: The`, `СУВЕРА, 3 марта - НОРД - Мост`: capitals between two dashes, or a known agency and a colon.
    func dashed(_ state: State) -> DatelineSource? {
        let at = state.at
        if let source = dashedOnBothSides(state) { return source }
        guard state.source == nil, state.marks.dash, let place = state.place, !place.hasRegion,
            place.isAllCaps || isKnown(place), let word = tokens[at], word.kind == .word, word.isAllCaps,
            // Behind a date in Latin letters it may be the subject of the sentence: `- IBM - the`.
            word.character >= 0x400 ? (4...32).contains(word.count) : state.date == nil && (2...8).contains(word.count),
            let close = tokens[at + 1], let next = tokens[at + 2], next.afterSpace,
            next.kind != .word || next.isCapitalized, !Labels.contains(word.word)
        else { return nil }
        let isKnown = Agencies.contains(word, in: tokens)
        let opens = close.isDash && close.afterSpace && (isKnown || !LookAlikes.comesBack(tokens, at: at + 2))
        guard opens || isKnown && close.isMark(":") else { return nil }
        return DatelineSource(
            name: TextRange(word.start, word.end),
            correspondent: nil,
            date: nil,
            isKnown: isKnown,
            end: at + 1
        )
    }

    /// `LINDEN - Media Northwire - 10 June 2024 - `: words with capitals between two dashes, and a full date after them.
    private func dashedOnBothSides(_ state: State) -> DatelineSource? {
        guard state.source == nil, state.date == nil, state.marks.dash, state.place != nil else { return nil }
        var close = state.at
        while let word = tokens[close], word.kind == .word, word.isCapitalized, close - state.at < 5 { close += 1 }
        guard close > state.at, let dash = tokens[close], dash.isDash, dash.afterSpace,
            let date = dates.date(at: close + 1), date.year != nil, let first = tokens[state.at],
            let last = tokens[close - 1], sources.isName(from: state.at, to: close)
        else { return nil }
        return DatelineSource(
            name: TextRange(first.start, last.end),
            correspondent: nil,
            date: nil,
            isKnown: Agencies.contains(tokens.bytes.span, first.start, last.end),
            end: close
        )
    }

    /// `/ ACCESSWIRE /`: a name between spaced slashes; after a date, the second slash closes the source.
    func slashed(_ index: Int, isClosed: Bool) -> DatelineSource? {
        guard tokens[index - 1]?.isMark("/") ?? false, let word = tokens[index], word.kind == .word, word.isAllCaps
        else { return nil }
        // `/ ACCESS Newswire / June 10, 2016 /`: more than one word where the date follows.
        var end = index + 1
        while let next = tokens[end], next.kind == .word, next.isCapitalized, end - index < 4 { end += 1 }
        guard let close = tokens[end], close.isMark("/"), let last = tokens[end - 1],
            end == index + 1 || close.afterSpace && dates.date(at: end + 1) != nil
        else { return nil }
        return DatelineSource(
            name: TextRange(word.start, last.end),
            correspondent: nil,
            date: nil,
            isKnown: Agencies.contains(tokens.bytes.span, word.start, last.end),
            isSlashed: isClosed,
            end: isClosed ? end + 1 : end
        )
    }
}
