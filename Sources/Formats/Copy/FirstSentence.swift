/// The headline of a text that has none: its first sentence.
enum FirstSentence {
    /// In characters: a longer sentence is cut.
    private static let longest = 280

    /// The first sentence of a text, cut at a word where it is long.
    static func of(_ text: String) -> String? {
        let first = WhiteSpace.fold(text)
        guard !first.isEmpty else { return nil }
        var end = first.startIndex
        var index = first.startIndex
        while index < first.endIndex {
            let character = first[index]
            let next = first.index(after: index)
            if "。！？".contains(character) { return String(first[..<next]) }
            if ".!?".contains(character), next == first.endIndex || first[next].isWhitespace,
                first.distance(from: first.startIndex, to: next) > 15
            {
                return first.distance(from: first.startIndex, to: next) <= longest
                    ? String(first[..<next]) : cut(first)
            }
            end = next
            index = next
        }
        return first.count <= longest ? String(first[..<end]) : cut(first)
    }

    private static func cut(_ text: String) -> String {
        let head = text.prefix(longest)
        guard head.count < text.count else { return text }
        let space = head.lastIndex(of: " ") ?? head.endIndex
        return head[..<space] + "\u{2026}"
    }
}
