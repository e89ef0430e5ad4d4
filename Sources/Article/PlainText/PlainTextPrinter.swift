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
        if let line = parts.dateline {
            printed.append(contentsOf: text[line.text.start..<line.text.end])
            printed.append(0x20)
        }
        for range in parts.body { Article.print(range, of: text, into: &printed) }
        for range in Array(notes) + parts.credits + [parts.signOff] { Article.print(range, of: text, into: &printed) }
        if header != nil { printed.append(contentsOf: [0x03, 0x04]) }
        return printed
    }

    private static func print(_ range: TextRange?, of text: [UInt8], into printed: inout [UInt8]) {
        guard let range, !range.isEmpty else { return }
        printed.append(contentsOf: text[range.start..<range.end])
        printed.append(0x0A)
        printed.append(0x0A)
    }
}
