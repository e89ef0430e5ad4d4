import Text
import Wire
import Article

/// Walks over the elements of running text and takes apart what stands in it.
struct MarkedTextReader {
    private var found = MarkedText()
    private var line = TextGatherer()
    private var lineIsHeading = false
    private var preformatted = 0
    /// How much of the paragraph stands in links, and where the last of them leads.
    private var linked = 0
    private var address: String?
    /// Where in the paragraph its last link begins, as long as nothing follows it.
    private var linkStart: Int?
    /// For each paragraph, whether nothing but a link is in it, and where that leads.
    private var linkOnly: [String?] = []
    private let base: String?

    init(base: String?) {
        self.base = base
    }

    /// Reads an element and what is in it.
    mutating func read(_ element: MarkupElement) {
        readContent(element)
        flush()
    }

    /// What was found. Links that close the text, one to a paragraph, are related items and not text.
    mutating func finished() -> MarkedText {
        flush()
        var end = found.paragraphs.count
        while end > 0, linkOnly[end - 1] != nil { end -= 1 }
        // A button below the text.
        while end < found.paragraphs.count, found.paragraphs.count > 1, let last = found.paragraphs.last,
            LineReading.leadsOn(last.text)
        {
            found.paragraphs.removeLast()
        }
        // One link alone may be the text's own last line; a list of them is not.
        if end > 0, found.paragraphs.count - end >= 2 {
            for at in end..<found.paragraphs.count {
                guard let url = linkOnly[at] else { continue }
                found.links.append(ArticleDetails.Link(url: url, title: found.paragraphs[at].text))
            }
            found.paragraphs.removeLast(found.paragraphs.count - end)
            // The line that heads the list goes with it.
            if let last = found.paragraphs.last, found.paragraphs.count > 1, last.isHeading || last.text.hasSuffix(":")
            {
                found.paragraphs.removeLast()
            }
        }
        return found
    }

    private mutating func readContent(_ element: MarkupElement) {
        for content in element.content {
            switch content {
            case .text(let bytes):
                if preformatted > 0 { line.addPreformatted(bytes) } else { line.add(bytes) }
            case .element(let child): readElement(child)
            }
        }
    }

    private mutating func readElement(_ element: MarkupElement) {
        switch TextRole.of(element) {
        case .inline: readInline(element)
        case .block, .embed:
            flush()
            readContent(element)
            flush()
        case .heading:
            flush()
            // Paragraphs set as a heading are paragraphs.
            lineIsHeading = !MarkedTextReader.holdsParagraphs(element)
            readContent(element)
            flush()
            lineIsHeading = false
        case .lineBreak:
            if line.addBreak() { flush() }
        case .preformatted:
            flush()
            preformatted += 1
            readContent(element)
            preformatted -= 1
            flush()
        case .table: readTable(element)
        case .image:
            // A picture of one pixel counts readers.
            if !MarkedTextReader.isPixel(element) { add(image(element)) }
        case .figure: readFigure(element)
        case .skipped, .nonPublic: break
        case .box: readBox(element)
        case .relatedLinks: readLinks(element)
        case .note:
            flush()
            let note = MarkedTextReader.text(of: element)
            found.notes.append(contentsOf: note.paragraphs.filter { !$0.isHeading }.map(\.text))
            found.notes.append(contentsOf: note.notes)
            found.signOff = found.signOff ?? note.signOff
        case .dateline:
            if found.dateline == nil, found.paragraphs.isEmpty, line.isEmpty {
                found.dateline = MarkedTextReader.line(of: element)
            } else {
                readInline(element)
            }
        case .byline: take(element, into: \.byline)
        case .deck: take(element, into: \.deck)
        case .headline:
            if found.headline == nil, found.paragraphs.isEmpty {
                take(element, into: \.headline)
            } else {
                flush()
                lineIsHeading = true
                readContent(element)
                flush()
                lineIsHeading = false
            }
        case .credit:
            flush()
            let text = MarkedTextReader.line(of: element)
            if !text.isEmpty { found.credits.append(text) }
        case .signOff: take(element, into: \.signOff)
        case .furniture: readFurniture(element)
        case .footer:
            flush()
            let text = MarkedTextReader.text(of: element, base: base)
            found.credits.append(contentsOf: text.paragraphs.map(\.text) + text.credits)
            found.notes.append(contentsOf: text.notes)
            found.signOff = found.signOff ?? text.signOff
        }
    }

    /// Of what stands over a text, its lines for headline, deck, byline and dateline count; dates and tags are the document's.
    private mutating func readFurniture(_ element: MarkupElement) {
        flush()
        let text = MarkedTextReader.text(of: element, base: base)
        let line = text.headline ?? text.paragraphs.first { $0.isHeading }?.text
        if found.headline == nil, found.paragraphs.isEmpty { found.headline = line }
        found.deck = found.deck ?? text.deck
        found.byline = found.byline ?? text.byline
        found.dateline = found.dateline ?? text.dateline
        found.images.append(contentsOf: text.images)
    }

    private mutating func readInline(_ element: MarkupElement) {
        guard element.local == "a" else { return readContent(element) }
        let before = line.count
        readContent(element)
        if line.count > before {
            linked += line.count - before
            linkStart = before
            if let target = element.attribute("href") { address = WebAddress.resolve(target, against: base) }
        }
    }

    private mutating func take(_ element: MarkupElement, into field: WritableKeyPath<MarkedText, String?>) {
        flush()
        let text = MarkedTextReader.line(of: element)
        if !text.isEmpty, found[keyPath: field] == nil { found[keyPath: field] = text }
    }

    private mutating func flush() {
        let isLink = linked > 0 && linked + 2 >= line.count
        let target = isLink ? address : nil
        linked = 0
        address = nil
        let button = linkStart
        linkStart = nil
        guard !line.isEmpty else { return }
        var text = line.take()
        // `The bridge opens on Friday. Read more`
        if let button, button > 0,
            let start = text.utf8.index(text.startIndex, offsetBy: button, limitedBy: text.endIndex),
            LineReading.leadsOn(text[start...])
        {
            text = String(text[..<start])
        }
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        found.paragraphs.append(ArticleDraft.Paragraph(text, isHeading: lineIsHeading))
        linkOnly.append(target)
    }

    // MARK: Tables

    /// A table is one paragraph: rows by line feed, cells by tab. One that only lays out a page is read as its cells.
    private mutating func readTable(_ element: MarkupElement) {
        flush()
        let rows = element.outermost { $0.name.lowercased == "tr" }
        let cells = rows.map { row in row.children.filter { ["td", "th"].contains($0.name.lowercased) } }
        let isLayout =
            cells.allSatisfy { $0.count < 2 }
            || cells.contains { row in
                row.contains { cell in
                    cell.children.contains { ["table", "div", "p", "ul", "ol", "img"].contains($0.name.lowercased) }
                        && cell.textBytes.count > MarkedTextReader.longestCell
                }
            }
        guard !isLayout else {
            readContent(element)
            return flush()
        }
        if let caption = element.child("caption") {
            readContent(caption)
            flush()
        }
        var lines: [String] = []
        for row in cells {
            let texts = row.map { MarkedTextReader.line(of: $0) }
            if texts.contains(where: { !$0.isEmpty }) { lines.append(texts.joined(separator: "\t")) }
        }
        guard !lines.isEmpty else { return }
        found.paragraphs.append(ArticleDraft.Paragraph(lines.joined(separator: "\n")))
        linkOnly.append(nil)
    }

    /// In bytes: a cell with blocks in it and more text than this is no cell of data.
    private static let longestCell = 120

    // MARK: Pictures, boxes, links

    private func image(_ element: MarkupElement) -> ArticleDetails.Image {
        var image = ArticleDetails.Image()
        image.alt = nonEmpty(element.attribute("alt"))
        let source = nonEmpty(element.attribute("src")) ?? nonEmpty(element.attribute("data-src"))
        image.url = source.flatMap { WebAddress.resolve($0, against: base) }
        return image
    }

    private mutating func add(_ image: ArticleDetails.Image) {
        guard image.url != nil || image.caption != nil else { return }
        if let url = image.url, url.hasPrefix("data:") { return }
        found.images.append(image)
    }

    private mutating func readFigure(_ element: MarkupElement) {
        flush()
        if element.name.lowercased == "media" { return add(NITFMedia.image(element, base: base)) }
        if element.name.lowercased == "bild" { return add(AgencyFigure.image(element, base: base)) }
        var image = ArticleDetails.Image()
        if let picture = element.descendants("img").first { image = self.image(picture) }
        if let caption = element.descendants("figcaption").first {
            let text = MarkedText(caption, base: base)
            image.caption = nonEmpty(WhiteSpace.fold(text.plain))
            image.credit = text.credits.first
        }
        if image.url == nil, image.caption == nil || !element.descendants("table").isEmpty {
            // A figure without a picture holds text: a table, a quotation.
            return readContent(element)
        }
        add(image)
    }

    private mutating func readBox(_ element: MarkupElement) {
        flush()
        let text = MarkedTextReader.text(of: element, base: base)
        found.images.append(contentsOf: text.images)
        found.links.append(contentsOf: text.links)
        var box = ArticleDetails.Box(body: [])
        var paragraphs = text.paragraphs[...]
        if let headline = text.headline {
            box.title = headline
        } else if let first = paragraphs.first, first.isHeading {
            box.title = first.text
            paragraphs = paragraphs.dropFirst()
        }
        box.body = paragraphs.map(\.text)
        if !box.body.isEmpty { found.boxes.append(box) }
    }

    private mutating func readLinks(_ element: MarkupElement) {
        flush()
        for link in element.descendants("a") {
            guard let target = nonEmpty(link.attribute("href")) else { continue }
            found.links.append(
                ArticleDetails.Link(
                    url: WebAddress.resolve(target, against: base),
                    title: nonEmpty(WhiteSpace.fold(link.text))
                )
            )
        }
    }

    private static func isPixel(_ image: MarkupElement) -> Bool {
        [image.attribute("width"), image.attribute("height")].allSatisfy { size in
            size.map { WhiteSpace.fold($0) }.map { ["0", "1", "0px", "1px"].contains($0) } ?? false
        }
    }

    private static func holdsParagraphs(_ heading: MarkupElement) -> Bool {
        heading.children.reduce(0) { $0 + (["p", "blockquote"].contains($1.name.lowercased) ? 1 : 0) } > 1
    }

    private func nonEmpty(_ text: String?) -> String? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        return text
    }

    /// The text of an element as one line.
    static func line(of element: MarkupElement) -> String { WhiteSpace.fold(text(of: element).plain) }

    /// The text in an element, whatever its own role is.
    private static func text(of element: MarkupElement, base: String? = nil) -> MarkedText {
        var reader = MarkedTextReader(base: base)
        reader.readContent(element)
        reader.flush()
        return reader.found
    }
}
