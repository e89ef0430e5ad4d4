/// What is known of a page before its blocks are judged.
struct PageClues {
    /// The hashes of the words of the title in small letters.
    var titleWords = HashedWords()
    var descriptionWords = HashedWords()
    /// The threes of words of the article's text in JSON-LD; empty where it has none.
    var linkedText: Set<UInt64> = []

    /// No title or description that means something has more words.
    private static let limit = 2_000

    init(_ context: borrowing PageContext) {
        self.init(
            title: context.sharedTitle ?? context.documentTitle,
            description: context.description ?? "",
            linkedText: FoldedText.cleaned(context.linkedData.body ?? "")
        )
    }

    /// - Parameter linkedText: what JSON-LD gives as the article's text.
    init(title: String, description: String, linkedText: String) {
        titleWords = HashedWords(PageClues.words(title).prefix(PageClues.limit))
        descriptionWords = HashedWords(PageClues.words(description).prefix(PageClues.limit))
        let words = PageClues.words(linkedText)
        if words.count > 40 {
            for index in 2..<words.count {
                self.linkedText.insert(PageClues.three(words[index - 2], words[index - 1], words[index]))
            }
        }
    }

    static func words(_ text: String) -> [UInt64] {
        let bytes = Array(text.utf8)
        var words: [UInt64] = []
        _ = BlockText(bytes.span, ByteRange(0, bytes.count), into: &words)
        return words
    }

    @inline(__always)
    static func three(_ one: UInt64, _ two: UInt64, _ three: UInt64) -> UInt64 {
        var hash = one
        hash = (hash ^ two) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash >> 29 ^ three) &* 0xBF58_476D_1CE4_E5B9
        return hash ^ hash >> 32
    }
}
