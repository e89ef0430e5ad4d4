import Text
import Article

/// What a word of the wire marks.
enum MarkKind: CaseIterable {
    case update
    case wrapup
    case correction
    case urgent
    case again

    var lexicalClass: LexicalClass {
        switch self {
        case .update: .markUpdate
        case .wrapup: .markWrapup
        case .correction: .markCorrection
        case .urgent: .markUrgent
        case .again: .markRepeat
        }
    }

    /// What a word or phrase of these classes marks; nil for any other.
    init?(_ classes: LexicalClasses) {
        guard let kind = MarkKind.allCases.first(where: { classes.contains($0.lexicalClass) }) else { return nil }
        self = kind
    }

    /// What a word marks, a number or a further mark joined to it, or the agency before it: `UPDATE1`, `UPDATE-2`,
    /// `corrected-update`, `dpa-Eilmeldung`.
    init?(_ token: Token, in tokens: Tokens) {
        guard token.kind == .word else { return nil }
        if let kind = MarkKind(token.classes) {
            self = kind
            return
        }
        guard !token.shape.isDisjoint(with: [.hyphen, .figure]) else { return nil }
        let span = tokens.bytes.span
        var cut = token.start
        while cut < token.end, span[cut] != .hyphen, !CharacterClass.isDigit(UInt32(span[cut])) { cut += 1 }
        guard cut > token.start, cut < token.end else { return nil }
        let head = Lexicon.shared.classes(of: Word(span, token.start, cut))
        var isNumber = true
        let rest = span[cut] == .hyphen ? cut + 1 : cut
        for index in rest..<token.end where !CharacterClass.isDigit(UInt32(span[index])) { isNumber = false }
        let tail = MarkKind(Lexicon.shared.classes(of: Word(span, rest, token.end)))
        guard isNumber || tail != nil || span[cut] != .hyphen,
            let kind = MarkKind(head) ?? (head.contains(.agency) ? tail : nil)
        else { return nil }
        self = kind
    }
}
