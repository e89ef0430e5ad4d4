import Text
import Wire
public import Article

/// Articles in the plain XML of agencies and desks that use no standard: a root with a field for the title and one for the
/// text, under names of their language.
public struct AgencyXML: ArticleFormat {
    public let name = "agency-xml"

    public init() {}

    public func read(_ bytes: Span<UInt8>, context: ReadingContext) -> Reading {
        let document = MarkupDocument(bytes, context)
        guard let root = document.tree.root else {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(document.tree.fault))
        }
        let inner = root.outermost { AgencyXMLStory.isStory($0) }
        let isStory = AgencyXMLStory.isStory(root) || AgencyXMLFields.roots.contains(AgencyXMLFields.folded(root.local))
        let stories = isStory && inner.isEmpty ? [root] : inner
        if stories.isEmpty {
            return Reading(
                format: FileKind.unknownMarkup.rawValue,
                encoding: document.encoding,
                refused: document.tree.fault.map { .brokenMarkup($0) } ?? FileKind.unknownMarkup.refusal
            )
        }
        let whole = stories.filter(\.isFinished)
        if let fault = document.tree.fault, whole.isEmpty {
            return Reading(format: name, encoding: document.encoding, refused: .brokenMarkup(fault))
        }
        return document.reading(name, whole.map { AgencyXMLStory($0).part(document.context) }.named())
    }
}
