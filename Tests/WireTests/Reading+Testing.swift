import Text
import Wire
import Article
import Testing

/// Reads text as the daemon reads a file.
func read(_ text: String, modified: Int64? = nil) -> Reading {
    read(Array(text.utf8), modified: modified)
}

func read(_ bytes: [UInt8], modified: Int64? = nil) -> Reading {
    PlainText().read(bytes.span, context: ReadingContext(modified: modified, received: modified))
}

extension Reading {
    /// Its one article.
    var article: Article? {
        articles.count == 1 ? articles.first : nil
    }
}

/// Reads text that has to be an article.
func article(_ text: String, modified: Int64? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> Article
{
    try #require(read(text, modified: modified).article, sourceLocation: sourceLocation)
}
