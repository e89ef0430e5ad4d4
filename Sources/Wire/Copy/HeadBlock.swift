import Text
import Article

/// The lines of a block of the head, and which of them belong together.
struct HeadBlock {
    let lines: [Line]
    /// The line that the head ends before.
    let end: Int

    /// The most bytes of a note whose bracket is open, and of a title, that another line goes on with.
    private static let longestNote = 2_000
    private static let longestTitle = 300

    /// Whether a line of the same block goes on with the one before: set in, after an open bracket, in
    /// capitals as the one before, in small letters, or because the one before was full.
    func continues(_ index: Int, _ kind: HeadLine.Kind, _ source: Span<UInt8>, length: Int) -> Bool {
        let line = lines[index]
        let previous = lines[index - 1]
        if kind == .openNote { return length < HeadBlock.longestNote }
        if kind == .byline { return HeadLine.isBylineTitle(source, line.start, line.end) }
        guard kind == .title, length < HeadBlock.longestTitle else { return false }
        if line.isSoft { return true }
        // `… 24. September` and `2026 =`: the sign ends the head.
        if previous.columns >= 50, line.count <= 70, endsInSign(line, source), !endsInSign(previous, source) {
            return true
        }
        guard HeadLine.kind(of: source.extracting(line.start..<line.end), isFirst: false) == .title else {
            return false
        }
        if line.indent > previous.indent, line.indent < 40,
            index + 1 == end || lines[index + 1].afterBlank || lines[index + 1].indent == line.indent
        {
            return end < lines.count
        }
        if Sentence.ends(source, previous.start, previous.end) { return false }
        let first = source.codePoint(at: line.start).value
        if CharacterClass.isLower(first), previous.columns > 25 || isBroken(previous, source) { return true }
        if previous.columns >= 35, HeadLine.isAllCaps(source, previous), HeadLine.isAllCaps(source, line) {
            return true
        }
        return false
    }

    /// Whether a line ends in the sign that closes a head: ` =`.
    private func endsInSign(_ line: Line, _ source: Span<UInt8>) -> Bool {
        line.count > 3 && source[line.end - 1] == 0x3D && source[line.end - 2] == 0x20
    }

    /// Whether a line ends within a word, at a hyphen.
    private func isBroken(_ line: Line, _ source: Span<UInt8>) -> Bool {
        guard line.count > 2, source[line.end - 1] == 0x2D || source[line.end - 1] == 0xAD else { return false }
        return CharacterClass.isLower(source.codePoint(before: line.end - 1).value)
    }
}
