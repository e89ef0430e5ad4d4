import Archive
import Catalogue
import GRDB
import LinuxIO

/// The table `damaged`: lines of the archive that were no sound records when the index came to them.
enum DamagedRows {
    static let statements = """
        CREATE TABLE damaged (
            date INTEGER NOT NULL,        -- where the line stands: the segment's date and number, offset and length
            number INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            PRIMARY KEY (date, number, offset)
        ) WITHOUT ROWID;
        """

    /// The most that are looked at again.
    private static let most = 1_000

    static func add(_ position: ArchivePosition, length: Int, to database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO damaged (date, number, offset, length) VALUES (?, ?, ?, ?)",
            arguments: [Rows.number(of: position.segment.day), position.segment.number, position.offset, length]
        )
    }

    /// What is still wrong with the first of them.
    ///
    /// - Throws: `SearchError` of the kind `damaged` where one of them is sound again, as after a segment was put back from a
    ///   backup: the index lacks it.
    static func faults(
        in database: Database,
        of archive: ArchiveDirectory,
        _ path: Path
    ) throws -> [(position: ArchivePosition, fault: RecordFault)] {
        let sql = "SELECT date, number, offset, length FROM damaged ORDER BY date, number, offset LIMIT ?"
        let lines = try Row.fetchAll(database, sql: sql, arguments: [most]).map { row in
            (position: try Rows.position(row), length: try Rows.value(row, "length") as Int)
        }
        let reader = ArchiveReader(archive)
        return try lines.compactMap { line in
            do throws(ArchiveReadError) {
                _ = try reader.record(at: line.position, length: line.length)
            } catch {
                if case .damaged(let position, let fault) = error { return (position, fault) }
                return nil
            }
            let reason = "a record that was damaged is sound again, and it lacks that"
            throw SearchError(task: "open", path: path, reason: reason, kind: .damaged)
        }
    }
}
