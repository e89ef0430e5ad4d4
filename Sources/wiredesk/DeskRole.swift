import LinuxIO

/// What a user is to a desk, as the groups of its folders have it.
enum DeskRole {
    /// May read archive, ledger and files: a member of the group of the state directory.
    case reader
    /// May have the desk put back, throw away, withdraw and import: a member of the group that may write to the folder of
    /// notices.
    case editor

    /// The group, by name; nil where there is none for it.
    func group(of stateDirectory: Path) -> String? {
        switch self {
        case .reader:
            return status(of: stateDirectory.appending(".")).map { ProcessUser.groupName($0.group) }
        case .editor:
            let notices = status(of: stateDirectory.appending(StateDirectory.notices))
            let isOpen = notices.map { $0.permissions & 0o020 != 0 } ?? false
            return isOpen ? notices.map { ProcessUser.groupName($0.group) } : nil
        }
    }

    /// What anyone may ask of a folder who may not open it.
    private func status(of folder: Path) -> FileStatus? {
        let fileSystem = LinuxFileSystem()
        guard let place = try? fileSystem.openRoot(folder.isAbsolute ? "/" : ".") else { return nil }
        return try? fileSystem.status(of: folder, in: place)
    }

    /// What to do for want of a permission.
    func advice(in stateDirectory: Path) -> String {
        let group = group(of: stateDirectory)?.escapedForDisplay
        switch self {
        case .reader:
            return "run it with sudo, or as a member of " + (group.map { "the group \($0)" } ?? "the desk's group")
        case .editor:
            return "run it with sudo, or as " + (group.map { "a member of the group \($0)" } ?? "the desk's user")
        }
    }
}
