/// Takes off what stands below the body: sign-offs, credits, notes.
struct TailReader {
    private let lines: [Line]
    private let from: Int

    init(lines: [Line], from: Int) {
        self.lines = lines
        self.from = from
    }

    /// Moves the lines at the end that sign off into their field; returns the line that the body ends before.
    func cutSignOff(_ source: Span<UInt8>, into assembly: inout TextAssembly, _ parts: inout Article.Parts) -> Int {
        var end = lines.count
        while end > from, end > 1 {
            let line = lines[end - 1]
            let previous = lines[end - 2]
            // The only line under the headline is the body, unless it says nothing but that the copy ends.
            if end - 1 == from, !SignOff.isSign(source.extracting(line.start..<line.end)) { break }
            let stands =
                line.afterBlank || line.indent > 0 && line.indent != previous.indent
                || Sentence.ends(source, previous.start, previous.end) || end < lines.count
            guard SignOff.matches(source.extracting(line.start..<line.end), standsAlone: stands) else { break }
            end -= 1
        }
        guard end < lines.count else { return end }
        let start = assembly.count
        for index in end..<lines.count {
            if index > end { assembly.append(byte: 0x0A) }
            assembly.append(lines[index], of: source)
        }
        parts.signOff = TextRange(start, assembly.count)
        assembly.append(byte: 0x0A)
        return end
    }

    /// Moves the last paragraphs that are credits or notes into their fields, and a sign-off off the last sentence.
    func cutCredits(_ assembly: TextAssembly, _ parts: inout Article.Parts) {
        let text = assembly.text.span
        var credits: [TextRange] = []
        var notes: [TextRange] = []
        while parts.body.count > 1, let last = parts.body.last {
            let paragraph = text.extracting(last.start..<last.end)
            if SignOff.isCredit(paragraph) {
                credits.append(last)
            } else if SignOff.isNote(paragraph) {
                notes.append(last)
            } else if parts.signOff == nil, SignOff.matches(paragraph, standsAlone: true) {
                parts.signOff = last
            } else {
                break
            }
            parts.body.removeLast()
        }
        parts.credits.append(contentsOf: credits.reversed())
        parts.editorsNotes.append(contentsOf: notes.reversed())
        guard let last = parts.body.last else { return }
        let source = parts.dateline?.source.map { Word(text, $0.start, $0.end) }
        if let start = SignOff.inline(text, last, source: source) {
            let at = parts.body.count - 1
            if parts.signOff == nil { parts.signOff = TextRange(start, last.end) }
            parts.body[at].end = start
            while parts.body[at].end > parts.body[at].start, text[parts.body[at].end - 1] == 0x20 {
                parts.body[at].end -= 1
            }
        }
    }
}
