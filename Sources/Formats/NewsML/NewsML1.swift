import Text
import Wire
public import Article

/// Articles in IPTC's NewsML 1.0 to 1.2: each NewsItem, and each language of its text, is a part.
public struct NewsML1: ArticleFormat {
    public let name = "newsml-1"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        let document = MarkupDocument(bytes, context)
        guard let root = document.tree.root else {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(document.tree.fault))
        }
        let items = root.local == "NewsItem" ? [root] : root.outermost { $0.local == "NewsItem" }
        let whole = items.filter(\.isFinished)
        if let fault = document.tree.fault, whole.isEmpty {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(fault))
        }
        let envelope = root.child("NewsEnvelope")
        let parts = whole.flatMap { NewsML1Item($0, envelope: envelope).parts(document.context) }
        return document.reading(name, parts.isEmpty ? [Part(.notNews(.emptyFeed))] : parts.named())
    }
}
