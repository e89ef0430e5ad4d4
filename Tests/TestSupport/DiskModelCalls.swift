import Glibc
import LinuxIO
import Synchronization

/// The calls of the seam, done to the model.
extension DiskModel {
    /// Does a call that changes nothing.
    func look<Value>(
        _ call: String,
        _ body: (inout State) throws(SystemError) -> sending Value
    ) throws(SystemError) -> sending Value {
        try state.withLock { state throws(SystemError) in
            if state.isOff { throw SystemError(call, number: EIO) }
            return try body(&state)
        }
    }

    /// Does a call that changes something or makes it durable; the power may be cut before or after it.
    func change<Value>(
        _ call: String,
        _ body: (inout State) throws(SystemError) -> sending Value
    ) throws(SystemError) -> sending Value {
        try state.withLock { state throws(SystemError) in
            if state.isOff { throw SystemError(call, number: EIO) }
            state.changes += 1
            let isNow = state.cut?.change == state.changes
            if isNow, state.cut?.moment == .before {
                state.isOff = true
                throw SystemError(call, number: EIO)
            }
            // A call that fails is a moment like any other.
            if isNow { state.isOff = true }
            let value = try body(&state)
            if isNow { throw SystemError(call, number: EIO) }
            return value
        }
    }

    public func openRoot(_ path: Path) throws(SystemError) -> Descriptor {
        let number = try look("open") { state throws(SystemError) in
            guard let inode = state.live.inode(path) else { throw SystemError("open", path, number: ENOENT) }
            return try state.open(inode, path, .directory)
        }
        return Descriptor(owning: number, of: self)
    }

    public func open(
        _ path: Path,
        in directory: borrowing Descriptor,
        _ mode: OpenMode
    ) throws(SystemError) -> Descriptor {
        let folder = directory.number
        let now = clock()
        let number =
            if mode == .create {
                try change("openat2") { state throws(SystemError) in
                    let parent = try state.folder(of: path, from: folder, "openat2")
                    guard state.live.nodes[parent]?.entries[path.name] == nil else {
                        throw SystemError("openat2", path, number: EEXIST)
                    }
                    let inode = try state.make(.file, path, in: parent, permissions: 0o640, at: now)
                    return try state.open(inode, path, .create)
                }
            } else {
                try look("openat2") { state throws(SystemError) in
                    let start = try state.inode(of: folder, "openat2")
                    guard !path.components.contains(Path("..")) else {
                        throw SystemError("openat2", path, number: EXDEV)
                    }
                    guard let inode = state.live.inode(path, from: start) else {
                        throw SystemError("openat2", path, number: ENOENT)
                    }
                    return try state.open(inode, path, mode)
                }
            }
        return Descriptor(owning: number, of: self)
    }

    public func close(_ number: Int32) {
        state.withLock { $0.open[number] = nil }
    }

    public func status(of file: borrowing Descriptor) throws(SystemError) -> FileStatus {
        let number = file.number
        return try look("fstat") { state throws(SystemError) in
            state.status(try state.inode(of: number, "fstat"))
        }
    }

    public func status(of path: Path, in directory: borrowing Descriptor) throws(SystemError) -> FileStatus {
        let number = directory.number
        return try look("fstatat") { state throws(SystemError) in
            let folder = path.bytes.first == 0x2F ? DiskTree.root : try state.inode(of: number, "fstatat")
            guard let inode = state.live.inode(path, from: folder) else {
                throw SystemError("fstatat", path, number: ENOENT)
            }
            return state.status(inode)
        }
    }

    public func fileSystemStatus(of file: borrowing Descriptor) throws(SystemError) -> FileSystemStatus {
        try look("fstatfs") { state throws(SystemError) in
            FileSystemStatus(
                type: 0xEF53,
                free: UInt64(max(0, state.capacity - state.used)),
                total: UInt64(state.capacity)
            )
        }
    }

    public func read(
        _ file: borrowing Descriptor,
        at offset: Int64,
        into buffer: inout MutableSpan<UInt8>
    ) throws(SystemError) -> Int {
        let number = file.number
        let capacity = buffer.count
        let bytes = try look("pread") { state throws(SystemError) in
            let inode = try state.inode(of: number, "pread")
            guard let node = state.live.nodes[inode], node.kind == .file else {
                throw SystemError("pread", number: EISDIR)
            }
            let start = min(Int(offset), node.content.count)
            return Array(node.content[start..<min(node.content.count, start + capacity)])
        }
        for index in bytes.indices { buffer[index] = bytes[index] }
        return bytes.count
    }

    public func write(_ bytes: Span<UInt8>, to file: borrowing Descriptor) throws(SystemError) -> Int {
        let number = file.number
        let now = clock()
        var given: [UInt8] = []
        given.reserveCapacity(bytes.count)
        for index in bytes.indices { given.append(bytes[index]) }
        return try change("write") { state throws(SystemError) in
            guard let open = state.open[number], open.mode == .append || open.mode == .create else {
                throw SystemError("write", number: EBADF)
            }
            let count = min(given.count, max(0, state.capacity - state.used))
            if count == 0, !given.isEmpty { throw SystemError("write", number: ENOSPC) }
            let offset = state.live.nodes[open.inode]?.content.count ?? 0
            let change = DataChange.write(offset: offset, bytes: Array(given.prefix(count)))
            state.do(change, to: open.inode, at: now)
            return count
        }
    }

    public func synchronizeData(of file: borrowing Descriptor) throws(SystemError) {
        let number = file.number
        try change("fdatasync") { state throws(SystemError) in
            let inode = try state.inode(of: number, "fdatasync")
            state.commit(inode, ordering: ordering, withAttributes: false)
        }
    }

    public func synchronize(_ file: borrowing Descriptor) throws(SystemError) {
        let number = file.number
        try change("fsync") { state throws(SystemError) in
            let inode = try state.inode(of: number, "fsync")
            state.commit(inode, ordering: ordering, withAttributes: true)
        }
    }

    public func discardCache(of file: borrowing Descriptor) throws(SystemError) {
        let number = file.number
        try look("posix_fadvise") { state throws(SystemError) in
            let inode = try state.inode(of: number, "posix_fadvise")
            guard state.data[inode] == nil, let durable = state.durable.nodes[inode]?.content else { return }
            state.used += durable.count - (state.live.nodes[inode]?.content.count ?? 0)
            state.live.nodes[inode]?.content = durable
        }
    }

    public func truncate(_ file: borrowing Descriptor, to length: Int64) throws(SystemError) {
        let number = file.number
        let now = clock()
        try change("ftruncate") { state throws(SystemError) in
            guard let open = state.open[number], open.mode == .append || open.mode == .create else {
                throw SystemError("ftruncate", number: EINVAL)
            }
            state.do(.truncate(length: Int(length)), to: open.inode, at: now)
        }
    }

    public func setPermissions(_ permissions: UInt32, of file: borrowing Descriptor) throws(SystemError) {
        let number = file.number
        try change("fchmod") { state throws(SystemError) in
            let inode = try state.inode(of: number, "fchmod")
            state.do(.permissions(inode: inode, permissions))
        }
    }

    public func setModified(_ modified: Int64, of file: borrowing Descriptor) throws(SystemError) {
        let number = file.number
        try change("futimens") { state throws(SystemError) in
            let inode = try state.inode(of: number, "futimens")
            state.live.nodes[inode]?.modified = modified
        }
    }

    public func dataExtent(of file: borrowing Descriptor, from offset: Int64) throws(SystemError) -> Range<Int64>? {
        let size = try status(of: file).size
        return offset < size ? offset..<size : nil
    }

    public func makeDirectory(_ path: Path, in directory: borrowing Descriptor) throws(SystemError) {
        let number = directory.number
        let now = clock()
        try change("mkdirat") { state throws(SystemError) in
            let parent = try state.folder(of: path, from: number, "mkdirat")
            guard state.live.nodes[parent]?.entries[path.name] == nil else {
                throw SystemError("mkdirat", path, number: EEXIST)
            }
            _ = try state.make(.directory, path, in: parent, permissions: 0o750, at: now)
        }
    }

    public func move(
        _ source: Path,
        in sourceDirectory: borrowing Descriptor,
        to target: Path,
        in targetDirectory: borrowing Descriptor
    ) throws(SystemError) {
        let (from, to) = (sourceDirectory.number, targetDirectory.number)
        try change("renameat2") { state throws(SystemError) in
            try state.rename(source, from, target, to, "renameat2", replacing: false)
        }
    }

    public func replace(
        _ target: Path,
        in targetDirectory: borrowing Descriptor,
        with source: Path,
        in sourceDirectory: borrowing Descriptor
    ) throws(SystemError) {
        let (from, to) = (sourceDirectory.number, targetDirectory.number)
        try change("renameat") { state throws(SystemError) in
            try state.rename(source, from, target, to, "renameat", replacing: true)
        }
    }

    public func remove(_ path: Path, in directory: borrowing Descriptor) throws(SystemError) {
        let number = directory.number
        try change("unlinkat") { state throws(SystemError) in
            let parent = try state.folder(of: path, from: number, "unlinkat")
            guard let inode = state.live.nodes[parent]?.entries[path.name] else {
                throw SystemError("unlinkat", path, number: ENOENT)
            }
            guard state.live.nodes[inode]?.kind != .directory else {
                throw SystemError("unlinkat", path, number: EISDIR)
            }
            state.do(.unlink(folder: parent, name: path.name, inode: inode))
            if state.live.links(to: inode) == 0 { state.used -= state.live.nodes[inode]?.content.count ?? 0 }
        }
    }

    public func nextEntries(of directory: borrowing Descriptor) throws(SystemError) -> [DirectoryEntry] {
        let number = directory.number
        return try look("getdents64") { state throws(SystemError) in
            let inode = try state.inode(of: number, "getdents64")
            guard let node = state.live.nodes[inode], node.kind == .directory else {
                throw SystemError("getdents64", number: ENOTDIR)
            }
            // Neither sorted nor in order of creation, and only a few at a time, as a real file system gives them.
            var listing =
                state.open[number]?.listing
                ?? node.entries
                .sorted { ($0.value &* 0x9E37_79B9_7F4A_7C15) < ($1.value &* 0x9E37_79B9_7F4A_7C15) }
                .map { DirectoryEntry(name: $0.key, kind: state.live.nodes[$0.value]?.kind ?? .unknown) }
            let next = Array(listing.prefix(64))
            listing.removeFirst(next.count)
            state.open[number]?.listing = listing
            return next
        }
    }

    public func rewind(_ directory: borrowing Descriptor) throws(SystemError) {
        let number = directory.number
        try look("lseek") { state throws(SystemError) in
            state.open[number]?.listing = nil
        }
    }
}

extension DiskModel.State {
    func inode(of number: Int32, _ call: String) throws(SystemError) -> UInt64 {
        guard let file = open[number] else { throw SystemError(call, number: EBADF) }
        return file.inode
    }

    /// The folder in which a path's last component stands.
    func folder(of path: Path, from number: Int32, _ call: String) throws(SystemError) -> UInt64 {
        let start = try inode(of: number, call)
        guard !path.isEmpty, let folder = live.inode(path.folder, from: start) else {
            throw SystemError(call, path, number: ENOENT)
        }
        guard live.nodes[folder]?.kind == .directory else { throw SystemError(call, path, number: ENOTDIR) }
        return folder
    }

    mutating func open(_ inode: UInt64, _ path: Path, _ mode: OpenMode) throws(SystemError) -> Int32 {
        guard let node = live.nodes[inode] else { throw SystemError("openat2", path, number: ENOENT) }
        switch mode {
        case .directory where node.kind != .directory: throw SystemError("openat2", path, number: ENOTDIR)
        case _ where node.kind == .symbolicLink: throw SystemError("openat2", path, number: ELOOP)
        case _ where node.kind == .socket: throw SystemError("openat2", path, number: ENXIO)
        case .append where node.kind == .directory: throw SystemError("openat2", path, number: EISDIR)
        case .append where node.permissions & 0o200 == 0: throw SystemError("openat2", path, number: EACCES)
        case .read where node.permissions & 0o400 == 0, .readOwn where node.permissions & 0o400 == 0:
            throw SystemError("openat2", path, number: EACCES)
        default: break
        }
        let number = nextDescriptor
        nextDescriptor += 1
        open[number] = DiskModel.OpenFile(inode: inode, mode: mode)
        return number
    }

    func status(_ inode: UInt64) -> FileStatus {
        let node = live.nodes[inode] ?? DiskTree.Node(kind: .unknown, permissions: 0, modified: 0, changed: 0)
        let blocks = (node.content.count + DataChange.blockSize - 1) / DataChange.blockSize
        return FileStatus(
            device: 1,
            inode: inode,
            links: node.kind == .directory ? 2 : live.links(to: inode),
            kind: node.kind,
            permissions: node.permissions,
            owner: 1000,
            size: Int64(node.content.count),
            allocated: Int64(blocks * DataChange.blockSize),
            modified: node.modified,
            changed: node.changed
        )
    }

    mutating func make(
        _ kind: FileStatus.Kind,
        _ path: Path,
        in folder: UInt64,
        permissions: UInt32,
        at time: Int64
    ) throws(SystemError) -> UInt64 {
        if used >= capacity {
            throw SystemError(kind == .file ? "openat2" : "mkdirat", path, number: ENOSPC)
        }
        let inode = nextInode
        nextInode += 1
        let node = DiskTree.Node(kind: kind, permissions: permissions, modified: time, changed: time)
        live.nodes[inode] = node
        durable.nodes[inode] = node
        self.do(.link(folder: folder, name: path.name, inode: inode))
        return inode
    }

    mutating func rename(
        _ source: Path,
        _ from: Int32,
        _ target: Path,
        _ to: Int32,
        _ call: String,
        replacing: Bool
    ) throws(SystemError) {
        let fromFolder = try folder(of: source, from: from, call)
        let toFolder = try folder(of: target, from: to, call)
        guard let inode = live.nodes[fromFolder]?.entries[source.name] else {
            throw SystemError(call, source, number: ENOENT)
        }
        if let old = live.nodes[toFolder]?.entries[target.name] {
            guard replacing else { throw SystemError(call, source, number: EEXIST) }
            if live.nodes[old]?.kind == .directory { throw SystemError(call, source, number: EISDIR) }
            if old != inode, live.links(to: old) == 1 { used -= live.nodes[old]?.content.count ?? 0 }
        }
        self.do(
            .rename(
                MetadataChange.Rename(
                    fromFolder: fromFolder,
                    fromName: source.name,
                    toFolder: toFolder,
                    toName: target.name,
                    inode: inode
                )
            )
        )
    }

    mutating func `do`(_ change: MetadataChange) {
        live.apply(change)
        metadata.append(change)
    }

    mutating func `do`(_ change: DataChange, to inode: UInt64, at time: Int64) {
        guard var content = live.nodes[inode]?.content else { return }
        used -= content.count
        live.nodes[inode]?.content = []
        change.apply(to: &content)
        used += content.count
        live.nodes[inode]?.content = content
        live.nodes[inode]?.modified = time
        live.nodes[inode]?.changed = time
        data[inode, default: []].append(change)
    }
}
