import Foundation
import LinuxIO

extension ScratchDesk {
    /// The catalogue's file.
    public var cataloguePath: String { path + "/catalogue.sqlite" }

    /// A catalogue that could not be asked.
    public struct SQLFailure: Error {
        public let errors: String
    }

    /// Runs SQL on the catalogue as somebody else's program would, and returns the rows, a line each.
    @discardableResult
    public func sql(_ statement: String) throws -> [String] {
        let script = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            for row in database.execute(sys.argv[2]): print(row)
            database.commit()
            database.close()
            """
        let ran = try Program.run("python3", ["-c", script, cataloguePath, statement])
        guard ran.status == 0 else { throw SQLFailure(errors: ran.errors) }
        return ran.output.split(separator: "\n").map(String.init)
    }

    /// Everything that the catalogue has about articles and the deliveries that brought them, but the numbers of rows.
    public func archivedRows() throws -> [String] {
        try sql(
            """
            SELECT article.seq, hex(id), date, number, offset, length, at, path, bytes, modified, hex(sha256), outcome,
                reason, explanation, delivery.seq, articles, added
            FROM article JOIN delivery ON delivery.row = article.delivery ORDER BY article.seq
            """
        )
    }

    /// Removes the catalogue with what SQLite keeps beside it.
    public func removeCatalogue() throws {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: cataloguePath + suffix) {
            try FileManager.default.removeItem(atPath: cataloguePath + suffix)
        }
    }

    /// Drops stories of a series, by number, as files of these names.
    public func dropStories(_ numbers: some Sequence<Int>, seed: UInt64 = 3, spelling: Int = 0, prefix: String) throws {
        for number in numbers {
            let story = StoryDelivery(story: number, seed: seed, spelling: spelling + number, path: "")
            try drop(story.content, as: "\(prefix)-\(number).txt")
        }
    }
}
