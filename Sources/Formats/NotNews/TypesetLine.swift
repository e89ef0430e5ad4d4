/// Lines of LaTeX, BibTeX, roff and their like.
enum TypesetLine {
    /// Whether the line is the head of a page for roff (man(7), mdoc(7)) or a directive of reStructuredText.
    static func isHead(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if heads.contains(where: { text.matches($0, at: start, before: end) }) { return true }
        guard text.matches(".. ", at: start, before: end) else { return false }
        let colon = text.next(0x3A, from: start + 3, before: end)
        return text.matches("::", at: colon, before: end) || text[start + 3] == 0x5F && colon + 1 == end
    }

    private static let heads = [".TH ", ".Dd ", ".\\\"", "'\\\""]

    static func form(of text: Span<UInt8>, _ start: Int, _ end: Int) -> LineForm? {
        switch text[start] {
        case 0x5C:
            // `\section{…}`, `\begin{…}`, `\fI…`
            var at = start + 1
            while at < end, text[at].isASCIILetter || text[at] == 0x2A { at += 1 }
            guard at > start + 2 else { return nil }
            return at == end || [0x7B, 0x5B, 0x20, 0x5C, 0x3D].contains(text[at]) ? .typeset : nil
        case 0x2E, 0x27:
            // `.TH`, `.SH NAME`, `.PP`, `.\" a comment`
            guard end - start >= 3 else { return nil }
            if text[start + 1] == 0x5C, text[start + 2] == 0x22 { return .typeset }
            guard text[start + 1].isASCIILetter, text[start + 2].isASCIILetter || text[start + 2] <= 0x20 else {
                return nil
            }
            let stop = text.next(0x20, from: start, before: end)
            guard stop - start <= 3 else { return nil }
            return text[start + 1].isASCIIUpper || text[start] == 0x2E && stop - start == 3 ? .typeset : nil
        case 0x40:
            // `@article{…`
            var at = start + 1
            while at < end, text[at].isASCIILetter { at += 1 }
            return at > start + 3 && at < end && text[at] == 0x7B ? .typeset : nil
        default:
            // References in RIS: `TY  - JOUR`.
            guard end - start >= 6, text[start].isASCIIUpper,
                text[start + 1].isASCIIUpper || text[start + 1].isASCIIDigit
            else { return nil }
            return text.matches("  - ", at: start + 2, before: end)
                || end - start == 6
                    && text.matches("  -", at: start + 2, before: end)
                ? .typeset : nil
        }
    }
}
