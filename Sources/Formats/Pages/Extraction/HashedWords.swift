/// Words by their hashes, which are spread well already and need not be hashed once more.
struct HashedWords {
    private var slots: [UInt64] = []
    private var count = 0
    private var hasZero = false

    var isEmpty: Bool { count == 0 && !hasZero }

    init() {}

    init(_ words: some Sequence<UInt64>) {
        for word in words { insert(word) }
    }

    mutating func insert(_ word: UInt64) {
        guard word != 0 else {
            hasZero = true
            return
        }
        if (count + 1) * 2 > slots.count { grow() }
        let slot = place(of: word)
        guard slots[slot] == 0 else { return }
        slots[slot] = word
        count += 1
    }

    @inline(__always)
    func contains(_ word: UInt64) -> Bool {
        guard word != 0 else { return hasZero }
        guard count > 0 else { return false }
        return slots[place(of: word)] == word
    }

    /// Where a word stands, or would.
    @inline(__always)
    private func place(of word: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (word ^ word >> 29) & UInt64(mask))
        while slots[slot] != 0, slots[slot] != word { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: max(64, old.count * 2))
        for word in old where word != 0 { slots[place(of: word)] = word }
    }
}
