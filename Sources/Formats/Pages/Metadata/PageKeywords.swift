/// The keywords that a page declares.
enum PageKeywords {
    static let limit = 50

    /// More words than these in links are a cloud of all words of the site.
    private static let mostTags = 30

    static func find(_ context: borrowing PageContext, _ extraction: PageExtraction, headline: Int) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        func add(_ text: String, splitting: Bool) {
            for part in splitting ? text.split(separator: ",").map(String.init) : [text] {
                let word = FoldedText.cleaned(part)
                guard !word.isEmpty, word.count <= 100, found.count < limit, seen.insert(word.lowercased()).inserted
                else { continue }
                found.append(word)
            }
        }
        for article in context.linkedData.articles {
            let values = article["keywords"]?.elements ?? []
            for value in values {
                if let text = value.string ?? value["name"]?.string { add(text, splitting: values.count == 1) }
            }
            if !found.isEmpty { return found }
        }
        for name in ["article:tag", "news_keywords", "keywords", "parsely-tags"] {
            let values = context.declarations.all(context.bytes, name)
            for value in values { add(value, splitting: values.count == 1) }
            if !found.isEmpty { return found }
        }
        let tags = links(context, extraction, headline: headline).filter { $0.isTag && !$0.isCategory }
        guard tags.count <= mostTags else { return [] }
        for tag in tags { add(context.page.string(tag.text), splitting: false) }
        return found
    }

    /// The category that the links of an article name first.
    static func category(
        _ context: borrowing PageContext,
        _ extraction: PageExtraction,
        headline: Int
    ) -> String? {
        links(context, extraction, headline: headline).first(where: \.isCategory)
            .flatMap { FoldedText.cleaned(context.page.string($0.text)).nonEmpty }
    }

    /// The links to what an article is filed under: those of other stories stand in elements of their own.
    private static func links(
        _ context: borrowing PageContext,
        _ extraction: PageExtraction,
        headline: Int
    ) -> [PageLink] {
        let page = context.page
        guard let first = extraction.chosen.first else { return [] }
        let text = page.blocks[first].element
        return page.links.filter { link in
            guard link.isTag || link.isCategory, !page.isBeside(link.element, headline: headline) else { return false }
            let story = page.ancestors(of: link.element).first {
                page.elements[$0].tag == .article || !page.elements[$0].marks.isDisjoint(with: .entry)
            }
            return story.map { page.isInside(text, number: $0) } ?? true
        }
    }
}
