import Text
import Article

/// What a line is: by its own shape, or, of a copy's head, by its words and its neighbours (``LineKinds``).
enum LineKind: Equatable {
    /// A headline, a section, a deck, a paragraph: what nothing else tells.
    case title
    case url
    case timestamp
    case byline
    case note
    /// A note whose bracket is not closed yet.
    case openNote
    case slugline
    /// Forbids use before a time.
    case embargo
    case credit
    case mark
    /// The mark of a notice that takes a story back.
    case kill
    /// Printed by a site: how long ago, how long to read.
    case page
    case urgency(Int)

    // By the neighbours.
    /// Says that a press release may be used.
    case release
    /// Says whom to ask.
    case contact
    /// A menu, a button, a line of a database or of a mail's head: nothing of the story.
    case furniture
    /// Goes on with the value of the label above.
    case labelled
    /// The value of a label, from a byte on.
    case label(LexicalClass, Int)
    /// Says on which day, and perhaps in which section, a press database has the story.
    case source(SourceLine)

    /// What a line is by its shape.
    static func of(_ text: Span<UInt8>, isFirst: Bool) -> LineKind {
        guard text.count > 0, text.count < 4_000 else { return .title }
        let head = Stretch.opening(text)
        if Stretch.isURL(head, text) { return .url }
        if noteOpenings.opens(head), !KillMark.opensNotice(text) { return .note }
        // `=(Infographie)=`
        if text.count > 4, text[0] == .equals, text[1] == .opening, furnishedStart(text, TextRange(0, text.count)) == 0
        {
            return .note
        }
        // `(MORE TO FOLLOW) Dow Jones Newswires`
        if DeskLine.isBracketAndCodes(text) { return .credit }
        if Brackets.opens(ascii: text[0]) {
            if let bracket = bracketKind(text, head) { return bracket }
        }
        if text.count <= 120 {
            if let level = urgency(head) { return .urgency(level) }
            if KillMark.isLine(text) { return .kill }
            if MarkReader.isMarkLine(text) { return .mark }
            if isSlugline(text) { return KillMark.followsSlug(text) ? .title : .slugline }
            if Timestamp.matches(text) { return .timestamp }
            if Byline.matches(undashed(text), isFirst: isFirst) || AgencyByline.matches(text)
                || !isFirst && SignByline.matches(text)
            {
                return .byline
            }
            // `10 years ago` alone is a headline.
            if !isFirst, PageLine(text) != nil { return .page }
        }
        if text[0] == .slash, text[text.count - 1] == .slash, text.count > 3, Lexicon.isAgency(text, 1, text.count - 1)
        {
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
        let isDashed = text.count > 8 && text[0] == .hyphen && text[1] == .space && text[text.count - 1] == .hyphen
        return isDashed ? text.extracting(2..<text.count - 2) : text
    }

    static let noteOpenings = Lexicon.shared.openings(.note)
    static let bracketNoteOpenings = Lexicon.shared.openings(.bracketNote)
    private static let reporters = Lexicon.shared.openings(.headReporter)
    private static let creditOpenings = Lexicon.shared.openings(.headCredit)

    /// Where a bracket between equals signs begins that a headline ends with: `… =(PHOTO+VIDEO)=`.
    static func furnishedStart(_ text: Span<UInt8>, _ headline: TextRange) -> Int? {
        guard headline.count > 4, text[headline.end - 1] == .equals, text[headline.end - 2] == .closing else {
            return nil
        }
        guard let start = Brackets.opening(text, from: headline.start, before: headline.end - 1, within: 48),
            start > headline.start, text[start - 1] == .equals
        else { return nil }
        return start - 1
    }

    /// A line in brackets from end to end is a note; one in round brackets that does not close may go on.
    private static func bracketKind(_ text: Span<UInt8>, _ head: [UInt8]) -> LineKind? {
        guard let close = Brackets.closingByte(text, from: 0) else {
            let end = Words.firstEnd(text, 1, text.count)
            let isMark = MarkKind(Lexicon.shared.classes(of: Word(text, 1, end))) != nil
            return isMark || bracketNoteOpenings.opens(head, from: 1) ? .openNote : nil
        }
        guard (close + 1..<text.count).allSatisfy({ " .=".utf8.contains(text[$0]) }) else { return nil }
        if MarkReader.isMarkLine(text) { return .mark }
        // `(AFP)`
        return Lexicon.isAgency(text, 1, close) ? .credit : .note
    }

    /// `Urgency: 3`: one of the words, a colon, a digit.
    private static func urgency(_ head: [UInt8]) -> Int? {
        guard head.count < 24, let digit = head.last, (0x31...0x39).contains(digit), urgencyOpenings.opens(head),
            let colon = head.firstIndex(of: .colon), head[(colon + 1)..<(head.count - 1)].allSatisfy({ $0 == .space })
        else { return nil }
        return Int(digit - 0x30)
    }

    private static let urgencyOpenings = Lexicon.shared.openings(.urgency)

    /// `UKRAINE-CRISIS/TALKS`, `BC-US--Senate Vote,1st Ld-Writethru`: capitals and joints without a space.
    private static func isSlugline(_ text: Span<UInt8>) -> Bool {
        guard text[0] >= 0x41, text[0] <= 0x7A else { return false }
        if isCycleNumber(text) { return true }
        guard text[0] <= 0x5A else { return false }
        if cycleOpenings.opens(Stretch.opening(text, limit: 4)) { return text.count > 4 }
        var joints = 0
        var letters = 0
        var end = text.count
        // What follows a space or comma may be a mark, as in `UKRAINE-CRISIS (UPDATE 2)`.
        for index in 0..<text.count where text[index] == .space || text[index] == .comma {
            end = index
            break
        }
        if end < text.count, !MarkReader.isMarkLine(text.extracting(end + 1..<text.count)) { return false }
        for index in 0..<end {
            switch text[index] {
            case UInt8.capitals: letters += 1
            case .hyphen, .slash: joints += 1
            case UInt8.figures: break
            default: return false
            }
        }
        return joints > 0 && letters >= 6
    }

    /// `a0234`: the letter of a wire's cycle and a number of four digits.
    private static func isCycleNumber(_ text: Span<UInt8>) -> Bool {
        guard text.count == 5, CharacterClass.isLetter(UInt32(text[0])) else { return false }
        for index in 1..<5 where !text[index].isFigure { return false }
        return true
    }

    private static let cycleOpenings = Lexicon.shared.openings(.cycle)

    /// `AP Business Writer`, `Associated Press`: the line under a byline that says what its bearer is.
    static func isBylineTitle(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start <= 60 else { return false }
        // `(Australian Associated Press)`
        if Brackets.encloses(source.extracting(start..<end)) { return Lexicon.isAgency(source, start + 1, end - 1) }
        // `Of DOW JONES NEWSWIRES`
        let joint = Words.firstEnd(source, start, end)
        if Lexicon.shared.contains(Word(source, start, joint), .agencyJoint), joint + 1 < end,
            Lexicon.isAgency(source, joint + 1, end) || isFrom(source, start, end)
        {
            return true
        }
        // `BBC News, Suvera`
        let comma = (start..<end).first { source[$0] == .comma } ?? end
        if Lexicon.isAgency(source, start, comma) { return true }
        var words = 1
        var last = start
        for index in start..<end where source[index] == .space {
            words += 1
            last = index + 1
        }
        return words <= 6 && Lexicon.shared.contains(Word(source, last, end), .bylineTitle)
    }

    /// `DE SUVERA`, `Do Diário do Norte, em Suvera`: where the writer writes from, or for whom.
    private static func isFrom(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let tokens = Tokens(source, TextRange(start, end), limit: 10)
        guard tokens.isWhole, (2...8).contains(tokens.count), tokens[1]?.isCapitalized == true else { return false }
        return tokens.list.indices.dropFirst().allSatisfy {
            let token = tokens.list[$0]
            if token.isMark(",") { return true }
            guard token.kind == .word else { return false }
            // `De Madrid a Suvera` is a way, not a place.
            let isAfterComma = tokens[$0 - 1]?.isMark(",") == true
            return token.isCapitalized || token.isA(.placeParticle) || token.isA(.nameJoint)
                || isAfterComma && token.isA(.preposition)
        }
    }
}
