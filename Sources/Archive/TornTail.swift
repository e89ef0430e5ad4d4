public import LinuxIO

/// The end of a segment that a crash has torn: what stands behind the last whole record.
public struct TornTail: Sendable, Equatable, CustomStringConvertible {
    public var segment: SegmentName
    /// Where the tail begins, and how many bytes were cut.
    public var offset: Int64
    public var length: Int64
    /// What is wrong with its first line.
    public var fault: RecordFault
    /// The file beneath the archive's folder that keeps the bytes.
    public var keptIn: Path?

    public var description: String {
        let kept = keptIn.map { ", kept in \($0.display)" } ?? ""
        return "\(segment) was torn at byte \(offset): \(length) bytes cut\(kept); \(fault.reason.rawValue)"
    }

    /// Copies the tail to a file of its own and then cuts it off.
    ///
    /// The calls in order: `openat2` with `O_CREAT | O_EXCL`, `write` until all is copied, `fsync` of the copy, `fsync`
    /// of its folder, and only then `ftruncate` and `fsync` of the segment. A crash at any point leaves the tail in one
    /// file at least, and the next recovery does it all again.
    func keepAsideAndCut(_ archive: ArchiveDirectory, isSealed: Bool) throws(ArchiveError) -> TornTail {
        let fileSystem = archive.fileSystem
        var done = self
        done.keptIn = try keepAside(archive)
        do throws(SystemError) {
            if isSealed {
                let file = try archive.open(segment)
                try fileSystem.setPermissions(0o640, of: file.descriptor)
            }
            let file = try fileSystem.open(segment.path, in: archive.descriptor, .append)
            try fileSystem.truncate(file, to: offset)
            try fileSystem.synchronize(file)
        } catch {
            throw .failed(error.about(segment.path))
        }
        return done
    }

    private func keepAside(_ archive: ArchiveDirectory) throws(ArchiveError) -> Path {
        let fileSystem = archive.fileSystem
        let path: Path
        let file: OpenFile
        do throws(SystemError) {
            let copy = try create(archive)
            path = copy.path
            do throws(SystemError) {
                try copyTail(archive, to: copy.file.descriptor)
            } catch {
                if error.isOutOfSpace { try fileSystem.remove(path, in: archive.descriptor) }
                throw error.about(path)
            }
            file = copy.file
        } catch {
            throw ArchiveError(error)
        }
        // An error of a sync is never taken for a lack of room, whatever its number.
        do throws(SystemError) {
            try fileSystem.synchronize(file.descriptor)
            let folder = try fileSystem.open(segment.folder, in: archive.descriptor, .directory)
            try fileSystem.synchronize(folder)
        } catch {
            throw .failed(error.about(path))
        }
        return path
    }

    /// Where the last recovery that cut a segment has cut it, as the name of what it kept tells: `.….torn-OFFSET`. All
    /// before that place was found to be of synced batches, by what was cut, and is not to be judged again without it.
    static func lastCut(of segment: SegmentName, in archive: ArchiveDirectory) throws(SystemError) -> Int64? {
        let prefix = Array(name(of: segment, ".torn-").bytes)
        let folder = try archive.fileSystem.open(segment.folder, in: archive.descriptor, .directory)
        var last: Int64?
        for entry in try archive.fileSystem.entries(of: folder) where entry.name.bytes.starts(with: prefix) {
            let digits = entry.name.bytes.dropFirst(prefix.count).prefix { $0 != UInt8(ascii: ".") }
            guard let offset = Int64(String(decoding: digits, as: UTF8.self)), offset >= 0 else { continue }
            last = max(last ?? 0, offset)
        }
        return last
    }

    /// The name of what is kept of a segment. It begins with a dot, so that whoever reads a whole folder of the archive, as
    /// Spark does, passes over it: a tail is not part of it.
    private static func name(of segment: SegmentName, _ suffix: String) -> Path {
        Path(Array(".".utf8) + Array(segment.file.bytes) + suffix.utf8)
    }

    /// A new file beside the segment: `.torn-OFFSET` behind its name, with the place of the cut, or `.torn-OFFSET.2` and so
    /// on where there is one already.
    private func create(_ archive: ArchiveDirectory) throws(SystemError) -> (path: Path, file: OpenFile) {
        var number = 1
        while true {
            let suffix = number == 1 ? ".torn-\(offset)" : ".torn-\(offset).\(number)"
            let path = segment.folder.appending(TornTail.name(of: segment, suffix))
            do throws(SystemError) {
                return (path, OpenFile(try archive.fileSystem.open(path, in: archive.descriptor, .create)))
            } catch {
                if !error.isTaken { throw error }
                number += 1
            }
        }
    }

    private func copyTail(_ archive: ArchiveDirectory, to copy: borrowing Descriptor) throws(SystemError) {
        let file = try archive.open(segment)
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var position = offset
        while position < offset + length {
            var span = buffer.mutableSpan
            let count = try archive.fileSystem.read(file.descriptor, at: position, into: &span)
            if count == 0 { return }
            try archive.fileSystem.writeAll(buffer.span.extracting(0..<count), to: copy)
            position += Int64(count)
        }
    }
}
