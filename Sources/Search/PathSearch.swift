import Archive
import Catalogue
import FoundationEssentials
import GRDB
import LinuxIO

/// Looks in the index for the deliveries whose path fits a pattern.
struct PathSearch {
    let filter: CatalogueReader.DeliveryFilter
    let pattern: NamePattern
    let database: Database

    /// The rows that fit up to `last`, newest first; at least `limit` where there are as many.
    func rows(upTo last: Int64, limit: Int?) throws -> [Int64] {
        var rows = try unfolded().filter { $0 <= last }
        var times: [String] = []
        if let since = filter.since { times.append("until >= \(since)") }
        if let until = filter.until { times.append("since < \(until)") }
        // SQLite reads each column that is asked for, whether it is looked at or not.
        let columns = ["first", "last", "since", "until", "outcomes"] + wanted.map(\.name)
        let blocks = try Row.fetchCursor(
            database,
            sql: """
                SELECT \(columns.joined(separator: ", ")) FROM block
                WHERE \(times.isEmpty ? "TRUE" : times.joined(separator: " AND ")) ORDER BY first DESC
                """
        )
        while limit.map({ rows.count < $0 }) ?? true, let block = try blocks.next() {
            rows += try self.rows(of: block).filter { $0 <= last }
        }
        return rows
    }

    /// The outcomes that are wanted, and the columns of their paths.
    private var wanted: [(outcome: Outcome, name: String)] {
        PathBlock.columns.filter { filter.outcomes.isEmpty || filter.outcomes.contains($0.outcome) }
    }

    /// The rows of a block that fit, newest first.
    private func rows(of block: Row) throws -> [Int64] {
        let first: Int64 = try Rows.value(block, "first")
        let last: Int64 = try Rows.value(block, "last")
        let outcomes: Data = try Rows.value(block, "outcomes")
        guard outcomes.count == Int(last - first + 1) else { throw Rows.Unreadable() }
        var rows: [Int64] = []
        for (outcome, column) in wanted {
            let paths: Data = try Rows.value(block, column)
            let ranks = PathBlock.rows(in: paths.span, first: 0, matching: pattern)
            if ranks.isEmpty { continue }
            // The row of a path is that of the delivery that has its outcome for the so many-th time.
            var rank: Int64 = 0
            var next = ranks.startIndex
            for (place, number) in outcomes.enumerated() where Int(number) == outcome.rawValue {
                if ranks[next] == rank {
                    rows.append(first + Int64(place))
                    next += 1
                    if next == ranks.endIndex { break }
                }
                rank += 1
            }
        }
        rows.sort(by: >)
        let since: Int64 = try Rows.value(block, "since")
        let until: Int64 = try Rows.value(block, "until")
        let isWithin = filter.since.map { since >= $0 } ?? true && filter.until.map { until < $0 } ?? true
        if rows.isEmpty || isWithin && filter.sequence == nil { return rows }
        let fitting = try self.fitting(first...last)
        return rows.filter { fitting.contains($0) }
    }

    /// The rows of a range that fit but for their path.
    private func fitting(_ rows: ClosedRange<Int64>) throws -> Set<Int64> {
        try Int64.fetchSet(
            database.cachedStatement(sql: "SELECT row FROM delivery WHERE row BETWEEN ? AND ? AND \(filter.condition)"),
            arguments: [rows.lowerBound, rows.upperBound]
        )
    }

    /// The rows that stand in no block yet and fit, newest first.
    private func unfolded() throws -> [Int64] {
        var rows: [Int64] = []
        let paths = try Row.fetchCursor(database, sql: "SELECT row, path FROM path ORDER BY row DESC")
        while let found = try paths.next() {
            let path: Data = try Rows.value(found, "path")
            let row: Int64 = try Rows.value(found, "row")
            if pattern.matches(Array(path).span), try fitting(row...row).contains(row) { rows.append(row) }
        }
        return rows
    }
}
