import Text
import Article

/// Whether a reading of bytes in some encoding could be what someone wrote.
///
/// Wrong readings give themselves away: controls, a symbol inside a word, a capital after a small
/// letter, two scripts in one word, rare characters.
struct Plausibility {
    /// Letters that the encoding decides.
    private(set) var letters = 0
    /// Letters from a to z.
    private(set) var plainLetters = 0
    private var faults = 0
    private var foreign = 0
    /// The sign that has been read, if one has just been.
    private var afterSign: UInt32 = 0
    /// Whether it stood behind a word, other than a unit.
    private var signFollowsWord = false
    /// Capitals in a row, and whether the letters before a sign are a unit of length.
    private var capitals = 0
    private var run = 0
    private var isUnit = false

    init(_ text: Span<UInt8>, isWide: Bool) {
        var index = 0
        var last: UInt32 = 0x20
        var lastHigh = false
        while index < text.count {
            let point = text.codePoint(at: index)
            index += point.length
            let value = point.value
            let high = value >= 0x80
            if high {
                foreign += 1
            } else if (0x61...0x7A).contains(value | 0x20) {
                plainLetters += 1
            }
            if high && (value < 0xA0 || value == 0xFFFD || (0xE000...0xF8FF).contains(value) || value >= 0xF0000) {
                faults += 8
            } else if isWide {
                judgeWide(value)
                if high, Plausibility.isSmallASCII(last), index < text.count,
                    Plausibility.isSmallASCII(UInt32(text[index]))
                {
                    faults += 3
                }
            } else {
                judge(value, after: last, lastHigh: lastHigh)
            }
            follow(value)
            last = value
            lastHigh = high
        }
    }

    /// Keeps what is known of the word that a character ends or goes on with.
    @inline(__always)
    private mutating func follow(_ value: UInt32) {
        capitals = CharacterClass.isUpper(value) ? capitals + 1 : 0
        run = CharacterClass.isLetter(value) ? run + 1 : 0
        isUnit = (1...2).contains(run) && (value == 0x6D || value == 0x74)
    }

    private mutating func judge(_ value: UInt32, after last: UInt32, lastHigh: Bool) {
        let high = value >= 0x80
        if afterSign != 0 { judgeAfterSign(value) }
        guard high || lastHigh else { return }
        if CharacterClass.isMark(value) {
            letters += 1
            return
        }
        let isLetter = CharacterClass.isLetter(value) && !Plausibility.isSign(value)
        let followsLetter =
            (CharacterClass.isLetter(last) || CharacterClass.isMark(last)) && !Plausibility.isSign(last)
        if isLetter, high { letters += 1 }
        if isLetter, followsLetter {
            // The sigma that ends words.
            if last == 0x3C2 { faults += 2 }
            if Plausibility.script(value) != Plausibility.script(last) { faults += 3 }
            if CharacterClass.isUpper(value), CharacterClass.isLower(last) { faults += 3 }
        }
        if high, Plausibility.isSign(value) {
            afterSign = value
            signFollowsWord = followsLetter && !(isPower(value) && isUnit)
        } else if high, !isLetter {
            switch value {
            // What typographers use: quotation marks, dashes, ellipsis, spaces, currency, section signs.
            case 0xA0, 0xA3, 0xA7, 0xAB, 0xB7, 0xBB, 0xBD, 0x2010...0x2027, 0x2030, 0x20AC, 0x2116, 0xBF, 0xA1:
                break
            default:
                faults += 1
            }
            // Only an apostrophe or a soft hyphen stands within a word.
            if followsLetter, !(0x2010...0x201F).contains(value) || value == 0x201A || value == 0x201E, value != 0xBB,
                value != 0xAB, value != 0x2026,
                value != 0xA0, value != 0xAD
            {
                faults += 2
            }
        } else if isLetter, lastHigh, !followsLetter, !Plausibility.isSign(last) {
            switch last {
            case 0xA0, 0xA1, 0xAB, 0xBB, 0xBF, 0x2010...0x2027, 0xA7, 0x2116, 0xAD: break
            default: faults += 2
            }
        }
        // `APîS`: a small letter among capitals.
        if high, CharacterClass.isLower(value), value != 0xDF, CharacterClass.isUpper(last), capitals > 1 {
            faults += 2
        }
    }

    /// Signs that figures, units and names have: `41°C`, `12 km²`, `Lacette®`, `±3`, `14 µg`, `n° 7`, `1ª`.
    private static func isSign(_ value: UInt32) -> Bool {
        switch value {
        case 0xA9, 0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB5, 0xBA, 0xAA, 0x2122, 0xB9, 0xBC, 0xBE, 0xD7: true
        default: false
        }
    }

    private func isPower(_ value: UInt32) -> Bool { value == 0xB2 || value == 0xB3 }

    /// Holds the character after a sign against it: a sign is no letter of a word.
    private mutating func judgeAfterSign(_ value: UInt32) {
        let isLetter = CharacterClass.isLetter(value)
        switch afterSign {
        // A copyright sign or a micro stands before a word, the others behind a figure, a unit or a name.
        case 0xA9, 0xB1, 0xB5, 0xB0, 0xBA, 0xD7: if isLetter, signFollowsWord { faults += 2 }
        case 0xB2, 0xB3: if isLetter || signFollowsWord { faults += 2 }
        default: if isLetter { faults += 2 }
        }
        afterSign = 0
    }

    /// A small letter on either side of a wide character is a word of another encoding.
    private static func isSmallASCII(_ value: UInt32) -> Bool { (0x61...0x7A).contains(value) }

    private mutating func judgeWide(_ value: UInt32) {
        switch value {
        case 0x4E00...0x9FFF, 0x3041...0x30FF, 0xAC00...0xD7A3: letters += 1
        case 0x3000...0x303F, 0xFF01...0xFF5E, 0x2010...0x2027, 0..<0x80, 0xB7, 0x203B, 0x25A0...0x25FF,
            0x2100...0x214F, 0x2460...0x24FF, 0xB0, 0xB1, 0xD7, 0xF7, 0x2190...0x2199:
            break
        // Half-width kana are what Shift JIS makes of single-byte text.
        case 0xFF61...0xFF9F: faults += 3
        default: faults += 2
        }
    }

    /// Latin 0, Cyrillic 1, Greek 2, other 3.
    private static func script(_ value: UInt32) -> Int {
        switch value {
        case 0..<0x250, 0x1E00...0x1EFF: 0
        case 0x400...0x52F: 1
        case 0x370...0x3FF, 0x1F00...0x1FFF: 2
        default: 3
        }
    }

    /// Fewer faults than one in eight of the characters that the encoding decides.
    var isPossible: Bool { foreign > 0 && faults * 8 <= foreign }

    /// 25 for a reading without fault, less for one with.
    var score: Double { 25 - 100 * Double(faults) / Double(max(1, foreign)) }
}
