import Base
import LinuxIO
import Synchronization

/// Looks at files once more some seconds after they were moved, and puts those back into the inbox that have changed.
///
/// A writer that no lease keeps away may have had a file open when it was moved, and goes on writing to it where it is
/// now. What was read of it is archived; what it has become is a delivery of its own. Beyond ``delay`` nobody looks until
/// `wiredesk verify` does.
final class SecondLooks: Sendable {
    /// A file as it was read, and where it was moved to.
    struct Moved: Sendable {
        var file: ClaimedFile
        var digest: SHA256Digest?
        /// The row of its delivery.
        var row: Int64
        /// The path beneath the state directory.
        var place: Path
    }

    /// What came of a file that has changed.
    enum Change: Equatable {
        /// It is in the inbox again, under this path.
        case putBack(from: Path, to: Path)
        /// It could not be put back, and stays where it was moved to.
        case stays(Path, SystemError)
    }

    private struct Waiting: Sendable {
        var moved: Moved
        var due: Int64
    }

    private let fileSystem: any FileSystem
    private let stateDirectory: Path
    private let waiting = Mutex<[Waiting]>([])

    /// Nanoseconds from a move to the second look.
    static let delay: Int64 = 5_000_000_000
    /// How many files wait for their look; of more, the oldest are looked at earlier.
    static let capacity = 4_096

    init(stateDirectory: Path, fileSystem: any FileSystem) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
    }

    /// The first row whose file still waits for its look; nil where none does.
    var oldestRow: Int64? { waiting.withLock { $0.lazy.map(\.moved.row).min() } }

    /// Remembers a file that was moved at `now`, in nanoseconds of the monotonic clock.
    func add(_ moved: Moved, at now: Int64) {
        guard moved.file.status.kind == .file else { return }
        var moved = moved
        // Whoever waits for the descriptor of the reading would wait for the look.
        moved.file.descriptor = nil
        waiting.withLock { [moved] in $0.append(Waiting(moved: moved, due: now + SecondLooks.delay)) }
    }

    /// Looks at the files that are due, and at those that are too many.
    ///
    /// - Parameter isLast: whether nobody will look later: then all are due.
    func look(at now: Int64, isLast: Bool = false) -> [Change] {
        let due = waiting.withLock { waiting in
            let tooMany = isLast ? waiting.count : max(0, waiting.count - SecondLooks.capacity)
            let count = max(tooMany, waiting.firstIndex { $0.due > now } ?? waiting.count)
            defer { waiting.removeFirst(count) }
            return Array(waiting.prefix(count))
        }
        guard !due.isEmpty else { return [] }
        var changes: [Change] = []
        var opened: (path: Path, folder: OpenFolder?)?
        for moved in due.map(\.moved) {
            let path = moved.place.folder
            if opened?.path != path {
                opened = (path, open(path))
            }
            guard let folder = opened?.folder, hasChanged(moved, in: folder) else { continue }
            do {
                let path = try ReturnToInbox(fileSystem: fileSystem).move(moved.file, at: moved.place, from: folder)
                changes.append(.putBack(from: moved.place, to: path))
            } catch {
                changes.append(.stays(moved.place, error))
            }
        }
        return changes
    }

    private func open(_ path: Path) -> OpenFolder? {
        do {
            return OpenFolder(try fileSystem.openRoot(stateDirectory.appending(path)))
        } catch {
            return nil
        }
    }

    /// Whether the file has other bytes than those that were read. One that has gone, or another in its place, is none of
    /// ours; other times alone change nothing.
    private func hasChanged(_ moved: Moved, in folder: OpenFolder) -> Bool {
        let read = moved.file.status
        guard let now = try? fileSystem.status(of: moved.place.name, in: folder.descriptor),
            now.identity == read.identity,
            now.kind == .file
        else { return false }
        if now.size != read.size { return true }
        guard now.modified != read.modified, let digest = moved.digest else { return false }
        do {
            let file = try fileSystem.open(moved.place.name, in: folder.descriptor, .read)
            return try SHA256Digest(of: file, size: now.size, on: fileSystem) != digest
        } catch {
            return false
        }
    }
}
