import Text
import Wire
import Article

/// Turns blocks into paragraphs: headings marked, the cells of a table in rows, lines of a verse or an address
/// together.
struct PageText {
    private let page: Page
    private(set) var paragraphs: [ArticleDraft.Paragraph] = []
    /// Whether a table that was met holds data, by its number.
    private var knownTables: [Int: Bool] = [:]

    init(_ page: Page, _ blocks: [Int]) {
        self.page = page
        var next = 0
        while next < blocks.count {
            let table = dataTable(around: blocks[next])
            guard table >= 0 else {
                add(page.blocks[blocks[next]])
                next += 1
                continue
            }
            var end = next
            while end < blocks.count, contains(table, page.blocks[blocks[end]].element) { end += 1 }
            addTable(Array(blocks[next..<end]))
            next = end
        }
    }

    // MARK: Paragraphs

    private mutating func add(_ block: PageBlock) {
        let text = page.string(block.range)
        let bytes = text.utf8.span
        if isHeading(block) {
            paragraphs.append(ArticleDraft.Paragraph(text.replacingLineFeeds, isHeading: true))
            return
        }
        var breaks = 0
        var from = 0
        while let at = bytes.firstIndex(ofByte: 0x0A, from: from) {
            breaks += 1
            from = at + 1
        }
        // Lines as long as paragraphs are paragraphs; short ones are a verse, an address or a list.
        guard breaks > 0, block.characters >= (breaks + 1) * 60 else {
            paragraphs.append(ArticleDraft.Paragraph(text))
            return
        }
        for line in text.split(separator: "\n") { paragraphs.append(ArticleDraft.Paragraph(String(line))) }
    }

    private func isHeading(_ block: PageBlock) -> Bool {
        var element = block.element
        for _ in 0..<3 where element >= 0 {
            if page.elements[element].tag.traits.contains(.heading) { return true }
            element = Int(page.elements[element].parent)
        }
        return false
    }

    // MARK: Tables

    /// The innermost table around a block that holds data rather than the layout of the page; -1 for none.
    private mutating func dataTable(around block: Int) -> Int {
        let element = page.blocks[block].element
        for number in page.ancestors(of: element) {
            switch page.elements[number].tag {
            case .td, .th, .tr, .tbody, .thead, .tfoot, .caption, .p, .div, .li, .ul, .ol: continue
            case .table:
                let isData = knownTables[number] ?? isData(number, around: block)
                knownTables[number] = isData
                return isData ? number : -1
            default: return -1
            }
        }
        return -1
    }

    private func contains(_ outer: Int, _ element: Int) -> Bool {
        var element = element
        while element > outer { element = Int(page.elements[element].parent) }
        return element == outer
    }

    /// Whether a table has several cells in a row, and short ones.
    private func isData(_ table: Int, around block: Int) -> Bool {
        var cells = 0
        var characters = 0
        var rows: Set<Int> = []
        var number = block
        // A table's blocks stand together; those before this one were looked at when its first was.
        while number < page.blocks.count, contains(table, page.blocks[number].element), cells < 1_000 {
            cells += 1
            characters += page.blocks[number].characters
            rows.insert(row(of: page.blocks[number].element))
            number += 1
        }
        return cells > rows.count && rows.count > 1 && characters < cells * 80
    }

    /// The row that a cell's text stands in; -1 for none.
    private func row(of element: Int) -> Int {
        for number in page.ancestors(of: element) {
            switch page.elements[number].tag {
            case .tr, .caption: return number
            case .table: return -1
            default: continue
            }
        }
        return -1
    }

    private mutating func addTable(_ blocks: [Int]) {
        var text = ""
        var last = -1
        for number in blocks {
            let block = page.blocks[number]
            let row = row(of: block.element)
            if !text.isEmpty { text += row == last && row >= 0 ? "\t" : "\n" }
            text += page.string(block.range).replacingLineFeeds
            last = row
        }
        paragraphs.append(ArticleDraft.Paragraph(text))
    }
}
