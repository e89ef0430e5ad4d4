public import Catalogue
public import LinuxIO

import GRDB

/// A failure of the index: what was being done, in which file, and what SQLite says of it.
///
/// Nothing is lost by it: the file can be deleted at any time, and is rebuilt from the archive and the catalogue.
public struct SearchError: Error, Sendable, CustomStringConvertible {
    /// What was being done, such as `open` or `find`.
    public let task: String
    /// The database file.
    public let path: Path
    /// What SQLite says.
    public let reason: String
    public let kind: CatalogueError.Kind

    /// A failure of `task` on the index at `path`.
    public init(task: String, path: Path, reason: String, kind: CatalogueError.Kind = .unusable) {
        self.task = task
        self.path = path
        self.reason = reason
        self.kind = kind
    }

    public var description: String {
        "index \(path.display): cannot \(task): \(reason.escapedForDisplay)"
    }

    init(task: String, path: Path, _ error: any Error) {
        switch error {
        case let error as SearchError: self = error
        // It is the catalogue that suffers, not the index.
        case let error as CatalogueError: self.init(task: task, path: path, reason: "\(error)")
        default:
            let cause = CatalogueError(task: task, path: path, error)
            self.init(task: task, path: path, reason: cause.reason, kind: cause.kind)
        }
    }
}
