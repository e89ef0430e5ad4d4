/// A kind of file that articles arrive in.
///
/// A format knows its files by their content, never by their name. To add one, make a folder for it
/// and name it in ``ArticleReader``.
public protocol ArticleFormat: Sendable {
    /// The name that records give, `text`.
    var name: String { get }
    /// Whether the bytes look like this format. Cheap: it sees every file that no format before it took.
    func recognizes(_ bytes: Span<UInt8>) -> Bool
    /// Reads all articles, or says why there are none.
    func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading
}
