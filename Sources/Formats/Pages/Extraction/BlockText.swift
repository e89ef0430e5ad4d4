import Text
import Wire
import Article

/// What can be counted in the text of a block: letters, words, sentences.
struct BlockText {
    private(set) var wordCount = 0
    private(set) var capitals = 0
    private(set) var smallLetters = 0
    private(set) var digits = 0
    private(set) var commas = 0
    /// Full stops and their like that white space or the end follows.
    private(set) var sentences = 0
    private(set) var first: UInt32 = 0
    private(set) var last: UInt32 = 0
    private(set) var hasCopyrightSign = false
    private(set) var hasBar = false
    /// Of the text as it is, to find blocks that are repeated.
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    /// Where this block's words start among all words of the page.
    private(set) var words = 0..<0

    /// - Parameter allWords: gets the hashes of the block's words in small letters.
    init(_ text: Span<UInt8>, _ range: ByteRange, into allWords: inout [UInt64]) {
        var index = range.start
        let end = range.end
        let firstWord = allWords.count
        var word = HTMLName.empty
        var isInWord = false
        var mayEndSentence = false
        while index < end {
            let byte = text[index]
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            if byte < 0x80 {
                index += 1
                if byte <= 0x20 {
                    if mayEndSentence { sentences += 1 }
                    mayEndSentence = false
                    if isInWord { allWords.append(word.hash) }
                    isInWord = false
                    continue
                }
                if first == 0 { first = UInt32(byte) }
                last = UInt32(byte)
                if ASCII.isLetter(byte) || byte == 0x5F || ASCII.isDigit(byte) {
                    if byte <= 0x39 {
                        digits += 1
                    } else if byte <= 0x5A {
                        capitals += 1
                    } else {
                        smallLetters += 1
                    }
                    if !isInWord { word = .empty }
                    word.add(byte)
                    isInWord = true
                    mayEndSentence = false
                    continue
                }
                if isInWord { allWords.append(word.hash) }
                isInWord = false
                switch byte {
                case 0x2C: commas += 1
                case 0x7C: hasBar = true
                default: break
                }
                mayEndSentence = byte == 0x2E || byte == 0x21 || byte == 0x3F
            } else {
                let point = text.codePoint(at: index)
                for offset in 1..<max(2, point.length) where offset < point.length {
                    hash = (hash ^ UInt64(text[index + offset])) &* 0x0000_0100_0000_01B3
                }
                index += point.length
                let value = point.value
                if first == 0 { first = value }
                last = value
                if BlockText.isWordCharacter(value) {
                    if CharacterClass.isUpper(value) {
                        capitals += 1
                    } else {
                        smallLetters += 1
                    }
                    if !isInWord { word = .empty }
                    word.add(codePoint: CharacterClass.lowercase(value))
                    isInWord = true
                    mayEndSentence = false
                    continue
                }
                if isInWord { allWords.append(word.hash) }
                isInWord = false
                switch value {
                case 0xA9: hasCopyrightSign = true
                case 0xFF0C, 0x3001, 0x60C: commas += 1
                case 0x3002, 0xFF01, 0xFF1F: sentences += 1
                default: break
                }
                mayEndSentence = value == 0x61F || value == 0x964
            }
        }
        if mayEndSentence { sentences += 1 }
        if isInWord { allWords.append(word.hash) }
        words = firstWord..<allWords.count
        wordCount = words.count
    }

    /// Whether the text ends as a sentence does: with a full stop and its like, a quotation mark or a bracket.
    var endsSentence: Bool {
        switch last {
        case 0x21, 0x22, 0x27, 0x29, 0x2E, 0x3F, 0xBB, 0x2019, 0x201C, 0x201D, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x61F,
            0x964,
            0x300D, 0x300F, 0xFF09:
            true
        default: false
        }
    }

    var startsWithQuotationMark: Bool {
        switch first {
        case 0x22, 0x27, 0xAB, 0x2018, 0x201C, 0x201E: true
        default: false
        }
    }

    var startsWithBullet: Bool {
        switch first {
        case 0x2D, 0x3E, 0x7C, 0xB7, 0xBB, 0x2013, 0x2022: true
        default: false
        }
    }

    /// Letters and digits outside ASCII, by the blocks of Unicode that hold none.
    private static func isWordCharacter(_ value: UInt32) -> Bool {
        switch value {
        case 0x80...0xA9, 0xAB...0xB1, 0xB4, 0xB6...0xB8, 0xBB...0xBF, 0xD7, 0xF7, 0x2000...0x206F, 0x20A0...0x20CF,
            0x2190...0x2BFF, 0x3000...0x3004, 0x3008...0x3020, 0xFF00...0xFF0F, 0xFF1A...0xFF20, 0xFFFD,
            0x1F000...0x1FAFF,
            0x60C, 0x61F, 0x964:
            false
        default: true
        }
    }
}

extension HTMLName {
    /// Adds a character that is not ASCII.
    mutating func add(codePoint value: UInt32) {
        add(UInt8(truncatingIfNeeded: value >> 16) | 0x80)
        add(UInt8(truncatingIfNeeded: value >> 8) | 0x80)
        add(UInt8(truncatingIfNeeded: value) | 0x80)
        add(UInt8(truncatingIfNeeded: value))
    }
}
