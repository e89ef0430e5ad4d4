import LinuxIO

/// The folders that files are moved to: opened or made beneath the state directory, and synced after the moves.
struct TargetFolders {
    private let fileSystem: any FileSystem
    private let stateDirectory: Path
    private var folders: [Path: OpenFolder] = [:]
    /// The paths of those of them that got a number, because a file had the name of one on the way.
    private var numbered: [Path: Path] = [:]
    /// The folders as they were opened, by path.
    private var identities: [Path: FileIdentity] = [:]
    /// Folders that files were moved from or to since the last sync.
    private var touched: [OpenFolder] = []
    private var touchedFolders: Set<FileIdentity> = []

    /// Folders that are kept open at once.
    private static let openFolders = 64

    init(beneath stateDirectory: Path, on fileSystem: any FileSystem) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
    }

    // MARK: Opening

    /// Opens a folder beneath the state directory, and makes what is missing of it.
    mutating func open(_ path: Path) throws(SystemError) -> OpenFolder {
        if let folder = folders[path] { return folder }
        if folders.count >= TargetFolders.openFolders { forget() }
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
        var actual = first
        for component in components.dropFirst() {
            let (inner, name) = try openFolder(component, in: folder)
            folder = inner
            actual = actual.appending(name)
        }
        folders[path] = folder
        if actual != path { numbered[path] = actual }
        return folder
    }

    /// Opens or makes a folder; where a file has the name already, the folder gets a suffix, as a file would.
    private func openFolder(_ name: Path, in folder: OpenFolder) throws(SystemError) -> (OpenFolder, Path) {
        let free = FreeName.atRest(name)
        var number = 1
        while true {
            do {
                let name = free.attempt(number)
                return (OpenFolder(try fileSystem.openOrMakeDirectory(name, in: folder.descriptor)), name)
            } catch  where error.isNoDirectory && number < 1000 {
                number += 1
            }
        }
    }

    /// The path that a folder which was opened has got.
    func actual(_ path: Path) -> Path { numbered[path] ?? path }

    /// Forgets what was opened: somebody may have moved a folder away since, or mounted another over it, and what has the path
    /// now is what files go to.
    mutating func forget() {
        folders.removeAll()
        numbered.removeAll()
        identities.removeAll()
    }

    /// Forgets which device and inode a path had, as that of a folder which was removed.
    mutating func forget(_ path: Path) { identities[path] = nil }

    // MARK: Syncing

    /// Whether so many folders wait to be synced that no more should be kept open.
    var hasTouchedMany: Bool { touched.count >= 2 * TargetFolders.openFolders }

    /// Makes all moves durable that were made so far.
    mutating func synchronize() throws(SystemError) {
        for folder in touched { try fileSystem.synchronize(folder.descriptor) }
        touched = []
        touchedFolders = []
    }

    /// Remembers a folder that a file is put into until it is synced.
    mutating func touch(_ folder: OpenFolder, at path: Path) throws(SystemError) {
        if touchedFolders.insert(try identity(of: folder, at: path)).inserted { touched.append(folder) }
    }

    /// Remembers the folders of a move until they are synced; before there are too many, those of earlier moves are.
    mutating func touch(_ source: InboxName, _ folder: OpenFolder, at path: Path) throws(SystemError) {
        if hasTouchedMany { try synchronize() }
        try touch(folder, at: path)
        let sourcePath = StateDirectory.inbox.appending(source.file.path.folder)
        if identities[sourcePath].map({ !touchedFolders.contains($0) }) ?? true {
            try touch(try source.openFolder(), at: sourcePath)
        }
    }

    /// The device and inode of a folder, which is looked at once a batch.
    private mutating func identity(of folder: OpenFolder, at path: Path) throws(SystemError) -> FileIdentity {
        if let known = identities[path] { return known }
        let identity = try fileSystem.status(of: folder.descriptor).identity
        identities[path] = identity
        return identity
    }
}
