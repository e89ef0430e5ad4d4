import Text
import Article

/// Reads place and agency where they open a line in an order or with joints of its own.
struct OpeningReader {
    let places: PlaceReader
    let sources: SourceReader

    private var tokens: Tokens { places.tokens }
    private var script: Script { places.dates.script }

    /// Reads both at the start of a paragraph. False where none of these openings stands there.
    func read(_ reading: inout DatelineReading) -> Bool {
        guard reading.at == 0 else { return false }
        return switch script {
        case .cased:
            readLeadingAgency(&reading) || readClosingAgency(&reading) || readLeadingWriters(&reading)
                || readSite(&reading)
        case .caseless: readHyphened(&reading) || readParted(&reading)
        case .unspaced: false
        }
    }

    /// `دمشق-سانا`: a place and a known agency that a hyphen joins, in a script without capitals.
    private func readHyphened(_ reading: inout DatelineReading) -> Bool {
        guard let first = tokens[0], first.shape.contains(.hyphen),
            !first.isA(.agency),
            let hyphen = tokens.bytes[first.start..<first.end].firstIndex(of: .hyphen), hyphen > first.start,
            Lexicon.shared.contains(Word(tokens.bytes.span, hyphen + 1, first.end), .agency)
        else { return false }
        reading.place = places.words(0, 1)
        reading.place?.range.end = hyphen
        reading.source = DatelineSource(
            name: TextRange(hyphen + 1, first.end),
            isKnown: true,
            isBracketed: true,
            end: 1
        )
        reading.at = 1
        reading.endsInSource = true
        return true
    }

    /// `STT, Suvera`: a known agency in capitals, and a place that is the rest of the line.
    private func readLeadingAgency(_ reading: inout DatelineReading) -> Bool {
        guard tokens.isWhole, let first = tokens[0], first.isAllCaps,
            first.isA(.agency), tokens[1]?.isMark(",") == true, let place = places.place(at: 2),
            place.end == tokens.count
        else { return false }
        reading.source = sources.source(0, 1, ending: 1, isKnown: true)
        reading.place = place
        reading.at = place.end
        return true
    }

    /// `Suvera TT`, `Suvera/NTB`: one name and a known agency in capitals that are all of a line.
    private func readClosingAgency(_ reading: inout DatelineReading) -> Bool {
        guard tokens.isWhole, (2...3).contains(tokens.count), let first = tokens[0], let last = tokens.list.last,
            first.isCapitalized, first.hasLower, first.kind == .word, last.isAllCaps, last.isA(.agency),
            tokens.count == 2 || tokens[1]?.isMark("/") == true, !first.isLabel, !first.isA(.sentenceOpening),
            OpeningReader.noPlaces.allSatisfy({ !first.isA($0) })
        else { return false }
        reading.place = places.words(0, 1)
        reading.source = sources.source(tokens.count - 1, tokens.count, ending: tokens.count, isKnown: true)
        reading.at = tokens.count
        reading.endsInSource = true
        return true
    }

    /// What a line that ends in an agency's name opens with and is no place: `Foto TT`, `Ekonomi TT`, `Anna TT`.
    private static let noPlaces: [LexicalClass] = [
        .remark, .section, .sectionNoun, .topicNoun, .givenName, .bylineLabel, .bylineWord, .month, .weekday, .agency,
        .medium,
        .source, .credit, .writerTitle, .headlineVerb, .labelOther, .country,
    ]

    /// `SUVERA, Norland.com - `, `Norland.com, Suvera - `: a place and a site's name, and a dash behind them.
    private func readSite(_ reading: inout DatelineReading) -> Bool {
        guard let comma = (1...OpeningReader.mostWords).first(where: { tokens[$0]?.isMark(",") == true }),
            let dash = (comma + 2...comma + 1 + OpeningReader.mostWords).first(where: { tokens[$0]?.isDash == true }),
            tokens[dash]?.afterSpace == true, tokens[dash + 1]?.afterSpace == true
        else { return false }
        let isFirst = comma == 1 && isSite(0)
        guard isFirst || dash == comma + 2 && isSite(comma + 1) else { return false }
        let place = isFirst ? comma + 1..<dash : 0..<comma
        guard tokens.list[place].allSatisfy({ $0.kind == .word && $0.isCapitalized && !$0.isLabel }),
            tokens[place.lowerBound]?.isA(.sentenceOpening) == false
        else { return false }
        // `Jeff Bezos, Amazon.com - The founder`
        let isAllCaps = tokens.list[place].allSatisfy(\.isAllCaps)
        guard isAllCaps || tokens.isA(.place, place.lowerBound, place.upperBound) else { return false }
        let site = isFirst ? 0 : comma + 1
        reading.source = sources.source(site, site + 1, ending: dash, isKnown: true)
        reading.place = places.words(place.lowerBound, place.upperBound)
        reading.place?.isAllCaps = isAllCaps
        reading.at = dash
        reading.endsInSource = true
        return true
    }

    /// The most words of a place beside a site's name.
    private static let mostWords = 3

    /// Whether a word is a site's name: letters, a stop, and an ending of such names.
    private func isSite(_ index: Int) -> Bool {
        guard let word = tokens[index], word.kind == .word, word.shape.contains(.stop) else { return false }
        let bytes = tokens.bytes[word.start..<word.end]
        guard let stop = bytes.lastIndex(of: .stop), let first = bytes.firstIndex(of: .stop), first - word.start >= 3
        else {
            return false
        }
        return Lexicon.shared.contains(Word(tokens.bytes.span, stop + 1, word.end), .siteEnding)
    }

    /// `Ayşe ÖRNEK/SUVERA, (DHA)- `, `Ayşe ÖRNEK - Ali DENİZ/SUVERA (DHA)`: names whose last word is in capitals, a slash, a
    /// place in capitals, and a known agency in a bracket.
    private func readLeadingWriters(_ reading: inout DatelineReading) -> Bool {
        var at = 0
        repeat {
            let given = tokens.end(from: at, limit: 2) {
                $0.isCapitalized && $0.hasLower && !$0.shape.contains(.hyphen)
            }
            guard given > at, let family = tokens[given], family.isCapitalized else { return false }
            at = given + 1
            // `YILMAZ-Mehmet` is one word.
            if family.shape.contains(.hyphen) {
                let next = tokens.end(from: at, limit: 1) { $0.isAllCaps }
                guard next > at else { return false }
                at = next
            } else if !family.isAllCaps {
                return false
            }
            if let joint = tokens[at], joint.isDash || joint.isMark(",") { at += 1 } else { break }
        } while at < OpeningReader.mostWriters
        guard tokens[at]?.isMark("/") == true, var place = places.place(at: at + 1), place.isAllCaps else {
            return false
        }
        // `/SUVERA (Norland), (DHA)`
        if tokens[place.end]?.isMark("(") == true, tokens[place.end + 2]?.isMark(")") == true,
            tokens[place.end + 3]?.isMark(",") == true
        {
            place.end += 3
            place.range = tokens.range(place.start, place.end)
        }
        let open = tokens[place.end]?.isMark(",") == true ? place.end + 1 : place.end
        guard sources.bracketed(at: open)?.isKnown == true else { return false }
        reading.correspondent = tokens.range(0, at)
        reading.place = place
        reading.at = place.end
        return true
    }

    /// The most tokens of the names.
    private static let mostWriters = 12

    /// `القاهرة / أحمد سعيد / الأناضول`: place, name and known agency, parted by slashes on a line of their own.
    private func readParted(_ reading: inout DatelineReading) -> Bool {
        guard tokens.isWhole, let place = places.place(at: 0),
            let last = tokens.list.lastIndex(where: { $0.isMark("/") }), last > place.end,
            tokens[place.end]?.isMark("/") == true, tokens.isA(.agency, last + 1, tokens.count),
            tokens.end(from: place.end + 1, limit: 4, { _ in true }) == last
        else { return false }
        reading.place = place
        reading.source = sources.source(last + 1, tokens.count, ending: tokens.count, isKnown: true)
        reading.source?.correspondent = tokens.range(place.end + 1, last)
        reading.at = tokens.count
        return true
    }

    /// `(Beirut, June 10, 2026) – `, `(Riverton) – The bridge at Riverton`: the place that a bracket at the start holds where it
    /// is a known one, a day stands beside it, or the text comes back to it as to a place.
    func bracketedPlace(_ source: DatelineSource, at index: Int) -> DatelinePlace? {
        guard script == .cased, index == 0, !source.isKnown, !source.isSlashed, let place = places.place(at: 1) else {
            return nil
        }
        // `(CEDAR FALLS, Ohio) – `
        if place.hasRegion, place.end + 1 == source.end { return place }
        guard source.correspondent == nil, tokens.range(place.start, place.end).end == source.name.end else {
            return nil
        }
        let isNamedAgain = (source.end..<max(source.end, tokens.count)).contains { at in
            tokens.list[at].isA(.preposition) && tokens.list[at].hasLower
                && tokens[at + place.words].map { tokens.name(tokens.list[at + 1], $0) }
                    == tokens.name(tokens.list[place.start], tokens.list[place.end - 1])
        }
        return source.date != nil || DatelineFacts.isKnown(place, tokens) || isNamedAgain ? place : nil
    }
}
