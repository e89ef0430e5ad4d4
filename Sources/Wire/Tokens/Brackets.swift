import Text
import Article

/// The pairs of marks that enclose something.
enum Brackets {
    /// What closes what a mark opens: brackets of any width. Nil for any other mark.
    static func closing(_ open: UInt32) -> UInt32? {
        switch open {
        case 0x28: 0x29
        case 0x5B: 0x5D
        case 0xFF08: 0xFF09
        case 0xFF3B: 0xFF3D
        case 0x3010: 0x3011
        case 0x3014: 0x3015
        default: nil
        }
    }

    /// The same with the slashes that wires enclose their names in.
    static func closingSource(_ open: UInt32) -> UInt32? {
        open == 0x2F || open == 0x5C ? open : closing(open)
    }

    /// What opens what a mark closes, with the slashes.
    static func openingSource(_ close: UInt32) -> UInt32? {
        close == 0x2F ? close : openings.first { closing($0) == close }
    }

    private static let openings: [UInt32] = [0x28, 0x5B, 0xFF08, 0xFF3B, 0x3010, 0x3014]

    static func opens(_ value: UInt32) -> Bool { closing(value) != nil }

    /// Whether a text is one bracket from its first character to its last.
    static func encloses(_ text: Span<UInt8>) -> Bool {
        guard text.count > 1, let close = closing(text.codePoint(at: 0).value) else { return false }
        return text.codePoint(before: text.count).value == close
    }
}
