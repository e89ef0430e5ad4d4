public import LinuxIO

/// The folder of the files that were set aside: what stands there, and the ways out of it.
///
/// Everyone may look; whoever has the desk takes files out, because the ledger tells of it before. A file that is put back is renamed into
/// the inbox, where it is a new delivery; its page goes last, once the rename is durable. At every moment the file stands in
/// the quarantine or in the inbox.
public final class Quarantine {
    /// A file in quarantine.
    public struct File: Sendable {
        /// The path beneath the quarantine.
        public var name: Path
        public var status: FileStatus
        /// The page beside it; nil where there is none that can be read.
        public var page: QuarantinePage?
        /// Which file the page is; nil where there is none.
        public internal(set) var pageInode: UInt64?

        /// The path that it had in the inbox; without a page, the one that it has here.
        public var inboxPath: Path { page?.path ?? name }

        /// Whether a status is the one of the file as it was looked at.
        func isStill(_ now: FileStatus) -> Bool {
            now.isRenamed(from: status)
        }
    }

    /// What came of putting a file back.
    enum PutBack: Equatable {
        /// It stands in the inbox.
        case done
        /// Something waits in the inbox under this path, which is the one asked for or that of one of its folders; nothing was
        /// done.
        case taken(Path)
        /// It is no longer in quarantine.
        case gone
    }

    let root: OpenFolder
    let fileSystem: any FileSystem
    /// Called before each slice of a file that is copied.
    private let slice: FileCopy.Slice
    /// Files that were put back, and the folders that this has changed, since the last sync.
    private var pending: [File] = []
    private var touched: [Path: OpenFolder] = [:]
    private var inboxFolders: [Path: OpenFolder] = [:]
    private var copies = 0
    /// Pages that were found without their files, long after those have left.
    private var strays: [File] = []
    /// What a removal that was cut off has left aside, long ago.
    private var leftAside: [Path] = []

    /// Nanoseconds after which a page without a file is no page of a move under way.
    private static let strayAge: Int64 = 3_600_000_000_000
    /// Files of one sync.
    private static let batch = 256
    /// How deep folders are read; the inbox itself is never deeper.
    private static let depth = 300
    /// Files of one path that are looked for.
    private static let namesakes = 16
    /// Pages without files that one run clears away.
    private static let strayLimit = 10_000

    /// The quarantine of a state directory; nil where nothing was ever quarantined.
    public convenience init?(stateDirectory: Path, fileSystem: any FileSystem) throws(SystemError) {
        try self.init(stateDirectory: stateDirectory, fileSystem: fileSystem, slice: {})
    }

    init?(stateDirectory: Path, fileSystem: any FileSystem, slice: @escaping FileCopy.Slice) throws(SystemError) {
        self.fileSystem = fileSystem
        self.slice = slice
        do {
            root = OpenFolder(try fileSystem.openRoot(stateDirectory.appending(StateDirectory.quarantine)))
        } catch  where error.isMissing {
            return nil
        }
    }

    /// Goes over every file that stands there until `body` says false, in the order of the file system and in memory that
    /// does not grow with their number.
    public func forEachFile(_ body: (File) -> Bool) throws(SystemError) {
        _ = try walk(root, at: "", depth: 0, body)
    }

    /// The most files that ``count(upTo:)`` counts where it is not told otherwise.
    public static let countedAtMost = 100_000

    /// How many files stand there, by their names alone; no more than `limit`, because an answer at once is worth more than
    /// an exact one.
    public func count(upTo limit: Int = countedAtMost) throws(SystemError) -> Int {
        var folders = [root]
        var count = 0
        while let folder = folders.popLast(), count < limit {
            try fileSystem.rewind(folder.descriptor)
            while count < limit {
                let entries = try fileSystem.nextEntries(of: folder.descriptor)
                if entries.isEmpty { break }
                for entry in entries where !isOwn(entry.name) {
                    if entry.kind == .directory {
                        guard let inner = try? fileSystem.open(entry.name, in: folder.descriptor, .directory) else {
                            continue
                        }
                        folders.append(OpenFolder(inner))
                    } else {
                        // A file whose own name is that of a page counts by its page, which tells what it is.
                        let pages = Quarantine.pageSuffixes(of: entry.name)
                        if pages != 1 { count += 1 }
                    }
                }
            }
        }
        return min(count, limit)
    }

    /// How many files of this path in the inbox stand there: the first has its name, the next ones others.
    public func count(ofPath path: Path) throws(SystemError) -> Int {
        guard path.isBeneath else { return 0 }
        let names = FreeName(name: path.name)
        var count = 0
        do {
            let folder = try open(path.folder)
            for number in 1...Quarantine.namesakes {
                let name = names.attempt(number, reserving: QuarantinePage.suffix.utf8.count)
                do throws(SystemError) {
                    _ = try fileSystem.status(of: name, in: folder.descriptor)
                    count += 1
                } catch  where error.isMissing {}
            }
        } catch  where error.isMissing {}
        return count
    }

    /// The file of this path beneath the quarantine; nil where there is none.
    public func file(named name: Path) throws(SystemError) -> File? {
        guard name.isBeneath else { return nil }
        do {
            let folder = try open(name.folder)
            if try isPage(name.name, in: folder) { return nil }
            return try file(name.name, in: folder, at: name.folder)
        } catch  where error.isMissing {
            return nil
        }
    }

    /// The first bytes of a file; nil for what is no regular file.
    public func head(of file: File, limit: Int) throws(SystemError) -> [UInt8]? {
        guard file.status.kind == .file else { return nil }
        let open = try fileSystem.open(file.name, in: root.descriptor, .read)
        return try read(open, limit: limit)
    }

    /// Puts a file back into the inbox at a path, and never over another one.
    ///
    /// It is durable there, and the page removed, after ``finish()``, which every few hundred files do by themselves.
    func putBack(_ file: File, into inbox: InboxFolder, at target: Path) throws(SystemError) -> PutBack {
        let source = try open(file.name.folder)
        var folder: OpenFolder
        var isSecond = false
        while true {
            do {
                folder = try inboxFolder(target.folder, of: inbox)
                do {
                    try fileSystem.move(file.name.name, in: source.descriptor, to: target.name, in: folder.descriptor)
                } catch  where error.isOtherFileSystem && file.status.kind == .file {
                    try copy(file, from: source, to: target.name, in: folder)
                }
                break
            } catch  where error.isTaken {
                return .taken(target)
            } catch  where error.isNoDirectory {
                return .taken(noFolder(above: target, in: inbox))
            } catch  where error.isMissing {
                // What was put back into the same folder may have left it, and the folder with it.
                guard try exists(file.name.name, in: source) else { return .gone }
                // If the folder is missing again right after it was made, the inbox itself is gone.
                if isSecond { throw error }
                isSecond = true
                inboxFolders[target.folder] = nil
            }
        }
        touched[StateDirectory.inbox.appending(target.folder)] = folder
        touched[StateDirectory.quarantine.appending(file.name.folder)] = source
        try leave(file)
        return .done
    }

    /// Makes durable what was put back or thrown away, and then removes the pages.
    func finish() throws(SystemError) {
        for folder in touched.values { try fileSystem.synchronize(folder.descriptor) }
        touched = [:]
        for file in pending { try removePage(of: file) }
        pending = []
    }

    /// Clears away what earlier runs were kept from removing, as far as it was come upon: pages without their files, and what
    /// a removal has left aside.
    public func tidy() throws(SystemError) {
        for file in strays { try removePage(of: file) }
        let removal = NameRemoval(fileSystem: fileSystem)
        for path in leftAside { try removal.putBackLeft(path.name, in: try open(path.folder).descriptor) }
        strays = []
        leftAside = []
    }

    /// Throws a file away, and its page after it; returns whether it was still there.
    ///
    /// It is durable, and the page removed, after ``finish()``, which every few hundred files do by themselves.
    func discard(_ file: File) throws(SystemError) -> Bool {
        let folder = try open(file.name.folder)
        let removal = NameRemoval(fileSystem: fileSystem)
        guard try removal.remove(file.name.name, in: folder.descriptor, ifIt: file.isStill) else { return false }
        touched[StateDirectory.quarantine.appending(file.name.folder)] = folder
        try leave(file)
        return true
    }

    /// Notes that a file has left, so that ``finish()`` removes its page.
    private func leave(_ file: File) throws(SystemError) {
        pending.append(file)
        if pending.count >= Quarantine.batch { try finish() }
    }

    /// Takes it that a file has left, and clears away what a run that was cut off has left of it.
    ///
    /// - Parameters:
    ///   - pageInode: which file its page was.
    ///   - isIt: whether a status is that of the file.
    func clear(_ name: Path, pageInode: UInt64?, ifIt isIt: (FileStatus) -> Bool) throws(SystemError) {
        do {
            let folder = try open(name.folder)
            let removal = NameRemoval(fileSystem: fileSystem)
            try removal.removeLeft(name.name, in: folder.descriptor, ifIt: isIt)
            touched[StateDirectory.quarantine.appending(name.folder)] = folder
            guard let inode = pageInode else { return }
            let page = QuarantinePage.name(of: name.name)
            try removal.removeLeft(page, in: folder.descriptor) { $0.inode == inode }
            _ = try removal.remove(page, in: folder.descriptor) { $0.inode == inode }
        } catch  where error.isMissing {}
    }

    /// What stands in the inbox at a path, or in place of one of its folders, such as the delivery that the file was a member
    /// of, sent again; nil where the path is free. Its folders are made where they are missing.
    func obstacle(to target: Path, in inbox: InboxFolder) throws(SystemError) -> Path? {
        do {
            return try exists(target.name, in: try inboxFolder(target.folder, of: inbox)) ? target : nil
        } catch  where error.isNoDirectory {
            return noFolder(above: target, in: inbox)
        }
    }

    /// The first of the paths above one that is not a folder.
    private func noFolder(above target: Path, in inbox: InboxFolder) -> Path {
        var path = Path("")
        for component in target.folder.components {
            path = path.appending(component)
            let status = try? fileSystem.status(of: path, in: inbox.descriptor)
            if let status, status.kind != .directory { return path }
        }
        return target
    }

    private func walk(
        _ folder: OpenFolder,
        at path: Path,
        depth: Int,
        _ found: (File) -> Bool
    ) throws(SystemError) -> Bool {
        try fileSystem.rewind(folder.descriptor)
        while true {
            let entries = try fileSystem.nextEntries(of: folder.descriptor)
            if entries.isEmpty { return true }
            for entry in entries {
                if isOwn(entry.name) {
                    try noteAside(entry.name, in: folder, at: path)
                    continue
                }
                do {
                    if try !look(at: entry.name, in: folder, at: path, depth: depth, found) { return false }
                } catch  where error.isMissing {
                    // It has left since the folder was listed.
                }
            }
        }
    }

    /// Notes what a removal has put aside, unless it is one that may be under way.
    private func noteAside(_ name: Path, in folder: OpenFolder, at path: Path) throws(SystemError) {
        guard NameRemoval.original(of: name) != nil, leftAside.count < Quarantine.strayLimit else { return }
        do {
            let changed = try fileSystem.status(of: name, in: folder.descriptor).changed
            if isLongAgo(changed) { leftAside.append(path.appending(name)) }
        } catch  where error.isMissing {}
    }

    private func isLongAgo(_ changed: Int64) -> Bool {
        Clock.now.subtractingSaturated(changed) > Quarantine.strayAge
    }

    private func look(
        at entry: Path,
        in folder: OpenFolder,
        at path: Path,
        depth: Int,
        _ found: (File) -> Bool
    ) throws(SystemError) -> Bool {
        let status = try fileSystem.status(of: entry, in: folder.descriptor)
        if status.kind == .directory {
            guard depth < Quarantine.depth else { return true }
            let inner = OpenFolder(try fileSystem.open(entry, in: folder.descriptor, .directory))
            return try walk(inner, at: path.appending(entry), depth: depth + 1, found)
        } else if try !isPage(entry, in: folder) {
            return found(try file(entry, in: folder, at: path))
        } else if isLongAgo(status.changed), strays.count < Quarantine.strayLimit {
            let name = Path(entry.bytes.dropLast(QuarantinePage.suffix.utf8.count))
            if try exists(name, in: folder) { return true }
            strays.append(File(name: path.appending(name), status: status, pageInode: status.inode))
        }
        return true
    }

    private func file(_ name: Path, in folder: OpenFolder, at path: Path) throws(SystemError) -> File {
        var file = File(
            name: path.appending(name),
            status: try fileSystem.status(of: name, in: folder.descriptor)
        )
        if let found = try QuarantinePage.read(beside: name, in: folder.descriptor, on: fileSystem) {
            file.page = found.page
            file.pageInode = found.inode
        }
        return file
    }

    private func exists(_ name: Path, in folder: OpenFolder) throws(SystemError) -> Bool {
        do {
            _ = try fileSystem.status(of: name, in: folder.descriptor)
            return true
        } catch  where error.isMissing {
            return false
        }
    }

    /// Whether a name is that of a page: every file in quarantine has a page, a page has none.
    private func isPage(_ name: Path, in folder: OpenFolder) throws(SystemError) -> Bool {
        guard Quarantine.pageSuffixes(of: name) > 0 else { return false }
        let page = QuarantinePage.name(of: name)
        if page.bytes.count > FreeName.longest { return true }
        return try !exists(page, in: folder)
    }

    /// How often a name ends as that of a page does.
    private static func pageSuffixes(of name: Path) -> Int {
        var rest = name.bytes
        var count = 0
        while rest.count > QuarantinePage.suffix.utf8.count, rest.ends(with: QuarantinePage.suffix.utf8) {
            rest = rest.dropLast(QuarantinePage.suffix.utf8.count)
            count += 1
        }
        return count
    }

    /// Whether a name is one that the desk itself gives to what is not finished.
    private func isOwn(_ name: Path) -> Bool {
        name.bytes.starts(with: FreeName.ownPrefix.utf8)
    }

    /// Removes the page of a file that has left. The daemon may have quarantined the file again by now: its new page,
    /// which is another one, stays.
    private func removePage(of file: File) throws(SystemError) {
        guard let inode = file.pageInode else { return }
        let folder = try open(file.name.folder)
        let page = QuarantinePage.name(of: file.name.name)
        _ = try NameRemoval(fileSystem: fileSystem).remove(page, in: folder.descriptor) { $0.inode == inode }
    }

    /// Copies a file into an inbox on another file system: whole and synced under a name that the watch leaves alone,
    /// then renamed; the name is synced before the file leaves the quarantine.
    private func copy(_ file: File, from source: OpenFolder, to name: Path, in folder: OpenFolder) throws(SystemError) {
        copies += 1
        let temporary = Path(".wiredesk-retry-\(file.status.inode)-\(copies)")
        let content = try fileSystem.open(file.name.name, in: source.descriptor, .read)
        let copy = FileCopy(fileSystem: fileSystem, slice: slice)
        try copy.write(content, as: temporary, in: folder.descriptor, isDurable: true)
        do {
            try fileSystem.move(temporary, in: folder.descriptor, to: name, in: folder.descriptor)
        } catch {
            try? fileSystem.remove(temporary, in: folder.descriptor)
            throw error
        }
        try fileSystem.synchronize(folder.descriptor)
        _ = try NameRemoval(fileSystem: fileSystem)
            .remove(file.name.name, in: source.descriptor, ifIt: file.isStill)
    }

    /// Opens a folder of the inbox, and makes what is missing of it.
    private func inboxFolder(_ path: Path, of inbox: InboxFolder) throws(SystemError) -> OpenFolder {
        if let folder = inboxFolders[path] { return folder }
        if inboxFolders.count >= 64 { inboxFolders = [:] }
        let maker = FolderMaker(fileSystem: fileSystem, mark: .putBack)
        let folder = OpenFolder(try maker.open(path, in: inbox.descriptor))
        inboxFolders[path] = folder
        return folder
    }

    private func open(_ folder: Path) throws(SystemError) -> OpenFolder {
        if folder.isEmpty { return root }
        return OpenFolder(try fileSystem.open(folder, in: root.descriptor, .directory))
    }

    private func read(_ file: borrowing Descriptor, limit: Int) throws(SystemError) -> [UInt8] {
        let size = Int(clamping: try fileSystem.status(of: file).size)
        var bytes = [UInt8](repeating: 0, count: min(limit, size))
        var span = bytes.mutableSpan
        let count = try fileSystem.readFully(file, at: 0, into: &span)
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}

extension Sequence where Element == UInt8 {
    fileprivate func ends(with suffix: some Sequence<UInt8>) -> Bool {
        reversed().starts(with: suffix.reversed())
    }
}
