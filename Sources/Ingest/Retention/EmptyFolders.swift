import LinuxIO

/// Removes folders of the inbox that are empty, have not changed for a while, and lie beneath another folder of it: such as
/// senders make for each day or each transfer. A folder directly in the inbox is where somebody delivers to, and stays,
/// unless the desk itself has made it; so do the folders of a Maildir, and what begins with a dot, which programs keep for
/// themselves (`.stfolder` of Syncthing).
///
/// It goes over the inbox in steps. The kernel refuses to remove a folder that is not empty, whatever comes meanwhile.
struct EmptyFolders {
    private let inbox: Path
    private let fileSystem: any FileSystem
    /// Folders that are to be looked at, and those that may be removed, each behind the one that it lies in.
    private var pending: [Path] = []
    private var old: [Path] = []
    private var isUnderWay = false
    private var nextWalk: Int64 = 0

    /// Folders of a step, and those that are remembered.
    private static let atOnce = 64
    private static let mostKept = 10_000
    /// How deep folders are looked at.
    private static let depth = 64
    /// The folders of a Maildir, without which nothing can be delivered to it.
    private static let maildir: Set<Path> = ["new", "cur", "tmp"]
    /// Nanoseconds between two walks.
    private static let interval: Int64 = 3_600_000_000_000

    init(inbox: Path, fileSystem: any FileSystem) {
        self.inbox = inbox
        self.fileSystem = fileSystem
    }

    /// Does a step; returns the folders that were removed, and whether the walk goes on.
    ///
    /// - Parameter time: nanoseconds since 1970; a folder that has changed since then stays.
    mutating func run(before time: Int64) -> (removed: [Path], isUnfinished: Bool) {
        if !isUnderWay {
            guard Clock.monotonic >= nextWalk else { return ([], false) }
            isUnderWay = true
            pending = [""]
            old = []
        }
        guard let root = try? fileSystem.openRoot(inbox) else { return ([], end()) }
        for _ in 0..<Self.atOnce {
            guard let folder = pending.popLast() else { break }
            // What cannot be looked at stays.
            try? look(at: folder, in: root, before: time)
        }
        if !pending.isEmpty { return ([], true) }
        var removed: [Path] = []
        for _ in 0..<Self.atOnce {
            guard let folder = old.popLast() else { break }
            guard let above = try? fileSystem.open(folder.folder.isEmpty ? "." : folder.folder, in: root, .directory),
                let status = try? fileSystem.status(of: folder.name, in: above), status.kind == .directory,
                status.modified < time, (try? FileAttributes.removeFolder(folder.name, in: above)) != nil
            else { continue }
            removed.append(folder)
        }
        return (removed, old.isEmpty ? end() : true)
    }

    /// Ends a walk.
    private mutating func end() -> Bool {
        isUnderWay = false
        nextWalk = Clock.monotonic + Self.interval
        return false
    }

    private mutating func look(at path: Path, in root: borrowing Descriptor, before time: Int64) throws(SystemError) {
        let depth = path.components.count
        guard depth <= Self.depth, pending.count + old.count < Self.mostKept else { return }
        let folder = try fileSystem.open(path.isEmpty ? "." : path, in: root, .directory)
        let isSenders = depth == 0 || depth == 1 && MadeFolder(of: folder, on: fileSystem) == nil
        if !isSenders, try fileSystem.status(of: folder).modified < time { old.append(path) }
        var inner: Set<Path> = []
        while true {
            let entries = try fileSystem.nextEntries(of: folder)
            if entries.isEmpty { break }
            for entry in entries where entry.name.bytes.first != UInt8(ascii: ".") {
                var kind = entry.kind
                if kind == .unknown { kind = try fileSystem.status(of: entry.name, in: folder).kind }
                if kind == .directory { inner.insert(entry.name) }
            }
        }
        if Self.maildir.isSubset(of: inner) { inner.subtract(Self.maildir) }
        pending += inner.map { path.appending($0) }
    }
}
