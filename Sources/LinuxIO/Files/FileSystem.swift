/// The calls through which everything durable is done, so that a test can stand in for the disk.
///
/// Each function is one system call and throws what that call reports. Paths are relative to an open folder wherever
/// there is one. ``open(_:in:_:)`` resolves them beneath it: no symbolic link, no `..`, no other mount (openat2(2)). The
/// other calls follow no link in the last place only, so that whoever must not be led elsewhere opens the folder first
/// and gives them a name in it. ``LinuxFileSystem`` is the real one.
public protocol FileSystem: AnyObject, Sendable {
    /// Opens the folder at an absolute path, or one relative to the working directory, following what an administrator
    /// has put there: open(2).
    func openRoot(_ path: Path) throws(SystemError) -> Descriptor

    /// Opens what `path` names beneath `directory`: openat2(2) with `RESOLVE_BENEATH`, `RESOLVE_NO_SYMLINKS` and
    /// `RESOLVE_NO_XDEV`.
    func open(_ path: Path, in directory: borrowing Descriptor, _ mode: OpenMode) throws(SystemError) -> Descriptor

    /// Lets a descriptor go: close(2). Called by ``Descriptor`` alone.
    func close(_ number: Int32)

    /// fstat(2).
    func status(of file: borrowing Descriptor) throws(SystemError) -> FileStatus

    /// fstatat(2), not following a symbolic link in the last place; an absolute path leaves `directory` aside.
    func status(of path: Path, in directory: borrowing Descriptor) throws(SystemError) -> FileStatus

    /// fstatfs(2).
    func fileSystemStatus(of file: borrowing Descriptor) throws(SystemError) -> FileSystemStatus

    /// Reads bytes from `offset` on and returns how many, 0 at the end: pread(2). May return fewer than fit.
    func read(
        _ file: borrowing Descriptor,
        at offset: Int64,
        into buffer: inout MutableSpan<UInt8>
    ) throws(SystemError) -> Int

    /// Writes at the end of a file opened for appending, or where the last write ended, and returns how many bytes:
    /// write(2). May write fewer than given.
    func write(_ bytes: Span<UInt8>, to file: borrowing Descriptor) throws(SystemError) -> Int

    /// Makes the content durable, and what is needed to find it: fdatasync(2).
    func synchronizeData(of file: borrowing Descriptor) throws(SystemError)

    /// Makes a file with all its attributes, or a folder's entries, durable: fsync(2).
    func synchronize(_ file: borrowing Descriptor) throws(SystemError)

    /// Lets go of what the kernel keeps of the file in memory and need not write, so that the next read comes from the
    /// disk: posix_fadvise(2) with `POSIX_FADV_DONTNEED`.
    func discardCache(of file: borrowing Descriptor) throws(SystemError)

    /// ftruncate(2).
    func truncate(_ file: borrowing Descriptor, to length: Int64) throws(SystemError)

    /// fchmod(2).
    func setPermissions(_ permissions: UInt32, of file: borrowing Descriptor) throws(SystemError)

    /// Sets the time of the last modification, in nanoseconds since 1970, and leaves that of the last access: futimens(3).
    func setModified(_ modified: Int64, of file: borrowing Descriptor) throws(SystemError)

    /// What wiredesk has noted with a file, beside its content: fgetxattr(2); nil where there is nothing, no
    /// place for it, or where it may not be read.
    func note(of file: borrowing Descriptor) throws(SystemError) -> [UInt8]?

    /// Notes something with a file, beside its content: fsetxattr(2).
    func setNote(_ note: [UInt8], of file: borrowing Descriptor) throws(SystemError)

    /// The first part of a file from `offset` on that has bytes on the disk, as far as its file system tells; nil where only
    /// a hole is left: lseek(2) with `SEEK_DATA` and `SEEK_HOLE`.
    func dataExtent(of file: borrowing Descriptor, from offset: Int64) throws(SystemError) -> Range<Int64>?

    /// mkdirat(2), with the permissions 0750 less the umask.
    func makeDirectory(_ path: Path, in directory: borrowing Descriptor) throws(SystemError)

    /// Moves a name, and fails with `EEXIST` rather than overwrite: renameat2(2) with `RENAME_NOREPLACE`.
    func move(
        _ source: Path,
        in sourceDirectory: borrowing Descriptor,
        to target: Path,
        in targetDirectory: borrowing Descriptor
    ) throws(SystemError)

    /// Moves a name over whatever has the new one: renameat(2).
    func replace(
        _ target: Path,
        in targetDirectory: borrowing Descriptor,
        with source: Path,
        in sourceDirectory: borrowing Descriptor
    ) throws(SystemError)

    /// unlinkat(2).
    func remove(_ path: Path, in directory: borrowing Descriptor) throws(SystemError)

    /// The next entries of a folder, without `.` and `..`, in the order that the file system gives; none at the end:
    /// getdents64(2).
    func nextEntries(of directory: borrowing Descriptor) throws(SystemError) -> [DirectoryEntry]

    /// Starts the listing of a folder again: lseek(2).
    func rewind(_ directory: borrowing Descriptor) throws(SystemError)
}

/// How a file is opened.
public enum OpenMode: Sendable, Equatable {
    /// For reading, never waiting on what it may be: `O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY`.
    case read
    /// As ``read``, for a file of one's own: its time of access stays as it is (`O_NOATIME`), which spares the kernel a
    /// write of the inode; fails with `EPERM` where the file is somebody else's.
    case readOwn
    /// A folder: `O_RDONLY | O_DIRECTORY | O_NOFOLLOW`.
    case directory
    /// An existing file, for appending, never waiting on what it may be: `O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK`.
    case append
    /// A new file, for appending; fails with `EEXIST` where the name is taken: `… | O_CREAT | O_EXCL`, mode 0640.
    case create
}

/// One entry of a folder.
public struct DirectoryEntry: Sendable, Equatable {
    public var name: Path
    /// The kind, as far as the file system keeps it with the name; ``FileStatus/Kind/unknown`` else.
    public var kind: FileStatus.Kind

    /// An entry of this name and kind.
    public init(name: Path, kind: FileStatus.Kind) {
        self.name = name
        self.kind = kind
    }
}

extension FileSystem {
    /// Nothing is noted where a disk has no place for it.
    public func note(of file: borrowing Descriptor) throws(SystemError) -> [UInt8]? { nil }

    public func setNote(_ note: [UInt8], of file: borrowing Descriptor) throws(SystemError) {
        throw SystemError("fsetxattr", number: SystemError.unsupported)
    }

    /// Every entry of a folder that holds few.
    public func entries(of directory: borrowing Descriptor) throws(SystemError) -> [DirectoryEntry] {
        try rewind(directory)
        var all: [DirectoryEntry] = []
        while true {
            let next = try nextEntries(of: directory)
            if next.isEmpty { return all }
            all += next
        }
    }

    /// Writes all the bytes, however many calls it takes.
    public func writeAll(_ bytes: Span<UInt8>, to file: borrowing Descriptor) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = try write(bytes.extracting(done..<bytes.count), to: file)
            // write(2) has no such answer for a file on a disk, and going on would never end.
            if count == 0 { throw SystemError("write", number: SystemError.inputOutput) }
            done += count
        }
    }

    /// Reads from `offset` on until the buffer is full or the file ends, and returns how many bytes.
    public func readFully(
        _ file: borrowing Descriptor,
        at offset: Int64,
        into buffer: inout MutableSpan<UInt8>
    ) throws(SystemError) -> Int {
        var done = 0
        while done < buffer.count {
            var rest = buffer._mutatingExtracting(done..<buffer.count)
            let count = try read(file, at: offset + Int64(done), into: &rest)
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// Opens the folder, and makes it, durably, where it is not there.
    public func openOrMakeDirectory(
        _ path: Path,
        in directory: borrowing Descriptor
    ) throws(SystemError) -> Descriptor {
        do {
            return try open(path, in: directory, .directory)
        } catch  where error.isMissing {
            do { try makeDirectory(path, in: directory) } catch  where error.isTaken {}
            try synchronize(directory)
            return try open(path, in: directory, .directory)
        }
    }

    /// Opens the folder at `path` as ``openRoot(_:)`` does, and makes it and the folders above it where they are missing.
    public func openOrMakeRoot(_ path: Path) throws(SystemError) -> Descriptor {
        do {
            return try openRoot(path)
        } catch  where error.isMissing && !path.name.isEmpty {
            let folder = path.folder.isEmpty ? (path.isAbsolute ? "/" : ".") : path.folder
            let parent = try openOrMakeRoot(folder)
            do { try makeDirectory(path.name, in: parent) } catch  where error.isTaken {}
            try synchronize(parent)
            return try openRoot(path)
        }
    }
}
