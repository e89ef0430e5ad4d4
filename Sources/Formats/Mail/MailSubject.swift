/// The subject of a message as a headline.
enum MailSubject {
    /// The subject without the marks of replies, of messages passed on, of servers and of mailing lists.
    ///
    /// - Parameters:
    ///   - isReply: whether the message says what it answers, or passes another on.
    ///   - isList: whether it came by a mailing list, which puts its name in brackets before the subject.
    static func headline(_ subject: String, isReply: Bool, isList: Bool) -> String {
        var text = subject.trimmingSpaces()[...]
        while true {
            let shorter = withoutPrefix(text, isReply: isReply) ?? withoutTag(text, isList: isList)
            guard let shorter, shorter.contains(where: { $0.isLetter || $0.isNumber }) else { break }
            text = shorter
        }
        if let last = text.utf8.last, last == 0x29 || last == 0x5D {
            for end in ["(fwd)", "[fwd]", "(fw)"] where text.lowercased().hasSuffix(end) {
                text = text.dropLast(end.count)
            }
        }
        return String(text).trimmingSpaces()
    }

    /// Whether a subject has a mark of replies or of messages passed on.
    static func isAnswer(_ subject: String) -> Bool {
        var text = subject.trimmingSpaces()[...]
        while withoutPrefix(text, isReply: false) == nil {
            guard let shorter = withoutTag(text, isList: true) else { return text.lowercased().hasSuffix("fwd)") }
            text = shorter
        }
        return true
    }

    /// `Re: `, `AW[2]: `, `RE : `.
    private static func withoutPrefix(_ text: Substring, isReply: Bool) -> Substring? {
        guard let colon = text.prefix(24).firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        var word = text[..<colon].lowercased().trimmingSpaces()[...]
        // A number of replies.
        if let bracket = word.firstIndex(where: { "[(^*".contains($0) }),
            word[word.index(after: bracket)...].allSatisfy({ $0.isNumber || "])".contains($0) })
        {
            word = word[..<bracket]
        } else if let last = word.last, last.isNumber {
            let stem = word.prefix { !$0.isNumber }
            if MailWords.prefixes.contains(String(stem)), word.dropFirst(stem.count).allSatisfy(\.isNumber) {
                word = stem
            }
        }
        let name = String(word).trimmingSpaces()
        guard MailWords.prefixes.contains(name) || isReply && MailWords.shortPrefixes.contains(name) else { return nil }
        return text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
    }

    /// `[EXTERN] `, `***SPAM*** `, `EXTERN: `, `[name-of-list] `.
    private static func withoutTag(_ text: Substring, isList: Bool) -> Substring? {
        guard let first = text.first else { return nil }
        func rest(_ end: Substring.Index) -> Substring {
            text[end...].drop { $0 == " " || $0 == "\t" || $0 == ":" || $0 == "-" || $0 == "*" || $0 == "\u{A0}" }
        }
        let closing: Character? =
            switch first {
            case "[": "]"
            case "(": ")"
            case "{": "}"
            case "<": ">"
            case "【": "】"
            default: nil
            }
        if let closing {
            guard let end = text.prefix(60).dropFirst().firstIndex(of: closing) else { return nil }
            let tag = text[text.index(after: text.startIndex)..<end].lowercased().trimmingSpaces()
            let isListName = isList && first == "[" && !tag.contains(" ")
            let isNumbered =
                isList && first == "[" && tag.split(separator: " ").count == 2 && tag.last?.isNumber == true
            guard MailWords.tags.contains(tag) || isListName || isNumbered else { return nil }
            return rest(text.index(after: end))
        }
        if first == "*" {
            let stars = text.prefix { $0 == "*" || $0 == " " }
            guard let end = text[stars.endIndex...].prefix(40).firstIndex(of: "*") else { return nil }
            let tag = text[stars.endIndex..<end].lowercased().trimmingSpaces()
            return MailWords.tags.contains(tag) ? rest(end) : nil
        }
        if let colon = text.prefix(24).firstIndex(of: ":") {
            let tag = text[..<colon].lowercased().trimmingSpaces()
            if ["extern", "ext", "external", "externe", "spam"].contains(tag) { return rest(colon) }
        }
        return nil
    }
}
