/// Counts words by the default boundaries of Unicode Standard Annex 29: a stretch between two
/// boundaries that holds a letter or a digit is a word; each Han ideograph and Hiragana letter is one.
package struct WordCounter {
    package private(set) var words = 0

    private enum Kind {
        case none
        case letter
        case digit
        case katakana
        /// Joins letters: colon, middle dot.
        case midLetter
        /// Joins digits: comma, semicolon.
        case midNumber
        /// Joins either: full stop, apostrophe.
        case midBoth
        case ideograph
        /// Part of whatever it follows: marks, joiners.
        case extend
        case underscore
    }

    package init() {}

    /// Counts the words of a piece of text that no word crosses the ends of.
    package mutating func add(_ text: Span<UInt8>) {
        let ascii = TextLibraries.words(text)
        if ascii >= 0 { words += ascii } else { addMixed(text) }
    }

    /// The same for text that is not all ASCII: no word crosses a space, so only those with other characters in them are
    /// looked at one character at a time.
    private mutating func addMixed(_ text: Span<UInt8>) {
        var start = 0
        while start < text.count {
            let other = TextLibraries.simpleEnd(text, start)
            var word = other
            if word < text.count {
                while word > start, text[word - 1] != 0x20 { word -= 1 }
            }
            if word > start { words += TextLibraries.words(text.extracting(start..<word)) }
            var end = other
            while end < text.count, text[end] != 0x20 { end += 1 }
            if end > word { addAny(text.extracting(word..<end)) }
            start = end
        }
    }

    /// The same for text of any script.
    private mutating func addAny(_ text: Span<UInt8>) {
        var index = 0
        var last = Kind.none
        var joiner = Kind.none
        while index < text.count {
            let byte = text[index]
            let kind: Kind
            if byte < 0x80 {
                kind = WordCounter.kind(ascii: byte)
                index += 1
            } else {
                let point = text.codePoint(at: index)
                kind = WordCounter.kind(point.value)
                index += point.length
            }
            switch kind {
            case .letter, .digit, .katakana:
                if last == .none || !WordCounter.continues(last, joiner, kind) { words += 1 }
                last = kind
                joiner = .none
            case .ideograph:
                words += 1
                last = .none
                joiner = .none
            case .extend:
                break
            case .underscore:
                if joiner != .none { last = .none }
                joiner = .none
            case .midLetter, .midNumber, .midBoth:
                if joiner != .none { last = .none }
                joiner = kind
            case .none:
                last = .none
                joiner = .none
            }
        }
    }

    @inline(__always)
    private static func continues(_ last: Kind, _ joiner: Kind, _ next: Kind) -> Bool {
        switch joiner {
        case .none:
            (last == .katakana) == (next == .katakana)
        case .midLetter:
            last == .letter && next == .letter
        case .midNumber:
            last == .digit && next == .digit
        default:
            last == next && last != .katakana
        }
    }

    @inline(__always)
    private static func kind(ascii byte: UInt8) -> Kind {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A: .letter
        case 0x30...0x39: .digit
        case 0x2E, 0x27: .midBoth
        case 0x2C, 0x3B: .midNumber
        case 0x3A: .midLetter
        case 0x5F: .underscore
        default: .none
        }
    }

    private static func kind(_ value: UInt32) -> Kind {
        switch value {
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x400...0x481, 0x48A...0x52F: return .letter
        case 0x2018, 0x2019, 0x2024, 0xFF07, 0xFF0E: return .midBoth
        case 0xB7, 0x387, 0x2027, 0xFF1A: return .midLetter
        case 0x2044, 0xFF0C, 0xFF1B: return .midNumber
        case 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: return .katakana
        case 0x203F, 0x2040, 0xFF3F: return .underscore
        case 0xAD, 0x200B, 0x200D, 0xFEFF: return .extend
        default: break
        }
        if CharacterClass.isIdeographic(value) { return .ideograph }
        if value < 0x300 { return CharacterClass.isLetter(value) ? .letter : .none }
        if CharacterClass.isMark(value) { return .extend }
        if CharacterClass.isDigit(value) { return .digit }
        return CharacterClass.isLetter(value) ? .letter : .none
    }
}
