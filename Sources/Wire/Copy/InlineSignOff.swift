import Text
import Article

/// Sign-offs after the last sentence of a paragraph.
enum InlineSignOff {
    /// `(jd)` after a sentence: two letters of the writer's.
    private static func isLetters(_ text: Span<UInt8>, _ name: TextRange) -> Bool {
        guard name.count == 2, !Lexicon.shared.contains(Word(text, name.start, name.end), .notInitials) else {
            return false
        }
        return text[name.start].isSmall && text[name.end - 1].isSmall
    }

    /// `(ABC, VDV)`, `/АБ/`: capitals of two writers, or of one where the dateline names an agency.
    private static func isWriters(_ text: Span<UInt8>, _ name: TextRange, hasSource: Bool) -> Bool {
        if hasSource, isHyphenated(text, name) { return true }
        guard let found = DeskLine.isCapitals(text, in: name) else { return false }
        return found.groups > 1 || hasSource && name.count <= longestWriter
    }

    /// `(AY-MK-Y)`: capitals of one to four letters, with hyphens between them.
    private static func isHyphenated(_ text: Span<UInt8>, _ name: TextRange) -> Bool {
        var run = 0
        var groups = 0
        for index in name.start...name.end {
            if index < name.end, text[index].isCapital {
                run += 1
                continue
            }
            guard (1...longestWriter).contains(run), index == name.end || text[index] == .hyphen else { return false }
            groups += 1
            run = 0
        }
        return groups > 1
    }

    /// `… Transporte…EFE`, `… errores.EFE`: an agency in capitals right behind the end of a sentence.
    private static func unspaced(_ text: Span<UInt8>, _ range: TextRange, source: Word?) -> Int? {
        var start = range.end
        while start > range.start, range.end - start <= longestGlued, text[start - 1].isCapital { start -= 1 }
        guard range.end - start >= 3, range.end - start <= longestGlued, start > range.start + 8 else { return nil }
        let isStop = text[start - 1] == .stop && (text[start - 2].isSmall || text[start - 2] >= 0x80)
        guard isStop || text.codePoint(before: start).value == 0x2026 else { return nil }
        return Word(text, start, range.end) == source || Lexicon.isAgency(text, start, range.end) ? start : nil
    }

    private static let longestGlued = 8

    /// `(NAN)(www.nannews.ng)`: where a bracket with nothing but the address of a site begins, right behind another.
    private static func site(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        guard text[range.end - 1] == .closing,
            let start = Brackets.opening(text, from: range.start, before: range.end, within: 40),
            start > range.start + 8,
            text[start - 1] == .closing, isSite(text, start + 1, range.end - 1)
        else { return nil }
        return start
    }

    /// `www.nannews.ng`
    private static func isSite(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 6, text[start] != .stop, text[end - 1] != .stop else { return false }
        return (start..<end).contains { text[$0] == .stop }
            && (start..<end).allSatisfy {
                text[$0].isSmall || text[$0].isCapital || text[$0] == .stop || text[$0] == .hyphen
            }
    }

    private static let longestWriter = 4
    private static let longestLetters = 20

    /// `… . (Hina) xabc yde`: an agency in a bracket, and the letters of its desk.
    private static func bracketAndLetters(_ text: Span<UInt8>, _ range: TextRange) -> Int? {
        guard let close = (range.start..<range.end).suffix(longestLetters + 1).last(where: { text[$0] == .closing }),
            close + 1 < range.end, close > range.start + 8,
            let start = Brackets.opening(text, from: range.start, before: close + 1, within: 24),
            start > range.start + 1, text[start - 1] == .space,
            Sentence.ends(text, range.start, start - 1),
            DeskLine.isBracketAndCodes(text.extracting(start..<range.end))
        else { return nil }
        return start
    }

    /// Where one of the signs, or the name of the dateline's agency without a frame or with one of dashes, begins
    /// after a paragraph's last sentence: `… said. -30-`, `… said. FENA`, `… said. -- FENA jd/rr`.
    private static func plainInline(_ text: Span<UInt8>, _ range: TextRange, source: Word?) -> Int? {
        var start = range.end
        // At most four words, the shortest first.
        for _ in 0..<4 {
            while start > range.start, range.end - start < 40, text[start - 1] != .space { start -= 1 }
            guard start > range.start + 4, text[start - 1] == .space else { return nil }
            if Sentence.ends(text, range.start, start - 1) {
                let stretch = text.extracting(start..<range.end)
                if SignOff.isSign(stretch), !isBullets(stretch) {
                    return isLowerCase(stretch) && Word(stretch, 0, stretch.count) != "enditem" ? nil : start
                }
                if isShoutedEnd(stretch) { return start }
                if isDashed(stretch) { return start }
                // `… . jnv dr`
                if source != nil, DeskLine.isGroups(stretch, fewest: 1) { return start }
                if isKnown(text, range.start, start, range.end) { return start }
                if let source, text[range.end - 1] != .stop, text[range.end - 1] != .closing, text[start] != .opening,
                    SignOff.isAgency(source, text, start, range.end)
                {
                    return start
                }
                return nil
            }
            start -= 1
        }
        return nil
    }

    /// `… over the river Reuters`: the dateline's agency that nothing parts from a last sentence without its full stop, unless
    /// the word before it leads on to a name.
    private static func unparted(_ text: Span<UInt8>, _ range: TextRange, source: Word) -> Int? {
        var start = range.end
        while start > range.start, range.end - start < 24, text[start - 1] != .space { start -= 1 }
        guard start > range.start + 24, text[start - 1] == .space, Word(text, start, range.end) == source else {
            return nil
        }
        var before = start - 1
        while before > range.start, text[before - 1] != .space { before -= 1 }
        // A word of small letters or a number, nothing else.
        for index in before..<start - 1
        where !(text[index].isSmall || text[index].isFigure) {
            return nil
        }
        return Lexicon.shared.contains(Word(text, before, start - 1), .leadsOn) ? nil : start
    }

    /// `… added. EFE`, `… added. Reuter`: a known agency in capitals, or of five letters or more, after a sentence whose last
    /// word is no abbreviation.
    private static func isKnown(_ text: Span<UInt8>, _ from: Int, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 3, start > from + 5, Lexicon.isAgency(text, start, end) else { return false }
        for index in start..<end {
            let isCapital = text[index].isCapital
            guard isCapital || index > start && end - start > 4 && text[index].isSmall else {
                return false
            }
        }
        // `… Corp. EFE` goes on, `… 33.7. EFE` does not.
        var letters = 0
        var index = start - 2
        // Quotation marks and brackets after the stop.
        while index > from + 1, !isStop(text[index]) { index -= 1 }
        index -= 1
        while index > from, text[index] != .space {
            guard text[index] >= 0x80 || CharacterClass.isLetter(UInt32(text[index])) else { break }
            letters += 1
            index -= 1
        }
        return letters > 3 || letters == 0 && text[index] != .stop && text[index] != .space
    }

    /// ` END`
    private static func isShoutedEnd(_ text: Span<UInt8>) -> Bool {
        text.count == 3 && text[0] == 0x45 && text[1] == 0x4E && text[2] == 0x44
    }

    /// `--IANS`, `-AP`, `— AFP`, `– SAnews.gov.za`, `PTI JS`: a known agency in capitals behind dashes, or before capitals of the desk's.
    private static func isDashed(_ text: Span<UInt8>) -> Bool {
        guard (3...24).contains(text.count) else { return false }
        let name = SignOff.bare(text, 0, text.count)
        if name.start > 0, CharacterClass.isDash(text.codePoint(at: 0).value), isSite(text, name.start, name.end) {
            return true
        }
        for index in name.start..<name.end where !text[index].isCapital && text[index] != .space {
            return false
        }
        if name.start > 0, name.end == text.count, CharacterClass.isDash(text.codePoint(at: 0).value) {
            return Lexicon.isAgency(text, name.start, name.end)
        }
        var cut = name.start
        while cut < name.end, text[cut] != .space { cut += 1 }
        return name.start == 0 && cut >= 3 && cut + 2 < name.end && Lexicon.isAgency(text, 0, cut)
            && DeskLine.isCodes(text, cut + 1)
    }

    private static func isStop(_ byte: UInt8) -> Bool {
        byte == .stop || byte == .exclamation || byte == .question || byte == .colon
    }

    private static func isBullets(_ text: Span<UInt8>) -> Bool { text[0] == .star || text[0] == .plus }

    /// `ends` in small letters and without a frame is a word.
    private static func isLowerCase(_ text: Span<UInt8>) -> Bool { text[0].isSmall }

    /// Where a sign-off in brackets after a paragraph's last sentence begins: `… said. /TASS/`, `… . (dpa)`.
    static func start(_ text: Span<UInt8>, _ range: TextRange, source: Word?) -> Int? {
        var end = range.end
        guard end - range.start > 8 else { return nil }
        if let site = site(text, range) {
            return start(text, TextRange(range.start, site), source: source)
        }
        if let start = unspaced(text, range, source: source) { return start }
        if let start = plainInline(text, range, source: source) { return start }
        if let source, let start = unparted(text, range, source: source) { return start }
        if let start = bracketAndLetters(text, range) { return start }
        // `… said./.`
        if text[end - 1] == .stop, text[end - 2] == .slash, text[end - 3] == .stop { return end - 2 }
        if text[end - 1] == .stop { end -= 1 }
        let close = text.codePoint(before: end)
        guard let open = Brackets.openingSource(close.value) else { return nil }
        var start = end - close.length
        while start > range.start, end - start < 40 {
            let point = text.codePoint(before: start)
            start -= point.length
            if point.value == open { break }
        }
        guard text.codePoint(at: start).value == open, start > range.start else { return nil }
        let name = SignOff.bare(text, start + close.length, end - close.length)
        let word = Word(text, name.start, name.end)
        let isDatelines = source.map({ SignOff.isAgency($0, text, name.start, name.end) }) ?? false
        guard !name.isEmpty,
            Lexicon.isAgency(text, name.start, name.end) || isDatelines || DeskLine.isShared(text, in: name)
                || isLetters(text, name) || isWriters(text, name, hasSource: source != nil)
                || Lexicon.shared.contains(word, .endWord) && word != "more"
        else { return nil }
        var before = start
        while before > range.start, text[before - 1] == .space { before -= 1 }
        guard before > range.start, Sentence.ends(text, range.start, before) else { return nil }
        return start
    }
}
