import LinuxIO

/// By what it is recognised that a file is still the same, with nothing written to it.
struct FileStamp: Equatable {
    let identity: FileIdentity
    let size: Int64
    let modified: Int64

    /// Nil where there is no such file.
    init?(of path: Path) {
        let fileSystem = LinuxFileSystem()
        guard let folder = try? fileSystem.openRoot(path.folder),
            let status = try? fileSystem.status(of: path.name, in: folder)
        else { return nil }
        identity = status.identity
        size = status.size
        modified = status.modified
    }
}
