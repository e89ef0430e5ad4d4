import LinuxIO

/// Moves a file that turned out not to be what was read from where it rests back into the inbox, where it is a delivery of
/// its own.
struct ReturnToInbox {
    let fileSystem: any FileSystem

    /// Moves a file back to its name in the inbox, or to a free one beside it, and removes the page that says why it was
    /// quarantined.
    ///
    /// - Parameters:
    ///   - file: the delivery whose place it has.
    ///   - place: its path beneath the state directory.
    ///   - folder: the folder of that path.
    /// - Returns: its path beneath the inbox.
    func move(_ file: ClaimedFile, at place: Path, from folder: OpenFolder) throws(SystemError) -> Path {
        var file = file
        var name = try InboxName(file, on: fileSystem, OwnMoves())
        if name == nil {
            // The folder that it came in has gone meanwhile, as that of a member does which was put back.
            let maker = FolderMaker(fileSystem: fileSystem, mark: .putBack)
            _ = try? maker.open(file.path.folder, in: file.inbox.descriptor)
            name = try InboxName(file, on: fileSystem, OwnMoves())
        }
        if name == nil {
            // Something that is no folder has its name.
            file.path = file.path.name
            name = try InboxName(file, on: fileSystem, OwnMoves())
        }
        guard let name else { throw SystemError("renameat2", file.path, number: SystemError.missing) }
        let free = try name.putBack(place.name, from: folder)
        if place.components.first == StateDirectory.quarantine {
            do {
                try fileSystem.remove(QuarantinePage.name(of: place.name), in: folder.descriptor)
            } catch  where error.isMissing {}
        }
        return file.path.folder.appending(free)
    }
}
