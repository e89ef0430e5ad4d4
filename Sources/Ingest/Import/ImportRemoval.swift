import Archive
import Base
import LinuxIO

/// The sources of an import that may go, because what became of them is known.
///
/// An answer is about a path, a size and a time of modification. Somebody else may have delivered other bytes under the
/// same: a source goes only where its own bytes are those that were answered.
struct ImportRemoval {
    /// What shows that the answer is about the source's bytes.
    enum Proof {
        /// They were compared before, and the source has not changed since.
        case compared
        /// They have the digest of what was answered; nil where the file went to quarantine without being read.
        case digest(SHA256Digest?)
    }

    private let inbox: InboxFolder
    private let fileSystem: any FileSystem
    private var answered: [(file: ImportSources.File, status: FileStatus, proof: Proof)] = []

    init(inbox: InboxFolder, fileSystem: any FileSystem) {
        self.inbox = inbox
        self.fileSystem = fileSystem
    }

    /// How many wait to be removed.
    var waiting: Int { answered.count }

    /// A file has its outcome; `status` is what the source was like when it was copied.
    mutating func add(_ file: ImportSources.File, _ status: FileStatus, _ proof: Proof) {
        answered.append((file, status, proof))
    }

    /// Removes the sources whose outcome is durable: the records are, and after the sync so is every place that a file
    /// was renamed to, from the staging folder to where the desk has put it.
    ///
    /// - Parameter kept: told of each that stays, and why.
    /// - Returns: how many were removed.
    mutating func remove(kept: (Path, String) -> Void) throws(SystemError) -> Int {
        guard !answered.isEmpty else { return 0 }
        try FileAttributes.synchronizeFileSystem(of: inbox.descriptor)
        var removed = 0
        for (file, status, proof) in answered {
            do throws(SystemError) {
                if let reason = try remove(file, status, proof) { kept(file.shown, reason) } else { removed += 1 }
            } catch {
                if !error.isMissing { kept(file.shown, error.reason) }
            }
        }
        answered = []
        return removed
    }

    /// Removes a source, or returns why it stays.
    private func remove(
        _ file: ImportSources.File,
        _ status: FileStatus,
        _ proof: Proof
    ) throws(SystemError) -> String? {
        let above: Path = file.path.folder.isEmpty ? "." : file.path.folder
        let folder = try fileSystem.open(above, in: file.root.folder.descriptor, .directory)
        let hasChanged = "it has changed since it was imported"
        if case .digest(let answered) = proof {
            guard let answered else {
                return "it went to quarantine without being read, so that nothing shows that the file there is this one"
            }
            let source = try fileSystem.open(file.path.name, in: folder, .read)
            guard try fileSystem.status(of: source).isUnchanged(since: status) else { return hasChanged }
            guard try SHA256Digest(of: source, size: status.size, on: fileSystem) == answered else {
                return "what was delivered under its path is another file; run the import again"
            }
        }
        guard try fileSystem.status(of: file.path.name, in: folder).isUnchanged(since: status) else {
            return hasChanged
        }
        let isRemoved = try NameRemoval(fileSystem: fileSystem).remove(file.path.name, in: folder) { now in
            now.isRenamed(from: status)
        }
        return isRemoved ? nil : hasChanged
    }
}
