import LinuxIO

/// The name of a file that is to leave the inbox, in the folder that holds it.
///
/// The kernel follows links in the middle of a path that is given to `renameat2` or `unlinkat`. The folder is therefore
/// opened once, beneath the inbox, and every call names the file in it: whatever is put in the folder's place meanwhile
/// leads nowhere else.
struct InboxName {
    let file: ClaimedFile
    /// Nil for the inbox itself.
    private let folder: OpenFolder?
    private let fileSystem: any FileSystem
    private let ownMoves: OwnMoves

    /// Opens the folder of a file. Nil where there is no such folder any more, or a link stands in its place.
    init?(_ file: ClaimedFile, on fileSystem: any FileSystem, _ ownMoves: OwnMoves) throws(SystemError) {
        let path = file.path.folder
        do {
            folder =
                path.isEmpty
                ? nil : OpenFolder(try fileSystem.open(path, in: file.inbox.descriptor, .directory))
        } catch  where error.isMissing || error.number == SystemError.symbolicLink {
            return nil
        }
        self.file = file
        self.fileSystem = fileSystem
        self.ownMoves = ownMoves
    }

    private func inFolder<Answer: ~Copyable>(
        _ call: (borrowing Descriptor) throws(SystemError) -> Answer
    ) throws(SystemError) -> Answer {
        if let folder { try call(folder.descriptor) } else { try call(file.inbox.descriptor) }
    }

    func status() throws(SystemError) -> FileStatus {
        try inFolder { folder throws(SystemError) in try fileSystem.status(of: file.path.name, in: folder) }
    }

    /// Whether the name still stands for the file that was read, and nobody has touched it since: who overwrites it and
    /// sets its time back leaves another time of change (`st_ctime`).
    func isThere() throws(SystemError) -> Bool {
        do {
            let now = try status()
            return now.isRenamed(from: file.status)
                && (now.changed == file.status.changed || ownMoves.changed(now) == file.status.changed)
        } catch  where error.isMissing {
            return false
        }
    }

    func open() throws(SystemError) -> OpenFile {
        OpenFile(
            try inFolder { folder throws(SystemError) in try fileSystem.open(file.path.name, in: folder, .read) }
        )
    }

    /// A descriptor of the folder, which outlives this name.
    func openFolder() throws(SystemError) -> OpenFolder {
        if let folder { return folder }
        return OpenFolder(try fileSystem.open(".", in: file.inbox.descriptor, .directory))
    }

    func move(to name: Path, in target: OpenFolder) throws(SystemError) {
        try inFolder { folder throws(SystemError) in
            try fileSystem.move(file.path.name, in: folder, to: name, in: target.descriptor)
        }
    }

    /// Moves what has turned out to be another file back, under the first name that is free, which it returns.
    @discardableResult
    func putBack(_ name: Path, from target: OpenFolder) throws(SystemError) -> Path {
        let free = FreeName(name: file.path.name)
        var number = 1
        while true {
            let attempt = free.attempt(number)
            do {
                try inFolder { folder throws(SystemError) in
                    try fileSystem.move(name, in: target.descriptor, to: attempt, in: folder)
                }
                return attempt
            } catch  where error.isTaken {
                number += 1
            }
        }
    }

    /// Takes the name of the file that was read, and returns false where it stands for another by now, which stays.
    func remove() throws(SystemError) -> Bool {
        try inFolder { folder throws(SystemError) in
            try NameRemoval(fileSystem: fileSystem).remove(file.path.name, in: folder) { now in
                now.isRenamed(from: file.status)
            }
        }
    }

    /// Makes the like of a link, FIFO, socket or device under a name on another file system.
    func copyNode(to name: Path, in target: OpenFolder) throws(SystemError) {
        try inFolder { folder throws(SystemError) in
            try SpecialFile.copy(file.path.name, in: folder, to: name, in: target.descriptor)
        }
    }
}
