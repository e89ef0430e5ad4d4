import LinuxIO

/// Moves files out of the inbox once their outcome is durable. No move overwrites, and none takes away a file that is
/// not the one that was read.
///
/// A crash between the outcome and the move leaves the file in the inbox, where the next start finds it and finishes the
/// move. A folder is made durable before the first file is moved into it.
final class Disposer {
    /// A file that is to leave the inbox.
    struct File {
        var inbox: InboxFolder
        var path: Path
        /// The file as it was read; nil for what is never opened.
        var descriptor: OpenFile?
        var status: FileStatus
    }

    /// What came of a move.
    enum Result: Equatable {
        /// The file stands at this path beneath the state directory.
        case moved(Path)
        /// The name stands for something else by now, or for nothing; it is left for the watch.
        case notThere
    }

    private let fileSystem: any FileSystem
    private let stateDirectory: Path
    private var folders: [Path: OpenFolder] = [:]
    private var copies = 0
    /// Folders that files were moved from or to since the last sync.
    private var touched: [OpenFolder] = []
    private var touchedPaths: Set<Path> = []

    /// Folders that are kept open at once.
    private static let openFolders = 64

    init(stateDirectory: Path, fileSystem: any FileSystem) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
    }

    /// Moves a file to `place`/`day`/its path in the inbox.
    func move(_ file: File, to place: String, day: String) throws(SystemError) -> Result {
        guard try isThere(file) else { return .notThere }
        let path = Path(place).appending(day).appending(file.path.folder)
        let folder = try open(path)
        return try move(file, into: folder, at: path, reserving: 0) { _ throws(SystemError) in }
    }

    /// Moves a file to `quarantine`/its path in the inbox, after the page with the reason has been written beside it.
    func quarantine(_ file: File, because reason: QuarantineReason) throws(SystemError) -> Result {
        guard try isThere(file) else { return .notThere }
        let path = Path("quarantine").appending(file.path.folder)
        let folder = try open(path)
        let page = reason.json
        let suffix = ".reason.json"
        return try move(file, into: folder, at: path, reserving: suffix.utf8.count) { name throws(SystemError) in
            try write(page, as: Path(Array(name.bytes) + suffix.utf8), in: folder)
        }
    }

    /// Whether so many folders wait for their sync that they should not keep more descriptors.
    var hasTouchedMany: Bool { touched.count >= 2 * Disposer.openFolders }

    /// Makes all moves durable that were made so far.
    func synchronize() throws(SystemError) {
        for folder in touched { try fileSystem.synchronize(folder.descriptor) }
        touched = []
        touchedPaths = []
    }

    /// Remembers the folders of a move until they are synced.
    private func touch(_ file: File, _ folder: OpenFolder, at path: Path) throws(SystemError) {
        if touchedPaths.insert(path).inserted { touched.append(folder) }
        let source = Path("inbox").appending(file.path.folder)
        guard touchedPaths.insert(source).inserted else { return }
        let name: Path = file.path.folder.isEmpty ? "." : file.path.folder
        touched.append(OpenFolder(try fileSystem.open(name, in: file.inbox.descriptor, .directory)))
    }

    /// Whether the name in the inbox still stands for the file that was read.
    private func isThere(_ file: File) throws(SystemError) -> Bool {
        do {
            let now = try fileSystem.status(of: file.path, in: file.inbox.descriptor)
            return now.device == file.status.device && now.inode == file.status.inode
                && now.size == file.status.size && now.modified == file.status.modified
        } catch  where error.isMissing {
            return false
        }
    }

    private func move(
        _ file: File,
        into folder: OpenFolder,
        at path: Path,
        reserving reserved: Int,
        before: (Path) throws(SystemError) -> Void
    ) throws(SystemError) -> Result {
        let free = FreeName(name: file.path.name)
        for number in 1... {
            let name = free.attempt(number, reserving: reserved)
            if try exists(name, in: folder) { continue }
            try touch(file, folder, at: path)
            try before(name)
            do {
                try fileSystem.move(file.path, in: file.inbox.descriptor, to: name, in: folder.descriptor)
            } catch  where error.isTaken {
                continue
            } catch  where error.isMissing {
                // Either the file has gone, or the folder that it was to go to.
                folders.removeAll()
                if try isThere(file) { throw error }
                return .notThere
            } catch  where error.isOtherFileSystem {
                try copy(file, to: name, in: folder)
                return .moved(path.appending(name))
            }
            return try check(file, movedTo: name, in: folder, at: path)
        }
        return .notThere
    }

    /// What was moved decides, not what was looked at before: a name that was replaced in between goes back.
    private func check(
        _ file: File,
        movedTo name: Path,
        in folder: OpenFolder,
        at path: Path
    ) throws(SystemError) -> Result {
        let moved = try fileSystem.status(of: name, in: folder.descriptor)
        if moved.inode == file.status.inode && moved.size == file.status.size
            && moved.modified == file.status.modified
        {
            return .moved(path.appending(name))
        }
        let free = FreeName(name: file.path.name)
        for number in 1... {
            let back = file.path.folder.appending(free.attempt(number))
            do {
                try fileSystem.move(name, in: folder.descriptor, to: back, in: file.inbox.descriptor)
                break
            } catch  where error.isTaken {
                continue
            }
        }
        return .notThere
    }

    private func exists(_ name: Path, in folder: OpenFolder) throws(SystemError) -> Bool {
        do {
            _ = try fileSystem.status(of: name, in: folder.descriptor)
            return true
        } catch  where error.isMissing {
            return false
        }
    }

    /// Copies a file to another file system: complete and synced under a name of its own before it gets the name, and
    /// the name synced before the file is removed from the inbox.
    private func copy(_ file: File, to name: Path, in folder: OpenFolder) throws(SystemError) {
        guard let source = file.descriptor else {
            throw SystemError("renameat2", file.path, number: SystemError.otherFileSystem)
        }
        copies += 1
        let temporary = Path(".wiredesk-copy-\(file.status.inode)-\(copies)")
        do {
            let target = try fileSystem.open(temporary, in: folder.descriptor, .create)
            var buffer = [UInt8](repeating: 0, count: 256 * 1024)
            var offset: Int64 = 0
            while true {
                var span = buffer.mutableSpan
                let count = try fileSystem.read(source.descriptor, at: offset, into: &span)
                if count == 0 { break }
                try fileSystem.writeAll(buffer.span.extracting(0..<count), to: target)
                offset += Int64(count)
            }
            try fileSystem.synchronize(target)
            try fileSystem.move(temporary, in: folder.descriptor, to: name, in: folder.descriptor)
        } catch {
            try? fileSystem.remove(temporary, in: folder.descriptor)
            throw error
        }
        try fileSystem.synchronize(folder.descriptor)
        if try isThere(file) { try fileSystem.remove(file.path, in: file.inbox.descriptor) }
    }

    /// Writes a page whole, over one that a crash has left without its file.
    private func write(_ page: [UInt8], as name: Path, in folder: OpenFolder) throws(SystemError) {
        let temporary: Path = ".wiredesk-reason"
        do { try fileSystem.remove(temporary, in: folder.descriptor) } catch  where error.isMissing {}
        let file = try fileSystem.open(temporary, in: folder.descriptor, .create)
        try fileSystem.writeAll(page.span, to: file)
        try fileSystem.synchronizeData(of: file)
        try fileSystem.replace(name, in: folder.descriptor, with: temporary, in: folder.descriptor)
    }

    /// Opens a folder beneath the state directory, and makes what is missing of it.
    private func open(_ path: Path) throws(SystemError) -> OpenFolder {
        if let folder = folders[path] { return folder }
        if folders.count >= Disposer.openFolders { folders.removeAll() }
        let components = path.components
        guard let first = components.first else {
            return OpenFolder(try fileSystem.openRoot(stateDirectory))
        }
        // The administrator may have put each place on a disk of its own.
        var folder: OpenFolder
        do {
            folder = OpenFolder(try fileSystem.openRoot(stateDirectory.appending(first)))
        } catch  where error.isMissing {
            let root = try fileSystem.openRoot(stateDirectory)
            folder = OpenFolder(try fileSystem.openOrMakeDirectory(first, in: root))
        }
        for component in components.dropFirst() {
            folder = OpenFolder(try fileSystem.openOrMakeDirectory(component, in: folder.descriptor))
        }
        folders[path] = folder
        return folder
    }
}

/// An open folder that several hold.
final class OpenFolder: Sendable {
    let descriptor: Descriptor

    init(_ descriptor: consuming Descriptor) {
        self.descriptor = descriptor
    }
}

/// An open file that stands in a queue: it is closed, and its lease ends, when the last holder lets it go.
final class OpenFile: Sendable {
    let descriptor: Descriptor

    init(_ descriptor: consuming Descriptor) {
        self.descriptor = descriptor
    }
}
