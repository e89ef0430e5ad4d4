import LinuxIO
import Operations

/// A listing of the inbox and its folders that is read a piece at a time, so that a million names need no memory.
struct InboxListing {
    /// One piece.
    enum Step {
        /// A folder was opened: it is to be watched before its names are read.
        case folder(OpenFolder)
        /// Names of one folder, and the pattern by which that folder is left alone with all that is in it.
        case entries([DirectoryEntry], in: Path, ignoredBy: NamePattern?)
        /// A folder could not be read, or lies too deep.
        case unreadable(Path, FileTrouble)
        /// All was read.
        case end
    }

    /// A folder of the inbox, open for as long as its names are read.
    final class OpenFolder: Sendable {
        let path: Path
        let pattern: NamePattern?
        let descriptor: Descriptor

        init(_ folder: PendingFolder, descriptor: consuming Descriptor) {
            path = folder.path
            pattern = folder.pattern
            self.descriptor = descriptor
        }
    }

    /// A folder that is to be read, and the pattern by which it is left alone.
    struct PendingFolder {
        var path: Path
        var pattern: NamePattern?
    }

    /// What becomes of folders that are left alone.
    enum IgnoredFolders {
        /// They are read, for what is in them to be counted, and not watched.
        case read
        case passedOver
    }

    private let inbox: InboxFolder
    private let depth: Int
    private let patterns: [NamePattern]
    private let ignoredFolders: IgnoredFolders
    private let own: OwnFolders?
    private let fileSystem: any FileSystem
    private var pending: [PendingFolder]
    private var current: OpenFolder?

    /// A listing of `folders` and of what is in them.
    ///
    /// - Parameters:
    ///   - patterns: those by which a folder is left alone.
    ///   - own: the folders of the desk, which are never read; nil where it does not matter.
    init(
        of inbox: InboxFolder,
        folders: [PendingFolder] = [PendingFolder(path: "")],
        depth: Int,
        patterns: [NamePattern] = [],
        ignoredFolders: IgnoredFolders = .passedOver,
        own: OwnFolders? = nil,
        on fileSystem: any FileSystem
    ) {
        self.inbox = inbox
        self.depth = depth
        self.patterns = patterns
        self.ignoredFolders = ignoredFolders
        self.own = own
        self.fileSystem = fileSystem
        pending = folders
    }

    /// A listing of one folder and of what is in it, folders that are left alone included.
    init(of inbox: InboxFolder, from folder: PendingFolder, _ settings: Settings, on fileSystem: any FileSystem) {
        self.init(
            of: inbox,
            folders: [folder],
            depth: settings.maxDepth,
            patterns: settings.ignore,
            ignoredFolders: .read,
            own: OwnFolders(of: settings.stateDirectory, on: fileSystem),
            on: fileSystem
        )
    }

    /// Adds a folder that has appeared since.
    mutating func add(_ folder: PendingFolder) {
        pending.append(folder)
    }

    /// Reads the next piece.
    mutating func next() -> Step {
        while true {
            if let folder = current {
                do {
                    let entries = try fileSystem.nextEntries(of: folder.descriptor).map { known($0, in: folder) }
                    if !entries.isEmpty {
                        for entry in entries where entry.kind == .directory { add(entry.name, in: folder) }
                        return .entries(entries, in: folder.path, ignoredBy: folder.pattern)
                    }
                    current = nil
                } catch {
                    current = nil
                    if folder.pattern == nil { return .unreadable(folder.path, FileTrouble(reading: error)) }
                }
            }
            guard let folder = pending.popLast() else { return .end }
            if let step = open(folder) { return step }
        }
    }

    /// Opens a folder; returns what there is to tell of that. Of one that is left alone there is nothing.
    private mutating func open(_ folder: PendingFolder) -> Step? {
        guard folder.path.components.count <= depth else {
            return folder.pattern == nil ? .unreadable(folder.path, .tooDeep(limit: depth)) : nil
        }
        do {
            let name = folder.path.isEmpty ? "." : folder.path
            let opened = OpenFolder(folder, descriptor: try fileSystem.open(name, in: inbox.descriptor, .directory))
            if let own = try own?.path(of: fileSystem.status(of: opened.descriptor).identity) {
                return .unreadable(folder.path, .own(own))
            }
            current = opened
            return folder.pattern == nil ? .folder(opened) : nil
        } catch  where error.isMissing {
            return nil
        } catch {
            return folder.pattern == nil ? .unreadable(folder.path, FileTrouble(reading: error)) : nil
        }
    }

    private mutating func add(_ name: Path, in folder: OpenFolder) {
        let pattern = folder.pattern ?? patterns.first { $0.matches(name) }
        if pattern != nil && ignoredFolders == .passedOver { return }
        pending.append(PendingFolder(path: folder.path.appending(name), pattern: pattern))
    }

    /// The entry with its kind, which some file systems do not keep with the name.
    private func known(_ entry: DirectoryEntry, in folder: OpenFolder) -> DirectoryEntry {
        guard entry.kind == .unknown, let status = try? fileSystem.status(of: entry.name, in: folder.descriptor)
        else { return entry }
        return DirectoryEntry(name: entry.name, kind: status.kind)
    }
}
