import Text
import Wire
import Article

/// Paragraphs of plain text in a field: blank lines part them. Where there is none, lines that are set in do, and short lines
/// where the text is broken at a width; else each line is one.
enum PlainParagraphs {
    static func split(_ text: String) -> [ArticleDraft.Paragraph] {
        let lines = lines(of: Array(text.utf8))
        guard let first = lines.firstIndex(where: { !$0.isBlank }), let last = lines.lastIndex(where: { !$0.isBlank })
        else { return [] }
        guard lines[first...last].contains(where: \.isBlank) else {
            return grouped(lines[first...last].map(\.text))
        }
        var paragraphs: [ArticleDraft.Paragraph] = []
        var current: [String] = []
        for line in lines[first...last] {
            if !line.isBlank {
                current.append(line.text)
            } else if !current.isEmpty {
                paragraphs.append(ArticleDraft.Paragraph(current.joined(separator: " ")))
                current = []
            }
        }
        paragraphs.append(ArticleDraft.Paragraph(current.joined(separator: " ")))
        return paragraphs
    }

    /// Widths in bytes at which lines are broken.
    private static let widths = 50...100

    /// Lines without a blank one between them.
    private static func grouped(_ lines: [String]) -> [ArticleDraft.Paragraph] {
        let isSetIn = lines.map { $0.first?.isWhitespace == true }
        let longest = lines.map(\.utf8.count).max() ?? 0
        let isWrapped =
            lines.count > 2 && widths.contains(longest)
            && lines.dropLast().filter { $0.utf8.count * 4 >= longest * 3 }.count * 2 >= lines.count
        // The first line of a paragraph is set in, and some line is not.
        let hasIndents = isWrapped && isSetIn.contains(true) && isSetIn.contains(false)
        guard isWrapped else { return lines.map { ArticleDraft.Paragraph($0) } }
        var paragraphs: [String] = []
        var isOpen = false
        for (line, startsIn) in zip(lines, isSetIn) {
            if isOpen, !(hasIndents && startsIn), let last = paragraphs.indices.last {
                paragraphs[last] += " " + line
            } else {
                paragraphs.append(line)
            }
            // A line that had room for more is the last of its paragraph.
            isOpen = hasIndents || line.utf8.count * 4 >= longest * 3
        }
        return paragraphs.map { ArticleDraft.Paragraph($0) }
    }

    private static func lines(of bytes: [UInt8]) -> [(text: String, isBlank: Bool)] {
        var lines: [(text: String, isBlank: Bool)] = []
        var start = 0
        func add(_ end: Int) {
            let line = bytes[start..<end]
            let isBlank = line.allSatisfy { $0 <= 0x20 || $0 >= 0x80 }
            let text = String(decoding: line, as: UTF8.self)
            lines.append((text, isBlank && text.allSatisfy(\.isWhitespace)))
        }
        var index = 0
        while index < bytes.count {
            let length = endLength(bytes, index)
            if length > 0 {
                add(index)
                start = index + length
            }
            index += max(length, 1)
        }
        add(bytes.count)
        return lines
    }

    /// How many bytes the line end at an offset takes (Unicode, UAX 14: BK, CR, LF, NL); 0 where there is none.
    private static func endLength(_ bytes: [UInt8], _ index: Int) -> Int {
        switch bytes[index] {
        case 0x0A, 0x0B, 0x0C: 1
        case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
        case 0xE2:
            index + 2 < bytes.count && bytes[index + 1] == 0x80
                && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9)
                ? 3 : 0
        default: 0
        }
    }
}
