/// The line before each message of a mailbox (RFC 4155, appendix A): `From `, the sender, and a time as asctime(3) has it.
///
/// Writers quote lines of a message that begin like it, or do not. So a line counts as the separator only with a time in
/// it and the first field of a message under it; one without a time only after a blank line, before a field that messages
/// begin with.
enum MboxSeparator {
    /// No separator is longer.
    static let lengthLimit = 1_000

    /// Whether a separator stands at `start`, the beginning of a line.
    static func stands(in bytes: Span<UInt8>, at start: Int, afterBlank: Bool) -> Bool {
        guard isFrom(bytes, start) else { return false }
        var end = start + 5
        while end < bytes.count, bytes[end] != 0x0A, end - start < lengthLimit { end += 1 }
        guard end < bytes.count, bytes[end] == 0x0A else { return false }
        let next = end + 1
        guard let field = fieldName(bytes, next) else {
            // The sender of a message that was in a mailbox before.
            let isQuoted = next < bytes.count && bytes[next] == 0x3E && isFrom(bytes, next + 1)
            return isQuoted && hasTime(bytes, start + 5, end)
        }
        if hasTime(bytes, start + 5, end) { return true }
        return afterBlank && wordCount(bytes, start + 5, end) <= 1 && openingFields.contains(field)
    }

    static func isFrom(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        start >= 0 && start + 5 <= bytes.count && bytes[start] == 0x46 && bytes[start + 1] == 0x72
            && bytes[start + 2] == 0x6F && bytes[start + 3] == 0x6D && bytes[start + 4] == 0x20
    }

    /// Two digits, a colon and two digits; and a year somewhere else in the line.
    private static func hasTime(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        func isDigit(_ index: Int) -> Bool {
            index >= start && index < end && bytes[index] >= 0x30 && bytes[index] <= 0x39
        }
        var hasClock = false
        var hasYear = false
        var run = 0
        for index in start..<end {
            if isDigit(index) {
                run += 1
                continue
            }
            if bytes[index] == 0x3A, run == 1 || run == 2, isDigit(index + 1), isDigit(index + 2) { hasClock = true }
            if run == 4 { hasYear = true }
            run = 0
        }
        return hasClock && (hasYear || run == 4 || run == 2)
    }

    private static func wordCount(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var words = 0
        var inWord = false
        for index in start..<end {
            let isSpace = bytes[index] <= 0x20
            if !isSpace, !inWord { words += 1 }
            inWord = !isSpace
        }
        return words
    }

    /// The name of the field that stands at `start`, in lower case (RFC 5322, section 2.2).
    static func fieldName(_ bytes: Span<UInt8>, _ start: Int) -> String? {
        var end = start
        var name: [UInt8] = []
        while end < bytes.count, bytes[end] > 0x20, bytes[end] < 0x7F, bytes[end] != 0x3A, end - start < 77 {
            name.append(bytes[end] >= 0x41 && bytes[end] <= 0x5A ? bytes[end] | 0x20 : bytes[end])
            end += 1
        }
        // Before the colon some old writers had spaces.
        var colon = end
        while colon < bytes.count, bytes[colon] == 0x20 || bytes[colon] == 0x09, colon - end < 8 { colon += 1 }
        guard end > start, colon < bytes.count, bytes[colon] == 0x3A else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    private static let openingFields: Set<String> = [
        "return-path", "received", "delivered-to", "envelope-to", "x-original-to", "from", "to", "date", "subject",
        "message-id", "mime-version", "status", "x-mozilla-status", "x-uidl", "x-gmail-labels", "x-gm-thrid",
        "x-spam-status",
        "authentication-results", "arc-seal", "dkim-signature", "reply-to", "sender",
    ]
}
