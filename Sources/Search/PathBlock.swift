import Archive
import Catalogue
import FoundationEssentials
import GRDB
import LinuxIO

/// Paths of deliveries with successive rows, one after the other in a run of bytes for each outcome, each path ended by a
/// NUL: what a pattern is held against, because a million paths are read in one go in the time in which a million rows
/// are not, and those of a rare outcome in a part of it.
struct PathBlock {
    /// Deliveries in a block.
    static let size: Int64 = 4_096

    /// The outcomes and the columns that hold their paths, in the order of the table.
    static let columns: [(outcome: Outcome, name: String)] = [
        (.discarded, "discarded"), (.putBack, "put_back"), (.removed, "removed"), (.ignored, "ignored"),
        (.quarantined, "quarantined"), (.archived, "archived"), (.duplicate, "duplicates"),
    ]

    private let first: Int64
    private var times: (since: Int64, until: Int64) = (.max, .min)
    private var outcomes: [UInt8] = []
    private var paths: [Outcome: [UInt8]] = [:]

    init(first: Int64) {
        self.first = first
    }

    /// The row of what is added next.
    var next: Int64 { first + Int64(outcomes.count) }
    var isFull: Bool { outcomes.count >= PathBlock.size }

    mutating func add(_ path: Data, _ outcome: Outcome, at time: Int64) {
        times = (min(times.since, time), max(times.until, time))
        outcomes.append(UInt8(clamping: outcome.rawValue))
        paths[outcome, default: []] += path
        paths[outcome, default: []].append(0)
    }

    /// Writes the block, if there is anything in it.
    func write(to database: Database) throws {
        if outcomes.isEmpty { return }
        let blobs = PathBlock.columns.map { Data(paths[$0.outcome] ?? []) }
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO block
                    (first, last, since, until, outcomes, \(PathBlock.columns.map(\.name).joined(separator: ", ")))
                VALUES (?, ?, ?, ?, ?, \(blobs.map { _ in "?" }.joined(separator: ", ")))
                """,
            arguments: [first, next - 1, times.since, times.until, Data(outcomes)] + StatementArguments(blobs)
        )
    }

    /// The rows, of those that follow `first`, whose paths fit.
    ///
    /// A path is looked at more closely only where the block has the longest run of bytes that the pattern demands.
    static func rows(in bytes: Span<UInt8>, first: Int64, matching pattern: NamePattern) -> [Int64] {
        let literal = pattern.longestLiteral
        let ending = pattern.literalEnd
        var rows: [Int64] = []
        var row = first
        var start = 0
        if literal.isEmpty {
            for index in bytes.indices where bytes[index] == 0 {
                if pattern.matches(bytes.extracting(start..<index)) { rows.append(row) }
                row += 1
                start = index + 1
            }
            return rows
        }
        var finder = ByteFinder(literal)
        // Up to here the ends of paths have been counted; a path that does not fit needs no number.
        var counted = 0
        while let hit = finder.next(in: bytes) {
            guard let end = ByteFinder.index(of: 0, in: bytes, from: hit) else { break }
            start = hit
            while start > 0, bytes[start - 1] != 0 { start -= 1 }
            let path = bytes.extracting(start..<end)
            if ends(path, with: ending), pattern.matches(path) {
                row += zeros(in: bytes.extracting(counted..<start))
                counted = start
                rows.append(row)
            }
            finder.index = end + 1
        }
        return rows
    }

    /// How many bytes are zero; written so that the compiler looks at many at once.
    private static func zeros(in bytes: Span<UInt8>) -> Int64 {
        var count = 0
        for index in bytes.indices { count &+= bytes[index] == 0 ? 1 : 0 }
        return Int64(count)
    }

    private static func ends(_ path: Span<UInt8>, with ending: [UInt8]) -> Bool {
        guard path.count >= ending.count else { return false }
        let start = path.count - ending.count
        for index in ending.indices where path[start + index] != ending[index] { return false }
        return true
    }

    /// A number that two names share only by chance: FNV-1a, 64 bits.
    static func hash(_ name: Path) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.bytes {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01B3
        }
        return Int64(bitPattern: hash)
    }
}

/// Finds a run of bytes in a larger one (Horspool, 1980): looks at one byte in as many as the run has.
private struct ByteFinder {
    /// Where the search goes on.
    var index = 0
    private let wanted: [UInt8]
    private let skips: [Int]

    init(_ wanted: [UInt8]) {
        self.wanted = wanted
        var skips = [Int](repeating: wanted.count, count: 256)
        for (position, byte) in wanted.enumerated().dropLast() { skips[Int(byte)] = wanted.count - 1 - position }
        self.skips = skips
    }

    /// Where the run stands next; the search goes on behind it.
    mutating func next(in bytes: Span<UInt8>) -> Int? {
        let last = wanted.count - 1
        let end = bytes.count
        var position = index
        while position + last < end {
            let byte = bytes[position + last]
            if byte == wanted[last] {
                var matched = 0
                while matched < last, bytes[position + matched] == wanted[matched] { matched += 1 }
                if matched == last {
                    index = position + 1
                    return position
                }
            }
            position += skips[Int(byte)]
        }
        return nil
    }

    static func index(of byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        let end = bytes.count
        while index < end {
            if bytes[index] == byte { return index }
            index += 1
        }
        return nil
    }
}
