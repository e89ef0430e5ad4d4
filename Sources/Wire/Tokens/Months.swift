import Text
import Article

/// Month names in the languages of the wires, long, short and inflected, in small letters.
enum Months {
    /// The month that a word in small letters names, without a slip, 1 to 12.
    static func number(of word: Word) -> Int? { Lexicon.shared.number(of: word, .month) }

    /// English names as tired hands type them: the right first letter, and one slip of the
    /// fingers in a word of five letters or more.
    static func misspelt(_ bytes: Span<UInt8>, _ token: Token) -> Int? {
        guard token.count >= 4, token.count <= 10, isFirstLetter(bytes[token.start] | 0x20, token.count) else {
            return nil
        }
        var letters: [UInt8] = []
        for index in token.start..<token.end {
            let letter = bytes[index] | 0x20
            guard letter.isSmall else { return nil }
            letters.append(letter)
        }
        for (index, name) in english.enumerated() where name.first == letters.first {
            if isOneSlip(letters, name) { return index + 1 }
        }
        return nil
    }

    /// Whether an English month of that many letters, one more or one less, begins with a letter.
    private static func isFirstLetter(_ letter: UInt8, _ count: Int) -> Bool {
        switch letter {
        case 0x61, 0x6A: count <= 8  // April, August; January, June, July
        case 0x66, 0x6E, 0x64: count >= 7 && count <= 9  // February, November, December
        case 0x6D: count <= 6  // March
        case 0x6F: count >= 6 && count <= 8  // October
        case 0x73: count >= 8  // September
        default: false
        }
    }

    private static let english: [[UInt8]] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { Array($0.utf8) }

    /// Whether one letter more, less or other, or two neighbours swapped, makes one of the other.
    private static func isOneSlip(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard other.count >= 5, abs(one.count - other.count) <= 1 else { return false }
        var head = 0
        while head < min(one.count, other.count), one[head] == other[head] { head += 1 }
        var tail = 0
        while tail < min(one.count, other.count) - head, one[one.count - 1 - tail] == other[other.count - 1 - tail] {
            tail += 1
        }
        let left = one.count - head - tail
        let right = other.count - head - tail
        if left <= 1 && right <= 1 { return true }
        return left == 2 && right == 2 && one[head] == other[head + 1] && one[head + 1] == other[head]
    }
}
