import Article
import Formats

/// Reads copy as a desk does.
enum StreamsTestReader {
    static func read(_ text: String) -> [Article] {
        ArticleReader().read(Array(text.utf8).span, context: ReadingContext(modified: 1_795_348_800)).articles
    }
}
