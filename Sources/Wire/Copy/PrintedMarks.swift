import Text
import Article

/// What the marks, the slugline and the notes of a story say of it: which version it is, and how urgent.
enum PrintedMarks {
    static func read(_ parts: Article.Parts, in assembly: TextAssembly) -> UpdateMarks {
        var marks = UpdateMarks()
        let span = assembly.text.span
        for range in parts.marks {
            if MarkReader.isFlash(span, range) { marks.urgent = true }
            read(MarkReader.window(span, range), &marks, inNote: false)
        }
        if let slugline = parts.slugline {
            for index in slugline.start..<slugline.end where span[index] == .comma || span[index] == .opening {
                read(MarkReader.window(span, TextRange(index + 1, slugline.end)), &marks, inNote: false)
                break
            }
            // `NORLAND-RATE/FLASH`, `BC-Alder-Mayor-Kill`
            var last = slugline.end
            while last > slugline.start, span[last - 1] != .hyphen, span[last - 1] != .slash { last -= 1 }
            if last > slugline.start {
                let known = Lexicon.shared.classes(of: Word(span, last, slugline.end))
                if MarkKind(known) == .urgent { marks.urgent = true }
                if known.contains(.kill) { marks.kill = true }
            }
        }
        for note in parts.editorsNotes { read(MarkReader.window(span, note), &marks, inNote: true) }
        return marks
    }

    private static func read(_ tokens: Tokens, _ marks: inout UpdateMarks, inNote: Bool) {
        var ordinal: Int?
        var at = 0
        while let token = tokens[at] {
            defer { at += 1 }
            if token.kind == .number { ordinal = token.value }
            guard token.kind == .word else { continue }
            if inNote {
                let word = Tokens.lowerBytes(tokens.bytes.span, token.start, token.end)
                let kind = MarkKind(token.classes)
                if kind == .correction || Lexicon.shared.opening(word, .corrects) != nil { marks.correction = true }
                if kind == .again || Lexicon.shared.opening(word, .repeats) != nil { marks.repeated = true }
                return
            }
            if token.isA(.kill) { marks.kill = true }
            if let (kind, end) = MarkReader.words(tokens, at: at), end > at + 1 {
                take(kind, nil, ordinal, &marks)
                at = end - 1
                continue
            }
            // `corrected-update`
            var start = token.start
            while start < token.end {
                var end = start
                while end < token.end, tokens.bytes[end] != .hyphen { end += 1 }
                take(TextRange(start, end), tokens, ordinal, next: tokens[at + 1], &marks)
                start = end + 1
            }
        }
    }

    /// Takes a part of a mark's word with the number in it or behind it.
    private static func take(
        _ part: TextRange,
        _ tokens: Tokens,
        _ ordinal: Int?,
        next: Token?,
        _ marks: inout UpdateMarks
    ) {
        let span = tokens.bytes.span
        var cut = part.start
        while cut < part.end, !CharacterClass.isDigit(UInt32(span[cut])) { cut += 1 }
        var number = Int(String(decoding: tokens.bytes[cut..<part.end], as: UTF8.self))
        if number == nil, let next, next.kind == .number, next.value < 100 { number = next.value }
        if let kind = MarkKind(Lexicon.shared.classes(of: Word(span, part.start, cut))) {
            return take(kind, number, ordinal, &marks)
        }
        switch Word(span, part.start, part.end) {
        case "ld", "lead": marks.lead = ordinal ?? number ?? marks.lead ?? 1
        case "writethru": marks.writethru = ordinal ?? marks.lead ?? 1
        default: break
        }
    }

    private static func take(_ kind: MarkKind, _ number: Int?, _ ordinal: Int?, _ marks: inout UpdateMarks) {
        switch kind {
        case .update: marks.update = number ?? marks.update ?? ordinal ?? 1
        case .wrapup: marks.wrapup = number ?? marks.wrapup ?? ordinal ?? 1
        case .correction: marks.correction = true
        case .urgent: marks.urgent = true
        case .again: marks.repeated = true
        }
    }
}
