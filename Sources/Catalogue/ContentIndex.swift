import Article
import FoundationEssentials
import GRDB

/// Finds articles by their content ids, in a time that hardly grows with the archive.
///
/// Content ids are random, so that a new one falls on a page of a B-tree that no other of its batch falls on: with ten
/// million ids, an index of SQLite's reads, logs and writes a page of 4 KB for each. This index is a log-structured merge
/// tree instead (O'Neil et al., 1996), of rows that are written once, in the transactions of the articles:
///
/// - the newest articles' ids are in memory alone, and come back from the table `article`;
/// - as soon as there are enough, they become an ``IndexRun``;
/// - eight runs of one level are merged into one of the next, a few buckets with each transaction, so that no commit
///   waits for a merge;
/// - the filters of all runs are in memory, some twelve bits an id, so that an id that is new costs no look at the disk.
final class ContentIndex {
    /// Runs that are merged into one, and by how many bits that one has more.
    static let fanOut = 8
    private static let fanOutBits = 3
    /// Bits of the largest run, which holds a thousand million ids.
    static let mostBits = 22
    /// Entries that a bucket has on average.
    static let bucketSize = 256
    /// Rows of a merged run that are removed in one step.
    private static let removedAtOnce = 64

    private let firstBits: Int
    /// All runs with their entries in place, in the order of their articles, and what is being merged from some of them.
    private var runs: [IndexRun] = []
    private var unfinished: [(run: IndexRun, groups: Int)] = []
    /// Merged runs, and up to which bucket they are removed.
    private var merged: [(run: IndexRun, buckets: Int)] = []
    /// The newest articles, which are in no run.
    private var recent: [ContentID: Int64] = [:]
    private var recentInOrder: [(id: ContentID, sequence: Int64)] = []
    /// Entries that may still be merged for the articles that came so far.
    private var credit = 0

    /// Reads the index of a catalogue.
    ///
    /// - Parameter firstBits: bits of a run of new articles.
    init(_ database: Database, firstBits: Int) throws {
        self.firstBits = firstBits
        for row in try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY first") {
            var run = try IndexRun(row)
            switch run.state {
            case .whole:
                guard try run.loadFilter(from: database) == run.groups else { throw Rows.Unreadable() }
                runs.append(run)
            case .unfinished: unfinished.append((run, try run.loadFilter(from: database)))
            case .merged: merged.append((run, 0))
            }
        }
        let articles = try Row.fetchCursor(
            database,
            sql: "SELECT seq, coalesce(key, id) AS id FROM article WHERE seq > ? ORDER BY seq",
            arguments: [runs.last?.last ?? 0]
        )
        while let row = try articles.next() {
            guard let id = try Rows.contentID(row) else { throw Rows.Unreadable() }
            add(id, sequence: try Rows.value(row, "seq"))
        }
    }

    /// The sequence numbers among which that of the content is, if there is one: nearly always none or one.
    func candidates(for id: ContentID, in database: Database) throws -> [Int64] {
        if let sequence = recent[id] { return [sequence] }
        var found: [Int64] = []
        for run in runs where run.mayHave(id.leadingWord) {
            found += try run.sequences(of: id.leadingWord, in: database)
        }
        return found
    }

    /// Takes in a new article, whose sequence number is the greatest so far.
    func add(_ id: ContentID, sequence: Int64) {
        if recent[id] == nil { recent[id] = sequence }
        recentInOrder.append((id, sequence))
        credit += ContentIndex.fanOut
    }

    /// Does what is due for the articles that were taken in: makes runs, merges, removes.
    func maintain(_ database: Database) throws {
        let size = ContentIndex.bucketSize << firstBits
        while recentInOrder.count >= size { try makeRun(of: size, database) }
        let step = ContentIndex.bucketSize * IndexRun.group
        while credit >= step, try mergeOnce(database) { credit -= step }
        credit = min(credit, step)
    }

    private func makeRun(of size: Int, _ database: Database) throws {
        let newest = recentInOrder.prefix(size)
        guard let first = newest.first?.sequence, let last = newest.last?.sequence else { return }
        var run = IndexRun(
            number: try nextNumber(database),
            level: 0,
            bits: firstBits,
            first: first,
            last: last,
            count: size,
            state: .whole
        )
        run.filter = KeyFilter(blocks: run.buckets)
        var buckets = [[IndexRun.Entry]](repeating: [], count: run.buckets)
        for (id, sequence) in newest {
            buckets[run.bucket(of: id.leadingWord)].append(IndexRun.Entry(key: id.leadingWord, sequence: sequence))
            recent[id] = nil
        }
        recentInOrder.removeFirst(size)
        for group in 0..<run.groups {
            let start = group * IndexRun.group
            try run.write(Array(buckets[start..<min(start + IndexRun.group, run.buckets)]), group: group, in: database)
        }
        try run.save(in: database)
        runs.append(run)
    }

    private func nextNumber(_ database: Database) throws -> Int64 {
        (try Int64.fetchOne(database, sql: "SELECT max(number) FROM run") ?? 0) + 1
    }

    /// Goes on with one merge or one removal by a step; false where there is none to be done.
    private func mergeOnce(_ database: Database) throws -> Bool {
        if !merged.isEmpty {
            try removeSome(database)
            return true
        }
        if unfinished.isEmpty {
            guard let next = try nextMerge(database) else { return false }
            unfinished.append((next, 0))
        }
        var (run, group) = unfinished.removeLast()
        let sources = runs.filter { $0.level == run.level - 1 && $0.first >= run.first && $0.last <= run.last }
        var buckets = [[IndexRun.Entry]](repeating: [], count: ContentIndex.fanOut)
        for source in sources {
            for entry in try source.entries(ofBucket: group, in: database) {
                buckets[run.bucket(of: entry.key) - group * ContentIndex.fanOut].append(entry)
            }
        }
        try run.write(buckets, group: group, in: database)
        if group + 1 < run.groups {
            unfinished.append((run, group + 1))
        } else {
            try finish(run, of: sources, database)
        }
        return true
    }

    /// The merge that is due: of the oldest runs of the lowest level that has enough of them.
    private func nextMerge(_ database: Database) throws -> IndexRun? {
        for level in 0...(runs.map(\.level).max() ?? 0) {
            let sources = runs.filter { $0.level == level }.prefix(ContentIndex.fanOut)
            guard sources.count == ContentIndex.fanOut, let first = sources.first, let last = sources.last else {
                continue
            }
            let bits = first.bits + ContentIndex.fanOutBits
            guard bits <= ContentIndex.mostBits else { continue }
            var run = IndexRun(
                number: try nextNumber(database),
                level: level + 1,
                bits: bits,
                first: first.first,
                last: last.last,
                count: sources.reduce(0) { $0 + $1.count }
            )
            run.filter = KeyFilter(blocks: run.buckets)
            try run.save(in: database)
            return run
        }
        return nil
    }

    /// Puts a merged run in the place of those that it was merged from.
    private func finish(_ run: IndexRun, of sources: [IndexRun], _ database: Database) throws {
        var run = run
        run.state = .whole
        try run.save(in: database)
        for var source in sources {
            source.state = .merged
            source.filter = KeyFilter(blocks: 0)
            try source.save(in: database)
            merged.append((source, 0))
        }
        runs.removeAll { $0.level == run.level - 1 && $0.first >= run.first && $0.last <= run.last }
        runs.insert(run, at: runs.firstIndex { $0.first > run.first } ?? runs.count)
    }

    private func removeSome(_ database: Database) throws {
        guard let (run, start) = merged.popLast() else { return }
        let end = min(start + ContentIndex.removedAtOnce, run.buckets)
        let range: StatementArguments = [run.place(start), run.place(end)]
        try database.cachedStatement(sql: "DELETE FROM bucket WHERE place >= ? AND place < ?").execute(arguments: range)
        if end < run.buckets {
            merged.append((run, end))
        } else {
            try database.execute(
                sql: "DELETE FROM filter WHERE place >= ? AND place < ?",
                arguments: [run.place(0), run.place(run.groups)]
            )
            try database.execute(sql: "DELETE FROM run WHERE number = ?", arguments: [run.number])
        }
    }

    /// The sequence number of the article with this content, looked up without the index in memory: for whoever asks
    /// once.
    static func sequence(of id: ContentID, in database: Database) throws -> Int64? {
        let isThere = try database.cachedStatement(sql: "SELECT 1 FROM article WHERE seq = ? AND id = ?")
        var last: Int64 = 0
        let whole = IndexRun.State.whole.rawValue
        for row in try Row.fetchAll(database, sql: "SELECT * FROM run WHERE state = ?", arguments: [whole]) {
            let run = try IndexRun(row)
            last = max(last, run.last)
            for sequence in try run.sequences(of: id.leadingWord, in: database)
            where try Row.fetchOne(isThere, arguments: [sequence, Data(id.bytes)]) != nil {
                return sequence
            }
        }
        let sql = "SELECT seq FROM article WHERE seq > ? AND id = ? LIMIT 1"
        return try Int64.fetchOne(database, sql: sql, arguments: [last, Data(id.bytes)])
    }
}
