import Text
import Article

/// Lines that name the writer: `By John Smith`, `Von Max Muster, dpa`, `Автор: Иван Иванов`.
enum Byline {
    static func matches(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 6, text.count <= 120, opens(text) else { return false }
        let tokens = Tokens(text, limit: 40)
        guard let first = tokens[0], first.kind == .word, tokens.isWhole
        else {
            return false
        }
        var at = 1
        let colon = tokens[1]?.isMark(":") ?? false
        if colon {
            guard first.isA(.bylineLabel) else { return false }
            at = 2
        } else if let second = tokens[1], second.kind == .word, second.word == "by" || second.word == "von",
            first.isA(.bylineVerb)
        {
            at = 2
            if tokens[2]?.isMark(":") ?? false { at = 3 }
        } else if !first.isA(.bylineWord) {
            return false
        }
        return PersonName.areWriters(tokens, from: at, isLabelled: colon)
    }

    /// Whether the first word can introduce a name; few lines have one that does.
    private static func opens(_ text: Span<UInt8>) -> Bool {
        let word = Word(text, 0, Words.firstEnd(text, 0, text.count))
        let known = Lexicon.shared.classes(of: word)
        return known.contains(.bylineWord) || known.contains(.bylineLabel) || known.contains(.bylineVerb)
    }
}
