import Text
import Article

/// The menus of a page that was copied as text: the trail of entries above the headline, and the buttons below the story.
struct PageMenus {
    /// The lines of the first lines that are entries, known ones and others in blocks of them.
    private(set) var entries: [Int]
    /// The line that what stands below the story begins with, if any is known.
    private(set) var endLine: Int?

    /// The most bytes that an entry of a menu has.
    private static let longestEntry = 24
    private static let longestFootEntry = 48
    /// The most lines of the buttons below a story.
    private static let longestFoot = 16
    /// How many lines below a trail of entries the headline stands.
    private static let longestTrailHead = 8
    /// How many lines below the top the first entry stands at most.
    private static let longestTop = 8

    /// Nil for a text that has no menu.
    ///
    /// - Parameters:
    ///   - copies: the first lines.
    ///   - told: what lines are told to be already.
    ///   - endLine: the line that what stands below the story is known to begin with.
    init?(_ lines: [Line], _ copies: [CopyLine?], told: [Int: LineKind], endLine: Int?, in text: Span<UInt8>) {
        var entries: [Int] = []
        for index in copies.indices where told[index] == nil && copies[index]?.isMenu == true {
            if copies[index]?.isTrail == true, !PageMenus.hasTitle(below: index, lines, text) { continue }
            entries.append(index)
        }
        let foot = PageMenus.foot(lines, endLine: endLine, text)
        let head = entries.filter { $0 < foot.line }
        let isTrail = entries.contains { copies[$0]?.isTrail == true }
        guard entries.count > 1 || isTrail || foot.known > 0, let first = head.first, first < PageMenus.longestTop
        else {
            return nil
        }
        self.endLine = endLine
        if foot.line < endLine ?? lines.count, foot.line > (head.last ?? 0) + 1 { self.endLine = foot.line }
        let known = Set(entries).union(told.filter { $0.value == .furniture }.keys)
        // Entries that nobody has listed, in a block of entries.
        var start = 0
        while start < copies.count {
            var end = start + 1
            while end < copies.count, !lines[end].afterBlank { end += 1 }
            let block = start..<end
            if block.count > 2, block.filter(known.contains).count * 2 >= block.count,
                block.allSatisfy({ lines[$0].count <= PageMenus.longestEntry })
            {
                entries.append(contentsOf: block)
            }
            start = end
        }
        self.entries = entries
    }

    /// The first of the last lines that are entries of a menu or stand in a block below one, and how many of them are known:
    /// `Share this:` and the names of networks.
    private static func foot(_ lines: [Line], endLine: Int?, _ text: Span<UInt8>) -> (line: Int, known: Int) {
        var end = endLine ?? lines.count
        var known = 0
        let lowest = max(2, end - longestFoot)
        func isMenu(_ line: Line) -> Bool {
            line.count <= longestFootEntry && CopyLine(text, TextRange(line.start, line.end))?.isMenu == true
        }
        while end > lowest {
            var start = end - 1
            while start > 2, !lines[start].afterBlank { start -= 1 }
            guard let first = lines[start..<end].first else { break }
            let rest = lines[(start + 1)..<end]
            // `© 2026 Norland Post`, `Privacy policy`, `Terms`
            let isImprint =
                !rest.isEmpty && rest.allSatisfy(isMenu)
                && SignOff.opensCredit(text.extracting(first.start..<first.end))
            let isList = rest.allSatisfy {
                isMenu($0) || $0.count <= longestEntry && !SiteLine.hasFigure($0, text)
            }
            guard isImprint || isMenu(first) && isList
            else { break }
            known += 1
            end = start
        }
        return (end, known)
    }

    /// Whether a line below one can be the headline: a trail of entries above it is not, and alone it is.
    private static func hasTitle(below index: Int, _ lines: [Line], _ text: Span<UInt8>) -> Bool {
        lines[(index + 1)...].prefix(longestTrailHead).contains { line in
            let words = text.extracting(line.start..<line.end)
            return line.count <= CopyLine.longest && !Sentence.ends(text, line.start, line.end)
                && LineKind.of(words, isFirst: false) == .title && DatelineGrammar.match(words) == nil
        }
    }
}
