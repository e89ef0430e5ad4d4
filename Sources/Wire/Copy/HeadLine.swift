import Text
import Article

/// What a line above the body is, by its shape.
enum HeadLine {
    enum Kind: Equatable {
        case title
        case url
        case timestamp
        case byline
        case note
        /// A note whose bracket is not closed yet.
        case openNote
        case slugline
        case embargo
        case credit
        case mark
        /// The mark of a notice that takes a story back.
        case kill
        /// Printed by a site: how long ago, how long to read.
        case page
        case urgency(Int)
    }

    static func kind(of text: Span<UInt8>, isFirst: Bool) -> Kind {
        guard text.count > 0, text.count < 4_000 else { return .title }
        let head = Tokens.lowerBytes(text, 0, boundary(text, 48))
        if isURL(head, text) { return .url }
        if noteOpenings.opens(head), !KillMark.opensNotice(text) { return .note }
        // `=(Infographie)=`
        if text.count > 4, text[0] == 0x3D, text[1] == 0x28, furnishedStart(text, TextRange(0, text.count)) == 0 {
            return .note
        }
        // `(MORE TO FOLLOW) Dow Jones Newswires`
        if DeskLine.isBracketAndCodes(text) { return .credit }
        if text[0] == 0x28 || text[0] == 0x5B {
            if let bracket = bracketKind(text, head) { return bracket }
        }
        if text.count <= 120 {
            if let level = urgency(head) { return .urgency(level) }
            if KillMark.isLine(text) { return .kill }
            if MarkReader.isMarkLine(text) { return .mark }
            if isSlugline(text) { return .slugline }
            if Timestamp.matches(text) { return .timestamp }
            if Byline.matches(undashed(text)) || AgencyByline.matches(text) || !isFirst && SignByline.matches(text) {
                return .byline
            }
            // `10 years ago` alone is a headline.
            if !isFirst, PageLine(text) != nil { return .page }
        }
        if text[0] == 0x2F, text[text.count - 1] == 0x2F, text.count > 3, Lexicon.isAgency(text, 1, text.count - 1) {
            return .credit
        }
        if creditOpenings.opens(head) || reporters.opens(head) && CreditLine.matches(text, head, isBracketed: false) {
            return .credit
        }
        return CreditLine.reported(text) ? .credit : .title
    }

    /// A line without the dashes at its ends: `- Von Anna Holm, dpa -`.
    @_lifetime(copy text)
    private static func undashed(_ text: Span<UInt8>) -> Span<UInt8> {
        let isDashed = text.count > 8 && text[0] == 0x2D && text[1] == 0x20 && text[text.count - 1] == 0x2D
        return isDashed ? text.extracting(2..<text.count - 2) : text
    }

    static func boundary(_ text: Span<UInt8>, _ limit: Int) -> Int {
        var end = min(text.count, limit)
        while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    static func isURL(_ head: [UInt8], _ text: Span<UInt8>) -> Bool {
        guard urlOpenings.opens(head) else { return false }
        for index in 0..<text.count where text[index] == 0x20 { return false }
        return true
    }

    private static let urlOpenings = OpeningSet(["http://", "https://", "www."])
    static let noteOpenings = Lexicon.shared.openings(.note)
    static let bracketNoteOpenings = Lexicon.shared.openings(.bracketNote)
    private static let reporters = Lexicon.shared.openings(.headReporter)
    private static let creditOpenings = Lexicon.shared.openings(.headCredit)

    /// Where a bracket between equals signs begins that a headline ends with: `… =(PHOTO+VIDEO)=`.
    static func furnishedStart(_ text: Span<UInt8>, _ headline: TextRange) -> Int? {
        guard headline.count > 4, text[headline.end - 1] == 0x3D, text[headline.end - 2] == 0x29 else { return nil }
        var start = headline.end - 2
        while start > headline.start + 1, headline.end - start < 48, text[start] != 0x28 { start -= 1 }
        return text[start] == 0x28 && text[start - 1] == 0x3D ? start - 1 : nil
    }

    /// A line in brackets from end to end is a note; one in round brackets that does not close may go on.
    private static func bracketKind(_ text: Span<UInt8>, _ head: [UInt8]) -> Kind? {
        let open = text[0]
        let close: UInt8 = open == 0x28 ? 0x29 : 0x5D
        var depth = 0
        var index = 0
        while index < text.count {
            if text[index] == open { depth += 1 }
            if text[index] == close {
                depth -= 1
                if depth == 0 { break }
            }
            index += 1
        }
        if index >= text.count {
            let end = Words.firstEnd(text, 1, text.count)
            let isMark = MarkKind(Lexicon.shared.classes(of: Word(text, 1, end))) != nil
            return isMark || bracketNoteOpenings.opens(head, from: 1) ? .openNote : nil
        }
        var rest = index + 1
        while rest < text.count, text[rest] == 0x20 || text[rest] == 0x2E || text[rest] == 0x3D { rest += 1 }
        guard rest >= text.count else { return nil }
        if MarkReader.isMarkLine(text) { return .mark }
        // `(AFP)`
        if Lexicon.isAgency(text, 1, index) { return .credit }
        return .note
    }

    /// `Urgency: 3`: one of the words, a colon, a digit.
    private static func urgency(_ head: [UInt8]) -> Int? {
        guard head.count < 24, let digit = head.last, (0x31...0x39).contains(digit), urgencyOpenings.opens(head),
            let colon = head.firstIndex(of: 0x3A), head[(colon + 1)..<(head.count - 1)].allSatisfy({ $0 == 0x20 })
        else { return nil }
        return Int(digit - 0x30)
    }

    private static let urgencyOpenings = Lexicon.shared.openings(.urgency)

    /// `UKRAINE-CRISIS/TALKS`, `BC-US--Senate Vote,1st Ld-Writethru`: capitals and joints without a space.
    private static func isSlugline(_ text: Span<UInt8>) -> Bool {
        guard text[0] >= 0x41, text[0] <= 0x7A else { return false }
        if isCycleNumber(text) { return true }
        guard text[0] <= 0x5A else { return false }
        if cycleOpenings.opens(Tokens.lowerBytes(text, 0, boundary(text, 4))) { return text.count > 4 }
        var joints = 0
        var letters = 0
        var end = text.count
        // What follows a space or comma may be a mark, as in `UKRAINE-CRISIS (UPDATE 2)`.
        for index in 0..<text.count where text[index] == 0x20 || text[index] == 0x2C {
            end = index
            break
        }
        if end < text.count, !MarkReader.isMarkLine(text.extracting(end + 1..<text.count)) { return false }
        for index in 0..<end {
            switch text[index] {
            case 0x41...0x5A: letters += 1
            case 0x2D, 0x2F: joints += 1
            case 0x30...0x39: break
            default: return false
            }
        }
        return joints > 0 && letters >= 6
    }

    /// `a0234`: the letter of a wire's cycle and a number of four digits.
    private static func isCycleNumber(_ text: Span<UInt8>) -> Bool {
        guard text.count == 5, CharacterClass.isLetter(UInt32(text[0])) else { return false }
        for index in 1..<5 where text[index] < 0x30 || text[index] > 0x39 { return false }
        return true
    }

    private static let cycleOpenings = Lexicon.shared.openings(.cycle)

    static func isAllCaps(_ source: Span<UInt8>, _ line: Line) -> Bool {
        var upper = 0
        var index = line.start
        while index < line.end {
            let point = source.codePoint(at: index)
            if CharacterClass.isLower(point.value) { return false }
            if CharacterClass.isUpper(point.value) { upper += 1 }
            index += point.length
        }
        return upper > 2
    }

    /// `AP Business Writer`, `Associated Press`: the line under a byline that says what its bearer is.
    static func isBylineTitle(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start <= 60 else { return false }
        // `(Australian Associated Press)`
        if Brackets.encloses(source.extracting(start..<end)) { return Lexicon.isAgency(source, start + 1, end - 1) }
        // `Of DOW JONES NEWSWIRES`
        let joint = Words.firstEnd(source, start, end)
        if Lexicon.shared.contains(Word(source, start, joint), .agencyJoint), joint + 1 < end,
            Lexicon.isAgency(source, joint + 1, end)
        {
            return true
        }
        // `BBC News, Suvera`
        let comma = (start..<end).first { source[$0] == 0x2C } ?? end
        if Lexicon.isAgency(source, start, comma) { return true }
        var words = 1
        var last = start
        for index in start..<end where source[index] == 0x20 {
            words += 1
            last = index + 1
        }
        return words <= 6 && Lexicon.shared.contains(Word(source, last, end), .bylineTitle)
    }
}
