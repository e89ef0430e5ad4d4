import Text

/// A word, number or mark of a text, with what is known of it: how it is written, and its classes in the lexicon.
struct Token {
    enum Kind {
        case word
        case number
        case mark
    }

    /// How a word is written.
    struct Shape: OptionSet {
        let rawValue: UInt16

        /// Begins with a capital.
        static let capitalized = Shape(rawValue: 1 << 0)
        /// Has capitals and no small letters.
        static let allCaps = Shape(rawValue: 1 << 1)
        /// Has a small letter.
        static let lower = Shape(rawValue: 1 << 2)
        /// Has a capital somewhere: `eNCA`.
        static let capital = Shape(rawValue: 1 << 3)
        /// Has several capitals: `LaPresse`.
        static let capitals = Shape(rawValue: 1 << 4)
        /// Has a capital behind an apostrophe or a stop: `nell'Emilia`, `a.M`.
        static let capitalBehindJoint = Shape(rawValue: 1 << 5)
        /// Has a figure: `G20`.
        static let figure = Shape(rawValue: 1 << 6)
        /// Has a full stop within: `U.S`.
        static let stop = Shape(rawValue: 1 << 7)
        /// Has a hyphen or slash within: `dpa-AFX`.
        static let hyphen = Shape(rawValue: 1 << 8)
        /// Has letters that are neither small nor capital, as in Arabic.
        static let caseless = Shape(rawValue: 1 << 9)
        /// Has nothing but the letters A to Z.
        static let plain = Shape(rawValue: 1 << 10)
        /// Is a single letter.
        static let single = Shape(rawValue: 1 << 11)
    }

    var kind: Kind
    var start: Int
    var end: Int
    /// Whether white space stands before it.
    var afterSpace: Bool
    /// The mark itself; the first character of a word. Full-width forms as their ASCII.
    var character: UInt32
    /// A word in small letters.
    var word = Word()
    /// What the lexicon knows the word as.
    var classes = LexicalClasses()
    var shape = Shape()
    /// The value of a number or of the digits that an ordinal begins with; -1 for others.
    var value = -1

    var count: Int { end - start }
    var isCapitalized: Bool { shape.contains(.capitalized) }
    var isAllCaps: Bool { shape.contains(.allCaps) }
    var hasLower: Bool { shape.contains(.lower) }
    /// Whether it is a word of a script without capitals.
    var isCaseless: Bool { kind == .word && shape.contains(.caseless) }
    var isDash: Bool { kind == .mark && CharacterClass.isDash(character) }
    /// A quotation mark that is no apostrophe.
    var isQuote: Bool { kind == .mark && character != .apostrophe && CharacterClass.isQuotationMark(character) }

    /// Whether the lexicon knows it as a word of a class.
    @inline(__always)
    func isA(_ lexicalClass: LexicalClass) -> Bool { classes.contains(lexicalClass) }

    /// Whether it is a label, an institution, or another word that is no place.
    var isLabel: Bool { isA(.notPlace) || isA(.attention) }

    /// Whether it is a noun of topics, where it has the look of a verb or is too short to tell.
    var isTopicNoun: Bool { isA(.sectionNoun) || isA(.topicNoun) }

    func isMark(_ scalar: Unicode.Scalar) -> Bool {
        kind == .mark && character == scalar.value
    }

    /// Whether it is a mark that stands in `marks`, in ASCII.
    func isMark(of marks: StaticString) -> Bool {
        guard kind == .mark, character < 0x80 else { return false }
        for mark in marks.description.utf8 where UInt32(mark) == character { return true }
        return false
    }

    /// Whether it is a picture or a shape that stands beside words: `■`, `●`, `⚡`, `‼`.
    var isPictograph: Bool {
        guard kind == .mark else { return false }
        return switch character {
        case 0x2022, 0x203C, 0x2049: true
        case 0x25A0...0x27BF, 0x2B00...0x2BFF, 0x1F000...0x1FAFF: true
        default: false
        }
    }

    /// A year that news is dated with.
    var isYear: Bool { kind == .number && (count == 4 || character >= 0x80) && (1800...2199).contains(value) }
}

/// How a script is written.
enum Script {
    /// With capitals and small letters.
    case cased
    /// With spaces between words and no capitals: Arabic, Hebrew, Devanagari, Hangul.
    case caseless
    /// With neither: Chinese, Japanese.
    case unspaced

    /// The script of a letter; nil for any other character.
    static func of(_ value: UInt32) -> Script? {
        if value < 0x250 { return CharacterClass.isLetter(value) ? .cased : nil }
        if CharacterClass.isIdeographic(value) || (0x30A0...0x30FF).contains(value) { return .unspaced }
        guard CharacterClass.isLetter(value) else { return nil }
        return CharacterClass.isUpper(value) || CharacterClass.isLower(value) ? .cased : .caseless
    }
}
