import Text
import Article

/// A line that a site prints between headline and story: who wrote it, how long ago, how long it takes to read.
///
/// ```
/// Story by Anna Holm • 3h ago        Publié il y a 3 heures        3 часа назад
/// By Anna Holm · 5 min read          Lesezeit: 2 Minuten           3小时前
/// ```
struct PageLine {
    /// The stretch that names the writer.
    private(set) var byline: TextRange?
    /// The stretch that says how long ago or when.
    private(set) var time: TextRange?

    private enum Part {
        case age
        case reading
        case stamp
        case writer
        /// `3 Comments`, a page's number
        case button
        /// A paper's name, beside day and writer: `Norland Post · 10 Jun 2026 · 12 · By Anna Holm`
        case paper
    }

    private static let longest = 120
    /// The most words of a phrase of the lexicon, and the bytes of a numeral that is a word: `vor einer Stunde`.
    private static let mostWords = 4
    private static let longestNumeral = 5

    /// - Parameter text: a line without white space at its ends.
    init?(_ text: Span<UInt8>) {
        guard text.count <= PageLine.longest, PageLine.canBe(text) else { return nil }
        var segments = PageLine.segments(text)
        if segments.count == 1, let cut = PageLine.nameEnd(text) ?? PageLine.stampEnd(text) { segments = cut }
        var isPage = false
        var hasPaper = false
        for segment in segments {
            let piece = text.extracting(segment.start..<segment.end)
            guard let part = PageLine.part(piece, isAlone: segments.count == 1) else { return nil }
            switch part {
            case .age:
                isPage = true
                time = time ?? segment
            case .reading, .button: isPage = true
            case .paper:
                guard !hasPaper else { return nil }
                hasPaper = true
            case .stamp: time = time ?? segment
            case .writer:
                // What was taken for the writer's name is the paper's.
                if byline != nil {
                    guard !hasPaper, Byline.matches(piece) else { return nil }
                    hasPaper = true
                }
                byline = segment
            }
        }
        // `Anna Holm · June 10, 2026`
        guard hasPaper ? byline != nil && time != nil : isPage || byline != nil && time != nil else { return nil }
    }

    /// Whether a figure stands in it, or it opens or ends as an age does.
    private static func canBe(_ text: Span<UInt8>) -> Bool {
        for index in 0..<text.count where text[index].isFigure { return true }
        var start = text.count
        while start > 0, text[start - 1] != .space { start -= 1 }
        return Lexicon.shared.contains(Word(text, start, text.count), .ago)
            || Lexicon.shared.contains(Word(text, 0, Words.firstEnd(text, 0, text.count)), .ago)
            || Lexicon.shared.opening(Stretch.opening(text, limit: 16), .ago) != nil
    }

    /// What bullets, bars and dashes with space around them part.
    private static func segments(_ text: Span<UInt8>) -> [TextRange] {
        var segments: [TextRange] = []
        var start = 0
        var index = 0
        func take(_ end: Int) {
            var range = TextRange(start, end)
            while range.start < range.end, text[range.start] == .space { range.start += 1 }
            while range.end > range.start, text[range.end - 1] == .space { range.end -= 1 }
            if !range.isEmpty { segments.append(range) }
        }
        while index < text.count {
            let point = text.codePoint(at: index)
            let isSpaced =
                index > 0 && text[index - 1] == .space && index + point.length < text.count
                && text[index + point.length] == .space
            if isBullet(point.value) || isSpaced && CharacterClass.isDash(point.value) {
                take(index)
                start = index + point.length
            }
            index += point.length
        }
        take(text.count)
        return segments
    }

    /// A person's name, and behind a comma when: `Jan Kowalski, 10 June 2026, 14:32`.
    private static func nameEnd(_ text: Span<UInt8>) -> [TextRange]? {
        guard let comma = (0..<text.count).first(where: { text[$0] == .comma }), comma + 2 < text.count,
            text[comma + 1] == .space,
            Byline.matches(text.extracting(0..<comma))
                || PersonName.isWhole(text.extracting(0..<comma))
                    && PersonName.opens(Tokens(text, TextRange(0, comma), limit: 8)),
            Timestamp.matches(text.extracting(comma + 2..<text.count))
        else { return nil }
        return [TextRange(0, comma), TextRange(comma + 2, text.count)]
    }

    /// A time stamp, and behind a word for a change how long ago: `10/06/2026 14h32 Atualizado há 2 horas`.
    private static func stampEnd(_ text: Span<UInt8>) -> [TextRange]? {
        let tokens = Tokens(text, limit: 24)
        guard tokens.isWhole,
            let word = tokens.list.indices.dropFirst().last(where: {
                tokens.list[$0].isA(.stampWord) && tokens.list[$0].count > 3
            }),
            Timestamp.matches(text.extracting(0..<tokens.list[word - 1].end)),
            let part = span(Tokens(text, TextRange(tokens.list[word].start, text.count), limit: 24), isAlone: true),
            part == .age
        else { return nil }
        return [TextRange(0, tokens.list[word - 1].end), TextRange(tokens.list[word].start, text.count)]
    }

    private static func isBullet(_ value: UInt32) -> Bool {
        switch value {
        case .bar, 0xB7, 0x2022, 0x2027, 0x22C5, 0x25CF, 0x30FB: true
        default: false
        }
    }

    private static func part(_ text: Span<UInt8>, isAlone: Bool) -> Part? {
        let tokens = Tokens(text, limit: 24)
        guard tokens.isWhole else { return nil }
        if let part = span(tokens, isAlone: isAlone) { return part }
        if isAlone { return nil }
        if Timestamp.matches(text) { return .stamp }
        if CopyLine(text, TextRange(0, text.count))?.isMenu == true { return .button }
        if tokens.count == 1, tokens.list[0].kind == .number { return .button }
        if isWriter(text, tokens) { return .writer }
        let isPaper = tokens.count > 1 && tokens.count <= mostWords && tokens.list.allSatisfy { $0.isCapitalized }
        return isPaper ? .paper : nil
    }

    /// A span of time with the words for `ago` or for reading, and those of a time stamp; beside other segments the span alone.
    private static func span(_ tokens: Tokens, isAlone: Bool) -> Part? {
        var units = 0
        var numbers = 0
        var hasAgo = false
        var isReading = false
        // `4-minute read`
        var hasReadingUnit = false
        var strange = 0
        var at = 0
        while let token = tokens[at] {
            if let end = phrase(.reading, tokens, at) {
                isReading = true
                if tokens.list[at..<end].contains(where: { $0.isA(.timeUnit) }) { hasReadingUnit = true }
                at = end
                continue
            }
            if let end = phrase(.ago, tokens, at) {
                hasAgo = true
                if tokens.isA(.timeUnit, at, end) { units += 1 }
                at = end
                continue
            }
            at += 1
            switch token.kind {
            case .number: numbers += 1
            case .mark: guard token.isMark(of: ":.,~()-") else { return nil }
            case .word:
                // `an hour ago`
                if numbers == 0, token.count <= longestNumeral, tokens[at]?.isA(.timeUnit) == true,
                    token.isA(.timeUnit) || !token.isA(.timeWord) && !token.isA(.stampWord)
                {
                    strange += 1
                } else if token.isA(.timeUnit) {
                    units += 1
                } else if let unit = behindFigures(token, tokens) {
                    numbers += 1
                    units += 1
                    if unit.contains(.ago) { hasAgo = true }
                } else if !token.isA(.stampWord), !token.isA(.timeWord) {
                    return nil
                }
            }
        }
        if units == 0, hasReadingUnit { units = 1 }
        // `Posted 3 hours ago, updated 25 minutes ago`
        let isCounted = numbers + strange == units || units == 1 && numbers + strange == 0 && hasAgo
        guard (1...(hasAgo ? 2 : 1)).contains(units), isCounted else { return nil }
        if isReading { return numbers == 1 ? .reading : nil }
        return hasAgo || !isAlone && numbers == 1 ? .age : nil
    }

    /// The classes of the unit that sticks to its figures: `3h`, `3小时前`.
    private static func behindFigures(_ token: Token, _ tokens: Tokens) -> LexicalClasses? {
        guard token.shape.contains(.figure) else { return nil }
        var cut = token.start
        while cut < token.end, tokens.bytes[cut].isFigure { cut += 1 }
        guard cut > token.start, cut < token.end else { return nil }
        let known = Lexicon.shared.classes(of: Word(tokens.bytes.span, cut, token.end))
        return known.contains(.timeUnit) ? known : nil
    }

    /// The token after the longest phrase of a class that begins at a token.
    private static func phrase(_ lexicalClass: LexicalClass, _ tokens: Tokens, _ index: Int) -> Int? {
        (index + 1...index + mostWords).last { tokens.isA(lexicalClass, index, $0) }
    }

    /// `By Anna Holm`, `Story by Anna Holm`, `Artikel von Anna Holm`, `Anna Holm`.
    private static func isWriter(_ text: Span<UInt8>, _ tokens: Tokens) -> Bool {
        if Byline.matches(text) || AgencyByline.matches(text) || PersonName.isWhole(text, orInCapitals: true)
            || tokens.isAgency(0, tokens.count) || tokens.count == 1 && tokens.list[0].isA(.bylineTitle)
        {
            return true
        }
        guard let end = phrase(.bylineVerb, tokens, 0), end > 1 else { return false }
        return PersonName.ends(tokens, from: end) || tokens.isAgency(end, tokens.count)
    }
}
