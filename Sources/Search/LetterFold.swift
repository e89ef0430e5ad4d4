import Text

/// Brings together letters that a reader takes for the same, and that SQLite's `unicode61` leaves apart: compatibility
/// forms such as ligatures, half-width kana and wide Latin (NFKC), Greek accents, and letters with a stroke that is no mark
/// of its own.
enum LetterFold {
    /// What stands for a scalar; empty for what no reader sees.
    static func folded(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        let value = scalar.value
        if value >= 0x80 {
            if let letters = letters[value] { return letters.unicodeScalars }
            if let plain = greek(value) { return String.UnicodeScalarView([plain]) }
            if hasOtherForm(value) { return String(scalar).compatibilityForm.unicodeScalars }
        }
        return String.UnicodeScalarView([scalar])
    }

    /// A kana with the sound mark that follows it, where they are one letter.
    static func composed(_ kana: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        guard mark.value == 0x3099 || mark.value == 0x309A else { return nil }
        let composed = (String(kana) + String(mark)).compatibilityForm.unicodeScalars
        return composed.count == 1 ? composed.first : nil
    }

    /// Soft hyphens and joiners are nothing; the letters are those that people type who do not have them.
    private static let letters: [UInt32: String] = [
        0xAD: "", 0x200C: "", 0x200D: "", 0x2060: "", 0xFEFF: "",
        0xC6: "ae", 0xE6: "ae", 0xD0: "d", 0xF0: "d", 0xD8: "o", 0xF8: "o", 0xDE: "th", 0xFE: "th", 0xDF: "ss",
        0x1E9E: "ss", 0x110: "d", 0x111: "d", 0x126: "h", 0x127: "h", 0x131: "i", 0x141: "l", 0x142: "l", 0x152: "oe",
        0x153: "oe", 0x166: "t", 0x167: "t", 0x1FE: "o", 0x1FF: "o", 0x401: "е", 0x451: "е", 0x3C2: "σ",
    ]

    /// The plain letter of a Greek one with accents, breathings or diaeresis; the blocks stand in this order.
    private static func greek(_ value: UInt32) -> Unicode.Scalar? {
        switch value {
        case 0x386, 0x3AC, 0x1F00...0x1F0F, 0x1F70...0x1F71, 0x1F80...0x1F8F, 0x1FB0...0x1FBC: "α"
        case 0x388, 0x3AD, 0x1F10...0x1F1F, 0x1F72...0x1F73, 0x1FC8...0x1FC9: "ε"
        case 0x389, 0x3AE, 0x1F20...0x1F2F, 0x1F74...0x1F75, 0x1F90...0x1F9F, 0x1FC2...0x1FC7, 0x1FCA...0x1FCC: "η"
        case 0x38A, 0x390, 0x3AA, 0x3AF, 0x3CA, 0x1F30...0x1F3F, 0x1F76...0x1F77, 0x1FD0...0x1FDB: "ι"
        case 0x38C, 0x3CC, 0x1F40...0x1F4F, 0x1F78...0x1F79, 0x1FF8...0x1FF9: "ο"
        case 0x38E, 0x3AB, 0x3B0, 0x3CB, 0x3CD, 0x1F50...0x1F5F, 0x1F7A...0x1F7B, 0x1FE0...0x1FE3, 0x1FE6...0x1FEB: "υ"
        case 0x38F, 0x3CE, 0x1F60...0x1F6F, 0x1F7C...0x1F7D, 0x1FA0...0x1FAF, 0x1FF2...0x1FF7, 0x1FFA...0x1FFC: "ω"
        case 0x1FE4...0x1FE5, 0x1FEC: "ρ"
        default: nil
        }
    }

    /// Blocks of which letters and numbers have another form of the same meaning.
    private static func hasOtherForm(_ value: UInt32) -> Bool {
        switch value {
        case 0xAA, 0xB2, 0xB3, 0xB9, 0xBA, 0xBC...0xBE, 0x132...0x133, 0x13F...0x140, 0x149, 0x17F, 0x1C4...0x1CC,
            0x1F1...0x1F3, 0x2B0...0x2B8, 0x1D2C...0x1D6A, 0x2070...0x209C, 0x2100...0x2188, 0x2460...0x24EA,
            0x3131...0x318E, 0x3200...0x33FF, 0xF900...0xFAFF, 0xFB00...0xFDFB, 0xFE70...0xFEFC, 0xFF01...0xFFEE,
            0x1D400...0x1D7FF:
            true
        default: false
        }
    }
}
