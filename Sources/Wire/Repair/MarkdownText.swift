import Text
import Article

/// Text in Markdown: the marks of headings, emphasis and links are no part of what a reader sees.
enum MarkdownText {
    /// The text without them; nil where its first line has no mark of a heading.
    static func plain(_ text: Span<UInt8>, from first: Int) -> [UInt8]? {
        isMarkdown(text, from: first) ? copy(text, from: first) : nil
    }

    /// The text without its marks, and without a heading that says what a title above it has said.
    static func copy(_ text: Span<UInt8>, from first: Int, below titles: [[UInt8]] = []) -> [UInt8] {
        var plain: [UInt8] = []
        var lines = TextLines(text, from: first)
        var isFenced = false
        while let line = lines.next() {
            let trimmed = TextLines.trimmed(line)
            if trimmed.starts(with: [0x60, 0x60, 0x60]) {
                isFenced.toggle()
                continue
            }
            if isRule(trimmed) {
                plain.append(0x0A)
                continue
            }
            let content = isFenced ? line : inline(block(line))
            if trimmed.first == .hash, titles.contains(TextLines.trimmed(content)) { continue }
            // Each footnote is a block of its own.
            if !isFenced, note(trimmed, 0, isOpening: true) != nil { plain.append(0x0A) }
            plain += content + [0x0A]
            // A heading is a block of its own.
            if trimmed.first == .hash { plain.append(0x0A) }
        }
        return plain
    }

    /// Whether the first line is a heading: `# Bridge opens`, `**Bridge opens**`, or underlined with signs of equality.
    private static func isMarkdown(_ text: Span<UInt8>, from first: Int) -> Bool {
        var start = first
        while start < text.count, text[start] <= .space { start += 1 }
        guard start < text.count else { return false }
        // After front matter the heading is a label's.
        var end = start
        while end < text.count, text[end] != .lineFeed, text[end] != .carriageReturn { end += 1 }
        var last = end
        while last > start, text[last - 1] <= .space { last -= 1 }
        if text[start] == .hash {
            var index = start
            while index < last, text[index] == .hash { index += 1 }
            return index - start <= 6 && index + 1 < last && text[index] == .space
        }
        if text[start] == .star {
            return last - start > 6 && text[start + 1] == .star && text[start + 2] != .star && text[start + 2] > .space
                && text[last - 1] == .star && text[last - 2] == .star && text[last - 3] != .star
        }
        var next = end
        while next < text.count, text[next] == .carriageReturn || text[next] == .lineFeed, next < end + 2 { next += 1 }
        var signs = 0
        while next < text.count, text[next] == .equals {
            signs += 1
            next += 1
        }
        return signs >= 3 && (next == text.count || text[next] <= .space)
    }

    /// A line of signs of equality, hyphens or asterisks.
    private static func isRule(_ line: [UInt8]) -> Bool {
        guard line.count >= 3, let first = line.first,
            first == .equals || first == .hyphen || first == .star || first == .underscore
        else { return false }
        return line.allSatisfy { $0 == first || $0 == .space }
    }

    /// A line without the mark of its block: a heading's or a quotation's.
    private static func block(_ line: [UInt8]) -> [UInt8] {
        var start = 0
        while start < line.count, line[start] == .space, start < 3 { start += 1 }
        guard start < line.count else { return line }
        if line[start] == .hash {
            var text = Array(line[start...].drop { $0 == .hash })
            guard text.first == .space else { return line }
            while let last = text.last, last == .hash || last <= .space { text.removeLast() }
            return TextLines.trimmed(text)
        }
        if line[start] == .greater {
            return Array(line[(start + 1)...].drop { $0 == .space || $0 == .greater })
        }
        if let end = note(line, start, isOpening: true) {
            return Array(line[(start + 2)..<(end - 2)]) + [0x2E] + Array(line[end...])
        }
        // An asterisk before an item is a bullet.
        if line[start] == .star, start + 1 < line.count, line[start + 1] == .space {
            return Array(line[..<start]) + [0x2D] + Array(line[(start + 1)...])
        }
        return line
    }

    /// A line without the marks of emphasis, code and links.
    private static func inline(_ line: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while index < line.count {
            let byte = line[index]
            switch byte {
            case .backslash where index + 1 < line.count && isMark(line[index + 1]):
                text.append(line[index + 1])
                index += 2
                continue
            // `5 * 3 metres`
            case .star where isBetweenSpaces(line, index): text.append(byte)
            case .star, 0x60: break
            case .underscore where isOuter(line, index): break
            case .exclamation where index + 1 < line.count && line[index + 1] == .openingSquare:
                guard let link = link(line, index + 1) else { fallthrough }
                index = link.end
                continue
            case .openingSquare where note(line, index) != nil:
                index = note(line, index) ?? index + 1
                continue
            case .openingSquare:
                guard let link = link(line, index) else { fallthrough }
                text += inline(Array(line[link.text]))
                index = link.end
                continue
            default: text.append(byte)
            }
            index += 1
        }
        return text
    }

    /// The longest name of a footnote, in bytes.
    private static let longestNote = 24

    /// The end of a footnote's mark from a bracket on: `[^1]` behind a word, `[^1]:` before the note.
    private static func note(_ line: [UInt8], _ open: Int, isOpening: Bool = false) -> Int? {
        guard open + 3 < line.count + (isOpening ? 0 : 1), line[open] == .openingSquare, line[open + 1] == .caret,
            let close = line[(open + 2)..<min(line.count, open + longestNote)].firstIndex(of: .closingSquare),
            close > open + 2, line[(open + 2)..<close].allSatisfy({ $0 > .space })
        else { return nil }
        guard isOpening else { return close + 1 }
        return close + 1 < line.count && line[close + 1] == .colon ? close + 2 : nil
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        "\\`*_{}[]()#+-.!>".utf8.contains(byte)
    }

    /// Whether a space stands on both sides of a sign.
    private static func isBetweenSpaces(_ line: [UInt8], _ index: Int) -> Bool {
        index > 0 && index + 1 < line.count && line[index - 1] == .space && line[index + 1] == .space
    }

    /// Whether an underscore stands at a word's edge.
    private static func isOuter(_ line: [UInt8], _ index: Int) -> Bool {
        func isWord(_ at: Int) -> Bool {
            guard at >= 0, at < line.count else { return false }
            return line[at] >= 0x80 || CharacterClass.isLetter(UInt32(line[at]))
                || CharacterClass.isDigit(UInt32(line[at]))
        }
        return !(isWord(index - 1) && isWord(index + 1))
    }

    /// The most bytes that a link's text and address have.
    private static let longestText = 400
    private static let longestAddress = 2_000

    /// `[text](address)` from a bracket on.
    private static func link(_ line: [UInt8], _ open: Int) -> (text: Range<Int>, end: Int)? {
        guard let close = line[open..<min(line.count, open + longestText)].firstIndex(of: .closingSquare),
            close + 1 < line.count,
            line[close + 1] == .opening, !line[(open + 1)..<close].contains(0x5B),
            let end = line[(close + 1)..<min(line.count, close + longestAddress)].firstIndex(of: .closing)
        else { return nil }
        return (open + 1..<close, end + 1)
    }
}
