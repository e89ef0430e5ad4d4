import Wire
import Article
import Formats

/// Reads a document that is written in a test, as the desk does.
func reading(_ text: String) -> Reading {
    let bytes = Array(text.utf8)
    return ArticleReader().read(bytes.span, context: ReadingContext(modified: 1_781_101_800))
}

/// The kinds of the items that are no news, in their order.
func notNews(_ reading: Reading) -> [NotNews] {
    reading.parts.compactMap { part in
        if case .notNews(let kind) = part.content { kind } else { nil }
    }
}
