import CLinux
import Glibc

/// The file system as the kernel has it.
public final class LinuxFileSystem: FileSystem {
    let lender: LeaseLender?

    /// A way to the kernel; it holds no state.
    ///
    /// - Parameter lender: who is asked for what this process may not open beneath the inbox.
    public init(lender: LeaseLender? = nil) {
        self.lender = lender
    }

    public func openRoot(_ path: Path) throws(SystemError) -> Descriptor {
        let flags = UInt64(O_RDONLY | O_DIRECTORY)
        return Descriptor(
            owning: try checked(cl_open(AT_FDCWD, path.terminated.span, flags, 0, 0), "open", path),
            of: self
        )
    }

    public func open(
        _ path: Path,
        in directory: borrowing Descriptor,
        _ mode: OpenMode
    ) throws(SystemError) -> Descriptor {
        var number = LinuxFileSystem.open(path, beneath: directory.number, mode)
        if number == -EACCES, let lender {
            if mode == .read, let file = lent(path, in: directory, by: lender) { return file }
            if mode == .directory, lender.admit(to: path) {
                number = LinuxFileSystem.open(path, beneath: directory.number, mode)
            }
        }
        return Descriptor(owning: try checked(number, "openat2", path), of: self)
    }

    @inline(never)
    private static func open(_ path: Path, beneath directory: Int32, _ mode: OpenMode) -> Int32 {
        let beneath = UInt64(CL_RESOLVE_BENEATH | CL_RESOLVE_NO_SYMLINKS | CL_RESOLVE_NO_XDEV)
        return cl_open(directory, path.terminated.span, mode.flags, mode == .create ? 0o640 : 0, beneath)
    }

    public func close(_ number: Int32) {
        _ = cl_close(number)
    }

    public func status(of file: borrowing Descriptor) throws(SystemError) -> FileStatus {
        var status = cl_status()
        _ = try checked(unsafe cl_fstat(file.number, &status), "fstat")
        return FileStatus(status)
    }

    public func status(of path: Path, in directory: borrowing Descriptor) throws(SystemError) -> FileStatus {
        var status = cl_status()
        let result = admitted(to: path.folder) { LinuxFileSystem.status(of: path, in: directory.number, &status) }
        _ = try checked(result, "fstatat", path)
        return FileStatus(status)
    }

    public func fileSystemStatus(of file: borrowing Descriptor) throws(SystemError) -> FileSystemStatus {
        var status = cl_file_system()
        _ = try checked(unsafe cl_fstatfs(file.number, &status), "fstatfs")
        return FileSystemStatus(
            type: status.type,
            free: status.free_bytes,
            total: status.total_bytes,
            freeFiles: status.total_files > 0 ? status.free_files : nil
        )
    }

    public func read(
        _ file: borrowing Descriptor,
        at offset: Int64,
        into buffer: inout MutableSpan<UInt8>
    ) throws(SystemError) -> Int {
        Int(try checked(cl_pread(file.number, &buffer, offset), "pread"))
    }

    public func write(_ bytes: Span<UInt8>, to file: borrowing Descriptor) throws(SystemError) -> Int {
        Int(try checked(cl_write(file.number, bytes), "write"))
    }

    public func synchronizeData(of file: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_fdatasync(file.number), "fdatasync")
    }

    public func synchronize(_ file: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_fsync(file.number), "fsync")
    }

    public func discardCache(of file: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_discard_cache(file.number), "posix_fadvise")
    }

    public func truncate(_ file: borrowing Descriptor, to length: Int64) throws(SystemError) {
        _ = try checked(cl_ftruncate(file.number, length), "ftruncate")
    }

    public func setPermissions(_ permissions: UInt32, of file: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_fchmod(file.number, permissions), "fchmod")
    }

    public func setModified(_ modified: Int64, of file: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_set_modified(file.number, modified), "futimens")
    }

    public func note(of file: borrowing Descriptor) throws(SystemError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: LinuxFileSystem.longestNote)
        let count = LinuxFileSystem.getNote(file.number, &bytes)
        // What others may not read the helper has opened, and the kernel asks again who wants its attributes.
        let absent = [ENODATA, ERANGE, EOPNOTSUPP, EACCES, EPERM]
        if absent.contains(-count) { return nil }
        return Array(bytes[..<Int(try checked(count, "fgetxattr"))])
    }

    public func setNote(_ note: [UInt8], of file: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_set_note(file.number, note.span), "fsetxattr")
    }

    /// The most bytes of a note that are read: an attribute that fits into the inode's block on ext4, with room for others.
    public static let longestNote = 3_072

    @inline(never)
    private static func getNote(_ file: Int32, _ bytes: inout [UInt8]) -> Int32 {
        var span = bytes.mutableSpan
        return cl_get_note(file, &span)
    }

    public func dataExtent(of file: borrowing Descriptor, from offset: Int64) throws(SystemError) -> Range<Int64>? {
        let start = cl_seek(file.number, offset, 0)
        if start == Int64(-ENXIO) { return nil }
        let end = cl_seek(file.number, try checked(start, "lseek"), 1)
        return start..<max(start, try checked(end, "lseek"))
    }

    public func makeDirectory(_ path: Path, in directory: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_mkdir_at(directory.number, path.terminated.span, 0o750), "mkdirat", path)
    }

    public func move(
        _ source: Path,
        in sourceDirectory: borrowing Descriptor,
        to target: Path,
        in targetDirectory: borrowing Descriptor
    ) throws(SystemError) {
        let result = admitted(to: source.folder) {
            LinuxFileSystem.rename(source, in: sourceDirectory.number, to: target, in: targetDirectory.number)
        }
        _ = try checked(result, "renameat2", source)
    }

    public func replace(
        _ target: Path,
        in targetDirectory: borrowing Descriptor,
        with source: Path,
        in sourceDirectory: borrowing Descriptor
    ) throws(SystemError) {
        _ = try checked(
            cl_rename_at(
                sourceDirectory.number,
                source.terminated.span,
                targetDirectory.number,
                target.terminated.span,
                0
            ),
            "renameat",
            source
        )
    }

    public func remove(_ path: Path, in directory: borrowing Descriptor) throws(SystemError) {
        let result = admitted(to: path.folder) { LinuxFileSystem.unlink(path, in: directory.number) }
        _ = try checked(result, "unlinkat", path)
    }

    public func nextEntries(of directory: borrowing Descriptor) throws(SystemError) -> [DirectoryEntry] {
        var buffer = [UInt8](repeating: 0, count: 32 * 1024)
        while true {
            var span = buffer.mutableSpan
            let count = Int(try checked(cl_getdents(directory.number, &span), "getdents64"))
            if count == 0 { return [] }
            let entries = DirectoryEntry.parse(buffer.span.extracting(0..<count))
            if !entries.isEmpty { return entries }
        }
    }

    public func rewind(_ directory: borrowing Descriptor) throws(SystemError) {
        _ = try checked(cl_rewind(directory.number), "lseek")
    }
}

extension OpenMode {
    var flags: UInt64 {
        let flags =
            switch self {
            case .read: O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
            case .readOwn: O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | CL_OPEN_NO_ATIME
            case .directory: O_RDONLY | O_DIRECTORY | O_NOFOLLOW
            case .append: O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK
            case .create: O_WRONLY | O_APPEND | O_NOFOLLOW | O_CREAT | O_EXCL
            }
        return UInt64(flags)
    }
}

extension DirectoryEntry {
    /// Reads the records of getdents64(2): inode (8 bytes), offset (8), length (2), type (1), name with its NUL.
    static func parse(_ bytes: Span<UInt8>) -> [DirectoryEntry] {
        var entries: [DirectoryEntry] = []
        var start = 0
        while start + 19 < bytes.count {
            let length = Int(bytes[start + 16]) | Int(bytes[start + 17]) << 8
            guard length > 19, start + length <= bytes.count else { break }
            let type = bytes[start + 18]
            var name: [UInt8] = []
            name.reserveCapacity(length - 19)
            for index in start + 19..<start + length {
                if bytes[index] == 0 { break }
                name.append(bytes[index])
            }
            start += length
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            entries.append(DirectoryEntry(name: Path(name), kind: FileStatus.Kind(directoryEntryType: type)))
        }
        return entries
    }
}

extension FileStatus.Kind {
    /// The kind for a `d_type` of readdir(3).
    init(directoryEntryType type: UInt8) {
        self =
            switch type {
            case 1: .pipe
            case 2: .characterDevice
            case 4: .directory
            case 6: .blockDevice
            case 8: .file
            case 10: .symbolicLink
            case 12: .socket
            default: .unknown
            }
    }
}
