import Text
import Wire
import Article

/// Documents of Word in Office Open XML (ECMA-376, part 1, section 17).
///
/// Paragraphs, headings and tables are text. Comments, tracked deletions, notes, headers and footers are not.
struct DocxFormat {
    let name = "docx"

    func read(_ package: OfficePackage, context: ReadingContext) throws(ContainerError) -> Reading {
        guard let document = try package.part("word/document.xml") else {
            throw .refused(.brokenContainer("The document has no text in it."))
        }
        let limits = context.limits.documents
        let styles = DocxStyles(try package.part("word/styles.xml") ?? [], limits)
        var text = DocxText(styles).read(document, limits)
        if let properties = try package.part("docProps/core.xml") {
            text.properties = OfficeProperties(properties, limits)
        }
        return text.reading(name, context)
    }
}

/// What the styles of a document make of paragraphs: their ids are in the language of the writer's program, their names
/// are not.
struct DocxStyles {
    enum Kind { case title, heading }

    private var kinds: [String: Kind] = [:]

    init(_ bytes: [UInt8], _ limits: DocumentLimits) {
        var reader = MarkupReader(bytes.span, limits: limits)
        var id = ""
        reading: while true {
            switch reader.next() {
            case .start:
                switch reader.localName(reader.name) {
                case "style": id = reader.local("styleId") ?? ""
                case "name":
                    let name = (reader.local("val") ?? "").lowercased()
                    if name == "title" { kinds[id] = .title }
                    if name.hasPrefix("heading ") { kinds[id] = .heading }
                case "outlineLvl" where kinds[id] == nil && reader.local("val") != "9": kinds[id] = .heading
                default: break
                }
            case .finished: break reading
            default: break
            }
        }
    }

    /// A document without styles has them by their English ids.
    subscript(_ id: String) -> Kind? {
        kinds[id] ?? (id == "Title" ? .title : id.hasPrefix("Heading") ? .heading : nil)
    }
}

extension MarkupReader {
    /// The value of the first attribute with a local name.
    func local(_ name: String) -> String? {
        for attribute in attributes where localName(attribute.name) == name { return value(of: attribute) }
        return nil
    }
}

/// Reads the main part of a document.
struct DocxText {
    private let styles: DocxStyles
    private var text = OfficeText()
    /// Paragraphs that are open: one may stand in a text box of another.
    private var paragraphs: [(text: [UInt8], kind: DocxStyles.Kind?)] = []
    private var table = OfficeTable()
    /// How many elements are open whose content is no text.
    private var skipped = 0
    private var isHiddenRun = false

    private static let skippedElements: Set<String> = ["del", "moveFrom", "Fallback", "rt", "instrText", "delText"]

    init(_ styles: DocxStyles) {
        self.styles = styles
    }

    consuming func read(_ bytes: [UInt8], _ limits: DocumentLimits) -> OfficeText {
        var reader = MarkupReader(bytes.span, limits: limits)
        var isText = false
        var skipDepth: [String] = []
        reading: while true {
            switch reader.next() {
            case .start:
                let name = reader.localName(reader.name)
                if !skipDepth.isEmpty || Self.skippedElements.contains(name) {
                    skipDepth.append(name)
                    continue
                }
                isText = name == "t"
                begin(name, reader)
            case .text where isText && skipDepth.isEmpty && !isHiddenRun:
                if let last = paragraphs.indices.last { reader.appendText(to: &paragraphs[last].text) }
            case .end:
                if !skipDepth.isEmpty {
                    skipDepth.removeLast()
                    continue
                }
                isText = false
                end(reader.localName(reader.name))
            case .finished: break reading
            default: break
            }
        }
        while !paragraphs.isEmpty { end("p") }
        text.damaged = reader.damaged
        return text
    }

    private mutating func begin(_ name: String, _ reader: borrowing MarkupReader) {
        switch name {
        case "p": paragraphs.append(([], nil))
        case "pStyle":
            if let last = paragraphs.indices.last { paragraphs[last].kind = styles[reader.local("val") ?? ""] }
        case "outlineLvl":
            if let last = paragraphs.indices.last, reader.local("val") != "9" {
                paragraphs[last].kind = paragraphs[last].kind ?? .heading
            }
        case "r": isHiddenRun = false
        case "vanish": isHiddenRun = !["0", "false", "off"].contains(reader.local("val") ?? "")
        case "tab", "ptab": append(0x09)
        case "br": append(0x0A)
        case "cr": append(0x0A)
        case "noBreakHyphen": append(0x2D)
        case "tbl": table.begin()
        case "tr": table.beginRow()
        case "tc": table.beginCell()
        default: break
        }
    }

    private mutating func append(_ byte: UInt8) {
        // Tab stops of a paragraph's style have the name of tabs.
        guard let last = paragraphs.indices.last, byte != 0x09 || !paragraphs[last].text.isEmpty else { return }
        paragraphs[last].text.append(byte)
    }

    private mutating func end(_ name: String) {
        switch name {
        case "p":
            guard let paragraph = paragraphs.popLast() else { return }
            let line = String(decoding: paragraph.text, as: UTF8.self).trimmingSpaces()
            guard !line.isEmpty else { return }
            if table.isOpen {
                table.add(line)
            } else if paragraph.kind == .title, text.title == nil, text.paragraphs.isEmpty {
                text.title = line
            } else {
                text.paragraphs.append(ArticleDraft.Paragraph(line, isHeading: paragraph.kind != nil))
            }
        case "tbl": text.paragraphs += table.end()
        default: break
        }
    }
}

/// A table of a document: one paragraph, its cells parted by tabs and its rows by line feeds. One that has a single column
/// is there for the layout, and its paragraphs are text.
struct OfficeTable {
    private var depth = 0
    private var rows: [[String]] = []
    private var lines: [String] = []

    var isOpen: Bool { depth > 0 }

    mutating func begin() {
        depth += 1
    }

    mutating func beginRow() {
        if depth == 1 { rows.append([]) }
    }

    mutating func beginCell() {
        if depth == 1, !rows.isEmpty { rows[rows.count - 1].append("") }
    }

    mutating func add(_ line: String) {
        lines.append(line)
        guard let row = rows.indices.last, let cell = rows[row].indices.last else { return }
        rows[row][cell] += (rows[row][cell].isEmpty ? "" : " ") + line
    }

    mutating func end() -> [ArticleDraft.Paragraph] {
        depth = max(0, depth - 1)
        guard depth == 0 else { return [] }
        defer { self = OfficeTable() }
        if !rows.contains(where: { $0.count > 1 }) { return lines.map { ArticleDraft.Paragraph($0) } }
        let text = rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
        return text.contains { !$0.isWhitespace } ? [ArticleDraft.Paragraph(text)] : []
    }
}
