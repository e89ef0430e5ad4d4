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
        do throws(SystemError) {
            let folder = try fileSystem.openRoot(inbox)
            try fileSystem.replaceFile(
                Path(name),
                by: Path(".\(name).part"),
                in: folder,
                with: bytes.span,
                permissions: 0o640,
                isDurable: true
            )
            try fileSystem.synchronize(folder)
        } catch {
            throw .system(error)
        }
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
