public import Article

/// What is looked for: words and phrases that an article must have or must not have, and a filter.
///
/// Whatever is typed is a query or a ``Problem``; none of it reaches SQLite but as quoted words.
public struct SearchQuery: Sendable, Equatable {
    /// Why something typed cannot be looked for, and what to do.
    public struct Problem: Error, Sendable, Equatable {
        public let message: String

        /// A problem in these words.
        public init(_ message: String) {
            self.message = message
        }
    }

    /// What is to be held against articles one by one beside the words.
    public private(set) var filter = ArticleFilter()
    /// All that an article must have: each of the groups, of which one member is enough.
    private var wanted: [[Term]] = []
    private var unwanted: [Term] = []

    private struct Term: Sendable, Equatable {
        var text: String
        var isPrefix = false
        var isInHeadline = false

        /// The term as FTS5 takes it: a string in quotation marks, in which nothing but they has a meaning.
        var expression: String {
            // A NUL ends what SQLite reads; like every control character it parts words.
            let spaced = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
            let quoted = SearchText.prepared(spaced).split(separator: "\"", omittingEmptySubsequences: false)
            let phrase = "\"" + quoted.joined(separator: "\"\"") + "\"" + (isPrefix ? " *" : "")
            return isInHeadline ? "headline : \(phrase)" : "{headline body} : \(phrase)"
        }

        /// The term where only the headline counts.
        var inHeadline: Term { Term(text: text, isPrefix: isPrefix, isInHeadline: true) }

        /// The parts of a phrase, each as FTS5 takes it; none for a single word.
        var words: [String] {
            let parts = SearchText.prepared(text).unicodeScalars
                .split { $0 == SearchText.separator || $0.properties.isWhitespace || $0.value < 0x20 }
                .map { String($0).replacing("\"", with: "") }
                .filter { SearchText.hasWord($0) }
            return parts.count > 1 ? parts.map { "\"\($0)\"" } : []
        }
    }

    /// Reads what was typed, in one text.
    ///
    /// - Parameters:
    ///   - text: words, phrases in quotation marks, `word*` for words that begin so, `-word` for what must not stand in
    ///     it, `one OR other`, and `source:`, `place:`, `section:`, `language:`, `headline:`, `since:`, `until:`, `on:`.
    ///   - filter: what the articles must fit beside.
    ///   - day: reads a day as a person writes it; nil where it is none.
    public init(
        _ text: String,
        filter: ArticleFilter = ArticleFilter(),
        day: (String) -> CivilDate?
    ) throws(Problem) {
        self.filter = filter
        var alternative = false
        for piece in try Self.pieces(of: text) {
            if piece.text == "OR", !piece.isQuoted, piece.field == nil, !wanted.isEmpty {
                alternative = true
                continue
            }
            if try addFilter(piece, day: day) { continue }
            for term in try Self.terms(of: piece) {
                if piece.isNegated {
                    unwanted.append(term)
                } else if alternative {
                    wanted[wanted.count - 1].append(term)
                } else {
                    wanted.append([term])
                }
                alternative = false
            }
        }
        if wanted.isEmpty && unwanted.isEmpty && self.filter.isEmpty {
            throw Problem("there is no word in it to look for; give one, or a filter such as source:TASS")
        }
        if wanted.isEmpty && !unwanted.isEmpty && facets.isEmpty {
            throw Problem("it only says what must not be there; give a word that must, too")
        }
    }

    /// Whether words are looked for, and not only a filter given.
    public var hasWords: Bool { !wanted.isEmpty || !unwanted.isEmpty }

    /// The query as FTS5 takes it (https://sqlite.org/fts5.html#full_text_query_syntax).
    var expression: String {
        var parts = wanted.map { group in
            "(" + group.map(\.expression).joined(separator: " OR ") + ")"
        }
        parts += facets
        let positive = parts.joined(separator: " AND ")
        if unwanted.isEmpty { return positive }
        return "(\(positive)) NOT (" + unwanted.map(\.expression).joined(separator: " OR ") + ")"
    }

    /// What an article has whose headline has all that is looked for.
    var headlineExpression: String {
        wanted.map { group in "(" + group.map(\.inHeadline.expression).joined(separator: " OR ") + ")" }
            .joined(separator: " AND ")
    }

    /// Whether a headline may have all that is looked for; false where it certainly has not. Quicker than to cut it into
    /// words as the index does.
    func mayBeHeadline(_ text: String) -> Bool {
        let headline = text.utf8.map(Self.lowercased)
        if headline.contains(where: { $0 >= 0x80 }) { return true }
        return wanted.allSatisfy { group in
            group.contains { term in
                // A word in ASCII stands in a text in ASCII letter by letter, but for its case.
                let letters = term.text.utf8.map(Self.lowercased)
                return letters.contains { $0 >= 0x80 }
                    || letters.split { !Self.isWordByte($0) }.allSatisfy { headline.contains($0) }
            }
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// The same as the index takes it, with what of the filter the words can tell.
    var expressionInHeadline: String {
        ([headlineExpression].filter { !$0.isEmpty } + facets).joined(separator: " AND ")
    }

    /// Whether beginnings of words are looked for.
    var hasPrefix: Bool { wanted.joined().contains { $0.isPrefix } }

    /// The words of each phrase that is looked for, as FTS5 takes them.
    var phrases: [[String]] { wanted.joined().map(\.words).filter { !$0.isEmpty } }

    /// What of the filter the words of the index can tell: exact values.
    private var facets: [String] {
        let values: [(SearchText.Facet, String?)] = [
            (.source, filter.source), (.place, filter.place), (.section, filter.section), (.language, filter.language),
        ]
        return values.compactMap { facet, value in
            guard let value, !Self.isPattern(value) else { return nil }
            return "facets : \"\(facet.word(value))\""
        }
    }

    /// What of the filter remains when ``expression`` has been held against an article.
    var remainingFilter: ArticleFilter {
        var rest = ArticleFilter()
        rest.since = filter.since
        rest.until = filter.until
        rest.source = filter.source.flatMap { Self.isPattern($0) ? $0 : nil }
        rest.place = filter.place.flatMap { Self.isPattern($0) ? $0 : nil }
        rest.section = filter.section.flatMap { Self.isPattern($0) ? $0 : nil }
        rest.language = filter.language.flatMap { Self.isPattern($0) ? $0 : nil }
        return rest
    }

    private static func isPattern(_ text: String) -> Bool {
        text.contains { $0 == "*" || $0 == "?" }
    }

    private mutating func addFilter(_ piece: Piece, day: (String) -> CivilDate?) throws(Problem) -> Bool {
        guard let field = piece.field, field != "headline" else { return false }
        if piece.isNegated { throw Problem("-\(field): cannot be left out; only words and phrases can") }
        guard !piece.text.isEmpty else {
            throw Problem("\(field): has no value; write it without a space, as \(field):TASS")
        }
        switch field {
        case "source": filter.source = piece.text
        case "place": filter.place = piece.text
        case "section": filter.section = piece.text
        case "language", "lang": filter.language = piece.text
        default:
            guard let value = day(piece.text) else {
                throw Problem("\(field):\(piece.text) is no day; write it as \(field):2026-11-01")
            }
            if field != "until" { filter.since = value }
            if field != "since" { filter.until = value }
        }
        return true
    }

    /// The terms of one piece: a star outside of quotation marks stands for the rest of a word.
    private static func terms(of piece: Piece) throws(Problem) -> [Term] {
        let isPrefix = !piece.isQuoted && piece.text.hasSuffix("*")
        let text = isPrefix ? String(piece.text.dropLast()) : piece.text
        guard SearchText.hasWord(text) else { return [] }
        if piece.isQuoted, let last = text.split(separator: " ").last, last.hasSuffix("*"),
            SearchText.hasWord(String(last))
        {
            throw Problem("\(last) is no beginning of a word within quotation marks; write the words without them")
        }
        if isPrefix, text.unicodeScalars.count < 2, text.utf8.count < 3 {
            throw Problem("\(text)* would find nearly everything; give at least two letters before the *")
        }
        return [Term(text: text, isPrefix: isPrefix, isInHeadline: piece.field == "headline")]
    }

    /// One word or phrase as it was typed.
    private struct Piece {
        var text = ""
        var field: String?
        var isNegated = false
        var isQuoted = false
    }

    private static let fields: Set<String> = [
        "source", "place", "section", "language", "lang", "headline", "since", "until", "on",
    ]

    /// The filters as a person is told of them.
    private static let filters = "source:, place:, section:, language:, headline:, since:, until:, on:"

    /// What looks like a filter and is none is a slip, and would find the wrong thing as words: `sorce:TASS`.
    private static func checkIsNoFilter(_ name: String, of piece: Substring, _ value: Substring) throws(Problem) {
        // A time of day, an address, and a colon at the end of a word are none.
        guard name.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }), !name.isEmpty,
            let first = value.first, !first.isWhitespace, !value.hasPrefix("//")
        else { return }
        let end = piece.firstIndex { $0.isWhitespace } ?? piece.endIndex
        throw Problem(
            "there is no filter \(name):, only \(filters); to look for it as words, write '\"\(piece[..<end])\"'"
        )
    }

    /// Cuts at white space, but not within quotation marks; one that is not closed ends with the text.
    private static func pieces(of text: String) throws(Problem) -> [Piece] {
        var pieces: [Piece] = []
        var characters = Substring(text)
        while let first = characters.first {
            if first.isWhitespace {
                characters.removeFirst()
                continue
            }
            var piece = Piece()
            if first == "-", let next = characters.dropFirst().first, !next.isWhitespace {
                piece.isNegated = true
                characters.removeFirst()
            }
            if let colon = characters.firstIndex(where: { $0 == ":" || $0 == "\"" || $0.isWhitespace }),
                characters[colon] == ":"
            {
                let name = characters[..<colon].lowercased()
                let value = characters[characters.index(after: colon)...]
                if fields.contains(name) {
                    piece.field = name
                    characters = value
                } else {
                    try checkIsNoFilter(name, of: characters, value)
                }
            }
            if let quote = characters.first, "\"“”„«»".contains(quote) {
                characters.removeFirst()
                piece.isQuoted = true
                let end = characters.firstIndex { "\"“”„«»".contains($0) } ?? characters.endIndex
                piece.text = String(characters[..<end])
                characters = characters[end...].dropFirst()
            } else {
                let end = characters.firstIndex { $0.isWhitespace || $0 == "\"" } ?? characters.endIndex
                piece.text = String(characters[..<end])
                characters = characters[end...]
            }
            pieces.append(piece)
        }
        return pieces
    }
}
