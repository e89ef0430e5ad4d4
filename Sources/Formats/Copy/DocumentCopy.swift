import Text
import Wire
import Article

/// The story of a document whose text is copy: a message, an office document.
enum DocumentCopy {
    /// A draft of paragraphs under a headline: with the structure of wire copy and press releases where the reader of
    /// copy finds it, and leaves the headline as it is and nothing out; else paragraph by paragraph.
    ///
    /// - Parameter headline: empty where the document has none of its own; then the first paragraph is it, where it can
    ///   be, else its first sentence.
    static func draft(headline: String, paragraphs: [ArticleDraft.Paragraph]) -> ArticleDraft? {
        var paragraphs = paragraphs
        // The headline is often repeated above the text.
        if let first = paragraphs.first, paragraphs.count > 1, first.text.utf8.count < 2 * headline.utf8.count + 16,
            Letters.folded(first.text) == Letters.folded(headline)
        {
            paragraphs.removeFirst()
        }
        let whole = paragraphs
        let stated = StatedHeadline.forms(of: headline, above: &paragraphs)
        for form in stated {
            guard var read = reading(form, paragraphs) else { continue }
            let headings = Set(paragraphs.filter(\.isHeading).map { Letters.folded($0.text) })
            for index in read.paragraphs.indices where !headings.isEmpty {
                read.paragraphs[index].isHeading = headings.contains(Letters.folded(read.paragraphs[index].text))
            }
            restoreFirstHeading(&read, headings)
            restoreTables(&read, paragraphs)
            return read
        }
        paragraphs = whole
        var draft = ArticleDraft()
        draft.headline = headline
        if headline.isEmpty {
            guard let first = paragraphs.first else { return nil }
            if paragraphs.count > 1, first.text.utf8.count <= 300 {
                draft.headline = first.text
                paragraphs.removeFirst()
            } else {
                // Nothing stands over the text: its first sentence is the headline.
                draft.headline = FirstSentence.of(first.text) ?? ""
            }
        }
        draft.paragraphs = paragraphs.map { ArticleDraft.Paragraph(unwrapped($0.text), isHeading: $0.isHeading) }
        return draft
    }

    /// Puts the first of several headings back over its section: the reader of copy took it for the line under the headline.
    private static func restoreFirstHeading(_ draft: inout ArticleDraft, _ headings: Set<[UInt8]>) {
        guard let deck = draft.deck, headings.contains(Letters.folded(deck)),
            draft.paragraphs.count(where: \.isHeading) >= fewestSections - 1
        else { return }
        draft.paragraphs.insert(ArticleDraft.Paragraph(deck, isHeading: true), at: 0)
        draft.deck = nil
    }

    /// The headings of a text that is made of sections, such as a newsletter.
    private static let fewestSections = 3

    /// Puts tables back as they stood, with their cells and rows, where the reader of copy took them for lines of text.
    private static func restoreTables(_ draft: inout ArticleDraft, _ paragraphs: [ArticleDraft.Paragraph]) {
        let tables = paragraphs.filter { $0.text.utf8.contains(0x09) }
        guard !tables.isEmpty else { return }
        let letters = draft.paragraphs.map { Letters.folded($0.text) }
        var restored: [ArticleDraft.Paragraph] = []
        // Both have the tables in the same order.
        var next = 0
        for table in tables {
            let wanted = Letters.folded(table.text)
            guard !wanted.isEmpty,
                let first = (next..<letters.count).first(where: {
                    !letters[$0].isEmpty && wanted.starts(with: letters[$0])
                })
            else { continue }
            var found: [UInt8] = []
            var end = first
            while end < letters.count, found.count < wanted.count {
                found += letters[end]
                end += 1
            }
            guard found == wanted else { continue }
            restored += draft.paragraphs[next..<first] + [table]
            next = end
        }
        draft.paragraphs = restored + draft.paragraphs[next...]
    }

    /// The copy under a headline as the reader of wire copy reads it; nil where it finds another headline, or leaves out
    /// more than the lines above.
    private static func reading(_ headline: StatedHeadline, _ paragraphs: [ArticleDraft.Paragraph]) -> ArticleDraft? {
        let text = ([headline.text] + paragraphs.map(\.text)).filter { !$0.isEmpty }.joined(separator: "\n\n")
        let copy = Array((headline.above + [text]).joined(separator: "\n\n").utf8)
        guard case .success(var read) = ArticleDraft.reading(copy: copy.span),
            headline.text.isEmpty || Letters.folded(read.headline) == Letters.folded(headline.text),
            isWhole(read, text), !headline.isSplit || read.section == nil,
            !headline.hasEmbargo || read.embargo != nil
        else { return nil }
        if !headline.text.isEmpty { read.headline = headline.text }
        return read
    }

    /// Lines that were broken because they were full are one line again.
    private static func unwrapped(_ paragraph: String) -> String {
        let lines = paragraph.split(separator: "\n")
        guard lines.count > 1, let longest = lines.dropLast().map(\.utf8.count).max(), longest >= 50 else {
            return paragraph
        }
        var result = ""
        for (index, line) in lines.enumerated() {
            let isFull = index > 0 && lines[index - 1].utf8.count * 10 >= longest * 6
            if index > 0 { result += isFull ? " " : "\n" }
            result += line
        }
        return result
    }

    /// Whether hardly a letter of a text is missing in a draft.
    private static func isWhole(_ draft: ArticleDraft, _ text: String) -> Bool {
        let lines = [
            draft.headline, draft.deck, draft.section, draft.slugline, draft.byline, draft.url, draft.embargo,
            draft.dateline, draft.signOff,
        ]
        var found = 0
        for line in lines.compactMap({ $0 }) { found += Letters.count(line) }
        for paragraph in draft.paragraphs { found += Letters.count(paragraph.text) }
        for line in draft.editorsNotes + draft.credits + draft.printedMarks { found += Letters.count(line) }
        return found * 100 >= Letters.count(text) * 98
    }
}
