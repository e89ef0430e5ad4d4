import Text
import Wire
public import Article

/// Articles in IPTC's NewsML-G2: a newsItem of its own, or the items of a newsMessage.
///
/// A text item is an article. A picture, a film, a planning or concept item, a package of references is no news of a stated
/// kind, and does not fail the message that it comes in. What a message has in several languages makes a part for each.
public struct NewsMLG2: ArticleFormat {
    public let name = "newsml-g2"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        let document = MarkupDocument(bytes, context)
        guard let root = document.tree.root else {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(document.tree.fault))
        }
        let items =
            NewsMLG2.items.contains(root.local) ? [root] : root.outermost { NewsMLG2.items.contains($0.local) }
        let whole = items.filter(\.isFinished)
        if let fault = document.tree.fault, whole.isEmpty {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(fault))
        }
        let parts = whole.flatMap { G2Item($0).parts(document.context) }
        return document.reading(name, parts.isEmpty ? [Part(.notNews(.emptyFeed))] : parts.named())
    }

    static let items: Set<String> = [
        "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem",
    ]
}
