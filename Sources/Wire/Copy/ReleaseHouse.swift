import Text
import Article

/// The lines that name the house that a release comes from: its letterhead, and its name in the block with the mark or the day.
enum ReleaseHouse {
    /// The most lines below a release's mark that name its house, and the bytes of a name.
    private static let mostLines = 8
    private static let longestName = 60

    /// Such lines above the headline; none where nothing says that the copy is a release.
    static func lines(_ kinds: LineKinds, _ lines: [Line], upTo end: Int, in text: Span<UInt8>) -> [Int] {
        guard let first = (0..<end).first(where: { kinds[$0] == .release }) else { return [] }
        var letterhead: [Int] = []
        var names: [Int] = []
        var isHead = true
        var hasHeadline = false
        for index in 0..<end where kinds[index] == nil {
            let isNear = index < min(end - 1, first + mostLines)
            if isNear, isLetterhead(text, lines[index]) {
                letterhead.append(index)
            } else if isNear, index > first, isHead, !lines[index].afterBlank, isName(text, lines[index]) {
                names.append(index)
            } else if kinds.kind(of: index, lines[index], in: text) == .title {
                isHead = false
                if !opensBody(lines[index], text) { hasHeadline = true }
            }
        }
        // A headline can end in a name: `Kestrel Mills Acquires Linden Tools Inc.`
        return hasHeadline ? letterhead + names : letterhead
    }

    /// Whether a line is a sentence, or opens with a dateline.
    private static func opensBody(_ line: Line, _ text: Span<UInt8>) -> Bool {
        Sentence.ends(text, line.start, line.end)
            || DatelineGrammar.match(text.extracting(line.start..<line.end)) != nil
    }

    /// Parts between bars or points, a telephone number or an address among them:
    /// `Kestrel Mills Inc. | 12 Mill Road, Suvera | www.kestrel.example`.
    private static func isLetterhead(_ text: Span<UInt8>, _ line: Line) -> Bool {
        guard line.count <= CopyLine.longest else { return false }
        var bars = 0
        var isAddress = CreditLine.isReachable(text, line)
        var start = line.start
        for index in line.start...line.end where index == line.end || text[index] == .space {
            let word = text.extracting(start..<index)
            start = index + 1
            guard word.count > 0 else { continue }
            switch word.codePoint(at: 0).value {
            case .bar, 0xB7, 0x2022: bars += 1
            default: isAddress = isAddress || Stretch.isURL(Tokens.lowerBytes(word, 0, word.count), word)
            }
        }
        return bars > 0 && isAddress
    }

    /// A few words with capitals and a legal form behind them, or signs that such a form opens or ends: `株式会社ケストレル`.
    private static func isName(_ text: Span<UInt8>, _ line: Line) -> Bool {
        guard line.count <= longestName else { return false }
        var bytes: [UInt8] = []
        bytes.append(text, from: line.start, to: line.end)
        let isUnspaced = Stretch.script(bytes.span) == .unspaced
        let tokens = Tokens(bytes, bySign: isUnspaced)
        guard tokens.isWhole else { return false }
        if isUnspaced {
            return tokens.list.allSatisfy { $0.kind == .word }
                && formLengths.contains {
                    tokens.isA(.legalForm, 0, $0) || tokens.isA(.legalForm, tokens.count - $0, tokens.count)
                }
        }
        let words = tokens.list.filter { $0.kind == .word }
        return words.count > 1 && words.last?.isA(.legalForm) == true
            && words.allSatisfy {
                ($0.isCapitalized || $0.isA(.legalForm) || $0.isA(.placeParticle)) && !$0.isA(.headlineVerb)
            }
    }

    /// The signs of a legal form.
    private static let formLengths = 3...6
}
