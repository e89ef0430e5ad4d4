import Text
import Wire
import Article

/// Finds the stories that a page offers beside its article.
enum PageLinks {
    private static let shortest = 15

    static func find(
        _ context: borrowing PageContext,
        _ extraction: PageExtraction,
        headline: Int,
        base: String?
    ) -> [ArticleDetails.Link] {
        let page = context.page
        let chosen = Set(extraction.chosen)
        var links: [ArticleDetails.Link] = []
        var seen: Set<String> = []
        for link in page.links where link.block > headline && !chosen.contains(link.block) {
            guard links.count < ArticleDetails.linkLimit else { break }
            guard page.isInside(link.element, { $0.marks.contains(.related) }),
                !page.isInside(link.element, { $0.tag == .nav || $0.tag == .footer || $0.marks.contains(.comment) })
            else { continue }
            let title = page.string(link.text).replacingLineFeeds.trimmed
            guard title.count >= shortest, title.count <= 300,
                let address = context.resolve(link.target, against: base),
                seen.insert(address).inserted
            else { continue }
            links.append(ArticleDetails.Link(url: address, title: title, rel: "related"))
        }
        return links
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
