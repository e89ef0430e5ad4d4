public import Archive
public import Article
import FoundationEssentials
import GRDB

extension CatalogueReader {
    /// How far a catalogue had come at one moment.
    public struct Horizon: Sendable, Equatable {
        /// The last row of the deliveries; 0 where there is none.
        public var row: Int64
        /// The sequence number of the last article; 0 where there is none.
        public var sequence: Int64
        /// Up to where archive and ledger had been entered.
        public var mark: CatalogueMark

        /// A catalogue that has come so far; by default, one that has read nothing.
        public init(row: Int64 = 0, sequence: Int64 = 0, mark: CatalogueMark = CatalogueMark()) {
            self.row = row
            self.sequence = sequence
            self.mark = mark
        }
    }

    /// How far the catalogue has come.
    public func horizon() throws(CatalogueError) -> Horizon {
        try perform("read the mark") { database in
            Horizon(
                row: try Int64.fetchOne(database, sql: "SELECT max(row) FROM delivery") ?? 0,
                sequence: try Int64.fetchOne(database, sql: "SELECT max(seq) FROM article") ?? 0,
                mark: try Rows.mark(database) ?? CatalogueMark()
            )
        }
    }

    /// What of the deliveries is asked for.
    public struct DeliveryFilter: Sendable, Equatable {
        /// Milliseconds since 1970; the outcome came then or later.
        public var since: Int64?
        /// Milliseconds since 1970; the outcome came before.
        public var until: Int64?
        public var outcomes: Set<Outcome> = []
        /// The first article that the delivery brought, or the article that it duplicates.
        public var sequence: Int64?

        /// Everything.
        public init() {}

        /// Whether the filter lets everything through.
        public var isEmpty: Bool { self == DeliveryFilter() }

        /// Whether a delivery fits.
        public func matches(_ entry: Entry) -> Bool {
            (since.map { entry.time >= $0 } ?? true) && (until.map { entry.time < $0 } ?? true)
                && (outcomes.isEmpty || outcomes.contains(entry.outcome))
                && (sequence.map { entry.sequence == $0 } ?? true)
        }

        /// The filter as a condition of SQL over columns `at`, `outcome` and `seq`.
        package var condition: String {
            var parts: [String] = []
            if let since { parts.append("at >= \(since)") }
            if let until { parts.append("at < \(until)") }
            if !outcomes.isEmpty {
                let numbers = outcomes.map(\.rawValue).sorted().map { "\($0)" }
                parts.append("outcome IN (\(numbers.joined(separator: ", ")))")
            }
            if let sequence { parts.append("seq = \(sequence)") }
            return parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
        }
    }

    /// The deliveries of these rows, in that order; a row that there is not is left out.
    public func deliveries(rows: [Int64]) throws(CatalogueError) -> [Entry] {
        try perform("read deliveries") { database in
            let statement = try database.cachedStatement(sql: CatalogueReader.entryQuery + " WHERE delivery.row = ?")
            return try rows.compactMap { try Row.fetchOne(statement, arguments: [$0]).map { try Entry($0) } }
        }
    }

    /// Goes over the deliveries of a range of rows, from its end backwards or from its start on, until `body` says false.
    public func forEachDelivery(
        in rows: ClosedRange<Int64>,
        matching filter: DeliveryFilter,
        newestFirst: Bool,
        _ body: (Entry) throws -> Bool
    ) throws(CatalogueError) {
        try perform("read deliveries") { database in
            let found = try Row.fetchCursor(
                database,
                sql: """
                    SELECT found.*, article.id AS id
                    FROM (SELECT * FROM delivery WHERE row BETWEEN ? AND ? AND \(filter.condition)) AS found
                        LEFT JOIN article ON article.seq = found.seq
                    ORDER BY found.row \(newestFirst ? "DESC" : "ASC")
                    """,
                arguments: [rows.lowerBound, rows.upperBound]
            )
            while let row = try found.next() { if try !body(Entry(row)) { break } }
        }
    }

    /// The departures of files that were asked for at this time, in nanoseconds since 1970.
    public func departures(askedAt time: Int64) throws(CatalogueError) -> [Departure] {
        try perform("read deliveries") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM delivery WHERE asked = ?", arguments: [time])
                .compactMap { try Rows.departure($0) }
        }
    }

    /// The deliveries after a row that were answered before `time`, in milliseconds since 1970, and have one of these
    /// outcomes: at most `limit`, in their order, and among at most `count` rows. The first that was answered later ends
    /// them.
    ///
    /// - Returns: the deliveries, and the last row that was looked at.
    public func deliveries(
        after row: Int64,
        before time: Int64,
        outcomes: [Outcome],
        limit: Int,
        among count: Int64
    ) throws(CatalogueError) -> (deliveries: [Entry], last: Int64) {
        try perform("read deliveries") { database in
            let arguments: StatementArguments = [row, row + count, time]
            let sql = "SELECT min(row) FROM delivery WHERE row > ? AND row <= ? AND at >= ?"
            var last = try Int64.fetchOne(database, sql: sql, arguments: arguments).map { $0 - 1 }
            if last == nil {
                let sql = "SELECT max(row) FROM delivery WHERE row > ? AND row <= ?"
                last = try Int64.fetchOne(database, sql: sql, arguments: [row, row + count])
            }
            guard let last, last > row else { return ([], row) }
            let found = try Row.fetchAll(
                database,
                sql: CatalogueReader.entryQuery + """
                     WHERE delivery.row > ? AND delivery.row <= ?
                        AND outcome IN (\(outcomes.map { "\($0.rawValue)" }.joined(separator: ", ")))
                    ORDER BY delivery.row LIMIT ?
                    """,
                arguments: [row, last, limit]
            ).map { try Entry($0) }
            return (found, found.count == limit ? found[limit - 1].row : last)
        }
    }

    /// What was removed last for a reason: at most `limit`, the last of their deliveries first.
    public func lastRemoved(because reason: String, limit: Int) throws(CatalogueError) -> [Entry] {
        try perform("read deliveries") { database in
            let condition = " WHERE delivery.outcome = \(Outcome.removed.rawValue) AND delivery.reason = ?"
            return try Row.fetchAll(
                database,
                sql: CatalogueReader.entryQuery + condition + " ORDER BY delivery.of DESC LIMIT ?",
                arguments: [reason, limit]
            ).map { try Entry($0) }
        }
    }

    /// The content id of an article; nil where there is none.
    public func contentID(of sequence: Int64) throws(CatalogueError) -> ContentID? {
        try perform("find an article") { database in
            try Row.fetchOne(database, sql: "SELECT id FROM article WHERE seq = ?", arguments: [sequence])
                .flatMap { try Rows.contentID($0) }
        }
    }

    /// The delivery that brought an article; nil where there is none.
    public func delivery(bringing sequence: Int64) throws(CatalogueError) -> Entry? {
        try perform("read deliveries") { database in
            let sql =
                CatalogueReader.entryQuery
                + " WHERE delivery.row = (SELECT delivery FROM article WHERE seq = ?)"
            return try Row.fetchOne(database, sql: sql, arguments: [sequence]).map { try Entry($0) }
        }
    }

    /// The articles whose content id lies in a range, at most `limit`, by sequence number. Looks at all of them.
    public func articles(
        idsFrom first: ContentID,
        to last: ContentID,
        limit: Int
    ) throws(CatalogueError) -> [(sequence: Int64, id: ContentID)] {
        try perform("find an article") { database in
            try Row.fetchAll(
                database,
                sql: "SELECT seq, id FROM article WHERE id BETWEEN ? AND ? ORDER BY seq LIMIT ?",
                arguments: [Data(first.bytes), Data(last.bytes), limit]
            ).map { row in
                guard let id = try Rows.contentID(row) else { throw Rows.Unreadable() }
                return (try Rows.value(row, "seq"), id)
            }
        }
    }

    private static let entryQuery = """
        SELECT delivery.*, article.id AS id FROM delivery LEFT JOIN article ON article.seq = delivery.seq
        """
}
