/// Builds an article's text out of lines of the file.
struct TextAssembly {
    private(set) var text: [UInt8] = []

    init(capacity: Int) {
        text.reserveCapacity(capacity)
    }

    var count: Int { text.count }

    /// Appends a line; a run of white space becomes one space unless the columns are to be kept.
    mutating func append(_ line: Line, of source: Span<UInt8>, keepingColumns: Bool = false) {
        guard line.needsCleaning else {
            text.append(source, from: line.start, to: line.end)
            return
        }
        var index = line.start
        var space = false
        while index < line.end {
            let point = source.codePoint(at: index)
            defer { index += point.length }
            if CharacterClass.isWhiteSpace(point.value) {
                if keepingColumns {
                    text.append(source, from: index, to: index + point.length)
                } else {
                    space = true
                }
                continue
            }
            if point.value < 0x20 || point.value == 0x7F || (0x80..<0xA0).contains(point.value) || point.value == 0xFEFF
            {
                continue
            }
            if space {
                text.append(0x20)
                space = false
            }
            text.append(source, from: index, to: index + point.length)
        }
    }

    /// Appends a line that goes on where the one before it was wrapped: with a space between; with
    /// none after a hyphen or between characters of a script that has no spaces; in place of a soft hyphen.
    mutating func join(_ line: Line, of source: Span<UInt8>) {
        if !text.isEmpty {
            let last = text.span.codePoint(before: text.count)
            let next = source.codePoint(at: line.start)
            if last.value == 0xAD {
                text.removeLast(last.length)
            } else if CharacterClass.isCJK(last.value), CharacterClass.isCJK(next.value) {
                // No space.
            } else if !isBrokenAfterHyphen(before: next.value) {
                text.append(0x20)
            }
        }
        append(line, of: source)
    }

    /// Appends a line that stays a line of its own in its paragraph.
    mutating func stack(_ line: Line, of source: Span<UInt8>, keepingColumns: Bool) {
        text.append(0x0A)
        append(line, of: source, keepingColumns: keepingColumns)
    }

    mutating func append(byte: UInt8) {
        text.append(byte)
    }

    mutating func removeLast(downTo count: Int) {
        text.removeLast(text.count - count)
    }

    /// Whether the text ends in a word and its hyphen, and the next line begins with the rest.
    private func isBrokenAfterHyphen(before next: UInt32) -> Bool {
        guard text.count > 1, text[text.count - 1] == 0x2D, CharacterClass.isLower(next) || CharacterClass.isDigit(next)
        else { return false }
        let before = text.span.codePoint(before: text.count - 1).value
        return CharacterClass.isLetter(before) || CharacterClass.isDigit(before)
    }
}
