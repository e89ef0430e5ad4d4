/// How text is cut into words: the same for what is indexed and for what is looked for.
///
/// SQLite's `unicode61` folds case and diacritics and parts words at what is neither letter nor number. A script that is
/// written without spaces would come out as one word a sentence; between its letters stands therefore a separator, so
/// that each is a word of its own and a word of several letters is a phrase. Hangul is cut so too, because its particles
/// are written on to the word.
enum SearchText {
    /// The tokenizer, as FTS5 is told of it (https://sqlite.org/fts5.html#unicode61_tokenizer).
    static let tokenizer = "unicode61 remove_diacritics 2"

    /// The columns of a table of words.
    static let columns = "headline, body, facets"

    /// Stands between letters of a script without spaces, and before and after a hit; no text has them.
    static let separator: Unicode.Scalar = "\u{1F}"
    static let hitStart: Unicode.Scalar = "\u{2}"
    static let hitEnd: Unicode.Scalar = "\u{3}"

    /// The text as it is given to FTS5.
    static func prepared(_ text: String) -> String {
        // Nearly all text is ASCII or Latin, and needs nothing.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0xE0 || $0 == 0x0A }) { return text }
        var prepared = ""
        var wasLetter = false
        for scalar in text.unicodeScalars {
            let isLetter = isWrittenWithoutSpaces(scalar)
            if isLetter && wasLetter { prepared.unicodeScalars.append(separator) }
            wasLetter = isLetter
            let isOurs = scalar == separator || scalar == hitStart || scalar == hitEnd
            prepared.unicodeScalars.append(isOurs ? " " : scalar)
        }
        return prepared
    }

    /// Whether words of the script are not parted by spaces, or carry others on them.
    private static func isWrittenWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true  // Thai, Lao, Myanmar, Khmer
        case 0x3040...0x30FF, 0x31F0...0x31FF: true  // kana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true  // Han
        case 0xAC00...0xD7A3: true  // Hangul
        default: false
        }
    }

    /// Whether there is anything in the text that FTS5 would take for a word.
    static func hasWord(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber, .privateUse:
                true
            default: false
            }
        }
    }

    /// A name as it is compared: without regard to case.
    static func key(_ name: String) -> String {
        name.lowercased()
    }

    /// What an article is filtered by beside its text.
    enum Facet: String {
        case source = "s"
        case place = "p"
        case section = "c"
        case language = "l"

        /// The facet of this value as one word, which no text has by chance: the key's bytes in hexadecimal.
        func word(_ value: String) -> String {
            let digits = Array("0123456789abcdef".utf8)
            var word = Array("facet\(rawValue)".utf8)
            for byte in SearchText.key(value).utf8 { word += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
            return String(decoding: word, as: UTF8.self)
        }
    }

    /// The facets of an article, as words.
    static func facets(of entry: ArticleEntry) -> String {
        let facets: [(Facet, String?)] = [
            (.source, entry.source), (.place, entry.place), (.section, entry.section), (.language, entry.language),
        ]
        return facets.compactMap { facet, value in value.map { facet.word($0) } }.joined(separator: " ")
    }

    /// What of a marked text stands between ``hitStart`` and ``hitEnd``, and the text without marks and separators.
    static func unmarked(_ text: String) -> MarkedText {
        var marked = MarkedText()
        var start: Int?
        var count = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case separator: continue
            case hitStart: start = count
            case hitEnd:
                if let start { marked.add(start..<count) }
                start = nil
            default:
                marked.text.unicodeScalars.append(scalar)
                count += 1
            }
        }
        return marked
    }
}

/// A text, and which parts of it are hits.
public struct MarkedText: Sendable, Equatable {
    public internal(set) var text = ""
    /// In order, counted in Unicode scalars.
    public internal(set) var hits: [Range<Int>] = []

    /// A text without a hit.
    public init(_ text: String = "") {
        self.text = text
    }

    /// Adds a hit behind the others; one that touches the last goes on with it.
    mutating func add(_ hit: Range<Int>) {
        if let last = hits.last, last.upperBound >= hit.lowerBound {
            hits[hits.count - 1] = last.lowerBound..<max(last.upperBound, hit.upperBound)
        } else if !hit.isEmpty {
            hits.append(hit)
        }
    }
}
