import Text
import Article

/// The encodings from before Unicode, told by how well their reading of the bytes holds up.
///
/// Each encoding in use is tried. A reading that no writer would produce is struck out; what is left is held against the
/// languages that were written in the encoding: their letters by how often each stands, their words by CLD2. What makes
/// words of no known language is no reading. uchardet's word tips the scale between two.
enum LegacyEncoding {
    private struct Reading {
        var candidate: EncodingCandidate
        var text: [UInt8]
        var score: Double
    }

    /// What a reading has to reach.
    private static let least = 20.0

    static func decode(_ bytes: Span<UInt8>) throws(DecodingFailure) -> DecodedText {
        let sample = EncodingSample(bytes)
        let detected = detect(sample.bytes.span)
        var readings: [Reading] = []
        var nearest: [String] = []
        for candidate in EncodingCandidate.all {
            guard let text = sample.converted(from: candidate.name) else { continue }
            let plausibility = Plausibility(text.span, isWide: candidate.script == .wide)
            nearest.append(candidate.name)
            guard plausibility.isPossible else { continue }
            let fit = LanguageFit(text.span, candidate, plausibility)
            var score = plausibility.score - candidate.handicap + fit.score
            if detected == candidate.name, fit.isLanguage { score += 4 }
            readings.append(Reading(candidate: candidate, text: text, score: score))
        }
        var best: Reading?
        for reading in readings where reading.score > best?.score ?? 0 { best = reading }
        // Where two readings are the same text, the encoding that holds more characters is named.
        if let found = best { best = readings.first { $0.text == found.text && $0.score >= least } ?? found }
        guard let best, best.score >= least, let text = TextLibraries.convert(bytes, from: best.candidate.name) else {
            throw .unknown(candidates: (detected.map { [$0] } ?? []) + nearest.filter { $0 != detected }.prefix(3))
        }
        return DecodedText(bytes: text, encoding: best.candidate.name)
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
