import LinuxIO

/// Makes the folders on the way to a file in the inbox.
struct FolderMaker {
    let fileSystem: any FileSystem
    /// What is noted with the folders that are made; nil for those that are the desk's for good.
    var mark: MadeFolder?

    /// How often the way is made again from its beginning, where a part of it is removed meanwhile.
    private static let attempts = 16

    /// Opens a folder beneath another one, and makes what is missing of it. What is made belongs to whom the folder above
    /// it belongs to, with its permissions, so that the desk may read it whoever makes it.
    ///
    /// - Parameter isDurable: whether the names of what is made are on the disk when this returns.
    func open(
        _ path: Path,
        in root: borrowing Descriptor,
        isDurable: Bool = true
    ) throws(SystemError) -> Descriptor {
        for _ in 1..<Self.attempts {
            do {
                return try openOnce(path, in: root, isDurable: isDurable)
            } catch  where error.isMissing && !error.isNoDirectory {}
        }
        return try openOnce(path, in: root, isDurable: isDurable)
    }

    private func openOnce(
        _ path: Path,
        in root: borrowing Descriptor,
        isDurable: Bool
    ) throws(SystemError) -> Descriptor {
        var folder = try fileSystem.open(".", in: root, .directory)
        let isOwn = try fileSystem.status(of: root).owner == ProcessNumber.user
        for component in path.components {
            do {
                folder = try fileSystem.open(component, in: folder, .directory)
            } catch  where error.isMissing && !error.isNoDirectory {
                do {
                    try fileSystem.makeDirectory(component, in: folder)
                } catch  where error.isTaken {
                    folder = try fileSystem.open(component, in: folder, .directory)
                    continue
                }
                let above = try fileSystem.status(of: folder)
                let made = try fileSystem.open(component, in: folder, .directory)
                mark?.note(with: made, on: fileSystem)
                if ProcessNumber.user == 0 {
                    try FileAttributes.setOwner(above.owner, group: above.group, of: made)
                    try fileSystem.setPermissions(above.permissions, of: made)
                } else if !isOwn {
                    // Beneath somebody else's folder, whose access control list decides who else may write to this one.
                    try fileSystem.setPermissions(0o2770, of: made)
                }
                if isDurable { try fileSystem.synchronize(folder) }
                folder = made
            }
        }
        return folder
    }
}
