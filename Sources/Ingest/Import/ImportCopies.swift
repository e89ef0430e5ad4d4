import LinuxIO

/// Copies of sources on their way to their names in the inbox.
final class ImportCopies {
    /// A copy and what it was made from.
    struct Entry {
        var file: ImportSources.File
        /// The source as it was copied.
        var status: FileStatus
        var copy: ImportStaging.Copy

        var key: ImportKey {
            ImportKey(path: file.target, bytes: copy.status.size, modified: copy.status.modified)
        }
    }

    /// A copy whose name is taken in the inbox.
    struct Blocked {
        var entry: Entry
        /// What has the name; nil where it is another file of this import, or went meanwhile.
        var obstacle: Obstacle?
        /// Since when, on the monotonic clock.
        var since: Int64
        /// Whether somebody was told of it.
        var isTold = false
    }

    /// What has the name of a copy in the inbox.
    enum Obstacle: Equatable {
        /// Another file, which the desk may take out.
        case file(Path)
        /// A folder, which nobody takes out.
        case folder(Path)

        var isFolder: Bool { if case .folder = self { true } else { false } }

        /// The reason, and for a folder what to do.
        var sentence: String {
            switch self {
            case .file(let path): "the inbox has another \(path.display), which is not taken"
            case .folder(let path): "the inbox has a folder \(path.display), which is to be renamed or removed"
            }
        }
    }

    /// What came of giving a copy its name.
    private enum Given {
        case done
        case blocked(Obstacle?)
    }

    private let staging: ImportStaging
    private let inbox: InboxFolder
    private let fileSystem: any FileSystem
    /// Those whose content is not durable yet, and the bytes of their sources.
    private var staged: [Entry] = []
    private var stagedBytes: Int64 = 0
    private var blocked: [Blocked] = []
    private var folders: [Path: OpenFolder] = [:]

    /// Copies that one sync covers, and their bytes.
    static let batch = 1_000
    private static let batchBytes: Int64 = 64 << 20
    private static let foldersKept = 64
    /// Nanoseconds that a copy waits for its name before somebody is told of it.
    private static let quietWait: Int64 = 5_000_000_000

    init(staging: ImportStaging, inbox: InboxFolder, fileSystem: any FileSystem) {
        self.staging = staging
        self.inbox = inbox
        self.fileSystem = fileSystem
    }

    /// How many have no name in the inbox yet.
    var count: Int { staged.count + blocked.count }

    /// Whether there are as many as one sync should cover.
    var isBatchFull: Bool { staged.count >= ImportCopies.batch || stagedBytes >= ImportCopies.batchBytes }

    func add(_ entry: Entry) {
        staged.append(entry)
        stagedBytes += entry.status.size
    }

    /// Forgets all of them.
    func clear() {
        staged = []
        stagedBytes = 0
        blocked = []
    }

    /// Gives the copies their names in the inbox, once their content is durable: a power cut leaves no half file there.
    ///
    /// - Parameters:
    ///   - isWaiting: whether a file of this key waits in the inbox already.
    ///   - given: told of each that has its name.
    func deliver(isWaiting: (ImportKey) -> Bool, given: (Entry) -> Void) throws(SystemError) {
        guard !staged.isEmpty else { return }
        try staging.synchronize()
        for entry in staged {
            switch try give(entry, isWaiting) {
            case .done: given(entry)
            case .blocked(let obstacle):
                blocked.append(Blocked(entry: entry, obstacle: obstacle, since: Clock.monotonic))
            }
        }
        staged = []
        stagedBytes = 0
    }

    /// Tries again what found its name taken: the desk takes one file after the other. Removes and returns those that
    /// have found it taken since `deadline`, on the monotonic clock.
    ///
    /// - Parameter waits: told once of each that has waited for longer than others mostly do, and of one that a folder is in the way of.
    func retry(
        before deadline: Int64,
        isWaiting: (ImportKey) -> Bool,
        given: (Entry) -> Void,
        waits: (Entry, Obstacle) -> Void
    ) throws(SystemError) -> [Blocked] {
        var left: [Blocked] = []
        var givenUp: [Blocked] = []
        let tellBefore = Clock.monotonic - Self.quietWait
        for var copy in blocked {
            switch try give(copy.entry, isWaiting) {
            case .done: given(copy.entry)
            case .blocked(let obstacle):
                copy.obstacle = obstacle
                if copy.since < deadline {
                    try staging.remove(copy.entry.copy)
                    givenUp.append(copy)
                    continue
                }
                if let obstacle, !copy.isTold, obstacle.isFolder || copy.since < tellBefore {
                    copy.isTold = true
                    waits(copy.entry, obstacle)
                }
                left.append(copy)
            }
        }
        blocked = left
        return givenUp
    }

    /// Renames a copy into the inbox, unless its name is taken there.
    private func give(_ entry: Entry, _ isWaiting: (ImportKey) -> Bool) throws(SystemError) -> Given {
        if isWaiting(entry.key) { return .blocked(nil) }
        let target = entry.file.target
        do throws(SystemError) {
            let folder = try inboxFolder(target.folder)
            try fileSystem.move(entry.copy.name, in: staging.folder.descriptor, to: target.name, in: folder.descriptor)
            return .done
        } catch {
            // Somebody may have removed the folder; then it is made again.
            if error.isMissing { folders = [:] }
            guard error.isTaken || error.isMissing else { throw error }
            return .blocked(try obstacle(to: target))
        }
    }

    /// What stands in the inbox under a path, or is no folder on the way to it. A folder that the desk has made and nothing
    /// is left in goes.
    private func obstacle(to target: Path) throws(SystemError) -> Obstacle? {
        var path: Path = ""
        for component in target.components {
            path = path.appending(component)
            do {
                let isFolder = try fileSystem.status(of: path, in: inbox.descriptor).kind == .directory
                if !isFolder { return .file(path) }
            } catch  where error.isMissing {
                return nil
            }
        }
        return MadeFolder.remove(target, beneath: inbox.descriptor, on: fileSystem) ? nil : .folder(target)
    }

    private func inboxFolder(_ path: Path) throws(SystemError) -> OpenFolder {
        if let folder = folders[path] { return folder }
        if folders.count >= ImportCopies.foldersKept { folders = [:] }
        let maker = FolderMaker(fileSystem: fileSystem, mark: .imported)
        let folder = OpenFolder(try maker.open(path, in: inbox.descriptor, isDurable: false))
        folders[path] = folder
        return folder
    }
}
