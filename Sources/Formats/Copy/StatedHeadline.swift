import Wire

/// A headline that stands apart from the text, such as the subject of a message, and the lines that belong above it.
///
/// Press offices write what copy has in lines of its own into one: `PRESS RELEASE: Old ferry returns (embargoed until 12:00
/// CET, 11 June 2026)`.
struct StatedHeadline {
    var text: String
    /// Lines for the reader of copy to judge: a label, an embargo, what a press release says of itself.
    var above: [String] = []
    /// Whether there are such lines, none of which may become a section.
    var isSplit = false
    /// Whether a note in brackets was taken off, which has to be an embargo.
    var hasEmbargo = false

    /// The longest label before a colon, in bytes.
    private static let longestLabel = 40
    /// In how many paragraphs the headline is looked for once more.
    private static let reach = 5

    /// The headline without what may belong above it, and last as it is.
    ///
    /// Where the text has the headline once more, below what a press release says of itself, that line is taken out of
    /// `paragraphs`, and what stands above it moves above the headline.
    static func forms(of headline: String, above paragraphs: inout [ArticleDraft.Paragraph]) -> [StatedHeadline] {
        let whole = StatedHeadline(text: headline)
        guard !headline.isEmpty else { return [whole] }
        var forms: [StatedHeadline] = []
        for withoutLabel in [true, false] {
            for withoutNote in [true, false] where withoutLabel || withoutNote {
                var form = whole
                if withoutLabel, !form.takeLabel() { continue }
                if withoutNote, !form.takeNote() { continue }
                forms.append(form)
            }
        }
        forms.append(whole)
        guard let lead = repeated(forms.map(\.text), in: paragraphs) else { return forms }
        let moved = paragraphs[..<lead.paragraph].map(\.text)
        paragraphs.removeSubrange(..<lead.paragraph)
        paragraphs[0].text = lead.rest
        if lead.rest.isEmpty { paragraphs.removeFirst() }
        return forms.map { form in
            var form = form
            form.above += moved
            form.isSplit = form.isSplit || !moved.isEmpty
            return form
        }
    }

    /// Where the first line of a paragraph is the headline again, and what is left of that paragraph.
    private static func repeated(
        _ headlines: [String],
        in paragraphs: [ArticleDraft.Paragraph]
    ) -> (paragraph: Int, rest: String)? {
        let folded = Set(headlines.map { Letters.folded($0) })
        for (index, paragraph) in paragraphs.prefix(reach).enumerated() {
            let end = paragraph.text.firstIndex(of: "\n") ?? paragraph.text.endIndex
            guard folded.contains(Letters.folded(String(paragraph.text[..<end]))) else { continue }
            guard index + 1 < paragraphs.count else { return nil }
            return (index, paragraph.text[end...].trimmingSpaces())
        }
        return nil
    }

    /// Takes the words before the first colon off; tells whether there are any.
    private mutating func takeLabel() -> Bool {
        guard let colon = text.utf8.prefix(Self.longestLabel).firstIndex(of: 0x3A), colon > text.startIndex else {
            return false
        }
        let rest = text[text.utf8.index(after: colon)...].trimmingSpaces()
        guard !rest.isEmpty else { return false }
        above.append(text[..<colon].trimmingSpaces())
        text = rest
        isSplit = true
        return true
    }

    /// Takes a note in brackets at the end off; tells whether there is one.
    private mutating func takeNote() -> Bool {
        guard text.hasSuffix(")") || text.hasSuffix("]"),
            let open = text.lastIndex(where: { $0 == "(" || $0 == "[" }), open > text.startIndex
        else { return false }
        let note = text[text.index(after: open)...].dropLast().trimmingSpaces()
        guard note.contains(where: \.isNumber), note.contains(" ") else { return false }
        above.append(note)
        text = text[..<open].trimmingSpaces()
        hasEmbargo = true
        return !text.isEmpty
    }
}
