import Text
import Article

/// The line on which a press database names a story's section or source, its day, and its page or length:
/// `Économie, mercredi 10 juin 2026, p. 12`, `Nordland-Zeitung vom 10.06.2026, Seite 5`, `10. juni 2026, Nordavisen, side 5`.
struct SourceLine: Equatable {
    /// The day as printed.
    private(set) var day: TextRange?
    /// What stands before the comma in front of the day.
    private(set) var section: TextRange?
    /// Whether a page or a length stands behind the day.
    private(set) var isPaged = false
    /// Who wrote the story, where the line opens with the name: `Holm, Anna. Norland Post; Suvera [Suvera]. 10 June 2026: A4.`
    private(set) var writer: TextRange?

    /// The most tokens before the day: a newspaper's name, its number and its edition, or the writer's name and the place.
    private static let mostNames = 16

    /// Nil for a line that holds anything else.
    init?(_ text: Span<UInt8>, _ line: Line) {
        guard line.count <= CopyLine.longest,
            (line.start..<line.end).contains(where: { CharacterClass.isDigit(UInt32(text[$0])) })
        else {
            return nil
        }
        let tokens = Tokens(text, TextRange(line.start, line.end), limit: 32)
        guard tokens.isWhole else { return nil }
        var rest = 0
        if let found = DateReader(tokens: tokens).firstFull() {
            guard SourceLine.isName(tokens, found.start) else { return nil }
            rest = found.date.end
            let start = tokens[found.start]?.isA(.dateLead) == true ? found.start + 1 : found.start
            day = tokens.range(start, rest).moved(by: line.start)
            if let comma = tokens[found.start - 1], comma.isMark(","), found.start > 1 {
                section = tokens.range(0, found.start - 1).moved(by: line.start)
            }
            if SourceLine.isPlaced(tokens, before: found.start) { isPaged = true }
            if SourceLine.isWriter(tokens, before: found.start) { writer = tokens.range(0, 3).moved(by: line.start) }
        }
        var names = 0
        while rest < tokens.count {
            if let end = SourceLine.furniture(tokens, rest) {
                // A label says nothing of pages.
                let isLabel = tokens[rest + 1]?.isMark(":") == true && tokens[rest]?.isA(.pageWord) == false
                if !isLabel, tokens[rest]?.kind != .mark || end > rest + 1 { isPaged = true }
                rest = end
            } else {
                guard day != nil, tokens[rest]?.isCapitalized == true else { return nil }
                names += 1
                rest += 1
            }
        }
        guard names <= SourceLine.mostNames / 2 else { return nil }
        if day == nil, !isPaged { return nil }
    }

    /// The same line where the paper's name stands before the day.
    var withoutSection: SourceLine {
        var line = self
        line.section = nil
        return line
    }

    /// Whether the tokens before the day are few and hold no verb.
    private static func isName(_ tokens: Tokens, _ end: Int) -> Bool {
        end <= mostNames && (end == 0 || tokens[0]?.isCapitalized != false)
            && tokens.list[..<end].allSatisfy { !$0.isA(.headlineVerb) || $0.isCapitalized }
    }

    /// Whether a paper's name, its place in a bracket and a dash stand before the day: `Norland Post, The (Suvera, NO) - June 10, 2026`.
    private static func isPlaced(_ tokens: Tokens, before start: Int) -> Bool {
        guard let joint = tokens[start - 1], joint.isDash || joint.isMark("|"), joint.afterSpace,
            tokens[start - 2]?.isMark(")") == true,
            let open = (1..<max(1, start - 3)).last(where: { tokens[$0]?.isMark("(") == true })
        else { return false }
        return tokens.list[(open + 1)..<(start - 2)].contains { $0.isMark(",") }
            && tokens.list[(open + 1)..<(start - 2)].allSatisfy {
                $0.isMark(",") || $0.isCapitalized && !tokens.isAgency($0)
            }
    }

    /// Whether a family name, a comma and a given name open the line: `Holm, Anna. `
    private static func isWriter(_ tokens: Tokens, before end: Int) -> Bool {
        end > 4 && tokens[0]?.kind == .word && tokens[1]?.isMark(",") == true && tokens[2]?.isCapitalized == true
            && tokens[3]?.isMark(".") == true
    }

    /// The longest word for a number, and the shortest code of a document.
    private static let longestNumber = 3
    private static let shortestCode = 6

    /// The token after a mark, a page, a length or a number: `p. 12`, `Seite B3`, `512 mots`, `Nr. 131`, `Id: e8a1b2c3`.
    private static func furniture(_ tokens: Tokens, _ index: Int) -> Int? {
        guard let token = tokens[index] else { return nil }
        switch token.kind {
        case .mark:
            // `: A4`, `№104`
            let isBehindYear = token.isMark(":") && tokens[index - 1]?.kind == .number
            if isBehindYear || token.character == 0x2116 {
                guard let next = tokens[index + 1], next.afterSpace || !isBehindYear,
                    next.kind == .number || next.shape.contains(.figure)
                else { return nil }
                return index + 2
            }
            return token.isMark(of: ",.;|-/") || token.isPictograph ? index + 1 : nil
        case .number:
            if tokens[index + 1]?.isA(.wordUnit) == true { return index + 2 }
            // `1. sektion`
            return tokens[index + 1]?.isMark(".") == true && tokens[index + 2]?.isA(.labelSection) == true
                ? index + 3 : nil
        case .word:
            if token.shape.contains(.figure), token.count >= shortestCode { return index + 1 }
            // `Publisert på trykk`
            for end in (index + 2...index + longestPhrase).reversed() where tokens.isA(.furniture, index, end) {
                return end
            }
            if let end = labelled(tokens, index) { return end }
            let isMarked = tokens[index + 1]?.isMark(of: ".:") == true
            guard token.isA(.pageWord) || isMarked && token.count <= longestNumber else { return nil }
            let at = isMarked ? index + 2 : index + 1
            return tokens[at].map { $0.kind == .number || $0.shape.contains(.figure) } == true ? at + 1 : nil
        }
    }

    private static let longestPhrase = 4

    /// The end of a label of a press database and its value: `Sektion: Indland`.
    private static func labelled(_ tokens: Tokens, _ index: Int) -> Int? {
        guard let label = tokens[index], tokens[index + 1]?.isMark(":") == true,
            label.isA(.labelSection) || label.isA(.labelOther), !label.isA(.stampWord), !label.isA(.timeWord),
            !label.isA(.reading)
        else { return nil }
        var end = index + 2
        while let token = tokens[end], !token.isMark(of: "|,.;") { end += 1 }
        return end > index + 2 ? end : nil
    }

    // MARK: The head

    /// The lines in which such a line stands, and the labels on lines of their own that make a head.
    private static let mostLines = 4
    private static let fewestLabels = 3

    /// The lines of a head that name the source, and how many of the first lines say nothing of the story.
    struct Head {
        var lines: [Int: SourceLine] = [:]
        var furniture = 0

        /// The labels right below them, as a document's number.
        var labels: Range<Int>?

        /// The line below them.
        var end: Int { max(furniture, labels?.upperBound ?? 0, (lines.keys.max() ?? -1) + 1) }
    }

    /// The page on a line of its own right below the day, with text below it: `Side: 4`.
    private static func pageLine(below index: Int, _ lines: [Line], _ text: Span<UInt8>) -> SourceLine? {
        guard index + 2 < lines.count, !lines[index + 1].afterBlank, lines[index + 2].afterBlank,
            let page = SourceLine(text, lines[index + 1]), page.isPaged, page.day == nil
        else { return nil }
        return page
    }

    /// The head of a text. Nil where none stands there.
    ///
    /// `Économie, mercredi 10 juin 2026, p. 12` stands below the paper's name and above the headline, or behind the name on one
    /// line, or below the headline; or the labels of a source and their values stand on lines of their own.
    static func head(_ lines: [Line], in text: Span<UInt8>, isLabel: (Line) -> Bool) -> Head? {
        var head = Head()
        while head.furniture + 2 < lines.count, isLabel(lines[head.furniture]) { head.furniture += 2 }
        if head.furniture >= 2 * fewestLabels {
            while head.end + 2 < lines.count, let line = SourceLine(text, lines[head.end]) {
                head.lines[head.end] = line
            }
            return head.lines.values.contains { $0.day != nil } ? head : nil
        }
        head.furniture = 0
        for index in 0..<max(0, min(mostLines, lines.count - 1)) {
            guard mayNameDay(text, lines[index]), var line = SourceLine(text, lines[index]), line.day != nil else {
                continue
            }
            let page = line.isPaged ? nil : pageLine(below: index, lines, text)
            guard line.isPaged || page != nil else { continue }
            if let page {
                line.section = nil
                head.lines[index] = line
                head.lines[index + 1] = page
                return head
            }
            // Above a headline it is the section that stands before the comma, and the paper's name above that.
            let below = lines[index + 1]
            let isAboveTitle =
                !Sentence.ends(text, below.start, below.end) && below.count <= CopyLine.longest
                && !Byline.matches(text.extracting(below.start..<below.end)) && LabelLine(text, below)?.label == nil
            if index == 1, line.writer == nil, isAboveTitle, !lines[1].afterBlank {
                head.furniture = 1
            } else {
                line.section = nil
            }
            head.lines[index] = line
            var end = index + 1
            while end + 1 < lines.count, !lines[end].afterBlank, let label = LabelLine(text, lines[end])?.label,
                label == .labelOther || label == .labelByline || label == .labelSection
            {
                end += 1
            }
            head.labels = index + 1..<end
            return head
        }
        return nil
    }

    /// Whether a line has as many figures as a day with its year has at least; one of them can be in another script.
    private static func mayNameDay(_ text: Span<UInt8>, _ line: Line) -> Bool {
        var figures = 0
        for index in line.start..<line.end {
            if text[index].isFigure || text[index] >= 0x80 && figures == 2 { figures += 1 }
            if figures > 2 { return true }
        }
        return false
    }
}
