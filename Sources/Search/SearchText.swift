/// How text is cut into words: the same for what is indexed and for what is looked for.
///
/// SQLite's `unicode61` folds case and diacritics and parts words at what is neither letter nor number. What it leaves apart
/// though a reader takes it for one, ``LetterFold`` brings together before. A script that is written without spaces would
/// come out as one word a sentence; around its letters stand therefore separators, so that each is a word of its own and a
/// word of several letters is a phrase, whatever is glued to it. Hangul is cut so too, because its particles are written on
/// to the word. The forms of a word that has some stand in columns of their own (``WordForms``).
enum SearchText {
    /// The tokenizer, as FTS5 is told of it (https://sqlite.org/fts5.html#unicode61_tokenizer).
    static let tokenizer = "unicode61 remove_diacritics 2"

    /// The columns of a table of words.
    static let columns = "headline, body, facets, headline_forms, body_forms"

    /// Stands between letters of a script without spaces, and before and after a hit; no text has them.
    static let separator: Unicode.Scalar = "\u{1F}"
    static let hitStart: Unicode.Scalar = "\u{2}"
    static let hitEnd: Unicode.Scalar = "\u{3}"

    /// The text as it is given to FTS5.
    static func prepared(_ text: String) -> String {
        var places: [Int]?
        return prepared(text, places: &places)
    }

    /// The text as it is given to FTS5, and where each of its scalars stands in the text: for hits that are shown in it.
    static func preparedWithPlaces(_ text: String) -> (text: String, places: [Int]) {
        var places: [Int]? = []
        let prepared = prepared(text, places: &places)
        return (prepared, (places ?? []) + [text.unicodeScalars.count])
    }

    private static func prepared(_ text: String, places: inout [Int]?) -> String {
        // Most words need nothing.
        if places == nil, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x80 || $0 == 0x0A }) { return text }
        var prepared = ""
        var wasLetter = false
        var wasWord = false
        for (place, scalar) in text.unicodeScalars.enumerated() {
            for folded in LetterFold.folded(scalar) {
                if wasLetter, let last = prepared.unicodeScalars.last, let whole = LetterFold.composed(last, folded) {
                    prepared.unicodeScalars.removeLast()
                    prepared.unicodeScalars.append(whole)
                    continue
                }
                let isLetter = isWrittenWithoutSpaces(folded)
                let isWord = isLetter || isPartOfWord(folded)
                if isLetter && wasWord || wasLetter && isWord {
                    prepared.unicodeScalars.append(separator)
                    places?.append(place)
                }
                (wasLetter, wasWord) = (isLetter, isWord)
                let isOurs = folded == separator || folded == hitStart || folded == hitEnd
                prepared.unicodeScalars.append(isOurs ? " " : folded)
                places?.append(place)
            }
        }
        return prepared
    }

    /// Calls `body` with each word of a prepared text, in UTF-8 with the letters of ASCII in lower case, and with where it
    /// stands, in scalars.
    static func forEachWord(of prepared: String, _ body: (ArraySlice<UInt8>, Range<Int>) -> Void) {
        // In lower case before the first slice is handed out: a write beside a slice that is kept copies the whole text.
        let bytes = prepared.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var start: (byte: Int, scalar: Int)?
        var count = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            var length = 1
            let isPart: Bool
            if byte < 0x80 {
                isPart = byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
            } else {
                length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
                for next in index + 1..<min(index + length, bytes.count) {
                    value = value << 6 | UInt32(bytes[next]) & 0x3F
                }
                isPart = Unicode.Scalar(value).map(isPartOfWord) ?? false
            }
            if isPart, start == nil { start = (index, count) }
            if !isPart, let begun = start {
                body(bytes[begun.byte..<index], begun.scalar..<count)
                start = nil
            }
            index += length
            count += 1
        }
        if let start { body(bytes[start.byte...], start.scalar..<count) }
    }

    /// Whether FTS5 takes it for a part of a word: a letter, a number, or a mark on one.
    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            return switch scalar.value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: false
            }
        }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse, .nonspacingMark:
            true
        default: false
        }
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

    /// Where the marks of a prepared text say that hits are, in scalars of the text without them.
    static func hits(in marked: String) -> [Range<Int>] {
        var hits: [Range<Int>] = []
        var start: Int?
        var count = 0
        for scalar in marked.unicodeScalars {
            switch scalar {
            case hitStart: start = count
            case hitEnd:
                if let start { hits.append(start..<count) }
                start = nil
            default: count += 1
            }
        }
        return hits
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

    /// A text with the hits that stand at these places of its prepared form, in any order.
    init(_ text: String, hits: [Range<Int>], places: [Int]) {
        self.text = text
        for hit in hits.sorted(by: { $0.lowerBound < $1.lowerBound }) where hit.upperBound < places.count {
            // What one scalar has become counts as that scalar.
            let last = max(places[hit.upperBound - 1] + 1, places[hit.upperBound])
            add(places[hit.lowerBound]..<last)
        }
    }

    /// Adds a hit behind the others; one that touches the last goes on with it.
    private mutating func add(_ hit: Range<Int>) {
        if let last = hits.last, last.upperBound >= hit.lowerBound {
            hits[hits.count - 1] = last.lowerBound..<max(last.upperBound, hit.upperBound)
        } else if !hit.isEmpty {
            hits.append(hit)
        }
    }
}
