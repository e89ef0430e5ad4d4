import Text
internal import Article

/// A text as the sequence of its words, two bytes each: enough to tell what two texts have in common, in a fifth of the room.
///
/// A word is letters and digits without case; an ideograph, a kana or a letter of a script without spaces is one of its own.
/// Its mark holds fourteen bits of a hash, and two of what kind it is. Two different words share a mark once in 16,384 times;
/// five in a row never do in practice.
public struct StoryWords: Sendable, Equatable {
    /// The marks, in the order of the text.
    public private(set) var marks: [UInt16] = []

    /// Set in the mark of a word that has a digit.
    static let figure: UInt16 = 1 << 15
    /// Set in the mark of a word with a capital inside a sentence; in a headline, of a word of four letters or more.
    static let name: UInt16 = 1 << 14
    /// The part of a mark by which words are compared.
    static let compared: UInt16 = ~name

    /// Words that are kept of a story; what follows is left out, so that one story cannot fill the window.
    static let limit = 2_000

    init() {}

    /// The words of paragraphs.
    init(paragraphs: [String]) {
        var capitals = 0
        let bytesAWord = 6
        marks.reserveCapacity(min(StoryWords.limit, paragraphs.reduce(0) { $0 + $1.utf8.count } / bytesAWord))
        for paragraph in paragraphs where marks.count < StoryWords.limit {
            add(paragraph.utf8.span, isHeadline: false, capitals: &capitals)
        }
        // Copy in capitals, and headlines in title case, have no names that could be told from words.
        if capitals * 10 > marks.count * 6 { for index in marks.indices { marks[index] &= StoryWords.compared } }
    }

    /// The words of a headline or of a slug.
    init(line: String) {
        var capitals = 0
        add(line.utf8.span, isHeadline: true, capitals: &capitals)
    }

    private mutating func add(_ text: Span<UInt8>, isHeadline: Bool, capitals: inout Int) {
        var index = 0
        var opensSentence = true
        while index < text.count, marks.count < StoryWords.limit {
            let point = text.codePoint(at: index)
            switch StoryWords.kind(point.value) {
            case .other:
                if StoryWords.endsSentence(point.value) { opensSentence = true }
                index += point.length
            case .alone:
                marks.append(StoryWords.mark(UInt32(truncatingIfNeeded: point.value) &* 0x9E37_79B1))
                opensSentence = false
                index += point.length
            case .letter, .digit:
                let isCapital = CharacterClass.isUpper(point.value)
                let (hash, letters, isFigure, end) = StoryWords.word(text, index)
                var mark = StoryWords.mark(hash)
                if isFigure { mark |= StoryWords.figure }
                if isCapital { capitals += 1 }
                if isHeadline ? letters >= 4 : isCapital && !opensSentence { mark |= StoryWords.name }
                marks.append(mark)
                opensSentence = false
                index = end
            }
        }
    }

    /// The word that begins at `start`: an apostrophe within it is left out, a stop, colon or comma between digits is part of
    /// the figure, and a comma between digits is left out.
    private static func word(
        _ text: Span<UInt8>,
        _ start: Int
    ) -> (hash: UInt32, letters: Int, isFigure: Bool, end: Int) {
        var hash: UInt32 = 0x811C_9DC5
        var letters = 0
        var isFigure = false
        var index = start
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                let lower = byte | 0x20
                if lower >= 0x61 && lower <= 0x7A {
                    hash = (hash ^ UInt32(lower)) &* 0x0100_0193
                } else if byte >= 0x30 && byte <= 0x39 {
                    hash = (hash ^ UInt32(byte)) &* 0x0100_0193
                    isFigure = true
                } else if isWithin(text, index) {
                    if byte == 0x2E || byte == 0x3A { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
                    index += 1
                    continue
                } else {
                    break
                }
                letters += 1
                index += 1
                continue
            }
            let point = text.codePoint(at: index)
            if point.value == 0x2019, index > start, index + 3 < text.count, isLetter(text, index + 3) {
                index += 3
                continue
            }
            let kind = kind(point.value)
            guard kind == .letter || kind == .digit || index > start && CharacterClass.isMark(point.value) else {
                break
            }
            if kind == .digit { isFigure = true }
            hash = (hash ^ CharacterClass.lowercase(point.value)) &* 0x0100_0193
            hash ^= hash >> 15
            // A letter beyond ASCII says as much as two.
            letters += 2
            index += point.length
        }
        return (hash, letters, isFigure, max(index, start + 1))
    }

    /// Whether a sign joins what stands on both sides of it.
    private static func isWithin(_ text: Span<UInt8>, _ index: Int) -> Bool {
        guard index > 0, index + 1 < text.count else { return false }
        switch text[index] {
        case 0x27: return isLetter(text, index - 1) && isLetter(text, index + 1)
        case 0x2C, 0x2E, 0x3A: return isDigit(text[index - 1]) && isDigit(text[index + 1])
        default: return false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isLetter(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let byte = text[index]
        return byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    private static func mark(_ hash: UInt32) -> UInt16 {
        var mixed = hash
        mixed ^= mixed >> 16
        mixed = mixed &* 0x85EB_CA6B
        mixed ^= mixed >> 13
        return UInt16(truncatingIfNeeded: mixed >> 8) & 0x3FFF
    }

    private enum Kind { case letter, digit, alone, other }

    @inline(__always)
    private static func kind(_ value: UInt32) -> Kind {
        if value < 0x80 {
            if value | 0x20 >= 0x61 && value | 0x20 <= 0x7A { return .letter }
            return value >= 0x30 && value <= 0x39 ? .digit : .other
        }
        if standsAlone(value) { return CharacterClass.isMark(value) ? .other : .alone }
        if CharacterClass.isDigit(value) { return .digit }
        return CharacterClass.isLetter(value) ? .letter : .other
    }

    /// Letters of scripts that put no spaces between words: Han, kana, Thai, Lao, Burmese, Khmer.
    private static func standsAlone(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E01...0x0E4E, 0x0E80...0x0EDF, 0x1000...0x103F, 0x1780...0x17D3, 0x30A0...0x30FF: true
        default: CharacterClass.isIdeographic(value)
        }
    }

    private static func endsSentence(_ value: UInt32) -> Bool {
        switch value {
        case 0x21, 0x22, 0x2E, 0x3A, 0x3F, 0x201C, 0x201E, 0xAB, 0x3002: true
        default: false
        }
    }
}
