/// Lines of programs, scripts, queries and style sheets.
enum CodeLine {
    static func isComment(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        switch text[start] {
        case 0x23:
            return end - start == 1 || text[start + 1] <= 0x20 || text[start + 1] == 0x23 || text[start + 1] == 0x21
                || isDirective(text, start + 1, end)
        case 0x2F: return start + 1 < end && (text[start + 1] == 0x2F || text[start + 1] == 0x2A)
        case 0x3B: return true
        case 0x2A: return end - start == 1 || text[start + 1] == 0x2F && (end - start == 2 || text[start + 2] <= 0x20)
        case 0x2D: return text.matches("-- ", at: start, before: end) || end - start == 2 && text[start + 1] == 0x2D
        case 0x25: return end - start == 1 || text[start + 1] == 0x25 || text[start + 1] == 0x20
        case 0x22: return end - start > 1 && text[start + 1] == 0x20
        case 0x40, 0x52, 0x72:
            let word = text[start] == 0x40 ? start + 1 : start
            return text.matchesIgnoringCase("rem", at: word, before: end)
                && text[word].isASCIIUpper == text[word + 1].isASCIIUpper
                && (word + 3 == end || text[word + 3] == 0x20)
        case 0x64: return text.matches("dnl", at: start, before: end) && (end - start == 3 || text[start + 3] <= 0x20)
        case 0x3A: return text.matches(":: ", at: start, before: end)
        case 0x21: return end - start > 1 && text[start + 1] == 0x20
        default: return false
        }
    }

    /// `#Fields: date time`
    private static func isDirective(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, text[at].isASCIILetter { at += 1 }
        return at > start && text.matches(": ", at: at, before: end)
    }

    static func isCode(
        _ text: Span<UInt8>,
        _ start: Int,
        _ end: Int,
        _ weight: LineWeight,
        isIndented: Bool
    ) -> Bool {
        // The last byte of a character in Shift JIS, GBK or Big5 may be a bracket.
        let isSecondByte = end - start > 1 && text[end - 2] >= 0x80 && text[end - 1] >= 0x40
        let last = isSecondByte ? 0 : text[end - 1]
        switch last {
        case 0x7B, 0x7D: return true
        case 0x3B: if weight.signs > semicolons(text, start, end) || weight.words <= 1 { return true }
        case 0x5C: if end - start > 2 { return true }
        case 0x28, 0x5B: return true
        case 0x29:
            if isCall(text, start, end) { return true }
            if end - start <= 2 { return true }
        case 0x3A: if opensBlock(text, start, end), weight.signs > 0 || weight.words <= 4 { return true }
        case 0x2C:
            if text[start] == 0x2E || text[start] == 0x23 { return true }
            if weight.signs >= 2, weight.signs * 10 >= weight.ink { return true }
        default: break
        }
        if text.matches(">>> ", at: start, before: end) { return true }
        if text[start] == 0x7B || text[start] == 0x7D || text[start] == 0x24 && weight.signs > 1 { return true }
        if isAssignment(text, start, end) { return true }
        // A form of Lisp.
        if text[start] == 0x28, last == 0x29, weight.isSignHeavy { return true }
        return hasKeyword(text, start, end, weight)
    }

    private static func semicolons(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var count = 0
        for index in start..<end where text[index] == 0x3B { count += 1 }
        return count
    }

    /// `name(…)`, `a.b(…)`
    private static func isCall(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, text[at].isIdentifierByte || text[at] == 0x2E || text[at] == 0x3A { at += 1 }
        return at > start && at < end && text[at] == 0x28
    }

    /// `name = …`, `name := …`, `name += …`, `name <- …`
    private static func isAssignment(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, isNameByte(text[at]) { at += 1 }
        guard at > start else { return false }
        while at < end, text[at] == 0x20 { at += 1 }
        return assignments.open(text, at: at, before: end) || at < end && text[at] == 0x3D && at + 1 == end
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2E, 0x24, 0x5B, 0x5D, 0x40, 0x2A, 0x2D, 0x3E, 0x27, 0x22: true
        default: byte.isIdentifierByte
        }
    }

    private static let assignments: LineOpenings = ["= ", ":= ", "+= ", "-= ", "<- ", "?= ", "|= ", "*= ", ".= "]

    private static func opensBlock(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        blocks.open(text, at: start, before: end)
            || end - start > 2 && text[end - 2] == 0x29 && isCall(text, start, end)
            || text.next(0x20, from: start, before: end) == end && end - start > 3 && text[start].isASCIILower
    }

    private static let blocks: LineOpenings = [
        "def ", "class ", "if ", "elif ", "else:", "for ", "while ", "with ", "try:", "except", "finally:", "async ",
        "case ", "default:", "public:", "private:", "protected:", "match ",
    ]

    /// `from .base import Bar`
    private static func imports(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let module = text.next(0x20, from: start + 5, before: end)
        return text.matches(" import ", at: module, before: end)
    }

    /// A word that a line of a program begins with, and what has to stand beside it.
    private static func hasKeyword(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ weight: LineWeight) -> Bool {
        if Keywords.alone.areAll(of: text, start, end) || Keywords.sure.open(text, at: start, before: end) {
            return true
        }
        if text.matches("from ", at: start, before: end), imports(text, start, end) { return true }
        return Keywords.withSigns.open(text, at: start, before: end)
            && (weight.signs > 0 || weight.words <= 3 && text.next(0x2E, from: start, before: end) < end - 1
                || weight.words <= 2)
    }
}
