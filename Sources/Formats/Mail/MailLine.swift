/// A line of a message's plain text, with what is asked about it again and again.
struct MailLine {
    var text: Substring
    /// How many letters and digits it has.
    var letters: Int
    /// Whether it has nothing but white space.
    var isBlank: Bool

    /// Whether it is quoted from another message.
    var isQuoted: Bool { text.utf8.first == 0x3E }

    /// The line without the marks of a quotation.
    var unquoted: MailLine { MailLine(text.drop { $0 == ">" }.drop { $0 == " " }) }

    init(_ text: Substring) {
        self.init(text, letters: Letters.count(String(text)))
    }

    private init(_ text: Substring, letters: Int) {
        self.text = text
        self.letters = letters
        isBlank = letters == 0 && text.utf8.allSatisfy { $0 <= 0x20 || $0 >= 0x80 } && text.allSatisfy(\.isWhitespace)
    }

    /// The lines between line feeds.
    static func lines(of text: String) -> [MailLine] {
        var text = text
        text.makeContiguousUTF8()
        let utf8 = text.utf8Span
        let bytes = utf8.span
        var lines: [MailLine] = []
        var start = 0
        var index = text.startIndex
        for end in 0...bytes.count where end == bytes.count || bytes[end] == 0x0A {
            let next = text.utf8.index(index, offsetBy: end - start)
            lines.append(MailLine(text[index..<next], letters: Letters.count(bytes.extracting(start..<end))))
            guard end < bytes.count else { break }
            index = text.utf8.index(after: next)
            start = end + 1
        }
        return lines
    }

    /// Without the hyphens, stars, brackets and white space around the text, in small letters; no more of the text than
    /// any phrase is long.
    var bareOpening: [UInt8] { MailLine.bare(Array(text.utf8.prefix(160))) }

    /// Without the hyphens, stars, brackets and white space around a text, in small letters.
    static func bare(_ text: [UInt8]) -> [UInt8] {
        var start = 0
        var end = text.count
        while start < end {
            let length = markLength(text, at: start, before: end)
            if length == 0 { break }
            start += length
        }
        while end > start {
            // A mark ends here if it begins one, two or three bytes before.
            guard
                let length = (1...3).first(where: {
                    end - $0 >= start && markLength(text, at: end - $0, before: end) == $0
                })
            else { break }
            end -= length
        }
        let slice = text[start..<end]
        if slice.allSatisfy({ $0 < 0x80 }) { return slice.map { ASCII.lower($0) } }
        return Array(String(decoding: slice, as: UTF8.self).lowercased().utf8)
    }

    private static let marks = Set("-_*[](){}<>|:=".utf8)

    /// How many bytes the mark at an offset takes; 0 where none stands.
    private static func markLength(_ text: [UInt8], at index: Int, before end: Int) -> Int {
        let byte = text[index]
        if byte <= 0x20 || marks.contains(byte) { return 1 }
        if byte == 0xC2, index + 1 < end { return text[index + 1] == 0xA0 || text[index + 1] == 0xB7 ? 2 : 0 }
        guard byte == 0xE2 || byte == 0xE3, index + 2 < end else { return 0 }
        switch (byte, text[index + 1], text[index + 2]) {
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA2), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }
}

/// Phrases that a text is tried for at its beginning.
struct OpeningPhrases: Sendable {
    /// By their first two bytes.
    private var phrases: [UInt16: [[UInt8]]] = [:]

    /// - Parameter phrases: in small letters, of two bytes or more each.
    init(_ phrases: [String]) {
        for phrase in phrases {
            let bytes = Array(phrase.utf8)
            self.phrases[OpeningPhrases.key(bytes), default: []].append(bytes)
        }
    }

    /// Whether a text in small letters begins with one of them.
    func open(_ text: [UInt8]) -> Bool {
        guard text.count >= 2, let phrases = phrases[OpeningPhrases.key(text)] else { return false }
        return phrases.contains { text.starts(with: $0) }
    }

    private static func key(_ bytes: [UInt8]) -> UInt16 {
        bytes.count < 2 ? 0 : UInt16(bytes[0]) << 8 | UInt16(bytes[1])
    }
}
