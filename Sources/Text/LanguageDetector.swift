/// Tells the language of a text, by CLD2; ``PlainEnglish`` needs it not.
package enum LanguageDetector {
    /// How many characters of a text are looked at: more do not raise the share of right answers.
    package static let limit = 1_000
    /// How many are looked at first.
    private static let opening = 240
    /// Languages that are no other's near kin.
    private static let unmistakable: Set<String> = ["en", "de", "fr", "pl", "hu", "fi", "el", "ko", "ja"]

    /// The ISO 639 code of the language, nil when the detector is not sure.
    package static func language(of text: Span<UInt8>) -> String? {
        // A few lines of a language without close kin are enough; reading on would give the same answer.
        let first = detect(text, limit: opening)
        if first.isReliable, first.percent >= 95, let code = first.code, unmistakable.contains(code) { return code }
        let answer = detect(text)
        guard answer.isReliable, answer.percent >= 40 else { return nil }
        return answer.code
    }

    package struct Answer {
        package var code: String?
        package var percent: Int
        package var score: Double
        package var isReliable: Bool
    }

    package static func detect(_ text: Span<UInt8>, limit: Int = limit) -> Answer {
        var end = 0
        var characters = 0
        while end < text.count {
            if text[end] & 0xC0 != 0x80 {
                if characters == limit { break }
                characters += 1
            }
            end += 1
        }
        var answer = TextLibraries.language(of: text.extracting(0..<end))
        if answer.code == "iw" { answer.code = "he" }
        if answer.code == "un" { answer.code = nil }
        return answer
    }
}
