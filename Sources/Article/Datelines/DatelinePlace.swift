/// The place or places of a dateline.
struct DatelinePlace {
    var range: TextRange
    /// Whether the first name is in capitals.
    var isAllCaps: Bool
    /// How many words it has.
    var words: Int
    /// Whether a state, region or country follows the first name.
    var hasRegion: Bool
    /// Whether a slash joins two names.
    var isSeveral: Bool
    /// Whether it begins with a word that begins sentences.
    var opensSentence: Bool
    /// Whether that word is an article that names of places begin with as well.
    var opensWithArticle: Bool
    /// The token after it.
    var end: Int
}

/// Reads places from tokens, by shape: names with capitals, joined by slashes and particles, with
/// a region after a comma or in brackets.
struct PlaceReader {
    let tokens: Tokens
    let dates: DateReader

    func place(at index: Int) -> DatelinePlace? {
        guard let first = tokens[index], first.kind == .word || isNumbered(index) else { return nil }
        guard let name = name(at: index) else { return nil }
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
                !closesSlash(next, openedAt: at), !mark.afterSpace || tokens[next]?.isMark("/") != true
            {
                at = next
                several = true
            } else if let joined = joined(at) {
                at = joined
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
        guard let last = tokens[at - 1], last.end - first.start <= 100, at - index <= 20 else { return nil }
        let word = first.word
        let isMonth =
            first.kind == .word && first.count > 3 && Months.number(of: first, in: tokens) != nil
            && tokens[index + 1]?.kind == .number
        guard !isMonth, !Weekdays.contains(word) || first.count < 4 else { return nil }
        return DatelinePlace(
            range: TextRange(first.start, last.end),
            isAllCaps: isAllCaps(from: index, to: name),
            words: at - index,
            hasRegion: region,
            isSeveral: several,
            opensSentence: Particles.opensSentence(word)
                && (!first.isAllCaps
                    || first.character >= 0x400 && tokens[index + 1]?.afterSpace == true && isOneLetter(first)),
            opensWithArticle: Particles.isArticle(word),
            end: at
        )
    }

    /// `BEIRUT - DAMASCUS, Oct 9`: a spaced dash, a name, and the date or a bracket after it.
    private func dashed(_ index: Int) -> Int? {
        guard let dash = tokens[index], dash.isDash, dash.afterSpace, tokens[index + 1]?.afterSpace == true,
            let next = name(at: index + 1), let close = tokens[next],
            close.isMark(",") && dates.date(at: next + 1) != nil || close.isMark("(") && close.afterSpace
        else { return nil }
        return next
    }

    private func isOneLetter(_ token: Token) -> Bool {
        token.count == tokens.bytes.span.codePoint(at: token.start).length
    }

    /// `29 PALMS`: a name that begins with a number.
    private func isNumbered(_ index: Int) -> Bool {
        guard let first = tokens[index], first.kind == .number, let next = tokens[index + 1] else { return false }
        return next.kind == .word && next.isAllCaps && next.count > 3 && Months.number(of: next, in: tokens) == nil
    }

    private func isAllCaps(from start: Int, to end: Int) -> Bool {
        var letters = 0
        for index in start..<end {
            guard let token = tokens[index], token.kind == .word else { continue }
            if token.isAllCaps {
                letters += token.count
            } else if !Particles.contains(token.word) {
                return false
            }
        }
        return letters > 1
    }

    /// One name: words with capitals, particles between them, full stops of abbreviations within.
    /// Returns the token after it.
    private func name(at index: Int) -> Int? {
        var at = index
        var words = 0
        if isNumbered(index) { at += 1 }
        while let token = tokens[at], words < 7 {
            if token.kind == .word, token.isCapitalized || isArticle(token) && at == index {
                // `London March 3`: the month belongs to the date.
                if words > 0, dates.date(at: at) != nil, !(token.word == "domingo" && tokens[at - 1]?.word == "santo") {
                    break
                }
                words += 1
                at += 1
                if let stop = tokens[at], stop.isMark("."), !stop.afterSpace, isAbbreviation(token, before: at) {
                    at += 1
                } else if let mark = tokens[at], mark.isMark("'") || mark.isMark("’"), !mark.afterSpace,
                    let next = tokens[at + 1], next.kind == .word, next.afterSpace, next.isCapitalized
                {
                    // `Ta' Qali`
                    at += 1
                }
            } else if token.kind == .word, words > 0, hasInnerCapital(token) {
                words += 1
                at += 1
                if let stop = tokens[at], stop.isMark("."), !stop.afterSpace, isAbbreviation(token, before: at) {
                    at += 1
                }
            } else if token.kind == .word, words > 0, Particles.contains(token.word), let next = particleEnd(at) {
                at = next
            } else {
                break
            }
        }
        return words > 0 ? at : nil
    }

    /// `a.M.`, `nell'Emilia`: a small letter first, a capital after the joint.
    private func hasInnerCapital(_ token: Token) -> Bool {
        guard !token.isCapitalized else { return false }
        for index in (token.start + 1)..<max(token.start + 1, token.end)
        where tokens.bytes[index] >= 0x41 && tokens.bytes[index] <= 0x5A {
            let before = tokens.bytes[index - 1]
            return before == 0x27 || before == 0x2E || before == 0x99
        }
        return false
    }

    /// The token with a capital after a run of at most three particles.
    private func particleEnd(_ index: Int) -> Int? {
        var at = index
        while at - index < 3, let token = tokens[at], token.kind == .word, !token.isCapitalized,
            Particles.contains(token.word)
        {
            at += 1
        }
        guard let token = tokens[at], token.kind == .word, token.isCapitalized, dates.date(at: at) == nil else {
            return nil
        }
        return at
    }

    /// `'s-Gravenhage`, `al-Hudaydah`, `d'Ivoire`.
    private func isArticle(_ token: Token) -> Bool {
        guard let first = tokens.bytes[token.start..<token.end].first, [0x27, 0xE2, 0x61, 0x65].contains(first) else {
            return false
        }
        let word = tokens.lower(token)
        return word.hasPrefix("'") || word.hasPrefix("al-") || word.hasPrefix("el-") || word.hasPrefix("ash-")
    }

    /// Whether the full stop after a word belongs to it: `St.`, `Va.`, `D.C.`, `a.M.`
    private func isAbbreviation(_ token: Token, before stop: Int) -> Bool {
        // `MINNEAPOLIS-ST. PAUL`: the abbreviation is what follows the hyphen.
        let hyphen = tokens.bytes[token.start..<token.end].lastIndex(of: 0x2D)
        let length = token.end - (hyphen.map { $0 + 1 } ?? token.start)
        guard length <= 6 || token.character >= 0x80 && length <= 10 else { return false }
        guard let next = tokens[stop + 1] else { return false }
        if next.isMark(",") || next.isDash { return length <= 6 }
        // `LINDEN, Calif. & SUVERA--(BUSINESS WIRE)--`
        if next.isMark("&") || next.kind == .word && Particles.joins(next.word) {
            return isRegion(token) && tokens[stop + 2]?.isCapitalized == true
        }
        // `MOSCOW. /TASS/` is closed by its stop, `Calif. (AP)` is not.
        if next.isMark("(") || next.isMark("/") || next.isMark("[") { return isDotted(token) || isRegion(token) }
        if dates.date(at: stop + 1) != nil { return isDotted(token) || token.count <= 5 && isRegion(token) }
        if next.kind == .word, next.isCapitalized, length <= 4 || isDotted(token) {
            return continuesName(stop + 1)
        }
        return false
    }

    private func isDotted(_ token: Token) -> Bool {
        for index in token.start..<token.end where tokens.bytes[index] == 0x2E { return true }
        return token.count == 1
    }

    /// Whether a word stands after a comma.
    private func isRegion(_ token: Token) -> Bool {
        guard let at = tokens.list.firstIndex(where: { $0.start == token.start }), at > 0 else { return false }
        return tokens[at - 1]?.isMark(",") ?? false
    }

    /// Whether what stands at `index` is the rest of a name and what closes one, not a sentence.
    private func continuesName(_ index: Int) -> Bool {
        var at = index
        while let token = tokens[at], token.kind == .word, at - index < 5 {
            guard token.isCapitalized || Particles.contains(token.word) else { return false }
            if dates.date(at: at) != nil { return at > index }
            at += 1
        }
        guard let close = tokens[at] else { return false }
        return close.isMark(",") || close.isMark("(") || close.isMark("/") || close.isMark(".") || close.isDash
            || close.isMark(":")
            || close.kind == .number || close.isMark("[")
    }

    /// `WASHINGTON and PARIS`.
    private func joined(_ index: Int) -> Int? {
        guard let word = tokens[index], word.isMark("&") || word.kind == .word && Particles.joins(word.word) else {
            return nil
        }
        return name(at: index + 1)
    }

    /// A state, region or country: at most five words that a date, a source or a dash follows.
    private func regionName(at index: Int) -> Int? {
        guard let first = tokens[index], first.kind == .word, dates.date(at: index) == nil,
            !Weekdays.contains(first.word), islamicDate(at: index) == nil
        else { return nil }
        // `QAMISHLI, northern Syria, Oct 9`: one word in small letters before a name that the date follows.
        guard first.isCapitalized else {
            guard first.count > 3, let next = tokens[index + 1], next.isCapitalized, let end = name(at: index + 1),
                let close = tokens[end],
                close.isMark(",") && dates.date(at: end + 1) != nil
                    || close.isMark("(") && PlaceReader.directions.contains(first.word)
            else { return nil }
            return end
        }
        guard let end = name(at: index), end - index <= 7, let last = tokens[end - 1] else { return nil }
        // `Agencia Sol.-`, `Zenica, FENA – `: a medium's name, or capitals after a name in small letters.
        if isSource(index, end) { return nil }
        // `Tehran, IRNA –`: an agency, where it is no abbreviation of a state as well.
        if last.end - first.start > 2, Agencies.contains(tokens.bytes.span, first.start, last.end) { return nil }
        return end
    }

    private static let directions: WordSet = [
        "northern", "southern", "eastern", "western", "central", "northeastern", "northwestern", "southeastern",
        "southwestern", "north-eastern", "north-western", "south-eastern", "south-western", "upper", "lower", "rural",
    ]

    /// The token after a date of the Islamic calendar and its comma: `Ramadan 5, 1441, `.
    func islamicDate(at index: Int) -> Int? {
        var at = index
        while let word = tokens[at], word.kind == .word, word.isCapitalized || tokens.hasPrefix(word, "al-"),
            at - index < 3
        {
            at += 1
        }
        guard at > index, let day = tokens[at], day.kind == .number, (1...30).contains(day.value),
            tokens[at + 1]?.isMark(",") == true, let year = tokens[at + 2], year.kind == .number,
            (1300...1500).contains(year.value)
        else { return nil }
        at += 3
        if let era = tokens[at], era.kind == .word, era.word == "h" || era.word == "ah" { at += 1 }
        return tokens[at]?.isMark(",") == true ? at + 1 : nil
    }

    /// Whether what stands after a comma is an agency's name by its shape, closed by a dash.
    private func isSource(_ index: Int, _ end: Int) -> Bool {
        guard let first = tokens[index], let close = tokens[end], index > 1, let place = tokens[index - 2] else {
            return false
        }
        let last = tokens[end - 1]
        if close.isMark(".") || last?.isMark(".") == true,
            let dash = close.isMark(".") ? tokens[end + 1] : close, dash.isDash, !dash.afterSpace
        {
            return end - index <= 4 && (Labels.isMedium(first.word) || isCapitals(first) && place.hasLower)
        }
        // `Damascus, SANA- The`
        return end - index == 1 && close.isDash && tokens[end + 1]?.afterSpace == true
            && isCapitals(first) && (place.hasLower || isInitialism(first)) && !Labels.contains(first.word)
    }

    /// `ZENICA, FENA - `: three to five letters that no state, region or country is called by.
    private func isInitialism(_ token: Token) -> Bool {
        (3...5).contains(token.count) && token.character < 0x80 && !Regions.contains(token.word)
            && !Countries.contains(token.word)
    }

    /// `NorthPost`, `AKIpress`: capitals within one word, which only names of media and Scots have.
    private func hasTwoCapitals(_ token: Token) -> Bool {
        var capitals = 0
        for index in token.start..<token.end {
            switch tokens.bytes[index] {
            case 0x41...0x5A: capitals += 1
            case 0x61...0x7A: break
            default: return false
            }
        }
        return capitals > 1 && token.hasLower && !tokens.hasPrefix(token, "mc") && !tokens.hasPrefix(token, "mac")
    }

    private func isCapitals(_ token: Token) -> Bool {
        token.isAllCaps && token.count >= 3 && !tokens.bytes[token.start..<token.end].contains(0x2E)
    }

    /// `[India]`, `/Leningrad Region/`, `(France)` where a comma or a date follows.
    private func regionBracket(_ index: Int) -> Int? {
        guard let open = tokens[index], open.kind == .mark else { return nil }
        let close: Unicode.Scalar
        switch open.character {
        case 0x5B: close = "]"
        // `NV / ZWIRE /` holds an agency, `IGORA /Leningrad Region/` a region.
        case 0x2F where !open.afterSpace || tokens[index + 1]?.afterSpace == false: close = "/"
        case 0x28: close = ")"
        default: return nil
        }
        var at = index + 1
        while let token = tokens[at], !token.isMark(close), at - index < 9 {
            guard token.kind == .word || token.isMark(".") || token.isMark("-") else { return nil }
            at += 1
        }
        guard let last = tokens[at], last.isMark(close), at > index + 1 else { return nil }
        guard let first = tokens[index + 1], let final = tokens[at - 1] else { return nil }
        if Agencies.contains(tokens.bytes.span, first.start, final.end) { return nil }
        if open.isMark("("), let name = tokens[index - 1], name.isAllCaps || Places.contains(name.word),
            Countries.contains(tokens.name(first, final))
        {
            return at + 1
        }
        var next = at + 1
        let mark = tokens[next]
        if let mark, mark.isMark(",") || mark.isMark("."), !mark.afterSpace { next += 1 }
        if let date = dates.date(at: next), !open.isMark("(") || mark?.isMark(",") == true {
            // `Zenica (FENA), May 4 -`: capitals are the agency's where none follows the date.
            let hasOther = tokens[date.end].map { $0.isMark("(") || $0.isMark("/") || $0.isMark("[") } ?? false
            if open.isMark("("), at == index + 2, isCapitals(first) || hasTwoCapitals(first), !hasOther {
                return nil
            }
            // `SUVA/Polar Wire/, May 4 - `: what a slash glues to the place is a region where an agency follows the date.
            if open.isMark("/"), !open.afterSpace, !hasOther && !isAgencyAfterStop(date.end) { return nil }
            return at + 1
        }
        // `New Delhi [India] (ANI)`: square brackets hold regions where a source follows.
        // `Halle (Saale) (dpa)`: of two brackets the first is the region's.
        if open.isMark("("), let after = tokens[at + 1], after.isMark("(") || after.isMark("[") { return at + 1 }
        if open.isMark("["), let after = tokens[at + 1], after.isMark("(") { return at + 1 }
        return nil
    }

    /// `. /TASS/.`: a stop, and a bracket or slash.
    private func isAgencyAfterStop(_ index: Int) -> Bool {
        guard let stop = tokens[index], stop.isMark(".") || stop.isMark(","), let open = tokens[index + 1] else {
            return false
        }
        return open.afterSpace && (open.isMark("/") || open.isMark("("))
    }

    /// Whether a slash after a name closes what the slash at `open` opened: `/TASS/`.
    private func closesSlash(_ end: Int, openedAt open: Int) -> Bool {
        guard let slash = tokens[end], slash.isMark("/"), !slash.afterSpace else { return false }
        guard let next = tokens[end + 1] else { return true }
        return next.kind == .mark || next.afterSpace
    }
}
