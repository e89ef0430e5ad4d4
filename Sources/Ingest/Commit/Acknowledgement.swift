import Archive
import Catalogue
import LinuxIO

/// Tells of a line whether its batch was certainly on the disk as a whole: a file leaves the inbox, or its later place, when
/// its batch is synced, and not before.
struct Acknowledgement {
    private let atRest: FilesAtRest
    private let stateDirectory: Path
    private let fileSystem: any FileSystem
    /// Nil where there is none: then nothing shows that a file has not left it.
    private let inbox: InboxFolder?

    init(stateDirectory: Path, inbox: Path, fileSystem: any FileSystem) {
        atRest = FilesAtRest(stateDirectory: stateDirectory, fileSystem: fileSystem)
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
        self.inbox = try? InboxFolder(inbox, on: fileSystem)
    }

    /// Whether the file of a record has left the inbox.
    func isGiven(_ record: Record) -> Bool {
        hasLeft(UnmovedDelivery.File(record.delivery.identity), .archived, at: record.ingestedAt)
    }

    /// Whether the file of a line of the ledger has left the inbox, or the place that the line says it has left.
    func isGiven(_ entry: LedgerEntry) -> Bool {
        let file = UnmovedDelivery.File(
            path: entry.path,
            bytes: entry.bytes,
            modified: entry.modified,
            digest: entry.digest
        )
        return switch entry.outcome {
        case .archived: hasLeft(file, .archived, at: entry.committedAt)
        case .duplicate: hasLeft(file, .duplicate, at: entry.committedAt)
        case .quarantined: hasLeft(file, .quarantined, at: entry.committedAt)
        case .ignored: hasLeft(file, .ignored, at: entry.committedAt)
        case .discarded, .putBack, .removed: entry.departure.map { hasLeft(file, $0.from) } ?? true
        }
    }

    /// Whether a file is not where it stood beneath the state directory.
    private func hasLeft(_ file: UnmovedDelivery.File, _ place: Path) -> Bool {
        guard let root = try? fileSystem.openRoot(stateDirectory.appending(place.folder)),
            let status = try? fileSystem.status(of: place.name, in: root)
        else { return true }
        return status.size != file.bytes || status.modified != file.modified
    }

    /// Whether a file is not in the inbox any more, whoever has taken it away since; or stands where it was moved, as one
    /// does that was copied to another file system and is still to be removed from the inbox.
    private func hasLeft(_ file: UnmovedDelivery.File, _ outcome: Outcome, at time: Int64) -> Bool {
        guard let inbox, let status = try? fileSystem.status(of: file.path, in: inbox.descriptor),
            status.kind == .file, status.size == file.bytes, status.modified == file.modified
        else { return true }
        return atRest.holds(file, movedBy: outcome, at: time)
    }
}
