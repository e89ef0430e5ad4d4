import LinuxIO
import Synchronization

/// A file system in front of another one that fails where a test wants it to, and writes down what it was asked.
///
/// ```swift
/// let faulty = FaultyFileSystem(DiskModel())
/// faulty.inject(Fault(.synchronizeData, occurrence: 3, error: EIO, effect: .pagesLost))
/// ```
public final class FaultyFileSystem: FileSystem {
    private struct State {
        var calls: [FileSystemCall] = []
        var faults: [(fault: Fault, seen: Int)] = []
        var hits = 0
        var acts: [(kind: FileSystemCall.Kind, suffix: String, act: @Sendable () -> Void)] = []
        var paths: [Int32: Path] = [:]
    }

    /// The file system that does the work.
    public let inner: any FileSystem
    private let state = Mutex(State())

    /// Stands in front of `inner`.
    public init(_ inner: any FileSystem) {
        self.inner = inner
    }

    /// Sets a fault. Several may be set; the first that fits a call hits it.
    public func inject(_ fault: Fault) {
        state.withLock { $0.faults.append((fault, 0)) }
    }

    /// Has somebody else act right before the next call of a kind about a path that ends like this.
    public func precede(_ kind: FileSystemCall.Kind, suffix: String, by act: @escaping @Sendable () -> Void) {
        state.withLock { $0.acts.append((kind, suffix, act)) }
    }

    /// Takes all faults away.
    public func heal() {
        state.withLock { $0.faults = [] }
    }

    /// How many calls have been hit.
    public var hits: Int { state.withLock { $0.hits } }

    /// All calls so far, in order.
    public var calls: [FileSystemCall] { state.withLock { $0.calls } }

    /// The calls so far that change something or make it durable, in order, one line each.
    public var changes: [String] { calls.filter(\.kind.isChange).map(\.description) }

    /// Forgets the calls so far.
    public func forgetCalls() {
        state.withLock { $0.calls = [] }
    }

    /// Writes the call down and tells which fault hits it.
    private func note(_ kind: FileSystemCall.Kind, _ folder: Int32?, _ path: Path?) -> Fault? {
        var act: (@Sendable () -> Void)?
        defer { act?() }
        return state.withLock { state in
            var full = folder.flatMap { state.paths[$0] } ?? Path("")
            if let path, path != Path(".") { full = full.appending(path) }
            let shown = full.isEmpty ? Path(".") : full
            state.calls.append(FileSystemCall(kind, shown))
            if let index = state.acts.firstIndex(where: { $0.kind == kind && shown.display.hasSuffix($0.suffix) }) {
                act = state.acts.remove(at: index).act
            }
            for index in state.faults.indices {
                let fault = state.faults[index].fault
                guard fault.kind == kind, shown.display.hasSuffix(fault.suffix) else { continue }
                state.faults[index].seen += 1
                let seen = state.faults[index].seen
                if seen == fault.occurrence || fault.persists && seen > fault.occurrence {
                    state.hits += 1
                    return fault
                }
            }
            return nil
        }
    }

    private func remember(_ number: Int32, _ folder: Int32?, _ path: Path) {
        state.withLock { state in
            let base = folder.flatMap { state.paths[$0] } ?? Path("")
            state.paths[number] = folder == nil ? Path("") : path == Path(".") ? base : base.appending(path)
        }
    }

    /// The failure that a fault makes of a call, when what it does before has been done.
    private func failure(_ fault: Fault, _ number: Int32, _ path: Path?) -> SystemError {
        if fault.effect == .pagesLost { (inner as? DiskModel)?.loseUnsynced(of: number) }
        let name = fault.kind.rawValue.split(separator: " ").first.map(String.init) ?? ""
        return SystemError(name, path, number: fault.error)
    }

    public func openRoot(_ path: Path) throws(SystemError) -> Descriptor {
        if let fault = note(.openRoot, nil, path) { throw SystemError("open", path, number: fault.error) }
        let opened = try inner.openRoot(path)
        remember(opened.number, nil, path)
        return opened
    }

    public func open(
        _ path: Path,
        in directory: borrowing Descriptor,
        _ mode: OpenMode
    ) throws(SystemError) -> Descriptor {
        let folder = directory.number
        let kind: FileSystemCall.Kind = mode == .create ? .create : .open
        if let fault = note(kind, folder, path) {
            if fault.effect == .done { _ = try? inner.open(path, in: directory, mode) }
            throw SystemError("openat2", path, number: fault.error)
        }
        let opened = try inner.open(path, in: directory, mode)
        remember(opened.number, folder, path)
        return opened
    }

    public func close(_ number: Int32) {
        inner.close(number)
    }

    public func write(_ bytes: Span<UInt8>, to file: borrowing Descriptor) throws(SystemError) -> Int {
        guard let fault = note(.write, file.number, nil) else { return try inner.write(bytes, to: file) }
        switch fault.effect {
        case .short(let count):
            return try inner.write(bytes.extracting(0..<min(count, bytes.count)), to: file)
        case .done: _ = try? inner.write(bytes, to: file)
        case .nothing, .pagesLost: break
        }
        throw SystemError("write", number: fault.error)
    }

    public func read(
        _ file: borrowing Descriptor,
        at offset: Int64,
        into buffer: inout MutableSpan<UInt8>
    ) throws(SystemError) -> Int {
        guard let fault = note(.read, file.number, nil) else { return try inner.read(file, at: offset, into: &buffer) }
        if case .short(let count) = fault.effect {
            var part = buffer._mutatingExtracting(0..<min(count, buffer.count))
            return try inner.read(file, at: offset, into: &part)
        }
        throw SystemError("pread", number: fault.error)
    }

    public func status(of file: borrowing Descriptor) throws(SystemError) -> FileStatus {
        if let fault = note(.status, file.number, nil) {
            if fault.effect == .done { _ = try? inner.status(of: file) }
            throw failure(fault, file.number, nil)
        }
        return try inner.status(of: file)
    }

    public func status(of path: Path, in directory: borrowing Descriptor) throws(SystemError) -> FileStatus {
        if let fault = note(.statusAt, directory.number, path) {
            if fault.effect == .done { _ = try? inner.status(of: path, in: directory) }
            throw failure(fault, directory.number, path)
        }
        return try inner.status(of: path, in: directory)
    }

    public func fileSystemStatus(of file: borrowing Descriptor) throws(SystemError) -> FileSystemStatus {
        if let fault = note(.fileSystemStatus, file.number, nil) {
            if fault.effect == .done { _ = try? inner.fileSystemStatus(of: file) }
            throw failure(fault, file.number, nil)
        }
        return try inner.fileSystemStatus(of: file)
    }

    public func synchronizeData(of file: borrowing Descriptor) throws(SystemError) {
        if let fault = note(.synchronizeData, file.number, nil) {
            if fault.effect == .done { try? inner.synchronizeData(of: file) }
            throw failure(fault, file.number, nil)
        }
        try inner.synchronizeData(of: file)
    }

    public func synchronize(_ file: borrowing Descriptor) throws(SystemError) {
        if let fault = note(.synchronize, file.number, nil) {
            if fault.effect == .done { try? inner.synchronize(file) }
            throw failure(fault, file.number, nil)
        }
        try inner.synchronize(file)
    }

    public func discardCache(of file: borrowing Descriptor) throws(SystemError) {
        if let fault = note(.discardCache, file.number, nil) {
            if fault.effect == .done { try? inner.discardCache(of: file) }
            throw failure(fault, file.number, nil)
        }
        try inner.discardCache(of: file)
    }

    public func truncate(_ file: borrowing Descriptor, to length: Int64) throws(SystemError) {
        if let fault = note(.truncate, file.number, nil) {
            if fault.effect == .done { try? inner.truncate(file, to: length) }
            throw failure(fault, file.number, nil)
        }
        try inner.truncate(file, to: length)
    }

    public func setPermissions(_ permissions: UInt32, of file: borrowing Descriptor) throws(SystemError) {
        if let fault = note(.setPermissions, file.number, nil) {
            if fault.effect == .done { try? inner.setPermissions(permissions, of: file) }
            throw failure(fault, file.number, nil)
        }
        try inner.setPermissions(permissions, of: file)
    }

    public func note(of file: borrowing Descriptor) throws(SystemError) -> [UInt8]? { try inner.note(of: file) }

    public func setNote(_ note: [UInt8], of file: borrowing Descriptor) throws(SystemError) {
        try inner.setNote(note, of: file)
    }

    public func setModified(_ modified: Int64, of file: borrowing Descriptor) throws(SystemError) {
        if let fault = note(.setModified, file.number, nil) {
            if fault.effect == .done { try? inner.setModified(modified, of: file) }
            throw failure(fault, file.number, nil)
        }
        try inner.setModified(modified, of: file)
    }

    public func dataExtent(of file: borrowing Descriptor, from offset: Int64) throws(SystemError) -> Range<Int64>? {
        if let fault = note(.dataExtent, file.number, nil) { throw failure(fault, file.number, nil) }
        return try inner.dataExtent(of: file, from: offset)
    }

    public func makeDirectory(_ path: Path, in directory: borrowing Descriptor) throws(SystemError) {
        if let fault = note(.makeDirectory, directory.number, path) {
            if fault.effect == .done { try? inner.makeDirectory(path, in: directory) }
            throw failure(fault, directory.number, path)
        }
        try inner.makeDirectory(path, in: directory)
    }

    public func move(
        _ source: Path,
        in sourceDirectory: borrowing Descriptor,
        to target: Path,
        in targetDirectory: borrowing Descriptor
    ) throws(SystemError) {
        if let fault = note(.move, sourceDirectory.number, source) {
            if fault.effect == .done { try? inner.move(source, in: sourceDirectory, to: target, in: targetDirectory) }
            throw failure(fault, sourceDirectory.number, source)
        }
        try inner.move(source, in: sourceDirectory, to: target, in: targetDirectory)
    }

    public func replace(
        _ target: Path,
        in targetDirectory: borrowing Descriptor,
        with source: Path,
        in sourceDirectory: borrowing Descriptor
    ) throws(SystemError) {
        if let fault = note(.replace, targetDirectory.number, target) {
            if fault.effect == .done {
                try? inner.replace(target, in: targetDirectory, with: source, in: sourceDirectory)
            }
            throw failure(fault, targetDirectory.number, target)
        }
        try inner.replace(target, in: targetDirectory, with: source, in: sourceDirectory)
    }

    public func remove(_ path: Path, in directory: borrowing Descriptor) throws(SystemError) {
        if let fault = note(.remove, directory.number, path) {
            if fault.effect == .done { try? inner.remove(path, in: directory) }
            throw failure(fault, directory.number, path)
        }
        try inner.remove(path, in: directory)
    }

    public func nextEntries(of directory: borrowing Descriptor) throws(SystemError) -> [DirectoryEntry] {
        if let fault = note(.nextEntries, directory.number, nil) {
            if fault.effect == .done { _ = try? inner.nextEntries(of: directory) }
            throw failure(fault, directory.number, nil)
        }
        return try inner.nextEntries(of: directory)
    }

    public func rewind(_ directory: borrowing Descriptor) throws(SystemError) {
        if let fault = note(.rewind, directory.number, nil) {
            if fault.effect == .done { try? inner.rewind(directory) }
            throw failure(fault, directory.number, nil)
        }
        try inner.rewind(directory)
    }
}
