import Text
import Article

/// The block of settings that a site generator's files begin with: YAML between lines of `---`, TOML between `+++`.
package enum FrontMatter {
    /// The most lines of such a block.
    private static let longest = 100

    /// The text with what the block says of the story as labelled lines, `Headline: …`; nil where there is none.
    static func unfolded(_ text: Span<UInt8>, from first: Int) -> [UInt8]? {
        guard opens(text, first) else { return nil }
        var lines = TextLines(text, from: first)
        guard let (settings, sign) = block(&lines) else { return nil }
        var unfolded: [UInt8] = []
        var values: [[UInt8]] = []
        for line in settings {
            guard isPair(line, sign), let cut = line.firstIndex(of: sign) else { continue }
            let key = TextLines.trimmed(Array(line[..<cut]))
            var value = TextLines.trimmed(Array(line[(cut + 1)...]))
            if value.count > 1, let quote = value.first, quote == .quote || quote == .apostrophe, value.last == quote {
                value = Array(value[1..<(value.count - 1)])
            }
            guard !value.isEmpty, value.first != .openingSquare, value.first != 0x7B else { continue }
            values.append(value)
            unfolded += key + [.colon, .space] + value + [.lineFeed]
        }
        unfolded += Array("Body:\n\n".utf8)
        var copy: [UInt8] = []
        while let line = lines.next() { copy += line + [.lineFeed] }
        return unfolded + MarkdownText.copy(copy.span, from: 0, below: values)
    }

    /// Where the text below the block begins; nil where there is no block, or nothing below it.
    package static func bodyStart(_ text: Span<UInt8>, from first: Int) -> Int? {
        guard opens(text, first) else { return nil }
        var lines = TextLines(text, from: first)
        guard block(&lines) != nil, lines.index + first < text.count else { return nil }
        return lines.index + first
    }

    /// Whether a text begins with three hyphens or plus signs.
    static func opens(_ text: Span<UInt8>, _ first: Int) -> Bool {
        first + 8 < text.count && text[first] == text[first + 1] && text[first] == text[first + 2]
            && (text[first] == .hyphen || text[first] == .plus)
    }

    /// The settings between the first two fences, and the sign that parts them from their values.
    private static func block(_ lines: inout TextLines) -> (settings: [[UInt8]], sign: UInt8)? {
        guard let fence = lines.next().map(TextLines.trimmed), fence.count == 3 else { return nil }
        let sign: UInt8 = fence[0] == .hyphen ? .colon : .equals
        var settings: [[UInt8]] = []
        var pairs = 0
        while settings.count < longest, let line = lines.next() {
            let trimmed = TextLines.trimmed(line)
            if trimmed == fence || trimmed == Array("...".utf8) { return pairs > 0 ? (settings, sign) : nil }
            if isPair(line, sign) { pairs += 1 } else if !goesOn(line) { return nil }
            settings.append(line)
        }
        return nil
    }

    /// `title: Bridge opens`: a name at the margin, and the sign after it.
    private static func isPair(_ line: [UInt8], _ sign: UInt8) -> Bool {
        guard let cut = line.firstIndex(of: sign), cut > 0, cut <= 40 else { return false }
        return TextLines.trimmed(Array(line[..<cut])).allSatisfy {
            $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == .underscore || $0 == .hyphen || $0 == .stop || $0.isFigure
        } && line[0] > .space
    }

    /// A line of a list or of a value that goes on, a remark, or nothing.
    private static func goesOn(_ line: [UInt8]) -> Bool {
        guard let first = line.first else { return true }
        return first <= .space || first == .hyphen || first == .hash || first == .closingSquare
    }
}
