/// Tells at a glance that a text is English, as most wire copy is, by the small words that English alone has.
///
/// In English news every third word or so is one of them, in any other language next to none is (Dutch has *of*, Polish
/// *to*). So what passes here is what the detector would say, which takes thirty times as long to find out; what does
/// not pass is left to the detector.
package enum PlainEnglish {
    /// Bytes of a text that are looked at, in windows of which each must be English.
    private static let window = 128
    private static let windows = 2
    /// How many bytes of a text are looked at; of a shorter one nothing is said.
    package static var looksAt: Int { window * windows }
    /// In each window: one word of so many at least, and no fewer than so many words.
    private static let share = 8
    private static let least = 3
    /// Different words in all.
    private static let leastDifferent = 5

    /// Whether the opening of a text is beyond doubt in English.
    package static func opens(_ text: Span<UInt8>) -> Bool {
        let end = looksAt
        guard text.count >= end else { return false }
        let table = slots.span
        var count = Count()
        var limit = window
        var word: UInt64 = 0
        var length = 0
        var index = 0
        while index < end {
            let byte = text[index]
            let folded = byte | 0x20
            if folded &- 0x61 < 26 {
                word = word << 8 | UInt64(folded)
                length += 1
            } else if byte >= 0x80 {
                // A letter of another alphabet, or a curly mark: what it touches is no small word of English.
                word = 0xFF
                length += 1
            } else if length > 0 {
                count.add(word, length, in: table)
                if count.isForeign { return false }
                word = 0
                length = 0
            }
            index += 1
            if index == limit {
                guard count.hits >= least, count.hits * share >= count.words else { return false }
                count.hits = 0
                count.words = 0
                limit += window
            }
        }
        return count.seen.nonzeroBitCount >= leastDifferent
    }

    /// What a window has come to.
    private struct Count {
        var words = 0
        var hits = 0
        /// One bit for each small word that was seen.
        var seen: UInt64 = 0
        /// Whether there was a word of a language that looks like English, and is not.
        var isForeign = false

        @inline(__always)
        mutating func add(_ word: UInt64, _ length: Int, in table: Span<UInt64>) {
            words += 1
            guard length > 1, length <= longest else { return }
            var slot = PlainEnglish.slot(of: word)
            while table[slot] != 0 {
                if table[slot] & wordBits == word {
                    let number = table[slot] >> 48
                    if number == foreignNumber { isForeign = true } else { seen |= 1 << number }
                    hits += 1
                    return
                }
                slot = (slot + 1) & (slotCount - 1)
            }
        }
    }

    private static let longest = 5
    private static let english = """
        the of and to that with from were which has have had said its their they she would this been than about there
        after where when what into could first while since who for by not
        """
    /// Of Scots, and of the Creoles that have their words from English.
    private static let foreign = "tae frae wis hae ane dey dem dis dat wey na di oor wi ov"

    private static let slotCount = 256
    private static let wordBits: UInt64 = (1 << 48) - 1
    private static let foreignNumber: UInt64 = 63

    @inline(__always)
    private static func slot(of word: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 56)
    }

    /// A hash table: in the lower 48 bits of a place the letters of a word, above them its number.
    private static let slots: [UInt64] = {
        var slots = [UInt64](repeating: 0, count: slotCount)
        func add(_ word: Substring, _ number: UInt64) {
            let letters = word.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var slot = slot(of: letters)
            while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            slots[slot] = number << 48 | letters
        }
        for (number, word) in english.split(whereSeparator: \.isWhitespace).enumerated() { add(word, UInt64(number)) }
        for word in foreign.split(separator: " ") { add(word, foreignNumber) }
        return slots
    }()
}
