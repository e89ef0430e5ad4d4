import LinuxIO

/// The sources of an import that may go, because what became of them is known.
struct ImportRemoval {
    private let inbox: InboxFolder
    private let fileSystem: any FileSystem
    private var answered: [(file: ImportSources.File, status: FileStatus)] = []

    init(inbox: InboxFolder, fileSystem: any FileSystem) {
        self.inbox = inbox
        self.fileSystem = fileSystem
    }

    /// How many wait to be removed.
    var waiting: Int { answered.count }

    /// A file has its outcome; `status` is what the source was like when it was copied.
    mutating func add(_ file: ImportSources.File, _ status: FileStatus) {
        answered.append((file, status))
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
        for (file, status) in answered {
            do throws(SystemError) {
                if try remove(file, status) {
                    removed += 1
                } else {
                    kept(file.shown, "it has changed since it was imported")
                }
            } catch {
                if !error.isMissing { kept(file.shown, error.reason) }
            }
        }
        answered = []
        return removed
    }

    private func remove(_ file: ImportSources.File, _ status: FileStatus) throws(SystemError) -> Bool {
        let above: Path = file.path.folder.isEmpty ? "." : file.path.folder
        let folder = try fileSystem.open(above, in: file.root.folder.descriptor, .directory)
        guard try fileSystem.status(of: file.path.name, in: folder).isUnchanged(since: status) else { return false }
        try fileSystem.remove(file.path.name, in: folder)
        return true
    }
}
