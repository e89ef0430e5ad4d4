public import LinuxIO

/// The files of a collection that is to be imported, one after the other: a walk that follows nothing and waits for
/// nothing.
struct ImportSources {
    /// One file or folder that was named.
    final class Root: Sendable {
        /// The folder that was named, or the one in which the file stands that was.
        let folder: OpenFolder
        /// The file that was named; nil where a folder was.
        let single: Path?
        /// As it was named.
        let named: Path
        /// What the paths in the inbox begin with.
        let prefix: Path

        init(folder: OpenFolder, single: Path?, named: Path, prefix: Path) {
            self.folder = folder
            self.single = single
            self.named = named
            self.prefix = prefix
        }
    }

    /// A file to be imported.
    struct File {
        var root: Root
        /// Beneath the root's folder.
        var path: Path
        /// Beneath the inbox.
        var target: Path

        /// As a person would name it.
        var shown: Path { root.single == nil ? root.named.appending(path) : root.named }
    }

    /// What the walk comes to next.
    enum Step {
        case file(File)
        /// Something that is not imported, as a person would name it.
        case skipped(Path, ImportSkip)
        /// A folder that cannot be read.
        case unreadable(Path, SystemError)
        case end
    }

    private let roots: [Root]
    private let fileSystem: any FileSystem
    private let ignored: [NamePattern]
    private let depth: Int
    /// Folders of the desk itself, by device and inode.
    private let own: Set<FileIdentity>
    private var nextRoot = 0
    /// Folders that are being read, the innermost last, with the names that are left, the next one last.
    private var stack: [(path: Path, folder: OpenFolder, names: [DirectoryEntry])] = []

    /// - Parameters:
    ///   - own: folders that are never entered, such as the inbox.
    ///   - depth: how deep the inbox is read.
    init(
        _ roots: [Root],
        own: [FileStatus],
        ignored: [NamePattern],
        depth: Int,
        fileSystem: any FileSystem
    ) {
        self.roots = roots
        self.own = Set(own.map(\.identity))
        self.ignored = ignored
        self.depth = depth
        self.fileSystem = fileSystem
    }

    /// The same walk from its beginning.
    var fromTheStart: ImportSources {
        var new = self
        new.nextRoot = 0
        new.stack = []
        return new
    }

    mutating func next() -> Step {
        while true {
            if let step = nextOfStack() { return step }
            guard nextRoot < roots.count else { return .end }
            let root = roots[nextRoot]
            nextRoot += 1
            if let step = begin(root) { return step }
        }
    }

    private mutating func begin(_ root: Root) -> Step? {
        if let name = root.single {
            return step(to: DirectoryEntry(name: name, kind: .unknown), in: root.folder, at: "", of: root)
        }
        return enter(".", in: root.folder, at: "", of: root)
    }

    /// The next of the folder that is being read; nil where none is, or where there is nothing to say of it.
    private mutating func nextOfStack() -> Step? {
        while let last = stack.indices.last {
            guard let entry = stack[last].names.popLast() else {
                stack.removeLast()
                continue
            }
            let (path, folder) = (stack[last].path, stack[last].folder)
            if let step = step(to: entry, in: folder, at: path, of: roots[nextRoot - 1]) { return step }
        }
        return nil
    }

    private mutating func step(
        to entry: DirectoryEntry,
        in folder: OpenFolder,
        at path: Path,
        of root: Root
    ) -> Step? {
        let path = path.appending(entry.name)
        let shown = root.single == nil ? root.named.appending(path) : root.named
        if ignored.contains(where: { $0.matches(entry.name) }) { return .skipped(shown, .ignored) }
        var kind = entry.kind
        if kind == .unknown {
            do throws(SystemError) {
                kind = try fileSystem.status(of: entry.name, in: folder.descriptor).kind
            } catch {
                return error.isMissing ? nil : .unreadable(shown, error)
            }
        }
        switch kind {
        case .file:
            let target = root.prefix.appending(root.single == nil ? path : "")
            if target.components.count - 1 > depth { return .skipped(shown, .tooDeep) }
            return .file(File(root: root, path: path, target: target))
        case .directory: return enter(entry.name, in: folder, at: path, of: root)
        default: return .skipped(shown, .notAFile(kind))
        }
    }

    private mutating func enter(_ name: Path, in parent: OpenFolder, at path: Path, of root: Root) -> Step? {
        let shown = root.named.appending(path)
        do throws(SystemError) {
            let folder = OpenFolder(try fileSystem.open(name, in: parent.descriptor, .directory))
            let status = try fileSystem.status(of: folder.descriptor)
            if own.contains(status.identity) { return .skipped(shown, .ownFolder) }
            // In the order of their names, so that of two copies it is always the same one that is new.
            let names = try fileSystem.entries(of: folder.descriptor).sorted { first, second in
                second.name.bytes.lexicographicallyPrecedes(first.name.bytes)
            }
            stack.append((path, folder, names))
            return nil
        } catch {
            if error.isMissing { return nil }
            return error.isOtherFileSystem ? .skipped(shown, .mounted) : .unreadable(shown, error)
        }
    }
}

/// Why something in a collection is not imported.
public enum ImportSkip: Sendable, Hashable {
    case notAFile(FileStatus.Kind)
    /// Its name fits a pattern of the configuration, and the desk would leave it alone.
    case ignored
    /// It would lie deeper than the inbox is read.
    case tooDeep
    /// It is the desk's state directory or its inbox.
    case ownFolder
    /// Another file system is mounted there.
    case mounted

    /// In a few words.
    public var reason: String {
        switch self {
        case .notAFile(let kind): "\(kind.rawValue)"
        case .ignored: "name that the desk leaves alone (ignore)"
        case .tooDeep: "deeper than the inbox is read (max_depth)"
        case .ownFolder: "folder of the desk itself"
        case .mounted: "another file system, mounted there"
        }
    }

    /// In one word, for programs.
    public var code: String {
        switch self {
        case .notAFile: "not-a-file"
        case .ignored: "ignored-name"
        case .tooDeep: "too-deep"
        case .ownFolder: "own-folder"
        case .mounted: "mount"
        }
    }
}

extension ImportSources.Root {
    /// The root for a path as a person gives it. Throws ``ImportError``.
    static func named(_ path: Path, on fileSystem: any FileSystem) throws -> ImportSources.Root {
        do throws(SystemError) {
            let parts = try path.absolute().components.reduce(into: [Path]()) { parts, part in
                if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
            }
            let (folder, single) = try open(path, on: fileSystem)
            if let single, try fileSystem.status(of: single, in: folder.descriptor).kind == .symbolicLink {
                throw SystemError("open", path, number: SystemError.symbolicLink)
            }
            return ImportSources.Root(folder: folder, single: single, named: path, prefix: parts.last ?? "")
        } catch {
            throw error.number == SystemError.symbolicLink ? ImportError.link(path) : .source(path, error)
        }
    }

    /// Whether it lies in one of these folders, or is one of them.
    func isWithin(_ folders: [FileStatus], _ path: Path, on fileSystem: any FileSystem) throws(SystemError) -> Bool {
        let above: Path = path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
        return try fileSystem.isFolder(at: single == nil ? path : above, within: folders)
    }

    /// The folder that is named, or the one in which the file stands that is.
    private static func open(
        _ path: Path,
        on fileSystem: any FileSystem
    ) throws(SystemError) -> (OpenFolder, single: Path?) {
        do {
            return (OpenFolder(try fileSystem.openRoot(path)), nil)
        } catch  where error.isNoDirectory {
            let above: Path = path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
            return (OpenFolder(try fileSystem.openRoot(above)), path.name)
        }
    }
}
