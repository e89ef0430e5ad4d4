/// Tells the language of a text, by CLD2.
enum LanguageDetector {
    /// How much of a text is looked at: as much as raises the share of right answers.
    static let limit = 4_000

    /// The ISO 639 code of the language, nil when the detector is not sure.
    static func language(of text: Span<UInt8>) -> String? {
        let answer = detect(text)
        guard answer.isReliable, answer.percent >= 40 else { return nil }
        return answer.code
    }

    struct Answer {
        var code: String?
        var percent: Int
        var score: Double
        var isReliable: Bool
    }

    static func detect(_ text: Span<UInt8>) -> Answer {
        var end = min(text.count, limit)
        while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        var answer = TextLibraries.language(of: text.extracting(0..<end))
        if answer.code == "iw" { answer.code = "he" }
        if answer.code == "un" { answer.code = nil }
        return answer
    }
}
