import Text
import Article

/// Several stories in one text: `ZCZC … NNNN` twice, two frames of IPTC 7901, `-30-` and a new slug.
enum StorySplitter {
    /// The most stories of a text: several days of a large agency. Each takes a kilobyte of memory, however short it is.
    static let mostStories = 20_000

    /// Where each story stands; one range for a text of one story.
    static func ranges(_ text: Span<UInt8>, from first: Int) -> [TextRange] {
        let tagged = FieldTags.starts(text, from: first)
        let numbered = DocumentNumber.starts(text, from: first)
        if tagged.count == 1, numbered.count > 1 { return ranges(from: numbered, to: text.count) }
        guard tagged.count == 1, mayHold(text, from: first) else { return ranges(from: tagged, to: text.count) }
        var starts: [Int] = [first]
        var hasInk = false
        var isEnded = false
        var isSignedOff = false
        var start = first
        while start < text.count {
            var end = start
            while end < text.count, text[end] != .lineFeed, text[end] != .carriageReturn { end += 1 }
            var line = TextRange(start, end)
            while line.start < line.end, text[line.start] <= .space, text[line.start] != 0x01 { line.start += 1 }
            while line.end > line.start, text[line.end - 1] <= .space { line.end -= 1 }
            if !line.isEmpty {
                if hasInk,
                    opensFrame(text, line) || isEnded && opensStory(text, line) || isSignedOff && isHeadline(text, line)
                {
                    starts.append(start)
                    isEnded = false
                } else if endsStory(text, line) {
                    isEnded = true
                }
                isSignedOff = isSign(text, line)
                hasInk = true
            }
            start = end + 1
        }
        return ranges(from: starts, to: text.count)
    }

    private static func ranges(from starts: [Int], to end: Int) -> [TextRange] {
        starts.indices.map { TextRange(starts[$0], $0 + 1 < starts.count ? starts[$0 + 1] : end) }
    }

    /// Whether a mark stands in the text that ends a story or opens a frame: most texts have none.
    private static func mayHold(_ text: Span<UInt8>, from first: Int) -> Bool {
        var at = TextLibraries.find(0x01, text, first)
        if at < text.count, TextLibraries.find(0x01, text, at + 1) < text.count { return true }
        // `NNNN`, and `-30-` far from the text's end.
        at = first
        while at < text.count {
            at = TextLibraries.find(0x4E, text, at)
            if at + 3 < text.count, text[at + 1] == 0x4E, text[at + 2] == 0x4E, text[at + 3] == 0x4E { return true }
            at += 1
        }
        at = first
        while at < text.count {
            at = TextLibraries.find(0x33, text, at)
            if at > first, at + 2 < text.count, text[at + 1] == 0x30, text[at - 1] == .hyphen || text[at - 1] == .space,
                text[at + 2] == .hyphen || text[at + 2] == .space
            {
                return true
            }
            at += 1
        }
        return holdsSign(text, from: first)
    }

    /// Whether a line of three hash signs stands in the text above its last lines.
    private static func holdsSign(_ text: Span<UInt8>, from first: Int) -> Bool {
        var at = first
        while at < text.count {
            at = TextLibraries.find(0x23, text, at)
            if at > first, at + shortestStory < text.count, text[at - 1] == .lineFeed { return true }
            at += 1
        }
        return false
    }

    private static let shortestStory = 80

    /// Whether a line is nothing but a sign that ends copy everywhere, or `-30-`.
    private static func isSign(_ text: Span<UInt8>, _ line: TextRange) -> Bool {
        guard line.count <= 8 else { return false }
        let word = Word(text, line.start, line.end)
        return ends.contains(word) || word == "###" || word == "# # #"
    }

    /// Whether a line below the end of a story is another's headline: a dateline with an agency or a day stands below it, and no
    /// sentence between them.
    private static func isHeadline(_ text: Span<UInt8>, _ line: TextRange) -> Bool {
        guard !Sentence.ends(text, line.start, line.end) else { return false }
        var start = line.end
        for _ in 0..<mostHeadLines {
            while start < text.count, text[start] <= .space { start += 1 }
            guard start < text.count else { return false }
            var end = start
            while end < text.count, text[end] != .lineFeed, text[end] != .carriageReturn { end += 1 }
            let below = text.extracting(start..<end)
            if let found = DatelineGrammar.match(below), found.isStrong, found.bodyStart < below.count { return true }
            if Sentence.ends(text, start, end) { return false }
            start = end
        }
        return false
    }

    /// The most lines of a head.
    private static let mostHeadLines = 5

    /// `ZCZC` or SOH at a line's start.
    private static func opensFrame(_ text: Span<UInt8>, _ line: TextRange) -> Bool {
        if text[line.start] == 0x01 { return true }
        return line.count >= 4 && text[line.start] == 0x5A && text[line.start + 1] == 0x43
            && text[line.start + 2] == 0x5A
            && text[line.start + 3] == 0x43
            && (line.count == 4 || !CharacterClass.isLetter(UInt32(text[line.start + 4])))
    }

    private static func endsStory(_ text: Span<UInt8>, _ line: TextRange) -> Bool {
        if line.count >= 4, text[line.end - 1] == 0x4E, text[line.end - 2] == 0x4E, text[line.end - 3] == 0x4E,
            text[line.end - 4] == 0x4E, line.count == 4 || text[line.end - 5] <= .space
        {
            return true
        }
        return line.count <= 8 && ends.contains(Word(text, line.start, line.end))
    }

    private static let ends: WordSet = ["-30-", "- 30 -", "--30--", "–30–"]

    /// A slug, or the message's number, under the end of another story.
    private static func opensStory(_ text: Span<UInt8>, _ line: TextRange) -> Bool {
        let line = text.extracting(line.start..<line.end)
        switch LineKind.of(line, isFirst: true) {
        case .slugline, .mark, .kill: return true
        default: return WireEnvelope.opens(line)
        }
    }
}
