import Base
package import GRDB
package import LinuxIO

/// A database of SQLite that is opened for reading, and that somebody else may be writing.
///
/// A database with a write-ahead log is read through two files beside it (https://sqlite.org/wal.html, section 5). An
/// orderly stop of the daemon takes them away, and who may not write to the folder cannot make them again. Where both are
/// missing, the database file alone is whole, and is then read as one that does not change; after each question it is
/// looked at whether that was true.
package final class ReadOnlyDatabase {
    private let database: DatabaseQueue
    private let path: Path
    /// What the file was when it was opened as one that does not change; nil where it was opened in the ordinary way.
    private let stamp: FileStamp?

    /// Opens the database at `path`, an absolute path.
    ///
    /// - Parameter label: what SQLite's messages call the connection.
    package init(at path: Path, label: String, cacheSize: Int? = nil) throws {
        self.path = path
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = label
        configuration.busyMode = .timeout(5)
        if let cacheSize {
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = \(cacheSize)") }
        }
        let text = try Catalogue.text(of: path)
        do {
            database = try DatabaseQueue(path: text, configuration: configuration)
            stamp = nil
        } catch let error as DatabaseError where ReadOnlyDatabase.isForWantOfALog(error, path) {
            stamp = FileStamp(of: path)
            let uri = "file:\(ReadOnlyDatabase.uriPath(of: path))?immutable=1"
            database = try DatabaseQueue(path: uri, configuration: configuration)
        }
    }

    /// Asks the database; throws `CatalogueError` of the kind `touched` where somebody began to write it meanwhile, and this
    /// value cannot tell what they wrote.
    package func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let value: Value
        do {
            value = try database.read(body)
        } catch {
            try checkUntouched()
            throw error
        }
        try checkUntouched()
        return value
    }

    private func checkUntouched() throws(CatalogueError) {
        guard let stamp, stamp != FileStamp(of: path) || ReadOnlyDatabase.hasLog(path) else { return }
        let reason = "the daemon has started meanwhile; run the command again"
        throw CatalogueError(task: "read", path: path, reason: reason, kind: .touched)
    }

    /// Whether the database could not be opened because its log cannot be made, and there is none to be read.
    private static func isForWantOfALog(_ error: DatabaseError, _ path: Path) -> Bool {
        switch error.resultCode {
        case .SQLITE_READONLY, .SQLITE_CANTOPEN: !hasLog(path) && FileStamp(of: path) != nil
        default: false
        }
    }

    /// Whether anything may stand in a write-ahead log beside the database.
    private static func hasLog(_ path: Path) -> Bool {
        FileStamp(of: Path(Array(path.bytes) + Array("-wal".utf8))).map { $0.size > 0 } ?? false
    }

    /// The path as SQLite takes it in a URI: what may stand for something else there is percent-encoded (RFC 3986).
    private static func uriPath(of path: Path) -> String {
        var text = ""
        for byte in path.bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                text.unicodeScalars.append(UnicodeScalar(byte))
            default:
                text.unicodeScalars.append("%")
                text.unicodeScalars.append(UnicodeScalar(Hexadecimal.upperDigit(byte >> 4)))
                text.unicodeScalars.append(UnicodeScalar(Hexadecimal.upperDigit(byte & 15)))
            }
        }
        return text
    }
}
