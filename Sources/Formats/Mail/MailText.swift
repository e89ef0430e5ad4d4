import Wire

/// The plain text of a message without what is not its author's story: quoted messages, signatures, footers of lists and
/// lawyers, notes on how to see the message.
///
/// What can't be told apart stays: a reader of news would rather see a line too many than miss one.
struct MailText {
    private var lines: [MailLine]
    /// Whether nothing but a note stood above a message that was passed on, which is the text then.
    private(set) var isForwarded = false
    /// Who sent the message that was passed on, as it says itself.
    private(set) var originalSenders: [MailAddress] = []

    /// Text above a message that is passed on is a note if it has no more letters.
    private static let noteLength = 200
    /// And where nothing but the form says that a message is passed on: `FYI`.
    private static let shortNoteLength = 20
    /// A signature that is not marked by the standard's line has no more lines.
    private static let signatureLength = 15

    /// Whether the message says that it answers or passes on another: in its header, its subject, or by a line that
    /// parts the two. A story may quote a message as well.
    private var isAnswer: Bool

    /// - Parameter isAnswer: whether the header of the message says that it answers or passes on another.
    init(_ text: String, isAnswer: Bool) {
        self.isAnswer = isAnswer
        lines = MailLine.lines(of: text)
        cutOriginal()
        cutQuotes()
        cutSignature()
        cutFooters()
        cutClosing()
        cutHeaders()
    }

    /// The paragraphs, as blank lines part them.
    var paragraphs: [String] {
        var paragraphs: [String] = []
        var current: [Substring] = []
        func close() {
            if !current.isEmpty { paragraphs.append(current.joined(separator: "\n")) }
            current = []
        }
        for line in lines {
            if line.isBlank { close() } else { current.append(line.text) }
        }
        close()
        return paragraphs
    }

    private static func letters(_ lines: some Sequence<MailLine>) -> Int {
        lines.reduce(0) { $0 + $1.letters }
    }

    // MARK: Messages in the message

    /// Cuts the message that an answer has below it; or takes the one that was passed on with no more than a note above.
    private mutating func cutOriginal() {
        var start = 0
        while start < lines.count, let separator = separator(from: start) {
            let isMarked = isAnswer || separator.isMarked
            let above = Self.letters(lines[start..<separator.line].lazy.filter { !$0.isQuoted })
            let isNote = above <= (isMarked ? Self.noteLength : Self.shortNoteLength)
            // A story that quotes a message stays as it is.
            guard isMarked || isNote, !isNote || !Self.isStory(lines[start..<separator.line]) else { return }
            if !isNote || separator.body >= lines.count {
                lines.removeSubrange(separator.line...)
                return
            }
            let below = Self.letters(lines[separator.body...])
            guard below > above else {
                if above > 0 { lines.removeSubrange(separator.line...) }
                return
            }
            isForwarded = true
            isAnswer = isMarked
            originalSenders = Self.senders(lines[separator.line..<separator.body])
            lines.removeSubrange(..<separator.body)
            start = 0
            // Messages are passed on more than once, and not without end.
            if lines.count < 2 { return }
        }
    }

    /// Whether one of the lines opens with a dateline, as no note does.
    private static func isStory(_ lines: some Sequence<MailLine>) -> Bool {
        lines.contains { !$0.isQuoted && $0.letters > 0 && LineReading.opensWithDateline($0.text) }
    }

    /// A line that parts two messages.
    private struct Separator {
        var line: Int
        /// Where the text of the second message begins.
        var body: Int
        /// Whether the line says so in words.
        var isMarked: Bool
    }

    private func separator(from start: Int) -> Separator? {
        for index in start..<lines.count {
            if Self.isOriginalMark(lines[index].text) {
                return Separator(line: index, body: afterPrintedFields(index + 1), isMarked: true)
            }
            // Outlook has a rule or nothing before the fields.
            if printedField(lines[index].text) != nil, isPrintedHeader(index) {
                var line = index
                while line > 0, lines[line - 1].isBlank || Self.isRule(lines[line - 1]) { line -= 1 }
                return Separator(line: line, body: afterPrintedFields(index), isMarked: false)
            }
        }
        return nil
    }

    private static func isRule(_ line: MailLine) -> Bool {
        line.letters == 0 && line.text.utf8.count > 4
            && line.text.utf8.allSatisfy { $0 == 0x5F || $0 == 0x2D || $0 == 0x20 || $0 == 0x3D }
    }

    /// `-----Original Message-----`
    private static func isOriginalMark(_ line: Substring) -> Bool {
        // Most lines are told by their ends: marks stand in hyphens, or end in a colon.
        guard line.utf8.count < 160, let first = line.utf8.first, let last = line.utf8.last,
            [0x2D, 0x5F, 0x2A, 0x3D].contains(first) || last == 0x3A || last == 0x9A
        else { return false }
        return MailWords.originals.contains(String(decoding: MailLine.bare(Array(line.utf8)), as: UTF8.self))
    }

    /// The name of a field of a message's header as mail programs print it.
    private func printedField(_ line: Substring) -> String? {
        guard let colon = line.colon(within: 48) else { return nil }
        let name = String(decoding: MailLine.bare(Array(colon.before.utf8)), as: UTF8.self)
        return MailWords.printedFields.contains(name) ? name : nil
    }

    /// Who the fields above a message name as its senders.
    private static func senders(_ fields: ArraySlice<MailLine>) -> [MailAddress] {
        for line in fields {
            guard let colon = line.text.colon(within: 48),
                MailWords.senderFields.contains(
                    String(decoding: MailLine.bare(Array(colon.before.utf8)), as: UTF8.self)
                )
            else { continue }
            return MailAddress.printed(colon.after).filter { $0.address != nil }
        }
        return []
    }

    /// Whether at least three lines from here on are such fields, one of which has an address in it, or a time in an
    /// answer.
    private func isPrintedHeader(_ start: Int) -> Bool {
        var fields: Set<String> = []
        var hasSign = false
        for line in lines[start..<min(start + 8, lines.count)] {
            guard let field = printedField(line.text) else { break }
            fields.insert(field)
            hasSign = hasSign || line.text.contains("@") || isAnswer && line.text.contains { $0.isNumber }
        }
        return fields.count >= 3 && hasSign
    }

    private func afterPrintedFields(_ start: Int) -> Int {
        var index = start
        while index < lines.count, lines[index].isBlank { index += 1 }
        var fields = 0
        while index < lines.count, !lines[index].isBlank, fields < 12 {
            // A long list of addresses goes on in the next line.
            let line = lines[index].text
            if printedField(line) == nil, fields == 0 || !(line.first?.isWhitespace ?? true) { break }
            fields += 1
            index += 1
        }
        return index
    }

    // MARK: Quotes

    /// Takes out quoted lines and the line that introduces them; a message that is nothing but quotes loses their marks.
    /// In a story that quotes another's message they stay, without their marks.
    private mutating func cutQuotes() {
        guard let first = lines.firstIndex(where: \.isQuoted), let last = lines.lastIndex(where: \.isQuoted) else {
            return
        }
        var kept: [MailLine] = []
        for (index, line) in lines.enumerated() {
            guard line.isQuoted else {
                kept.append(line)
                continue
            }
            let isFirst = index == 0 || !lines[index - 1].isQuoted
            if isFirst { Self.dropAttribution(&kept) }
        }
        let quoted = lines.filter(\.isQuoted)
        let ownLetters = Self.letters(kept)
        let isAnswer = isAnswer || isForwarded
        let isNote =
            ownLetters < (isAnswer ? Self.noteLength : Self.shortNoteLength)
            && (isAnswer || Self.letters(lines[(last + 1)...]) == 0)
        if isNote, Self.letters(quoted) > ownLetters * 4, !Self.isStory(kept) {
            if originalSenders.isEmpty { originalSenders = Self.attributed(lines[..<first]) }
            lines = quoted.map(\.unquoted)
            isForwarded = true
            return
        }
        lines = isAnswer ? kept : lines.map { $0.isQuoted ? $0.unquoted : $0 }
    }

    /// Who `On 3 May, A. Writer <writer@desk.example> wrote:` names, at the end of what stands above a quotation.
    private static func attributed(_ lines: ArraySlice<MailLine>) -> [MailAddress] {
        let line = lines.filter { !$0.isBlank }.suffix(2).map(\.text).joined(separator: " ")
        guard let open = line.lastIndex(of: "<"), let close = line[open...].firstIndex(of: ">"),
            line[open..<close].contains("@")
        else { return [] }
        let name = line[..<open].split { $0 == "," || $0 == ":" }.last ?? ""
        return MailAddress.printed(name.drop { !$0.isLetter } + line[open...close])
    }

    /// Drops `On 3 May, A. Writer wrote:`, which may be broken over two or three lines.
    private static func dropAttribution(_ lines: inout [MailLine]) {
        var end = lines.count
        while end > 0, lines[end - 1].isBlank { end -= 1 }
        var start = end
        while start > 0, end - start < 3, !lines[start - 1].isBlank { start -= 1 }
        guard start < end else { return }
        let last = lines[end - 1].text.trimmingSpaces().lowercased()
        guard last.hasSuffix(":") || last.hasSuffix("：") else { return }
        let stem = String(last.dropLast()).trimmingSpaces()
        let paragraph = lines[start..<end].map(\.text).joined(separator: " ")
        let lower = paragraph.lowercased()
        let hasVerb = MailWords.attributions.contains {
            stem.hasSuffix($0) || lower.hasBytes(of: " \($0) ")
        }
        let hasSign = paragraph.contains("@") || paragraph.contains { $0.isNumber }
        guard hasVerb, hasSign || end - start == 1 else { return }
        // A paragraph before it may end without a blank line.
        let isLong =
            end - start == 3 && !(paragraph.lowercased().hasPrefix("on ") || paragraph.lowercased().hasPrefix("am "))
        lines.removeSubrange((isLong ? end - 1 : start)...)
    }

    // MARK: Signature

    /// Cuts the signature behind the line of two hyphens and a space (RFC 3676, section 4.3), or behind one that looks
    /// like it, if little follows.
    private mutating func cutSignature() {
        guard
            let index = lines.indices.first(where: { index in
                guard lines[index].letters == 0, lines[index].text.utf8.count < 5 else { return false }
                let line = lines[index].text
                guard line == "-- " || line == "--" || line == "— " || line == "—" else { return false }
                guard Self.letters(lines[..<index]) > 0 else { return false }
                return line == "-- " || lines.count - index <= Self.signatureLength
            })
        else { return }
        lines.removeSubrange(index...)
    }

    /// The most lines of a closing and the names below it.
    private static let longestClosing = 10

    /// Cuts what a letter closes with, `Kind regards` and who sends them, where no more than that follows.
    private mutating func cutClosing() {
        let closing = paragraphStarts().first { start in
            start > 0 && lines[start...].count(where: { !$0.isBlank }) <= Self.longestClosing
                && LineReading.isMailClosing(lines[start].text) && isReachable(from: start)
        }
        guard let closing, Self.letters(lines[..<closing]) > Self.letters(lines[closing...]) else { return }
        lines.removeSubrange(closing...)
    }

    /// Whether a telephone number or an address stands in the lines from one on.
    private func isReachable(from start: Int) -> Bool {
        lines[start...].contains { line in
            line.text.contains("@") || line.text.hasBytes(of: "://") || line.text.count(where: \.isNumber) >= 6
        }
    }

    // MARK: Footers and headers

    /// Cuts what list servers, lawyers and telephones add at the end: from the first paragraph that begins as one of
    /// them does and has no more than a few behind it, none of which is a sentence of the story.
    private mutating func cutFooters() {
        let starts = paragraphStarts()
        for (number, start) in starts.enumerated() where number > 0 && starts.count - number <= 8 {
            let isRule = Self.isRule(lines[start]) && start + 1 < lines.count
            let first = isRule ? start + 1 : start
            let isFooter = MailFooter(paragraph(from: first)).isFooter
            let isList =
                isRule && lines[start].text.utf8.count(where: { $0 == 0x5F }) > 20 && isListFooter(start + 1)
            guard isFooter || isList,
                !starts[(number + 1)...].contains(where: { MailFooter(paragraph(from: $0)).isSentence })
            else { continue }
            // The text is what a message is for; a footer is less than that, but for the longest of lawyers.
            let above = Self.letters(lines[..<start])
            guard above * 4 > Self.letters(lines[start...]) || starts.count - number <= 2 else { continue }
            lines.removeSubrange(start...)
            return
        }
    }

    /// The lines from one on to the next that is blank.
    private func paragraph(from start: Int) -> ArraySlice<MailLine> {
        lines[start..<(lines[start...].firstIndex(where: \.isBlank) ?? lines.count)]
    }

    /// `NAME mailing list`, an address and a place on the web, and nothing more.
    private func isListFooter(_ start: Int) -> Bool {
        let rest = lines[start...].filter { !$0.isBlank }
        return rest.count <= 6 && rest.contains { $0.text.hasBytes(of: "@") || $0.text.hasBytes(of: "://") }
    }

    /// Cuts the notes above the text.
    private mutating func cutHeaders() {
        for _ in 0..<3 {
            let starts = paragraphStarts()
            guard starts.count > 1, let start = starts.first else { return }
            guard MailWords.headerOpenings.open(lines[start].bareOpening) else { return }
            lines.removeSubrange(..<starts[1])
        }
    }

    /// Where paragraphs begin, as blank lines part them.
    private func paragraphStarts() -> [Int] {
        lines.indices.filter { index in
            !lines[index].isBlank && (index == 0 || lines[index - 1].isBlank)
        }
    }
}
