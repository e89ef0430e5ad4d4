import Text
import Article

/// The line on which a press database names a story's section or source, its day, and its page or length:
/// `Économie, mercredi 10 juin 2026, p. 12`, `Nordland-Zeitung vom 10.06.2026, Seite 5`.
struct SourceLine: Equatable {
    /// The day as printed.
    private(set) var day: TextRange?
    /// What stands before the comma in front of the day.
    private(set) var section: TextRange?
    /// Whether a page or a length stands behind the day.
    private(set) var isPaged = false

    /// The most words before the day: a newspaper's name, its number and its edition.
    private static let mostNames = 10

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
        }
        while rest < tokens.count {
            guard let end = SourceLine.furniture(tokens, rest) else { return nil }
            if tokens[rest]?.kind != .mark { isPaged = true }
            rest = end
        }
        if day == nil, !isPaged { return nil }
    }

    /// Whether the tokens before the day are few and hold no verb.
    private static func isName(_ tokens: Tokens, _ end: Int) -> Bool {
        end <= mostNames && tokens[0]?.isCapitalized != false
            && tokens.list[..<end].allSatisfy { !$0.isA(.headlineVerb) || $0.isCapitalized }
    }

    /// The token after a mark, a page or a length: `p. 12`, `Seite B3`, `512 mots`.
    private static func furniture(_ tokens: Tokens, _ index: Int) -> Int? {
        guard let token = tokens[index] else { return nil }
        switch token.kind {
        case .mark: return token.isMark(of: ",.;|-") || token.isPictograph ? index + 1 : nil
        case .number: return tokens[index + 1]?.isA(.wordUnit) == true ? index + 2 : nil
        case .word:
            guard token.isA(.pageWord) else { return nil }
            let at = tokens[index + 1]?.isMark(".") == true ? index + 2 : index + 1
            return tokens[at].map { $0.kind == .number || $0.shape.contains(.figure) } == true ? at + 1 : nil
        }
    }

    // MARK: The head

    /// How many lines such a head has, and the labels on lines of their own that make one.
    private static let mostLines = 3
    private static let fewestLabels = 3

    /// The lines of a head that name the source, nil for those that say nothing of the story; empty where no head stands there.
    ///
    /// `Économie, mercredi 10 juin 2026, p. 12` stands below the paper's name, or behind it on one line, or below labels and
    /// their values, each on a line of its own.
    static func head(_ lines: [Line], in text: Span<UInt8>, isLabel: (Line) -> Bool) -> [SourceLine?] {
        var first = 0
        while first + 2 < lines.count, isLabel(lines[first]) { first += 2 }
        let isLabelled = first >= 2 * fewestLabels
        var head = [SourceLine?](repeating: nil, count: isLabelled ? first : 0)
        let limit = head.count + mostLines
        while head.count + 2 < lines.count, head.count < limit {
            let line = SourceLine(text, lines[head.count])
            guard line != nil || head.isEmpty && !lines[1].afterBlank else { break }
            head.append(line)
        }
        let found = head.compactMap { $0 }
        guard found.contains(where: { $0.day != nil }), isLabelled || found.contains(where: \.isPaged) else {
            return []
        }
        // On the first line it is the paper that stands before the day.
        head[0]?.section = nil
        return head
    }
}
