/// The text that a content id is the digest of; <doc:ContentIDRule> has the rule.
///
/// Pieces are folded as they are added: headline and paragraphs, a line each. ``bytes`` then leaves of them what makes one
/// content another (``ContentSigns``).
package struct CanonicalText {
    private var buffer: ByteBuffer
    /// Where the folded headline ends.
    private var headlineEnd = 0
    /// Where the piece that is being added begins.
    private var start = 0
    private var spacePending = false

    package init(capacity: Int = 256) {
        buffer = ByteBuffer(capacity: capacity)
    }

    /// The whole text: the headline, a blank line, the body without boundaries between its paragraphs.
    package var bytes: [UInt8] {
        var signs = ContentSigns(capacity: buffer.count + 2)
        let folded = buffer.bytes.span
        signs.add(folded, 0, headlineEnd)
        signs.addBlankLine()
        signs.add(folded, min(buffer.count, headlineEnd + 1), buffer.count)
        return signs.bytes
    }

    /// What of one line makes it another.
    package static func squeezed(_ line: String) -> String {
        var canonical = CanonicalText()
        canonical.add(paragraph: Array(line.utf8))
        return String(decoding: canonical.bytes.dropFirst(2), as: UTF8.self)
    }

    /// Adds the headline. Called once, first.
    package mutating func add(headline: [UInt8]) {
        add(headline: headline.span)
    }

    package mutating func add(paragraph: [UInt8]) {
        add(paragraph: paragraph.span)
    }

    package mutating func add(headline: Span<UInt8>) {
        fold(headline)
        headlineEnd = buffer.count
    }

    /// Adds a paragraph on a line of its own. One that has no visible character adds nothing.
    package mutating func add(paragraph: Span<UInt8>) {
        let before = buffer.count
        buffer.append(0x0A)
        fold(paragraph)
        if buffer.count == before + 1 { buffer.removeLast(downTo: before) }
    }

    private mutating func fold(_ piece: Span<UInt8>) {
        start = buffer.count
        spacePending = false
        var index = 0
        while index < piece.count {
            let byte = piece[index]
            if byte < 0x80 {
                emit(byte)
                index += 1
                guard !spacePending else { continue }
                var end = AsciiRun.plainEnd(piece, index)
                // The next byte settles whether a space at the end stays.
                if end > index, piece[end - 1] == 0x20 { end -= 1 }
                if end > index {
                    buffer.append(piece, index, end)
                    index = end
                }
                continue
            }
            let point = piece.codePoint(at: index)
            guard emitInert(point, of: piece, at: index) else {
                buffer.removeLast(downTo: start)
                foldThroughNFKC(piece)
                return
            }
            index += point.length
        }
    }

    /// One byte of ASCII: white space folded, controls dropped, grave accent and runs of hyphens folded.
    @inline(__always)
    private mutating func emit(_ byte: UInt8) {
        if byte <= 0x20 || byte == 0x7F {
            if byte == 0x20 || byte >= 0x09 && byte <= 0x0D { spacePending = true }
            return
        }
        if spacePending {
            spacePending = false
            if buffer.count > start { buffer.append(0x20) }
        }
        if byte == 0x2D, buffer.count > start, buffer.bytes[buffer.count - 1] == 0x2D { return }
        buffer.append(byte == 0x60 ? 0x27 : byte)
    }

    /// Emits a code point that NFKC changes in no context, or that the table replaces; false for others.
    @inline(__always)
    private mutating func emitInert(_ point: CodePoint, of piece: Span<UInt8>, at index: Int) -> Bool {
        switch point.value {
        case 0xC0...0x131, 0x134...0x13E, 0x141...0x148, 0x14A...0x17E, 0x400...0x482, 0x48A...0x52F, 0x391...0x3C9,
            0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20AC, 0x3001, 0x3002,
            0x3008...0x300B, 0x3010, 0x3011, 0xA1...0xA7, 0xA9, 0xAC, 0xAE, 0xB0, 0xB1, 0xB6, 0xB7, 0xBF:
            // The double accents that NFKC parts from their letter lie outside these ranges, and a mark
            // that could join one of these letters is not inert itself, which sends the whole piece to NFKC.
            if spacePending {
                spacePending = false
                if buffer.count > start { buffer.append(0x20) }
            }
            buffer.append(piece, index, index + point.length)
            return true
        case 0xFF01...0xFF5E:
            let ascii = UInt8(truncatingIfNeeded: point.value - 0xFEE0)
            emit(ascii)
            return true
        case 0x2026:
            emit(0x2E)
            emit(0x2E)
            emit(0x2E)
            return true
        case 0xAD, 0x200B...0x200F, 0xFEFF:
            return true
        case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000:
            spacePending = true
            return true
        default:
            guard let ascii = CanonicalText.replacement(of: point.value) else { return false }
            emit(ascii)
            return true
        }
    }

    /// The rule without short cuts: drop, replace, NFKC, replace, fold.
    private mutating func foldThroughNFKC(_ piece: Span<UInt8>) {
        spacePending = false
        var replaced: [UInt8] = []
        replaced.reserveCapacity(piece.count)
        var index = 0
        while index < piece.count {
            let point = piece.codePoint(at: index)
            index += point.length
            if CharacterClass.isInvisible(point.value) { continue }
            if let ascii = CanonicalText.replacement(of: point.value) {
                replaced.append(ascii)
            } else {
                replaced.append(codePoint: point.value)
            }
        }
        let normal = TextLibraries.nfkc(replaced)
        let span = normal.span
        index = 0
        while index < span.count {
            let point = span.codePoint(at: index)
            if point.value < 0x80 {
                emit(UInt8(point.value))
            } else if CharacterClass.isWhiteSpace(point.value) {
                spacePending = true
            } else if let ascii = CanonicalText.replacement(of: point.value) {
                emit(ascii)
            } else {
                if spacePending {
                    spacePending = false
                    if buffer.count > start { buffer.append(0x20) }
                }
                buffer.append(span, index, index + point.length)
            }
            index += point.length
        }
    }

    /// Quotation marks, apostrophes and dashes as ASCII.
    package static func replacement(of value: UInt32) -> UInt8? {
        switch value {
        case 0xAB, 0xBB, 0x201C...0x201F, 0x2033, 0x2036, 0x275D, 0x275E, 0x300C...0x300F, 0x301D...0x301F, 0xFF02:
            0x22
        case 0x60, 0xB4, 0x2018...0x201B, 0x2032, 0x2035, 0x2039, 0x203A, 0x2B9, 0x2BB, 0x2BC, 0x275B, 0x275C, 0xFF07:
            0x27
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D:
            0x2D
        default:
            nil
        }
    }
}
