/// What of a folded text makes one content another: letters and their marks, without case; digits; and a sign where it
/// touches a digit, with one space where white space or dropped signs part two numbers. <doc:ContentIDRule> has the rule.
package struct ContentSigns {
    private var output: ByteBuffer

    package init(capacity: Int) {
        output = ByteBuffer(capacity: capacity)
    }

    package var bytes: [UInt8] { output.finished() }

    package mutating func addBlankLine() {
        output.append(0x0A)
        output.append(0x0A)
    }

    /// Adds what stands between two offsets of a folded text; all of it where no letter and no digit stands there.
    package mutating func add(_ text: Span<UInt8>, _ start: Int, _ end: Int) {
        let before = output.count
        var lettersOrDigits = false
        /// Whether the last character was a digit; whether the last one kept belongs to a number; whether others were dropped
        /// behind that.
        var afterDigit = false
        var afterNumber = false
        var isApart = false
        var index = start
        while index < end {
            if text[index] < 0x80, !afterDigit, !afterNumber {
                let plain = output.appendLetters(text, index, end)
                if plain.wroteLetters { lettersOrDigits = true }
                index = plain.end
                guard index < end else { break }
            }
            let point = text.codePoint(at: index)
            let next = index + point.length
            let kind = ContentSigns.kind(of: point.value)
            switch kind {
            case .letter:
                appendFolded(point, text, index)
                (afterNumber, isApart) = (false, false)
            case .other
            where ContentSigns.isSpace(point.value) || !(afterDigit || ContentSigns.isDigit(text, next, end)):
                isApart = afterNumber
            case .digit, .other:
                if isApart { output.append(0x20) }
                output.append(text, index, next)
                (afterNumber, isApart) = (true, false)
            }
            afterDigit = kind == .digit
            if kind != .other { lettersOrDigits = true }
            index = next
        }
        guard !lettersOrDigits else { return }
        output.removeLast(downTo: before)
        output.append(text, start, end)
    }

    private enum Kind { case letter, digit, other }

    private static func kind(of value: UInt32) -> Kind {
        switch value {
        case 0x61...0x7A, 0x41...0x5A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x400...0x481, 0x48A...0x52F,
            0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
            return .letter
        case 0x30...0x39: return .digit
        case 0...0x7F: return .other
        default:
            switch TextLibraries.category(value) {
            case 1...8: return .letter
            case 9...11: return .digit
            default: return .other
            }
        }
    }

    private static func isSpace(_ value: UInt32) -> Bool { value == 0x20 || value == 0x0A }

    private static func isDigit(_ text: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
        guard index < end else { return false }
        if text[index] < 0x80 { return (0x30...0x39).contains(text[index]) }
        return kind(of: text.codePoint(at: index).value) == .digit
    }

    /// A letter or mark under full case folding (Unicode Standard, section 3.13).
    private mutating func appendFolded(_ point: CodePoint, _ text: Span<UInt8>, _ index: Int) {
        switch point.value {
        case 0x41...0x5A: output.append(text[index] | 0x20)
        case 0x61...0x7A: output.append(text[index])
        case 0x430...0x44F, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
            output.append(text, index, index + point.length)
        default:
            let folded = TextLibraries.caseFolded(point.value)
            for place in folded.indices where folded[place] != 0 { append(codePoint: folded[place]) }
        }
    }

    private mutating func append(codePoint value: UInt32) {
        switch value {
        case 0..<0x80: output.append(UInt8(value))
        case 0x80..<0x800:
            output.append(0xC0 | UInt8(value >> 6))
            output.append(0x80 | UInt8(value & 0x3F))
        case 0x800..<0x10000:
            output.append(0xE0 | UInt8(value >> 12))
            output.append(0x80 | UInt8(value >> 6 & 0x3F))
            output.append(0x80 | UInt8(value & 0x3F))
        default:
            output.append(0xF0 | UInt8(value >> 18))
            output.append(0x80 | UInt8(value >> 12 & 0x3F))
            output.append(0x80 | UInt8(value >> 6 & 0x3F))
            output.append(0x80 | UInt8(value & 0x3F))
        }
    }
}
