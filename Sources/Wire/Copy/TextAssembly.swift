import Text
import Article

/// Builds an article's text out of lines of the file.
struct TextAssembly {
    private var buffer: ByteBuffer

    init(capacity: Int) {
        buffer = ByteBuffer(capacity: capacity)
    }

    /// The text, and room for more after ``count`` bytes of it.
    var text: [UInt8] { buffer.bytes }
    var count: Int { buffer.count }

    /// The text without the room after it.
    consuming func finished() -> [UInt8] {
        buffer.finished()
    }

    /// Appends a line that is a part of its own, cleaned, and tells where it stands.
    mutating func appendLine(_ line: Line, of source: Span<UInt8>) -> TextRange {
        let start = count
        var line = line
        line.needsCleaning = true
        append(line, of: source)
        defer { append(byte: .lineFeed) }
        return TextRange(start, count)
    }

    mutating func append(byte: UInt8) {
        buffer.append(byte)
    }

    /// Appends a line; a run of white space becomes one space unless the columns are to be kept.
    mutating func append(_ line: Line, of source: Span<UInt8>, keepingColumns: Bool = false) {
        guard line.needsCleaning else {
            buffer.append(source, line.start, line.end)
            return
        }
        var index = line.start
        var space = false
        while index < line.end {
            let point = source.codePoint(at: index)
            defer { index += point.length }
            if CharacterClass.isWhiteSpace(point.value) {
                if keepingColumns {
                    buffer.append(source, index, index + point.length)
                } else {
                    space = true
                }
                continue
            }
            if point.value < .space || point.value == .delete || (0x80..<0xA0).contains(point.value)
                || point.value == 0xFEFF
            {
                continue
            }
            if space {
                append(byte: .space)
                space = false
            }
            buffer.append(source, index, index + point.length)
        }
    }

    /// Whether a line can be joined to the one before it by a space in the place of the line end between them.
    static func follows(_ previous: Line, _ line: Line, in source: Span<UInt8>) -> Bool {
        guard line.start == previous.end + 1, !line.needsCleaning, !previous.needsCleaning else { return false }
        let last = source[previous.end - 1]
        return last < 0x80 && last != .hyphen && source[line.start] < 0x80
    }

    /// Appends lines that ``follows(_:_:in:)`` holds for, one after the other.
    mutating func append(_ lines: ArraySlice<Line>, of source: Span<UInt8>) {
        guard let first = lines.first, let last = lines.last else { return }
        guard lines.count > 1 else { return append(first, of: source) }
        let start = count
        buffer.append(source, first.start, last.end)
        for line in lines.dropFirst() { buffer.replace(at: start + line.start - first.start - 1, with: .space) }
    }

    /// Appends a line that goes on where the one before it was wrapped: with a space between; with
    /// none after a hyphen or between characters of a script that has no spaces; in place of a soft hyphen.
    mutating func join(_ line: Line, of source: Span<UInt8>) {
        if count > 0 {
            let last = text.span.codePoint(before: count)
            let next = source.codePoint(at: line.start)
            if last.value == 0xAD {
                buffer.removeLast(downTo: count - last.length)
            } else if CharacterClass.isCJK(last.value), CharacterClass.isCJK(next.value) {
                // No space.
            } else if !isBrokenAfterHyphen(before: line, of: source) {
                append(byte: .space)
            }
        }
        append(line, of: source)
    }

    /// Appends a line that stays a line of its own in its paragraph.
    mutating func stack(_ line: Line, of source: Span<UInt8>, keepingColumns: Bool) {
        append(byte: .lineFeed)
        append(line, of: source, keepingColumns: keepingColumns)
    }

    mutating func removeLast(downTo count: Int) {
        buffer.removeLast(downTo: count)
    }

    /// Whether the text ends in a word and its hyphen, and the next line begins with the rest: `three-` and `year`, `Rhone-` and
    /// `Poulenc`, but not `pre-` and `and post-war`.
    private func isBrokenAfterHyphen(before line: Line, of source: Span<UInt8>) -> Bool {
        guard count > 1, text[count - 1] == .hyphen else { return false }
        let next = source.codePoint(at: line.start).value
        guard CharacterClass.isLetter(next) || CharacterClass.isDigit(next) else { return false }
        let before = text.span.codePoint(before: count - 1).value
        guard CharacterClass.isLetter(before) || CharacterClass.isDigit(before) || before == .stop else { return false }
        let end = Words.firstEnd(source, line.start, line.end)
        return !Lexicon.shared.contains(Word(source, line.start, end), .hyphenConjunction)
    }
}
