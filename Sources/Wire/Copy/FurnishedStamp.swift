import Text
import Article

/// Time stamps of sites, with more on their line than date and time: `March 3, 2017 / 10:15 AM / 2 years ago`,
/// `LONDON | Fri Jun 7, 2013 10:15am EDT`, `Source: Xinhua| 2018-06-10 10:15:00|Editor: wm`.
enum FurnishedStamp {
    /// Whether a line holds a full date and a clock beside it, opens or ends with them or has strokes between its parts,
    /// and has no verb.
    static func matches(_ text: Span<UInt8>) -> Bool { day(of: text) != nil }

    /// Its date.
    static func day(of text: Span<UInt8>) -> CivilDate? {
        guard text.count >= 14, text.count <= 120, !Sentence.closes(text, 0, text.count) else { return nil }
        let tokens = Tokens(text, limit: 32)
        guard tokens.isWhole, let found = fullDate(tokens), hasClock(tokens, near: found) else {
            return nil
        }
        var words = 0
        var hasStroke = false
        for (index, token) in tokens.list.enumerated() where index < found.start || index >= found.date.end {
            switch token.kind {
            case .word:
                words += 1
                if token.isA(.headlineVerb), !isSmall(token) { return nil }
            case .mark:
                if token.isMark("|") || token.isMark("/") && token.afterSpace { hasStroke = true }
                if token.isMark("?") || token.isMark("!") || CharacterClass.isQuotationMark(token.character) {
                    return nil
                }
            case .number: break
            }
        }
        let isAtEdge = found.start == 0 || found.start <= 2 && tokens.list.last { !$0.isMark(")") }.map(isClock) == true
        guard words <= 8, hasStroke || isAtEdge && words <= 6 else { return nil }
        guard let year = found.date.year, let month = found.date.month, let day = found.date.day else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// Whether a token ends a clock: its figures or its zone.
    private static func isClock(_ token: Token) -> Bool {
        token.kind == .number || token.isA(.zone) || token.isA(.clockZone)
    }

    /// `AM`, `a`: no verb, though one in some language.
    private static func isSmall(_ token: Token) -> Bool { token.count <= 2 }

    private static func fullDate(_ tokens: Tokens) -> (start: Int, date: PrintedDate)? {
        let reader = DateReader(tokens: tokens)
        for index in 0..<tokens.count {
            if let date = reader.date(at: index), date.year != nil { return (index, date) }
        }
        return nil
    }

    /// Whether a clock ends the date's own tokens or stands within three tokens of them.
    private static func hasClock(_ tokens: Tokens, near found: (start: Int, date: PrintedDate)) -> Bool {
        for index in max(1, found.start - 4)..<min(tokens.count - 1, found.date.end + 6) {
            guard let colon = tokens[index], colon.isMark(":"), !colon.afterSpace, let hour = tokens[index - 1],
                hour.kind == .number, hour.value < 24, let minute = tokens[index + 1], !minute.afterSpace
            else { continue }
            let digits = tokens.bytes[minute.start..<minute.end].prefix { $0.isFigure }
            if digits.count == 2 { return true }
        }
        return false
    }
}
