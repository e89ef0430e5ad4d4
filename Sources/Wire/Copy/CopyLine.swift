import Text
import Article

/// A line as its words tell what it is, whatever its ornament: rules of asterisks, brackets, dashes around it.
struct CopyLine {
    /// The text between the ornaments.
    let range: TextRange
    private let tokens: Tokens
    /// The text in small letters.
    private let lower: LowerText
    /// Whether it has capitals and no small letters.
    let isAllCaps: Bool

    /// The longest line that says one of these things.
    static let longest = 200

    /// - Parameter line: a stretch of UTF-8 without white space at its ends.
    init?(_ text: Span<UInt8>, _ line: TextRange) {
        guard let range = CopyLine.told(text, line) else { return nil }
        self.range = range
        let bytes = CopyLine.bytes(text, range)
        tokens = Tokens(bytes)
        lower = LowerText(bytes.span)
        isAllCaps = tokens.list.contains { $0.isAllCaps } && !tokens.list.contains { $0.kind == .word && $0.hasLower }
    }

    /// The text between the ornaments of a line that may say one of these things.
    private static func told(_ text: Span<UInt8>, _ line: TextRange) -> TextRange? {
        guard line.count > 1, line.count <= CopyLine.longest else { return nil }
        let range = CopyLine.bare(text, line)
        return range.isEmpty || !CopyLine.canOpen(text, range) ? nil : range
    }

    private static func bytes(_ text: Span<UInt8>, _ range: TextRange) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(text, from: range.start, to: range.end)
        return bytes
    }

    /// Whether the first word can open such a line, or it begins with a figure; most lines do neither.
    private static func canOpen(_ text: Span<UInt8>, _ range: TextRange) -> Bool {
        // `【報道解禁】6月12日午前6時`
        let bracket = text.codePoint(at: range.start)
        let start = Brackets.opens(bracket.value) ? range.start + bracket.length : range.start
        let end = Words.firstEnd(text, start, range.end)
        guard end > start else { return start < range.end && text[start].isFigure }
        return Lexicon.shared.opensLine(Word(text, start, end))
    }

    /// A line without the ornaments at its ends.
    private static func bare(_ text: Span<UInt8>, _ line: TextRange) -> TextRange {
        var range = line
        while range.start < range.end, let length = ornament(text.codePoint(at: range.start)) { range.start += length }
        while range.end > range.start, let length = ornament(text.codePoint(before: range.end)) { range.end -= length }
        // `【報道解禁：12日6時】`
        if Brackets.encloses(text.extracting(range.start..<range.end)) {
            range.start += text.codePoint(at: range.start).length
            range.end -= text.codePoint(before: range.end).length
        }
        return range
    }

    /// The bytes of a character that stands around such a line: a mark, a dash, a bullet, a picture; nil for any other.
    private static func ornament(_ point: CodePoint) -> Int? {
        switch point.value {
        case .space, .opening, .closing, .star, .plus, .hyphen, 0x3C...0x3E, .openingSquare, .closingSquare,
            .underscore, .bar, .tilde, .hash, .exclamation, .stop, 0x2010...0x2015, 0x2022, 0x203B, 0x203C,
            0x25A0...0x27BF, 0xFE0F, 0x1F300...0x1FAFF:
            point.length
        default: nil
        }
    }

    // MARK: What it says

    /// Whether it forbids use before a time: words of embargoes and of time, and nothing else.
    var isEmbargo: Bool { forbidsUse(isBelowEmbargo: false) }

    /// Whether it goes on with an embargo on the line above: `- frei für Online ab sofort -`.
    var continuesEmbargo: Bool { forbidsUse(isBelowEmbargo: true) }

    private func forbidsUse(isBelowEmbargo: Bool) -> Bool {
        let start = lower.opening(.hold)
        var isTrigger = start != nil || isBelowEmbargo
        var hasTime = false
        var hasQualifier = false
        var strange = 0
        for (index, token) in tokens.list.enumerated() where token.start >= start ?? 0 {
            let known = token.classes
            switch token.kind {
            case .number: hasTime = true
            case .mark: continue
            case .word where known.contains(.embargo): isTrigger = true
            case .word where known.contains(.weekday) || known.contains(.month):
                hasTime = true
            case .word where known.contains(.embargoWord):
                // `Das Embargo` is a headline, `Strict embargo` none.
                if !known.contains(.lookAlikeArticle) { hasQualifier = true }
            case .word where known.contains(.timeWord) || known.contains(.zone) || known.contains(.attention): break
            case .word where known.contains(.dateSign): hasTime = true
            case .word where token.shape.contains(.figure): hasTime = true
            // `10일(수)`
            case .word
            where token.isCaseless && tokens[index - 1]?.isMark("(") == true && tokens[index + 1]?.isMark(")") == true:
                break
            // `0001 AEST`: a zone that nobody has listed, in capitals behind a figure.
            case .word where token.isAllCaps && token.count <= 5 && tokens[index - 1]?.kind == .number: break
            case .word:
                // `New York time`
                guard namesZone(index) else { return false }
                strange += 1
            }
        }
        guard isTrigger, strange <= 3 else { return false }
        if isBelowEmbargo, start != nil { return true }
        return hasTime || (isAllCaps || hasQualifier && tokens.count > 1) && start == nil && tokens.count <= 6
    }

    /// Whether a word behind a clock is the one for time, or a name beside it: `Tokyo time`, `Berliner Zeit`.
    private func namesZone(_ index: Int) -> Bool {
        guard tokens.list[..<index].contains(where: { $0.kind == .number || $0.shape.contains(.figure) }) else {
            return false
        }
        for near in max(0, index - 3)...min(tokens.count - 1, index + 2) {
            if Lexicon.shared.contains(tokens.list[near].word, .clockNoun) { return true }
        }
        return false
    }

    /// Whether it says that a press release may be used: a phrase of releases, and at most a time behind it.
    var isRelease: Bool {
        guard var end = lower.opening(.release) else { return false }
        // `PRESS RELEASE - FOR IMMEDIATE RELEASE`
        while let next = tokens.list.first(where: { $0.start >= end && $0.kind != .mark }),
            let further = lower.opening(.release, from: next.start)
        {
            end = further
        }
        for (index, token) in tokens.list.enumerated() where token.start >= end && token.kind == .word {
            let known = token.classes
            guard
                isBeforeNumber(index) || known.contains(.timeWord) || known.contains(.month) || known.contains(.weekday)
                    || known.contains(.zone)
                    || token.shape.contains(.figure)
            else { return false }
        }
        return true
    }

    /// Whether a short word with at most a stop stands before a number: `Nr. 12`.
    private func isBeforeNumber(_ index: Int) -> Bool {
        guard tokens.list[index].count <= 3 else { return false }
        let next = tokens[index + 1]?.isMark(".") == true ? index + 2 : index + 1
        return tokens[next]?.kind == .number
    }

    /// Whether it is a label before whom to ask: alone, or with a colon and a name, a number or an address behind it.
    var isContact: Bool {
        guard let end = lower.opening(.contact) else { return false }
        guard let next = tokens.list.firstIndex(where: { $0.start >= end }) else { return true }
        // `For more information, please contact:`
        let isAnnouncement =
            tokens.isWhole && tokens.list.last?.isMark(":") == true && tokens.count - next <= CopyLine.mostBehindContact
        return tokens.list[next].isMark(":") || isAnnouncement
    }

    /// The most words and marks that go on with a label before whom to ask.
    private static let mostBehindContact = 6

    /// Whether it is an entry of a menu, a button, or a trail of such: `Home > News > Local`.
    var isMenu: Bool {
        // `12 Comments`, `Share 4`
        let words = tokens.list.drop { $0.kind == .number }
        if let first = words.first, let last = words.last(where: { $0.kind == .word }),
            Lexicon.shared.contains(tokens.name(first, last), .menu)
        {
            return true
        }
        return isTrail
    }

    /// Whether it is a trail of entries, all of which are known, or of three or more all but the last: `Home > News > Local`.
    var isTrail: Bool {
        var start = 0
        var parts = 0
        var unknown = 0
        let bytes = lower.bytes + [0x3E]
        for index in bytes.indices {
            guard let length = CopyLine.trailMark(bytes, index) else { continue }
            guard index + 1 - length > start else { return false }
            let part = TextLines.trimmed(Array(bytes[start..<index + 1 - length]))
            if part.isEmpty || part.count > 32 { return false }
            if unknown > 0 { return false }
            parts += 1
            let known = Lexicon.shared.classes(of: Word(part.span, 0, part.count))
            if !known.contains(.menu), !known.contains(.section) { unknown += 1 }
            start = index + 1
        }
        return parts - unknown > 1
    }

    /// The bytes of the mark that ends at a byte and parts the entries of a trail: `>`, `|`, `»`, `→`, `›`, a slash with space
    /// around it; nil where none does.
    private static func trailMark(_ bytes: [UInt8], _ index: Int) -> Int? {
        switch bytes[index] {
        case .greater, .bar: 1
        case 0xBB where index > 0 && bytes[index - 1] == 0xC2: 2
        case 0x92 where index > 1 && bytes[index - 1] == 0x86 && bytes[index - 2] == 0xE2: 3
        case 0xBA where index > 1 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2: 3
        case .slash
        where index > 0 && bytes[index - 1] == .space && index + 1 < bytes.count && bytes[index + 1] == .space: 1
        default: nil
        }
    }

    /// Whether it is what a press database prints around a story: `1 of 3 DOCUMENTS`, `Late Edition`.
    var isFurniture: Bool {
        var known = 0
        for token in tokens.list {
            switch token.kind {
            case .number: continue
            case .mark: return false
            case .word:
                if token.shape.contains(.figure) { continue }
                guard token.isA(.furniture) else { return false }
                known += 1
            }
        }
        let hasNumber = tokens.list.contains { $0.kind == .number || $0.shape.contains(.figure) }
        return known > 0 && (hasNumber || known > 1)
    }

    /// Whether a line opens with an entry of a class: a mail's foot, or what a desk tells its clients below the copy
    /// (`# dpa-Notizblock`).
    static func opens(_ text: Span<UInt8>, _ line: TextRange, with lexicalClass: LexicalClass) -> Bool {
        guard let range = CopyLine.told(text, line) else { return false }
        let bare = text.extracting(range.start..<range.end)
        let openings = Lexicon.shared.openings(lexicalClass)
        // Small letters can have more bytes than capitals, and fewer.
        return openings.mayOpen(bare) && openings.opens(Stretch.opening(bare, limit: 2 * openings.longest))
    }

    /// Whether it closes a letter.
    var isMailClosing: Bool {
        guard range.count <= CopyLine.longestClosing, let end = lower.opening(.mailClosing) else {
            return false
        }
        return tokens.list.allSatisfy { $0.start < end || $0.kind == .mark }
    }

    private static let longestClosing = 48

    /// Whether it says that a message has been sent on.
    var isMailForward: Bool { lower.opening(.mailForward) != nil }

    /// Whether it is the label above the name of the house that a release comes from, and nothing else.
    var isProvider: Bool {
        guard let end = lower.opening(.provider) else { return false }
        return tokens.list.allSatisfy { $0.start < end || $0.isMark(":") }
    }

    /// Whether it is a day and nothing else, without a year or a clock: it heads a day of a list of days to come.
    var isDay: Bool {
        var hasDay = false
        var hasName = false
        var at = 0
        while let token = tokens[at] {
            switch token.kind {
            case .number:
                guard token.count <= 2, (1...31).contains(token.value), !hasDay || tokens[at - 1]?.isDash == true else {
                    return false
                }
                hasDay = true
            case .word:
                guard token.isA(.month) || token.isA(.weekday) || token.isA(.dayWord) else { return false }
                if !token.isA(.dayWord) { hasName = true }
            case .mark:
                guard token.isMark(",") || token.isMark(".") || token.isMark(":") || token.isDash else { return false }
            }
            at += 1
        }
        return hasName && (hasDay || tokens.count <= 2 && namesWeekday)
    }

    /// Whether it is a clock and nothing else, perhaps with its zone: it heads an entry of a story that is told as it happens.
    var isClock: Bool {
        tokens.isWhole && tokens.count > 1 && tokens.list[0].kind == .number && Timestamp.isPlain(tokens.bytes.span)
            && tokens.list.allSatisfy { !$0.isA(.month) && !$0.isA(.weekday) }
            && tokens.list.filter { $0.kind == .number }.count <= 2
    }

    /// Whether a weekday is part of it.
    var namesWeekday: Bool { tokens.list.contains { $0.isA(.weekday) } }
}
