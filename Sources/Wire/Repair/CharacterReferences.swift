import Text
import Article

/// Text with HTML's character references left in it: `Fire &amp; rescue`, `caf&eacute;`, `&#8217;`.
enum CharacterReferences {
    /// The text without them; nil where there are none, or where one is quoted: then the text speaks of them.
    static func decoded(_ text: Span<UInt8>, from first: Int) -> [UInt8]? {
        var sign = TextLibraries.find(0x26, text, first)
        guard sign < text.count else { return nil }
        var decoded: [UInt8] = []
        var copied = first
        while sign < text.count {
            guard let reference = reference(text, sign) else {
                sign = TextLibraries.find(0x26, text, sign + 1)
                continue
            }
            if isQuoted(text, sign, reference.end) { return nil }
            if decoded.isEmpty { decoded.reserveCapacity(text.count) }
            decoded.append(contentsOf: text, from: copied, to: sign)
            // A space that does not break is one that does to a reader.
            decoded.append(codePoint: reference.value == 0xA0 ? 0x20 : reference.value)
            copied = reference.end
            sign = TextLibraries.find(0x26, text, copied)
        }
        guard copied > first else { return nil }
        decoded.append(contentsOf: text, from: copied, to: text.count)
        return decoded
    }

    /// The longest name and number.
    private static let longest = 10

    /// The character that a reference at an ampersand stands for, and the byte after it.
    private static func reference(_ text: Span<UInt8>, _ sign: Int) -> (value: UInt32, end: Int)? {
        var end = sign + 1
        while end < text.count, end - sign <= longest, text[end] != .semicolon, text[end] > .space, text[end] < .delete
        {
            end += 1
        }
        guard end < text.count, text[end] == .semicolon, end > sign + 2 else { return nil }
        let value = text[sign + 1] == .hash ? number(text, sign + 2, end) : name(text, sign + 1, end)
        return value.map { ($0, end + 1) }
    }

    private static func number(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
        let isHexadecimal = start < end && text[start] | 0x20 == 0x78
        var value: UInt32 = 0
        var index = isHexadecimal ? start + 1 : start
        guard index < end else { return nil }
        while index < end {
            let byte = text[index]
            switch byte {
            case UInt8.figures: value = value * (isHexadecimal ? 16 : 10) + UInt32(byte - 0x30)
            case 0x41...0x46 where isHexadecimal, 0x61...0x66 where isHexadecimal:
                value = value * 16 + UInt32((byte | 0x20) - 0x61 + 10)
            default: return nil
            }
            guard value <= 0x10FFFF else { return nil }
            index += 1
        }
        // The numbers of Windows-1252 mean its characters (HTML Living Standard, section 13.2.5.80).
        if (0x80..<0xA0).contains(value) { return windows[Int(value - 0x80)] }
        return value < .space && value != .tab && value != .lineFeed || (0xD800...0xDFFF).contains(value) ? nil : value
    }

    private static func name(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
        var key: [UInt8] = []
        key.append(text, from: start, to: end)
        return names[key]
    }

    /// Whether a reference stands between two quotation marks, or two marks of code.
    private static func isQuoted(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start > 0, end < text.count else { return false }
        let before = text.codePoint(before: start).value
        let after = text.codePoint(at: end).value
        return CharacterClass.isQuotationMark(before) && CharacterClass.isQuotationMark(after)
    }

    /// The names of HTML 4 that texts hold: those of Latin-1 in their order, then the others with their numbers.
    private static let names: [[UInt8]: UInt32] = {
        var names: [[UInt8]: UInt32] = [:]
        for (index, name) in latin.split(whereSeparator: { $0 == " " || $0 == "\n" }).enumerated() {
            names[Array(name.utf8)] = 0xA0 + UInt32(index)
        }
        for pair in others.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let parts = pair.split(separator: "=")
            if parts.count == 2, let value = UInt32(parts[1], radix: 16) { names[Array(parts[0].utf8)] = value }
        }
        return names
    }()

    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro
        para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
        Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
        Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml
        igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute
        thorn yuml
        """
    private static let others = """
        amp=26 lt=3C gt=3E quot=22 apos=27 OElig=152 oelig=153 Scaron=160 scaron=161 Yuml=178 fnof=192 circ=2C6 tilde=2DC
        ensp=2002 emsp=2003 thinsp=2009 zwnj=200C zwj=200D lrm=200E rlm=200F ndash=2013 mdash=2014 horbar=2015 lsquo=2018
        rsquo=2019 sbquo=201A ldquo=201C rdquo=201D bdquo=201E dagger=2020 Dagger=2021 bull=2022 hellip=2026 permil=2030
        prime=2032 Prime=2033 lsaquo=2039 rsaquo=203A euro=20AC trade=2122 larr=2190 uarr=2191 rarr=2192 darr=2193
        minus=2212 infin=221E ne=2260 le=2264 ge=2265 Zcaron=17D zcaron=17E Ccaron=10C ccaron=10D Ecaron=11A ecaron=11B
        Rcaron=158 rcaron=159 Lstrok=141 lstrok=142 Sacute=15A sacute=15B Zacute=179 zacute=17A Zdot=17B zdot=17C
        Aogon=104 aogon=105 Eogon=118 eogon=119 Cacute=106 cacute=107 Nacute=143 nacute=144 Uring=16E uring=16F
        Dstrok=110 dstrok=111 Gbreve=11E gbreve=11F Idot=130 inodot=131 Scedil=15E scedil=15F Odblac=150 odblac=151
        Udblac=170 udblac=171 Abreve=102 abreve=103 num=23 excl=21 dollar=24 percnt=25 lpar=28 rpar=29 ast=2A plus=2B
        comma=2C period=2E sol=2F colon=3A semi=3B equals=3D quest=3F commat=40 lsqb=5B rsqb=5D lowbar=5F grave=60
        """
    /// What the bytes from 0x80 to 0x9F are in Windows-1252; U+FFFD for those it leaves free.
    static let windows: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0xFFFD,
        0x17D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A,
        0x153, 0xFFFD, 0x17E, 0x178,
    ]
}
