import Text
import Article

/// Headlines as news terminals list them: time, day and the service's code stand before them on their line.
///
/// ```
/// 10:14 10Jun26 RTRS-Kestrel Mills to cut a third of its jobs
/// 10-Jun-2026 10:14:03 - *KESTREL MILLS SAYS TO CUT 340 JOBS
/// BN 06/10 14:32 *KESTREL MILLS SAYS TO CUT 340 JOBS
/// ```
struct TerminalLine {
    /// The stretch with clock and day.
    private(set) var stamp: TextRange?
    /// Where the headline begins.
    private(set) var headline: Int

    /// The lines in which such a list stands, and the bytes before a headline.
    private static let mostLines = 16
    private static let longestStamp = 48

    /// Takes what stands before the headlines off the first lines, and the star of an alert off those below the first one.
    /// Returns the first line's time stamp.
    static func removeStamps(_ lines: inout [Line], in text: Span<UInt8>) -> Line? {
        var stamp: Line?
        var isList = true
        for index in 0..<min(lines.count, mostLines) where isList {
            let line = lines[index]
            if let found = TerminalLine(text, line) {
                lines[index].start = found.headline
                if stamp == nil { stamp = found.stamp.map { Line(start: $0.start, end: $0.end) } }
            } else if index == 0 || starEnd(text, line.start, line.end) == nil {
                isList = index == 0 && starEnd(text, line.start, line.end) != nil
                if !isList, index > 0 { return stamp }
            }
            // Each is a headline of its own.
            if index > 0 { lines[index].afterBlank = true }
            if index > 0, let end = starEnd(text, lines[index].start, lines[index].end) { lines[index].start = end }
        }
        return stamp
    }

    /// Where the star of an alert ends: one or two, and a line of capitals right behind them, `*KESTREL MILLS CUTS JOBS`.
    static func starEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var at = start
        while at < end, text[at] == .star { at += 1 }
        guard (1...2).contains(at - start), end - at >= 8, text[end - 1] != .star,
            CharacterClass.isUpper(text.codePoint(at: at).value),
            Stretch.isAllCaps(text, at, end)
                || Lexicon.shared.contains(Word(text, at, Words.firstEnd(text, at, end)), .serviceCode)
        else { return nil }
        var spaces = 0
        for index in at..<end where text[index] == .space { spaces += 1 }
        return spaces >= 2 ? at : nil
    }

    private init?(_ text: Span<UInt8>, _ line: Line) {
        guard line.count > 12, TerminalLine.canOpen(text, line) else { return nil }
        let limit = line.start + Stretch.boundary(text.extracting(line.start..<line.end), TerminalLine.longestStamp)
        let tokens = Tokens(text, TextRange(line.start, limit), limit: 24)
        let dates = DateReader(tokens: tokens)
        var stamps = 0..<0
        var hasClock = false
        var hasDay = false
        var hasCode = false
        var at = 0
        func take(_ end: Int) {
            stamps = stamps.isEmpty ? at..<end : stamps.lowerBound..<end
            at = end
        }
        scan: while let token = tokens[at] {
            if !hasClock, let end = TerminalLine.clock(tokens, at) {
                hasClock = true
                take(end)
            } else if !hasDay, token.kind == .number, let date = dates.date(at: at) {
                hasDay = true
                if tokens.list[at..<date.end].contains(where: { $0.isMark(":") }) { hasClock = true }
                take(date.end)
            } else if !hasCode, token.isA(.terminalCode), token.isAllCaps {
                hasCode = true
                at += 1
            } else if !hasCode, let hyphen = TerminalLine.codeEnd(token, tokens) {
                // `RTRS-Kestrel Mills`
                headline = line.start + hyphen
                if !stamps.isEmpty {
                    stamp = tokens.range(stamps.lowerBound, stamps.upperBound).moved(by: line.start)
                }
                return
            } else if token.isDash, hasCode || hasClock && hasDay && token.afterSpace {
                at += 1
                break scan
            } else {
                guard hasCode, hasClock else { return nil }
                break scan
            }
        }
        guard let rest = tokens[at], at > 0, hasCode && hasClock || tokens[at - 1]?.isDash == true else { return nil }
        headline = line.start + rest.start
        if !stamps.isEmpty { stamp = tokens.range(stamps.lowerBound, stamps.upperBound).moved(by: line.start) }
    }

    /// Whether a line opens with a figure or with a service's code.
    private static func canOpen(_ text: Span<UInt8>, _ line: Line) -> Bool {
        if text[line.start].isFigure { return true }
        let end = Words.firstEnd(text, line.start, line.end)
        return Lexicon.shared.contains(Word(text, line.start, end), .terminalCode)
    }

    /// `10:14`, `10:14:03`, and the zone behind it.
    private static func clock(_ tokens: Tokens, _ index: Int) -> Int? {
        guard let hour = tokens[index], hour.kind == .number, hour.value < 24, hour.count <= 2 else { return nil }
        var at = index
        while let colon = tokens[at + 1], colon.isMark(":"), !colon.afterSpace, let part = tokens[at + 2],
            part.kind == .number, part.count == 2, part.value < 60, !part.afterSpace, at - index < 4
        {
            at += 2
        }
        guard at > index else { return nil }
        return tokens[at + 1]?.isA(.clockZone) == true ? at + 2 : at + 1
    }

    /// The byte after the hyphen that joins a code in capitals to a headline.
    private static func codeEnd(_ token: Token, _ tokens: Tokens) -> Int? {
        guard token.kind == .word, token.shape.contains(.hyphen),
            let hyphen = tokens.bytes[token.start..<token.end].firstIndex(of: .hyphen),
            tokens.bytes[token.start..<hyphen].allSatisfy({ $0.isCapital }),
            Lexicon.shared.contains(Word(tokens.bytes.span, token.start, hyphen), .terminalCode)
        else { return nil }
        return hyphen + 1
    }
}
