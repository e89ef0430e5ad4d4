import Text
import Article

/// What words within a bracket or before a dash look like as the name of an agency.
enum AgencyName {
    /// Few words, each with a capital, or one short word without.
    case name
    /// A few plain words, or a name in quotation marks, which place and dash have to vouch for.
    case loose

    /// The most tokens, words, bytes of an agency's name; words of a loose one; bytes of one in small letters, and of a site's.
    private static let mostTokens = 9
    private static let mostWords = 5
    private static let longestName = 60
    private static let mostLooseWords = 3
    private static let longestSmallName = 12
    private static let longestSite = 30

    /// What tokens look like; nil where they are no agency's name.
    init?(_ tokens: Tokens, _ start: Int, _ end: Int) {
        guard let shape = AgencyName.shape(tokens, start, end) else { return nil }
        self = shape
    }

    private static func shape(_ tokens: Tokens, _ start: Int, _ end: Int) -> AgencyName? {
        guard start < end, end - start <= mostTokens, let first = tokens[start], let last = tokens[end - 1],
            last.end - first.start <= longestName
        else { return nil }
        if tokens.isAgency(start, end) || isNumberedDomain(tokens, start, end) { return .name }
        if tokens.isLabel(start, end) || tokens.isA(.weekday, start, end)
            || end - start == 1 && tokens.month(first) != nil
        {
            return nil
        }
        guard first.kind == .word, last.kind != .mark || last.isMark(of: ".!") || last.isQuote else { return nil }
        var words = 0
        var capitalized = 0
        var loose = false
        for index in start..<end {
            guard let token = tokens[index] else { return nil }
            switch token.kind {
            case .word:
                words += 1
                if token.isA(.remark) || token.isA(.kill) || token.count > 3 && token.isA(.weekday) { return nil }
                let hasCapital = token.isCapitalized || token.shape.contains(.capital)
                if index == start, end - start > 1, !hasCapital, tokens[index + 1]?.isMark(of: "/.") != true {
                    // `the Polar Wire`, `news aktuell`: an article, or no word that sentences open with.
                    guard token.isA(.placeArticle) || !token.isA(.sentenceOpening) && !token.isA(.placeParticle)
                    else { return nil }
                    loose = true
                }
                if hasCapital || !token.hasLower {
                    capitalized += 1
                } else if end - start > 1, !token.isA(.placeParticle), !token.isA(.medium), !first.isA(.medium),
                    !tokens.isAgency(token), tokens[index - 1]?.isMark("/") != true,
                    tokens[index + 1]?.isMark("/") != true
                {
                    // `Norrländska byrån`: a second word that is no small word of a sentence.
                    guard index > start, !token.isA(.sentenceOpening), token.count > 3 else { return nil }
                    loose = true
                }
            case .number:
                if index == start || token.count == 4 { return nil }
            case .mark:
                if token.isQuote {
                    loose = true
                } else if !token.isMark(of: "/.&+!-") {
                    return nil
                }
            }
        }
        if words > mostWords { return nil }
        if loose { return words <= mostLooseWords ? .loose : nil }
        guard capitalized == 0 else { return .name }
        // A desk's own name in small letters, one word: `(dpa)`, `(lby)`, `(polarwire.example)`.
        let limit =
            words == 1 && first.shape.contains(.stop) ? longestSite : longestSmallName
        return words <= 2 && first.count <= limit && first.hasLower ? .name : nil
    }

    /// `24.kg`: a number, a stop and letters, nothing between them.
    private static func isNumberedDomain(_ tokens: Tokens, _ start: Int, _ end: Int) -> Bool {
        guard end - start == 3, tokens[start]?.kind == .number, let stop = tokens[start + 1], stop.isMark("."),
            !stop.afterSpace, let word = tokens[start + 2], word.kind == .word, !word.afterSpace,
            !word.shape.contains(.figure), (2...6).contains(word.count), !word.isCapitalized
        else { return false }
        return tokens.month(word) == nil
    }
}
