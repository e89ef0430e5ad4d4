import Text
import Article

/// The block of settings that a site generator's files begin with: YAML between lines of `---`, TOML between `+++`.
enum FrontMatter {
    /// The most lines of such a block.
    private static let longest = 100

    /// The text with what the block says of the story as labelled lines, `Headline: …`; nil where there is none.
    static func unfolded(_ text: Span<UInt8>, from first: Int) -> [UInt8]? {
        guard first + 8 < text.count, text[first] == text[first + 1], text[first] == text[first + 2],
            text[first] == .hyphen || text[first] == .plus
        else { return nil }
        var lines = TextLines(text, from: first)
        guard let fence = lines.next(), TextLines.trimmed(fence).count == 3 else { return nil }
        let sign: UInt8 = text[first] == .hyphen ? 0x3A : 0x3D
        var settings: [[UInt8]] = []
        var isClosed = false
        var pairs = 0
        while settings.count < longest, let line = lines.next() {
            let trimmed = TextLines.trimmed(line)
            if trimmed == TextLines.trimmed(fence) || trimmed == Array("...".utf8) {
                isClosed = true
                break
            }
            if isPair(line, sign) { pairs += 1 } else if !goesOn(line) { return nil }
            settings.append(line)
        }
        guard isClosed, pairs > 0 else { return nil }
        var unfolded: [UInt8] = []
        for line in settings {
            guard isPair(line, sign), let cut = line.firstIndex(of: sign) else { continue }
            let key = TextLines.trimmed(Array(line[..<cut]))
            var value = TextLines.trimmed(Array(line[(cut + 1)...]))
            if value.count > 1, let quote = value.first, quote == .quote || quote == .apostrophe, value.last == quote {
                value = Array(value[1..<(value.count - 1)])
            }
            guard !value.isEmpty, value.first != .openingSquare, value.first != 0x7B else { continue }
            unfolded += key + [0x3A, 0x20] + value + [0x0A]
        }
        unfolded += Array("Body:\n\n".utf8)
        while let line = lines.next() { unfolded += line + [0x0A] }
        return unfolded
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
