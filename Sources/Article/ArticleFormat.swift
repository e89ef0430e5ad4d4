/// A reader of one kind of file that articles arrive in.
///
/// What a file is, is told from its bytes before a reader sees it. To add a reader, make a folder for its format and give it
/// the kinds of file that it reads, in `ArticleReader`.
public protocol ArticleFormat: Sendable {
    /// The name that records give, `text`.
    var name: String { get }
    /// Reads all articles, or says why there are none.
    func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading
}
