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
    private let isIgnored: @Sendable (Path) -> Bool
    private let fileSystem: any FileSystem
    private var pending: [Path]
    private var current: OpenFolder?

    /// A listing of `folders`, paths beneath the inbox, and of what is in them.
    ///
    /// - Parameter isIgnored: whether a folder of this name is not entered.
    init(
        of inbox: InboxFolder,
        folders: [Path] = [""],
        depth: Int,
        isIgnored: @escaping @Sendable (Path) -> Bool = { _ in false },
        on fileSystem: any FileSystem
    ) {
        self.inbox = inbox
        self.depth = depth
        self.isIgnored = isIgnored
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
                let entries = try fileSystem.nextEntries(of: folder.descriptor).map { known($0, in: folder) }
                if !entries.isEmpty {
                    for entry in entries where entry.kind == .directory && !isIgnored(entry.name) {
                        pending.append(folder.path.appending(entry.name))
                    }
                    return .entries(entries, in: folder.path)
                }
                current = nil
            } catch {
                current = nil
                return .unreadable(folder.path, InboxListing.reason(error))
            }
        }
        while let path = pending.popLast() {
            guard path.components.count <= depth else {
                return .unreadable(path, "it lies more than \(depth) folders deep (max_depth)")
            }
            do {
                let descriptor = try fileSystem.open(path.isEmpty ? "." : path, in: inbox.descriptor, .directory)
                let folder = OpenFolder(path: path, descriptor: descriptor)
                current = folder
                return .folder(folder)
            } catch  where error.isMissing {
                continue
            } catch {
                return .unreadable(path, InboxListing.reason(error))
            }
        }
        return .end
    }

    /// Why a name in the inbox could not be opened or read, in words.
    static func reason(_ error: SystemError) -> String {
        error.isOtherFileSystem
            ? "another file system is mounted there, and what is on it is left alone" : error.withoutPath
    }

    /// The entry with its kind, which some file systems do not keep with the name.
    private func known(_ entry: DirectoryEntry, in folder: OpenFolder) -> DirectoryEntry {
        guard entry.kind == .unknown, let status = try? fileSystem.status(of: entry.name, in: folder.descriptor)
        else { return entry }
        return DirectoryEntry(name: entry.name, kind: status.kind)
    }
}
