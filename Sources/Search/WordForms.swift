import CText

/// What the forms of a word have in common, by the rules of its language (Snowball, snowballstem.org), so that each form
/// finds the others.
struct WordForms: Sendable, Equatable {
    /// ISO 639 code.
    let language: String
    private let stemmer: Int32

    /// The rules of a language; nil where there are none.
    init?(language: String) {
        // Both written forms of Norwegian have the rules of one.
        let code = ["nb", "nn"].contains(language) ? "no" : language
        let number = Self.number(of: Array(code.utf8))
        if number < 0 { return nil }
        self.language = code
        stemmer = number
    }

    /// The rules of every language that is written in the letters of a word.
    static func all(for word: ArraySlice<UInt8>) -> [WordForms] {
        let scalars = String(decoding: word, as: UTF8.self).unicodeScalars
        guard let script = scalars.lazy.compactMap(Script.init).first else { return [] }
        return languages[script] ?? []
    }

    /// Letters that languages with rules are written in.
    private enum Script {
        case latin, greek, cyrillic, armenian, arabic, devanagari, tamil

        init?(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: self = .latin
            case 0x370...0x3FF: self = .greek
            case 0x400...0x4FF: self = .cyrillic
            case 0x530...0x58F: self = .armenian
            case 0x600...0x6FF: self = .arabic
            case 0x900...0x97F: self = .devanagari
            case 0xB80...0xBFF: self = .tamil
            default: return nil
            }
        }
    }

    private static let languages: [Script: [WordForms]] = [
        .latin: [
            "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "hu", "id", "it", "lt", "nl", "no", "pt", "ro", "sr",
            "sv", "tr",
        ],
        .greek: ["el"], .cyrillic: ["ru", "sr"], .armenian: ["hy"], .arabic: ["ar"], .devanagari: ["hi", "ne"],
        .tamil: ["ta"],
    ].mapValues { $0.compactMap { WordForms(language: $0) } }

    /// What the forms of a word have in common; nil for what has no forms. The letters of ASCII are in lower case, as
    /// ``SearchText/forEachWord(of:_:)`` has them.
    func stem(_ word: ArraySlice<UInt8>) -> [UInt8]? {
        var isASCII = true
        for byte in word {
            if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") { return nil }
            if byte >= 0x80 { isASCII = false }
        }
        guard word.count > 2 else { return nil }
        let lower = isASCII ? Array(word) : Array(String(decoding: word, as: UTF8.self).lowercased().utf8)
        var output = [UInt8](repeating: 0, count: lower.count + 8)
        let length = Self.stem(stemmer, lower, &output)
        return length > 0 ? Array(output.prefix(length)) : nil
    }

    /// The stem as it stands in the index: with its language, so that none finds a word of another by chance.
    func indexed(_ word: ArraySlice<UInt8>) -> [UInt8]? { stem(word).map { language.utf8 + $0 } }

    @inline(never)
    private static func number(of code: [UInt8]) -> Int32 { ctext_stemmer_number(code.span) }

    @inline(never)
    private static func stem(_ stemmer: Int32, _ word: [UInt8], _ output: inout [UInt8]) -> Int {
        var space = output.mutableSpan
        return ctext_stem(stemmer, word.span, &space)
    }
}

extension WordForms {
    /// What the words of a text have in common with their other forms: each once, as it stands in the index.
    func all(in prepared: String) -> String {
        var words: Set<ArraySlice<UInt8>> = []
        SearchText.forEachWord(of: prepared) { word, _ in words.insert(word) }
        var forms: Set<[UInt8]> = []
        for word in words {
            if let form = indexed(word) { forms.insert(form) }
        }
        return String(decoding: Array(forms.joined(separator: [UInt8(ascii: " ")])), as: UTF8.self)
    }
}
