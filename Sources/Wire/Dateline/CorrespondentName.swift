import Text
import Article

/// The name of a correspondent behind a place in Japanese, where nothing parts the two: `ニューヨーク山田花子`.
enum CorrespondentName {
    /// The signs of a name.
    private static let lengths = 3...5
    private static let longestFamilyName = 3

    /// The name in the tokens from `start` on, up to a comma or to `end`: behind a place that is known, or opened by a family
    /// name that is. Nil where no place or no name stands there.
    static func find(_ tokens: Tokens, _ start: Int, _ end: Int) -> Range<Int>? {
        let last = (start..<end).first { tokens[$0]?.kind != .word } ?? end
        return (start + 1..<max(start + 1, last)).first { cut in
            tokens.isA(.place, start, cut) && isName(tokens, cut, last)
                || isFamilyName(tokens, cut, last) && lengths.contains(last - cut)
        }.map { $0..<last }
    }

    /// Whether signs are a name and nothing else.
    private static func isName(_ tokens: Tokens, _ start: Int, _ end: Int) -> Bool {
        lengths.contains(end - start) && !tokens.isLabel(start, end) && !tokens.isA(.agency, start, end)
            && tokens.list[start..<end].allSatisfy { CharacterClass.isIdeographic($0.character) }
    }

    /// Whether signs open with a known family name.
    static func isFamilyName(_ tokens: Tokens, _ start: Int, _ end: Int) -> Bool {
        (1...longestFamilyName).contains { start + $0 < end && tokens.isA(.familyName, start, start + $0) }
            && isName(tokens, start, end)
    }
}
