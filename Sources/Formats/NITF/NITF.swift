import Text
import Wire
public import Article

/// Articles in IPTC's News Industry Text Format, one to a file.
public struct NITF: ArticleFormat {
    public let name = "nitf"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        let document = MarkupDocument(bytes, context)
        guard let root = document.tree.root else {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(document.tree.fault))
        }
        if let fault = document.tree.fault {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(fault))
        }
        let story = NITFStory(root)
        if story.isMediaOnly { return document.reading(name, [Part(.notNews(.picture))]) }
        var draft = ArticleDraft()
        story.fill(&draft)
        return document.reading(name, [AgencyCopy.part(member: nil, draft, document.context)])
    }
}
