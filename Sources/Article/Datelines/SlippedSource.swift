/// Sources whose marks slipped: a space or a slash is missing.
extension SourceReader {
    /// `/TASS - `: a known agency after a slash that nothing closes.
    func halfSlashed(at index: Int) -> DatelineSource? {
        guard tokens[index]?.isMark("/") == true, let name = tokens[index + 1], Agencies.contains(name, in: tokens),
            let dash = tokens[index + 2], dash.isDash, dash.afterSpace
        else { return nil }
        return DatelineSource(
            name: TextRange(name.start, name.end),
            correspondent: nil,
            date: nil,
            isKnown: true,
            end: index + 2
        )
    }

    /// `Корр.ТАСС Иван Петров`: no space after the stop, so that the agency is the rest of the word.
    func glued(_ first: Token, _ start: Int, _ end: Int) -> DatelineSource? {
        guard start < end, first.kind == .word,
            let stop = tokens.bytes[first.start..<first.end].firstIndex(of: 0x2E),
            SourceReader.correspondentWords.contains(Word(tokens.bytes.span, first.start, stop)),
            CharacterClass.isUpper(tokens.bytes.span.codePoint(at: stop + 1).value)
        else { return nil }
        var agencyEnd = first.end
        var person = start + 1
        if let next = tokens[person], person < end, Agencies.contains(tokens.bytes.span, stop + 1, next.end) {
            agencyEnd = next.end
            person += 1
        }
        for index in person..<max(person, end) where tokens[index]?.kind != .word { return nil }
        var correspondent: TextRange?
        if person < end, let from = tokens[person], let to = tokens[end - 1] {
            correspondent = TextRange(from.start, to.end)
        }
        return DatelineSource(
            name: TextRange(stop + 1, agencyEnd),
            correspondent: correspondent,
            date: nil,
            isKnown: Agencies.contains(tokens.bytes.span, stop + 1, agencyEnd),
            end: end
        )
    }
}
