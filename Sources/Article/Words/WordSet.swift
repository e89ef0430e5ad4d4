/// A word or name in small letters, as the 64-bit FNV-1a hash of its UTF-8: what the tables of words know it by.
struct Word: Equatable, ExpressibleByStringLiteral {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The empty word.
    init() {}

    /// A word that is in small letters already.
    init(_ text: some StringProtocol) {
        for byte in text.utf8 { add(byte) }
    }

    init(stringLiteral text: String) {
        self.init(text)
    }

    /// A stretch of UTF-8, in small letters, typographic apostrophes as ASCII.
    init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte < 0x80 {
                add(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                index += 1
            } else {
                let point = bytes.codePoint(at: index)
                add(codePoint: point.value == 0x2019 ? 0x27 : CharacterClass.lowercase(point.value))
                index += point.length
            }
        }
    }

    @inline(__always)
    private mutating func add(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    private mutating func add(codePoint value: UInt32) {
        var encoded: [UInt8] = []
        encoded.append(codePoint: value)
        for byte in encoded { add(byte) }
    }
}

/// Words with a number each, in a table that is asked for every word near a dateline.
struct WordMap {
    private var hashes: [UInt64]
    private var values: [Int]
    private let mask: Int

    init(_ entries: [(word: Word, value: Int)]) {
        var size = 16
        while size < entries.count * 3 { size *= 2 }
        hashes = [UInt64](repeating: 0, count: size)
        values = [Int](repeating: 0, count: size)
        mask = size - 1
        for entry in entries {
            var slot = WordMap.slot(entry.word.hash, mask)
            while hashes[slot] != 0, hashes[slot] != entry.word.hash { slot = (slot + 1) & mask }
            hashes[slot] = entry.word.hash
            values[slot] = entry.value
        }
    }

    subscript(word: Word) -> Int? {
        var slot = WordMap.slot(word.hash, mask)
        while hashes[slot] != 0 {
            if hashes[slot] == word.hash { return values[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private static func slot(_ hash: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    }
}

/// A set of words.
struct WordSet: ExpressibleByArrayLiteral {
    private let map: WordMap

    init(_ words: [some StringProtocol]) {
        map = WordMap(words.map { (Word($0), 1) })
    }

    init(arrayLiteral words: String...) {
        self.init(words)
    }

    func contains(_ word: Word) -> Bool { map[word] != nil }
}

/// Phrases that a text can open with, sorted by their first byte.
struct OpeningSet {
    private var phrases: [[[UInt8]]] = Array(repeating: [], count: 256)

    /// - Parameter words: in small letters.
    init(_ words: [String]) {
        for word in words {
            let bytes = Array(word.utf8)
            if let first = bytes.first { phrases[Int(first)].append(bytes) }
        }
    }

    /// Whether a text in small letters opens with one of them, from `start` on.
    func opens(_ lower: [UInt8], from start: Int = 0) -> Bool {
        guard start < lower.count else { return false }
        for phrase in phrases[Int(lower[start])] where lower.count - start >= phrase.count {
            var index = 1
            while index < phrase.count, lower[start + index] == phrase[index] { index += 1 }
            if index == phrase.count { return true }
        }
        return false
    }
}
