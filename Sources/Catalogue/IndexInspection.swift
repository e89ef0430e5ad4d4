import Article
import GRDB

extension CatalogueReader {
    /// In what the index of content ids contradicts the articles, in words: an article that it would not find.
    public func indexFaults() throws(CatalogueError) -> [String] {
        try perform("check the index of content ids") { database in
            var indexed = IndexSum()
            var last: Int64 = 0
            let whole = IndexRun.State.whole.rawValue
            for row in try Row.fetchAll(database, sql: "SELECT * FROM run WHERE state = ?", arguments: [whole]) {
                var run = try IndexRun(row)
                last = max(last, run.last)
                guard try run.loadFilter(from: database) == run.groups else {
                    return ["a filter of its index of content ids is not complete"]
                }
                for bucket in 0..<run.buckets {
                    for entry in try run.entries(ofBucket: bucket, in: database) {
                        guard run.bucket(of: entry.key) == bucket, run.mayHave(entry.key) else {
                            return ["its index of content ids would not find article \(entry.sequence)"]
                        }
                        indexed.add(entry.key, entry.sequence)
                    }
                }
            }
            var articles = IndexSum()
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT seq, coalesce(key, id) AS id FROM article WHERE seq <= ?",
                arguments: [last]
            )
            while let row = try rows.next() {
                guard let id = try Rows.contentID(row) else { throw Rows.Unreadable() }
                articles.add(id.leadingWord, try Rows.value(row, "seq"))
            }
            guard indexed == articles else {
                return [
                    "its index of content ids has \(indexed.count) entries that do not fit its \(articles.count) articles"
                ]
            }
            return []
        }
    }
}

/// What is the same for the same entries in any order, and hardly for others.
private struct IndexSum: Equatable {
    var count = 0
    var sum: UInt64 = 0

    mutating func add(_ key: UInt64, _ sequence: Int64) {
        count += 1
        // The finalizer of SplitMix64, so that errors in two entries do not make up for each other.
        var value = key ^ UInt64(bitPattern: sequence) &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        sum &+= value ^ value >> 31
    }
}
