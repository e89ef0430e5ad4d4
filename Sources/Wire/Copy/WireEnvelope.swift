import Text
import Article

/// The lines that raw copy of a wire has above its headline: the call `ZCZC`, codes of the desk, the message's number
/// and priority, the selector, and the slug.
///
/// ```
/// a0123 -----  r i BC-Suvera-Bridge 06-10 0456        ZCZC                                 C T
/// BC-Suvera-Bridge,0456                               bdt0123 3 pl 250  dpa 0456           f0704reute
/// Bridge reopens in Suvera                            Brücken/Nordland/                    u f BC-SUVERA-BRIDGE 03-13 0103
/// ```
struct WireEnvelope {
    /// How many of the first lines belong to it.
    private(set) var lineCount = 0
    /// What it calls the story: its slug, else its number and codes.
    private(set) var slug: Line?
    /// The priority after the message's number.
    private(set) var urgency: Int?

    /// The most lines that an envelope has.
    private static let maximumLines = 8
    /// The lines in which the marks of ANPA 1312 stand.
    private static let markedLines = 16
    /// How many lines without them can stand above.
    private static let headerLines = 3

    /// The headline that a line marks as such, without its mark.
    private(set) var headline: Line?
    /// A line of marks above the message's number: `URGENT`.
    private(set) var mark: Line?

    private enum Kind {
        case call
        case codes
        case number
        case selector
    }

    init(_ lines: [Line], in text: Span<UInt8>) {
        var number: Line?
        var isCalled = false
        // A headline and a paragraph stand under it.
        while lineCount < min(lines.count - 2, WireEnvelope.maximumLines) {
            let line = lines[lineCount]
            if isCalled, takeKeyword(line, text) || WireEnvelope.isCodes(line, text) {
                lineCount += 1
                continue
            }
            if number == nil, WireEnvelope.isBareNumber(line, text), isNumber(lines[lineCount + 1], text) {
                number = line
                lineCount += 1
                continue
            }
            if lineCount == 0, mark == nil, WireEnvelope.isMark(line, text), isNumber(lines[1], text) {
                mark = line
                lineCount += 1
                continue
            }
            if WireEnvelope.isCategories(line, text), lineCount > 0 || lines[1].afterBlank {
                lineCount += 1
                continue
            }
            guard let (kind, slugStart) = WireEnvelope.kind(of: line, in: text) else { break }
            switch kind {
            case .call: isCalled = true
            case .codes: guard isNumber(lines[lineCount + 1], text) else { return }
            case .number:
                number = number ?? line
                urgency = urgency ?? WireEnvelope.priority(of: line, in: text)
            case .selector:
                guard slugStart != nil || lineCount > 0 || WireEnvelope.opensSlug(text, lines[1].start, lines[1].end)
                else { return }
            }
            if slug == nil, let slugStart {
                slug = line
                // The priority stays with the number.
                if urgency == nil { slug?.start = slugStart }
            }
            lineCount += 1
        }
        if slug == nil, number == nil { takeSlug(isCalled, lines, text) }
        slug = slug ?? number
        if let number, slug?.start == number.start, slug?.end == number.end, lineCount + 2 < lines.count,
            WireEnvelope.isOneWord(text, lines[lineCount].start, lines[lineCount].end)
        {
            slug?.end = lines[lineCount].end
            lineCount += 1
        }
    }

    /// `Norlande-transport-pont`: one word with hyphens in a block of its own, under a call or of three parts, and a headline
    /// below it.
    private mutating func takeSlug(_ isCalled: Bool, _ lines: [Line], _ text: Span<UInt8>) {
        guard
            isCalled
                || lineCount == 0 && WireEnvelope.joints(lines[0], text) > 1
                    && CharacterClass.isLetter(text.codePoint(at: lines[0].start).value),
            lineCount + 2 < lines.count, lines[lineCount + 1].afterBlank, lines[lineCount + 2].afterBlank
        else {
            return
        }
        let headline = lines[lineCount + 1]
        guard WireEnvelope.isOneWord(text, lines[lineCount].start, lines[lineCount].end),
            headline.count <= CopyLine.longest, !Sentence.ends(text, headline.start, headline.end)
        else { return }
        slug = lines[lineCount]
        lineCount += 1
    }

    /// Whether the rest of a line is a day: `10.06.2026`, `Mi, 10.Jun 2026`.
    private static func isDay(_ text: Span<UInt8>, _ word: TextRange, of line: Line) -> Bool {
        var start = word.start
        if text[word.end - 1] == .comma, word.count <= 4, word.end < line.end {
            start = word.end
            while start < line.end, text[start] == .space { start += 1 }
        }
        return Timestamp.matches(text.extracting(start..<line.end)) || Timestamp.isShortDay(text, start, line.end)
    }

    private static func isMark(_ line: Line, _ text: Span<UInt8>) -> Bool {
        MarkReader.isMarkLine(text.extracting(line.start..<line.end))
    }

    /// The hyphens and slashes of a line.
    private static func joints(_ line: Line, _ text: Span<UInt8>) -> Int {
        var joints = 0
        for index in line.start..<min(line.end, line.start + 48) where text[index] == .hyphen || text[index] == .slash {
            joints += 1
        }
        return joints
    }

    /// `a0456` on a line of its own.
    private static func isBareNumber(_ line: Line, _ text: Span<UInt8>) -> Bool {
        line.count == 5 && messageNumber(text, TextRange(line.start, line.end)) != nil
    }

    /// A line that a sign tells the use of, as AAP's wire has them under the call: `$` category, `:` keyword, `=` take,
    /// `#` headline, `%` source, `*` form, `&` service, `+` subject.
    private mutating func takeKeyword(_ line: Line, _ text: Span<UInt8>) -> Bool {
        guard "$:=#%*&+".utf8.contains(text[line.start]), line.count <= 80 else { return false }
        var value = line
        value.start += 1
        while value.start < value.end, text[value.start] == .space { value.start += 1 }
        guard value.start < value.end else { return true }
        if text[line.start] == .hash { headline = headline ?? value }
        if text[line.start] == .colon { slug = slug ?? value }
        return true
    }

    /// Codes under a call: `XCI20260610_SXA`, `R POL S0A QBXB`: no small letters, and a figure or a single letter in one word
    /// while the others are short.
    private static func isCodes(_ line: Line, _ text: Span<UInt8>) -> Bool {
        guard line.count <= 40 else { return false }
        var isCode = false
        var at = line.start
        while at < line.end {
            while at < line.end, text[at] <= .space { at += 1 }
            let word = word(text, at, line.end)
            guard !word.isEmpty else { break }
            var hasFigure = false
            for index in word.start..<word.end {
                switch text[index] {
                case UInt8.figures: hasFigure = true
                case UInt8.capitals, .underscore, .hyphen, .slash, .opening, .closing: break
                default: return false
                }
            }
            // `PPP/`
            let isOpen = word.end == line.end && word.start == line.start && text[word.end - 1] == .slash
            if hasFigure || isOpen || word.count == 1 || word.count == 2 && word.start == line.start { isCode = true }
            guard hasFigure || word.count <= 4 || text[word.end - 1] == .closing else { return false }
            at = word.end
        }
        return isCode
    }

    /// Whether a line opens an envelope.
    static func opens(_ text: Span<UInt8>) -> Bool {
        guard let (kind, slug) = kind(of: Line(start: 0, end: text.count), in: text) else { return false }
        return kind == .call || kind == .number || kind == .selector && slug != nil
    }

    /// Takes `^` and `<` or `=`, which ANPA 1312 begins and ends the lines of a head with, off the lines.
    static func removeMarks(_ lines: inout [Line], in text: Span<UInt8>) {
        var isMarked = false
        for index in 0..<min(lines.count, markedLines) {
            let line = lines[index]
            let isClosed = text[line.end - 1] == .less || text[line.end - 1] == .equals
            guard text[line.start] == .caret, line.count > 3, isClosed || isMarked else {
                if index < headerLines { continue }
                return
            }
            isMarked = true
            lines[index].start += 1
            if isClosed { lines[index].end -= 1 }
            while lines[index].end > lines[index].start + 1, text[lines[index].end - 1] <= .space {
                lines[index].end -= 1
            }
        }
    }

    /// What a line of an envelope is, and where the story's slug begins in it.
    private static func kind(of line: Line, in text: Span<UInt8>) -> (Kind, slug: Int?)? {
        guard line.count <= 80 else { return nil }
        let first = word(text, line.start, line.end)
        if first.count == 4, text[first.start] == 0x5A, Word(text, first.start, first.end) == "zczc" {
            return words(after: first, of: line, text).allSatisfy {
                isCode(text, $0, limit: longestCode) || isSharedCode(text, $0)
            } ? (.call, nil) : nil
        }
        // `ZCZC1234/SXA`
        if first.count > 4, first.count <= 16, first.end == line.end,
            Word(text, first.start, first.start + 4) == "zczc",
            isNumbered(text, first.start + 4, first.end)
        {
            return (.call, nil)
        }
        if let isWhole = messageNumber(text, first) {
            let rest = words(after: first, of: line, text)
            // A control character parts the wire's number and name.
            if rest.count == 1, text[first.end] < .space, rest[0].count <= 6 { return (.number, nil) }
            var figures = isWhole ? 1 : 0
            for word in rest {
                // `APA0432 5 AI 0331 Mi, 10.Jun 2026`
                if figures > 1, isDay(text, word, of: line) { break }
                if opensSlug(text, word.start, line.end) { return (.number, word.start) }
                guard
                    isCode(text, word, limit: 3)
                        || figures > 0 && word.end == line.end && isOneWord(text, word.start, word.end)
                else { return nil }
                if !isLetter(text[word.start]) { figures += 1 }
            }
            return figures > 0 ? (.number, nil) : nil
        }
        if isAgencyNumber(text, first), words(after: first, of: line, text).allSatisfy({ isCode(text, $0, limit: 4) }) {
            return (.number, nil)
        }
        if isDatedSlug(line, first, text) { return (.selector, line.start) }
        guard first.count <= 2, isLetter(text[first.start]) else { return nil }
        let rest = words(after: first, of: line, text)
        if isCapitals(text, first) { return rest.allSatisfy { isCapitals(text, $0) } ? (.codes, nil) : nil }
        // `u f BC-SUVERA-BRIDGE   03-13 0103`
        guard first.count == 1, let second = rest.first, second.count == 1, text[second.start].isSmall
        else { return nil }
        guard rest.count > 1 else { return (.selector, nil) }
        return opensSlug(text, rest[1].start, line.end) ? (.selector, rest[1].start) : nil
    }

    /// `ČTK0123`, `T2026061005432`: an agency's name or a letter, and the number of the message.
    private static func isAgencyNumber(_ text: Span<UInt8>, _ word: TextRange) -> Bool {
        var figures = word.end
        while figures > word.start, text[figures - 1].isFigure { figures -= 1 }
        switch word.end - figures {
        case 4...6: return figures > word.start + 1 && Lexicon.isAgency(text, word.start, figures)
        case longNumber: return figures == word.start + 1 && isUpper(text[word.start])
        default: return false
        }
    }

    /// The figures of a number that begins with the day.
    private static let longNumber = 10...16

    /// `ekl wel pol`: two to five codes of three small letters, none a small word of a language, in a block of their own.
    private static func isCategories(_ line: Line, _ text: Span<UInt8>) -> Bool {
        guard line.count <= 20, line.count >= 7 else { return false }
        let first = word(text, line.start, line.end)
        let all = [first] + words(after: first, of: line, text)
        return (2...5).contains(all.count)
            && all.allSatisfy { word in
                word.count == 3 && (word.start..<word.end).allSatisfy { text[$0].isSmall }
                    && !Lexicon.shared.contains(Word(text, word.start, word.end), .common)
            }
    }

    /// `bc-suvera-bridge  06-10  0345`: a slug, and the day and the length behind it.
    private static func isDatedSlug(_ line: Line, _ first: TextRange, _ text: Span<UInt8>) -> Bool {
        guard opensSlug(text, first.start, first.end) else { return false }
        let rest = words(after: first, of: line, text)
        return rest.count == 2 && rest.allSatisfy { isCode(text, $0, limit: 0) && isNumbered(text, $0.start, $0.end) }
    }

    /// The longest word of letters behind a call.
    private static let longestCode = 8

    /// `ANS0123/SXA`: capitals and figures, and a slash between two codes.
    private static func isSharedCode(_ text: Span<UInt8>, _ word: TextRange) -> Bool {
        for index in word.start..<word.end {
            switch text[index] {
            case .slash, UInt8.figures, UInt8.capitals, .underscore: break
            default: return false
            }
        }
        return isNumbered(text, word.start, word.end)
    }

    private static func isNumbered(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end where text[index].isFigure { return true }
        return false
    }

    /// The word at a byte: up to white space or one of the wire's control characters.
    private static func word(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> TextRange {
        var end = start
        while end < limit, text[end] > .space, text[end] != .delete { end += 1 }
        return TextRange(start, end)
    }

    private static func words(after first: TextRange, of line: Line, _ text: Span<UInt8>) -> [TextRange] {
        var words: [TextRange] = []
        var at = first.end
        while at < line.end {
            while at < line.end, text[at] <= .space || text[at] == .delete { at += 1 }
            let next = word(text, at, line.end)
            if !next.isEmpty { words.append(next) }
            at = max(next.end, at)
        }
        return words
    }

    private func isNumber(_ line: Line, _ text: Span<UInt8>) -> Bool {
        guard let (kind, _) = WireEnvelope.kind(of: line, in: text) else { return false }
        return kind == .number || kind == .selector
    }

    /// `a0123`, `bdt0123`, `PAR123`: letters and figures. True where letters after them make a name of its own, as in
    /// `f0704reute`; nil where it is none.
    private static func messageNumber(_ text: Span<UInt8>, _ word: TextRange) -> Bool? {
        var at = word.start
        while at < word.end, isLetter(text[at]), isUpper(text[at]) == isUpper(text[word.start]) { at += 1 }
        let letters = at - word.start
        while at < word.end, CharacterClass.isDigit(UInt32(text[at])) { at += 1 }
        let figures = at - word.start - letters
        // An airliner has one letter and three figures.
        guard letters == 1 && figures == 4 || (2...4).contains(letters) && (3...4).contains(figures) else { return nil }
        guard at < word.end else { return false }
        // `a1234----`
        if text[at] == .hyphen {
            while at < word.end, text[at] == .hyphen { at += 1 }
            return at == word.end ? true : nil
        }
        guard word.end - at <= 6, letters == 1 else { return nil }
        while at < word.end, text[at].isSmall { at += 1 }
        return at == word.end ? true : nil
    }

    /// Letters and figures up to a limit, figures and hyphens of any length, an agency's name, or a code after a slash.
    private static func isCode(_ text: Span<UInt8>, _ word: TextRange, limit: Int) -> Bool {
        if text[word.start] == .slash || Lexicon.isAgency(text, word.start, word.end) { return true }
        var letters = 0
        for index in word.start..<word.end {
            if isLetter(text[index]) {
                letters += 1
            } else if !CharacterClass.isDigit(UInt32(text[index])), text[index] != .hyphen {
                return false
            }
        }
        return letters == 0 || word.count <= limit
    }

    /// `3` of `bdt0123 3 pl 250`
    private static func priority(of line: Line, in text: Span<UInt8>) -> Int? {
        let first = word(text, line.start, line.end)
        guard let word = words(after: first, of: line, text).first, word.count == 1,
            (0x31...0x39).contains(text[word.start])
        else { return nil }
        return Int(text[word.start] - 0x30)
    }

    private static func opensSlug(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start > 4, text[start + 2] == .hyphen,
            text[start + 1] | 0x20 == 0x63 || text[start + 1] | 0x20 == 0x6D
        else { return false }
        switch text[start] | 0x20 {
        case 0x62: return text[start + 1] | 0x20 == 0x63
        case 0x61, 0x70: return text[start + 1] | 0x20 == 0x6D
        default: return false
        }
    }

    /// `Brücken/Nordland/`, `Suvera-pont`: the slug under a number or behind it.
    private static func isOneWord(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start <= 48, !opensSlug(text, start, end) else { return false }
        var joints = 0
        for index in start..<end {
            switch text[index] {
            case .hyphen, .slash: joints += 1
            case UInt8.figures, UInt8.capitals, UInt8.smalls, 0x80...: break
            default: return false
            }
        }
        return joints > 0
    }

    private static func isCapitals(_ text: Span<UInt8>, _ word: TextRange) -> Bool {
        guard word.count <= 2 else { return false }
        for index in word.start..<word.end where !isUpper(text[index]) { return false }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isUpper(_ byte: UInt8) -> Bool { byte.isCapital }
}
