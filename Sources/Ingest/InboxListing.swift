import LinuxIO

/// A listing of the inbox and its folders that is read a piece at a time, so that a million names need no memory.
struct InboxListing {
    /// One piece.
    enum Step {
        /// A folder was opened: it is to be watched before its names are read.
        case folder(OpenFolder)
        /// Names of one folder.
        case entries([DirectoryEntry], in: Path)
        /// A folder could not be read, or lies too deep.
        case unreadable(Path, String)
        /// All was read.
        case end
    }

    /// A folder of the inbox, open for as long as its names are read.
    final class OpenFolder: Sendable {
        let path: Path
        let descriptor: Descriptor

        init(path: Path, descriptor: consuming Descriptor) {
            self.path = path
            self.descriptor = descriptor
        }
    }

    private let inbox: InboxFolder
    private let depth: Int
    private let fileSystem: any FileSystem
    private var pending: [Path]
    private var current: OpenFolder?

    /// A listing of `folders`, paths beneath the inbox, and of what is in them.
    init(of inbox: InboxFolder, folders: [Path] = [""], depth: Int, on fileSystem: any FileSystem) {
        self.inbox = inbox
        self.depth = depth
        self.fileSystem = fileSystem
        pending = folders
    }

    /// Adds a folder that has appeared since.
    mutating func add(_ folder: Path) {
        pending.append(folder)
    }

    /// Reads the next piece.
    mutating func next() -> Step {
        if let folder = current {
            do {
                let entries = try fileSystem.nextEntries(of: folder.descriptor)
                if entries.isEmpty {
                    current = nil
                } else {
                    for entry in entries where entry.kind == .directory {
                        pending.append(folder.path.appending(entry.name))
                    }
                    return .entries(entries, in: folder.path)
                }
            } catch {
                current = nil
                return .unreadable(folder.path, error.description)
            }
        }
        guard let path = pending.popLast() else { return .end }
        let folders = path.components.count
        guard folders <= depth else {
            return .unreadable(path, "it lies more than \(depth) folders deep (max_depth)")
        }
        do {
            let descriptor = try fileSystem.open(path.isEmpty ? "." : path, in: inbox.descriptor, .directory)
            let folder = OpenFolder(path: path, descriptor: descriptor)
            current = folder
            return .folder(folder)
        } catch {
            return error.isMissing ? next() : .unreadable(path, error.description)
        }
    }
}
