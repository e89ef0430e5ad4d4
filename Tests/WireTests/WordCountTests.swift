import Text
import Wire
import Article
import TestSupport
import Testing

@Suite("Words")
struct WordCountTests {
    /// Words and how many they are by the default boundaries of Unicode Standard Annex 29.
    private static let words: [(text: String, count: Int)] = [
        ("boats", 1), ("don’t", 1), ("don't", 1), ("Zürich", 1), ("Київ", 1), ("“quoted”", 1), ("1,000", 1),
        ("3–2", 2), ("low_tide", 1), ("_", 0), ("—", 0), ("新聞", 2), ("U.S.", 1), ("well-known", 2), ("naïve,or", 2),
        ("10:30", 2),
        ("été’s", 1), ("…", 0), ("x", 1), ("a\u{301}b", 1), ("カタカナ", 1),
    ]

    @Test(
        "are as many whatever stands beside them: ASCII, underscores and other scripts",
        arguments: [UInt64(1), 2, 3]
    )
    func mixed(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let chosen = (0..<Int.random(in: 1...30, using: &generator)).compactMap { _ in
                Self.words.randomElement(using: &generator)
            }
            let middle = chosen.map(\.text).joined(separator: " ")
            let text = "Harbor ferry runs again\n\nThe keeper counted \(middle) again.\n"
            let article = try #require(read(Array(text.utf8)).article, "seed \(seed): \(text)")
            #expect(article.wordCount == 4 + chosen.reduce(0) { $0 + $1.count }, "seed \(seed): \(text)")
        }
    }
}
