/// What a line is made of.
struct LineWeight {
    /// Bytes of letters, digits, signs that code has and prose has not.
    private(set) var letters = 0
    private(set) var wide = 0
    private(set) var digits = 0
    private(set) var signs = 0
    private(set) var spaces = 0
    /// Signs that prose has not: `= _ { } \ < > ::`, a bar right behind a word, and a comment behind what it
    /// explains (` # `).
    private var programSigns = 0
    private var hasTab = false
    /// Bars that spaces part from what stands around them.
    private var bars = 0
    /// Which signs, by their lower six bits: ornament (`+++ Flash +++`) has one.
    private var kinds: UInt64 = 0
    /// Words of letters with white space or punctuation around them.
    private(set) var words = 0
    /// Whether there is nothing but letters, digits, spaces, and the marks `, . ' " - ? !`.
    private(set) var isPlain = true

    init(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        var run = 0
        var isWord = true
        var afterHigh = false
        var index = start - 1
        while index + 1 < end {
            index += 1
            let byte = text[index]
            // A letter may be written as an entity (`&eacute;`) or in quoted-printable (`=C3=A9`).
            if let stop = LineWeight.escapeEnd(text, index, end) {
                letters += 2
                wide += 2
                run += 2
                index = stop - 1
                continue
            }
            if byte >= 0x80 {
                wide += 1
                letters += 1
                run += 1
                afterHigh = true
                continue
            }
            if byte.isASCIILetter {
                letters += 1
                run += 1
            } else if byte <= 0x20 {
                if run > 0, isWord { words += 1 }
                (run, isWord) = (0, true)
                spaces += 1
                if byte == 0x09, index > start {
                    hasTab = true
                    isPlain = false
                }
            } else if byte.isASCIIDigit {
                digits += 1
            } else {
                switch byte {
                case 0x21, 0x22, 0x27, 0x2C, 0x2D, 0x2E, 0x3F: break
                case 0x23...0x25, 0x2A, 0x2B, 0x3B...0x3E, 0x40, 0x5B...0x60, 0x7B...0x7E, 0x28, 0x29, 0x26:
                    isPlain = false
                    // The second byte of a character in Shift JIS, GBK or Big5 may be a sign.
                    if !afterHigh || byte < 0x40 {
                        signs += 1
                        kinds |= 1 << UInt64(byte & 63)
                    }
                    if byte == 0x5F || byte == 0x3D || byte == 0x7B || byte == 0x5C { isWord = false }
                    if byte == 0x7C, index > start, text[index - 1] <= 0x20 {
                        bars += 1
                    } else if !afterHigh, LineWeight.isOfPrograms(byte), byte != 0x3D || index + 1 < end {
                        programSigns += 1
                    }
                    if byte == 0x23, index > start, index + 1 < end, text[index - 1] <= 0x20, text[index + 1] == 0x20 {
                        programSigns += 1
                    }
                default:
                    isPlain = false
                    if byte == 0x3A, index > start, text[index - 1] == 0x3A { programSigns += 1 }
                }
            }
            afterHigh = false
        }
        if run > 0, isWord { words += 1 }
    }

    private static func escapeEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        if text[start] == 0x3D, start + 2 < end, text[start + 1].isASCIIHex, text[start + 2].isASCIIHex,
            !text[start + 1].isASCIILower, !text[start + 2].isASCIILower
        {
            return start + 3
        }
        guard text[start] == 0x26 else { return nil }
        var at = start + 1
        while at < end, at < start + 10, text[at].isASCIILetter || text[at].isASCIIDigit || text[at] == 0x23 { at += 1 }
        return at > start + 2 && at < end && text[at] == 0x3B ? at + 1 : nil
    }

    private static func isOfPrograms(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x3C, 0x3D, 0x3E, 0x5C, 0x5F, 0x7B, 0x7C, 0x7D: true
        default: false
        }
    }

    /// Whether a short line has a sign that prose has not.
    var hasSignOfPrograms: Bool { programSigns > 0 && words < 8 && wide == 0 }
    /// Whether a tab stands within a short line, or bars part its cells.
    var isRow: Bool { hasTab && words < 8 || bars >= 2 }
    /// Bytes that are no white space.
    var ink: Int { letters + digits + signs }
    /// Letters and few signs: a sentence, whatever its script.
    var isProse: Bool {
        (words >= 4 || wide >= 12) && signs * 14 <= letters && digits * 2 <= letters
    }
    /// One sign in eight.
    var isSignHeavy: Bool { signs >= 3 && signs * 8 >= ink && kinds.nonzeroBitCount > 1 }
}
