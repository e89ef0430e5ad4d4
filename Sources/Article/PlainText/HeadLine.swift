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
        case urgency(Int)
    }

    static func kind(of text: Span<UInt8>, isFirst: Bool) -> Kind {
        guard text.count > 0, text.count < 4_000 else { return .title }
        let head = Tokens.lowerBytes(text, 0, boundary(text, 48))
        if isURL(head, text) { return .url }
        if embargoOpenings.opens(head) { return .embargo }
        if noteOpenings.opens(head) { return .note }
        if text[0] == 0x28 || text[0] == 0x5B {
            if let bracket = bracketKind(text, head) { return bracket }
        }
        if text.count <= 120 {
            if let level = urgency(head) { return .urgency(level) }
            if MarkReader.isMarkLine(text) { return .mark }
            if isSlugline(text) { return .slugline }
            if Timestamp.matches(text) { return .timestamp }
            if Byline.matches(text) || !isFirst && AgencyByline.matches(text) { return .byline }
        }
        if creditOpenings.opens(head) || reporters.opens(head) && CreditLine.matches(text, head, isBracketed: false) {
            return .credit
        }
        return .title
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
    static let embargoOpenings = OpeningSet([
        "embargoed", "embargo:", "embargo until", "embargo till", "embargo -", "sperrfrist", "not for release",
        "hold for release", "not for publication", "not for use before",
        "sous embargo", "эмбарго:", "эмбарго до", "ембарго:", "ембарго до", "spärrtid", "sperrefrist",
    ])
    static let noteOpenings = OpeningSet([
        "eds:", "eds.:", "eds. note", "eds note", "editor's note", "editors' note", "editors note", "editor’s note",
        "note to editor",
        "notes to editor", "attention editors", "editors:", "editor:", "ed. note", "hinweis an die redaktion",
        "achtung redaktion",
        "redaktionshinweis", "hinweis der redaktion", "redaktioneller hinweis", "nota a los editores",
        "nota del editor",
        "nota a los redactores", "nota al redactor", "ndlr", "note aux rédactions", "note à la rédaction",
        "note de la rédaction",
        "note aux abonnés", "nota ai redattori", "nota per le redazioni", "nota da redação", "nota aos editores",
        "nota do editor",
        "примечание редакции", "вниманию редакторов", "вниманию редакций", "до уваги редакцій", "примітка редакції",
        "uwaga redakcje",
        "uwaga, redakcje", "pozn. red", "poznámka redakce", "noot voor de redactie", "noot redactie",
        "let op redacties", "til redaksjonen",
        "til redaktionen", "obs redaktionen", "till redaktionen", "red.anm", "szerkesztőségek figyelmébe",
        "toimituksille", "attention - adds", "attention - updates", "attention - recasts", "attention - ajoute",
        "attention - actualise", "attention - releads", "keywords:", "1 min read", "2 min read", "3 min read",
        "4 min read", "5 min read",
    ])
    private static let reporters = OpeningSet([
        "source: ", "reporting by ", "writing by ", "editing by ", "additional reporting by ",
    ])
    private static let creditOpenings = OpeningSet([
        "© ", "©", "(c) ", "copyright ©", "copyright (c)", "copyright 1", "copyright 2", "copyright by",
        "all rights reserved", "photo by ", "photos by ", "photo: ", "foto: ",
        "фото: ",
    ])

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
        if index >= text.count { return NoteWords.openings.opens(head, from: 1) ? .openNote : nil }
        var rest = index + 1
        while rest < text.count, text[rest] == 0x20 || text[rest] == 0x2E { rest += 1 }
        guard rest >= text.count else { return nil }
        if MarkReader.isMarkLine(text) { return .mark }
        return .note
    }

    /// `Urgency: 3`: one of the words, a colon, a digit.
    private static func urgency(_ head: [UInt8]) -> Int? {
        guard head.count < 24, let digit = head.last, (0x31...0x39).contains(digit), urgencyOpenings.opens(head),
            let colon = head.firstIndex(of: 0x3A), head[(colon + 1)..<(head.count - 1)].allSatisfy({ $0 == 0x20 })
        else { return nil }
        return Int(digit - 0x30)
    }

    private static let urgencyOpenings = OpeningSet([
        "urgency:", "priority:", "priorität:", "urgence:", "prioridad:", "срочность:", "prio:",
    ])

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

    private static let cycleOpenings = OpeningSet(["bc-", "am-", "pm-"])

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
        if Agencies.contains(source, start, end) { return true }
        var words = 1
        var last = start
        for index in start..<end where source[index] == 0x20 {
            words += 1
            last = index + 1
        }
        return words <= 6 && bylineTitles.contains(Word(source, last, end))
    }

    private static let bylineTitles: WordSet = [
        "writer", "writers", "correspondent", "correspondents", "reporter", "reporters", "editor", "staff", "bureau",
        "press",
        "columnist", "redakteur", "redakteurin", "korrespondent", "korrespondentin", "correspondant", "correspondante",
        "redactor",
        "corresponsal", "корреспондент", "кореспондент",
    ]
}
