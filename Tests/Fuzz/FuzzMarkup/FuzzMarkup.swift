import Article
import Formats

/// Any bytes as a document of markup or a feed: each reader gives parts or a reason, and a tree is in document order.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let readers: [any ArticleFormat] = [NITF(), NewsMLG2(), NewsML1(), Feeds(), AgencyXML()]
    for reader in readers {
        let reading = reader.read(bytes.span, context: ReadingContext(modified: 1_795_391_990))
        precondition(!reading.parts.isEmpty)
        precondition(reading.damaged >= 0)
    }
    for tree in [MarkupTree(xml: bytes.span), MarkupTree.html(bytes.span)] {
        guard let root = tree.root else { continue }
        precondition(root.textBytes.count <= 3 * bytes.count + 4 * DocumentLimits().xmlEntities)
        for child in root.children { precondition(child.parent?.local == root.local) }
    }
    return 0
}
