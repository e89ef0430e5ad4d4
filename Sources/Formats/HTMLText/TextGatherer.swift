import Text
import Wire
import Article

/// Gathers the characters of a paragraph: white space folded, line breaks kept.
struct TextGatherer {
    private var text: [UInt8] = []
    private var spaceIsDue = false
    private var breaks = 0

    var isEmpty: Bool { text.isEmpty }
    var count: Int { text.count }

    /// Adds text in which white space is one space.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C {
                if breaks == 0 { spaceIsDue = true }
            } else {
                append(byte)
            }
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
        } else if spaceIsDue, let last = text.last, last != 0x09 {
            text.append(0x20)
        }
        breaks = 0
        spaceIsDue = false
        text.append(byte)
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
