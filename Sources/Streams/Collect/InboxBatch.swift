import Archive
import LinuxIO

/// Puts batches of records into an inbox, each as one file.
struct InboxBatch {
    let inbox: Path
    let stream: String
    let fileSystem: any FileSystem

    /// What the names of the files begin with.
    private var prefix: String { "stream-\(stream)-" }

    /// Puts a file into the inbox: written under a name that desks leave alone, synced, renamed, and the folder synced.
    ///
    /// The name says which messages of the stream are in it, so that the same batch that comes again has the same file.
    func put(_ bytes: [UInt8], from first: UInt64, to last: UInt64) throws(StreamError) {
        let name = "\(prefix)\(first)-\(last).jsonl"
        let temporary = Path(".\(name).part")
        do throws(SystemError) {
            let folder = try fileSystem.openRoot(inbox)
            try write(bytes, to: temporary, in: folder)
            // Nobody has it open any more, so that the desk reads it at once.
            try fileSystem.replace(Path(name), in: folder, with: temporary, in: folder)
            try fileSystem.synchronize(folder)
        } catch {
            throw .system(error)
        }
    }

    /// Writes a file whole, over what a crash may have left of it, syncs it and closes it.
    private func write(_ bytes: [UInt8], to name: Path, in folder: borrowing Descriptor) throws(SystemError) {
        do { try fileSystem.remove(name, in: folder) } catch  where error.isMissing {}
        let file = try fileSystem.open(name, in: folder, .create)
        try fileSystem.writeAll(bytes.span, to: file)
        try fileSystem.setPermissions(0o640, of: file)
        try fileSystem.synchronizeData(of: file)
    }

    /// How many of these files wait in the inbox.
    func waiting() throws(StreamError) -> Int {
        do throws(SystemError) {
            let names = try fileSystem.entries(of: try fileSystem.openRoot(inbox))
            return names.count { $0.name.bytes.starts(with: prefix.utf8) }
        } catch {
            throw .system(error)
        }
    }
}
