/// Which stories have a hash, the newest first: entries in the order in which they were added, those of one hash chained
/// from the newest to the oldest. The oldest entries and the newest can be taken out again.
struct HashIndex {
    private struct Entry {
        var hash: UInt32
        /// Which story it is of: the low bits of its sequence number.
        var owner: UInt32
        /// The entry before it of the same hash, as its place in the ring and 1; 0 where there is none.
        var previous: UInt32
    }

    /// Entries, a ring of a power of two.
    private var ring: [Entry] = []
    private var first = 0
    private(set) var count = 0
    /// The newest entry of each hash, as its place in the ring and 1: open addressing, a power of two, at most half full.
    private var table: [UInt32] = []
    private var hashes = 0

    /// How many bytes it takes.
    var memory: Int { ring.capacity * MemoryLayout<Entry>.stride + table.capacity * 4 }

    /// Calls `body` with each story that has the hash, the newest first, until it returns false.
    func forEach(_ hash: UInt32, _ body: (_ owner: UInt32) -> Bool) {
        guard !table.isEmpty else { return }
        var place = table[slot(of: hash)]
        var age = -1
        while place != 0 {
            let at = Int(place) - 1
            let own = self.age(at)
            // A place that was given away since lies nearer to the newest end than what points to it, or beyond the oldest.
            guard own > age, own < count, ring[at].hash == hash, body(ring[at].owner) else { return }
            age = own
            place = ring[at].previous
        }
    }

    /// Adds an entry as the newest one.
    mutating func add(_ hash: UInt32, owner: UInt32) {
        if count == ring.count { grow() }
        if hashes * 2 >= table.count { rehash(max(64, table.count * 2)) }
        let at = (first + count) & (ring.count - 1)
        let slot = slot(of: hash)
        ring[at] = Entry(hash: hash, owner: owner, previous: table[slot])
        if table[slot] == 0 { hashes += 1 }
        table[slot] = UInt32(at + 1)
        count += 1
    }

    /// The story of the oldest entry.
    var oldest: UInt32? { count == 0 ? nil : ring[first].owner }
    /// The story of the newest entry.
    var newest: UInt32? { count == 0 ? nil : ring[(first + count - 1) & (ring.count - 1)].owner }

    mutating func removeOldest() {
        let entry = ring[first]
        let slot = slot(of: entry.hash)
        if table[slot] == UInt32(first + 1) { remove(slot) }
        first = (first + 1) & (ring.count - 1)
        count -= 1
    }

    mutating func removeNewest() {
        let at = (first + count - 1) & (ring.count - 1)
        let entry = ring[at]
        let slot = slot(of: entry.hash)
        let ownAge = entry.previous == 0 ? -1 : age(Int(entry.previous) - 1)
        let isThere =
            ownAge > 0 && ownAge < count && ring[Int(entry.previous) - 1].hash == entry.hash
        if isThere { table[slot] = entry.previous } else { remove(slot) }
        count -= 1
    }

    /// How many entries are newer than the one at a place of the ring.
    private func age(_ at: Int) -> Int { (first + count - 1 - at) & (ring.count - 1) }

    /// Where the table has a hash, or would take it.
    private func slot(of hash: UInt32) -> Int {
        let mask = table.count - 1
        var slot = Int(hash &* 0x9E37_79B1) & mask
        while table[slot] != 0, ring[Int(table[slot]) - 1].hash != hash { slot = (slot + 1) & mask }
        return slot
    }

    /// Empties a slot and moves up those that stand behind it because it was taken.
    private mutating func remove(_ slot: Int) {
        let mask = table.count - 1
        var hole = slot
        var next = (slot + 1) & mask
        while table[next] != 0 {
            let home = Int(ring[Int(table[next]) - 1].hash &* 0x9E37_79B1) & mask
            if (next - home) & mask >= (next - hole) & mask {
                table[hole] = table[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        table[hole] = 0
        hashes -= 1
    }

    private mutating func grow() {
        var larger: [Entry] = []
        let size = max(64, ring.count * 2)
        larger.reserveCapacity(size)
        for index in 0..<count {
            var entry = ring[(first + index) & (ring.count - 1)]
            if entry.previous != 0 {
                let before = count - 1 - age(Int(entry.previous) - 1)
                entry.previous = before < index && before >= 0 ? UInt32(before + 1) : 0
            }
            larger.append(entry)
        }
        larger.append(contentsOf: repeatElement(Entry(hash: 0, owner: 0, previous: 0), count: size - count))
        ring = larger
        first = 0
        rehash(table.count)
    }

    private mutating func rehash(_ size: Int) {
        table = [UInt32](repeating: 0, count: max(64, size))
        hashes = 0
        for index in 0..<count {
            let at = (first + index) & (ring.count - 1)
            let slot = slot(of: ring[at].hash)
            if table[slot] == 0 { hashes += 1 }
            table[slot] = UInt32(at + 1)
        }
    }
}
