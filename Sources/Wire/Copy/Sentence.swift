import Text
import Article

/// Ends of sentences.
enum Sentence {
    /// Whether a stretch ends as a sentence does, and not in the abbreviation of a company's legal form: `Kestrel Mills Inc.`
    static func closes(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard ends(text, start, end) else { return false }
        guard text[end - 1] == .stop else { return true }
        var word = end - 1
        while word > start, text[word - 1] > .space { word -= 1 }
        return !Lexicon.shared.contains(Word(text, word, end - 1), .legalForm)
    }

    /// Whether one of some lines is a sentence, or as long as one.
    static func standsIn(_ lines: ArraySlice<Line>, _ text: Span<UInt8>) -> Bool {
        lines.contains { $0.count > longestLabel || ends(text, $0.start, $0.end) && $0.count > shortest }
    }

    private static let longestLabel = 120
    private static let shortest = 24

    /// Whether a stretch ends in a full stop, question or exclamation mark, colon, or one of these in quotes or brackets.
    static func ends(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = end
        while index > start {
            let point = text.codePoint(before: index)
            switch point.value {
            case .stop, .exclamation, .question, .colon, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0xFF1A, 0x964, 0x6D4, 0x61F:
                return true
            case .quote, .apostrophe, .closing, .closingSquare, 0xAB, 0xBB, 0x2018...0x201F, 0x300D, 0x300F, 0xFF09,
                0xFFFD:
                index -= point.length
            default: return false
            }
        }
        return false
    }
}
