import Text
import Article

/// What the lines of a copy's head are: by their words and their neighbours, which one pass over the first lines tells before
/// anything else is looked for; else by their own shape.
struct LineKinds {
    /// What is told by words and neighbours.
    private var told: [Int: LineKind] = [:]
    /// The line that the body begins with, where labels or days say so.
    private(set) var bodyLine: Int?
    /// Where it begins within that line, behind its label.
    private(set) var bodyStart: Int?
    /// The line that labels below the body begin with.
    private(set) var endLine: Int?
    /// Whether a label gives the headline.
    private(set) var hasHeadline = false
    /// Whether a press database's line of source, day and page stands above the headline.
    private(set) var hasSource = false
    /// Whether the head is a mail's, so that what stands below it may have a headline of its own.
    private(set) var isMail = false
    /// Whether the copy was a page with its menu.
    private(set) var isPage = false

    /// Whether the first line numbers the document: `1 of 12 DOCUMENTS`.
    private var isNumbered = false

    /// How many lines a head can have.
    static let limit = 60

    /// What a line is by its words and its neighbours; nil where its shape has to tell.
    subscript(line: Int) -> LineKind? { told[line] }

    var isEmpty: Bool { told.isEmpty && bodyLine == nil }

    /// What a line is.
    func kind(of index: Int, _ line: Line, in text: Span<UInt8>) -> LineKind {
        told[index] ?? .of(text.extracting(line.start..<line.end), isFirst: index == 0)
    }

    init(_ lines: [Line], in text: Span<UInt8>) {
        let count = LineKinds.headCount(lines)
        var copies: [CopyLine?] = []
        var labels: [LabelLine?] = []
        copies.reserveCapacity(count)
        labels.reserveCapacity(count)
        for line in lines[..<count] {
            let isShort = line.count <= CopyLine.longest
            copies.append(isShort ? CopyLine(text, TextRange(line.start, line.end)) : nil)
            labels.append(LabelLine(text, line))
        }
        var first = 0
        while first < count, copies[first]?.isMailForward == true {
            told[first] = .furniture
            first += 1
        }
        isNumbered = lines.first.map { DocumentNumber(text, $0.start, $0.end) != nil } == true
        takeMail(from: first, lines, labels)
        if !isMail { takeLabels(lines, copies, labels, text) }
        if bodyLine == nil { takeDatabase(lines, text) }
        // `1 of 12 DOCUMENTS`, `Retriever / A-tekst`
        if told[0] == nil, lines.count > 2, isNumbered || lines[0].afterBlank && isDatabaseName(lines[0], text) {
            told[0] = .furniture
        }
        if isMail, endLine == nil { takeClosing(lines, text) }
        takeMenus(lines, copies, text)
        takeLines(lines, copies, text)
        if bodyLine == nil {
            let told = told
            bodyLine = ListOpening(lines, copies, labels, isTold: { told[$0] != nil }).line(text)
        }
    }

    /// How many lines are looked at: no head goes on beneath a block of as many bytes as a paragraph has.
    private static func headCount(_ lines: [Line]) -> Int {
        var block = 0
        for index in 0..<min(lines.count, limit) {
            block = lines[index].afterBlank ? 0 : block
            if block > BodyFinder.longestHeadBlock { return index }
            block += lines[index].count
        }
        return min(lines.count, limit)
    }

    // MARK: Mail

    /// A block of nothing but a mail's header fields, its subject among them.
    private mutating func takeMail(from first: Int, _ lines: [Line], _ labels: [LabelLine?]) {
        var end = first
        var subject: Int?
        while end < labels.count, end == first || !lines[end].afterBlank {
            guard let label = labels[end], label.isMail else {
                // A field that goes on.
                guard end > first, lines[end].indent > 0 else { return }
                end += 1
                continue
            }
            if label.classes.contains(.mailSubject), subject == nil { subject = end }
            end += 1
        }
        guard let subject, let label = labels[subject], label.value < lines[subject].end, end < lines.count else {
            return
        }
        for line in first..<end { told[line] = .furniture }
        told[subject] = .label(.labelHeadline, label.value)
        hasHeadline = true
        isMail = true
    }

    /// The lines that a letter closes with.
    private mutating func takeClosing(_ lines: [Line], _ text: Span<UInt8>) {
        endLine = lines.indices.suffix(LineKinds.longestClosing).first {
            lines[$0].afterBlank && $0 > (told.keys.max() ?? 0) + 1
                && CopyLine(text, TextRange(lines[$0].start, lines[$0].end))?.isMailClosing == true
        }
    }

    private static let longestClosing = 10

    // MARK: Labels

    /// Labels whose values go on over several lines.
    private static let wrapped: [LexicalClass] = [.labelHeadline, .labelDeck, .labelByline]
    /// How many labels make a head of labels where none gives the headline.
    private static let fewestLabels = 3

    private mutating func takeLabels(
        _ lines: [Line],
        _ copies: [CopyLine?],
        _ labels: [LabelLine?],
        _ text: Span<UInt8>
    ) {
        var found: [Int] = []
        var headline: Int?
        // `Rubrik` is a section in German and the headline in Swedish.
        let isDatabase = labels.indices.contains { index in
            labels[index].map { DatabaseHead.isCount(text, $0.value, lines[index].end) } == true
        }
        let isPlain =
            labels.contains { $0?.isPlainHeadline == true } || isDatabase && labels.first.map { $0 == nil } == true
        func meaning(_ label: LabelLine?) -> LexicalClass? {
            isPlain && label?.label == .labelHeadline && label?.isPlainHeadline == false ? .labelSection : label?.label
        }
        for index in labels.indices {
            guard let label = labels[index], let what = meaning(label) else { continue }
            // Labels stand close together: a label in the body is none of the head's.
            if let last = found.last, index > last + 4 || Sentence.standsIn(lines[(last + 1)..<index], text) { break }
            if found.isEmpty, index > 12 { return }
            found.append(index)
            if what == .labelHeadline, headline == nil, label.value < lines[index].end { headline = index }
            if what == .labelBody { break }
        }
        let fewest = isDatabase ? isNumbered ? 1 : 2 : LineKinds.fewestLabels
        let isHead = headline.map { found.count > 1 || $0 == 0 } ?? (found.count >= fewest)
        guard isHead, let last = found.last else { return }
        if headline != nil { hasHeadline = true }
        for index in 0..<found[0] where headline != nil || copies[index]?.isFurniture == true {
            told[index] = .furniture
        }
        if headline == nil, isDatabase { takeSource(lines, copies, upTo: found[0], text) }
        var body = last + 1
        for (place, index) in found.enumerated() {
            guard let label = labels[index], let what = meaning(label) else { continue }
            told[index] = .label(what, label.value)
            if what == .labelOther, let line = SourceLine(text, Line(start: label.value, end: lines[index].end)),
                line.day != nil, line.isPaged
            {
                told[index] = .source(line.withoutSection)
            }
            if what == .labelBody {
                let hasValue = label.value < lines[index].end
                body = hasValue ? index : index + 1
                bodyStart = hasValue ? label.value : nil
            }
            // What stands between two labels goes on with the first.
            let next = place + 1 < found.count ? found[place + 1] : index + 1
            var isValue = LineKinds.wrapped.contains(what)
            for line in index + 1..<max(index + 1, next) {
                if lines[line].afterBlank { isValue = false }
                told[line] =
                    isValue
                    ? .labelled : lines[line].afterBlank && headline == nil && what != .labelOther ? nil : .furniture
            }
        }
        // A press database's `Body` on a line of its own.
        if body + 1 < lines.count, found.count >= LineKinds.fewestLabels,
            Lexicon.shared.contains(Word(text, lines[body].start, lines[body].end), .labelBody)
        {
            told[body] = .furniture
            body += 1
        }
        guard body < lines.count else { return }
        bodyLine = body
        takeTail(below: body, isDatabase: isDatabase, lines, text)
    }

    /// Takes the labels below the body: `LOAD-DATE: June 11, 2026`.
    private mutating func takeTail(below body: Int, isDatabase: Bool, _ lines: [Line], _ text: Span<UInt8>) {
        let isLabelled = hasLabels(below: body, lines, text)
        var end = lines.count
        while end > body + 1 {
            let line = lines[end - 1]
            guard line.count <= CopyLine.longest else { break }
            let label = LabelLine(text, line)
            let isLabel = label?.label != nil && (label?.isAllCaps == true || isDatabase || isLabelled)
            let isNotice = SignOff.opensCredit(text.extracting(line.start..<line.end)) && end > body + 2
            let isFurniture = CopyLine(text, TextRange(line.start, line.end))?.isFurniture == true
            guard
                isLabel || isNotice || isFurniture
                    || hasSource && (DatabaseHead.isCode(text, line) || SourceLine(text, line)?.day != nil)
            else { break }
            end -= 1
        }
        if end < lines.count { endLine = end }
    }

    /// Whether the last lines are labels and their values, several of them: `Publication title: Norland Post`.
    private func hasLabels(below body: Int, _ lines: [Line], _ text: Span<UInt8>) -> Bool {
        let last = lines.dropFirst(body + 1).suffix(LineKinds.fewestLabels)
        return last.count == LineKinds.fewestLabels
            && last.allSatisfy { $0.count <= CopyLine.longest && LabelLine(text, $0)?.label != nil }
    }

    // MARK: Databases

    /// The source's name beside the headline: below it, or above it where the database's own lines come first.
    private mutating func takeSource(_ lines: [Line], _ copies: [CopyLine?], upTo label: Int, _ text: Span<UInt8>) {
        for index in 0..<label where told[index] == nil && isEdition(lines[index], text) {
            told[index] = .furniture
        }
        let titles = (0..<label).filter {
            told[$0] == nil
                && LineKind.of(text.extracting(lines[$0].start..<lines[$0].end), isFirst: false) == .title
        }
        guard let first = titles.first, let last = titles.last else { return }
        // The day stands between the two where the source comes first.
        let isBelowDay = (first + 1..<max(first + 1, last)).contains {
            Timestamp.matches(text.extracting(lines[$0].start..<lines[$0].end))
        }
        let headline = first > 0 || copies[0]?.isFurniture == true || isBelowDay ? last : first
        for index in titles where index != headline { told[index] = .furniture }
    }

    /// Whether a line is a phrase that a database prints above its stories.
    private func isDatabaseName(_ line: Line, _ text: Span<UInt8>) -> Bool {
        Stretch.words(text, line.start, line.end) > 1 && isEdition(line, text)
    }

    /// `First Edition`
    private func isEdition(_ line: Line, _ text: Span<UInt8>) -> Bool {
        Lexicon.shared.contains(Word(text, line.start, line.end), .furniture)
    }

    private mutating func takeDatabase(_ lines: [Line], _ text: Span<UInt8>) {
        let head = DatabaseHead(lines, in: text)
        if let head {
            bodyLine = head.bodyLine
            for index in head.furniture { told[index] = .furniture }
            if let rights = head.rights { told[rights] = .contact }
            if let day = head.day, let line = SourceLine(text, lines[day]), line.isPaged {
                told[day] = .source(line.withoutSection)
            }
        }
        if head == nil, takeSourceLine(lines, text) { return }
        let tail = DatabaseHead.tail(lines, rights: head?.rights, in: text)
        if tail > 0, lines.count - tail > bodyLine ?? 1 { endLine = lines.count - tail }
    }

    /// Takes the lines on which a database names source, section and day above the headline, and its labels below the story.
    private mutating func takeSourceLine(_ lines: [Line], _ text: Span<UInt8>) -> Bool {
        guard let head = SourceLine.head(lines, in: text, isLabel: { isEdition($0, text) }) else { return false }
        for index in 0..<head.furniture { told[index] = .furniture }
        for (index, line) in head.lines { told[index] = .source(line) }
        for index in head.labels ?? 0..<0 {
            let label = LabelLine(text, lines[index])
            let what = label.flatMap { $0.label == .labelOther ? nil : $0.label }
            told[index] = what.map { .label($0, label?.value ?? lines[index].start) } ?? .furniture
        }
        // The section right below the source, set off from the headline.
        if head.end > 0, head.end + 1 < lines.count, !lines[head.end].afterBlank, lines[head.end + 1].afterBlank,
            head.lines.values.allSatisfy({ $0.section == nil }),
            Lexicon.shared.contains(Word(text, lines[head.end].start, lines[head.end].end), .section)
        {
            told[head.end] = .label(.labelSection, lines[head.end].start)
        }
        takeBodyLabel(at: head.end, lines, text)
        hasSource = true
        takeTail(below: head.end + 1, isDatabase: true, lines, text)
        return true
    }

    /// Takes a label for the text on the line below a head: `Full text:`.
    private mutating func takeBodyLabel(at index: Int, _ lines: [Line], _ text: Span<UInt8>) {
        guard index + 1 < lines.count else { return }
        if Lexicon.shared.contains(Word(text, lines[index].start, lines[index].end), .labelBody) {
            told[index] = .furniture
            bodyLine = index + 1
            return
        }
        guard let label = LabelLine(text, lines[index]), label.classes.contains(.labelBody) else { return }
        if label.value < lines[index].end {
            bodyLine = index
            bodyStart = label.value
        } else {
            told[index] = .furniture
            bodyLine = index + 1
        }
    }

    // MARK: Pages

    private mutating func takeMenus(_ lines: [Line], _ copies: [CopyLine?], _ text: Span<UInt8>) {
        if endLine == nil { endLine = SiteLine.teaserLine(lines, in: text) }
        guard let menus = PageMenus(lines, copies, told: told, endLine: endLine, in: text) else { return }
        isPage = true
        endLine = menus.endLine
        for index in menus.entries { told[index] = .furniture }
    }

    // MARK: Single lines

    private mutating func takeLines(_ lines: [Line], _ copies: [CopyLine?], _ text: Span<UInt8>) {
        var contact = false
        for index in copies.indices {
            if lines[index].afterBlank { contact = false }
            guard told[index] == nil, index < bodyLine ?? copies.count else { continue }
            guard !contact else {
                told[index] = .contact
                continue
            }
            let isBelowEmbargo = index > 0 && told[index - 1] == .embargo && !lines[index].afterBlank
            if SignEmbargo.matches(
                text.extracting(lines[index].start..<lines[index].end),
                isBelowEmbargo: isBelowEmbargo,
                isBelowTitle: (0..<index).contains { told[$0] == nil }
            ) {
                told[index] = .embargo
                continue
            }
            guard let line = copies[index] else { continue }
            if line.isEmbargo || isBelowEmbargo && line.continuesEmbargo {
                told[index] = .embargo
            } else if line.isProvider, index + 1 < copies.count, told[index + 1] == nil {
                told[index] = .furniture
                told[index + 1] = .contact
            } else if line.isRelease {
                told[index] = .release
            } else if line.isContact, isContactBlock(index, lines, text) {
                told[index] = .contact
                contact = true
            }
        }
        let names = ReleaseHouse.lines(self, lines, upTo: min(copies.count, bodyLine ?? copies.count), in: text)
        for index in names { told[index] = .contact }
    }

    /// Whether a label's line, or the block below it, holds a telephone number or an address.
    private func isContactBlock(_ index: Int, _ lines: [Line], _ text: Span<UInt8>) -> Bool {
        var at = index
        repeat {
            if CreditLine.isReachable(text, lines[at]) { return true }
            at += 1
        } while at < min(lines.count, LineKinds.limit) && !lines[at].afterBlank
        return false
    }
}
