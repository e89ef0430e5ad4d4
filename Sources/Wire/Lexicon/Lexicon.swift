import Text
import Article

/// What the words of all languages are known as: the tables of the data files, put together once.
struct Lexicon: Sendable {
    static let shared = Lexicon(LexiconFiles.all)

    /// The classes of each word or phrase, by its hash.
    private var hashes: [UInt64]
    private var classes: [LexicalClasses]
    private var numbers: [Int32]
    private let mask: Int
    /// The entries of each class as the beginnings of lines.
    private let openingSets: [OpeningSet]
    private let entries: [[String]]
    /// The first words of lines that are told by their words.
    private let lineOpenings: WordSet
    /// The small words of each language that has a list of them.
    private let common: [(language: String, words: WordSet)]
    /// The letters of each language.
    let alphabets: [Alphabet]

    private static let noNumber = Int32.min

    init(_ files: [LexiconFile]) {
        let count = files.reduce(0) { $0 + $1.entries.count }
        var size = 1024
        while size < count * 3 { size *= 2 }
        hashes = [UInt64](repeating: 0, count: size)
        classes = [LexicalClasses](repeating: LexicalClasses(), count: size)
        numbers = [Int32](repeating: Lexicon.noNumber, count: size)
        mask = size - 1
        var entries = [[String]](repeating: [], count: LexicalClass.allCases.count)
        var phrases = [[OpeningSet.Phrase]](repeating: [], count: LexicalClass.allCases.count)
        var alphabets: [Alphabet] = []
        var lineOpenings: [Substring] = []
        var common: [(language: String, words: WordSet)] = []
        for file in files {
            var letters: [LexiconFile.Entry] = []
            for entry in file.entries {
                if entry.lexicalClass == .letters {
                    letters.append(entry)
                    continue
                }
                entries[entry.lexicalClass.rawValue].append(entry.text)
                phrases[entry.lexicalClass.rawValue].append(
                    OpeningSet.Phrase(text: Array(entry.text.utf8), isStem: entry.isStem)
                )
                if Lexicon.opening.contains(entry.lexicalClass) {
                    lineOpenings.append(entry.text.prefix { $0.isLetter })
                }
                if entry.isStem { continue }
                let slot = Lexicon.place(Word(entry.text).hash, hashes, mask)
                hashes[slot] = Word(entry.text).hash
                classes[slot].insert(entry.lexicalClass)
                if let number = entry.number { numbers[slot] = Int32(truncatingIfNeeded: number) }
            }
            let small = file.entries.filter { $0.lexicalClass == .common }.map(\.text)
            if !small.isEmpty { common.append((file.language, WordSet(small))) }
            if !letters.isEmpty { alphabets.append(Alphabet(language: file.language, letters)) }
        }
        self.entries = entries
        openingSets = phrases.map { OpeningSet($0) }
        self.alphabets = alphabets
        self.lineOpenings = WordSet(lineOpenings)
        self.common = common
    }

    /// The classes of the words that lines above and below a story are told by.
    private static let opening: Set<LexicalClass> = [
        .embargo, .embargoWord, .hold, .release, .provider, .deskNotes, .contact, .menu, .furniture, .mailFoot,
        .mailClosing, .mailForward,
        .weekday, .month,
        .attention,
    ]

    /// The languages that have a list of small words.
    var languages: [String] { common.map(\.language) }

    /// Whether a word is one of the small words of a language.
    func isCommon(_ word: Word, in language: String) -> Bool {
        common.first { $0.language == language }?.words.contains(word) ?? false
    }

    /// Whether a word can open a line that is told by its words.
    func opensLine(_ word: Word) -> Bool { lineOpenings.contains(word) }

    /// The entries of a class as what a line opens with.
    func openings(_ lexicalClass: LexicalClass) -> OpeningSet { openingSets[lexicalClass.rawValue] }

    /// The entries of a class, in small letters.
    func texts(_ lexicalClass: LexicalClass) -> [String] { entries[lexicalClass.rawValue] }

    /// The classes of a word or phrase.
    func classes(of word: Word) -> LexicalClasses {
        let slot = Lexicon.place(word.hash, hashes, mask)
        return classes[slot]
    }

    func contains(_ word: Word, _ lexicalClass: LexicalClass) -> Bool {
        classes(of: word).contains(lexicalClass)
    }

    /// Whether a name is a known agency, or a known agency with a desk after a slash or hyphen: `dpa/bb`, `dpa-AFX`,
    /// `TASS-DEFENSE`.
    static func isAgency(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if shared.contains(Word(bytes, start, end), .agency) { return true }
        var cut = start
        while cut < end, bytes[cut] != 0x2F, bytes[cut] != 0x2D { cut += 1 }
        return cut < end && cut > start + 1 && shared.contains(Word(bytes, start, cut), .agency)
    }

    /// The number of a word: of a month its place in the year, of a time zone its minutes ahead of UTC.
    func number(of word: Word, _ lexicalClass: LexicalClass) -> Int? {
        let slot = Lexicon.place(word.hash, hashes, mask)
        guard classes[slot].contains(lexicalClass), numbers[slot] != Lexicon.noNumber else { return nil }
        return Int(numbers[slot])
    }

    /// Where an entry of a class ends that text in small letters opens with, from `start` on; nil where there is none.
    func opening(_ lower: [UInt8], from start: Int = 0, _ lexicalClass: LexicalClass) -> Int? {
        openingSets[lexicalClass.rawValue].end(lower, from: start)
    }

    private static func place(_ hash: UInt64, _ hashes: [UInt64], _ mask: Int) -> Int {
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & mask }
        return slot
    }
}

/// The letters of a language.
struct Alphabet: Sendable {
    let language: String
    /// For a language of Latin script the letters beyond a to z; for others all, each with the logarithm of its share.
    private let shares: [UInt32: Double]
    /// Whether the letters have shares.
    let isMeasured: Bool
    /// The mean logarithm of the shares in a text of the language.
    let expected: Double

    /// The logarithm of the share of a letter that the language does not have.
    static let foreign = -9.5

    init(language: String, _ entries: [LexiconFile.Entry]) {
        self.language = language
        isMeasured = entries.contains { $0.number != nil }
        let total = Double(max(1, entries.reduce(0) { $0 + ($1.number ?? 0) }))
        var shares: [UInt32: Double] = [:]
        var expected = 0.0
        for entry in entries {
            guard let letter = entry.text.unicodeScalars.first else { continue }
            let share = Double(entry.number ?? 1) / total
            shares[letter.value] = Alphabet.logarithm(max(share, 0.0003))
            expected += share * Alphabet.logarithm(max(share, 0.0003))
        }
        self.shares = shares
        self.expected = expected
    }

    /// The logarithm of a letter's share; nil for a letter that is not in the alphabet.
    func share(_ letter: UInt32) -> Double? { shares[letter] }

    /// The natural logarithm, good to three digits: this module has no library of mathematics.
    private static func logarithm(_ value: Double) -> Double {
        let mantissa = value.significand
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        return Double(value.exponent) * 0.693_147 + 2 * ratio * (1 + square / 3 + square * square / 5)
    }
}
