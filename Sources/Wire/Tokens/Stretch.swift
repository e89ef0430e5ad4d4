import Text
import Article

/// How a stretch of text is written.
enum Stretch {
    /// The bytes that tell what a line opens with.
    private static let opening = 48

    /// The opening of a text in small letters.
    static func opening(_ text: Span<UInt8>, limit: Int = opening) -> [UInt8] {
        Tokens.lowerBytes(text, 0, boundary(text, limit))
    }

    /// The last end of a character within the first bytes of a text.
    static func boundary(_ text: Span<UInt8>, _ limit: Int) -> Int {
        var end = min(text.count, limit)
        while end > 0, end < text.count, text[end].isContinuation { end -= 1 }
        return end
    }

    /// Whether a stretch has three capitals or more and no small letter.
    static func isAllCaps(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var upper = 0
        var index = start
        while index < end {
            let point = text.codePoint(at: index)
            if CharacterClass.isLower(point.value) { return false }
            if CharacterClass.isUpper(point.value) { upper += 1 }
            index += point.length
        }
        return upper > 2
    }

    /// How a text is written: without spaces where one letter is of such a script, without capitals where no letter has a
    /// small form.
    static func script(_ text: Span<UInt8>) -> Script {
        var found = Script.cased
        var index = 0
        while index < text.count {
            let point = text.codePoint(at: index)
            switch Script.of(point.value) {
            case .unspaced: return .unspaced
            case .caseless: found = .caseless
            case .cased, nil: break
            }
            index += point.length
        }
        return found
    }

    /// Whether a text has a letter or a digit.
    static func hasWord(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let point = text.codePoint(at: index)
            if CharacterClass.isLetter(point.value) || CharacterClass.isDigit(point.value) { return true }
            index += point.length
        }
        return false
    }

    /// How many words a stretch has, by the spaces between them.
    static func words(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        (start..<end).reduce(1) { text[$1] == .space ? $0 + 1 : $0 }
    }

    /// Whether a line is an address on the web and nothing else.
    ///
    /// - Parameter lower: how it opens, in small letters.
    static func isURL(_ lower: [UInt8], _ text: Span<UInt8>) -> Bool {
        urlOpenings.opens(lower) && !(0..<text.count).contains { text[$0] == .space }
    }

    private static let urlOpenings = OpeningSet(["http://", "https://", "www."])
}
