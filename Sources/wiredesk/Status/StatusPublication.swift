import LinuxIO
import Operations

/// The folder in which a daemon publishes its status, and what it tells where the status cannot be replaced.
struct StatusPublication: Sendable, Equatable {
    let folder: Path
    /// Whether there is no room for a status.
    let isFull: Bool
    /// Nanoseconds since 1970 of the folder's last change: where the daemon cannot replace its status, of its last try.
    let changed: Int64

    /// Bytes without which no status can be written.
    private static let leastRoom: UInt64 = 64 << 10
    /// A daemon tries each second.
    private static let freshFor: Int64 = 3_000_000_000

    /// Looks at a runtime directory; nil where there is none, or it may not be looked at.
    init?(in folder: Path, _ fileSystem: any FileSystem) {
        guard let directory = try? fileSystem.openRoot(folder),
            let status = try? fileSystem.status(of: directory),
            let room = try? fileSystem.fileSystemStatus(of: directory)
        else { return nil }
        self.init(
            folder: folder,
            isFull: room.free < Self.leastRoom || room.freeFiles == 0,
            changed: status.modified
        )
    }

    init(folder: Path, isFull: Bool, changed: Int64) {
        self.folder = folder
        self.isFull = isFull
        self.changed = changed
    }

    /// What is wrong where a daemon runs and cannot tell its status; nil where it can, or shows no sign of life either.
    ///
    /// - Parameter snapshot: what the process that runs has told last; nil where it has told nothing.
    func trouble(_ snapshot: StatusSnapshot?, now: UTCTime) -> String? {
        let isTrying = now.nanoseconds.subtractingSaturated(changed) < Self.freshFor
        guard isTrying, isFull else { return nil }
        guard let snapshot else { return "it cannot tell its status, because \(cause)" }
        guard changed.subtractingSaturated(snapshot.updatedAt.nanoseconds) > Self.freshFor else { return nil }
        return "it can no longer publish its status: \(cause)"
    }

    private var cause: String {
        "the file system of \(folder.display) is full: make room there, and it publishes it again by itself"
    }
}
