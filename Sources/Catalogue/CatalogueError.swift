public import LinuxIO
import GRDB

/// A failure of the catalogue: what was being done, in which file, and what SQLite says of it.
///
/// It never means that the archive has suffered: the file can be deleted, and is made anew from the archive.
public struct CatalogueError: Error, Sendable, CustomStringConvertible {
    /// What was being done, such as `open` or `enter deliveries`.
    public let task: String
    /// The database file.
    public let path: Path
    /// What SQLite says.
    public let reason: String

    /// A failure of `task` on the database at `path`.
    public init(task: String, path: Path, reason: String) {
        self.task = task
        self.path = path
        self.reason = reason
    }

    public var description: String {
        "catalogue \(path.display): cannot \(task): \(reason.escapedForDisplay)"
    }
}

extension CatalogueError {
    init(task: String, path: Path, _ error: any Error) {
        if let error = error as? CatalogueError {
            self = error
        } else if let error = error as? DatabaseError {
            self.init(task: task, path: path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
        } else {
            self.init(task: task, path: path, reason: "\(error)")
        }
    }
}
