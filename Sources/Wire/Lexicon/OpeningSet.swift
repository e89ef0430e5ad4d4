import Text
import Article

/// Phrases that a text can open with, sorted by their first byte.
struct OpeningSet {
    struct Phrase {
        /// In small letters.
        var text: [UInt8]
        /// Whether any ending may follow; else the phrase ends with a word.
        var isStem: Bool
    }

    private var phrases: [[Phrase]] = Array(repeating: [], count: 256)
    /// The bytes of the longest phrase.
    private(set) var longest = 0

    init(_ all: [Phrase]) {
        for phrase in all {
            if let first = phrase.text.first { phrases[Int(first)].append(phrase) }
            longest = max(longest, phrase.text.count)
        }
    }

    /// - Parameter words: in small letters, each with any ending.
    init(_ words: [String]) {
        self.init(words.map { Phrase(text: Array($0.utf8), isStem: true) })
    }

    /// Whether a text can open with one of them, by its first letter.
    func mayOpen(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0 else { return false }
        var first: [UInt8] = []
        first.append(codePoint: Word.small(text.codePoint(at: 0).value))
        return !phrases[Int(first[0])].isEmpty
    }

    /// Whether a text in small letters opens with one of them, from `start` on.
    func opens(_ lower: [UInt8], from start: Int = 0) -> Bool { end(lower, from: start) != nil }

    /// Where the longest that a text in small letters opens with ends.
    func end(_ lower: [UInt8], from start: Int = 0) -> Int? {
        guard start < lower.count else { return nil }
        var end: Int?
        for phrase in phrases[Int(lower[start])] where lower.count - start >= phrase.text.count {
            var index = 1
            while index < phrase.text.count, lower[start + index] == phrase.text[index] { index += 1 }
            guard index == phrase.text.count, phrase.isStem || !OpeningSet.goesOn(lower, start + index) else {
                continue
            }
            end = max(end ?? 0, start + index)
        }
        return end
    }

    /// Whether a word ends at an index and goes on behind it.
    private static func goesOn(_ lower: [UInt8], _ index: Int) -> Bool {
        guard index < lower.count, CharacterClass.isLetter(lower.span.codePoint(before: index).value) else {
            return false
        }
        return CharacterClass.isLetter(lower.span.codePoint(at: index).value)
    }
}
