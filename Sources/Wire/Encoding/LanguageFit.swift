import Text
import Article

/// How much a reading of bytes reads like a language that was written in their encoding.
struct LanguageFit {
    /// What it adds to the reading's score.
    private(set) var score = 0.0
    /// Whether it is one of the encoding's languages.
    private(set) var isLanguage = false

    init(_ text: Span<UInt8>, _ candidate: EncodingCandidate, _ plausibility: Plausibility) {
        switch candidate.script {
        // A sign in text of another script makes a letter by chance.
        case .letters where plausibility.letters * 4 < plausibility.plainLetters,
            .wide where plausibility.letters * 4 < plausibility.plainLetters:
            score = -100
        case .letters: measure(text, candidate.languages)
        case .wide: detect(text, candidate.languages)
        case .latin:
            let code = detect(text, candidate.languages)
            score -= strange(text, code)
        }
    }

    /// The best language by CLD2.
    @discardableResult
    private mutating func detect(_ text: Span<UInt8>, _ languages: [String]) -> String? {
        let answer = LanguageDetector.detect(text)
        guard let code = answer.code, languages.contains(code) else { return answer.code }
        isLanguage = true
        score += (answer.isReliable ? 30 : 12) + Double(answer.percent) / 5 + min(answer.score, 2_000) / 100
        return code
    }

    /// The most that letters of a language count: as much as its words.
    private static let measured = 70.0
    /// By how much the mean logarithm of the letters' shares may fall short.
    private static let slack = 0.2

    /// What each unit by which it falls shorter costs.
    private static let weight = 120.0

    /// The best language by the shares of its letters.
    private mutating func measure(_ text: Span<UInt8>, _ languages: [String]) {
        var best = -Double.infinity
        for alphabet in Lexicon.shared.alphabets
        where alphabet.isMeasured && languages.contains(alphabet.language) {
            var sum = 0.0
            var count = 0
            var index = 0
            while index < text.count {
                let point = text.codePoint(at: index)
                index += point.length
                guard point.value >= 0x80 else { continue }
                let letter = CharacterClass.lowercase(point.value)
                if let share = alphabet.share(letter) {
                    sum += share
                    count += 1
                } else if CharacterClass.isLetter(point.value) || CharacterClass.isMark(point.value) {
                    sum += Alphabet.foreign
                    count += 1
                }
            }
            if count > 0 { best = max(best, sum / Double(count) - alphabet.expected) }
        }
        guard best > -LanguageFit.slack else {
            score = -100
            return
        }
        isLanguage = true
        score = LanguageFit.measured + LanguageFit.weight * min(0, best)
    }

    /// What letters that the language does not have count: those of its neighbours stand in names.
    private func strange(_ text: Span<UInt8>, _ code: String?) -> Double {
        let own = Lexicon.shared.alphabets.first {
            !$0.isMeasured && $0.language == LanguageFit.kin[code ?? "en"] ?? code
        }
        guard let own else { return 0 }
        var strange = 0.0
        var letters = 0
        var index = 0
        while index < text.count {
            let point = text.codePoint(at: index)
            index += point.length
            guard point.value >= 0xC0, CharacterClass.isLetter(point.value) else { continue }
            letters += 1
            let letter = CharacterClass.lowercase(point.value)
            if own.share(letter) != nil { continue }
            strange += LanguageFit.western?.share(letter) == nil ? 1 : 0.2
        }
        return letters > 0 ? 60 * strange / Double(letters) : 0
    }

    /// English has its letters beyond a to z from its neighbours.
    private static let western = Lexicon.shared.alphabets.first { $0.language == "en" }
    /// Languages whose letters stand with another's.
    private static let kin = [
        "nb": "no", "nn": "no", "bs": "hr", "sl": "hr", "gl": "ca", "eu": "ca", "ga": "es", "eo": "mt", "af": "nl",
        "id": "en", "ms": "en", "az": "tr",
    ]
}
