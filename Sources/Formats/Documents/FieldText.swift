import Text
import Wire
import Article

/// Fields of documents, brought to the form that a draft has.
enum FieldText {
    /// How many subjects, keywords, authors and notes of a document are kept, of each.
    static let listLimit = 500

    /// A field's text, white space folded; nil for an empty one.
    static func line(_ text: String?) -> String? {
        guard let text else { return nil }
        let folded = WhiteSpace.fold(text)
        return folded.isEmpty ? nil : folded
    }

    /// A field's text without markup in it; nil for an empty one.
    static func plain(_ text: String?) -> String? {
        guard let text else { return nil }
        let plain = HTMLText.plain(text)
        return plain.isEmpty ? nil : plain
    }

    /// The text of an element with inline elements in it, as one line; nil for an empty one.
    static func line(_ element: MarkupElement?) -> String? {
        guard let element else { return nil }
        return line(element.lineText)
    }

    /// An urgency or priority from 1 to 9.
    static func urgency(_ text: String?) -> Int? {
        guard let text, let value = Int(WhiteSpace.fold(text)), (1...9).contains(value) else { return nil }
        return value
    }

    /// The language of a tag (RFC 5646) as records give it: the ISO 639 code, and the script for Chinese.
    static func language(_ tag: String?) -> String? {
        guard let tag else { return nil }
        let parts = WhiteSpace.fold(tag).lowercased().split { $0 == "-" || $0 == "_" }
        guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy({ $0.isASCII && $0.isLetter }),
            first != "und", first != "mul", first != "zxx"
        else { return nil }
        if first == "zh", parts.dropFirst().contains(where: { ["hant", "tw", "hk", "mo"].contains($0) }) {
            return "zh-Hant"
        }
        return longCodes[String(first)] ?? String(first)
    }

    /// Whether a field has what programs write into one that is empty, such as the first moment that they know.
    static func saysNothing(_ text: String) -> Bool {
        ["0001-01-01", "0000-00-00", "1970-01-01T00:00:00"].contains { text.hasPrefix($0) }
            || ["0", "-", "null", "nil", "none", "no", "false", "n/a"].contains(text.lowercased())
    }

    /// Codes of three letters (ISO 639-2) whose languages have one of two.
    private static let longCodes: [String: String] = [
        "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ita": "it",
        "nld": "nl", "dut": "nl", "swe": "sv", "nor": "no", "nob": "nb", "nno": "nn", "dan": "da", "fin": "fi",
        "rus": "ru", "ukr": "uk", "pol": "pl", "ces": "cs", "cze": "cs", "ara": "ar", "zho": "zh", "chi": "zh",
        "jpn": "ja", "kor": "ko", "ell": "el", "gre": "el", "tur": "tr", "cat": "ca", "hun": "hu",
    ]

    /// A code with its scheme's alias before a colon: `medtop:20000768`. An address has no alias.
    static func code(_ qualified: String) -> (scheme: String?, code: String) {
        guard !qualified.contains("://"), let colon = qualified.firstIndex(of: ":"), colon > qualified.startIndex else {
            return (nil, qualified)
        }
        return (String(qualified[..<colon]), String(qualified[qualified.index(after: colon)...]))
    }
}

extension ArticleDraft {
    /// Takes the name of the provider off the end of a headline, where aggregators put it: `Old ferry returns - The Courier`.
    ///
    /// A name of one word may be a word of the headline, unless it stands behind a bar: `Cup final: Suvera - Linden`.
    mutating func dropProviderFromHeadline() {
        guard let provider = details.provider, !provider.isEmpty, let rest = headline.without(ending: provider) else {
            return
        }
        let isWord = !provider.contains { $0 == " " || $0 == "." }
        for mark in isWord ? [" | "] : [" - ", " – ", " — ", " | "] {
            guard let text = rest.without(ending: mark)?.trimmingSpaces() else { continue }
            if text.utf8.contains(0x20) { headline = text }
            return
        }
    }

    /// Notes a status by its name or code, `canceled` or `stat:withheld`. A canceled story is a kill.
    mutating func note(status: String?) {
        guard let status = FieldText.line(status)?.lowercased() else { return }
        let code = FieldText.code(status).code
        switch code {
        case "canceled", "cancelled", "cancel", "killed", "kill", "deleted", "retracted", "annulled", "withdrawn":
            details.status = .canceled
            marks.kill = true
        case "withheld", "hold", "held": details.status = .withheld
        default: break
        }
    }

    /// Notes a signal by its code: what a desk is to do with the story.
    mutating func note(signal: String?) {
        guard let signal = FieldText.line(signal)?.lowercased() else { return }
        let code = FieldText.code(signal).code
        if code.contains("correct") || code.contains("berichtigung") {
            marks.correction = true
        } else if code.contains("kill") || code.contains("cancel") || code.contains("withdraw") || code == "retraction"
        {
            marks.kill = true
        } else if code.contains("update") {
            marks.update = marks.update ?? 1
        } else if code.contains("writethru") {
            marks.writethru = marks.writethru ?? 1
        } else if code.contains("urgent") || code.contains("flash") || code.contains("bulletin") || code == "alert" {
            marks.urgent = true
        } else if code.contains("repeat") {
            marks.repeated = true
        }
    }

    /// Notes an embargo as it is printed, and until when it is in force where that is a date.
    mutating func note(embargo: String?) {
        guard let printed = FieldText.line(embargo), !FieldText.saysNothing(printed) else { return }
        self.embargo = printed
        details.embargoUntil = StatedTime(printed)?.moment
    }

    /// Notes when the story was published and changed, each as printed. The first that is a date counts.
    mutating func note(
        published candidates: some Sequence<String?>,
        updated changes: some Sequence<String?> = EmptyCollection<String?>()
    ) {
        for case let candidate? in candidates {
            guard let time = StatedTime(candidate) else { continue }
            published = time.published
            break
        }
        for case let change? in changes {
            guard let moment = StatedTime(change)?.moment else { continue }
            details.updated = moment
            break
        }
    }

    /// Drops headline and deck where they head the text once more. A text of headings alone is none.
    mutating func dropRepeatedOpening() {
        while let first = paragraphs.first {
            let line = WhiteSpace.fold(first.text)
            let repeatsHeadline = FieldBound.isSame(line, headline) && (first.isHeading || paragraphs.count > 1)
            let repeatsByline = paragraphs.count > 1 && byline.map { FieldBound.isSame(line, $0) } ?? false
            guard
                repeatsHeadline || repeatsByline
                    || first.isHeading && deck.map({ FieldBound.isSame(line, $0) }) ?? false
            else { break }
            paragraphs.removeFirst()
        }
        if paragraphs.allSatisfy(\.isHeading) { paragraphs = [] }
    }

    /// Adds a subject with a code, a name or both, once.
    mutating func add(_ subject: ArticleDetails.Subject) {
        guard subject.code != nil || subject.name != nil, details.subjects.count < FieldText.listLimit,
            !details.subjects.contains(subject)
        else { return }
        details.subjects.append(subject)
    }

    /// Adds a keyword, once.
    mutating func add(keyword: String?) {
        guard details.keywords.count < FieldText.listLimit, let keyword = FieldText.plain(keyword),
            !details.keywords.contains(keyword)
        else { return }
        details.keywords.append(keyword)
    }

    /// Adds an author, once.
    mutating func add(author: String?, uri: String? = nil) {
        guard details.authors.count < FieldText.listLimit, let name = FieldText.plain(author),
            !details.authors.contains(where: { $0.name == name })
        else { return }
        details.authors.append(ArticleDetails.Author(name: name, uri: FieldText.line(uri)))
    }

    /// Adds a note to editors, once.
    mutating func add(note: String?) {
        guard editorsNotes.count < FieldText.listLimit, let note = FieldText.plain(note),
            !editorsNotes.contains(note)
        else { return }
        editorsNotes.append(note)
    }

    /// Notes who holds the rights, and the notice and terms as printed.
    mutating func note(holder: String? = nil, notice: String? = nil, terms: String? = nil) {
        var rights = details.rights ?? ArticleDetails.Rights()
        rights.holder = rights.holder ?? FieldText.plain(holder)
        rights.notice = rights.notice ?? FieldText.plain(notice)
        rights.terms = rights.terms ?? FieldText.plain(terms)
        if rights != ArticleDetails.Rights() { details.rights = rights }
    }
}

extension String {
    /// What stands before an ending, byte for byte; nil where the text ends otherwise.
    fileprivate func without(ending: String) -> String? {
        guard utf8.count >= ending.utf8.count, utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) else {
            return nil
        }
        return String(decoding: utf8.dropLast(ending.utf8.count), as: UTF8.self)
    }
}
