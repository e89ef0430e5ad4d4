import Text
import Wire
import Article

/// Takes the lines that sum up a story between its headline and its text out of the text, where they stand in an element of
/// their own.
struct PageStandfirst {
    /// The standfirst; nil where none stands among the blocks.
    private(set) var text: String?
    /// The blocks of the text without it.
    private(set) var rest: [Int]

    /// The characters of a standfirst.
    private static let lengths = 20...600
    /// What is left of the text has at least as many blocks.
    private static let fewest = 2

    init(_ context: borrowing PageContext, _ blocks: [Int]) {
        rest = blocks
        let page = context.page
        guard let first = blocks.first, let element = Self.element(page, page.blocks[first]) else { return }
        let own = blocks.prefix { page.isInside(page.blocks[$0].inner, number: element.number) }
        let others = blocks.dropFirst(own.count)
        let length = own.reduce(0) { $0 + page.blocks[$1].characters }
        guard Self.lengths.contains(length), others.count >= Self.fewest,
            others.reduce(0, { $0 + page.blocks[$1].characters }) > 2 * length,
            own.allSatisfy({ page.blocks[$0].linkDensity < 0.3 })
        else { return }
        let lines = own.map { page.string(page.blocks[$0].range).replacingLineFeeds }
        // A place and a source open a story, and no standfirst.
        guard !LineReading.opensWithDateline(lines[0]) else { return }
        if !element.isNamed {
            guard Self.standsApart(page, element.number, others),
                let description = context.description,
                PageHeadline.key(description) == PageHeadline.key(lines.joined(separator: " "))
            else { return }
        }
        text = lines.joined(separator: " ")
        rest = Array(others)
    }

    /// The element around a block that is named as a standfirst, or as what may be an opening as well.
    private static func element(_ page: Page, _ block: PageBlock) -> (number: Int, isNamed: Bool)? {
        var opening: Int?
        for number in page.ancestors(of: block.inner).prefix(4) {
            let marks = page.elements[number].marks
            if !marks.isDisjoint(with: .standfirst) { return (number, true) }
            if opening == nil, marks.contains(.deck) { opening = number }
        }
        return opening.map { ($0, false) }
    }

    /// Whether the text stands in an element of its own, beside another.
    private static func standsApart(_ page: Page, _ element: Int, _ text: ArraySlice<Int>) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        return page.ancestors(of: page.blocks[first].element).contains { number in
            !page.elements[number].marks.isDisjoint(with: ClassMarks.text)
                && !page.isInside(element, number: number)
                && page.isInside(page.blocks[last].element, number: number)
        }
    }
}

extension ClassMarks {
    /// The lines between headline and text, by names that are used for nothing else.
    static let standfirst = ClassMarks(rawValue: 1 << UInt64(standfirstNumber))
    static let standfirstNumber = 61

    static let standfirstWords = [
        "standfirst", "stand-first", "-(dek|deck|strapline)-",
        "(article|story|post|entry|news|content|page)~(dek|deck)-",
        "sub~(title|titulo|titre|head|heading|headline)-",
        "-(summary|excerpt|abstract|synopsis|ingress|manchet|perex|sommario|occhiello|catenaccio|copete|bajada|entradilla|chapo|chapeau|sommaire|vorspann|unterzeile|untertitel|soustitre|sottotitolo|subtitulo|zajawka|preamble)-",
        "(article|story|post|entry|news|content|page)~(summary|excerpt|abstract|synopsis|ingress|perex|chapo|chapeau|vorspann)-",
        "-alternativeheadline-", "linha~fina", "untertitel", "vorspann", "entradilla",
    ]
}
