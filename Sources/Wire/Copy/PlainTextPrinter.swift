import Text
public import Article

extension Article {
    /// The article as plain text: one part a block, a blank line between two, in the order in which an agency
    /// prints them. Read again, it gives the same article.
    public var plainText: [UInt8] {
        // A slugline that stands behind the headline in the text came in the header of the wire's frame.
        let header = parts.slugline.flatMap { $0.start > parts.headline.start ? $0 : nil }
        var lines: [TextRange?] = [header == nil ? parts.slugline : nil, parts.embargo]
        // A mark that the headline still holds is printed with it.
        lines += parts.marks.filter { $0.end <= parts.headline.start || $0.start >= parts.headline.end }
        lines += [parts.section, parts.headline, parts.deck, parts.byline, parts.timestamp, parts.url]
        var notes = parts.editorsNotes[...]
        // Notes from above the body go above it, those from below it below.
        let firstBody = parts.dateline?.text.start ?? parts.body.first?.start ?? 0
        while let note = notes.first, note.start < firstBody {
            lines.append(note)
            notes = notes.dropFirst()
        }
        var printed: [UInt8] = []
        if let header {
            printed.append(0x01)
            Article.print(header, of: text, into: &printed)
            printed.append(0x02)
        }
        for range in lines { Article.print(range, of: text, into: &printed) }
        // Such a mark stays in the headline of copy that is set in.
        let isSetIn = parts.marks.contains { $0.end > parts.headline.start && $0.start < parts.headline.end }
        let indent = [UInt8](repeating: 0x20, count: isSetIn ? 4 : 0)
        if let line = parts.dateline {
            printed.append(contentsOf: indent)
            printed.append(contentsOf: text[line.text.start..<line.text.end])
            printed.append(contentsOf: closesNothing(line) ? [0x0A, 0x0A] : [0x20])
        }
        for (index, range) in parts.body.enumerated() {
            if index > 0 || parts.dateline == nil { printed.append(contentsOf: indent) }
            Article.print(range, of: text, into: &printed)
        }
        for range in Array(notes) + parts.credits { Article.print(range, of: text, into: &printed) }
        printSignOff(into: &printed)
        if header != nil { printed.append(contentsOf: [0x03, 0x04]) }
        return printed
    }

    /// Whether a place and a date stand without a mark that parts them from the text.
    private func closesNothing(_ line: DatelineParts) -> Bool {
        guard line.source == nil, line.month != nil, line.text.end > line.text.start else { return false }
        let last = text.span.codePoint(before: line.text.end).value
        return CharacterClass.isLetter(last) || CharacterClass.isDigit(last)
    }

    /// Each line set in by a column, as a name that nobody knows is told by.
    private func printSignOff(into printed: inout [UInt8]) {
        guard let signOff = parts.signOff else { return }
        printed.append(0x20)
        for byte in text[signOff.start..<signOff.end] {
            printed.append(byte)
            if byte == .lineFeed { printed.append(0x20) }
        }
        printed.append(contentsOf: [0x0A, 0x0A])
    }

    private static func print(_ range: TextRange?, of text: [UInt8], into printed: inout [UInt8]) {
        guard let range, !range.isEmpty else { return }
        printed.append(contentsOf: text[range.start..<range.end])
        printed.append(0x0A)
        printed.append(0x0A)
    }
}
