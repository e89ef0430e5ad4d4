/// Lines that close the copy.
enum SignOff {
    /// Whether a line signs off and says nothing else.
    static func matches(_ text: Span<UInt8>, standsAlone: Bool) -> Bool {
        guard text.count > 0, text.count <= 48 else { return false }
        if signs.contains(Word(text, 0, text.count)) { return true }
        guard standsAlone else { return false }
        let bare = bare(text, 0, text.count)
        if bare.isEmpty { return true }
        let word = Word(text, bare.start, bare.end)
        // `More.` and `30` are sentences and figures; `-more-` and `MORE` sign off.
        if words.contains(word) || word == "30" && bare.count < text.count {
            return word != "more" && word != "30" || text[text.count - 1] != 0x2E
        }
        let last = text[text.count - 1]
        if bare.count <= 24, last != 0x2C, last != 0x3A, Agencies.contains(text, bare.start, bare.end) { return true }
        return isInitials(text) || isBareInitials(text) || isDeskLine(text.extracting(bare.start..<text.count))
            || isBracketAndCodes(text) || isBothSides(text)
            || isSignature(text) || isAddressAlone(text) || isDeskCode(text) || isFramedName(text)
    }

    /// `(jd)`, `--JD`, `=JD`, `-- JD`: two or three letters in a frame.
    private static func isDeskCode(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 9, isFrame(UInt32(text[0])), text[0] != 0x2E, text[0] != 0x20 else { return false }
        let range = bare(text, 0, text.count)
        guard range.start > 0, (2...3).contains(range.count) else { return false }
        // A bracket closes; one hyphen alone is an item of a list.
        if text[0] == 0x28 ? text[text.count - 1] != 0x29 : text[0] == 0x2D && text[1] != 0x2D { return false }
        var capitals = 0
        for index in range.start..<range.end {
            switch text[index] {
            case 0x41...0x5A: capitals += 1
            case 0x61...0x7A: break
            default: return false
            }
        }
        return (capitals == 0 || capitals == range.count) && !smallWords.contains(Word(text, range.start, range.end))
    }

    /// `/Polar Wire/`, `(Polar Wire)`, `-Polar Wire-`, `-- POLAR --`: one to three words in capitals or with capitals
    /// between two of the same marks. A single word in round brackets is an agency only in capitals: `(Applause)`.
    private static func isFramedName(_ text: Span<UInt8>) -> Bool {
        let range = bare(text, 0, text.count)
        guard range.start > 0, range.end < text.count, (3...24).contains(range.count) else { return false }
        switch text[0] {
        case 0x28:
            guard text[text.count - 1] == 0x29 || text[text.count - 1] == 0x2E && text[text.count - 2] == 0x29 else {
                return false
            }
        case 0x2F, 0x2D:
            let last = text[text.count - 1] == 0x2E ? text[text.count - 2] : text[text.count - 1]
            guard last == text[0] else { return false }
        default: return false
        }
        var words = 0
        var small = 0
        var afterSpace = true
        var index = range.start
        while index < range.end {
            let point = text.codePoint(at: index)
            index += point.length
            if point.value == 0x20 {
                afterSpace = true
                continue
            }
            guard CharacterClass.isLetter(point.value) || point.value == 0x2D && !afterSpace else { return false }
            if afterSpace {
                guard CharacterClass.isUpper(point.value) else { return false }
                words += 1
            }
            if CharacterClass.isLower(point.value) { small += 1 }
            afterSpace = false
        }
        return words <= 3 && (small == 0 || words > 1 || text[0] != 0x28)
    }

    /// Whether a line is one of the signs that end copy everywhere: `-30-`, `###`, `ENDS`.
    static func isSign(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 16 else { return false }
        let word = Word(text, 0, text.count)
        return signs.contains(word) || word == "ends" || word == "enditem"
    }

    /// Whether a line ends copy, and parts no two pieces of it as `***` may: `-30-`, `ENDS`, an agency's name.
    static func isEnd(_ text: Span<UInt8>) -> Bool {
        guard text.count > 1, text.count <= 48 else { return false }
        let word = Word(text, 0, text.count)
        if ends.contains(word) { return true }
        let range = bare(text, 0, text.count)
        guard !range.isEmpty, text[text.count - 1] != 0x2E, text[text.count - 1] != 0x3A else { return false }
        return word == "ends" || word == "enditem" || Agencies.contains(text, range.start, range.end)
            || isDeskLine(text.extracting(range.start..<text.count))
    }

    private static let ends: WordSet = [
        "-30-", "- 30 -", "–30–", "—30—", "--30--", "###", "# # #", "####", "nnnn", "-end-", "(end)", "-ends-",
        "(ends)",
        "(schluss)", "(fertig)",
    ]

    /// A stretch without the brackets, slashes, dashes and other marks at its ends.
    static func bare(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> TextRange {
        var range = TextRange(start, end)
        while range.start < range.end, isFrame(text.codePoint(at: range.start).value) {
            range.start += text.codePoint(at: range.start).length
        }
        while range.start < range.end, isFrame(text.codePoint(before: range.end).value) {
            range.end -= text.codePoint(before: range.end).length
        }
        return range
    }

    private static func isFrame(_ value: UInt32) -> Bool {
        switch value {
        case 0x20, 0x28, 0x29, 0x5B, 0x5D, 0x2F, 0x2D, 0x2013, 0x2014, 0x2A, 0x23, 0x2E, 0x3D, 0x2B, 0x7E, 0x3A, 0x5F,
            0x5E, 0x40,
            0xFF08, 0xFF09:
            true
        default: false
        }
    }

    private static let signs: WordSet = [
        "-30-", "- 30 -", "–30–", "—30—", "###", "# # #", "####", "##", "nnnn", "-0-", "--30--", "+++", "***", "* * *",
        "-end-", "(end)", "-ends-", "(ends)",
        "=0=", "■", "--0--", "-o-", "-oo-", "- 0 -", "zczc", "mmmm", "(schluss)", "(fertig)", "（完）", "(完)", "【完】",
        "（完）。",
        "(了)", "（了）", "(끝)",
    ]
    static let words: WordSet = [
        "end", "ends", "enditem", "endit", "ende", "fin", "fine", "fim", "einde", "slut", "slutt", "loppu",
        "koniec", "konec", "vége", "конец", "кінець", "end item",
        "end of story", "more", "more to come", "mfl", "ends item",
    ]

    /// `JD`, `jn ab`: two capitals, or two pairs of small letters, that are no words.
    private static func isBareInitials(_ text: Span<UInt8>) -> Bool {
        guard text.count == 2 || text.count == 5 else { return false }
        let isPairs = text.count == 5
        for index in 0..<text.count {
            switch text[index] {
            case 0x41...0x5A where !isPairs: break
            case 0x61...0x7A where isPairs && index != 2: break
            case 0x20 where isPairs && index == 2: break
            default: return false
            }
        }
        return !smallWords.contains(Word(text, 0, isPairs ? 2 : text.count))
            && (!isPairs || !smallWords.contains(Word(text, 3, 5)))
    }

    /// `js/kk`, `bur-jh/lc`, `abc/ def/`, `jmr/cae`: the initials of desk and writer.
    private static func isInitials(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 28 else { return false }
        var slashes = 0
        var run = 0
        var longest = 0
        var letters = 0
        for index in 0..<text.count {
            switch text[index] {
            case 0x61...0x7A:
                run += 1
                letters += 1
                longest = max(longest, run)
            case 0x2F:
                slashes += 1
                run = 0
            case 0x2D, 0x3D, 0x2A: run = 0
            case 0x20:
                run = 0
                // A space only after a joint.
                if slashes == 0 { return false }
            default: return false
            }
        }
        if slashes == 0 {
            return letters >= 2 && letters <= 3 && text.count == letters
                && !smallWords.contains(Word(text, 0, text.count))
        }
        return longest <= 6 && letters >= 3
    }

    /// What a line has after a name: nothing, or a desk's or writer's letters, as in `FENA/jd` and `FENA jd/rr`.
    static func isAgency(_ name: Word, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let range = bare(text, start, end)
        if Word(text, range.start, range.end) == name { return true }
        var cut = range.start
        while cut < range.end, text[cut] != 0x2F, text[cut] != 0x20 { cut += 1 }
        guard cut < range.end, cut + 10 > range.end, Word(text, range.start, cut) == name else { return false }
        for index in cut..<range.end {
            switch text[index] {
            case 0x61...0x7A, 0x2F: break
            case 0x20 where index == cut: break
            default: return false
            }
        }
        // After a space the letters of two.
        if text[cut] == 0x2F { return true }
        for index in cut..<range.end where text[index] == 0x2F { return true }
        return false
    }

    static let smallWords: WordSet = [
        "in", "on", "an", "to", "so", "we", "he", "it", "da", "si", "da", "ano", "nej", "nee", "usa", "uk", "eu", "un",
        "yes", "no", "ok", "ja", "nie", "non", "oui", "sí", "the", "and", "kg", "km", "nil", "us", "tv", "id", "am",
        "pm",
        "go", "be", "is", "as", "of", "or", "if", "my", "at", "by", "do", "up", "me", "oh", "de", "la", "le", "el",
        "du",
        "en", "et", "es", "al", "il", "lo", "ce", "se", "na", "po", "za", "ne", "ad", "uno", "omg", "wow", "why", "how",
        "who", "win", "out", "now", "new", "fbi", "cia", "eur", "usd", "vat", "gdp", "imf",
    ]

    /// Whether a paragraph says who reported, wrote or edited, or who holds the rights.
    static func isCredit(_ text: Span<UInt8>) -> Bool {
        isCredit(text, Tokens.lowerBytes(text, 0, HeadLine.boundary(text, 48)))
    }

    /// - Parameter lower: how the text begins, in small letters.
    static func isCredit(_ text: Span<UInt8>, _ lower: [UInt8]) -> Bool {
        guard text.count <= 700 else { return false }
        let isBracketed = lower.first == 0x28 || lower.first == 0x5B
        // `((Reporting by …))`
        let start = isBracketed ? lower.count > 1 && lower[1] == lower[0] ? 2 : 1 : 0
        if CreditLine.matches(text, lower, isBracketed: isBracketed) { return true }
        if CreditLine.speaksOfSign(text) { return false }
        if rights.opens(lower, from: start) { return true }
        if isBracketed, wordsInBrackets.opens(lower, from: start) { return true }
        if credits.opens(lower, from: start) {
            // Without brackets it takes the separators that credits have.
            return isBracketed || hasCreditShape(text)
        }
        return isBracketed && text.count <= 200 && isAddress(text)
    }

    /// Whether a paragraph is a bracket that says who reported or edited: `(Reporting by …; Editing by …)`.
    static func isReportersCredit(_ text: Span<UInt8>) -> Bool {
        let lower = Tokens.lowerBytes(text, 0, HeadLine.boundary(text, 48))
        return lower.first == 0x28 && reporters.opens(lower, from: 1) && isCredit(text, lower)
    }

    private static let reporters = OpeningSet(["reporting ", "editing by ", "writing by ", "additional reporting "])

    /// Whether a line opens as a paragraph of credits does, in brackets or with a sign of rights.
    static func opensCredit(_ line: Span<UInt8>) -> Bool {
        let lower = Tokens.lowerBytes(line, 0, HeadLine.boundary(line, 48))
        if rights.opens(lower) { return true }
        guard let first = lower.first, first == 0x28 || first == 0x5B else {
            return isCredit(line)
        }
        return rights.opens(lower, from: 1) || credits.opens(lower, from: 1) || wordsInBrackets.opens(lower, from: 1)
            || isCredit(line)
    }

    /// `(anna.smith@example.org; +44 20 1234)`: a bracket to its end, with an address in it.
    private static func isAddress(_ text: Span<UInt8>) -> Bool {
        guard text[text.count - 1] == 0x29 || text[text.count - 1] == 0x5D else { return false }
        for index in 1..<text.count - 1 where text[index] == 0x40 {
            return text[index - 1] > 0x20 && text[index - 1] != 0x28 && text[index + 1] > 0x20
        }
        return false
    }

    private static let rights = OpeningSet(
        ["©", "(c) ", "copyright ©", "copyright (c)", "copyright 1", "copyright 2", "copyright by", "c copyright "]
            + plainCredits
    )
    static let credits = OpeningSet(bracketedCredits)
    /// Words that open sentences as well: credits in brackets only.
    private static let wordsInBrackets = OpeningSet([
        "c) ", "by ", "with input", "with agency", "with agencies", "con información de", "com informações de", "door ",
        "avec ", "édition ", "перевод", "copyright ",
    ])

    private static func hasCreditShape(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 400 else { return false }
        let lower = Tokens.lower(text, 0, text.count)
        if lower.contains("editing by") || lower.contains("; ") && lower.contains(" by ") { return true }
        return text.count <= 120 && !Sentence.ends(text, 0, text.count)
    }

    private static let bracketedCredits = [
        "reporting by", "reporting and writing by", "reporting and", "additional reporting", "writing by", "written by",
        "editing by", "compiled by", "report by",
        "reporting, ", "with reporting by", "with additional", "edited by", "translated by", "photo by", "graphics by",
        "graphic by", "production by",
        "reportage ", "reportage de", "rédigé par", "écrit par", "édité par", "version française",
        "bericht von", "berichtet von", "geschrieben von",
        "redigiert von", "redaktion:", "mitarbeit:", "reporter:", "reportado por", "reporte de", "reporte por",
        "información de", "editado por", "escrito por",
        "traducido por", "reportagem de", "reportagem por", "edição de", "texto de", "tradução", "tradotto",
        "scritto da", "a cura di", "in redazione", "servizio di",
        "redagował", "opracował", "autor:", "zpracoval", "geschreven door", "rapportering", "rapport av",
        "redigering", "skrevet av", "raportointi",
        "подготовил", "редактор ", "редактор:", "репортаж", "підготував", "reporters:", "journalists:", "记者",
        "编辑", "責任編輯", "责任编辑", "責編", "【编辑", "【責任", "【责任", "【編輯", "（编辑", "（責編",
        "（责编", "责编", "edição: ", "édité par ", "edité par ", "rückfragehinweis:",
    ]
    private static let plainCredits = [
        "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
        "todos os direitos reservados",
        "tutti i diritti riservati", "riproduzione riservata", "wszelkie prawa zastrzeżone", "our standards:",
        "nossos padrões:", "nuestros estándares:",
        "all rights reserved.", "reproduction interdite", "purchase licensing rights", "（编辑", "（責編", "（责编", "(责编",
        "责任编辑", "責任編輯", "【编辑", "【責任", "【责任", "【編輯",
    ]

    /// Whether a paragraph at the end is a note to editors.
    ///
    /// - Parameter lower: how it begins, in small letters.
    static func isNote(_ text: Span<UInt8>, _ lower: [UInt8]) -> Bool {
        guard text.count <= 2_000 else { return false }
        if HeadLine.embargoOpenings.opens(lower) || HeadLine.noteOpenings.opens(lower) { return true }
        // A whole sentence in brackets is the writer's, unless it opens as notes do.
        return (text[0] == 0x28 || text[0] == 0x5B) && NoteWords.openings.opens(lower, from: 1)
            && HeadLine.kind(of: text, isFirst: false) == .note
    }
}
