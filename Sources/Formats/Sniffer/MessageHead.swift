/// The heads of mails, of mailboxes, and of pages saved as MHTML.
///
/// A head that somebody pasted over a story (`From`, `To`, `Subject`, `Date`) makes no mail of it: only fields that programs
/// write do, and encoded words.
enum MessageHead {
    /// The most bytes that a head has.
    private static let reach = 262_144

    /// What the message is that begins at an offset; nil where there is none.
    static func kind(of text: Span<UInt8>, from first: Int) -> FileKind? {
        let limit = min(text.count, first + reach)
        let first = afterAppleLength(text, first, limit)
        if let rest = afterEnvelope(text, first, limit) {
            guard let head = Fields(text, from: rest, before: limit), head.known > 0 else { return nil }
            return .mailbox
        }
        guard let head = Fields(text, from: first, before: limit), head.isMessage else { return nil }
        return head.isPage ? .mhtml : .mail
    }

    /// Behind the line with the message's length that Apple Mail puts before it, where there is one.
    private static func afterAppleLength(_ text: Span<UInt8>, _ first: Int, _ limit: Int) -> Int {
        var at = first
        while at < limit, text[at].isASCIIDigit { at += 1 }
        guard at > first, at - first < 12 else { return first }
        while at < limit, text[at] == 0x20 { at += 1 }
        guard at < limit, text[at] == 0x0A || text[at] == 0x0D else { return first }
        return LineEnds.next(text, at, limit)
    }

    /// The line behind `From ADDRESS Wed Jun 10 14:00:00 2026` (RFC 4155): a time of day and a year stand in it.
    private static func afterEnvelope(_ text: Span<UInt8>, _ first: Int, _ limit: Int) -> Int? {
        guard text.matches("From ", at: first, before: limit) else { return nil }
        let end = LineEnds.end(of: text, from: first, before: limit)
        var colons = 0
        var years = 0
        var digits = 0
        for index in first..<end {
            if text[index].isASCIIDigit {
                digits += 1
                continue
            }
            if digits == 4 { years += 1 }
            if text[index] == 0x3A, digits == 2 || digits == 1 { colons += 1 }
            digits = 0
        }
        if digits == 4 { years += 1 }
        guard colons >= 1, years >= 1, end < limit else { return nil }
        return LineEnds.next(text, end, limit)
    }

    /// The fields of a head (RFC 5322): how many of the known ones, and what they say.
    private struct Fields {
        var known = 0
        var machine = 0
        var isPage = false
        var isSaved = false
        /// Whether the first field is the type of a MIME part, which nothing but a program writes.
        var opensPart = false

        /// A mail has a field that a program wrote beside another of a mail.
        var isMessage: Bool { machine > 0 && known >= 2 || machine >= 2 || isSaved && known > 0 || opensPart }

        init?(_ text: Span<UInt8>, from first: Int, before limit: Int) {
            var at = first
            var count = 0
            while at < limit, count < 1_000 {
                let end = LineEnds.end(of: text, from: at, before: limit)
                guard end > at else { break }
                if text[at] == 0x20 || text[at] == 0x09 {
                    // A field goes on; a head does not begin with one that does.
                    guard count > 0 else { return nil }
                } else {
                    var colon = at
                    while colon < end, text[colon] > 0x20, text[colon] < 0x7F, text[colon] != 0x3A { colon += 1 }
                    var name = colon
                    while name < end, text[name] == 0x20 { name += 1 }
                    guard colon > at, name < end, text[name] == 0x3A else {
                        // Quoting and other slips in a head are borne once it is plainly one.
                        if count == 0 { return nil }
                        if isMessage { break }
                        return nil
                    }
                    add(text.asciiString(at, colon).lowercased(), text, name + 1, end)
                }
                count += 1
                at = LineEnds.next(text, end, limit)
            }
            guard count > 0 else { return nil }
        }

        private mutating func add(_ name: String, _ text: Span<UInt8>, _ start: Int, _ end: Int) {
            if MessageHead.people.contains(name) || MessageHead.common.contains(name) { known += 1 }
            if MessageHead.programs.contains(name) || name.hasPrefix("x-") || name.hasPrefix("list-")
                || name.hasPrefix("resent-") || name.hasPrefix("arc-")
            {
                known += 1
                machine += 1
            }
            if MessageHead.people.contains(name) {
                let value = text.extracting(..<min(end, start + 256))
                if let word = value.firstIndex(of: "=?", from: start), value.firstIndex(of: "?=", from: word) != nil {
                    machine += 1
                }
            }
            switch name {
            case "content-type":
                let value = text.asciiString(start, min(end, start + 256)).lowercased()
                if known == 1, value.utf8.contains(0x2F) { opensPart = true }
                if value.hasBytes(of: "multipart/related") { isPage = isPage || isSaved }
            case "snapshot-content-location", "content-location": isPage = true
            case "from":
                let value = text.asciiString(start, min(end, start + 64)).lowercased()
                if value.hasBytes(of: "saved by") { (isSaved, isPage) = (true, true) }
            default: break
            }
        }
    }

    /// What a person writes or pastes.
    private static let people: Set<String> = [
        "from", "to", "cc", "bcc", "subject", "date", "sender", "reply-to", "keywords", "comments", "organization",
    ]

    /// What programs write into mails, and people above stories: `Status: publish`.
    private static let common: Set<String> = ["status", "path", "importance"]

    /// What only programs write.
    private static let programs: Set<String> = [
        "received", "return-path", "message-id", "mime-version", "content-type", "content-transfer-encoding",
        "content-disposition", "content-id", "content-location", "content-description", "content-language",
        "delivered-to", "dkim-signature", "domainkey-signature", "authentication-results", "received-spf",
        "envelope-to",
        "in-reply-to", "references", "return-receipt-to", "errors-to", "precedence", "auto-submitted", "feedback-id",
        "newsgroups", "nntp-posting-host", "snapshot-content-location", "thread-topic", "thread-index",
        "user-agent", "disposition-notification-to", "autocrypt", "mailing-list",
    ]
}

/// Line ends in any style: LF, CRLF, CR.
enum LineEnds {
    /// Where the line that begins at an offset ends, without its end.
    static func end(of text: Span<UInt8>, from start: Int, before limit: Int) -> Int {
        var at = start
        while at < limit, text[at] != 0x0A, text[at] != 0x0D { at += 1 }
        return at
    }

    /// Where the line after one that ends at an offset begins.
    static func next(_ text: Span<UInt8>, _ end: Int, _ limit: Int) -> Int {
        guard end < limit else { return limit }
        return text[end] == 0x0D && end + 1 < limit && text[end + 1] == 0x0A ? end + 2 : end + 1
    }
}
