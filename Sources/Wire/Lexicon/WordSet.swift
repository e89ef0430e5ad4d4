import Text
import Article

/// A set of words, in a table that is asked for many words of a text.
struct WordSet: ExpressibleByArrayLiteral {
    private var hashes: [UInt64]

    init(_ words: [some StringProtocol]) {
        var size = 16
        while size < words.count * 3 { size *= 2 }
        hashes = [UInt64](repeating: 0, count: size)
        for word in words { hashes[slot(Word(word).hash)] = Word(word).hash }
    }

    init(arrayLiteral words: String...) {
        self.init(words)
    }

    func contains(_ word: Word) -> Bool { hashes[slot(word.hash)] != 0 }

    private func slot(_ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (hashes.count - 1)
        while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (hashes.count - 1) }
        return slot
    }
}
