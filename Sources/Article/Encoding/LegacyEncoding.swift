/// The encodings from before Unicode, told by how well their reading of the bytes holds up.
///
/// uchardet names one. It is often right, and on short text often near: so each encoding in use is
/// tried, a reading that no writer would produce is struck out, and CLD2 says how much each of the
/// others reads like a language that was written in that encoding.
enum LegacyEncoding {
    /// An encoding and the languages that were written in it.
    struct Candidate {
        var name: String
        /// ISO 639 codes; empty when any language may be.
        var languages: [String]
        /// Whether two bytes make a character.
        var isWide = false
        /// What a reading counts less, for an encoding that was always rare.
        var handicap = 0.0
    }

    /// Where two explain the bytes equally well, the earlier wins.
    static let candidates: [Candidate] = [
        Candidate(name: "windows-1252", languages: western),
        Candidate(name: "windows-1251", languages: ["ru", "uk", "be", "bg", "sr", "mk"]),
        Candidate(name: "windows-1250", languages: ["pl", "cs", "sk", "hu", "sl", "hr", "bs", "sr", "ro", "sq"]),
        Candidate(name: "iso-8859-2", languages: ["pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro"]),
        Candidate(name: "koi8-r", languages: ["ru", "bg"]),
        Candidate(name: "koi8-u", languages: ["uk"]),
        Candidate(name: "iso-8859-5", languages: ["ru", "uk", "be", "bg", "sr", "mk"]),
        Candidate(name: "ibm866", languages: ["ru", "uk", "be", "bg"]),
        Candidate(name: "gb18030", languages: ["zh", "zh-Hant"], isWide: true),
        Candidate(name: "shift_jis", languages: ["ja"], isWide: true),
        Candidate(name: "euc-jp", languages: ["ja"], isWide: true),
        Candidate(name: "euc-kr", languages: ["ko"], isWide: true),
        Candidate(name: "big5", languages: ["zh-Hant", "zh"], isWide: true),
        Candidate(name: "windows-1254", languages: ["tr", "az"]),
        Candidate(name: "windows-1253", languages: ["el"]),
        Candidate(name: "windows-1257", languages: ["lt", "lv", "et"]),
        Candidate(name: "iso-8859-15", languages: western + ["et"], handicap: 3),
        // The code pages of DOS.
        Candidate(name: "ibm850", languages: western, handicap: 4),
        Candidate(name: "ibm852", languages: ["pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro"], handicap: 4),
    ]

    private static let western = [
        "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "nb", "nn", "fi", "is", "ca", "gl", "eu", "ga",
        "af", "id", "ms",
    ]

    private struct Reading {
        var candidate: Candidate
        var text: [UInt8]
        var score: Double
    }

    static func decode(_ bytes: Span<UInt8>) throws(DecodingFailure) -> DecodedText {
        // Enough to judge by; a character cut in two at the end must not count against an encoding.
        let sample = sample(bytes)
        let detected = detect(sample.span)
        var readings: [Reading] = []
        var nearest: [String] = []
        for candidate in candidates {
            guard let text = TextLibraries.convert(sample.span, from: candidate.name) else { continue }
            let plausibility = Plausibility(text.span, isWide: candidate.isWide)
            nearest.append(candidate.name)
            guard plausibility.isPossible else { continue }
            let answer = LanguageDetector.detect(text.span)
            let fits = answer.code.map { candidate.languages.contains($0) } ?? false
            var score = plausibility.score - candidate.handicap
            if fits {
                score += (answer.isReliable ? 30 : 12) + Double(answer.percent) / 5 + min(answer.score, 2_000) / 100
            }
            if detected == candidate.name { score += fits ? 15 : 6 }
            readings.append(Reading(candidate: candidate, text: text, score: score))
        }
        var best: Reading?
        for reading in readings where reading.score > best?.score ?? 0 { best = reading }
        // Where two readings are the same text, the encoding that holds more characters is named.
        if let found = best { best = readings.first { $0.text == found.text && $0.score >= 20 } ?? found }
        guard let best, best.score >= 20, let text = TextLibraries.convert(bytes, from: best.candidate.name) else {
            throw .unknown(candidates: (detected.map { [$0] } ?? []) + nearest.filter { $0 != detected }.prefix(3))
        }
        return DecodedText(bytes: text, encoding: best.candidate.name)
    }

    /// The lines that are not ASCII, and the ASCII ones too as long as they are few: what they say
    /// tells nothing of the encoding.
    private static func sample(_ bytes: Span<UInt8>) -> [UInt8] {
        var sample: [UInt8] = []
        var lineStart = 0
        var hasHigh = false
        for index in 0..<bytes.count {
            if bytes[index] >= 0x80 { hasHigh = true }
            if bytes[index] == 0x0A || index == bytes.count - 1 {
                if hasHigh { sample.append(bytes, from: lineStart, to: index + 1) }
                lineStart = index + 1
                hasHigh = false
                if sample.count > 16_384 { break }
            }
        }
        return sample
    }

    /// What uchardet says, under the name that the candidates have.
    private static func detect(_ bytes: Span<UInt8>) -> String? {
        guard let printed = TextLibraries.encoding(of: bytes)?.lowercased() else { return nil }
        switch printed {
        case "iso-8859-1", "iso-8859-15", "ascii": return "windows-1252"
        case "uhc", "cp949": return "euc-kr"
        case "gb2312", "gbk": return "gb18030"
        case "iso-8859-9": return "windows-1254"
        case "iso-8859-13": return "windows-1257"
        default: return printed
        }
    }
}
