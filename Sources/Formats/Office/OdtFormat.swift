import Text
import Wire
import Article

/// Text documents in OpenDocument (OASIS OpenDocument 1.2, part 1).
///
/// Paragraphs, headings, lists and tables are text. Comments, tracked deletions and notes are not.
struct OdtFormat {
    let name = "odt"

    func read(_ package: OfficePackage, context: ReadingContext) throws(ContainerError) -> Reading {
        if let manifest = try package.part("META-INF/manifest.xml"),
            Self.isEncrypted(manifest, context.limits.documents)
        {
            throw .refused(.encrypted("The document"))
        }
        guard let content = try package.part("content.xml") else {
            throw .refused(.brokenContainer("The document has no text in it."))
        }
        var text = OdtText().read(content, context.limits.documents)
        if let properties = try package.part("meta.xml") {
            text.properties = OfficeProperties(properties, context.limits.documents)
        }
        return text.reading(name, context)
    }

    private static func isEncrypted(_ manifest: [UInt8], _ limits: DocumentLimits) -> Bool {
        var reader = MarkupReader(manifest.span, limits: limits)
        while true {
            switch reader.next() {
            case .start where reader.isNamed("encryption-data"): return true
            case .finished: return false
            default: break
            }
        }
    }
}

/// Reads the content of a text document.
struct OdtText {
    private var text = OfficeText()
    private var paragraphs: [(text: [UInt8], isHeading: Bool, isTitle: Bool)] = []
    private var table = OfficeTable()
    /// The styles that stand for a title, by the names that the document gives them.
    private var titleStyles: Set<String> = ["Title"]

    private static let skippedElements: Set<String> = [
        "tracked-changes", "annotation", "note", "forms", "sequence-decls", "user-field-decls", "variable-decls",
        "ruby-text", "desc", "title",
    ]

    consuming func read(_ bytes: [UInt8], _ limits: DocumentLimits) -> OfficeText {
        var reader = MarkupReader(bytes.span, limits: limits)
        var skipped = 0
        reading: while true {
            switch reader.next() {
            case .start:
                let name = reader.localName(reader.name)
                if skipped > 0 || Self.skippedElements.contains(name) {
                    skipped += 1
                    continue
                }
                begin(name, reader)
            case .text where skipped == 0:
                if let last = paragraphs.indices.last { reader.appendText(to: &paragraphs[last].text) }
            case .end:
                if skipped > 0 {
                    skipped -= 1
                    continue
                }
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
        case "style":
            if let style = reader.local("name"), titleStyles.contains(reader.local("parent-style-name") ?? "") {
                titleStyles.insert(style)
            }
        case "p", "h":
            paragraphs.append(([], name == "h", titleStyles.contains(reader.local("style-name") ?? "")))
        case "tab": append([0x09])
        case "line-break": append([0x0A])
        case "s": append([0x20])
        case "table": table.begin()
        case "table-row": table.beginRow()
        case "table-cell", "covered-table-cell": table.beginCell()
        default: break
        }
    }

    private mutating func append(_ bytes: [UInt8]) {
        if let last = paragraphs.indices.last { paragraphs[last].text += bytes }
    }

    private mutating func end(_ name: String) {
        switch name {
        case "p", "h":
            guard let paragraph = paragraphs.popLast() else { return }
            let line = String(decoding: paragraph.text, as: UTF8.self).trimmingSpaces()
            guard !line.isEmpty else { return }
            if table.isOpen {
                table.add(line)
            } else if paragraph.isTitle, text.title == nil, text.paragraphs.isEmpty {
                text.title = line
            } else {
                text.paragraphs.append(ArticleDraft.Paragraph(line, isHeading: paragraph.isHeading))
            }
        case "table": text.paragraphs += table.end()
        default: break
        }
    }
}
