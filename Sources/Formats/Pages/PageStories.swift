import Text
import Wire
import Article

/// The stories of a page that holds several, where its own markup parts them: the posts of a live blog, as JSON-LD has them
/// or as elements, and stories that stand one below the other.
enum PageStories {
    /// A story among others has at least as many characters, and paragraphs.
    private static let shortest = 400
    private static let fewest = 2
    /// A post of a live blog has at least as many characters.
    private static let shortestPost = 100
    private static let limit = 1_000

    /// A draft for each story; empty where the page is one story, or none.
    static func drafts(
        _ context: borrowing PageContext,
        _ extraction: PageExtraction,
        address: String?
    ) -> [ArticleDraft] {
        let base = context.baseAddress ?? address
        var stories = posts(context, base: base)
        if stories.count < 2 { stories = entries(context, extraction, base: base) }
        guard stories.count > 1 else { return [] }
        for index in stories.indices {
            stories[index].language = PageLanguage.declared(context)
            stories[index].details.provider = context.siteName
            stories[index].section = context.declared("article:section") ?? context.linked("articleSection")
            if stories[index].url == nil { stories[index].url = context.address ?? address }
        }
        return stories
    }

    // MARK: JSON-LD

    /// The posts that a live blog declares (schema.org, LiveBlogPosting).
    private static func posts(_ context: borrowing PageContext, base: String?) -> [ArticleDraft] {
        let data = context.linkedData
        guard let blog = data.nodes.first(where: { LinkedData.types(of: $0).contains("liveblogposting") }) else {
            return []
        }
        return (blog["liveBlogUpdate"]?.elements ?? []).prefix(limit).compactMap { element in
            let post = data.resolved(element)
            guard let text = post["articleBody"]?.string else { return nil }
            let body = MarkedText(html: text, base: base)
            guard let first = body.paragraphs.first else { return nil }
            var draft = ArticleDraft()
            draft.headline = LinkedData.text(post["headline"]) ?? FirstSentence.of(first.text) ?? ""
            body.fill(&draft)
            draft.url = post["url"]?.string.map { WebAddress.resolve($0, against: base) }
            draft.note(
                published: ["datePublished", "dateCreated"].lazy.map { post[$0]?.printed },
                updated: [post["dateModified"]?.printed]
            )
            for author in post["author"]?.elements ?? [] { draft.add(author: LinkedData.text(data.resolved(author))) }
            draft.byline = draft.details.authors.map(\.name).joined(separator: ", ").nonEmpty
            draft.dropRepeatedOpening()
            return draft
        }
    }

    // MARK: Elements

    /// A story's element, and the blocks of its text.
    private struct Entry {
        var element: Int
        var blocks: [Int]
        var characters = 0
    }

    /// The stories in `article` elements and entries, where they hold nearly all of the page's text.
    private static func entries(
        _ context: borrowing PageContext,
        _ extraction: PageExtraction,
        base: String?
    ) -> [ArticleDraft] {
        let page = extraction.page
        let isLive = context.linkedData.types.contains("liveblogposting")
        // Sections of one story may stand in such elements too: its headline stands over them.
        let own = isLive ? -1 : headline(context)
        for isInnermost in [true, false] {
            let (entries, total) = entries(page, extraction.chosen, isInnermost: isInnermost)
            let stories = entries.filter { isStory($0, page, isLive: isLive) }.prefix(limit)
            let told = stories.reduce(0) { $0 + $1.characters }
            guard stories.count > 1, told * 10 >= total * 8,
                own < 0 || stories.contains(where: { page.isInside(own, number: $0.element) })
            else { continue }
            var drafts: [ArticleDraft] = []
            for story in stories { drafts.append(draft(story, context, page, base: base)) }
            guard Set(drafts.map(\.headline)).count == drafts.count else { continue }
            return drafts
        }
        return []
    }

    /// The element of a headline that the page has for itself; -1 where it has none but the name of a site or section.
    private static func headline(_ context: borrowing PageContext) -> Int {
        let headline = PageHeadline(context)
        return PageHeadline.key(headline.text).count >= 20 ? headline.element : -1
    }

    private static func entries(_ page: Page, _ chosen: [Int], isInnermost: Bool) -> ([Entry], total: Int) {
        var entries: [Entry] = []
        var total = 0
        for number in chosen {
            let block = page.blocks[number]
            total += block.characters
            var element = -1
            for around in page.ancestors(of: block.element) where isEntry(page.elements[around]) {
                element = around
                if isInnermost { break }
            }
            guard element >= 0 else { continue }
            if entries.last?.element != element { entries.append(Entry(element: element, blocks: [])) }
            entries[entries.count - 1].blocks.append(number)
            entries[entries.count - 1].characters += block.characters
        }
        return (entries, total)
    }

    private static func isEntry(_ element: PageElement) -> Bool {
        element.tag == .article || !element.marks.isDisjoint(with: .entry)
    }

    private static func isStory(_ entry: Entry, _ page: Page, isLive: Bool) -> Bool {
        let heading = heading(of: entry, page)
        if isLive { return entry.characters >= shortestPost }
        // The opening of a story that is told elsewhere has a headline that leads there.
        guard let heading, page.blocks[heading].linkDensity < 0.5 || entry.characters >= 3 * shortest else {
            return false
        }
        return entry.characters >= shortest && entry.blocks.filter { $0 != heading }.count >= fewest
            && page.times.contains { page.isInside($0.element, number: entry.element) }
    }

    /// The first heading in a story's element, which stands before its text.
    private static func heading(of entry: Entry, _ page: Page) -> Int? {
        guard let first = entry.blocks.first else { return nil }
        var number = first
        var found: Int?
        while number >= 0, page.isInside(page.blocks[number].element, number: entry.element) {
            if isHeading(page, page.blocks[number]) { found = number }
            number -= 1
        }
        return found
    }

    private static func isHeading(_ page: Page, _ block: PageBlock) -> Bool {
        page.ancestors(of: block.element).prefix(4).contains { page.elements[$0].tag.traits.contains(.heading) }
    }

    private static func draft(
        _ entry: Entry,
        _ context: borrowing PageContext,
        _ page: Page,
        base: String?
    ) -> ArticleDraft {
        var draft = ArticleDraft()
        let heading = heading(of: entry, page)
        var times: [String?] = []
        // Blocks that are no more than a date.
        var dates: Set<Int> = []
        for time in page.times where page.isInside(time.element, number: entry.element) {
            times.append(time.value.isEmpty ? page.string(time.text) : FoldedText.attribute(context.bytes, time.value))
            if time.block < page.blocks.count, time.text.count >= page.blocks[time.block].range.count {
                dates.insert(time.block)
            }
        }
        draft.note(published: times)
        let text = entry.blocks.filter { $0 != heading && !dates.contains($0) }
        draft.paragraphs = PageText(page, text).paragraphs
        draft.headline =
            heading.map { page.string(page.blocks[$0].range).replacingLineFeeds }
            ?? draft.paragraphs.first.flatMap { FirstSentence.of($0.text) } ?? ""
        let links = page.links.filter { page.isInside($0.element, number: entry.element) }
        let own = links.first { $0.block == heading }
        if let own { draft.url = context.resolve(own.target, against: base) }
        for link in links where link.namesAuthor { draft.add(author: page.string(link.text)) }
        draft.byline = draft.details.authors.map(\.name).joined(separator: ", ").nonEmpty
        return draft
    }
}

extension ClassMarks {
    /// An entry of a feed or a live blog (microformats' `h-entry`), by classes that tell nothing of its text.
    static let entry = ClassMarks(rawValue: 1 << UInt64(entryNumber))
    static let entryNumber = 62

    static let entryWords = [
        "-h-entry-", "-hentry-", "live~blog~(post|entry|update)", "live~update", "live~post", "liveblogpost",
        "liveblogentry", "liveblogupdate",
    ]
}
