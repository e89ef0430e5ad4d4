import Text
import Article

/// What stands where a dateline's place would and is none: persons with their party, companies with their
/// ticker, institutions that the sentence comes back to.
enum LookAlikes {
    /// Whether a name with a bracket after it is a person's or a company's: `Jane Doe (Green)`, `Apple Inc. (AAPL)`.
    static func isBearer(_ place: DatelinePlace, of source: DatelineSource, _ tokens: Tokens) -> Bool {
        if isAbbreviation(source, of: place, tokens) || isSpeltOut(source, of: place, tokens) { return true }
        guard !source.isKnown, !place.hasRegion else { return false }
        let known = Lexicon.shared.classes(of: Word(tokens.bytes.span, source.name.start, source.name.end))
        if !place.isAllCaps, known.contains(.country) || known.contains(.place) || known.contains(.team) { return true }
        return PersonName.opens(tokens, place.start, place.end) || isCompany(place, tokens) || isTicker(source, tokens)
            || isParty(source, tokens)
    }

    /// `Ford (Detroit) -- Toyota (Japan)`: the text goes on with a name and a bracket of its own.
    static func isAmongPeers(_ place: DatelinePlace, _ source: DatelineSource, _ tokens: Tokens, at index: Int) -> Bool
    {
        guard !source.isKnown, !place.isAllCaps, tokens[index]?.isCapitalized == true,
            let last = tokens.list.first(where: { $0.end == source.name.end }), last.hasLower
        else { return false }
        return tokens[index + 1]?.isMark("(") ?? false
    }

    /// `Polar Wire (PW)`: the first letters of the name before it.
    private static func isAbbreviation(_ source: DatelineSource, of place: DatelinePlace, _ tokens: Tokens) -> Bool {
        guard source.name.start > place.range.end, place.words > 1 else { return false }
        let words = tokens.list[place.start..<place.end]
        guard words.allSatisfy({ $0.kind == .word }) else { return false }
        let names = words.filter { $0.isCapitalized && !$0.isA(.placeArticle) }
        return spells(source.name, names, tokens) == source.name.end
    }

    /// The longest abbreviation of words that follow it, in bytes.
    private static let longestAbbreviation = 8

    /// `PW (Polar Wire)`: the words that the letters before them stand for.
    private static func isSpeltOut(_ source: DatelineSource, of place: DatelinePlace, _ tokens: Tokens) -> Bool {
        guard place.isAllCaps, place.words == 1, place.range.count <= longestAbbreviation, !source.isKnown else {
            return false
        }
        let names = tokens.list.filter {
            $0.start >= source.name.start && $0.end <= source.name.end && $0.isCapitalized
        }
        return spells(place.range, names, tokens) == place.range.end
    }

    /// The byte after the letters that the first letters of words spell; nil where one differs.
    private static func spells(_ letters: TextRange, _ words: [Token], _ tokens: Tokens) -> Int? {
        let span = tokens.bytes.span
        var at = letters.start
        for token in words {
            let letter = span.codePoint(at: token.start)
            guard at < letters.end, span.codePoint(at: at).value == letter.value else { return nil }
            at += letter.length
        }
        return at
    }

    /// A name that ends in its legal form.
    private static func isCompany(_ place: DatelinePlace, _ tokens: Tokens) -> Bool {
        let last = tokens[place.end - 1]?.isMark(".") == true ? place.end - 2 : place.end - 1
        return place.words > 1 && tokens[last]?.isA(.legalForm) == true
    }

    /// The most bytes before the stop of an exchange's code.
    private static let longestTicker = 5

    /// `KFL.L`, `SMBS.ST`: the code of an exchange after the stop.
    private static func isTicker(_ source: DatelineSource, _ tokens: Tokens) -> Bool {
        let bytes = tokens.bytes
        guard let stop = bytes[source.name.start..<source.name.end].lastIndex(of: .stop), stop > source.name.start,
            stop - source.name.start <= longestTicker
        else { return false }
        if stop + 2 == source.name.end { return CharacterClass.isUpper(UInt32(bytes[stop + 1])) }
        return stop + 3 == source.name.end
            && Lexicon.shared.contains(Word(bytes.span, stop + 1, source.name.end), .exchange)
    }

    /// `M`, `R-Maine`: one letter, or one letter and where its bearer was elected.
    private static func isParty(_ source: DatelineSource, _ tokens: Tokens) -> Bool {
        let name = tokens.bytes[source.name.start..<source.name.end]
        if name.count == 1 { return true }
        return name.count > 2 && name[name.startIndex + 1] == .hyphen && "DIR".utf8.contains(name[name.startIndex])
    }

    /// Whether a pairing stands on both sides of the dash: `SUVERA - Linden, le derby,`, `SUVERA - Linden 2-1`.
    static func isFixture(_ tokens: Tokens, at index: Int, afterCity: Bool) -> Bool {
        let at = tokens.end(from: index, limit: 2) { $0.isCapitalized }
        guard at > index, let mark = tokens[at] else { return false }
        if mark.kind == .number {
            // `LONDON - Arsenal 2-1` may be told from London.
            guard !afterCity, let joint = tokens[at + 1], joint.isDash || joint.isMark(":"), !joint.afterSpace,
                let other = tokens[at + 2]
            else { return false }
            return other.kind == .number && !other.afterSpace && mark.count <= 3 && other.count <= 3
        }
        guard mark.isMark(","), let word = tokens[at + 1] else { return false }
        return word.isA(.contest) || word.isA(.lookAlikeArticle) && tokens[at + 2]?.isA(.contest) == true
    }

    /// Whether the sentence at `index` speaks of what stands before the dash: `NETFLIX — The company said`.
    static func comesBack(_ tokens: Tokens, at index: Int) -> Bool {
        // `L'entreprise` is one token.
        guard let article = tokens[index] else { return false }
        if article.isA(.lookAlikeNoun) { return true }
        guard article.isA(.lookAlikeArticle), let noun = tokens[index + 1], noun.kind == .word else { return false }
        // `The car maker said`
        return noun.isA(.lookAlikeNoun) || !noun.isCapitalized && tokens[index + 2]?.isA(.maker) == true
    }
}
