import Text
import Article

/// The place or places of a dateline.
struct DatelinePlace {
    var range: TextRange
    /// The first token and the token after the last.
    var start: Int
    var end: Int
    /// How many words it has; marks between them count as such where there are capitals.
    var words: Int
    /// Whether the first name is in capitals.
    var isAllCaps: Bool
    /// Whether a state, region or country follows the first name.
    var hasRegion = false
    /// Whether a slash joins two names.
    var isSeveral = false
    /// Whether it begins with a word that begins sentences.
    var opensSentence = false
    /// Whether that word is an article that names of places begin with as well.
    var opensWithArticle = false
}

/// Reads places from tokens, by shape: names with capitals, joined by slashes and particles, with a region after a comma or
/// in brackets. Where a script has no capitals, the words before a date or a bracket.
struct PlaceReader {
    let tokens: Tokens
    let dates: DateReader

    /// The most bytes and tokens of a place, and words of a name.
    private static let longest = 100
    private static let mostTokens = 20
    private static let mostWords = 7
    /// The most signs of a place in Chinese or Japanese.
    private static let mostSigns = 16

    func place(at index: Int) -> DatelinePlace? {
        switch dates.script {
        case .cased: cased(at: index)
        case .caseless: caseless(at: index)
        case .unspaced: nil
        }
    }

    private func cased(at index: Int) -> DatelinePlace? {
        guard let first = tokens[index], let name = name(at: index) else { return nil }
        var at = name
        var region = false
        var several = false
        while let mark = tokens[at] {
            if mark.isMark("/"), !mark.afterSpace, let next = regionBracket(at) {
                // `SUVA/Northern Region/, May 4. /TASS/`
                at = next
                region = true
            } else if mark.isMark("/"), !mark.afterSpace || tokens[at + 1]?.afterSpace == true,
                let next = self.name(at: at + 1),
                !closesSlash(next), !mark.afterSpace || tokens[next]?.isMark("/") != true
            {
                at = next
                several = true
            } else if mark.isMark("&") || mark.isA(.placeConjunction), let next = self.name(at: at + 1) {
                // `WASHINGTON and PARIS`
                at = next
            } else if let next = dashed(at), isAllCaps(from: index, to: next) {
                at = next
            } else if mark.isMark(","), let next = regionName(at: at + 1) {
                at = next
                region = true
            } else if let next = regionBracket(at) {
                at = next
                region = true
            } else {
                break
            }
        }
        let range = tokens.range(index, at)
        guard range.count <= PlaceReader.longest, at - index <= PlaceReader.mostTokens else { return nil }
        let isDate =
            first.count > 3
            && (first.isA(.weekday) || tokens[index + 1]?.kind == .number && tokens.month(first) != nil)
        guard !isDate else { return nil }
        return DatelinePlace(
            range: range,
            start: index,
            end: at,
            words: at - index,
            isAllCaps: isAllCaps(from: index, to: name),
            hasRegion: region,
            isSeveral: several,
            opensSentence: first.isA(.sentenceOpening)
                && (!first.isAllCaps
                    || first.character >= 0x400 && tokens[index + 1]?.afterSpace == true
                        && first.shape.contains(.single)),
            opensWithArticle: first.isA(.placeArticle)
        )
    }

    /// Up to six words, joined by slashes or commas, that open no sentence.
    private func caseless(at index: Int) -> DatelinePlace? {
        guard let first = tokens[index], first.isCaseless, !first.isA(.sentenceOpening) else { return nil }
        var at = index + 1
        var words = 1
        while let token = tokens[at], words < PlaceReader.mostWords {
            if token.kind == .word {
                guard !token.isA(.dateLead) else { break }
                words += 1
                at += 1
            } else if token.isMark("/") && !token.afterSpace || token.isMark(","), let next = tokens[at + 1],
                next.kind == .word, !next.isA(.dateLead), !next.isA(.agency)
            {
                at += 1
            } else {
                break
            }
        }
        guard words < PlaceReader.mostWords else { return nil }
        // `أسوان (مصر), 10-6-2026`
        if tokens[at]?.isMark("(") == true {
            let close = tokens.end(from: at + 1, limit: 3) { _ in true }
            if close > at + 1, tokens[close]?.isMark(")") == true, tokens[close + 1]?.isMark(",") == true,
                dates.date(at: close + 2) != nil
            {
                at = close + 1
            }
        }
        var place = self.words(index, at)
        place.words = words
        return place
    }

    /// The signs up to a token.
    func signs(at index: Int, to end: Int) -> DatelinePlace? {
        index < end && end - index <= PlaceReader.mostSigns ? words(index, end) : nil
    }

    /// All tokens up to one.
    func words(_ start: Int, _ end: Int) -> DatelinePlace {
        DatelinePlace(range: tokens.range(start, end), start: start, end: end, words: end - start, isAllCaps: false)
    }

    /// `BEIRUT - DAMASCUS, Oct 9`: a spaced dash, a name, and the date or a bracket after it.
    private func dashed(_ index: Int) -> Int? {
        guard let dash = tokens[index], dash.isDash, dash.afterSpace, tokens[index + 1]?.afterSpace == true,
            let next = name(at: index + 1), let close = tokens[next],
            close.isMark(",") && dates.date(at: next + 1) != nil || close.isMark("(") && close.afterSpace
        else { return nil }
        return next
    }

    /// `29 PALMS`: a name that begins with a number.
    private func isNumbered(_ index: Int) -> Bool {
        guard tokens[index]?.kind == .number, let next = tokens[index + 1] else { return false }
        return next.isAllCaps && next.count > 3 && tokens.month(next) == nil
    }

    private func isAllCaps(from start: Int, to end: Int) -> Bool {
        var letters = 0
        for token in tokens.list[start..<end] where token.kind == .word {
            if token.isAllCaps {
                letters += token.count
            } else if !token.isA(.placeParticle) {
                return false
            }
        }
        return letters > 1
    }

    // MARK: Names

    /// One name: words with capitals, particles between them, full stops of abbreviations within.
    /// Returns the token after it.
    private func name(at index: Int) -> Int? {
        var at = index
        var words = 0
        if isNumbered(index) { at += 1 }
        while let token = tokens[at], token.kind == .word, words < PlaceReader.mostWords {
            if token.isCapitalized || at == index && isArticle(token) {
                // `London March 3`: the month belongs to the date.
                if words > 0, dates.date(at: at) != nil, !tokens.isA(.place, at - 1, at + 1) { break }
                words += 1
                at = abbreviationEnd(at)
                if let mark = tokens[at], mark.isMark("'") || mark.isMark("’"), !mark.afterSpace,
                    let next = tokens[at + 1], next.afterSpace, next.isCapitalized
                {
                    // `Ta' Qali`
                    at += 1
                }
            } else if words > 0, token.shape.contains(.capitalBehindJoint) {
                words += 1
                at = abbreviationEnd(at)
            } else if words > 0, token.isA(.placeParticle), let next = particleEnd(at) {
                at = next
            } else {
                break
            }
        }
        return words > 0 ? at : nil
    }

    /// The token with a capital after a run of at most three particles.
    private func particleEnd(_ index: Int) -> Int? {
        let at = tokens.end(from: index, limit: 3) { !$0.isCapitalized && $0.isA(.placeParticle) }
        return tokens[at]?.isCapitalized == true && dates.date(at: at) == nil ? at : nil
    }

    /// `'s-Gravenhage`, `al-Hudaydah`, `el-Kef`.
    private func isArticle(_ token: Token) -> Bool {
        token.character == .apostrophe || token.character == 0x2019 || tokens.hasPrefix(token, "al-")
            || tokens.hasPrefix(token, "el-") || tokens.hasPrefix(token, "ash-")
    }

    /// The token after a word, and after the full stop that belongs to it.
    private func abbreviationEnd(_ index: Int) -> Int {
        guard let token = tokens[index], let stop = tokens[index + 1], stop.isMark("."), !stop.afterSpace,
            isAbbreviation(token, at: index)
        else { return index + 1 }
        return index + 2
    }

    /// The most bytes of an abbreviation, and of one in letters beyond ASCII.
    private static let longestAbbreviation = 6
    private static let longestWideAbbreviation = 10
    private static let longestBeforeHyphen = 4

    /// Whether the full stop after a word belongs to it: `St.`, `Va.`, `D.C.`, `a.M.`
    private func isAbbreviation(_ token: Token, at index: Int) -> Bool {
        // `MINNEAPOLIS-ST. PAUL`: the abbreviation is what follows the hyphen.
        let hyphen = tokens.bytes[token.start..<token.end].lastIndex(of: .hyphen)
        let length = token.end - (hyphen.map { $0 + 1 } ?? token.start)
        let longest = PlaceReader.longestAbbreviation
        guard length <= longest || token.character >= 0x80 && length <= PlaceReader.longestWideAbbreviation,
            let next = tokens[index + 2]
        else { return false }
        let isRegion = tokens[index - 1]?.isMark(",") == true
        let isDotted = token.shape.contains(.stop) || token.count == 1
        if next.isMark(",") { return length <= longest }
        // `SUVERA.- El`: the stop and the hyphen are the dateline's.
        if next.isDash { return length <= (next.afterSpace ? longest : PlaceReader.longestBeforeHyphen) }
        // `LINDEN, Calif. & SUVERA--(BUSINESS WIRE)--`
        if next.isMark("&") || next.isA(.placeConjunction) {
            return isRegion && tokens[index + 3]?.isCapitalized == true
        }
        // `MOSCOW. /TASS/` is closed by its stop, `Calif. (AP)` is not.
        if next.isMark(of: "(/[") { return isDotted || isRegion }
        if dates.date(at: index + 2) != nil { return isDotted || token.count <= 5 && isRegion }
        return next.isCapitalized && (length <= 4 || isDotted) && continuesName(index + 2)
    }

    /// Whether what stands at `index` is the rest of a name and what closes one, not a sentence.
    private func continuesName(_ index: Int) -> Bool {
        var at = index
        while let token = tokens[at], token.kind == .word, at - index < 5 {
            guard token.isCapitalized || token.isA(.placeParticle) else { return false }
            if dates.date(at: at) != nil { return at > index }
            at += 1
        }
        guard let close = tokens[at] else { return false }
        return close.isMark(of: ",(/.:[") || close.isDash || close.kind == .number
    }

    // MARK: Regions

    /// A state, region or country: at most five words that a date, a source or a dash follows.
    private func regionName(at index: Int) -> Int? {
        guard let first = tokens[index], first.kind == .word, dates.date(at: index) == nil, !first.isA(.weekday),
            dates.calendars.dateEnd(at: index) == nil
        else { return nil }
        // `QAMISHLI, northern Syria, Oct 9`: one word in small letters before a name that the date follows.
        guard first.isCapitalized else {
            guard first.count > 3, tokens[index + 1]?.isCapitalized == true, let end = name(at: index + 1),
                let close = tokens[end],
                close.isMark(",") && dates.date(at: end + 1) != nil || close.isMark("(") && first.isA(.direction)
            else { return nil }
            return end
        }
        guard let end = name(at: index), end - index <= PlaceReader.mostWords else { return nil }
        // `Agencia Sol.-`, `Zenica, FENA – `: a medium's name, or capitals after a name in small letters.
        if isSource(index, end) { return nil }
        // `Tehran, IRNA –`: an agency, where it is no abbreviation of a state as well.
        if tokens.range(index, end).count > 2, tokens.isAgency(index, end) { return nil }
        return end
    }

    /// Whether what stands after a comma is an agency's name by its shape, closed by a dash.
    private func isSource(_ index: Int, _ end: Int) -> Bool {
        guard let first = tokens[index], let close = tokens[end], index > 1, let place = tokens[index - 2] else {
            return false
        }
        if close.isMark(".") || tokens[end - 1]?.isMark(".") == true,
            let dash = close.isMark(".") ? tokens[end + 1] : close, dash.isDash, !dash.afterSpace
        {
            return end - index <= 4 && (first.isA(.medium) || isCapitals(first) && place.hasLower)
        }
        // `Damascus, SANA- The`
        return end - index == 1 && close.isDash && tokens[end + 1]?.afterSpace == true
            && isCapitals(first) && (place.hasLower || isInitialism(first)) && !first.isLabel
    }

    /// `ZENICA, FENA - `: three to five letters that no state, region or country is called by.
    private func isInitialism(_ token: Token) -> Bool {
        (3...5).contains(token.count) && token.character < 0x80 && !token.isA(.region) && !token.isA(.country)
    }

    /// `NorthPost`, `AKIpress`: capitals within one word, which only names of media and Scots have.
    private func hasTwoCapitals(_ token: Token) -> Bool {
        token.shape.isSuperset(of: [.plain, .capitals, .lower]) && !tokens.hasPrefix(token, "mc")
            && !tokens.hasPrefix(token, "mac")
    }

    private func isCapitals(_ token: Token) -> Bool {
        token.isAllCaps && token.count >= 3 && !token.shape.contains(.stop)
    }

    /// `[India]`, `/Leningrad Region/`, `(France)` where a comma or a date follows.
    private func regionBracket(_ index: Int) -> Int? {
        // `NV / ZWIRE /` holds an agency, `IGORA /Leningrad Region/` a region.
        guard let open = tokens[index], open.kind == .mark, let close = Brackets.closingSource(open.character),
            open.isMark(of: "[(") || open.isMark("/") && (!open.afterSpace || tokens[index + 1]?.afterSpace == false)
        else { return nil }
        var at = index + 1
        while let token = tokens[at], token.kind != .mark || token.character != close, at - index < 9 {
            guard token.kind == .word || token.isMark(".") || token.isMark("-") else { return nil }
            at += 1
        }
        guard let last = tokens[at], last.kind == .mark, last.character == close, at > index + 1,
            !tokens.isAgency(index + 1, at)
        else { return nil }
        if open.isMark("("), let name = tokens[index - 1], name.isAllCaps || name.isA(.place),
            tokens.isA(.country, index + 1, at)
        {
            return at + 1
        }
        let mark = tokens[at + 1]
        let next = mark.map { $0.isMark(of: ",.") && !$0.afterSpace } == true ? at + 2 : at + 1
        if let date = dates.date(at: next), !open.isMark("(") || mark?.isMark(",") == true {
            // `Zenica (FENA), May 4 -`: capitals are the agency's where none follows the date.
            let hasOther = tokens[date.end]?.isMark(of: "(/[") == true
            if open.isMark("("), at == index + 2, let first = tokens[index + 1],
                isCapitals(first) || hasTwoCapitals(first), !hasOther
            {
                return nil
            }
            // `SUVA/Polar Wire/, May 4 - `: what a slash glues to the place is a region where an agency follows the date.
            if open.isMark("/"), !open.afterSpace, !hasOther && !isAgencyAfterStop(date.end) { return nil }
            return at + 1
        }
        // `New Delhi [India] (ANI)`: square brackets hold regions where a source follows.
        // `Halle (Saale) (dpa)`: of two brackets the first is the region's.
        if let mark, open.isMark("(") && mark.isMark(of: "([") || open.isMark("[") && mark.isMark("(") { return at + 1 }
        return nil
    }

    /// `. /TASS/.`: a stop, and a bracket or slash.
    private func isAgencyAfterStop(_ index: Int) -> Bool {
        guard tokens[index]?.isMark(of: ".,") == true, let open = tokens[index + 1] else { return false }
        return open.afterSpace && open.isMark(of: "/(")
    }

    /// Whether the slash after a name closes what one before it opened: `/TASS/`.
    private func closesSlash(_ end: Int) -> Bool {
        guard let slash = tokens[end], slash.isMark("/"), !slash.afterSpace else { return false }
        guard let next = tokens[end + 1] else { return true }
        return next.kind == .mark || next.afterSpace
    }
}
