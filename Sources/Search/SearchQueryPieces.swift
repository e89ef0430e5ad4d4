/// What was typed, cut into words, phrases, brackets and filters.
struct SearchQueryPieces {
    /// One of them as it was typed.
    enum Piece: Equatable {
        case word(Word)
        /// An opening bracket, and whether it stands right behind a word.
        case open(isAttached: Bool)
        case close
        /// A minus before a bracket.
        case minus
    }

    struct Word: Equatable {
        var text = ""
        var field: String?
        var isNegated = false
        var isQuoted = false

        /// Which of the words that join others it is; nil where it is looked for.
        var joint: Joint? {
            if isQuoted || field != nil || isNegated { return nil }
            let parts = text.uppercased().split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            switch (parts.first, parts.count) {
            case ("AND", 1): return .and
            case ("OR", 1): return .or
            case ("NOT", 1): return .not
            case ("NEAR", 1): return .near(Joint.usualDistance)
            case ("NEAR", 2): return Int(parts[1]).flatMap { (0...1_000).contains($0) ? .near($0) : nil }
            default: return nil
            }
        }
    }

    enum Joint: Equatable {
        case and, or, not
        case near(Int)

        /// How many words may stand between, unless another number is given: as FTS5 has it.
        static let usualDistance = 10

        var name: String {
            switch self {
            case .and: "AND"
            case .or: "OR"
            case .not: "NOT"
            case .near: "NEAR"
            }
        }
    }

    static let fields: Set<String> = [
        "source", "place", "section", "language", "lang", "headline", "since", "until", "on",
    ]

    /// The filters as a person is told of them.
    private static let filters = "source:, place:, section:, language:, headline:, since:, until:, on:"

    private var characters: Substring

    /// Cuts at white space and brackets, but not within quotation marks; one that is not closed ends with the text.
    static func pieces(of text: String) throws(SearchQuery.Problem) -> [Piece] {
        var rest = SearchQueryPieces(characters: Substring(text))
        var pieces: [Piece] = []
        while let piece = try rest.next() { pieces.append(piece) }
        return pieces
    }

    private mutating func next() throws(SearchQuery.Problem) -> Piece? {
        let before = characters.startIndex
        while characters.first?.isWhitespace ?? false { characters.removeFirst() }
        let isAttached = characters.startIndex == before
        guard let first = characters.first else { return nil }
        if first == "(" || first == ")" {
            characters.removeFirst()
            return first == "(" ? .open(isAttached: isAttached) : .close
        }
        var word = Word()
        if first == "-", let next = characters.dropFirst().first, !next.isWhitespace {
            characters.removeFirst()
            if next == "(" { return .minus }
            word.isNegated = true
        }
        if let colon = characters.firstIndex(where: { $0 == ":" || $0 == "\"" || Self.endsWord($0) }),
            characters[colon] == ":"
        {
            let name = characters[..<colon].lowercased()
            let value = characters[characters.index(after: colon)...]
            if Self.fields.contains(name) {
                word.field = name
                characters = value
            } else {
                try Self.checkIsNoFilter(name, of: characters, value)
            }
        }
        if let quote = characters.first, "\"“”„«»".contains(quote) {
            characters.removeFirst()
            word.isQuoted = true
            let end = characters.firstIndex { "\"“”„«»".contains($0) } ?? characters.endIndex
            word.text = String(characters[..<end])
            characters = characters[end...].dropFirst()
        } else {
            let end = characters.firstIndex { Self.endsWord($0) || $0 == "\"" } ?? characters.endIndex
            word.text = String(characters[..<end])
            characters = characters[end...]
        }
        return .word(word)
    }

    private static func endsWord(_ character: Character) -> Bool {
        character.isWhitespace || character == "(" || character == ")"
    }

    /// What looks like a filter and is none is a slip, and would find the wrong thing as words: `sorce:TASS`.
    private static func checkIsNoFilter(
        _ name: String,
        of piece: Substring,
        _ value: Substring
    ) throws(SearchQuery.Problem) {
        // A time of day, an address, and a colon at the end of a word are none.
        guard name.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }), !name.isEmpty,
            let first = value.first, !first.isWhitespace, !value.hasPrefix("//")
        else { return }
        let end = piece.firstIndex { $0.isWhitespace } ?? piece.endIndex
        throw SearchQuery.Problem(
            "there is no filter \(name):, only \(filters); to look for it as words, write '\"\(piece[..<end])\"'"
        )
    }
}
