/// Lines that close the copy.
enum SignOff {
    /// Whether a line signs off and says nothing else.
    static func matches(_ text: Span<UInt8>, standsAlone: Bool) -> Bool {
        guard text.count > 0, text.count <= 48 else { return false }
        if signs.contains(Word(text, 0, text.count)) { return true }
        guard standsAlone else { return false }
        let bare = bare(text, 0, text.count)
        if bare.isEmpty { return true }
        if words.contains(Word(text, bare.start, bare.end)) { return true }
        let last = text[text.count - 1]
        if bare.count <= 24, last != 0x2C, last != 0x3A, Agencies.contains(text, bare.start, bare.end) { return true }
        return isInitials(text)
    }

    /// Whether a line is one of the signs that end copy everywhere: `-30-`, `###`, `ENDS`.
    static func isSign(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 16 else { return false }
        let word = Word(text, 0, text.count)
        return signs.contains(word) || word == "ends" || word == "enditem"
    }

    /// What a line says without the marks at its ends.
    static func name(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Word {
        let range = bare(text, start, end)
        return Word(text, range.start, range.end)
    }

    /// A stretch without the brackets, slashes, dashes and other marks at its ends.
    private static func bare(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> TextRange {
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
            0xFF08, 0xFF09:
            true
        default: false
        }
    }

    private static let signs: WordSet = [
        "-30-", "- 30 -", "–30–", "—30—", "###", "# # #", "####", "##", "nnnn", "-0-", "--30--", "+++", "***", "* * *",
        "-end-", "(end)", "-ends-", "(ends)",
        "（完）", "(完)", "【完】", "（完）。", "(了)", "（了）", "(끝)",
    ]
    private static let words: WordSet = [
        "30", "end", "ends", "enditem", "endit", "ende", "fin", "fine", "fim", "einde", "slut", "slutt", "loppu",
        "koniec", "konec", "vége", "конец", "кінець", "end item",
        "end of story", "more", "more to come", "mfl", "ends item",
    ]

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

    private static let smallWords: WordSet = [
        "yes", "no", "ok", "ja", "nie", "non", "oui", "sí", "the", "and", "kg", "km", "nil",
    ]

    /// Whether a paragraph says who reported, wrote or edited, or who holds the rights.
    static func isCredit(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 700 else { return false }
        let lower = Tokens.lowerBytes(text, 0, HeadLine.boundary(text, 48))
        let isBracketed = lower.first == 0x28 || lower.first == 0x5B
        let start = isBracketed ? 1 : 0
        if rights.opens(lower, from: start) { return true }
        if isBracketed, wordsInBrackets.opens(lower, from: start) { return true }
        if credits.opens(lower, from: start) {
            // Without brackets it takes the separators that credits have.
            return isBracketed || hasCreditShape(text)
        }
        return isBracketed && text.count <= 200 && isAddress(text)
    }

    /// Whether a line opens as a paragraph of credits does, in brackets or with a sign of rights.
    static func opensCredit(_ line: Span<UInt8>) -> Bool {
        let lower = Tokens.lowerBytes(line, 0, HeadLine.boundary(line, 48))
        if rights.opens(lower) { return true }
        guard let first = lower.first, first == 0x28 || first == 0x5B else {
            return credits.opens(lower) && isCredit(line)
        }
        return rights.opens(lower, from: 1) || credits.opens(lower, from: 1) || wordsInBrackets.opens(lower, from: 1)
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
        ["©", "(c) ", "copyright ©", "copyright (c)", "copyright 1", "copyright 2", "copyright by"] + plainCredits
    )
    private static let credits = OpeningSet(bracketedCredits)
    /// Words that open sentences as well: credits in brackets only.
    private static let wordsInBrackets = OpeningSet([
        "c) ", "by ", "door ", "avec ", "édition ", "перевод", "copyright ",
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
        "编辑", "責任編輯", "责任编辑", "責編",
    ]
    private static let plainCredits = [
        "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
        "todos os direitos reservados",
        "tutti i diritti riservati", "riproduzione riservata", "wszelkie prawa zastrzeżone", "our standards:",
        "nossos padrões:", "nuestros estándares:",
        "all rights reserved.", "reproduction interdite", "责任编辑", "責任編輯",
    ]

    /// Whether a paragraph at the end is a note to editors.
    static func isNote(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 2_000 else { return false }
        switch HeadLine.kind(of: text, isFirst: false) {
        case .note:
            // A whole sentence in brackets is the writer's, unless it opens as notes do.
            guard text[0] == 0x28 || text[0] == 0x5B else { return true }
            return NoteWords.openings.opens(Tokens.lowerBytes(text, 0, HeadLine.boundary(text, 48)), from: 1)
        case .embargo: return true
        default: return false
        }
    }

    /// Where a sign-off in brackets after a paragraph's last sentence begins: `… said. /TASS/`, `… . (dpa)`.
    static func inline(_ text: Span<UInt8>, _ range: TextRange, source: Word?) -> Int? {
        var end = range.end
        if end > range.start, text[end - 1] == 0x2E { end -= 1 }
        guard end - range.start > 4 else { return nil }
        let close = text.codePoint(before: end)
        let open: UInt32
        switch close.value {
        case 0x29: open = 0x28
        case 0x2F: open = 0x2F
        case 0x5D: open = 0x5B
        case 0xFF09: open = 0xFF08
        default: return nil
        }
        var start = end - close.length
        while start > range.start, end - start < 40 {
            let point = text.codePoint(before: start)
            start -= point.length
            if point.value == open { break }
        }
        guard text.codePoint(at: start).value == open, start > range.start else { return nil }
        let name = bare(text, start + close.length, end - close.length)
        let word = Word(text, name.start, name.end)
        guard !name.isEmpty,
            Agencies.contains(text, name.start, name.end) || word == source || word == "完"
                || words.contains(word) && word != "more"
        else { return nil }
        var before = start
        while before > range.start, text[before - 1] == 0x20 { before -= 1 }
        guard before > range.start, Sentence.ends(text, range.start, before) else { return nil }
        return start
    }
}
