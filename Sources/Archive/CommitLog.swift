import Glibc
import LinuxIO

/// The durable writes of archive and ledger: everything that must be on the disk before an outcome counts passes here.
///
/// Archive and ledger have a log each, of the same calls; a commit that has lines for both makes the records durable first,
/// and the ledger's lines, which name records, after them.
///
/// ## The calls of a commit, in order
///
/// A batch of lines that goes to the newest segment:
///
/// 1. `write` — all lines of the batch in one call, at the end of the segment (`O_APPEND`). A crash from here to 2 leaves
///    any part of them, or none: write(2) promises nothing about the disk.
/// 2. `fdatasync` — the lines and the segment's new length are on the disk. fdatasync(2): it flushes the metadata "needed
///    in order to allow a subsequent data retrieval to be correctly handled", and a file's size is. This is the point of
///    no return: the records exist when it has returned, and not before.
/// 3. `fstatat` — the segment's path, from the root on, still stands for the file that was written to, and that file is as
///    long as it must be. Who deletes, renames, replaces, cuts or writes to the newest segment, or moves or mounts another
///    folder in the archive's place, is found out here, before the records are reported as durable in a file that nobody
///    would find.
///
/// A batch that needs a new segment, because the UTC day has changed or the newest one is full, does this first:
///
/// 1. `mkdirat` — the day’s folder; that it is there already is as good.
/// 2. `fsync` of the archive's folder — fsync(2): "Calling fsync() does not necessarily ensure that the entry in the
///    directory containing the file has also reached disk. For that an explicit fsync() on a file descriptor for the
///    directory is also needed." It is called even where the folder was there already, because whoever made it may have
///    been killed before this call.
/// 3. `openat2` of the day's folder, then with `O_CREAT | O_EXCL` of the segment. Exclusive, so that two writers can never
///    share one; and last, so that a want of descriptors leaves nothing behind.
/// 4. `fsync` of the day's folder — for the same reason as 2, and before the first record, so that no record is ever
///    reported as durable in a file that a crash can take away.
/// 5. `fchmod` of the segment before, to read-only. It comes last: until 4 has returned, the old segment may be the
///    newest one that survives, and recovery must be able to append to it. That it may be lost is harmless; recovery
///    seals what it finds open behind the newest.
///
/// ## What a failure means
///
/// - `ENOSPC` and `EDQUOT` from `mkdirat`, `openat2` and `write` mean that nothing was done, or part of a write, which
///   `ftruncate` takes back to the last durable length. The log stays usable.
/// - `EFBIG` from `write`, a limit on the size of a file, means the same, and where the segment has lines already, the
///   batch goes to the next one (``SegmentWriter``).
/// - `EMFILE`, `ENFILE` and `ENOMEM` from `openat2` mean that nothing was done. The log stays usable.
/// - Every other error, and any error of `fsync`, `fdatasync` and `ftruncate`, leaves what is on the disk unknown. Linux
///   marks a page clean when writing it back failed, so that a second fsync reports success for bytes that never arrived
///   (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020; PostgreSQL's "fsyncgate", 2018).
///   So a sync that failed is not repeated here: SQLite (`SQLITE_IOERR_FSYNC`) and etcd (its `wal` panics) do the same.
///   The log refuses everything from then on; the process ends, and recovery reads what the disk really has.
///
/// The order is that of SQLite's and etcd's logs: data, sync, then use (<https://sqlite.org/atomiccommit.html>;
/// `server/storage/wal` in etcd). On ext4 the folder's sync is what makes a new name last
/// (<https://docs.kernel.org/admin-guide/ext4.html>, `auto_da_alloc` covers only renames and truncations).
final class CommitLog {
    private let archive: ArchiveDirectory
    private var fileSystem: any FileSystem { archive.fileSystem }
    /// The newest segment, where it can be appended to.
    private var newest: OpenFile?
    /// The newest segment's name; nil in an empty archive.
    private(set) var segment: SegmentName?
    /// Bytes of the newest segment that are on the disk.
    private(set) var length: Int64
    /// By what the newest segment is known again.
    private var inode: UInt64 = 0
    /// What has made the log unusable.
    private var failure: ArchiveError?

    /// A log that goes on where recovery found the end. A sealed newest segment is not appended to.
    init(_ archive: ArchiveDirectory, newest: ArchiveDirectory.Segment?) throws(ArchiveError) {
        self.archive = archive
        segment = newest?.name
        length = newest?.length ?? 0
        guard let newest, !newest.isSealed else { return }
        do throws(SystemError) {
            let file = OpenFile(try archive.fileSystem.open(newest.name.path, in: archive.descriptor, .append))
            inode = try archive.fileSystem.status(of: file.descriptor).inode
            self.newest = file
        } catch {
            throw .failed(error)
        }
    }

    /// Whether the newest segment can take records.
    var isOpen: Bool { newest != nil }

    /// Appends the lines of one batch to the newest segment. On return they are durable.
    func append(_ lines: [UInt8]) throws(ArchiveError) {
        try check()
        guard let newest, let segment else { throw .failed(SystemError("write", number: EBADF)) }
        do throws(SystemError) {
            try write(lines, to: newest)
        } catch {
            guard error.isOutOfSpace else { throw fail(error.about(segment.path)) }
            do throws(SystemError) {
                try fileSystem.truncate(newest.descriptor, to: length)
            } catch {
                throw fail(error.about(segment.path))
            }
            throw .outOfSpace(error.about(segment.path))
        }
        do throws(SystemError) {
            try fileSystem.synchronizeData(of: newest.descriptor)
        } catch {
            throw fail(error.about(segment.path))
        }
        try checkName(of: segment, length: length + Int64(lines.count))
        length += Int64(lines.count)
    }

    /// Whether the newest segment's path still stands for the file that was written to.
    private func checkName(of segment: SegmentName, length: Int64) throws(ArchiveError) {
        do throws(SystemError) {
            let status = try fileSystem.status(of: archive.path.appending(segment.path), in: archive.descriptor)
            if status.inode == inode && status.size == length { return }
        } catch {
            guard error.isMissing else { throw fail(error) }
        }
        let failure = ArchiveError.disturbed(segment.path)
        self.failure = failure
        throw failure
    }

    private func write(_ lines: [UInt8], to file: OpenFile) throws(SystemError) {
        var done = 0
        while done < lines.count {
            let count = try fileSystem.write(lines.span.extracting(done..<lines.count), to: file.descriptor)
            if count == 0 { throw SystemError("write", number: EIO) }
            done += count
        }
    }

    /// Begins a new segment and seals the one before. On return its name is durable.
    func begin(_ name: SegmentName) throws(ArchiveError) {
        try check()
        do throws(SystemError) {
            try fileSystem.makeDirectory(name.folder, in: archive.descriptor)
        } catch {
            if error.isOutOfSpace { throw .outOfSpace(error) }
            if !error.isTaken { throw fail(error) }
        }
        let folder: OpenFile
        let next: OpenFile
        let status: FileStatus
        do throws(SystemError) {
            try fileSystem.synchronize(archive.descriptor)
        } catch {
            throw fail(error.about("."))
        }
        do throws(SystemError) {
            folder = OpenFile(try fileSystem.open(name.folder, in: archive.descriptor, .directory))
            next = OpenFile(try fileSystem.open(name.path, in: archive.descriptor, .create))
        } catch {
            if error.isOutOfSpace { throw .outOfSpace(error) }
            if error.isOutOfResources { throw .outOfDescriptors(error) }
            throw fail(error)
        }
        do throws(SystemError) {
            status = try fileSystem.status(of: next.descriptor)
            try fileSystem.synchronize(folder.descriptor)
        } catch {
            throw fail(error.about(name.folder))
        }
        let before = newest
        let nameBefore = segment
        newest = next
        segment = name
        inode = status.inode
        length = 0
        if let before, let nameBefore {
            do throws(SystemError) {
                try CommitLog.seal(before.descriptor, fileSystem)
            } catch {
                throw fail(error.about(nameBefore.path))
            }
        }
    }

    /// Makes a complete segment read-only, where the file system knows of permissions.
    static func seal(_ file: borrowing Descriptor, _ fileSystem: any FileSystem) throws(SystemError) {
        do throws(SystemError) {
            try fileSystem.setPermissions(0o440, of: file)
        } catch  where error.number == EPERM || error.number == EOPNOTSUPP {
            return
        }
    }

    private func check() throws(ArchiveError) {
        if let failure { throw failure }
    }

    private func fail(_ error: SystemError) -> ArchiveError {
        let failure = ArchiveError.failed(error)
        self.failure = failure
        return failure
    }
}
