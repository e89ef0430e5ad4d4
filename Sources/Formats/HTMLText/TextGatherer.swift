import Text
import Wire
import Article

/// Gathers the characters of a paragraph: white space folded, line breaks kept.
struct TextGatherer {
    private var text: [UInt8] = []
    private var spaceIsDue = false
    /// Whether the white space that is due holds a line end, as between the elements of markup that is set line by line.
    private var isLineEnd = false
    private var breaks = 0

    var isEmpty: Bool { text.isEmpty }
    var count: Int { text.count }

    /// Adds text in which white space is one space.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
        let bytes = bytes.span
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C {
                if breaks == 0 { spaceIsDue = true }
                if byte == 0x0A { isLineEnd = true }
                index += 1
                continue
            }
            append(byte)
            index += 1
            let end =
                index < bytes.count && bytes[index] > 0x20 ? AsciiRun.settledEnd(bytes, index, bytes.count) : index
            text.append(bytes, from: index, to: end)
            index = end
        }
    }

    /// Adds text whose line ends and spaces count.
    mutating func addPreformatted(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            if byte == 0x0A {
                _ = addBreak()
            } else if byte == 0x20 || byte == 0x09 || byte == 0x0D {
                spaceIsDue = true
            } else {
                append(byte)
            }
        }
    }

    /// Adds a line break; true where it is the second in a row, which ends a paragraph.
    mutating func addBreak() -> Bool {
        guard !text.isEmpty else { return false }
        breaks += 1
        spaceIsDue = false
        return breaks > 1
    }

    /// Adds a mark that parts cells.
    mutating func addTab() {
        spaceIsDue = false
        text.append(0x09)
    }

    private mutating func append(_ byte: UInt8) {
        if breaks > 0 {
            text.append(0x0A)
        } else if spaceIsDue, let last = text.last, last != 0x09, !(isLineEnd && TextGatherer.closes(byte)) {
            text.append(0x20)
        }
        breaks = 0
        spaceIsDue = false
        isLineEnd = false
        text.append(byte)
    }

    /// Whether a mark stands right behind a word.
    private static func closes(_ byte: UInt8) -> Bool {
        byte == 0x2E || byte == 0x2C || byte == 0x3B || byte == 0x29
    }

    /// The text so far; the gatherer is empty afterwards.
    mutating func take() -> String {
        let string = String(decoding: text, as: UTF8.self)
        text.removeAll(keepingCapacity: true)
        spaceIsDue = false
        breaks = 0
        return string
    }
}
