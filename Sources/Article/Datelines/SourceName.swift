/// Whether words within a bracket or before a dash could be an agency's name.
extension SourceReader {
    enum NameShape {
        /// Few words, each with a capital, or one short word without.
        case name
        /// A few plain words, or a name in quotation marks, which place and dash have to vouch for.
        case loose
    }

    func isName(from start: Int, to end: Int) -> Bool { shape(from: start, to: end) == .name }

    /// What tokens look like as an agency's name; nil where they are none.
    func shape(from start: Int, to end: Int) -> NameShape? {
        guard start < end, end - start <= 9, let first = tokens[start], let last = tokens[end - 1],
            last.end - first.start <= 60
        else {
            return nil
        }
        if Agencies.contains(tokens.bytes.span, first.start, last.end) || isNumberedDomain(start, end) {
            return .name
        }
        let name = tokens.name(first, last)
        if Labels.contains(name) || Weekdays.contains(name)
            || end - start == 1 && Months.number(of: first, in: tokens) != nil
        {
            return nil
        }
        guard first.kind == .word,
            last.kind == .word || last.kind == .number || last.isMark(".") || last.isMark("!") || isQuote(last)
        else {
            return nil
        }
        var words = 0
        var capitalized = 0
        var loose = false
        for index in start..<end {
            guard let token = tokens[index] else { return nil }
            switch token.kind {
            case .word:
                words += 1
                let word = token.word
                if Labels.isRemark(word) || token.count > 3 && Weekdays.contains(word) { return nil }
                if index == start, end - start > 1, !token.isCapitalized, !token.isAllCaps, !startsInCapitals(token),
                    tokens[index + 1]?.isMark("/") != true, tokens[index + 1]?.isMark(".") != true
                {
                    // `the Polar Wire`, `news aktuell`: an article, or no word that sentences open with.
                    guard Particles.isArticle(word) || !Particles.opensSentence(word) && !Particles.contains(word)
                    else { return nil }
                    loose = true
                }
                if token.isCapitalized || !token.hasLower || startsInCapitals(token) {
                    capitalized += 1
                } else if end - start > 1, !Particles.contains(word), !Labels.isMedium(word),
                    !Labels.isMedium(first.word),
                    !Agencies.contains(token, in: tokens),
                    tokens[index - 1]?.isMark("/") != true,
                    tokens[index + 1]?.isMark("/") != true
                {
                    // `Norrländska byrån`: a second word that is no small word of a sentence.
                    guard index > start, !Particles.opensSentence(word), token.count > 3 else { return nil }
                    loose = true
                }
            case .number:
                if index == start || token.count == 4 { return nil }
            case .mark:
                if isQuote(token) {
                    loose = true
                    continue
                }
                guard
                    token.isMark("/") || token.isMark(".") || token.isMark("&") || token.isMark("+")
                        || token.isMark("!") || token.isMark("-")
                else { return nil }
            }
        }
        if words > 5 { return nil }
        if loose { return words <= 3 ? .loose : nil }
        // A desk's own name in small letters, one word: `(dpa)`, `(lby)`, `(polarwire.example)`.
        if capitalized == 0 {
            let isDomain = words == 1 && tokens.bytes[first.start..<first.end].contains(0x2E)
            return words <= 2 && first.count <= (isDomain ? 30 : 12) && first.hasLower ? .name : nil
        }
        return .name
    }

    func isQuote(_ token: Token) -> Bool {
        token.kind == .mark && CharacterClass.isQuotationMark(token.character) && token.character != 0x27
    }

    /// `24.kg`: a number, a stop and letters, nothing between them.
    private func isNumberedDomain(_ start: Int, _ end: Int) -> Bool {
        guard end - start == 3, let number = tokens[start], number.kind == .number, let stop = tokens[start + 1],
            stop.isMark("."), !stop.afterSpace, let word = tokens[start + 2], word.kind == .word, !word.afterSpace,
            CharacterClass.isLetter(word.character), (2...6).contains(word.count), !word.isCapitalized
        else { return false }
        return Months.number(of: word, in: tokens) == nil
    }

    /// `LaPresse`, `askaNews`, `eNCA`: a capital somewhere.
    private func startsInCapitals(_ token: Token) -> Bool {
        for index in token.start..<token.end where tokens.bytes[index] >= 0x41 && tokens.bytes[index] <= 0x5A {
            return true
        }
        return false
    }
}
