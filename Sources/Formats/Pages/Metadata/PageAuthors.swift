import Text
import Wire
import Article

/// Finds who wrote an article, and the byline as it is printed.
struct PageAuthors {
    private(set) var authors: [ArticleDetails.Author] = []
    private(set) var byline: String?

    private static let limit = 30
    private static let metaNames = [
        "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
        "dcterms.creator",
        "citation_author", "byl", "cxenseparse:author", "article.author", "og:article:author", "twitter:data1",
        "authors",
    ]

    init(_ context: borrowing PageContext, headline: Int, text: Range<Int>) {
        for article in context.linkedData.articles {
            for author in article["author"]?.elements ?? [] {
                let person = context.linkedData.resolved(author)
                let uri = person["url"]?.string ?? person["sameAs"]?.elements.first?.string
                for name in (person["name"] ?? person).elements {
                    if let name = name.string { add(name, uri: uri, site: nil) }
                }
            }
            if !authors.isEmpty { break }
        }
        if authors.isEmpty {
            for name in PageAuthors.metaNames {
                for value in context.declarations.all(context.bytes, name)
                where name != "twitter:data1" || isPerson(value) {
                    add(value, uri: nil, site: nil)
                }
                if !authors.isEmpty { break }
            }
        }
        byline = PageAuthors.printedByline(context.page, headline: headline, text: text, authors)
        if authors.isEmpty {
            // The headline may stand below the text.
            let between = headline >= 0 ? headline..<max(headline, text.lowerBound + 1) : 0..<0
            for link in context.page.links
            where
                (link.namesAuthor || between.contains(link.block) && PageAuthors.isNamed(link, context.page))
                && !context.page.isBeside(link.element, headline: headline)
            {
                add(context.page.string(link.text), uri: nil, site: nil)
                if authors.count > 3 { break }
            }
        }
        if authors.isEmpty, let byline { addAll(in: byline) }
    }

    /// Whether a link is a name, in a part of the page that is named for the writer.
    private static func isNamed(_ link: PageLink, _ page: Page) -> Bool {
        page.isInside(link.element) { $0.marks.contains(.author) }
            && isName(page.string(link.text).replacingLineFeeds.trimmed)
    }

    /// A byline without the time that stands behind the last name: `by Anna Holm June 10, 2026`.
    private static func withoutTime(_ line: String, behind authors: [ArticleDetails.Author]) -> String {
        let ends = authors.compactMap { line.firstRange(of: $0.name)?.upperBound }
        guard let end = ends.max(), line[end...].contains(where: \.isNumber) else { return line }
        return String(line[..<end])
    }

    private static func isName(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        return (2...4).contains(words.count) && line.allSatisfy { $0.isLetter || " .-'’".contains($0) }
            && words.allSatisfy { $0.first?.isUppercase == true && $0.dropFirst().contains(where: \.isLowercase) }
    }

    private func isPerson(_ value: String) -> Bool {
        !value.contains { $0.isNumber } && (2...5).contains(value.split(separator: " ").count)
    }

    private mutating func add(_ text: String, uri: String?, site: String?) {
        // What stands behind a bar is a label.
        let cleaned = FoldedText.cleaned(text).split(separator: "|").first.map(String.init) ?? ""
        let name = PageAuthors.withoutIntroduction(cleaned.trimmed)
        guard !name.isEmpty, name.count <= 200, authors.count < PageAuthors.limit, !name.hasPrefix("http"),
            !name.contains("@"),
            !name.hasPrefix("("),
            name.contains(where: \.isLetter)
        else { return }
        guard !authors.contains(where: { $0.name.lowercased() == name.lowercased() }) else { return }
        authors.append(ArticleDetails.Author(name: name, uri: uri.flatMap { $0.hasPrefix("http") ? $0 : nil }))
    }

    /// Names of a printed byline, parted by commas and "and".
    private mutating func addAll(in byline: String) {
        let line = PageAuthors.withoutIntroduction(byline)
        guard line.count <= 100, !line.contains(where: \.isNumber) else { return }
        for part in line.replacing(" and ", with: ", ").replacing(" & ", with: ", ").split(separator: ",") {
            let name = FoldedText.plain(Array(part.utf8))
            if isPerson(name) { add(name, uri: nil, site: nil) }
        }
    }

    private static let introductions = [
        "by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "przez ", "words by ", "written by ", "posted by ",
        "published by ", "text: ", "by: ", "author: ", "autor: ", "autor/in: ", "auteur: ", "auteur : ", "par : ",
        "publié par ",
        "publicado por ", "escrito por ", "autore: ", "scritto da ", "tekst: ", "skrevet av ", "skrevet af ",
        "skriven av ",
        "kirjoittaja: ", "szerző: ", "yazan: ", "haber: ", "oleh ", "oleh: ", "penulis: ", "автор: ", "автор ",
        "текст: ",
        "بقلم: ", "بقلم ", "كتب ", "κείμενο: ", "文／", "記者 ",
    ]

    static func withoutIntroduction(_ text: String) -> String {
        let lower = text.lowercased()
        for introduction in introductions where lower.hasPrefix(introduction) && lower.utf8.count == text.utf8.count {
            return FoldedText.plain(Array(text.utf8.dropFirst(introduction.utf8.count)))
        }
        return text
    }

    /// The line near the headline that names the author.
    private static func printedByline(
        _ page: Page,
        headline: Int,
        text: Range<Int>,
        _ authors: [ArticleDetails.Author]
    ) -> String? {
        let first = max(0, headline >= 0 ? headline - 3 : text.lowerBound - 8)
        let last = min(page.blocks.count, max(text.lowerBound + 1, headline >= 0 ? headline + 12 : 0))
        guard first < last else { return nil }
        for number in first..<last {
            let block = page.blocks[number]
            guard block.characters >= 3, block.characters <= 120 else { continue }
            let line = page.string(block.range).replacingLineFeeds
            let lower = line.lowercased()
            if authors.isEmpty, headline >= 0, (headline + 1...headline + 4).contains(number),
                let byline = LineReading.byline(line)
            {
                return byline
            }
            let introduced = introductions.contains { lower.hasPrefix($0) }
            let isMarked = page.isInside(block.inner) {
                $0.marks.contains(.author) || !$0.marks.isDisjoint(with: .writer)
            }
            if introduced, authors.isEmpty || authors.contains(where: { lower.contains($0.name.lowercased()) }) {
                if authors.isEmpty, !isMarked { continue }
                return withoutTime(line, behind: authors)
            }
            if authors.contains(where: { lower == $0.name.lowercased() }) { return line }
            // A name alone, of words with capitals each, in a part of the page that is named for the author.
            if isMarked, authors.isEmpty, headline >= 0, number > headline, isName(line) { return line }
        }
        return nil
    }
}

extension ClassMarks {
    /// The line that names the writer, by words of newspapers in other languages.
    static let writer = ClassMarks(rawValue: 1 << UInt64(writerNumber))
    static let writerNumber = 60

    static let writerWords = [
        "-(firma|firmante|signature|verfasser|skribent|redacteur|redaktor|kirjoittaja|periodista|giornalista)-",
        "(article|nota|noticia|artikel)~(firma|signature)-",
    ]
}

extension Page {
    /// Whether an element stands in a part of the page that is not the article's: navigation, other stories, comments.
    ///
    /// - Parameter headline: the block of the headline, or -1. What is around that too is the article's, whatever it is
    ///   called: the header of an article is no header of the site.
    func isBeside(_ element: Int, headline: Int) -> Bool {
        for number in ancestors(of: element) {
            let kept = elements[number]
            let isNamed = [ClassMark.related, .comment, .navigation, .side].contains { kept.marks.contains($0) }
            guard kept.tag == .nav || kept.tag == .footer || isNamed else { continue }
            if headline >= 0, isInside(blocks[headline].element, number: number) { return false }
            if kept.tag == .nav || kept.tag == .footer { return true }
            if kept.marks.isDisjoint(with: ClassMarks.text), kept.tag != .body, kept.tag != .html { return true }
        }
        return false
    }
}
