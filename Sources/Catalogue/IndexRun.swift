import FoundationEssentials
import GRDB

/// A run of the ``ContentIndex``: where the content ids of a stretch of articles are found.
///
/// Its entries stand in 2^`bits` buckets, each of which is one row of some 3 KB; an id's first bits choose the bucket. A
/// bucket holds a `key`, which is the id's first 64 bits, and a sequence number for each article. A run never changes
/// once it is whole: it is merged with others into a larger one, and then it goes.
struct IndexRun {
    enum State: Int {
        /// Being merged from smaller ones, which are still there.
        case unfinished = 0
        case whole = 1
        /// Merged into a larger one; its buckets are being removed.
        case merged = 2
    }

    let number: Int64
    /// 0 for a run of new articles, one more than those that it was merged from for any other.
    let level: Int
    let bits: Int
    /// The first and the last sequence number.
    let first: Int64
    let last: Int64
    let count: Int
    var state: State
    var filter: KeyFilter

    /// Buckets that one row of the table `filter` covers, and that one step of a merge makes.
    static let group = 8

    /// One entry of a bucket.
    struct Entry {
        var key: UInt64
        var sequence: Int64

        /// Bytes in a row: the key, and the distance from the run's first sequence number.
        static let size = 12
    }

    init(number: Int64, level: Int, bits: Int, first: Int64, last: Int64, count: Int, state: State = .unfinished) {
        self.number = number
        self.level = level
        self.bits = bits
        self.first = first
        self.last = last
        self.count = count
        self.state = state
        filter = KeyFilter(blocks: 0)
    }

    /// The run of a row, without its filter.
    init(_ row: Row) throws {
        let bits: Int = try Rows.value(row, "bits")
        let level: Int = try Rows.value(row, "level")
        guard let state = State(rawValue: try Rows.value(row, "state")), 0...ContentIndex.mostBits ~= bits, level >= 0
        else { throw Rows.Unreadable() }
        self.init(
            number: try Rows.value(row, "number"),
            level: level,
            bits: bits,
            first: try Rows.value(row, "first"),
            last: try Rows.value(row, "last"),
            count: try Rows.value(row, "count"),
            state: state
        )
    }

    var buckets: Int { 1 << bits }
    var groups: Int { max(1, buckets / IndexRun.group) }

    /// The bucket of a key.
    func bucket(of key: UInt64) -> Int {
        bits == 0 ? 0 : Int(key >> UInt64(64 - bits))
    }

    func mayHave(_ key: UInt64) -> Bool {
        filter.mayHave(key, in: bucket(of: key))
    }

    /// The row of a bucket, or of a group's filter.
    func place(_ index: Int) -> Int64 { number << 24 | Int64(index) }

    func save(in database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO run (number, level, bits, first, last, count, state) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [number, level, bits, first, last, count, state.rawValue]
        )
    }

    /// Writes a group of buckets with their filter.
    mutating func write(_ buckets: [[Entry]], group: Int, in database: Database) throws {
        let insertion = try database.cachedStatement(sql: "INSERT INTO bucket (place, entries) VALUES (?, ?)")
        let start = group * IndexRun.group
        for (offset, entries) in buckets.enumerated() {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(entries.count * Entry.size)
            for entry in entries {
                filter.add(entry.key, to: start + offset)
                for shift in stride(from: UInt64(0), to: 64, by: 8) {
                    bytes.append(UInt8(truncatingIfNeeded: entry.key >> shift))
                }
                let distance = entry.sequence - first
                for shift in stride(from: Int64(0), to: 32, by: 8) {
                    bytes.append(UInt8(truncatingIfNeeded: distance >> shift))
                }
            }
            try insertion.execute(arguments: [place(start + offset), Data(bytes)])
        }
        try database.cachedStatement(sql: "INSERT INTO filter (place, bits) VALUES (?, ?)")
            .execute(arguments: [place(group), Data(filter.blocks(start..<start + buckets.count))])
    }

    /// The entries of a bucket.
    func entries(ofBucket bucket: Int, in database: Database) throws -> [Entry] {
        let statement = try database.cachedStatement(sql: "SELECT entries FROM bucket WHERE place = ?")
        guard let data = try Data.fetchOne(statement, arguments: [place(bucket)]), data.count % Entry.size == 0
        else { throw Rows.Unreadable() }
        let bytes = Array(data)
        return stride(from: 0, to: bytes.count, by: Entry.size).map { start in
            var key: UInt64 = 0
            for index in (0..<8).reversed() { key = key << 8 | UInt64(bytes[start + index]) }
            var distance: Int64 = 0
            for index in (8..<12).reversed() { distance = distance << 8 | Int64(bytes[start + index]) }
            return Entry(key: key, sequence: first + distance)
        }
    }

    /// The sequence numbers that stand with a key.
    func sequences(of key: UInt64, in database: Database) throws -> [Int64] {
        try entries(ofBucket: bucket(of: key), in: database).filter { $0.key == key }.map(\.sequence)
    }

    /// Reads the filter of all the groups that are there, and returns how many that are.
    mutating func loadFilter(from database: Database) throws -> Int {
        filter = KeyFilter(blocks: buckets)
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT place, bits FROM filter WHERE place >= ? AND place < ? ORDER BY place",
            arguments: [place(0), place(groups)]
        )
        var group = 0
        let width = min(buckets, IndexRun.group)
        while let row = try rows.next() {
            let bits: Data = try Rows.value(row, "bits")
            guard try Rows.value(row, "place") == place(group), bits.count == width * KeyFilter.blockSize
            else { throw Rows.Unreadable() }
            filter.restore(Array(bits), from: group * width)
            group += 1
        }
        return group
    }
}
