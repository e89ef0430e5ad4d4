import Text
import Article

/// What a slugline calls its story, without what says which version it is: `BC-Suvera-Bridge, 2nd Ld-Writethru, 0456` and
/// `Suvera-Bridge/` both call it `suvera bridge`.
package enum SlugName {
    /// The words, in small letters, a space between; nil where fewer than six letters are left, which name no one story.
    package static func of(_ slug: String) -> String? {
        let bytes = Array(slug.utf8)
        let text = bytes.span
        var words: [String] = []
        var letters = 0
        var index = 0
        while index < text.count {
            var end = index
            var hasDigit = false
            while end < text.count {
                let point = text.codePoint(at: end)
                if CharacterClass.isDigit(point.value) {
                    hasDigit = true
                } else if !CharacterClass.isLetter(point.value) {
                    break
                }
                end += point.length
            }
            guard end > index else {
                index += text.codePoint(at: index).length
                continue
            }
            let word = Word(text, index, end)
            if !hasDigit, !isMark(word, before: text, end) {
                words.append(Tokens.lower(text, index, end))
                letters += end - index
            }
            index = end
        }
        return letters >= 6 ? words.joined(separator: " ") : nil
    }

    /// Whether a word says which version it is, or on which cycle it runs.
    private static func isMark(_ word: Word, before text: Span<UInt8>, _ end: Int) -> Bool {
        let known = Lexicon.shared.classes(of: word)
        if marks.contains(where: { known.contains($0) }) { return true }
        // Cycles stand in the lexicon with their hyphen.
        return end < text.count && text[end] == .hyphen && cycles.contains(word)
    }

    private static let marks: [LexicalClass] = [
        .lead, .markUpdate, .markWrapup, .markCorrection, .markUrgent, .markRepeat, .kill,
    ]
    private static let cycles = WordSet(Lexicon.shared.texts(.cycle).map { $0.filter { $0 != "-" } })
}
