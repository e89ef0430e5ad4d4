package import Archive
package import Article
package import Base
import FoundationEssentials
package import GRDB
package import LinuxIO

/// How values stand in the tables of ``Schema``, and in those of the index that is made from them.
package enum Rows {
    /// A path: text, or a blob where it is no UTF-8.
    package static func value(of path: Path) -> DatabaseValue {
        path.text.map { $0.databaseValue } ?? Data(path.bytes).databaseValue
    }

    /// A value that is not what its column should hold.
    package struct Unreadable: Error {
        package init() {}
    }

    /// The value of a column. Reading it so throws where a damaged file has something else there.
    package static func value<Value: DatabaseValueConvertible>(_ row: Row, _ column: String) throws -> Value {
        guard let value: Value = try optional(row, column) else { throw Unreadable() }
        return value
    }

    /// The value of a column that may be NULL.
    package static func optional<Value: DatabaseValueConvertible>(_ row: Row, _ column: String) throws -> Value? {
        let found: DatabaseValue? = row[column]
        guard let found, !found.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(found) else { throw Unreadable() }
        return value
    }

    /// The path that stands in a column.
    package static func path(_ row: Row, _ column: String) throws -> Path {
        let found: DatabaseValue? = row[column]
        switch found?.storage {
        case .string(let text): return Path(text)
        case .blob(let bytes): return Path(bytes)
        default: throw Unreadable()
        }
    }

    /// The content id that stands in a row; nil for NULL.
    package static func contentID(_ row: Row) throws -> ContentID? {
        guard let bytes: Data = try optional(row, "id") else { return nil }
        guard let id = ContentID(bytes: Array(bytes).span) else { throw Unreadable() }
        return id
    }

    /// The digest that stands in a row; nil for NULL.
    package static func digest(_ row: Row) throws -> SHA256Digest? {
        guard let bytes: Data = try optional(row, "sha256") else { return nil }
        guard let digest = SHA256Digest(bytes: Array(bytes).span) else { throw Unreadable() }
        return digest
    }

    /// The departure that stands in a row of the deliveries; nil where it is none.
    package static func departure(_ row: Row) throws -> Departure? {
        let place: DatabaseValue? = row["place"]
        guard let place, !place.isNull else { return nil }
        let user: UInt32? = try optional(row, "uid")
        return Departure(
            from: try path(row, "place"),
            delivery: try optional(row, "of"),
            askedAt: try optional(row, "asked"),
            person: try user.map { Person(user: $0, name: try optional(row, "user")) }
        )
    }

    /// The place of a record that stands in a row.
    package static func position(_ row: Row) throws -> ArchivePosition {
        guard let day = day(try value(row, "date")) else { throw Unreadable() }
        return ArchivePosition(
            segment: SegmentName(day: day, number: try value(row, "number")),
            offset: try value(row, "offset")
        )
    }

    /// The day of a delivery's row in SQL, as the number YYYYMMDD; before 1970 a time is rounded towards the past too.
    static let dayOfRow =
        "CAST(strftime('%Y%m%d', (at - (at % 1000 + 1000) % 1000) / 1000, 'unixepoch') AS INTEGER)"

    /// A day as the number YYYYMMDD.
    package static func number(of day: CivilDate) -> Int {
        (day.year * 100 + day.month) * 100 + day.day
    }

    package static func day(_ number: Int) -> CivilDate? {
        CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// Statements that are made once for all rows of a transaction.
    struct Insertions {
        private let database: Database
        private let delivery: Statement
        private let article: Statement

        init(_ database: Database) throws {
            self.database = database
            delivery = try database.cachedStatement(
                sql: """
                    INSERT INTO delivery
                        (row, at, path, bytes, modified, sha256, outcome, reason, explanation, seq, articles, added,
                        place, of, asked, uid, user)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            )
            article = try database.cachedStatement(
                sql: """
                    INSERT INTO article (seq, id, key, delivery, date, number, offset, length, revision, time)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            )
        }

        /// Enters one delivery with its articles, or adds them to its row, and returns the row.
        func enter(_ entry: DeliveryEntry) throws -> Int64 {
            let row = try entry.row ?? insert(entry)
            if entry.row != nil {
                try database.cachedStatement(
                    sql: """
                        UPDATE delivery SET added = added + ?1, articles = max(articles, ?2, added + ?1),
                            explanation = coalesce(explanation, ?3)
                        WHERE row = ?4
                        """
                ).execute(arguments: [entry.added.count, entry.articles, entry.explanation, row])
                try countRevisions(of: entry, in: row)
                try countParts(of: entry, in: row)
            }
            try Rows.add(entry.members, of: row, to: database)
            for added in entry.added {
                try article.execute(arguments: [
                    added.sequence, Data(added.contentID.bytes),
                    added.key == added.contentID ? nil : Data(added.key.bytes), row,
                    number(of: added.position.segment.day),
                    added.position.segment.number, added.position.offset, added.length, added.isRevision,
                    time(of: added, in: entry),
                ])
            }
            return row
        }

        /// The time of a record in milliseconds, where it may be another than that of its delivery's row.
        private func time(of added: DeliveryEntry.AddedArticle, in entry: DeliveryEntry) -> Int64? {
            let time = added.time?.dividedDown(by: 1_000_000)
            return entry.row == nil && time == entry.time.dividedDown(by: 1_000_000) ? nil : time
        }

        /// Counts the revisions that are added to a row on the day of that row, where they are counted after a rebuild.
        private func countRevisions(of entry: DeliveryEntry, in row: Int64) throws {
            guard entry.revisions > 0 else { return }
            try database.execute(
                sql: """
                    UPDATE tally SET revisions = revisions + ? WHERE outcome = \(Outcome.archived.rawValue) AND day =
                        (SELECT \(Rows.dayOfRow) FROM delivery WHERE row = ?)
                    """,
                arguments: [entry.revisions, row]
            )
        }

        /// Counts the parts that are added to a row on the day of that row.
        private func countParts(of entry: DeliveryEntry, in row: Int64) throws {
            if entry.parts.isEmpty { return }
            let sql = "SELECT \(Rows.dayOfRow) FROM delivery WHERE row = ?"
            guard let day = try Int.fetchOne(database, sql: sql, arguments: [row]) else { return }
            try Rows.add(entry.parts, on: day, to: database)
        }

        private func insert(_ entry: DeliveryEntry) throws -> Int64 {
            try delivery.execute(arguments: [
                entry.number, entry.time.dividedDown(by: 1_000_000), value(of: entry.path), entry.bytes, entry.modified,
                entry.digest.map { Data($0.bytes) }, entry.outcome.rawValue, entry.reason, entry.explanation,
                entry.sequence, entry.articles, entry.added.count, entry.departure.map { value(of: $0.from) },
                entry.departure?.delivery, entry.departure?.askedAt, entry.departure?.person?.user,
                entry.departure?.person?.name,
            ])
            return database.lastInsertedRowID
        }
    }

    static func add(_ count: Tally.Count, to tally: Tally, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO tally (day, outcome, count, revisions) VALUES (?, ?, ?, ?)
                ON CONFLICT (day, outcome) DO UPDATE
                SET count = count + excluded.count, revisions = revisions + excluded.revisions
                """
        ).execute(arguments: [tally.day, tally.outcome.rawValue, count.deliveries, count.revisions])
        try add(count.parts, on: tally.day, to: database)
    }

    /// Nil in a catalogue that has read nothing.
    static func mark(_ database: Database) throws -> CatalogueMark? {
        let sql = "SELECT date, number, offset, ledger_date, ledger_number, ledger_offset, line FROM mark"
        guard let row = try Row.fetchOne(database, sql: sql) else { return nil }
        // Nothing but zeros where there was no segment yet.
        let date: Int = try value(row, "date")
        let ledgerDate: Int = try value(row, "ledger_date")
        var mark = CatalogueMark(line: try value(row, "line"))
        if date != 0 { mark.archive = try position(row) }
        if ledgerDate != 0 {
            guard let day = day(ledgerDate) else { throw Unreadable() }
            let segment = SegmentName(day: day, number: try value(row, "ledger_number"), of: .deliveries)
            mark.ledger = ArchivePosition(segment: segment, offset: try value(row, "ledger_offset"))
        }
        return mark
    }

    static func moved(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT moved FROM mark") ?? 0
    }

    static func set(mark: CatalogueMark, moved: Int64, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO mark
                    (one, date, number, offset, ledger_date, ledger_number, ledger_offset, line, moved)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        let (archive, ledger) = (mark.archive, mark.ledger)
        try statement.execute(arguments: [
            archive.map { number(of: $0.segment.day) } ?? 0, archive?.segment.number ?? 0, archive?.offset ?? 0,
            ledger.map { number(of: $0.segment.day) } ?? 0, ledger?.segment.number ?? 0, ledger?.offset ?? 0,
            mark.line, moved,
        ])
    }
}

/// What is counted by day: deliveries of one outcome.
struct Tally: Hashable {
    var day: Int
    var outcome: Outcome

    /// How many there were, how many revisions they added, and what their parts came to.
    struct Count {
        var deliveries = 0
        var revisions = 0
        var parts: [PartCount] = []
    }

    init(_ delivery: DeliveryEntry) {
        let seconds = delivery.time.dividedDown(by: 1_000_000_000)
        day = CivilDate(secondsSince1970: seconds).map { Rows.number(of: $0) } ?? 0
        outcome = delivery.outcome
    }
}

extension DeliveryEntry {
    /// How many of the new articles are revisions.
    var revisions: Int {
        added.reduce(0) { $0 + ($1.isRevision ? 1 : 0) }
    }
}

extension Tally.Count {
    mutating func add(_ delivery: DeliveryEntry) {
        deliveries += 1
        revisions += delivery.revisions
        PartCount.add(delivery.parts, to: &parts)
    }
}
