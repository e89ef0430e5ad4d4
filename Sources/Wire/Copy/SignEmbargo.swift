import Text
import Article

/// Embargo lines in Chinese and Japanese, where nothing parts the words: `【報道解禁】6月10日午後3時`,
/// `发布禁令：北京时间2026年6月10日15:00`.
enum SignEmbargo {
    /// The most bytes of such a line, and the most signs of one of its words.
    private static let longest = 160
    private static let longestWord = 12

    private static let triggers: [LexicalClass] = [.hold, .embargo]
    private static let words: [LexicalClass] = [
        .embargoWord, .timeWord, .stampWord, .weekday, .zone, .dateSign, .hourWord, .minuteWord, .halfDay, .clockName,
        .yearEra, .release, .attention, .medium,
    ]
    private static let times: [LexicalClass] = [.dateSign, .hourWord, .clockName]

    /// Whether a line is words of embargoes and of time and nothing else.
    ///
    /// - Parameters:
    ///   - isBelowEmbargo: whether the line above is one already, so that this one needs no word that says so.
    ///   - isBelowTitle: whether a headline may stand above it. A season for fish or wine opens by the same words.
    static func matches(_ text: Span<UInt8>, isBelowEmbargo: Bool, isBelowTitle: Bool) -> Bool {
        guard (6...longest).contains(text.count), Stretch.script(text) == .unspaced else { return false }
        var bytes: [UInt8] = []
        bytes.append(text, from: 0, to: text.count)
        let signs = Tokens(bytes, limit: longest, bySign: true)
        var isTrigger = isBelowEmbargo
        var hasTime = false
        var at = 0
        while let token = signs[at] {
            if token.kind == .mark {
                at += 1
            } else if token.kind == .number {
                hasTime = true
                at += 1
            } else if let end = phrase(signs, at, triggers) {
                isTrigger = true
                at = end
            } else if let end = phrase(signs, at, [.lift]) {
                guard isBelowEmbargo || !isBelowTitle || isTrigger else { return false }
                if isLabel(signs, at, end) { isTrigger = true }
                at = end
            } else if let end = phrase(signs, at, words) {
                if times.contains(where: { signs.isA($0, at, end) }) { hasTime = true }
                at = end
            } else if isBracketed(signs, at) {
                // `（水）`
                at += 2
            } else {
                return false
            }
        }
        return isTrigger && hasTime
    }

    /// The token after the longest phrase of one of several classes.
    private static func phrase(_ tokens: Tokens, _ index: Int, _ classes: [LexicalClass]) -> Int? {
        (index + 1...index + longestWord).last { end in classes.contains { tokens.isA($0, index, end) } }
    }

    /// Whether words stand in brackets of their own, or at a line's start before a colon.
    private static func isLabel(_ tokens: Tokens, _ start: Int, _ end: Int) -> Bool {
        guard let after = tokens[end], after.kind == .mark else { return false }
        if after.isMark(":") || after.character == 0xFF1A { return start == 0 || tokens[start - 1]?.kind == .mark }
        guard let before = tokens[start - 1], before.kind == .mark else { return false }
        return Brackets.closing(before.character) == after.character
    }

    private static func isBracketed(_ tokens: Tokens, _ index: Int) -> Bool {
        tokens[index - 1]?.isMark("(") == true && tokens[index + 1]?.isMark(")") == true
    }
}
