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
        let headings = PageHeadline.headings(context.page)
        let linked = context.linked("headline").flatMap { FoldedText.cleaned($0).nonEmpty }
        let shared = context.sharedTitle
        let title = context.documentTitle.nonEmpty
        let titles = [shared, title].compactMap { $0 }
        for candidate in titles {
            if let heading = headings.first(where: { PageHeadline.opens(candidate, with: $0.text) }) {
                // A label such as "Opinion" may stand in the heading, and not in the headline.
                let text = linked.flatMap { PageHeadline.isLabelled(heading.text, $0) ? $0 : nil } ?? heading.text
                self.init(text, at: heading.element)
                return
            }
            if let linked, PageHeadline.opens(candidate, with: linked) {
                self.init(linked, among: headings)
                return
            }
        }
        // A heading in other words than the title, as sites write for readers and for networks.
        for candidate in titles {
            if let heading = headings.first(where: { PageHeadline.resembles(candidate, $0.text) }) {
                self.init(heading.text, at: heading.element)
                return
            }
        }
        let best = shared ?? linked ?? title ?? headings.first?.text ?? ""
        self.init(PageHeadline.withoutSite(best, context.siteName, context.address), among: headings)
    }

    private init(_ text: String, at element: Int) {
        self.text = PageHeadline.withoutLabel(text)
        self.element = element
    }

    private init(_ text: String, among headings: [(text: String, element: Int)]) {
        self.text = PageHeadline.withoutLabel(text)
        let key = PageHeadline.key(text)
        element = headings.first { PageHeadline.key($0.text) == key }?.element ?? -1
    }

    /// Whether a heading is a headline with a word or two before it.
    private static func isLabelled(_ heading: String, _ headline: String) -> Bool {
        let heading = key(heading)
        let headline = key(headline)
        let label = heading.count - headline.count
        return label > 0 && label <= 20 && headline.count >= 2 * label
            && heading[label...].elementsEqual(headline)
    }

    /// A headline without a label of up to three words behind a bar: `Let kids be kids | Editorial`.
    static func withoutLabel(_ text: String) -> String {
        guard let bar = text.lastIndex(of: "|") else { return text }
        let head = String(text[..<bar]).trimmed
        let label = text[text.index(after: bar)...].split(separator: " ")
        return (1...3).contains(label.count) && head.count >= 10 ? head : text
    }

    /// The headings of the first rank, in their order.
    static func headings(_ page: Page) -> [(text: String, element: Int)] {
        var found: [(text: String, element: Int)] = []
        for block in page.blocks {
            var element = block.element
            for _ in 0..<4 where element >= 0 {
                if page.elements[element].tag == .h1 {
                    let text = FieldBound.cut(page.string(block.range)).replacingLineFeeds
                    if let last = found.indices.last, found[last].element == element {
                        found[last].text = FieldBound.cut(found[last].text + " " + text)
                    } else {
                        found.append((text, element))
                    }
                    break
                }
                element = Int(page.elements[element].parent)
            }
            if found.count > 50 { break }
        }
        return found
    }

    /// Whether a title begins with a heading that is long enough to be no section's name.
    static func opens(_ title: String, with heading: String) -> Bool {
        let title = key(title)
        let heading = key(heading)
        guard heading.count >= 2, title.count >= heading.count, title.starts(with: heading) else { return false }
        return title.count == heading.count || heading.count >= 12 && heading.count * 5 >= title.count * 2
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

    private static let separators: Set<Unicode.Scalar> = ["|", "-", "–", "—", "·", "•", "»", "«", ":", "~", "/"]

    /// A title without the site's name at its end or start, with the mark that parts them.
    ///
    /// The name is what the site calls itself, or what its address is made of.
    static func withoutSite(_ title: String, _ site: String?, _ address: String?) -> String {
        let scalars = Array(title.unicodeScalars)
        for index in scalars.indices.reversed() where separators.contains(scalars[index]) {
            guard index > 0, index + 1 < scalars.count, isParting(scalars, index) else { continue }
            if isSite(scalars[(index + 1)...], site, address) {
                return withoutSite(trimmed(scalars[..<index]), site, address)
            }
            if isSite(scalars[..<index], site, address) { return trimmed(scalars[(index + 1)...]) }
        }
        return title
    }

    /// Whether a mark parts a title, and is no hyphen in a word.
    private static func isParting(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars[index] == "|" || scalars[index - 1].properties.isWhitespace
            || scalars[index + 1].properties.isWhitespace
    }

    /// The most characters of the name of a site.
    private static let longestSite = 50

    private static func isSite(_ text: ArraySlice<Unicode.Scalar>, _ site: String?, _ address: String?) -> Bool {
        // Signs and spaces may stand between the letters of a name, within a bound.
        guard text.count <= 4 * longestSite else { return false }
        let name = key(String(String.UnicodeScalarView(text)))
        guard name.count >= 2, name.count <= longestSite else { return false }
        if let site {
            let site = key(site)
            if site == name || site.count >= 4 && name.starts(with: site) || site.starts(with: name) { return true }
        }
        guard let host = address?.split(separator: "/", maxSplits: 2).dropFirst().first else { return false }
        return name.count >= 4 && contains(key(String(host)), name)
    }

    private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        guard text.count >= part.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }

    private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var scalars = scalars
        while let last = scalars.last, separators.contains(last) || last.properties.isWhitespace {
            scalars.removeLast()
        }
        while let first = scalars.first, separators.contains(first) || first.properties.isWhitespace {
            scalars.removeFirst()
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension String {
    /// With line feeds as spaces.
    var replacingLineFeeds: String { utf8.contains(0x0A) ? replacing("\n", with: " ") : self }
}
