import GRDB
public import LinuxIO

/// A failure of the catalogue: what was being done, in which file, and what SQLite says of it.
///
/// It never means that the archive has suffered: the file can be deleted, and is rebuilt from the archive.
public struct CatalogueError: Error, Sendable, CustomStringConvertible {
    /// What a failure asks for.
    public enum Kind: Sendable {
        /// The file is no catalogue of this version, or is damaged: it is to be rebuilt.
        case damaged
        /// Somebody has deleted, replaced or written the file: it is to be opened again and checked through.
        case touched
        /// There is no room on its disk: it can be gone on with when there is.
        case noRoom
        /// Something around it is in the way: its disk, a permission, a lock.
        case unusable
    }

    /// What was being done, such as `open` or `enter deliveries`.
    public let task: String
    /// The database file.
    public let path: Path
    /// What SQLite says.
    public let reason: String
    public let kind: Kind

    /// A failure of `task` on the database at `path`.
    public init(task: String, path: Path, reason: String, kind: Kind = .unusable) {
        self.task = task
        self.path = path
        self.reason = reason
        self.kind = kind
    }

    public var description: String {
        "catalogue \(path.display): cannot \(task): \(reason.escapedForDisplay)"
    }
}

extension CatalogueError {
    package init(task: String, path: Path, _ error: any Error) {
        switch error {
        case let error as CatalogueError:
            self = error
        case let error as DatabaseError:
            let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
            self.init(task: task, path: path, reason: reason, kind: Kind(error))
        case is RowDecodingError, is Rows.Unreadable:
            self.init(task: task, path: path, reason: "a value in it is not what it should be", kind: .damaged)
        default:
            self.init(task: task, path: path, reason: "\(error)")
        }
    }
}

extension CatalogueError.Kind {
    /// Sorts SQLite's result codes (https://sqlite.org/rescode.html).
    init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .noRoom
        // A constraint that does not hold, or a table that is not there, is damage too.
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_ERROR:
            self = .damaged
        default: self = .unusable
        }
    }
}
