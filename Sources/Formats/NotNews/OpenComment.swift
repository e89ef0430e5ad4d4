/// A comment or a string of several lines: `/* … */`, `<!-- … -->`, `""" … """`, `=pod … =cut`.
struct OpenComment {
    private var closing: String?

    private static let marks: [(open: String, close: String)] = [
        ("/*", "*/"), ("<!--", "-->"), ("\"\"\"", "\"\"\""), ("'''", "'''"), ("{-", "-}"), ("(*", "*)"),
        ("=pod", "=cut"), ("=head1", "=cut"), ("=begin", "=end"), ("--[[", "]]"), ("<#", "#>"), ("%{", "%}"),
    ]

    private static let openings = LineOpenings(marks.map(\.open))

    /// Whether the line belongs to one. Lines are given in their order.
    mutating func isOpen(at text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if let close = closing {
            if OpenComment.find(close, in: text, start, end) { closing = nil }
            return true
        }
        var at = start
        while at < end, text[at] <= 0x20 { at += 1 }
        if OpenComment.openings.open(text, at: at, before: end) {
            for mark in OpenComment.marks where text.matches(mark.open, at: at, before: end) {
                if !OpenComment.find(mark.close, in: text, at + mark.open.utf8.count, end) { closing = mark.close }
                return true
            }
        }
        // A string of several lines that begins behind a name.
        for mark in ["\"\"\"", "'''"] where OpenComment.find(mark, in: text, at, end) {
            var marks = 0
            var index = at
            while index + 2 < end {
                if text.matches(mark, at: index, before: end) {
                    marks += 1
                    index += 2
                }
                index += 1
            }
            if marks % 2 == 1 { closing = mark }
        }
        return false
    }

    private static func find(_ mark: String, in text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard let first = mark.utf8.first else { return false }
        var at = start
        while at < end {
            at = text.next(first, from: at, before: end)
            if text.matches(mark, at: at, before: end) { return true }
            at += 1
        }
        return false
    }
}
