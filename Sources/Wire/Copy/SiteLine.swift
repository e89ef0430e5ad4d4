import Text
import Article

/// What a site prints between and below the paragraphs of a story: the word above an advertisement, what its readers are asked to
/// agree to, and its further stories.
enum SiteLine {
    /// The most bytes of a word above an advertisement, of what readers agree to, of a button, and of a heading.
    private static let longestAdvert = 60
    private static let longestConsent = 500
    private static let longestButton = 24
    private static let longestHeading = 60
    /// The most bytes of a line of further stories, and how many lines they have.
    private static let longestTeaser = 160
    private static let mostTeasers = 40

    /// Drops words above advertisements and what readers are asked to agree to, each in a block of its own, with its buttons. What
    /// may as well be of the story goes only where other marks of a page stand around it.
    static func remove(_ lines: inout [Line], in text: Span<UInt8>) {
        guard lines.count > 2 else { return }
        var dropped: Set<Int> = []
        var adverts: [Int] = []
        var consents: [Range<Int>] = []
        var index = 0
        while index < lines.count {
            var end = index + 1
            while end < lines.count, !lines[end].afterBlank { end += 1 }
            if isConsent(index..<end, lines, text) {
                consents.append(index..<end)
            } else if index > 1, end == index + 1, lines[index].count <= longestAdvert {
                if holds(lines[index], .advert, text) {
                    dropped.insert(index)
                } else if holds(lines[index], .advertWord, text) {
                    adverts.append(index)
                }
            }
            index = end
        }
        if !consents.isEmpty || !adverts.isEmpty {
            let isPage = isPasted(lines, text)
            for block in consents where isPage || block.count > 1 { dropped.formUnion(block) }
            let words = adverts.map { Word(text, lines[$0].start, lines[$0].end).hash }
            let counts = words.reduce(into: [:]) { counts, word in counts[word, default: 0] += 1 }
            for (advert, word) in zip(adverts, words) where isPage || counts[word] ?? 0 > 1 { dropped.insert(advert) }
        }
        guard !dropped.isEmpty, dropped.count + 1 < lines.count else { return }
        for index in dropped where index + 1 < lines.count { lines[index + 1].afterBlank = true }
        lines = lines.indices.filter { !dropped.contains($0) }.map { lines[$0] }
    }

    private static func holds(_ line: Line, _ known: LexicalClass, _ text: Span<UInt8>) -> Bool {
        Lexicon.shared.contains(Word(text, line.start, line.end), known)
    }

    /// Whether a block is one line of what readers are asked to agree to, and buttons. What somebody says of it goes on with a
    /// comma, and a headline has no full stop.
    private static func isConsent(_ block: Range<Int>, _ lines: [Line], _ text: Span<UInt8>) -> Bool {
        let line = lines[block.lowerBound]
        guard line.count <= longestConsent,
            let end = consents.end(Stretch.opening(text.extracting(line.start..<line.end))),
            line.start + end >= line.end || text[line.start + end] != .comma,
            block.lowerBound > 0 || (line.start..<line.end).contains(where: { text[$0] == .stop })
                || Sentence.ends(text, line.start, line.end)
        else { return false }
        return block.dropFirst().allSatisfy { lines[$0].count <= longestButton && isButton(lines[$0], text) }
    }

    /// Whether a line is an entry of a menu or a button, and neither heads further stories nor advertisements.
    private static func isButton(_ line: Line, _ text: Span<UInt8>) -> Bool {
        line.count <= longestButton && CopyLine(text, TextRange(line.start, line.end))?.isMenu == true
            && !holds(line, .teaser, text) && !holds(line, .advert, text) && !holds(line, .advertWord, text)
    }

    /// Whether the text was a page: two entries of a menu, or buttons, stand in one block, or a trail of entries does.
    private static func isPasted(_ lines: [Line], _ text: Span<UInt8>) -> Bool {
        var known = 0
        for line in lines {
            if line.afterBlank { known = 0 }
            guard line.count <= CopyLine.longest else { continue }
            if isButton(line, text) { known += 1 }
            if known > 1 || CopyLine(text, TextRange(line.start, line.end))?.isTrail == true { return true }
        }
        return false
    }

    private static let consents = Lexicon.shared.openings(.consent)

    /// The line of the heading above a site's further stories, below which neither paragraph nor figure stands, on what was a
    /// page; nil where there is none.
    static func teaserLine(_ lines: [Line], in text: Span<UInt8>) -> Int? {
        (max(2, lines.count - mostTeasers)..<max(2, lines.count)).first { index in
            guard lines[index].afterBlank, isHeading(lines[index], text), !hasFigure(lines[index], text) else {
                return false
            }
            let isList = lines[(index + 1)...].allSatisfy {
                $0.count <= longestTeaser && !Sentence.ends(text, $0.start, $0.end) && !hasFigure($0, text)
                    || SignOff.opensCredit(text.extracting($0.start..<$0.end))
            }
            return isList && isPasted(lines, text)
        }
    }

    /// Whether a line has a figure, as tables and programmes have.
    static func hasFigure(_ line: Line, _ text: Span<UInt8>) -> Bool {
        (line.start..<line.end).contains { text[$0].isFigure }
    }

    /// `Lesen Sie auch`, or with a colon and the story's headline behind it: `À lire aussi : La grève est finie`.
    private static func isHeading(_ line: Line, _ text: Span<UInt8>) -> Bool {
        guard line.count <= longestTeaser else { return false }
        var end = line.start
        while end < line.end, text[end] != .colon, text.codePoint(at: end).value != fullColon { end += 1 }
        var last = end
        while last > line.start, text[last - 1] == .space { last -= 1 }
        // A space that does not break.
        if last > line.start + 1, text[last - 1] == 0xA0, text[last - 2] == 0xC2 { last -= 2 }
        return last - line.start <= longestHeading && Lexicon.shared.contains(Word(text, line.start, last), .teaser)
    }

    private static let fullColon: UInt32 = 0xFF1A
}
