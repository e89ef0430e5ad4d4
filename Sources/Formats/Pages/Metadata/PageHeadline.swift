import Text
import Wire
import Article

/// Finds the headline of a page.
///
/// What a site gives as the title of its page is the headline, often with the site's name or the section behind it; the
/// heading on the page is what a reader sees, but need not be the article's. So a heading that the title begins with,
/// or
/// the headline in JSON-LD under the same test, outranks the title itself.
struct PageHeadline {
    let text: String
    /// The element it stands in; -1 where it was not found on the page.
    let element: Int

    init(_ context: borrowing PageContext) {
        let headings = PageHeadline.headings(context.page, .h1)
        let site = SiteNames(context, headings: headings)
        let found = PageHeadline(context, headings, site)
        // What the heading on the page has is a part of the headline.
        if headings.contains(where: { PageHeadline.key($0.text) == PageHeadline.key(found.text) }) {
            self = found
            return
        }
        let text = PageHeadline.withoutOpeningLabel(found.text, site, PageHeadline.sections(context))
        self.init(PageHeadline.withoutLabel(text), at: found.element)
    }

    private init(_ context: borrowing PageContext, _ headings: [Heading], _ site: SiteNames) {
        let linked = context.linked("headline").flatMap { FoldedText.cleaned($0).nonEmpty }
        let shared = context.sharedTitle
        let title = context.documentTitle.nonEmpty
        let titles = [shared, title].compactMap { $0 }
        // The name of a site may be its heading of the first rank on every page.
        let own = headings.filter { heading in
            titles.contains { $0 == heading.text } || !site.isName(heading.text)
        }
        for candidate in titles {
            if let heading = own.first(where: { PageHeadline.opens(candidate, with: $0.text) }) {
                if let rest = PageHeadline.rest(of: candidate, behind: heading, context.page, site) {
                    self.init(rest.text, at: rest.element)
                    return
                }
                // A label such as "Opinion" may stand in the heading, and not in the headline.
                let text = linked.flatMap { PageHeadline.isLabelled(heading.text, $0) ? $0 : nil } ?? heading.text
                self.init(text, at: heading.element)
                return
            }
            if let heading = own.first(where: { PageHeadline.closes(candidate, with: $0.text) }) {
                self.init(heading.text, at: heading.element)
                return
            }
            let bare = site.taken(off: candidate)
            if let heading = own.first(where: { PageHeadline.isLabelled($0.text, bare) }) {
                self.init(bare, at: heading.element)
                return
            }
        }
        // A heading in other words than the title, as sites write for readers and for networks.
        for candidate in titles {
            if let heading = own.first(where: { PageHeadline.resembles(candidate, $0.text) }) {
                self.init(heading.text, at: heading.element)
                return
            }
        }
        let lower = titles.isEmpty ? [] : PageHeadline.headings(context.page, .h2, .h3)
        for candidate in titles {
            if let heading = lower.first(where: { heading in
                PageHeadline.key(heading.text).count >= PageHeadline.shortestPart && !site.isName(heading.text)
                    && (PageHeadline.opens(candidate, with: heading.text)
                        || PageHeadline.closes(candidate, with: heading.text))
            }) {
                self.init(heading.text, at: heading.element)
                return
            }
        }
        // The one heading of its rank that is a sentence is what a reader takes for the headline.
        let page = context.page
        let sentences = own.filter { heading in
            PageHeadline.isSentence(heading)
                && !page.isInside(heading.element) { $0.tag == .nav || $0.tag == .footer || $0.tag == .aside }
        }
        if sentences.count == 1 {
            self.init(sentences[0].text, at: sentences[0].element)
            return
        }
        if let linked, titles.contains(where: { PageHeadline.opens($0, with: linked) }) {
            self.init(site.taken(off: linked), among: headings)
            return
        }
        if let heading = sentences.first {
            self.init(heading.text, at: heading.element)
            return
        }
        let best = shared ?? linked ?? title ?? headings.first?.text ?? ""
        self.init(site.taken(off: best), among: headings)
    }

    private init(_ text: String, at element: Int) {
        self.text = text
        self.element = element
    }

    private init(_ text: String, among headings: [Heading]) {
        let key = PageHeadline.key(text)
        self.init(text, at: headings.first { PageHeadline.key($0.text) == key }?.element ?? -1)
    }

    /// Whether a heading is a headline with a word or two before it.
    private static func isLabelled(_ heading: String, _ headline: String) -> Bool {
        let heading = key(heading)
        let headline = key(headline)
        let label = heading.count - headline.count
        return label > 0 && label <= 20 && headline.count >= 2 * label
            && heading[label...].elementsEqual(headline)
    }

    /// A title without a label of up to three words behind a bar: `Let kids be kids | Editorial`.
    static func withoutLabel(_ text: String) -> String {
        guard let bar = text.lastIndex(of: "|") else { return text }
        let head = String(text[..<bar]).trimmed
        let label = text[text.index(after: bar)...].split(separator: " ")
        return (1...3).contains(label.count) && head.count >= 10 ? head : text
    }

    /// A title without a label before a bar that is the name of the site or of a section that the page names.
    private static func withoutOpeningLabel(_ text: String, _ site: SiteNames, _ sections: [[UInt32]]) -> String {
        guard let bar = text.firstIndex(of: "|") else { return text }
        let rest = String(text[text.index(after: bar)...]).trimmed
        let label = String(text[..<bar])
        return rest.count >= 20 && (site.isName(label) || sections.contains(key(label))) ? rest : text
    }

    /// The names of the sections that a page says it stands in.
    private static func sections(_ context: borrowing PageContext) -> [[UInt32]] {
        [
            context.declared("article:section"), context.linked("articleSection"),
            context.declared("parsely-section", "section"),
        ].compactMap { $0.map { key($0) } }.filter { !$0.isEmpty }
    }

    /// A heading, and the element that it stands in.
    struct Heading {
        var text: String
        var element: Int
        /// Whether it is no more than a link.
        var isLink: Bool
    }

    /// The headings of some ranks, in their order.
    static func headings(_ page: Page, _ ranks: HTMLTag...) -> [Heading] {
        var found: [Heading] = []
        for block in page.blocks {
            var element = block.element
            for _ in 0..<4 where element >= 0 {
                if ranks.contains(page.elements[element].tag) {
                    let text = FoldedText.undoubled(FieldBound.cut(page.string(block.range)).replacingLineFeeds)
                    if let last = found.indices.last, found[last].element == element {
                        found[last].text = FieldBound.cut(found[last].text + " " + text)
                    } else {
                        let isLink = block.linkDensity > 0.8
                        found.append(Heading(text: text, element: element, isLink: isLink))
                    }
                    break
                }
                element = Int(page.elements[element].parent)
            }
            if found.count > 50 { break }
        }
        return found
    }

    /// The letters and digits that a heading has at least where it is to be a part of a title.
    private static let shortestPart = 12

    /// The heading that is the rest of a title behind another, which is the name of the site or of a section then.
    private static func rest(of title: String, behind heading: Heading, _ page: Page, _ site: SiteNames) -> Heading? {
        let first = key(heading.text)
        let rest = key(title).dropFirst(first.count)
        guard !isSentence(heading), rest.count >= shortestPart, rest.count > first.count else { return nil }
        return headings(page, .h1, .h2, .h3).first { other in
            key(other.text).elementsEqual(rest) && !site.isName(other.text) && (heading.isLink || isSentence(other))
        }
    }

    /// Whether a title ends in a heading, behind a mark that parts it from the name of a site or a section.
    static func closes(_ title: String, with heading: String) -> Bool {
        guard let mark = title.unicodeScalars.firstIndex(where: { PageHeadline.separators.contains($0) }) else {
            return false
        }
        let part = key(heading)
        let whole = key(title)
        // What is shorter than the rest may be the site's name itself.
        guard part.count >= shortestPart, part.count * 2 >= whole.count,
            whole.suffix(part.count).elementsEqual(part)
        else { return false }
        return key(String(title[..<mark])).count + part.count <= whole.count
    }

    /// Whether a heading has so many words that it is no name of a site or a section.
    private static func isSentence(_ heading: Heading) -> Bool {
        guard !heading.isLink else { return false }
        let words = heading.text.split(separator: " ")
        let isUnspaced = heading.text.unicodeScalars.contains { $0.value >= 0x3040 && $0.value < 0xE000 }
        return words.count >= 4 && heading.text.count >= 20 || isUnspaced && heading.text.count >= 10
    }

    /// Whether a title begins with a heading that is long enough to be no section's name.
    static func opens(_ title: String, with heading: String) -> Bool {
        let title = key(title)
        let heading = key(heading)
        guard heading.count >= 2, title.count >= heading.count, title.starts(with: heading) else { return false }
        // A sign of Chinese says as much as two letters.
        let signs = heading.count { (0x3040..<0xAC00).contains($0) }
        return title.count == heading.count || heading.count + signs >= 12 && heading.count * 5 >= title.count * 2
    }

    /// Whether half the words of a heading, which has three at least, stand in the title.
    static func resembles(_ title: String, _ heading: String) -> Bool {
        let words = PageClues.words(heading)
        guard words.count >= 3 else { return false }
        let wanted = Set(PageClues.words(title))
        return words.reduce(0) { $0 + (wanted.contains($1) ? 1 : 0) } * 2 >= words.count
    }

    /// Letters and digits of a text in small letters.
    static func key(_ text: String) -> [UInt32] {
        var key: [UInt32] = []
        key.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value < 0x80 {
                if let byte = UInt8(exactly: value), ASCII.isAlphanumeric(byte) {
                    key.append(UInt32(ASCII.lower(byte)))
                }
            } else if CharacterClass.isLetter(value) {
                key.append(CharacterClass.lowercase(value))
            }
        }
        return key
    }

    static let separators: Set<Unicode.Scalar> = ["|", "-", "–", "—", "·", "•", "»", "«", ":", "~", "/", "_"]
}

extension String {
    /// With line feeds as spaces.
    var replacingLineFeeds: String { utf8.contains(0x0A) ? replacing("\n", with: " ") : self }
}
