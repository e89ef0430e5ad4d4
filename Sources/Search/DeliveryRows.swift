import Archive
import Base
import Catalogue
import FoundationEssentials
import GRDB
import LinuxIO

/// How deliveries stand in the tables of ``SearchSchema``: not themselves, but by what they are found.
enum DeliveryRows {
    /// Adds a delivery of the catalogue.
    static func add(_ entry: CatalogueReader.Entry, to database: Database) throws {
        let insertion = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO delivery (row, at, outcome, seq, name, digest) VALUES (?, ?, ?, ?, ?, ?)"
        )
        try insertion.execute(arguments: [
            entry.row, entry.time, entry.outcome.rawValue, entry.sequence, PathBlock.hash(entry.file.path.name),
            entry.file.digest.map(number(of:)),
        ])
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO path (row, at, outcome, path) VALUES (?, ?, ?, ?)")
            .execute(arguments: [entry.row, entry.time, entry.outcome.rawValue, Data(entry.file.path.bytes)])
    }

    /// The number by which a digest is looked up: its first 8 bytes.
    static func number(of digest: SHA256Digest) -> Int64 {
        Int64(bitPattern: digest.leadingWord)
    }

    /// Makes blocks of the paths, as far as they fill some; a block ends at a row that there is not.
    static func fold(upTo last: Int64, in database: Database) throws {
        let count = try Int64.fetchOne(database, sql: "SELECT count(*) FROM path") ?? 0
        guard count >= PathBlock.size else { return }
        var block = PathBlock(first: 0)
        let rows = try Row.fetchCursor(database, sql: "SELECT row, at, outcome, path FROM path ORDER BY row")
        while let found = try rows.next() {
            let row: Int64 = try Rows.value(found, "row")
            if row != block.next || block.isFull {
                try block.write(to: database)
                block = PathBlock(first: row)
            }
            guard let outcome = Outcome(rawValue: try Rows.value(found, "outcome")) else { throw Rows.Unreadable() }
            let path: Data = try Rows.value(found, "path")
            block.add(path, outcome, at: try Rows.value(found, "at"))
        }
        try block.write(to: database)
        try database.execute(sql: "DELETE FROM path")
    }

    /// The rows up to `last` among which all stand whose times fit, as the blocks tell; nil where none can.
    static func range(
        of filter: CatalogueReader.DeliveryFilter,
        upTo last: Int64,
        in database: Database
    ) throws -> ClosedRange<Int64>? {
        var range = (first: Int64(1), last: last)
        if let since = filter.since {
            let sql = """
                SELECT min(row) FROM (
                    SELECT min(first) AS row FROM block WHERE until >= ?
                    UNION ALL SELECT min(row) FROM path WHERE at >= ?)
                """
            guard let row = try Int64.fetchOne(database, sql: sql, arguments: [since, since]) else { return nil }
            range.first = row
        }
        if let until = filter.until {
            let sql = """
                SELECT max(row) FROM (
                    SELECT max(last) AS row FROM block WHERE since < ?
                    UNION ALL SELECT max(row) FROM path WHERE at < ?)
                """
            guard let row = try Int64.fetchOne(database, sql: sql, arguments: [until, until]) else { return nil }
            range.last = min(last, row)
        }
        return range.first <= range.last ? range.first...range.last : nil
    }

    /// Whether the last delivery is the one that the catalogue has in its row. A catalogue that was rebuilt has other
    /// deliveries in its rows, unless there never were any but those that the archive tells of.
    static func belong(to catalogue: CatalogueReader, upTo last: Int64, in database: Database) throws -> Bool {
        let sql = "SELECT at, name, digest FROM delivery WHERE row = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [last]),
            let entry = try catalogue.deliveries(rows: [last]).first
        else { return false }
        let digest: Int64? = try Rows.optional(row, "digest")
        return try Rows.value(row, "at") == entry.time
            && Rows.value(row, "name") == PathBlock.hash(entry.file.path.name)
            && digest == entry.file.digest.map(number(of:))
    }

    static func removeAll(from database: Database) throws {
        for table in ["delivery", "path", "block"] { try database.execute(sql: "DELETE FROM \(table)") }
        try database.execute(sql: "UPDATE mark SET row = 0")
    }
}
