import Text
import Article

/// What the words of a line tell that stands in a document other than copy: a page, a message, an entry of a feed.
package enum LineReading {
    /// Whether it closes a letter: `Kind regards,`.
    package static func isMailClosing(_ line: some StringProtocol) -> Bool {
        let bytes = Array(line.utf8)
        return CopyLine(bytes.span, TextRange(0, bytes.count))?.isMailClosing == true
    }

    /// Whether it is a date or a time and nothing else.
    package static func isTimestamp(_ line: some StringProtocol) -> Bool {
        let bytes = Array(line.utf8)
        return Timestamp.matches(bytes.span)
    }

    /// Whether it opens with a dateline.
    package static func opensWithDateline(_ line: some StringProtocol) -> Bool {
        let bytes = Array(line.utf8)
        return DatelineGrammar.match(bytes.span) != nil
    }

    /// Whether it says who wrote, edited or holds the rights.
    package static func isCredit(_ line: some StringProtocol) -> Bool {
        let bytes = Array(line.utf8)
        return !bytes.isEmpty && SignOff.isCredit(bytes.span)
    }

    /// Whether it is one or more buttons or entries of a site's menu and nothing else: `Read more →`, `Facebook Twitter`.
    package static func isMenu(_ line: some StringProtocol) -> Bool { isMade(of: [.menu, .readMore], line) }

    /// Whether it is the button behind a teaser and nothing else: `Read more →`.
    package static func leadsOn(_ line: some StringProtocol) -> Bool { isMade(of: [.readMore], line) }

    /// Whether it is what a site prints above its further stories: `Read also`.
    package static func headsTeasers(_ line: some StringProtocol) -> Bool { isMade(of: [.teaser], line) }

    /// The writer's part of a line that names the writer, and perhaps when: `By Anna Holm, June 10, 2026`.
    package static func byline(_ line: some StringProtocol) -> String? {
        let bytes = Array(line.utf8)
        let span = bytes.span
        if Byline.matches(span) { return String(line) }
        guard let writer = PageLine(span)?.byline, Byline.matches(span.extracting(writer.start..<writer.end)) else {
            return nil
        }
        return String(decoding: bytes[writer.start..<writer.end], as: UTF8.self)
    }

    private static func isMade(of classes: [LexicalClass], _ line: some StringProtocol) -> Bool {
        let bytes = Array(line.utf8)
        guard bytes.count <= longestMenu else { return false }
        let tokens = Tokens(bytes, limit: 32)
        guard tokens.isWhole else { return false }
        var index = 0
        var entries = 0
        while let token = tokens[index] {
            if token.kind == .mark {
                index += 1
                continue
            }
            let ends = (index + 1...index + longestEntry).filter { end in
                classes.contains { tokens.isA($0, index, end) }
            }
            guard let end = ends.last else { return false }
            entries += 1
            index = end
        }
        return entries > 0
    }

    private static let longestMenu = 80
    private static let longestEntry = 4
}
