import Archive
import Article
import GRDB
import LinuxIO

/// What the catalogue has of an article; a value that cannot be read is nil.
struct ArticleRow {
    var sequence: Int64
    var contentID: ContentID?
    var position: ArchivePosition?
    var length: Int
    /// When it was ingested, since 1970.
    var milliseconds: Int64?
    var delivery: DeliveryIdentity?
    var outcome: Outcome?
    var isRevision: Bool?
}

extension ArticleRow {
    init(_ record: RecordSummary, at position: ArchivePosition, length: Int) {
        self.init(
            sequence: record.sequence,
            contentID: record.id,
            position: position,
            length: length,
            milliseconds: record.ingestedAt.dividedDown(by: 1_000_000),
            delivery: record.delivery.identity,
            outcome: .archived,
            isRevision: record.isRevision
        )
    }

    init(_ row: Row) throws {
        let outcome: Int? = try? Rows.value(row, "outcome")
        self.init(
            sequence: try Rows.value(row, "seq"),
            contentID: try? Rows.contentID(row),
            position: try? Rows.position(row),
            length: (try? Rows.value(row, "length")) ?? -1,
            milliseconds: try? Rows.value(row, "at"),
            delivery: try? DeliveryIdentity(row),
            outcome: outcome.flatMap { Outcome(rawValue: $0) },
            isRevision: try? Rows.value(row, "revision")
        )
    }

    /// In what another row of the same article differs, in words.
    func differences(from other: ArticleRow) -> [String] {
        var differences: [String] = []
        if contentID != other.contentID { differences.append("content id") }
        if position != other.position { differences.append("place") }
        if length != other.length { differences.append("length") }
        if milliseconds != other.milliseconds { differences.append("time") }
        if delivery != other.delivery { differences.append("delivery") }
        if outcome != other.outcome { differences.append("outcome") }
        if isRevision != other.isRevision { differences.append("word on whether it is a revision") }
        return differences
    }
}

extension CatalogueReader {
    /// Up to where the catalogue has read archive and ledger.
    func mark() throws(CatalogueError) -> CatalogueMark {
        try perform("read the mark") { try Rows.mark($0) } ?? CatalogueMark()
    }

    /// The articles behind a sequence number, and the mark at that moment.
    func articles(
        after sequence: Int64,
        limit: Int
    ) throws(CatalogueError) -> (rows: [ArticleRow], mark: ArchivePosition?) {
        try perform("read articles") { database in
            let sql = """
                SELECT article.seq AS seq, id, date, number, offset, length, revision, coalesce(article.time, at) AS at,
                    path, bytes, modified, sha256, outcome
                FROM article LEFT JOIN delivery ON delivery.row = article.delivery
                WHERE article.seq > ? ORDER BY article.seq LIMIT ?
                """
            let rows = try Row.fetchAll(database, sql: sql, arguments: [sequence, limit])
            return (try rows.map { try ArticleRow($0) }, try Rows.mark(database)?.archive)
        }
    }

    /// In what the catalogue contradicts itself, in words; at most some dozens.
    func inconsistencies() throws(CatalogueError) -> [String] {
        var found = try damage()
        if found.isEmpty { found += try tallyFaults() + revisionFaults() + deliveryFaults() + indexFaults() }
        return found
    }

    /// What SQLite finds wrong with the file (`PRAGMA integrity_check`), indexes included.
    private func damage() throws(CatalogueError) -> [String] {
        try perform("check") { database in
            let lines = try String.fetchAll(database, sql: "PRAGMA integrity_check(10)")
            return lines == ["ok"] ? [] : lines.map { "its file is damaged: \($0)" }
        }
    }

    private func tallyFaults() throws(CatalogueError) -> [String] {
        try perform("count deliveries") { database in
            let sql = """
                SELECT day, outcome, sum(rows) AS rows, sum(tally) AS tally FROM (
                    SELECT \(Rows.dayOfRow) AS day, outcome,
                        count(*) AS rows, 0 AS tally
                    FROM delivery GROUP BY 1, 2
                    UNION ALL SELECT day, outcome, 0, count FROM tally
                ) GROUP BY day, outcome HAVING sum(rows) <> sum(tally) LIMIT 20
                """
            return try Row.fetchAll(database, sql: sql).map { row in
                let outcome = Outcome(rawValue: try Rows.value(row, "outcome"))
                let day = Rows.day(try Rows.value(row, "day")).map { "\($0)" } ?? "an unknown day"
                let rows: Int = try Rows.value(row, "rows")
                let tally: Int = try Rows.value(row, "tally")
                return "it counts \(tally) \(outcome?.description ?? "other") deliveries on \(day), and has \(rows)"
            }
        }
    }

    private func revisionFaults() throws(CatalogueError) -> [String] {
        try perform("count revisions") { database in
            let sql = """
                SELECT day, sum(rows) AS rows, sum(tally) AS tally FROM (
                    SELECT \(Rows.dayOfRow) AS day, count(*) AS rows, 0 AS tally
                    FROM article JOIN delivery ON delivery.row = article.delivery WHERE revision GROUP BY 1
                    UNION ALL SELECT day, 0, revisions FROM tally
                ) GROUP BY day HAVING sum(rows) <> sum(tally) LIMIT 20
                """
            return try Row.fetchAll(database, sql: sql).map { row in
                let day = Rows.day(try Rows.value(row, "day")).map { "\($0)" } ?? "an unknown day"
                let rows: Int = try Rows.value(row, "rows")
                let tally: Int = try Rows.value(row, "tally")
                return "it counts \(tally) revisions on \(day), and has \(rows)"
            }
        }
    }

    private func deliveryFaults() throws(CatalogueError) -> [String] {
        try perform("read deliveries") { database in
            let sql = """
                SELECT delivery.row AS row, path, outcome, delivery.seq AS seq
                FROM delivery LEFT JOIN article ON article.seq = delivery.seq
                WHERE (outcome = \(Outcome.archived.rawValue)
                        AND (article.seq IS NULL OR article.delivery <> delivery.row))
                    OR (outcome = \(Outcome.duplicate.rawValue) AND article.seq IS NULL)
                LIMIT 20
                """
            var faults = try Row.fetchAll(database, sql: sql).map { row in
                let path = try Rows.path(row, "path").display
                let outcome = Outcome(rawValue: try Rows.value(row, "outcome"))
                return
                    "it has \(path) as \(outcome?.description ?? "something else"), and no article that belongs to it"
            }
            let added = try Int.fetchOne(database, sql: "SELECT coalesce(sum(added), 0) FROM delivery") ?? 0
            let articles = try Int.fetchOne(database, sql: "SELECT count(*) FROM article") ?? 0
            if added != articles { faults.append("its deliveries brought \(added) articles, and it has \(articles)") }
            let last = try Int64.fetchOne(database, sql: "SELECT max(row) FROM delivery") ?? 0
            if try Rows.moved(database) > last { faults.append("it takes files for moved that it does not have") }
            return faults
        }
    }
}
