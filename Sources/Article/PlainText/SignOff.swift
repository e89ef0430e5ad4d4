/// Lines that close the copy.
enum SignOff {
    /// Whether a line signs off and says nothing else.
    static func matches(_ text: Span<UInt8>, standsAlone: Bool) -> Bool {
        guard text.count > 0, text.count <= 48 else { return false }
        let lower = Tokens.lower(text, 0, text.count)
        if signs.contains(lower) { return true }
        guard standsAlone else { return false }
        let bare = trimmed(lower)
        if bare.isEmpty { return lower.contains { "#-*_=+".contains($0) } }
        if words.contains(bare) { return true }
        if Agencies.contains(bare), bare.count <= 24 { return isMarkedName(text, lower) }
        return isInitials(lower)
    }

    /// Whether a line is one of the signs that end copy everywhere: `-30-`, `###`, `ENDS`.
    static func isSign(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 16 else { return false }
        let lower = Tokens.lower(text, 0, text.count)
        return signs.contains(lower) || lower == "ends" || lower == "enditem"
    }

    /// An agency in brackets or slashes, in capitals, or alone in its line.
    private static func isMarkedName(_ text: Span<UInt8>, _ lower: String) -> Bool {
        let last = lower.last
        return last != "," && last != ":" && !lower.contains(", ")
    }

    private static func trimmed(_ text: String) -> String {
        var bare = Substring(text)
        while let first = bare.first, " ()[]/-–—*#.=+~:".contains(first) { bare.removeFirst() }
        while let last = bare.last, " ()[]/-–—*#.=+~:".contains(last) { bare.removeLast() }
        return String(bare)
    }

    private static let signs: Set<String> = [
        "-30-", "- 30 -", "–30–", "—30—", "###", "# # #", "####", "##", "nnnn", "-0-", "--30--", "+++", "***", "* * *",
        "-end-", "(end)", "-ends-", "(ends)",
        "（完）", "(完)", "【完】", "（完）。", "(了)", "（了）", "(끝)",
    ]
    private static let words: Set<String> = [
        "30", "end", "ends", "enditem", "endit", "ende", "fin", "fine", "fim", "einde", "slut", "slutt", "loppu",
        "koniec", "konec", "vége", "конец", "кінець", "end item",
        "end of story", "more", "more to come", "mfl", "ends item",
    ]

    /// `js/kk`, `bur-jh/lc`, `abc/ def/`, `jmr/cae`: the initials of desk and writer.
    private static func isInitials(_ text: String) -> Bool {
        guard text.utf8.count <= 28 else { return false }
        var slashes = 0
        var run = 0
        var longest = 0
        var letters = 0
        for character in text.utf8 {
            switch character {
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
            return letters >= 2 && letters <= 3 && text.utf8.count == letters && !smallWords.contains(text)
        }
        return longest <= 6 && letters >= 3
    }

    private static let smallWords: Set<String> = [
        "yes", "no", "ok", "ja", "nie", "non", "oui", "sí", "the", "and", "kg", "km", "nil",
    ]

    /// Whether a paragraph says who reported, wrote or edited, or who holds the rights.
    static func isCredit(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 700 else { return false }
        var lower = Tokens.lower(text, 0, HeadLine.boundary(text, 80))
        let bracketed = lower.hasPrefix("(") || lower.hasPrefix("[")
        if bracketed { lower.removeFirst() }
        if lower.hasPrefix("©") || lower.hasPrefix("c) ") || lower.hasPrefix("copyright ") { return true }
        for opening in bracketedCredits where lower.hasPrefix(opening) {
            if bracketed { return true }
            // Without brackets it takes the separators that credits have.
            return hasCreditShape(text)
        }
        for opening in plainCredits where lower.hasPrefix(opening) { return true }
        return false
    }

    private static func hasCreditShape(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 400 else { return false }
        let lower = Tokens.lower(text, 0, text.count)
        if lower.contains("; editing by") || lower.contains("editing by")
            || lower.contains("; ") && lower.contains(" by ")
        {
            return true
        }
        return text.count <= 120 && !Sentence.ends(text, 0, text.count)
    }

    private static let bracketedCredits = [
        "reporting by", "reporting and writing by", "reporting and", "additional reporting", "writing by", "written by",
        "editing by", "compiled by", "report by",
        "reporting, ", "with reporting by", "with additional", "edited by", "translated by", "photo by", "graphics by",
        "graphic by", "production by", "by ",
        "reportage ", "reportage de", "rédigé par", "écrit par", "édité par", "avec ", "édition ", "version française",
        "bericht von", "berichtet von", "geschrieben von",
        "redigiert von", "redaktion:", "mitarbeit:", "reporter:", "reportado por", "reporte de", "reporte por",
        "información de", "editado por", "escrito por",
        "traducido por", "reportagem de", "reportagem por", "edição de", "texto de", "tradução", "tradotto",
        "scritto da", "a cura di", "in redazione", "servizio di",
        "redagował", "opracował", "autor:", "zpracoval", "door ", "geschreven door", "rapportering", "rapport av",
        "redigering", "skrevet av", "raportointi",
        "подготовил", "редактор ", "редактор:", "репортаж", "перевод", "підготував", "reporters:", "journalists:", "记者",
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
            return NoteWords.opens(String(Tokens.lower(text, 1, max(1, HeadLine.boundary(text, 40)))))
        case .embargo: return true
        default: return false
        }
    }

    /// Where a sign-off in brackets after a paragraph's last sentence begins: `… said. /TASS/`, `… . (dpa)`.
    static func inline(_ text: Span<UInt8>, _ range: TextRange, source: String?) -> Int? {
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
        let name = trimmed(Tokens.lower(text, start + close.length, end - close.length))
        guard Agencies.contains(name) || name == source || name == "完" || words.contains(name) && name != "more" else {
            return nil
        }
        var before = start
        while before > range.start, text[before - 1] == 0x20 { before -= 1 }
        guard before > range.start, Sentence.ends(text, range.start, before) else { return nil }
        return start
    }
}
