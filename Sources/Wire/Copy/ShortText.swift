import Text

/// The language of short texts, which names of another language lead a detector astray in.
enum ShortText {
    /// A text of more words speaks for itself.
    private static let limit = 40
    /// In a text of fewer words one small word is too little.
    private static let fewest = 8

    /// Whether a short text has small words of a language, more than of English, and no fewer than of any other: names have capitals, small words none.
    /// True for what is longer, or in a script of its own.
    static func confirms(_ code: String, _ text: Span<UInt8>) -> Bool {
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: Stretch.boundary(text, 1_024))
        let tokens = Tokens(bytes, limit: 160)
        var words = 0
        var small: [Word] = []
        for token in tokens.list where token.kind == .word {
            // A script without capitals, or with letters of its own, is told by its letters.
            guard token.character < 0x250 || (0x1E00...0x1EFF).contains(token.character) else { return true }
            words += 1
            if !token.isCapitalized, token.hasLower, !small.contains(token.word) { small.append(token.word) }
        }
        guard words < limit else { return true }
        let least = words < fewest ? 2 : 1
        func count(_ language: String) -> Int {
            small.reduce(0) { $0 + (Lexicon.shared.isCommon($1, in: language) ? 1 : 0) }
        }
        let own = count(code)
        // Names of any language stand in English.
        guard own >= least, code == "en" || count("en") < own else { return false }
        return Lexicon.shared.languages.allSatisfy { kin(code).contains($0) || count($0) <= own }
    }

    /// Languages that share many of their small words: the detector tells them apart better.
    private static func kin(_ code: String) -> [String] {
        families.first { $0.contains(code) } ?? []
    }

    private static let families = [
        ["fr", "es", "it", "pt", "ca", "gl", "ro"], ["no", "nb", "nn", "da", "sv", "is"], ["de", "nl"],
        ["pl", "cs", "sk", "hr", "sl", "bs", "sr"],
    ]
}
