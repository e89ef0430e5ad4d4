/// The form of one line of a text.
enum LineForm: Int, CaseIterable {
    case blank
    /// `# …`, `// …`, `/* … */`
    case comment
    /// A comment that may be prose: `-- …` and `" …` open an item or a quotation too.
    case remark
    /// A line of a program.
    case code
    /// More signs than prose has, or one that prose has not, in no order that a program's line is known by.
    case signs
    /// `key = value`, `key: value`
    case setting
    /// `[name]`
    case section
    /// A line that a program logged: date and time to the second stand at its head.
    case log
    /// A digest and a file's name.
    case checksum
    /// A path, a file's name or an address, and nothing else.
    case path
    /// A line of `ls -l` and its like.
    case listing
    /// The times of a subtitle.
    case cue
    /// A clock alone, as above a line of a transcript or of a story that is told as it happens.
    case clock
    /// A number alone.
    case counter
    /// A line of base64 or of a hexadecimal dump.
    case encoded
    /// A line that only patches have.
    case patch
    /// A command of LaTeX, BibTeX, roff.
    case typeset
    /// Numbers, signs and names of variables, and no word.
    case figures
    /// One short word.
    case token
    /// Values that tabs part.
    case row
    /// A sentence, or a part of one.
    case prose
    case other

    /// The form of the line between two offsets.
    static func form(of text: Span<UInt8>, _ lineStart: Int, _ lineEnd: Int) -> LineForm {
        var start = lineStart
        var end = lineEnd
        while start < end, text[start] <= 0x20 { start += 1 }
        while end > start, text[end - 1] <= 0x20 { end -= 1 }
        guard start < end else { return .blank }
        let weight = LineWeight(text, start, end)
        if isPlainSentence(text, start, end, weight) { return .prose }
        if let form = TypesetLine.form(of: text, start, end) { return form }
        if let form = DataLine.form(of: text, start, end) { return form }
        if CodeLine.isComment(text, start, end) {
            return text[start] == 0x2D || text[start] == 0x22 ? .remark : .comment
        }
        if let form = SettingLine.form(of: text, start, end, weight, isIndented: start > lineStart) { return form }
        if CodeLine.isCode(text, start, end, weight, isIndented: start > lineStart) { return .code }
        if weight.isRow { return .row }
        if weight.isSignHeavy || weight.hasSignOfPrograms { return .signs }
        if weight.isProse { return .prose }
        if weight.words == 0, weight.wide == 0 { return .figures }
        return weight.words <= 1 && weight.ink <= 32 ? .token : .other
    }

    /// Whether a line is a sentence, or a part of one, in which no sign stands by which any other form is known: what most
    /// lines are.
    private static func isPlainSentence(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ weight: LineWeight) -> Bool {
        guard weight.isPlain, weight.words >= wordsOfSentence, weight.isProse else { return false }
        switch text[start] {
        // Levels of logs have several capitals.
        case 0x41...0x5A: guard text[start + 1].isASCIILower || text[start + 1] == 0x20 else { return false }
        // Punctuation, and the lines that part the entries of a list of files.
        case 0xE2: return false
        case 0x61...0x7A, 0xC3...0xFF: break
        default: return false
        }
        switch text[end - 1] {
        case 0x21, 0x22, 0x2C, 0x2E, 0x3F, 0x80...0xFF: break
        case 0x61...0x7A:
            // No digest ends the line.
            guard text.next(0x20, from: max(start, end - shortestDigest), before: end) < end else { return false }
        default: return false
        }
        return !CodeLine.isComment(text, start, end) && !Keywords.sure.open(text, at: start, before: end)
            && !text.matches("from ", at: start, before: end)
    }

    private static let wordsOfSentence = 8
    private static let shortestDigest = 32
}
