import LinuxIO

/// The folders that are the desk's alone, whatever path leads to them: by device and inode. What stands in one would be read
/// and moved round and round.
struct OwnFolders {
    /// The path of each, by what it is.
    private var paths: [FileIdentity: Path] = [:]

    /// The state directory and its folders, as far as they are there.
    init(of stateDirectory: Path, on fileSystem: any FileSystem) {
        for path in StateDirectory.folders.map({ stateDirectory.appending($0) }) + [stateDirectory] {
            guard let folder = try? fileSystem.openRoot(path), let status = try? fileSystem.status(of: folder) else {
                continue
            }
            paths[status.identity] = path
        }
    }

    /// Which of them a folder is; nil for any other.
    func path(of identity: FileIdentity) -> Path? { paths[identity] }
}
