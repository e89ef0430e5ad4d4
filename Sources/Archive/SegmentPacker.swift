public import LinuxIO
import Text

/// Packs segments that are complete, as ``PackedForm`` has it.
///
/// ## The calls, in order
///
/// 1. `unlinkat`, `openat2` with `O_CREAT | O_EXCL`, `write`: the packed text under a name of its own in the folder of the
///    archive, with a dot in front.
/// 2. `fchmod`, `futimens`, `fsync` of it and of the folder, `posix_fadvise`, `pread`: it is on the disk, and what the disk
///    gives back unpacks to the plain segment, byte for byte.
/// 3. `renameat2` with `RENAME_NOREPLACE` and `fsync` of the day's folder: it has its name, beside the plain one. A reader
///    takes the plain one of the two.
/// 4. `unlinkat` of the plain segment, and `fsync` of the day's folder.
///
/// A crash leaves the plain segment, or the packed one, or both: then the packed one is compared again before the plain one
/// goes. Where they differ, no crash has done it, and which is the right one is not for the desk to say: both stay. Nothing else
/// may write to the archive meanwhile but its ``ArchiveWriter``.
public struct SegmentPacker {
    private let archive: ArchiveDirectory
    private let isStopped: () -> Bool
    private var fileSystem: any FileSystem { archive.fileSystem }

    /// What packing came to.
    public struct Outcome: Sendable, Equatable {
        /// Bytes of the segment, and of its packed form.
        public var plain: Int64
        public var packed: Int64
    }

    /// The name in the archive's folder that a packed segment is made under.
    static let unfinished: Path = ".packing.gz"

    /// A packer of this archive or ledger.
    ///
    /// - Parameter isStopped: whether to leave off; it is asked every mebibyte or so.
    public init(_ archive: ArchiveDirectory, isStopped: @escaping () -> Bool = { false }) {
        self.archive = archive
        self.isStopped = isStopped
    }

    /// The plain segments that were last written to before `time`, in nanoseconds since 1970, without the newest segment,
    /// which may still grow; the oldest first.
    public func waiting(before time: Int64) throws(SystemError) -> [ArchiveDirectory.Segment] {
        var waiting: [ArchiveDirectory.Segment] = []
        for segment in try archive.segments().dropLast() where !segment.isPacked {
            let written = try fileSystem.status(of: segment.name.path, in: archive.descriptor).modified
            if written < time { waiting.append(segment) }
        }
        return waiting
    }

    /// Packs a segment that is not the newest; nil where it was stopped, and nothing has changed.
    ///
    /// - Throws: `EEXIST`, with its path, where a file that is not its packed form has the name of it; where something else is
    ///   in the way, that. The plain segment is still there.
    public func pack(_ name: SegmentName) throws(SystemError) -> Outcome? {
        do throws(SystemError) {
            let plain = SegmentFile(
                plain: OpenFile(try fileSystem.open(name.path, in: archive.descriptor, .read)),
                fileSystem
            )
            let folder = OpenFile(try fileSystem.open(name.folder, in: archive.descriptor, .directory))
            if try !hasEqual(name, plain) {
                guard try write(plain) else { return nil }
                try putInPlace(name, folder.descriptor)
            }
            // Where a crash came before this call, the new name need not be on the disk yet.
            try fileSystem.synchronize(folder.descriptor)
            let outcome = Outcome(
                plain: try plain.length,
                packed: try fileSystem.status(of: name.packedFile, in: folder.descriptor).size
            )
            try fileSystem.remove(name.file, in: folder.descriptor)
            try fileSystem.synchronize(folder.descriptor)
            return outcome
        } catch {
            if error.isCancelled { return nil }
            throw error.isTaken ? error : error.about(name.path)
        }
    }

    /// Whether the packed form stands already, as a crash leaves it.
    ///
    /// - Throws: `EEXIST` where one stands there that differs.
    private func hasEqual(_ name: SegmentName, _ plain: SegmentFile) throws(SystemError) -> Bool {
        guard let packed = try archive.openPacked(name) else { return false }
        if try isSame(packed, plain) { return true }
        throw SystemError("renameat2", name.packedPath, number: SystemError.taken)
    }

    /// Gives the packed form its name.
    ///
    /// - Throws: `EEXIST` where something has it that is none of the desk's segments.
    private func putInPlace(_ name: SegmentName, _ folder: borrowing Descriptor) throws(SystemError) {
        do throws(SystemError) {
            try fileSystem.move(SegmentPacker.unfinished, in: archive.descriptor, to: name.packedFile, in: folder)
        } catch {
            // What cannot be removed now is removed before the next one is made.
            try? fileSystem.remove(SegmentPacker.unfinished, in: archive.descriptor)
            throw error.isTaken ? SystemError("renameat2", name.packedPath, number: SystemError.taken) : error
        }
    }

    /// Writes the packed form under the name of its own, durably, and compares it; false where it was stopped.
    private func write(_ plain: SegmentFile) throws(SystemError) -> Bool {
        do { try fileSystem.remove(SegmentPacker.unfinished, in: archive.descriptor) } catch  where error.isMissing {}
        do throws(SystemError) {
            let copy = OpenFile(try fileSystem.open(SegmentPacker.unfinished, in: archive.descriptor, .create))
            try writePieces(of: plain, to: copy.descriptor)
            try CommitLog.seal(copy.descriptor, fileSystem)
            try fileSystem.setModified(try fileSystem.status(of: plain.file.descriptor).modified, of: copy.descriptor)
            try fileSystem.synchronize(copy.descriptor)
            try fileSystem.synchronize(archive.descriptor)
            try fileSystem.discardCache(of: copy.descriptor)
            let written = OpenFile(try fileSystem.open(SegmentPacker.unfinished, in: archive.descriptor, .read))
            guard let form = try SegmentFile.form(of: written.descriptor, fileSystem),
                try isSame(try SegmentFile(packed: written, form, fileSystem), plain)
            else { throw SystemError("gunzip", SegmentPacker.unfinished, number: SystemError.damagedMessage) }
            return true
        } catch {
            // What cannot be removed now is removed before the next one is made.
            try? fileSystem.remove(SegmentPacker.unfinished, in: archive.descriptor)
            if error.isCancelled { return false }
            throw error
        }
    }

    private func writePieces(of plain: SegmentFile, to copy: borrowing Descriptor) throws(SystemError) {
        var lengths: [Int] = []
        var form = PackedForm(length: 0, index: 0)
        while true {
            var piece = [UInt8](repeating: 0, count: PackedForm.pieceSize)
            var span = piece.mutableSpan
            let count = try plain.readFully(at: form.length, into: &span)
            if count == 0 { break }
            piece.removeLast(piece.count - count)
            guard let packed = GzipMember.pack(piece) else { throw SystemError("gzip", number: SystemError.noMemory) }
            try fileSystem.writeAll(packed.span, to: copy)
            lengths.append(packed.count)
            form.length += Int64(count)
            form.index += Int64(packed.count)
            try checkStopped(at: form.length)
        }
        try fileSystem.writeAll((PackedForm.index(of: lengths) + form.end).span, to: copy)
    }

    /// Whether two segments have the same text.
    private func isSame(_ one: SegmentFile, _ other: SegmentFile) throws(SystemError) -> Bool {
        let length = try other.length
        guard try one.length == length else { return false }
        var offset: Int64 = 0
        var (first, second) = ([UInt8](repeating: 0, count: 256 << 10), [UInt8](repeating: 0, count: 256 << 10))
        while offset < length {
            var span = first.mutableSpan
            let count = try one.readFully(at: offset, into: &span)
            var otherSpan = second.mutableSpan
            guard count > 0, try other.readFully(at: offset, into: &otherSpan) == count,
                first[..<count] == second[..<count]
            else { return false }
            offset += Int64(count)
            try checkStopped(at: offset)
        }
        return true
    }

    private func checkStopped(at offset: Int64) throws(SystemError) {
        if offset & (1 << 20 - 1) == 0, isStopped() { throw SystemError("gzip", number: SystemError.cancelled) }
    }
}
