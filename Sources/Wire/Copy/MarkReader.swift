import Text
import Article

/// Reads the marks of the wire, in a headline, in a slugline, and on lines of their own.
enum MarkReader {
    /// Takes the marks off the headline's start and end.
    ///
    /// - Parameter isTeleprinter: whether the copy has the form of the teleprinter's; see ``keepsMark(_:_:_:)``.
    static func strip(_ parts: inout Article.Parts, in assembly: TextAssembly, isTeleprinter: Bool) {
        let span = assembly.text.span
        var found: [TextRange] = []
        if let sign = frame(span, parts.headline) {
            found.append(TextRange(parts.headline.start, parts.headline.start + sign))
            parts.headline = TextRange(parts.headline.start + sign, parts.headline.end - sign).trimmed(in: span)
        }
        while let end = prefix(span, parts.headline) {
            if isTeleprinter, keepsMark(span, parts.headline, end) {
                parts.marks.append(contentsOf: found)
                parts.marks.append(TextRange(parts.headline.start, end))
                return
            }
            let mark = TextRange(parts.headline.start, end).trimmed(in: span)
            parts.headline = TextRange(end, parts.headline.end).trimmed(in: span)
            found.append(mark)
        }
        // `*** ALERT *** Bridge closed ***`, `EIL+++ Bridge closed +++`
        if let mark = found.first,
            let ornament = [span[mark.start], span[mark.end - 1]].first(where: { $0 == .star || $0 == .plus })
        {
            while parts.headline.count > 1, span[parts.headline.end - 1] == ornament { parts.headline.end -= 1 }
            while parts.headline.count > 1, span[parts.headline.end - 1] == .space { parts.headline.end -= 1 }
        }
        if let start = suffix(span, parts.headline),
            !isTeleprinter || !keepsMark(span, parts.headline, parts.headline.end)
        {
            found.append(TextRange(start, parts.headline.end))
            parts.headline = TextRange(parts.headline.start, start).trimmed(in: span)
        }
        parts.marks.append(contentsOf: found)
    }

    /// Takes a service's code off the headline's start where the copy names the agency whose first letters it is:
    /// `DJ Kestrel Mills cuts jobs`, and `Dow Jones` in the dateline or below the story.
    static func takeServiceCode(_ parts: inout Article.Parts, in assembly: TextAssembly) {
        let span = assembly.text.span
        let headline = parts.headline
        let end = Words.firstEnd(span, headline.start, headline.end)
        guard Lexicon.shared.contains(Word(span, headline.start, end), .serviceCode), end + 1 < headline.end,
            span[end] == .space, isAllCaps(span, headline.start, end)
        else { return }
        let named = [parts.dateline?.source, parts.signOff].compactMap { $0 } + parts.credits
        guard named.contains(where: { isSpelt(span, headline.start, end, by: $0) }) else { return }
        parts.marks.append(TextRange(headline.start, end))
        parts.headline.start = end + 1
        strip(&parts, in: assembly, isTeleprinter: false)
    }

    /// Whether a stretch names an agency whose words begin with the letters of a code.
    private static func isSpelt(_ text: Span<UInt8>, _ start: Int, _ end: Int, by range: TextRange) -> Bool {
        let tokens = Tokens(text, range, limit: 64)
        let count = end - start
        return tokens.list.indices.contains { index in
            tokens.isA(.agency, index, index + count)
                && (0..<count).allSatisfy {
                    UInt32(text[start + $0]) | 0x20 == tokens.list[index + $0].character | 0x20
                }
        }
    }

    private static func isAllCaps(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        (start..<end).allSatisfy { CharacterClass.isUpper(UInt32(text[$0])) }
    }

    /// How many plus signs stand at either end of a headline: `++ Bridge closed ++`.
    private static func frame(_ text: Span<UInt8>, _ headline: TextRange) -> Int? {
        var count = 0
        while count * 2 < headline.count, text[headline.start + count] == .plus, text[headline.end - 1 - count] == .plus
        {
            count += 1
        }
        return count > 1 && count * 2 < headline.count && text[headline.start + count] == .space ? count : nil
    }

    /// Whether a mark without a number stays in the headline as well. Teleprinter copy has its headline in capitals,
    /// sets its paragraphs in, and names no agency in its dateline; there `CORRECTED-` is printed as part of the
    /// headline, and nothing tells it from the words after it.
    private static func keepsMark(_ text: Span<UInt8>, _ headline: TextRange, _ end: Int) -> Bool {
        if end < headline.end, flashEnd(text, headline.start, end) != nil { return false }
        let tokens = window(text, TextRange(headline.start, end))
        guard end == headline.end || tokens.list.allSatisfy({ $0.kind != .number }) else { return false }
        var index = headline.start
        while index < headline.end {
            let point = text.codePoint(at: index)
            if CharacterClass.isLower(point.value) { return false }
            index += point.length
        }
        return true
    }

    /// Whether a stretch opens with a mark's first word, a figure, or a sign; most headlines do not.
    private static func canOpen(_ text: Span<UInt8>, _ range: TextRange) -> Bool {
        let end = Words.firstEnd(text, range.start, range.end)
        let word = Word(text, range.start, end)
        return end == range.start || openings.contains(word) || Lexicon.shared.contains(word, .agency)
    }

    private static let openings = WordSet(
        ([LexicalClass.lead] + MarkKind.allCases.map(\.lexicalClass)).flatMap(Lexicon.shared.texts).map {
            String($0.prefix { $0.isLetter })
        }
    )

    /// The end of the mark that a headline opens with: a word of the wire, perhaps a number, and a dash or colon.
    private static func prefix(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        guard canOpen(text, range) else { return nil }
        if let end = flashEnd(text, range.start, range.end), end < range.end { return end }
        let tokens = window(text, range)
        if let joint = joined(tokens) { return range.start + joint }
        var at = 0
        if let open = tokens[0], open.kind == .mark, let closing = Brackets.closing(open.character) {
            guard let end = phrase(tokens, at: 1), let close = tokens[end], close.kind == .mark,
                close.character == closing
            else { return nil }
            at = end + 1
            if let dash = tokens[at], dash.isDash || dash.isMark(":") { at += 1 }
        } else {
            while let mark = tokens[at], mark.isMark(of: "+*=!") || mark.isPictograph || mark.isMark("¤") { at += 1 }
            let decorated = at > 0
            let start = at
            guard var end = phrase(tokens, at: at), var close = tokens[end] else { return nil }
            if let qualified = qualifier(tokens, at: end), let next = tokens[qualified] {
                (end, close) = (qualified, next)
            }
            // `KORR.:`
            if close.isMark("."), !close.afterSpace, let next = tokens[end + 1], next.isMark(":") || next.isDash {
                (end, close) = (end + 1, next)
            }
            let isBare = end > at && close.isCapitalized && close.hasLower && standsBare(tokens, at..<end)
            at = end
            if isBare { return range.start + close.start }
            if decorated || isShouted(tokens, start, end), close.isMark(of: "+*=") || close.isMark("¤") {
                while let mark = tokens[at], mark.isMark(of: "+*=") || mark.isMark("¤") { at += 1 }
            } else {
                guard
                    close.isDash || close.isMark(":")
                        || close.isMark(of: "!.") && !close.afterSpace && isShouted(tokens, start, end)
                        || (close.isMark("|") || close.isPictograph) && isShouted(tokens, start, end)
                        || close.isMark("/") && tokens[end + 1] != nil && !close.afterSpace
                else { return nil }
                at += 1
                while let dash = tokens[at], dash.isDash { at += 1 }
            }
        }
        guard let rest = tokens[at] else { return nil }
        return range.start + rest.start
    }

    /// `МОЛНИЯ!`, `PILNE.`: a mark of urgency in capitals.
    private static func isShouted(_ tokens: Tokens, _ start: Int, _ end: Int) -> Bool {
        guard let word = tokens[end - 1], word.isAllCaps || word.isCaseless else { return false }
        return MarkKind(word.classes) == .urgent
            || words(tokens, at: start).map { $0.kind == .urgent && $0.end == end } == true
    }

    /// Where the sign of a flash ends: five asterisks or more on the teleprinter, one on a terminal, three exclamation marks.
    static func flashEnd(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        var end = start
        while end < limit, text[end] == .star { end += 1 }
        if end - start >= 5 { return end }
        if let star = TerminalLine.starEnd(text, start, limit) { return star }
        if let sign = alarmEnd(text, start, limit) { return sign }
        while end < limit, text[end] == .exclamation { end += 1 }
        return end - start >= 3 && text[start] == .exclamation && end < limit && text[end] == .space ? end : nil
    }

    /// Where a sign of alarm ends: `⚡`, `🚨`, `❗`.
    private static func alarmEnd(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
        var end = start
        while end < limit, text[end] >= 0xE2 {
            let point = text.codePoint(at: end)
            switch point.value {
            case 0x26A1, 0x2757, 0x203C, 0x1F6A8, 0xFE0F: end += point.length
            default: return end > start ? end : nil
            }
        }
        return end > start ? end : nil
    }

    /// Whether a mark is a flash's sign and nothing else.
    static func isFlash(_ text: Span<UInt8>, _ mark: TextRange) -> Bool {
        guard !mark.isEmpty else { return false }
        if alarmEnd(text, mark.start, mark.end) == mark.end { return true }
        for index in mark.start..<mark.end where text[index] != text[mark.start] { return false }
        return "*!+".utf8.contains(text[mark.start])
    }

    /// Whether a headline opens with a mark, or a line is one.
    static func opens(_ text: Span<UInt8>) -> Bool {
        prefix(text, TextRange(0, text.count)) != nil || isMarkLine(text)
    }

    /// `CORRECTED (OFFICIAL)-`: the dash or colon after a word in capitals and in brackets that says more of a mark.
    private static func qualifier(_ tokens: Tokens, at index: Int) -> Int? {
        guard let open = tokens[index], open.isMark("("), let word = tokens[index + 1], word.isAllCaps,
            let close = tokens[index + 2], close.isMark(")"), let next = tokens[index + 3],
            next.isDash || next.isMark(":")
        else { return nil }
        return index + 3
    }

    /// `URGENT Lace school`, `LEAD 2 Lace school`: a mark in capitals, with its number or of one meaning, that nothing
    /// but its capitals parts from the headline.
    private static func standsBare(_ tokens: Tokens, _ mark: Range<Int>) -> Bool {
        guard let first = tokens[mark.lowerBound], first.isAllCaps else { return false }
        return tokens.isA(.bareUrgency, mark.lowerBound, mark.upperBound)
            || mark.count == 2 && tokens[mark.upperBound - 1]?.kind == .number
    }

    /// `RPT-Lace school`: where the headline begins after a mark in capitals that a hyphen joins to it.
    private static func joined(_ tokens: Tokens) -> Int? {
        // `2ND LD-Lace school`.
        let isOrdinal = tokens[0].map { $0.kind == .number && $0.count > 1 } ?? false
        guard let first = tokens[isOrdinal ? 1 : 0], first.kind == .word,
            let hyphen = tokens.bytes[first.start..<first.end].firstIndex(of: .hyphen),
            hyphen + 1 < first.end
        else { return nil }
        for index in first.start..<hyphen
        where !tokens.bytes[index].isCapital && !(isOrdinal && tokens.bytes[index] >= 0x61) {
            return nil
        }
        if isOrdinal {
            // `1st Ld-Writethru, Lace school`
            if Lexicon.shared.contains(Word(tokens.bytes.span, hyphen + 1, first.end), .lead),
                tokens[2]?.isMark(",") == true
            {
                return tokens[3]?.start
            }
            return Lexicon.shared.contains(Word(tokens.bytes.span, first.start, hyphen), .lead) ? hyphen + 1 : nil
        }
        return MarkKind(Lexicon.shared.classes(of: Word(tokens.bytes.span, first.start, hyphen))) == nil
            ? nil : hyphen + 1
    }

    /// Where a mark in brackets at a headline's end begins.
    private static func suffix(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        guard range.count > 8 else { return nil }
        guard text[range.end - 1] == .closing else { return dashed(text, range) }
        guard let start = Brackets.opening(text, from: range.start, before: range.end, within: 40), start > range.start
        else { return nil }
        if isPart(text, start, range) { return start }
        let inner = window(text, TextRange(start + 1, range.end - 1))
        guard phrase(inner, at: 0) == inner.count else { return nil }
        return start
    }

    /// `Lace school reopens in June (2)`: the number of a part, 2 to 9, after three words or more.
    private static func isPart(_ text: Span<UInt8>, _ start: Int, _ range: TextRange) -> Bool {
        guard start + 3 == range.end, (0x32...0x39).contains(text[start + 1]), text[start - 1] == .space else {
            return false
        }
        var spaces = 0
        for index in range.start..<start where text[index] == .space { spaces += 1 }
        return spaces >= 3 && CharacterClass.isLetter(text.codePoint(before: start - 1).value)
    }

    /// `Lace school reopens - UPDATE 2`, `… - CORRECTED`: where the dash before a mark in capitals begins.
    private static func dashed(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        let last = text[range.end - 1]
        guard last.isFigure || last >= 0x80 || last.isCapital else { return nil }
        var at = range.end - 1
        while at > range.start, range.end - at < 24 {
            let point = text.codePoint(before: at)
            at -= point.length
            guard CharacterClass.isDash(point.value), at > range.start, text[at - 1] == .space else { continue }
            let inner = window(text, TextRange(at + point.length, range.end))
            guard let first = inner[0], first.isAllCaps, phrase(inner, at: 0) == inner.count else { return nil }
            guard inner.count == 2 || inner.count == 1 && !Stretch.isAllCaps(text, range.start, at),
                inner[1]?.kind != .word
            else { return nil }
            return at
        }
        return nil
    }

    /// Whether a line holds marks and nothing else.
    static func isMarkLine(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0, text.count <= 60, canOpen(text, TextRange(0, text.count)) else { return false }
        if flashEnd(text, 0, text.count) == text.count { return true }
        if text.count == 3, text[0] == .opening, text[2] == .closing, (0x32...0x39).contains(text[1]) { return true }
        let tokens = window(text, TextRange(0, text.count))
        var at = 0
        var seen = false
        while let token = tokens[at] {
            if seen, let qualified = qualifier(tokens, at: at) {
                at = qualified
                continue
            }
            if token.kind == .mark {
                at += 1
                continue
            }
            if let end = phrase(tokens, at: at), end > at {
                // A line of one word is a mark only as the wire prints it: in capitals, with its number, or with
                // the colon or dash that parts it from a headline.
                seen = true
                let isClosed =
                    tokens[end].map { $0.isMark(":") || $0.isDash || $0.isMark("+") || $0.isMark(")") } ?? false
                let isWords = tokens.list[at..<end].allSatisfy { $0.kind == .word }
                if end == at + 1 || isWords, !token.isAllCaps, !isClosed, !isPlain(at..<end, tokens) {
                    return false
                }
                at = end
            } else {
                return false
            }
        }
        return seen && tokens.count < 14
    }

    private static func isPlain(_ range: Range<Int>, _ tokens: Tokens) -> Bool {
        range.contains { index in tokens[index].map { isUnmistakable($0, tokens) } == true }
            || tokens.isA(.plainMark, range.lowerBound, range.upperBound)
    }

    /// Whether a word, or its part behind a hyphen, means nothing but a mark, though it has small letters.
    private static func isUnmistakable(_ token: Token, _ tokens: Tokens) -> Bool {
        if token.isA(.plainMark) || tokens.hasPrefix(token, "ld-") { return true }
        let hyphen = tokens.bytes[token.start..<token.end].lastIndex(of: .hyphen)
        return hyphen.map { Lexicon.shared.contains(Word(tokens.bytes.span, $0 + 1, token.end), .plainMark) } == true
    }

    static func window(_ text: Span<UInt8>, _ range: TextRange) -> Tokens {
        var bytes: [UInt8] = []
        var end = min(range.end, range.start + 80)
        while end < range.end, end > range.start, text[end].isContinuation { end -= 1 }
        bytes.append(text, from: range.start, to: end)
        return Tokens(bytes, limit: 16)
    }

    /// The token after a mark's words and number; nil where there is no mark.
    private static func phrase(_ tokens: Tokens, at start: Int) -> Int? {
        guard let first = tokens[start] else { return nil }
        var at = start
        // `2nd Ld-Writethru`, `1ST LEAD`, `(2nd LD)`.
        if first.kind == .number, let stop = tokens[at + 1], stop.isMark("."), let word = tokens[at + 2],
            word.isAllCaps,
            MarkKind(word.classes) != nil
        {
            return at + 3
        }
        if first.kind == .number, first.count > 1 || tokens[at + 1]?.kind == .word {
            guard let next = tokens[at + 1], next.kind == .word, next.isA(.lead) else { return nil }
            return at + 2
        }
        guard first.kind == .word else { return nil }
        // `AFP ALERTE`, `AA - SON DAKİKA`
        let joint = tokens[at + 1]?.isDash == true ? at + 2 : at + 1
        if first.isA(.agency), let (kind, end) = words(tokens, at: joint), kind == .urgent { return end }
        if let (kind, end) = words(tokens, at: at) {
            at = end
            if let number = tokens[at], number.kind == .number, number.value < 100 { at += 1 }
            guard kind == .urgent else { return at }
            if let next = words(tokens, at: at), next.kind == .urgent { at = next.end }
            // `ALERTE AFP`
            if tokens[at]?.isA(.agency) == true, tokens[at + 1].map({ $0.kind == .mark }) ?? true { at += 1 }
            return at
        }
        if first.isA(.lead) {
            // `LEAD 2`, but not `LEAD 2-0`.
            if first.isAllCaps, let number = tokens[at + 1], number.kind == .number, number.value < 100,
                !(tokens[at + 2]?.isDash ?? false && tokens[at + 3]?.kind == .number)
            {
                return at + 2
            }
            return at + 1
        }
        return nil
    }

    /// The most words of a mark's phrase: `fe de errores`.
    private static let mostWords = 3

    /// What the words at a token mark, and the token after them: the longest phrase that the lexicon has.
    static func words(_ tokens: Tokens, at index: Int) -> (kind: MarkKind, end: Int)? {
        guard let first = tokens[index], first.kind == .word else { return nil }
        for end in stride(from: index + mostWords, to: index + 1, by: -1) {
            guard let last = tokens[end - 1], last.kind == .word,
                let kind = MarkKind(Lexicon.shared.classes(of: tokens.name(first, last)))
            else { continue }
            return (kind, end)
        }
        return MarkKind(first, in: tokens).map { ($0, index + 1) }
    }
}
