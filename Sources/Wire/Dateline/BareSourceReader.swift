import Text
import Article

/// Reads agencies that no bracket tells, by the dashes, stops or slashes around them.
struct BareSourceReader {
    let enclosed: SourceReader

    private var tokens: Tokens { enclosed.tokens }
    private var dates: DateReader { enclosed.dates }

    /// The most tokens of such a name, and of one that a stop closes.
    private static let mostBareTokens = 6
    private static let mostStoppedTokens = 5
    /// The most tokens of an agency's name in a script without capitals.
    private static let mostInitials = 3

    /// An agency without brackets, closed by a dash or a full stop: `INTERFAX.RU - `, `РИА Новости. `, `IRNA – `, or by nothing
    /// where it is in capitals alone: `UNIAN Two bridges`.
    func bare(at index: Int, after marks: DatelineMarks) -> DatelineSource? {
        guard let first = tokens[index], first.kind == .word else { return nil }
        if first.isCaseless { return caselessBare(first, at: index, after: marks) }
        let isFirstKnown = tokens.isAgency(first)
        if !marks.contains(.dash) || isFirstKnown, let quoted = quoted(at: index) { return quoted }
        // `TASS/. `
        if isFirstKnown, tokens[index + 1]?.isMark("/") == true, tokens[index + 2]?.isMark(".") == true {
            var source = enclosed.source(index, index + 1, ending: index + 2)
            source.isSlashed = true
            return source
        }
        if let source = closed(at: index, after: marks) { return source }
        // Behind the dash that closes a date the story has begun: `- CNA Financial Corp said`, but not in another script:
        // `— REGNUM Мост`.
        if marks.contains(.dash) {
            guard isFirstKnown, first.isAllCaps, first.character < 0x250, let next = tokens[index + 1], next.afterSpace,
                next.isCapitalized, next.character >= 0x370
            else { return nil }
            return enclosed.source(index, index + 1, ending: index + 1)
        }
        // `Baku, June 10, AZERTAC`, `SUVERA June 10 Sapa` on a line of its own.
        if isFirstKnown, index + 1 == tokens.count, tokens.isWhole, marks.isDisjoint(with: [.dash, .colon]) {
            return enclosed.source(index, index + 1, ending: index + 1)
        }
        guard let next = tokens[index + 1], next.afterSpace else { return nil }
        // `КАЗИНФОРМ /Иван Петров/ -`.
        if isFirstKnown, next.isMark(of: "/(") { return enclosed.source(index, index + 1, ending: index + 1) }
        // `KYIV. June 10. UNIAN Two bridges`.
        guard !marks.isDisjoint(with: [.stop, .comma]) || isFirstKnown && first.isAllCaps,
            isFirstKnown || first.isAllCaps && first.count >= 3 && !first.isLabel
        else { return nil }
        switch next.kind {
        case .word:
            guard next.isCapitalized, !next.isAllCaps || next.count == 1 || next.shape.contains(.stop) else {
                return nil
            }
        case .mark: guard CharacterClass.isQuotationMark(next.character) else { return nil }
        case .number: guard tokens[index + 2]?.kind == .word, !first.shape.contains(.figure) else { return nil }
        }
        return enclosed.source(index, index + 1, ending: index + 1)
    }

    /// An agency known by name, after a date, or closed by marks after a dash.
    private func caselessBare(_ first: Token, at index: Int, after marks: DatelineMarks) -> DatelineSource? {
        // `أ ش أ`: initials with spaces between them.
        guard
            let end = (index + 1...index + BareSourceReader.mostInitials).last(where: { tokens.isA(.agency, index, $0) }
            ),
            !marks.contains(.dash) || tokens[end].map({ $0.isDash || $0.isMark(of: ":.,=_") }) ?? tokens.isWhole
        else { return nil }
        return enclosed.source(index, end, ending: end, isKnown: true)
    }

    /// A name that a dash, a stop or a colon closes.
    private func closed(at index: Int, after marks: DatelineMarks) -> DatelineSource? {
        var at = index
        var comma: Int?
        scan: while at - index <= BareSourceReader.mostBareTokens, let token = tokens[at] {
            switch token.kind {
            case .number: return nil
            case .word:
                if !token.isCapitalized, !token.isAllCaps, !token.isA(.placeParticle) { return nil }
            case .mark:
                if isClosing(token, at: at, from: index) { break scan }
                if token.isMark(","), comma == nil {
                    comma = at
                } else if !(token.isMark("/") && !token.afterSpace || token.isMark("&")) {
                    // `Минск /Анна Иванова - БЕЛТА/`: a slash with a space before it opens a bracket.
                    return nil
                }
            }
            at += 1
        }
        let nameEnd = comma ?? at
        guard at - index <= BareSourceReader.mostBareTokens, let first = tokens[index], let close = tokens[at],
            close.kind == .mark, isClosing(close, at: at, from: index),
            var source = enclosed.content(from: index, to: at), AgencyName(tokens, index, nameEnd) == .name
        else { return nil }
        source.end = at
        let isColon = close.isMark(":")
        // After a dash the sentence may begin: `- Shares of LTV Corp. The`; only a name is believed there.
        let credible =
            source.isKnown || !marks.contains(.dash) && isShout(from: index, to: nameEnd)
            || !isColon && at - index <= BareSourceReader.mostStoppedTokens
                && ((0x400...0x52F).contains(first.character) || isUnabbreviated(from: index, to: at))
        if marks.contains(.dash), !close.isMark(".") || !credible {
            // `- Tass - in a report - said`
            return source.isKnown && !isColon && isSentenceStart(isDouble(at) ? at + 2 : at + 1) ? source : nil
        }
        if isColon, !source.isKnown { return nil }
        return !marks.isDisjoint(with: [.stop, .comma]) || credible || !close.isMark(".") ? source : nil
    }

    /// Whether a mark closes a name that begins at `index`.
    private func isClosing(_ token: Token, at: Int, from index: Int) -> Bool {
        if token.isDash {
            return (token.afterSpace || isDouble(at) || isGluedDash(at))
                && (tokens[at + 1]?.afterSpace ?? false || isDouble(at))
        }
        if token.isMark(".") {
            return isSentenceStart(at + 1) || at - index <= 3 && !token.afterSpace && tokens[at + 1]?.isDash == true
        }
        return token.isMark(":") && (1...2).contains(at - index)
    }

    private func isDouble(_ index: Int) -> Bool {
        guard let one = tokens[index], let two = tokens[index + 1] else { return false }
        return one.isDash && (two.isDash && !two.afterSpace || one.character == 0x2014)
    }

    /// `SANA- The`: a hyphen behind capitals, a space and a sentence's first word.
    private func isGluedDash(_ index: Int) -> Bool {
        guard let name = tokens[index - 1], name.isAllCaps, name.count >= 3, tokens[index]?.isMark("-") == true else {
            return false
        }
        return tokens[index + 1].map { $0.kind == .word && $0.afterSpace && $0.isCapitalized } ?? false
    }

    private func isSentenceStart(_ index: Int) -> Bool {
        guard let token = tokens[index] else { return true }
        return token.afterSpace && (token.kind != .word || token.isCapitalized)
    }

    private func isShout(from start: Int, to end: Int) -> Bool {
        tokens.list[start..<end].allSatisfy { $0.kind != .word || $0.isAllCaps && $0.count >= 3 && !$0.isLabel }
    }

    /// Whether one or two words of a name are written out, so that the stop after them ends a dateline: no `Corp. `,
    /// `U.S. `, `Gen. ` that a sentence goes on after.
    private func isUnabbreviated(from start: Int, to end: Int) -> Bool {
        guard end - start <= 2, let last = tokens[end - 1], last.count >= 3, let next = tokens[end + 1],
            next.kind != .word || next.isCapitalized
        else { return false }
        return tokens.list[start..<end].allSatisfy {
            $0.kind == .word && !$0.shape.contains(.stop) && !$0.isA(.sentenceOpening) && !$0.isA(.abbreviation)
                && tokens.month($0) == nil
        }
    }

    /// `НИАТ «Ховар» - `, `ИА «Тулинформ». `: capitals and a name in quotation marks, closed before a sentence.
    private func quoted(at index: Int) -> DatelineSource? {
        guard let first = tokens[index], first.isAllCaps, let open = tokens[index + 1], open.isQuote, open.afterSpace
        else { return nil }
        let at = tokens.end(from: index + 2, limit: 4) { _ in true }
        guard let close = tokens[at], close.isQuote, !close.afterSpace, at > index + 2, let mark = tokens[at + 1],
            mark.isDash && mark.afterSpace || mark.isMark(".") && !mark.afterSpace, isSentenceStart(at + 2)
        else { return nil }
        return enclosed.source(index, at + 1, ending: at + 1, isKnown: false)
    }

    // MARK: Between dashes and slashes

    /// `ZENICA - FENA - The`, `BUCUREȘTI - Mediafax - The`, `RIYADH — SPA: The`, `СУВЕРА, 3 марта - НОРД - Мост`: capitals between two dashes, or a known
    /// agency and a colon, behind a place that is in capitals or known.
    ///
    /// - Parameter hasDate: whether a date stands before it: then the word may be the subject of the sentence, `- IBM - the`.
    func dashed(at index: Int, hasDate: Bool) -> DatelineSource? {
        guard let word = tokens[index], word.isAllCaps || !hasDate && word.isCapitalized && tokens.isAgency(word),
            word.character >= 0x400
                ? (4...32).contains(word.count)
                : !hasDate && (2...(word.isAllCaps ? 8 : 16)).contains(word.count),
            let close = tokens[index + 1], let next = tokens[index + 2], next.afterSpace,
            next.kind != .word || next.isCapitalized, !word.isLabel
        else { return nil }
        let isKnown = tokens.isAgency(word)
        let isDash = close.isDash && close.afterSpace && (isKnown || !LookAlikes.comesBack(tokens, at: index + 2))
        guard isDash || isKnown && close.isMark(":") else { return nil }
        return enclosed.source(index, index + 1, ending: index + 1)
    }

    /// `LINDEN - Media Northwire - 10 June 2024 - `: words with capitals between two dashes, and a full date after them.
    func dashedBeforeDate(at index: Int) -> DatelineSource? {
        let close = tokens.end(from: index, limit: 5) { $0.isCapitalized }
        guard close > index, let dash = tokens[close], dash.isDash, dash.afterSpace,
            dates.date(at: close + 1)?.year != nil, AgencyName(tokens, index, close) == .name
        else { return nil }
        return enclosed.source(index, close, ending: close)
    }

    /// `/ ACCESSWIRE /`: a name between spaced slashes; after a date, the second slash closes the source.
    func slashed(at index: Int, isClosed: Bool) -> DatelineSource? {
        guard tokens[index - 1]?.isMark("/") == true, let first = tokens[index], first.isAllCaps || first.isCaseless
        else {
            return nil
        }
        // `/ ACCESS Newswire / June 10, 2016 /`: more than one word where the date follows.
        let end = tokens.end(from: index + 1, limit: 3) { $0.isCapitalized || $0.isCaseless }
        guard let close = tokens[end], close.isMark("/"),
            end == index + 1 || first.isCaseless || close.afterSpace && dates.date(at: end + 1) != nil
        else { return nil }
        var source = enclosed.source(index, end, ending: isClosed ? end + 1 : end)
        source.isSlashed = isClosed
        source.isBracketed = true
        return source
    }
}
