import LinuxIO

/// The folders that are the desk's alone, whatever path leads to them: by device and inode. What stands in one would be read
/// and moved round and round.
struct OwnFolders {
    /// The name of each in the state directory, or its path, by what it is.
    private var paths: [FileIdentity: Path] = [:]

    /// The state directory and its folders, as far as they are there.
    init(of stateDirectory: Path, on fileSystem: any FileSystem) {
        for name in StateDirectory.folders + [""] {
            let path = name.isEmpty ? stateDirectory : stateDirectory.appending(name)
            guard let folder = try? fileSystem.openRoot(path), let status = try? fileSystem.status(of: folder) else {
                continue
            }
            paths[status.identity] = name.isEmpty ? stateDirectory : name
        }
    }

    /// Which of them a folder is; nil for any other.
    func path(of identity: FileIdentity) -> Path? { paths[identity] }
}
