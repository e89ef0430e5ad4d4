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

    private let staging: ImportStaging
    private let inbox: InboxFolder
    private let fileSystem: any FileSystem
    /// Those whose content is not durable yet, and the bytes of their sources.
    private var staged: [Entry] = []
    private var stagedBytes: Int64 = 0
    /// Those whose names are taken in the inbox, and since when.
    private var blocked: [(entry: Entry, since: Int64)] = []
    private var folders: [Path: OpenFolder] = [:]

    /// Copies that one sync covers, and their bytes.
    static let batch = 1_000
    private static let batchBytes: Int64 = 64 << 20
    private static let foldersKept = 64

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
            if try give(entry, isWaiting) { given(entry) } else { blocked.append((entry, Clock.monotonic)) }
        }
        staged = []
        stagedBytes = 0
    }

    /// Tries again what found its name taken: the desk takes one file after the other. Removes and returns those that
    /// have found it taken since `deadline`, on the monotonic clock.
    func retry(
        before deadline: Int64,
        isWaiting: (ImportKey) -> Bool,
        given: (Entry) -> Void
    ) throws(SystemError) -> [Entry] {
        var left: [(entry: Entry, since: Int64)] = []
        var givenUp: [Entry] = []
        for (entry, since) in blocked {
            if try give(entry, isWaiting) {
                given(entry)
            } else if since < deadline {
                try staging.remove(entry.copy)
                givenUp.append(entry)
            } else {
                left.append((entry, since))
            }
        }
        blocked = left
        return givenUp
    }

    /// Renames a copy into the inbox; false where its name is taken there.
    private func give(_ entry: Entry, _ isWaiting: (ImportKey) -> Bool) throws(SystemError) -> Bool {
        if isWaiting(entry.key) { return false }
        let target = entry.file.target
        let folder = try inboxFolder(target.folder)
        do throws(SystemError) {
            try fileSystem.move(entry.copy.name, in: staging.folder.descriptor, to: target.name, in: folder.descriptor)
        } catch {
            // Somebody may have removed the folder; then it is made again.
            if error.isMissing { folders = [:] }
            guard error.isTaken || error.isMissing else { throw error }
            return false
        }
        return true
    }

    private func inboxFolder(_ path: Path) throws(SystemError) -> OpenFolder {
        if let folder = folders[path] { return folder }
        if folders.count >= ImportCopies.foldersKept { folders = [:] }
        let maker = FolderMaker(fileSystem: fileSystem)
        let folder = OpenFolder(try maker.open(path, in: inbox.descriptor, isDurable: false))
        folders[path] = folder
        return folder
    }
}
