/// Finds the line under the headline.
enum PageDeck {
    private static let lengths = 20...600

    static func find(_ context: borrowing PageContext, _ extraction: PageExtraction, headline: Int) -> String? {
        if let standfirst = standfirst(context.page, extraction, headline: headline) { return standfirst }
        guard let description = context.description, lengths.contains(description.utf8.count), !isCut(description)
        else {
            return nil
        }
        // What only repeats the text's beginning is no deck.
        let key = PageHeadline.key(description)
        let opening = extraction.chosen.prefix(4).flatMap {
            PageHeadline.key(context.page.string(context.page.blocks[$0].range))
        }
        guard !key.isEmpty, !contains(opening, key) else { return nil }
        return description
    }

    /// A block between headline and text whose class says that it is a standfirst, or a heading of the second rank.
    private static func standfirst(_ page: Page, _ extraction: PageExtraction, headline: Int) -> String? {
        guard headline >= 0, let first = extraction.chosen.first, headline < first else { return nil }
        for number in (headline + 1)..<min(first, headline + 8) {
            let block = page.blocks[number]
            guard lengths.contains(block.characters), block.linkDensity < 0.3,
                !page.isBeside(block.element, headline: headline)
            else {
                continue
            }
            let mark = FeatureColumns.near + ClassMark.deck.rawValue
            let isHeading = page.elements[block.element].tag == .h2
            if extraction.features.table[number, mark] > 0 || isHeading {
                return page.string(block.range).replacingLineFeeds
            }
        }
        return nil
    }

    /// Whether a description was cut to length by a machine.
    private static func isCut(_ text: String) -> Bool {
        text.hasSuffix("...") || text.hasSuffix("…") || text.hasSuffix("[…]") || text.hasSuffix("[...]")
    }

    private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        // The opening of the part is enough: what follows is the same text or its end.
        let opening = part.prefix(60)
        guard let first = opening.first, text.count >= opening.count else { return false }
        for start in 0...(text.count - opening.count) where text[start] == first {
            if text[start..<(start + opening.count)].elementsEqual(opening) { return true }
        }
        return false
    }
}
