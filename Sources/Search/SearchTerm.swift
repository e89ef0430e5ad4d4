/// A word, a phrase, or the beginning of a word that is looked for.
struct SearchTerm: Sendable, Equatable {
    var text: String
    var isPrefix = false
    var isInHeadline = false
    /// Whether its other forms count too; not where it stands in quotation marks.
    var hasForms = false

    /// The words as FTS5 takes them: a string in quotation marks, in which nothing but they has a meaning.
    var phrase: String {
        // A NUL ends what SQLite reads; like every control character it parts words.
        let spaced = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        let quoted = SearchText.prepared(spaced).split(separator: "\"", omittingEmptySubsequences: false)
        return "\"" + quoted.joined(separator: "\"\"") + "\"" + (isPrefix ? " *" : "")
    }

    /// The term as FTS5 takes it.
    var expression: String {
        let exact = columns + phrase
        let forms = indexedForms
        if forms.isEmpty { return exact }
        let columns = isInHeadline ? "headline_forms" : "{headline_forms body_forms}"
        return "(\(exact) OR \(columns) : (" + forms.map { "\"\($0)\"" }.joined(separator: " OR ") + "))"
    }

    /// The word in lower case, as its forms are told from it; nil where only the term itself counts.
    private var formless: ArraySlice<UInt8>? {
        guard hasForms, !isPrefix else { return nil }
        var words: [ArraySlice<UInt8>] = []
        SearchText.forEachWord(of: SearchText.prepared(text)) { word, _ in words.append(word) }
        return words.count == 1 ? words[0] : nil
    }

    /// What its forms have in common in each language that it may be of, as the index has it.
    private var indexedForms: [String] {
        guard let word = formless else { return [] }
        return WordForms.all(for: word).compactMap { $0.indexed(word).map { String(decoding: $0, as: UTF8.self) } }
    }

    /// What its forms have in common in a language.
    func stem(_ forms: WordForms) -> [UInt8]? { formless.flatMap { forms.stem($0) } }

    /// Where it is looked for, as FTS5 takes it.
    var columns: String { isInHeadline ? "headline : " : "{headline body} : " }

    /// The term where only the headline counts.
    var inHeadline: SearchTerm {
        SearchTerm(text: text, isPrefix: isPrefix, isInHeadline: true, hasForms: hasForms)
    }

    /// The parts of a phrase, each as FTS5 takes it; one for a single word.
    var words: [String] {
        SearchText.prepared(text).unicodeScalars
            .split { $0 == SearchText.separator || $0.properties.isWhitespace || $0.value < 0x20 }
            .map { String($0).replacing("\"", with: "") }
            .filter { SearchText.hasWord($0) }
            .map { "\"\($0)\"" }
    }

    /// Whether a headline, given in lower-case ASCII, may have it.
    func mayStand(in headline: [UInt8]) -> Bool {
        // A form may have none of its letters in common.
        if hasForms, !isPrefix { return true }
        // A word in ASCII stands in a text in ASCII letter by letter, but for its case.
        let letters = text.utf8.map(Self.lowercased)
        return letters.contains { $0 >= 0x80 }
            || letters.split { !Self.isWordByte($0) }.allSatisfy { headline.contains($0) }
    }

    static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
