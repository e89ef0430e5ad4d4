import Text
import Article

/// Copy that is nothing but an alert or a notice: one sentence under a mark or behind a dateline, a bracket that takes a
/// story back or corrects it.
enum Notice {
    /// Gives such copy its headline and body; says why other copy that lacks one of them is no article.
    static func complete(_ parts: inout Article.Parts, in assembly: TextAssembly, isSpare: Bool) -> Rejection? {
        let text = assembly.text.span
        let hasBody = parts.body.contains { Stretch.hasWord(text.extracting($0.start..<$0.end)) }
        if hasBody {
            takeCorrection(&parts, text)
            guard parts.headline.isEmpty || isSpare else { return nil }
            // The words of a notice below nothing at all.
            if let first = parts.body.first, parts.headline.isEmpty,
                isWholeNotice(parts, text, first)
            {
                parts.headline = first
                return nil
            }
            if parts.body.count == 1, let sentence = parts.body.first,
                isSentence(text, sentence)
                    || parts.headline.isEmpty && sentence.count <= longest
                        && (!parts.marks.isEmpty || corrects(text.extracting(sentence.start..<sentence.end)))
            {
                // A slug or a mark is none where the sentence can be the headline.
                if isSpare, parts.slugline == nil, !parts.marks.contains(parts.headline) {
                    parts.slugline = parts.headline
                }
                parts.headline = sentence
            }
            return parts.headline.isEmpty ? .noHeadline : nil
        }
        let takesBack = parts.editorsNotes.contains { KillMark.isNotice(text.extracting($0.start..<$0.end)) }
        // A note to editors is all there is.
        if parts.headline.isEmpty, takesBack { parts.headline = parts.editorsNotes[0] }
        guard !parts.headline.isEmpty else { return .noHeadline }
        let marks = PrintedMarks.read(parts, in: assembly)
        if KillMark.isWholeNotice(text.extracting(parts.headline.start..<parts.headline.end)) {
            parts.editorsNotes.removeAll { $0 == parts.headline }
            parts.body = [parts.headline]
            return nil
        }
        if !parts.editorsNotes.isEmpty {
            guard marks.kill || marks.correction || takesBack else { return .noBody }
            parts.body = parts.editorsNotes
            parts.editorsNotes = []
            return nil
        }
        guard marks.urgent || marks.kill || marks.correction else { return .noBody }
        // `APNewsAlert: SUVERA, Norland (AP) — …`
        let headline = text.extracting(parts.headline.start..<parts.headline.end)
        if parts.dateline == nil, let found = DatelineGrammar.match(headline), found.isStrong,
            found.bodyStart < headline.count
        {
            parts.dateline = found.parts.moved(by: parts.headline.start)
            parts.headline.start += found.bodyStart
        }
        parts.body = [parts.headline]
        return nil
    }

    /// Takes a word for a correction above a single paragraph as the mark, with small letters too: `Correction`.
    private static func takeCorrection(_ parts: inout Article.Parts, _ text: Span<UInt8>) {
        guard parts.body.count == 1, let first = parts.body.first, first.count <= longest, parts.deck == nil,
            Lexicon.shared.contains(Word(text, parts.headline.start, parts.headline.end), .markCorrection)
        else { return }
        parts.marks.append(parts.headline)
        parts.headline = first
    }

    /// Whether the only paragraph, which is the headline as well, corrects a story: `The Associated Press reported erroneously`.
    static func corrects(_ parts: Article.Parts, _ text: Span<UInt8>) -> Bool {
        parts.body.count == 1 && parts.body[0] == parts.headline
            && corrects(text.extracting(parts.headline.start..<parts.headline.end))
    }

    private static func corrects(_ paragraph: Span<UInt8>) -> Bool {
        KillMark.isNotice(paragraph, .correctionNotice) && KillMark.speaksForAgency(paragraph, .correctionNotice)
    }

    /// Whether the only paragraph is a bracket that takes the story back, or the first one tells the editors so.
    static func takesBack(_ parts: Article.Parts, _ text: Span<UInt8>) -> Bool {
        guard let first = parts.body.first, !first.isEmpty else { return false }
        let paragraph = text.extracting(first.start..<first.end)
        if parts.body.count == 1, Brackets.encloses(paragraph) { return KillMark.isNotice(paragraph) }
        if first == parts.headline { return isWholeNotice(parts, text, first) }
        let headline = text.extracting(parts.headline.start..<parts.headline.end)
        if KillMark.callsEditors(headline) && KillMark.isNotice(headline) || KillMark.callsEditors(paragraph) {
            return KillMark.speaksOfCopy(paragraph)
        }
        // An ordinary paragraph below it makes it news.
        guard parts.body.count == 1 else { return false }
        if KillMark.callsEditors(headline), Stretch.script(headline) == .unspaced {
            return KillMark.speaksOfCopy(paragraph)
        }
        return KillMark.callsEditors(headline) && KillMark.speaksForAgency(paragraph)
    }

    /// Whether the only text takes a story back, by itself or below a note that says so to the editors.
    private static func isWholeNotice(_ parts: Article.Parts, _ text: Span<UInt8>, _ range: TextRange) -> Bool {
        let paragraph = text.extracting(range.start..<range.end)
        if KillMark.isWholeNotice(paragraph) { return true }
        return KillMark.speaksOfCopy(paragraph)
            && parts.editorsNotes.contains {
                let note = text.extracting($0.start..<$0.end)
                return KillMark.callsEditors(note) && Tokens(note).list.contains { $0.isA(.kill) }
            }
    }

    /// Whether a paragraph is one sentence.
    private static func isSentence(_ text: Span<UInt8>, _ range: TextRange) -> Bool {
        guard range.count <= longest else { return false }
        var word = 0
        var index = range.start
        while index < range.end {
            let point = text.codePoint(at: index)
            index += point.length
            switch point.value {
            case .lineFeed, 0x3002: if index < range.end { return false }
            case .stop, .exclamation, .question:
                // A stop after an initial, an abbreviation or a figure ends no sentence.
                guard word > longestAbbreviation, index + 1 < range.end, text[index] == .space else { break }
                let next = text.codePoint(at: index + 1).value
                if !CharacterClass.isLower(next), !CharacterClass.isDigit(next) { return false }
            default: break
            }
            word = CharacterClass.isLetter(point.value) ? word + 1 : 0
        }
        return true
    }

    /// The most bytes of an alert.
    private static let longest = 500
    private static let longestAbbreviation = 3
}
