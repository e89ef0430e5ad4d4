import Text
import Article

/// Lines that name the writer: `By John Smith`, `Von Max Muster, dpa`, `Автор: Иван Иванов`.
enum Byline {
    static func matches(_ text: Span<UInt8>, isFirst: Bool = false) -> Bool {
        guard text.count >= 6, text.count <= 120, opens(text) else { return false }
        let tokens = Tokens(text, limit: 40)
        guard let first = tokens[0], first.kind == .word, tokens.isWhole
        else {
            return false
        }
        if first.isCaseless { return isCaseless(tokens, isFirst: isFirst) }
        // `de Ion Popescu`, and not `De Gaulle`.
        if first.isA(.genitive), first.isCapitalized { return false }
        if let end = secondLabel(tokens) { return areLabelled(text, tokens, end) }
        if let clause = secondClause(tokens) {
            return matches(text.extracting(0..<tokens.list[clause.end - 1].end))
                && PersonName.areAll(text, tokens.list[clause.names].start, text.count)
        }
        var at = 1
        let colon = tokens[1]?.isMark(":") ?? false
        if colon {
            guard first.isA(.bylineLabel) else { return false }
            at = 2
        } else if let second = tokens[1], second.kind == .word, second.word == "by" || second.word == "von",
            first.isA(.bylineVerb)
        {
            at = 2
            if tokens[2]?.isMark(":") ?? false { at = 3 }
        } else if !first.isA(.bylineWord) {
            return false
        }
        return PersonName.areWriters(tokens, from: at, isLabelled: colon)
    }

    /// `Text: Anna Holm, Foto: Tom Law`: where a second label with a colon stands behind a first.
    private static func secondLabel(_ tokens: Tokens) -> Int? {
        guard tokens[0]?.isA(.bylineLabel) == true, tokens[1]?.isMark(":") == true else { return nil }
        return (4..<max(4, tokens.count - 1)).first { tokens[$0]?.isMark(":") == true && tokens[$0 - 1]?.kind == .word }
    }

    /// `Story by Anna Holm; photos by Tom Law`: where the first clause ends and the names of the second begin.
    private static func secondClause(_ tokens: Tokens) -> (end: Int, names: Int)? {
        guard let by = (5..<max(5, tokens.count - 1)).first(where: { tokens.list[$0].word == "by" }),
            tokens.list[by - 1].isA(.remark) || tokens.list[by - 1].isA(.bylineVerb),
            tokens.list[by - 2].isMark(of: ";,|") || tokens.list[by - 2].isA(.nameJoint)
        else { return nil }
        var end = by - 2
        while end > 0, tokens.list[end - 1].isMark(of: ";,|") { end -= 1 }
        return (end, by + 1)
    }

    /// Whether names stand behind the first label and the second one.
    private static func areLabelled(_ text: Span<UInt8>, _ tokens: Tokens, _ colon: Int) -> Bool {
        var end = colon - 1
        while let mark = tokens[end - 1], mark.kind == .mark { end -= 1 }
        guard end > 2, colon + 1 < tokens.count else { return false }
        let names = [tokens.range(2, end), tokens.range(colon + 1, tokens.count)]
        return names.allSatisfy { PersonName.areAll(text, $0.start, $0.end) }
    }

    /// `מאת: דנה לוי`, `بقلم أحمد سعيد`: the word, and names in a script without capitals.
    private static func isCaseless(_ tokens: Tokens, isFirst: Bool) -> Bool {
        let isLabelled = tokens[1]?.isMark(":") == true
        let first = tokens.list[0]
        guard first.isA(isLabelled ? .bylineLabel : .bylineWord) else { return false }
        let names = tokens.list[(isLabelled ? 2 : 1)...]
        // A headline may open with the word for a writer.
        if isLabelled, !first.isA(.bylineWord) {
            let longest = names.split { $0.kind == .mark }.map(\.count).max() ?? 0
            guard !isFirst, longest <= longestCaseless else { return false }
        }
        // Three words behind the bare word are a headline, unless they open with a first name; more are two names.
        guard isLabelled || names.count != 3 || names.first?.isA(.givenName) == true else { return false }
        return (isLabelled ? 1...mostCaseless : 2...mostCaseless / 2).contains(names.count)
            && names.allSatisfy {
                $0.isCaseless && !$0.isA(.common) && !$0.isA(.sentenceOpening)
                    || $0.kind == .mark && isLabelled && ($0.isMark(of: ",/-|") || $0.character == arabicComma)
            }
    }

    /// The most words and marks of names behind a label; half as many where nothing parts the word from them.
    private static let mostCaseless = 10
    /// The most words of one name.
    private static let longestCaseless = 3
    private static let arabicComma: UInt32 = 0x60C

    /// Whether the first word can introduce a name; few lines have one that does.
    private static func opens(_ text: Span<UInt8>) -> Bool {
        let word = Word(text, 0, Words.firstEnd(text, 0, text.count))
        let known = Lexicon.shared.classes(of: word)
        return known.contains(.bylineWord) || known.contains(.bylineLabel) || known.contains(.bylineVerb)
    }
}
