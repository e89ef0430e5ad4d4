import Text
import Wire
import Article

/// Finds when an article was published and last changed: JSON-LD, then `meta`, then `time` elements, then printed
/// dates.
struct PageDates {
    private(set) var published: Published?
    private(set) var updated: OffsetTime?

    private static let publishedNames = [
        "article:published_time", "og:published_time", "og:article:published_time", "og:publish_date", "datepublished",
        "article.published", "publish-date",
        "publish_date", "pubdate", "publication_date", "publication-date", "published-date", "published_date",
        "date.published", "article_date_original", "originalpublicationdate", "parsely-pub-date", "sailthru.date",
        "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article:published", "dc.date.issued",
        "dcterms.issued",
        "dcterms.created", "dc.date.created", "citation_publication_date", "citation_date", "citation_online_date",
        "bt:pubdate",
        "dc.date", "dcterms.date", "date", "created", "rnews:datepublished", "displaydate", "ptime",
        "article-published-date",
    ]
    private static let updatedNames = [
        "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
        "dc.date.modified", "article.updated", "modified", "updated_time", "article:modified", "revised",
    ]

    /// - Parameters:
    ///   - headline: the block of the headline, -1 where it is not on the page.
    ///   - text: the blocks of the article's text.
    init(_ context: borrowing PageContext, headline: Int, text: Range<Int>) {
        if let linked = PageDates.linked(context, ["datePublished", "dateCreated", "uploadDate"]) {
            published = linked.published
        }
        updated = PageDates.linked(context, ["dateModified"])?.moment
        if published == nil { published = PageDates.declared(context, PageDates.publishedNames)?.published }
        if updated == nil { updated = PageDates.declared(context, PageDates.updatedNames)?.moment }
        if published == nil { published = PageDates.timed(context, headline: headline, text: text)?.published }
        if published == nil { published = PageDates.printed(context, headline: headline, text: text) }
        // A page that states only its last change.
        if let moment = published?.at, let change = updated, change.secondsSince1970 <= moment.secondsSince1970 {
            updated = nil
        }
    }

    private static func linked(_ context: borrowing PageContext, _ names: [String]) -> StatedTime? {
        for name in names {
            for article in context.linkedData.articles {
                for value in article[name]?.elements ?? [] {
                    if let text = value.printed, let time = sound(text) { return time }
                }
            }
        }
        // Sites give the dates of a page where they have no article.
        for name in names {
            for node in context.linkedData.nodes where LinkedData.types(of: node).contains("webpage") {
                if let text = node[name]?.string, let time = sound(text) { return time }
            }
        }
        return nil
    }

    private static func declared(_ context: borrowing PageContext, _ names: [String]) -> StatedTime? {
        for name in names {
            for text in context.declarations.all(context.bytes, name) {
                if let time = sound(text) { return time }
            }
        }
        return nil
    }

    /// A date that can be that of a page.
    private static func sound(_ text: String) -> StatedTime? {
        guard let time = StatedTime(text), (1980...2100).contains(time.day.year) else { return nil }
        return time
    }

    /// The `time` element that says it is the publication's, or that stands nearest to the headline or the text; else the
    /// only one of the article.
    private static func timed(_ context: borrowing PageContext, headline: Int, text: Range<Int>) -> StatedTime? {
        let page = context.page
        var best: (distance: Int, time: StatedTime)?
        var others: [StatedTime] = []
        for time in page.times {
            let property = HTMLName(context.bytes, time.property.start, time.property.end)
            let value = time.value.isEmpty ? page.string(time.text) : FoldedText.attribute(context.bytes, time.value)
            guard let stated = sound(value) ?? (time.text.isEmpty ? nil : sound(page.string(time.text))) else {
                continue
            }
            if property == .datePublished { return stated }
            if property == .dateModified || page.isBeside(time.element, headline: headline) { continue }
            guard let distance = distance(time.block, headline: headline, text: text) else {
                if !others.contains(stated) { others.append(stated) }
                continue
            }
            if best.map({ distance < $0.distance }) ?? true { best = (distance, stated) }
        }
        return best?.time ?? (others.count == 1 ? others.first : nil)
    }

    /// How far a block stands from the headline and the start of the text; nil where it is not near them.
    private static func distance(_ block: Int, headline: Int, text: Range<Int>) -> Int? {
        if headline >= 0, block >= headline - 6, block <= max(headline + 15, text.lowerBound) {
            return abs(block - headline)
        }
        guard headline < 0, !text.isEmpty, block >= text.lowerBound - 10, block <= text.lowerBound + 3 else {
            return nil
        }
        return abs(block - text.lowerBound)
    }

    /// A short block near the headline that prints a date.
    private static func printed(_ context: borrowing PageContext, headline: Int, text: Range<Int>) -> Published? {
        let page = context.page
        var best: (distance: Int, day: CivilDate)?
        for (number, block) in page.blocks.enumerated() where block.characters >= 6 && block.characters <= 90 {
            guard let distance = distance(number, headline: headline, text: text),
                best.map({ distance < $0.distance }) ?? true, !page.isBeside(block.element, headline: headline),
                let day = PrintedPageDate.find(page.string(block.range))
            else { continue }
            best = (distance, day)
        }
        return best.map { Published(day: $0.day, basis: .document) }
    }
}

/// A date in a line such as `Published: June 10, 2026 at 10:30 am by Ann Example`.
enum PrintedPageDate {
    static func find(_ line: String) -> CivilDate? {
        // From each word on, what is read as a date with a year that is printed in full.
        let words = line.split { $0 == " " || $0 == "\n" || $0 == "|" || $0 == "•" || $0 == "·" }
        guard words.contains(where: { hasYear($0) }) else { return nil }
        for start in words.indices {
            for end in [5, 4, 3, 2, 1] where start + end <= words.count {
                let slice = words[start..<(start + end)]
                guard slice.contains(where: hasYear), slice.reduce(0, { $0 + numbers(in: $1) }) >= 2 else { continue }
                let text = slice.joined(separator: " ").withoutOuterMarks
                if let time = StatedTime(text), (1990...2100).contains(time.day.year) {
                    return time.day
                }
            }
        }
        return nil
    }

    /// How many runs of digits a word has: a day and a year are two.
    private static func numbers(in word: Substring) -> Int {
        word.utf8.split { !ASCII.isDigit($0) }.count
    }

    private static func hasYear(_ word: Substring) -> Bool {
        var run = 0
        for byte in word.utf8 {
            if ASCII.isDigit(byte) {
                run += 1
            } else {
                if run == 4 { return true }
                run = 0
            }
        }
        return run == 4
    }
}

extension String {
    /// Without commas, colons and brackets at its ends.
    var withoutOuterMarks: String {
        var text = Substring(self)
        while let last = text.last, ",:;.()[]".contains(last) { text.removeLast() }
        while let first = text.first, ",:;.()[]".contains(first) { text.removeFirst() }
        return String(text)
    }
}

extension HTMLName {
    static let datePublished = HTMLName("datepublished")
    static let dateModified = HTMLName("datemodified")
}
