import Text
import Wire
import Article

/// Gathers the text of a block: references decoded, white space folded, invisible characters left out.
struct TextFolder {
    private(set) var text: [UInt8] = []
    /// The characters since ``start``.
    private(set) var characters = 0
    /// Where the block's text starts.
    private(set) var start = 0
    private var wantsSpace = false
    private var wantsBreak = false
    /// How many `<br>` stand since the last character.
    private(set) var breaks = 0

    var isEmpty: Bool { text.count == start }

    init(capacity: Int) {
        text.reserveCapacity(capacity)
    }

    /// Begins the next block's text; returns the range of the last one.
    mutating func cut() -> ByteRange {
        let range = ByteRange(start, text.count)
        start = text.count
        characters = 0
        wantsSpace = false
        wantsBreak = false
        breaks = 0
        return range
    }

    /// Counts a line break.
    mutating func addBreak() {
        breaks += 1
        wantsBreak = true
    }

    /// A gap between two inline pieces, as between the cells of a row.
    mutating func addSpace() {
        wantsSpace = true
    }

    /// Adds a stretch of the page's text; returns how many characters that made.
    mutating func add(_ bytes: Span<UInt8>, _ range: ByteRange, hasReferences: Bool) -> Int {
        let before = characters
        var index = range.start
        let end = range.end
        while index < end {
            let byte = bytes[index]
            if byte > 0x20, byte < 0x80 {
                if byte == 0x26, hasReferences,
                    let match = HTMLReference.read(bytes, index, end, inAttribute: false)
                {
                    add(codePoint: match.first)
                    if match.second != 0 { add(codePoint: match.second) }
                    index = match.end
                    continue
                }
                var run = AsciiRun.settledEnd(bytes, index, end)
                guard run > index else {
                    // A delete character.
                    index += 1
                    continue
                }
                if hasReferences, let reference = bytes.firstIndex(ofByte: 0x26, from: index + 1, to: run) {
                    run = bytes[reference - 1] == 0x20 ? reference - 1 : reference
                }
                beginCharacter()
                characters += run - index - 1
                text.append(bytes, from: index, to: run)
                index = run
            } else if byte <= 0x20 {
                if ASCII.isSpace(byte) || byte == 0x0B { wantsSpace = true }
                index += 1
            } else {
                let point = bytes.codePoint(at: index)
                add(codePoint: point.value)
                index += point.length
            }
        }
        return characters - before
    }

    /// Adds text that is decoded already.
    mutating func add(codePoint value: UInt32) {
        if TextFolder.isSpace(value) {
            wantsSpace = true
        } else if !TextFolder.isInvisible(value) {
            beginCharacter()
            text.append(codePoint: value)
        }
    }

    @inline(__always)
    private mutating func beginCharacter() {
        if wantsSpace || wantsBreak {
            if text.count > start {
                text.append(wantsBreak ? 0x0A : 0x20)
                characters += 1
            }
            wantsSpace = false
            wantsBreak = false
        }
        breaks = 0
        characters += 1
    }

    @inline(__always)
    private static func isSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Controls, soft hyphens, marks of direction, zero-width spaces and joins, which no reader sees.
    @inline(__always)
    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0...0x1F, 0x7F...0x9F, 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069,
            0xFEFF:
            true
        default: false
        }
    }
}
