import Text
import Wire
import Article

/// Puts together what was found on a page.
enum PageArticle {
    /// The article on a page in UTF-8, or the stories of one that holds several; or why there is none.
    static func drafts(
        _ bytes: Span<UInt8>,
        address: String? = nil,
        model: PageModel = .shared,
        limits: DocumentLimits = DocumentLimits()
    ) -> Result<[ArticleDraft], Rejection> {
        let context = PageContext(bytes, PageBuilder.read(bytes, limits: limits), limits)
        if context.page.isOverfull { return .failure(.tooManyBlocks(limits.htmlBlocks)) }
        let headline = PageHeadline(context)
        let extraction = PageExtraction(context, model)
        let stories = PageStories.drafts(context, extraction, address: address)
        if !stories.isEmpty { return .success(stories) }
        if let rejection = PageRefusal.reason(extraction, context) { return .failure(rejection) }
        return .success([draft(context, headline, extraction, address: address)])
    }

    private static func draft(
        _ context: borrowing PageContext,
        _ headline: PageHeadline,
        _ extraction: PageExtraction,
        address: String?
    ) -> ArticleDraft {
        let page = context.page
        let headlineBlock = page.blocks.firstIndex { $0.element == headline.element } ?? extraction.features.headline
        let text = (extraction.chosen.first ?? 0)..<((extraction.chosen.last ?? -1) + 1)
        let base = context.baseAddress ?? address
        var draft = ArticleDraft()
        draft.headline = headline.text
        let authors = PageAuthors(context, headline: headlineBlock, text: text)
        let chosen = withoutMasthead(page, extraction.chosen, above: headlineBlock)
        let body = withoutSignatures(page, withoutHeadline(page, chosen, headline), authors)
        let standfirst = PageStandfirst(context, withoutPointers(page, withoutButtons(page, body)))
        let boxes = PageBoxes(page, standfirst.rest)
        draft.paragraphs = PageText(page, boxes.rest).paragraphs
        draft.details.boxes = boxes.boxes
        takeCredits(&draft)
        draft.deck =
            standfirst.text ?? PageDeck.find(context, extraction, headline: headlineBlock) ?? takeSubtitle(&draft)
        draft.section =
            context.declared("article:section") ?? context.linked("articleSection")
            ?? context.declared("parsely-section", "section")
            ?? PageKeywords.category(context, extraction, headline: headlineBlock)
        draft.url = context.address
        draft.language = PageLanguage.declared(context)
        let dates = PageDates(context, headline: headlineBlock, text: text)
        draft.published = dates.published
        draft.details.updated = dates.updated
        draft.byline = authors.byline
        draft.details.authors = authors.authors
        draft.details.provider = context.siteName
        draft.details.keywords = PageKeywords.find(context, extraction, headline: headlineBlock)
        draft.details.images = PageImages.find(context, extraction, headline: headlineBlock, base: base)
        draft.details.links = PageLinks.find(context, extraction, headline: headlineBlock, base: base)
        return draft
    }

    /// The blocks without headings above the headline: the site's name on a page for printing.
    private static func withoutMasthead(_ page: Page, _ blocks: [Int], above headline: Int) -> [Int] {
        let rest = blocks.drop { number in
            number < headline && page.blocks[number].characters <= longestMasthead
                && page.isInside(page.blocks[number].inner) { $0.tag.traits.contains(.heading) }
        }
        return rest.isEmpty ? blocks : Array(rest)
    }

    private static let longestMasthead = 60

    /// The blocks without those that are the headline again.
    private static func withoutHeadline(_ page: Page, _ blocks: [Int], _ headline: PageHeadline) -> [Int] {
        let key = PageHeadline.key(headline.text)
        let rest = blocks.filter { number in
            let block = page.blocks[number]
            if headline.element >= 0, page.isInside(block.element, number: headline.element) { return false }
            return block.characters > 2 * headline.text.count + 10 || PageHeadline.key(page.string(block.range)) != key
        }
        return rest.isEmpty ? blocks : rest
    }

    /// Takes the lines below the text that say where it is from and who made it: `Mit Material von dpa`.
    private static func takeCredits(_ draft: inout ArticleDraft) {
        while draft.paragraphs.count > 1, draft.credits.count < mostCredits, let last = draft.paragraphs.last?.text,
            last.utf8.count <= longestCredit, LineReading.isCredit(last)
        {
            draft.credits.insert(last, at: 0)
            draft.paragraphs.removeLast()
        }
    }

    private static let mostCredits = 3
    private static let longestCredit = 160

    /// Takes a heading right above the first paragraph for the deck.
    private static func takeSubtitle(_ draft: inout ArticleDraft) -> String? {
        guard draft.paragraphs.count > 2, draft.paragraphs[0].isHeading, !draft.paragraphs[1].isHeading,
            subtitleLengths.contains(draft.paragraphs[0].text.count)
        else { return nil }
        return draft.paragraphs.removeFirst().text
    }

    private static let subtitleLengths = 25...300

    /// The blocks without those that name the writer or the time and nothing else, above the text or below it.
    private static func withoutSignatures(_ page: Page, _ blocks: [Int], _ authors: PageAuthors) -> [Int] {
        let names = ([authors.byline].compactMap(\.self) + authors.authors.map(\.name)).map { PageHeadline.key($0) }
        let rest = blocks.enumerated().filter { place, number in
            let block = page.blocks[number]
            let isAtEdge = place < 4 || place >= blocks.count - 2
            guard isAtEdge, block.characters <= longestSignature else { return true }
            let line = page.string(block.range)
            guard place < 4 else { return !names.contains(PageHeadline.key(line)) }
            if let byline = authors.byline, LineReading.byline(line) == byline { return false }
            return !names.contains(PageHeadline.key(line)) && !LineReading.isTimestamp(line)
                && !isSignature(line, names)
        }
        return rest.isEmpty ? blocks : rest.map(\.element)
    }

    /// Whether a line is made of pieces, the first of which names the writer: `Von Anna Holm · Stand: 10.06.2026`.
    private static func isSignature(_ line: String, _ names: [[UInt32]]) -> Bool {
        let pieces = line.split { "·•|\n".contains($0) }
        guard pieces.count > 1, let first = pieces.first.map({ String($0).trimmed }) else { return false }
        let introduced = PageAuthors.withoutIntroduction(first)
        let name = PageHeadline.key(introduced)
        return name.count >= 4 && names.contains { $0.starts(with: name) }
    }

    /// The blocks without links at the end that are a word or two: `Back`.
    private static func withoutButtons(_ page: Page, _ blocks: [Int]) -> [Int] {
        var rest = blocks
        while rest.count > 1, let last = rest.last, page.blocks[last].characters <= longestButton,
            page.blocks[last].linkCharacters == page.blocks[last].characters
        {
            rest.removeLast()
        }
        return rest
    }

    private static let longestButton = 20

    /// The blocks without those that lead to other stories: words that say so, a colon, and a link to the end.
    private static func withoutPointers(_ page: Page, _ blocks: [Int]) -> [Int] {
        let rest = blocks.filter { number in
            let block = page.blocks[number]
            let label = block.characters - block.linkCharacters
            // An item of a list may be a label and a link, and text all the same.
            guard block.linkCharacters >= shortestPointer, (2...longestLabel).contains(label),
                !page.ancestors(of: block.element).prefix(3).contains(where: { page.elements[$0].tag == .li })
            else { return true }
            let line = page.string(block.range)
            guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return true }
            // What stands in no link are the words, the colon, and white space.
            let words = line.distance(from: line.startIndex, to: colon)
            guard (words + 1...words + 3).contains(label), leadsOn(String(line[..<colon])) else { return true }
            // What somebody said may stand behind a name.
            let link = String(line[line.index(after: colon)...]).trimmed
            return link.first.map { "\"“„«»‘".contains($0) } == true
        }
        return rest.isEmpty ? blocks : rest
    }

    /// Whether a label is known to lead to other stories: `Lire aussi`.
    private static func leadsOn(_ label: String) -> Bool {
        let bytes = Array((" " + label + " ").utf8)
        var scan = BoilerplateWords.shared.begin()
        scan.add(bytes.span, ByteRange(0, bytes.count), limit: bytes.count)
        return scan.finish() & (1 << UInt64(TextMark.boilerplate.rawValue)) != 0 || LineReading.leadsOn(label)
            || LineReading.headsTeasers(label)
    }

    private static let shortestPointer = 20
    private static let longestLabel = 24

    private static let longestSignature = 120
}
