/// What the parser needs to know of a code point.
@usableFromInline
package enum CharacterClass {
    /// White_Space of the Unicode Character Database.
    @inlinable
    @inline(__always)
    package static func isWhiteSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// A control or format character: general category Cc or Cf, white space apart.
    @inlinable
    package static func isInvisible(_ value: UInt32) -> Bool {
        if value < 0x80 { return value < 0x20 && !(0x09...0x0D).contains(value) || value == 0x7F }
        if value < 0xA0 { return value != 0x85 }
        if value < 0x600 { return value == 0xAD }
        if value >= 0x3000 && value < 0xFE00 { return false }
        return TextLibraries.category(value) == 27
    }

    /// Capital or title-case letter.
    @inlinable
    package static func isUpper(_ value: UInt32) -> Bool {
        if value < 0x80 { return value >= 0x41 && value <= 0x5A }
        if (0x410...0x42F).contains(value) { return true }
        if value >= 0x2E80 && value < 0xA640 { return false }
        let category = TextLibraries.category(value)
        return category == 1 || category == 3
    }

    @inlinable
    package static func isLower(_ value: UInt32) -> Bool {
        if value < 0x80 { return value >= 0x61 && value <= 0x7A }
        if (0x430...0x44F).contains(value) { return true }
        // Georgian has capitals in Unicode, and nobody prints them.
        if value >= 0x2E80 && value < 0xA640 || (0x10D0...0x10FF).contains(value) { return false }
        return TextLibraries.category(value) == 2
    }

    /// Letter or mark of any script.
    @inlinable
    package static func isLetter(_ value: UInt32) -> Bool {
        if value < 0x80 { return value | 0x20 >= 0x61 && value | 0x20 <= 0x7A }
        if (0x410...0x44F).contains(value) || (0x4E00...0x9FFF).contains(value) { return true }
        return (1...8).contains(TextLibraries.category(value))
    }

    /// A combining mark.
    @inlinable
    package static func isMark(_ value: UInt32) -> Bool {
        value >= 0x300 && (6...8).contains(TextLibraries.category(value))
    }

    @inlinable
    package static func isDigit(_ value: UInt32) -> Bool {
        if value < 0x80 { return value >= 0x30 && value <= 0x39 }
        return value >= 0x660 && TextLibraries.category(value) == 9
    }

    /// The value of a decimal digit of any script; nil for any other character.
    @inlinable
    package static func digitValue(_ value: UInt32) -> Int? {
        guard isDigit(value) else { return nil }
        // Digits come in tens, which begin at a multiple of 16 or at 6 above one.
        let column = Int(value & 0xF)
        return column > 9 || column > 5 && isDigit(value | 0xF) ? column - 6 : column
    }

    /// The character that a mark stands for in ASCII, where it is a full-width form or a comma of another script.
    @inlinable
    package static func plainMark(_ value: UInt32) -> UInt32 {
        switch value {
        case 0xFF01...0xFF5E: value - 0xFEE0
        case 0x60C: 0x2C
        case 0x6D4, 0x964: 0x2E
        default: value
        }
    }

    /// A mark that tells which way text runs, and is not printed.
    @inlinable
    package static func isDirectionMark(_ value: UInt32) -> Bool {
        switch value {
        case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// What stands within words: apostrophes, hyphens, the stop, the joiners and the marks of Hebrew.
    @inlinable
    package static func isWithinWord(_ value: UInt32) -> Bool {
        switch value {
        case 0x27, 0x2019, 0x2D, 0x2010, 0x2011, 0x2E, 0x200C, 0x200D, 0x5BE, 0x5F3, 0x5F4: true
        default: false
        }
    }

    /// A character of the scripts that put no space between words and wrap anywhere: Han, Hiragana,
    /// Katakana, and their punctuation and full-width forms.
    @inlinable
    package static func isCJK(_ value: UInt32) -> Bool {
        (0x3000...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value) || (0xF900...0xFAFF).contains(value)
            || (0xFF01...0xFF60).contains(value) || (0x20000...0x3FFFF).contains(value)
    }

    /// A Han ideograph or a Hiragana letter, each of them a word to Unicode Standard Annex 29.
    @inlinable
    package static func isIdeographic(_ value: UInt32) -> Bool {
        (0x3041...0x309F).contains(value) || (0x3400...0x9FFF).contains(value) || (0xF900...0xFAFF).contains(value)
            || (0x20000...0x3FFFF).contains(value) || value == 0x3005 || value == 0x3007
    }

    /// The characters that are printed as a dash or hyphen.
    @inlinable
    package static func isDash(_ value: UInt32) -> Bool {
        value == 0x2D || (0x2010...0x2015).contains(value) || value == 0x2212 || value == 0xFF0D || value == 0xFE58
            || value == 0xFE63
    }

    @inlinable
    package static func isQuotationMark(_ value: UInt32) -> Bool {
        switch value {
        case 0x22, 0x27, 0x60, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A, 0x300C...0x300F: true
        default: false
        }
    }
}

extension CharacterClass {
    @inlinable
    package static func lowercase(_ value: UInt32) -> UInt32 {
        if (0x410...0x42F).contains(value) { return value + 0x20 }
        return TextLibraries.lowercase(value)
    }
}
