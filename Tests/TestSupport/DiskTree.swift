import LinuxIO

/// The files and folders of a model disk, as they are at one moment: in memory, or on the platter.
struct DiskTree {
    struct Node {
        var kind: FileStatus.Kind
        var permissions: UInt32
        /// Of a file.
        var content: [UInt8] = []
        /// Of a folder: which inode each name stands for.
        var entries: [Path: UInt64] = [:]
        var modified: Int64
        var changed: Int64
        /// What is noted with it.
        var note: [UInt8]?
    }

    static let root: UInt64 = 2

    var nodes: [UInt64: Node]

    init(at time: Int64) {
        nodes = [DiskTree.root: Node(kind: .directory, permissions: 0o750, modified: time, changed: time)]
    }

    /// The inode at a path from the root; nil where there is none.
    func inode(_ path: Path, from folder: UInt64 = DiskTree.root) -> UInt64? {
        var inode = folder
        for component in path.components where component != Path(".") {
            guard let next = nodes[inode]?.entries[component] else { return nil }
            inode = next
        }
        return inode
    }

    /// How many names an inode has.
    func links(to inode: UInt64) -> UInt64 {
        var count: UInt64 = 0
        for node in nodes.values { for entry in node.entries.values where entry == inode { count += 1 } }
        return count
    }

    /// Every path from the root with its inode, sorted.
    func paths() -> [(path: Path, inode: UInt64)] {
        var found: [(path: Path, inode: UInt64)] = []
        func visit(_ folder: UInt64, _ path: Path) {
            for (name, inode) in nodes[folder]?.entries ?? [:] {
                let here = path.appending(name)
                found.append((here, inode))
                if nodes[inode]?.kind == .directory { visit(inode, here) }
            }
        }
        visit(DiskTree.root, Path(""))
        return found.sorted { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
    }

    /// Does a change to names or permissions; one whose ground is not there does nothing.
    mutating func apply(_ change: MetadataChange) {
        switch change {
        case .link(let folder, let name, let inode):
            nodes[folder]?.entries[name] = inode
        case .unlink(let folder, let name, let inode):
            if nodes[folder]?.entries[name] == inode { nodes[folder]?.entries[name] = nil }
        case .rename(let rename):
            guard nodes[rename.fromFolder]?.entries[rename.fromName] == rename.inode else { return }
            nodes[rename.fromFolder]?.entries[rename.fromName] = nil
            nodes[rename.toFolder]?.entries[rename.toName] = rename.inode
        case .permissions(let inode, let permissions):
            nodes[inode]?.permissions = permissions
        }
    }

    /// Forgets what no name leads to.
    mutating func collect() {
        let reachable = Set(paths().map(\.inode)).union([DiskTree.root])
        nodes = nodes.filter { reachable.contains($0.key) }
    }
}

/// A change to the names or the attributes of files.
enum MetadataChange {
    struct Rename {
        var fromFolder: UInt64
        var fromName: Path
        var toFolder: UInt64
        var toName: Path
        var inode: UInt64
    }

    case link(folder: UInt64, name: Path, inode: UInt64)
    case unlink(folder: UInt64, name: Path, inode: UInt64)
    case rename(Rename)
    case permissions(inode: UInt64, UInt32)

    /// Whether it changes the entries of this folder.
    func isIn(folder: UInt64) -> Bool {
        switch self {
        case .link(let other, _, _), .unlink(let other, _, _): other == folder
        case .rename(let rename): rename.fromFolder == folder || rename.toFolder == folder
        case .permissions: false
        }
    }

    /// Whether it is about this inode or, for a folder, its entries.
    func involves(_ inode: UInt64) -> Bool {
        switch self {
        case .link(_, _, let other), .unlink(_, _, let other), .permissions(let other, _):
            other == inode || isIn(folder: inode)
        case .rename(let rename): rename.inode == inode || isIn(folder: inode)
        }
    }
}

/// A change to the content of a file.
enum DataChange {
    case write(offset: Int, bytes: [UInt8])
    case truncate(length: Int)

    /// How the change may stand on the disk when it was not synced.
    enum Trace {
        case whole
        /// Only so many bytes of a write.
        case torn(Int)
        /// A write whose block of this number is zeros: the length arrived and that block did not.
        case hole(Int)
        /// A write that is zeros from end to end.
        case zeros
    }

    static let blockSize = 4096

    /// How many traces other than whole there are.
    var partialTraces: Int {
        guard case .write(_, let bytes) = self, !bytes.isEmpty else { return 0 }
        return bytes.count - 1 + blocks.count + 1
    }

    private var blocks: Range<Int> {
        guard case .write(let offset, let bytes) = self, !bytes.isEmpty else { return 0..<0 }
        return offset / DataChange.blockSize..<(offset + bytes.count - 1) / DataChange.blockSize + 1
    }

    /// The trace of this number, of ``partialTraces``.
    func partialTrace(_ number: Int) -> Trace {
        guard case .write(_, let bytes) = self else { return .whole }
        if number < bytes.count - 1 { return .torn(number + 1) }
        let block = number - (bytes.count - 1)
        return block < blocks.count ? .hole(blocks.lowerBound + block) : .zeros
    }

    /// Does the change to a content.
    func apply(to content: inout [UInt8], _ trace: Trace = .whole) {
        switch self {
        case .truncate(let length):
            if length <= content.count {
                content.removeLast(content.count - length)
            } else {
                content += [UInt8](repeating: 0, count: length - content.count)
            }
        case .write(let offset, var bytes):
            switch trace {
            case .whole: break
            case .torn(let count): bytes.removeLast(bytes.count - count)
            case .zeros: bytes = [UInt8](repeating: 0, count: bytes.count)
            case .hole(let block):
                for index in bytes.indices where (offset + index) / DataChange.blockSize == block { bytes[index] = 0 }
            }
            if content.count < offset { content += [UInt8](repeating: 0, count: offset - content.count) }
            let overlap = min(bytes.count, content.count - offset)
            content.replaceSubrange(offset..<offset + overlap, with: bytes)
        }
    }
}
