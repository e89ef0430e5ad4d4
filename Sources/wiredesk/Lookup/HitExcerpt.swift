import LinuxIO
import Search

/// A part of a text that was found, on one line, with its hits.
struct HitExcerpt {
    /// Pieces of the text in order, fit for a terminal, and whether each is a hit.
    private(set) var pieces: [(text: String, isHit: Bool)] = []

    /// The excerpt without its hits set off.
    var text: String { pieces.map(\.text).joined() }

    /// The excerpt with its hits set off.
    func set(_ style: Style) -> String {
        pieces.map { $0.isHit ? style.hit($0.text) : $0.text }.joined()
    }

    fileprivate mutating func add(_ text: String, isHit: Bool) {
        if !text.isEmpty { pieces.append((text, isHit)) }
    }
}

extension MarkedText {
    /// As much of the text around its first hit as so many columns take, cut at words where there are some.
    func excerpt(columns: Int, fromStart: Bool = false) -> HitExcerpt {
        let scalars = Array(text.unicodeScalars)
        let first = hits.first?.lowerBound ?? 0
        var start = 0
        if !fromStart, first > columns / 2, text.displayWidth > columns {
            start = first - columns / 3
            // Not in the midst of a word, if one begins soon.
            if let space = scalars[start..<first].prefix(20).firstIndex(of: " ") { start = space + 1 }
        }
        var excerpt = HitExcerpt()
        if start > 0 { excerpt.add("…", isHit: false) }
        var room = columns - (start > 0 ? 1 : 0)
        var position = start
        let parts = hits.filter { $0.upperBound > start } + [scalars.count..<scalars.count]
        for hit in parts {
            let hitStart = max(hit.lowerBound, position)
            for (range, isHit) in [(position..<hitStart, false), (hitStart..<hit.upperBound, true)] where room > 0 {
                var part = ""
                part.unicodeScalars.append(contentsOf: scalars[range])
                let shown = part.readable.map { $0.isNewline ? " " : String($0) }.joined()
                let rest = range.upperBound < scalars.count ? 1 : 0
                let fits = shown.displayWidth + rest <= room
                excerpt.add(fits ? shown : shown.cut(to: room), isHit: isHit)
                room = fits ? room - shown.displayWidth : 0
            }
            position = max(position, hit.upperBound)
        }
        return excerpt
    }
}

extension Style {
    /// A hit: bold and yellow.
    func hit(_ text: String) -> String { isOn ? "\u{1B}[1;33m\(text)\u{1B}[0m" : text }
}
