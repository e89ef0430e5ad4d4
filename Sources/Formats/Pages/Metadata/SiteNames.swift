import Text
import Wire
import Article

/// What a site is called, as its pages say it: to take the name off a title.
struct SiteNames {
    /// The letters of each name.
    private var names: [[UInt32]] = []
    /// The letters of short headings, one of which may be the name where the title has more than that.
    private var labels: [[UInt32]] = []
    /// The letters of the host in the page's address.
    private var host: [UInt32] = []
    /// The letters of the lines that say who holds the rights.
    private var notices: [[UInt32]] = []

    /// The most characters of the name of a site.
    private static let longest = 50
    /// The most letters that may stand behind a name: `Courier Online`.
    private static let longestAddition = 12
    /// The blocks at the end of a page in which the notice of rights is looked for.
    private static let reach = 30
    private static let longestNotice = 300

    /// - Parameter headings: the page's headings of the first rank, one of which may be the site's name.
    init(_ context: borrowing PageContext, headings: [PageHeadline.Heading]) {
        var found = [context.siteName, context.declared("og:site_name", "application-name")].compactMap(\.self)
        for node in context.linkedData.nodes.prefix(200)
        where !Self.types.isDisjoint(with: LinkedData.types(of: node)) {
            if let name = LinkedData.text(node["name"]) { found.append(name) }
        }
        labels = headings.map(\.text).filter { $0.split(separator: " ").count < 4 }.map { PageHeadline.key($0) }
        names = Set(found.map { PageHeadline.key($0) }).filter { $0.count >= 2 }.sorted { $0.count > $1.count }
        if let part = context.address?.split(separator: "/", maxSplits: 2).dropFirst().first {
            host = PageHeadline.key(String(part))
        }
        for block in context.page.blocks.suffix(Self.reach) where block.characters <= Self.longestNotice {
            let line = context.page.string(block.range)
            if line.contains("©") || line.lowercased().contains("copyright") {
                notices.append(PageHeadline.key(line))
            }
        }
    }

    private static let types: Set<String> = [
        "website", "organization", "newsmediaorganization", "newspaper", "periodical",
    ]

    /// Whether a text is the name of the site.
    func isName(_ text: String) -> Bool { isName(ArraySlice(text.unicodeScalars)) }

    /// A title without the site's name at its end or start, with the mark that parts them.
    func taken(off title: String) -> String {
        let whole = PageHeadline.key(title)
        // A page may give its title as the name of the site.
        if names.contains(where: { $0.starts(with: whole) }) { return title }
        let scalars = Array(title.unicodeScalars)
        for index in scalars.indices.reversed() where PageHeadline.separators.contains(scalars[index]) {
            guard index > 0, index + 1 < scalars.count, Self.isParting(scalars, index) else { continue }
            if isName(scalars[(index + 1)...]) { return taken(off: Self.trimmed(scalars[..<index])) }
            // `Linden Group – profit falls`
            let isDash = ["-", "–", "—"].contains(scalars[index])
            if isName(scalars[..<index], isSubject: isDash) || isLabel(scalars[..<index], of: scalars.count) {
                return Self.trimmed(scalars[(index + 1)...])
            }
        }
        return title
    }

    /// Whether a mark parts a title, and is no hyphen in a word.
    private static func isParting(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars[index] == "|" || scalars[index - 1].properties.isWhitespace
            || scalars[index + 1].properties.isWhitespace
    }

    /// Whether the start of a title, and the smaller part of it, is a short heading of the page.
    private func isLabel(_ text: ArraySlice<Unicode.Scalar>, of length: Int) -> Bool {
        guard text.count * 2 < length else { return false }
        let name = PageHeadline.key(String(String.UnicodeScalarView(text)))
        return !name.isEmpty && labels.contains(name)
    }

    /// - Parameter isSubject: whether a title has what it is about in this place as well: only whom the notice of rights names
    ///   first is the site then.
    private func isName(_ text: ArraySlice<Unicode.Scalar>, isSubject: Bool = false) -> Bool {
        // Signs and spaces may stand between the letters of a name, within a bound.
        guard text.count <= 4 * Self.longest else { return false }
        let name = PageHeadline.key(String(String.UnicodeScalarView(text)))
        guard name.count >= 2, name.count <= Self.longest else { return false }
        for site in names
        where site == name || site.starts(with: name)
            || site.count >= 4 && name.starts(with: site) && name.count <= site.count + Self.longestAddition
        {
            return true
        }
        guard name.count >= 4 else { return false }
        // A notice names more than the site; what is in it is the name where it is no single word.
        return Self.contains(host, name)
            || Self.trimmed(text).contains(" ")
                && notices.contains { isSubject ? Self.holder($0).starts(with: name) : Self.contains($0, name) }
    }

    /// A notice of rights from the name of their holder on: `© 2026 The Courier`.
    private static func holder(_ notice: [UInt32]) -> ArraySlice<UInt32> {
        func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
        var rest = notice.drop(while: isDigit)
        if rest.starts(with: copyright) { rest = rest.dropFirst(copyright.count) }
        return rest.drop(while: isDigit)
    }

    private static let copyright = PageHeadline.key("copyright")

    private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
        guard text.count >= part.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }

    private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var scalars = scalars
        while let last = scalars.last, PageHeadline.separators.contains(last) || last.properties.isWhitespace {
            scalars.removeLast()
        }
        while let first = scalars.first, PageHeadline.separators.contains(first) || first.properties.isWhitespace {
            scalars.removeFirst()
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
