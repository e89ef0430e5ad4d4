import Glibc
import LinuxIO
import Synchronization

/// A disk in memory that keeps apart what was written and what was synced, so that a test can cut its power.
///
/// ```swift
/// let disk = DiskModel()
/// disk.cutPower(.before, change: 7)
/// run(on: disk)                              // fails with EIO from the seventh change on
/// for state in disk.crashStates() {
///     check(recoveredFrom: state.reboot())   // a fresh disk, as the next boot finds it
/// }
/// ```
///
/// It stands for ext4 with `data=ordered` (see ``Ordering``): what was written and not synced may be lost, kept, torn at
/// any byte, or have blocks of zeros; changes to names that were not synced may be lost.
public final class DiskModel: FileSystem {
    /// Which unsynced changes to names and permissions a crash may take.
    public enum Ordering: Sendable {
        /// They become durable in the order in which they were made, as a journal does it: a crash keeps a prefix. A sync
        /// of a file or folder makes durable what was done to it, and everything before that.
        case journalled
        /// Each may be kept or lost by itself, as POSIX allows. Only the sync of a folder makes its entries durable.
        case unordered
    }

    /// Where a power cut comes: before the change of that number is done, or right after.
    public enum Moment: Sendable, CaseIterable {
        case before, after
    }

    struct State {
        var live: DiskTree
        var durable: DiskTree
        var metadata: [MetadataChange] = []
        var data: [UInt64: [DataChange]] = [:]
        var open: [Int32: OpenFile] = [:]
        var nextDescriptor: Int32 = 3
        var nextInode: UInt64 = 11
        var capacity: Int = 1 << 40
        var used = 0
        var changes = 0
        var cut: (moment: Moment, change: Int)?
        var isOff = false
    }

    struct OpenFile {
        var inode: UInt64
        var mode: OpenMode
        var listing: [DirectoryEntry]?
    }

    let state: Mutex<State>
    let clock: @Sendable () -> Int64
    let ordering: Ordering

    /// An empty disk. `clock` gives the times of files, in nanoseconds since 1970.
    public convenience init(
        ordering: Ordering = .journalled,
        clock: @escaping @Sendable () -> Int64 = { 1_795_342_562_113_000_000 }
    ) {
        self.init(DiskTree(at: clock()), nextInode: 11, capacity: 1 << 40, ordering: ordering, clock: clock)
    }

    init(
        _ tree: DiskTree,
        nextInode: UInt64,
        capacity: Int,
        ordering: Ordering,
        clock: @escaping @Sendable () -> Int64
    ) {
        var state = State(live: tree, durable: tree)
        state.nextInode = nextInode
        state.capacity = capacity
        state.used = tree.nodes.values.reduce(0) { $0 + $1.content.count }
        self.state = Mutex(state)
        self.ordering = ordering
        self.clock = clock
    }

    // MARK: Power

    /// How many calls have changed something, or have made it durable: what a power cut is counted in.
    public var changes: Int { state.withLock { $0.changes } }

    /// Cuts the power before or after the change of this number, counted from 1. From then on every call fails with EIO.
    public func cutPower(_ moment: Moment, change: Int) {
        state.withLock { $0.cut = (moment, change) }
    }

    /// Cuts the power now.
    public func cutPower() {
        state.withLock { $0.isOff = true }
    }

    /// Goes on as if only the program had died and not the machine: everything that was written is there, synced or not.
    public func resume() {
        state.withLock { state in
            state.isOff = false
            state.cut = nil
        }
    }

    /// Whether the power is off.
    public var isOff: Bool { state.withLock { $0.isOff } }

    // MARK: Room

    /// Bytes that the contents of all files may take; nil for as good as any number.
    public func setCapacity(_ capacity: Int?) {
        state.withLock { $0.capacity = capacity ?? 1 << 40 }
    }

    /// Bytes that the contents of all files take.
    public var used: Int { state.withLock { $0.used } }

    // MARK: What a test does behind the back of the code under test

    /// Puts a file there, with the folders on its way, durably and at once: somebody else's work.
    public func place(_ path: Path, _ content: [UInt8], modified: Int64? = nil, permissions: UInt32 = 0o640) {
        let now = clock()
        state.withLock { state in
            var node = DiskTree.Node(kind: .file, permissions: permissions, modified: modified ?? now, changed: now)
            node.content = content
            let folder = state.makeFolders(path.folder, at: now)
            if let old = state.live.nodes[folder]?.entries[path.name] {
                state.used -= state.live.nodes[old]?.content.count ?? 0
            }
            state.used += content.count
            state.put(node, path.name, in: folder)
        }
    }

    /// Makes a folder, with the folders on its way, durably and at once.
    public func placeFolder(_ path: Path) {
        let now = clock()
        state.withLock { _ = $0.makeFolders(path, at: now) }
    }

    /// Puts something there that is neither file nor folder, such as a FIFO or a symbolic link.
    public func place(_ kind: FileStatus.Kind, at path: Path) {
        let now = clock()
        state.withLock { state in
            let folder = state.makeFolders(path.folder, at: now)
            let node = DiskTree.Node(kind: kind, permissions: 0o640, modified: now, changed: now)
            state.put(node, path.name, in: folder)
        }
    }

    /// Changes a file's content where it stands, on the disk and in memory: a bad sector, a stray program.
    public func damage(_ path: Path, _ harm: (inout [UInt8]) -> Void) {
        state.withLock { state in
            guard let inode = state.live.inode(path) else { return }
            guard var content = state.live.nodes[inode]?.content else { return }
            state.used -= content.count
            harm(&content)
            state.used += content.count
            state.live.nodes[inode]?.content = content
            state.durable.nodes[inode]?.content = content
        }
    }

    /// Takes a file or an empty folder away, durably and at once.
    public func takeAway(_ path: Path) {
        state.withLock { state in
            guard let folder = state.live.inode(path.folder), let inode = state.live.inode(path) else { return }
            state.used -= state.live.nodes[inode]?.content.count ?? 0
            state.live.nodes[folder]?.entries[path.name] = nil
            state.durable.nodes[folder]?.entries[path.name] = nil
        }
    }

    /// Forgets that the file's unsynced bytes have to be written, as Linux does when writing them back failed: they stay
    /// readable until the cache is discarded, and later syncs succeed without them.
    public func loseUnsynced(of number: Int32) {
        state.withLock { state in
            guard let inode = state.open[number]?.inode else { return }
            state.data[inode] = nil
        }
    }

    // MARK: What a test looks at

    /// A file's content as programs see it; nil where there is no file.
    public func content(of path: Path) -> [UInt8]? {
        state.withLock { state in
            guard let inode = state.live.inode(path), let node = state.live.nodes[inode], node.kind == .file
            else { return nil }
            return node.content
        }
    }

    /// A file's permission bits; nil where there is none.
    public func permissions(of path: Path) -> UInt32? {
        state.withLock { state in state.live.inode(path).flatMap { state.live.nodes[$0]?.permissions } }
    }

    /// The paths of all files, sorted.
    public var files: [Path] {
        state.withLock { state in
            state.live.paths().filter { state.live.nodes[$0.inode]?.kind != .directory }.map(\.path)
        }
    }

    /// Whether everything there is has been synced.
    public var isSynced: Bool { state.withLock { $0.metadata.isEmpty && $0.data.isEmpty } }
}

extension DiskModel.State {
    /// Makes the folders of a path where they are missing, in memory and on the disk.
    mutating func makeFolders(_ path: Path, at time: Int64) -> UInt64 {
        var folder = DiskTree.root
        for name in path.components {
            if let next = live.nodes[folder]?.entries[name] {
                folder = next
                continue
            }
            let node = DiskTree.Node(kind: .directory, permissions: 0o750, modified: time, changed: time)
            folder = put(node, name, in: folder)
        }
        return folder
    }

    /// Puts a node under a name, in memory and on the disk.
    @discardableResult
    mutating func put(_ node: DiskTree.Node, _ name: Path, in folder: UInt64) -> UInt64 {
        let inode = nextInode
        nextInode += 1
        live.nodes[inode] = node
        durable.nodes[inode] = node
        live.nodes[folder]?.entries[name] = inode
        durable.nodes[folder]?.entries[name] = inode
        return inode
    }

    /// Makes durable what has been done to a file or folder.
    mutating func commit(_ inode: UInt64, ordering: DiskModel.Ordering, withAttributes: Bool) {
        for change in data.removeValue(forKey: inode) ?? [] {
            guard var content = durable.nodes[inode]?.content else { break }
            change.apply(to: &content)
            durable.nodes[inode]?.content = content
        }
        durable.nodes[inode]?.modified = live.nodes[inode]?.modified ?? 0
        durable.nodes[inode]?.note = live.nodes[inode]?.note
        switch ordering {
        case .journalled:
            let last = metadata.lastIndex { change in
                if case .permissions = change, !withAttributes { return false }
                return change.involves(inode)
            }
            guard let last else { return }
            for change in metadata[...last] { durable.apply(change) }
            metadata.removeFirst(last + 1)
        case .unordered:
            var rest: [MetadataChange] = []
            for change in metadata {
                var isCommitted = change.isIn(folder: inode)
                if case .permissions(inode, _) = change, withAttributes { isCommitted = true }
                if isCommitted { durable.apply(change) } else { rest.append(change) }
            }
            metadata = rest
        }
    }
}
