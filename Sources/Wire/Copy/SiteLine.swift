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

    /// Drops words above advertisements and what readers are asked to agree to, each in a block of its own, with its buttons.
    static func remove(_ lines: inout [Line], in text: Span<UInt8>) {
        guard lines.count > 2 else { return }
        var dropped: Set<Int> = []
        var index = 0
        while index < lines.count {
            let next = index + 1
            guard lines[index].afterBlank else {
                index = next
                continue
            }
            if isConsent(lines[index], text) {
                dropped.insert(index)
                index = next
                while index < lines.count, !lines[index].afterBlank, lines[index].count <= longestButton {
                    dropped.insert(index)
                    index += 1
                }
            } else {
                let isAlone = next == lines.count || lines[next].afterBlank
                if index > 1, isAlone, isAdvert(lines[index], text) { dropped.insert(index) }
                index = next
            }
        }
        guard !dropped.isEmpty, dropped.count + 1 < lines.count else { return }
        for index in dropped where index + 1 < lines.count { lines[index + 1].afterBlank = true }
        lines = lines.indices.filter { !dropped.contains($0) }.map { lines[$0] }
    }

    private static func isAdvert(_ line: Line, _ text: Span<UInt8>) -> Bool {
        line.count <= longestAdvert && Lexicon.shared.contains(Word(text, line.start, line.end), .advert)
    }

    private static func isConsent(_ line: Line, _ text: Span<UInt8>) -> Bool {
        line.count <= longestConsent
            && consents.opens(Stretch.opening(text.extracting(line.start..<line.end)))
    }

    private static let consents = Lexicon.shared.openings(.consent)

    /// The line of the heading above a site's further stories, below which no paragraph stands; nil where there is none.
    static func teaserLine(_ lines: [Line], in text: Span<UInt8>) -> Int? {
        (max(2, lines.count - mostTeasers)..<max(2, lines.count)).first { index in
            guard lines[index].afterBlank, isHeading(lines[index], text) else { return false }
            return lines[(index + 1)...].allSatisfy {
                $0.count <= longestTeaser && !Sentence.ends(text, $0.start, $0.end)
                    || SignOff.opensCredit(text.extracting($0.start..<$0.end))
            }
        }
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
