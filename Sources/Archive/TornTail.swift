public import LinuxIO

/// The end of a segment that a crash has torn: what stands behind the last whole record.
public struct TornTail: Sendable, Equatable, CustomStringConvertible {
    public var segment: SegmentName
    /// Where the tail begins, and how many bytes were cut.
    public var offset: Int64
    public var length: Int64
    /// What is wrong with its first line.
    public var fault: RecordFault
    /// The file beneath the state directory that keeps the bytes.
    public var keptIn: Path?

    public var description: String {
        let kept = keptIn.map { ", kept in \($0.display)" } ?? ""
        return "\(segment) was torn at byte \(offset): \(length) bytes cut\(kept); \(fault.reason.rawValue)"
    }

    /// Copies the tail to a file of its own and then cuts it off.
    ///
    /// The calls in order: `mkdirat` of the folder and `fsync` of the state directory where it is missing, `openat2` with `O_CREAT | O_EXCL`, `write` until all is copied, `fsync` of the copy, `fsync`
    /// of its folder, and only then `ftruncate` and `fsync` of the segment. A crash at any point leaves the tail in one
    /// file at least, and the next recovery does it all again.
    func keepAsideAndCut(
        _ archive: ArchiveDirectory,
        in stateDirectory: Path,
        isSealed: Bool
    ) throws(ArchiveError) -> TornTail {
        let fileSystem = archive.fileSystem
        var done = self
        done.keptIn = try keepAside(archive, in: stateDirectory)
        do throws(SystemError) {
            if isSealed {
                let file = try archive.open(segment).file
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

    private func keepAside(_ archive: ArchiveDirectory, in stateDirectory: Path) throws(ArchiveError) -> Path {
        let fileSystem = archive.fileSystem
        let folder: OpenFile
        let path: Path
        let file: OpenFile
        do throws(SystemError) {
            folder = OpenFile(try fileSystem.openOrMakeRoot(stateDirectory.appending(StateDirectory.torn)))
            let copy = try create(in: folder.descriptor, fileSystem)
            path = StateDirectory.torn.appending(copy.name)
            do throws(SystemError) {
                try copyTail(archive, to: copy.file.descriptor)
            } catch {
                if error.isOutOfSpace { try fileSystem.remove(copy.name, in: folder.descriptor) }
                throw error.about(path)
            }
            file = copy.file
        } catch {
            throw ArchiveError(error)
        }
        // An error of a sync is never taken for a lack of room, whatever its number.
        do throws(SystemError) {
            try fileSystem.synchronize(file.descriptor)
            try fileSystem.synchronize(folder.descriptor)
        } catch {
            throw .failed(error.about(path))
        }
        return path
    }

    /// Where the last recovery that cut a segment has cut it, as the name of what it kept tells: `.….torn-OFFSET`. All
    /// before that place was found to be of synced batches, by what was cut, and is not to be judged again without it.
    static func lastCut(
        of segment: SegmentName,
        keptIn stateDirectory: Path,
        _ fileSystem: any FileSystem
    ) throws(SystemError) -> Int64? {
        let prefix = Array(name(of: segment, ".torn-").bytes)
        let entries: [DirectoryEntry]
        do throws(SystemError) {
            entries = try fileSystem.entries(of: try fileSystem.openRoot(stateDirectory.appending(StateDirectory.torn)))
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        var last: Int64?
        for entry in entries where entry.name.bytes.starts(with: prefix) {
            let digits = entry.name.bytes.dropFirst(prefix.count).prefix { $0 != UInt8(ascii: ".") }
            guard let offset = Int64(String(decoding: digits, as: UTF8.self)), offset >= 0 else { continue }
            last = max(last ?? 0, offset)
        }
        return last
    }

    /// The name of what is kept of a segment: that of the segment's day and of its file, in one. It stands in a folder of its
    /// own, because whoever reads a whole folder of the archive, as Spark does, would read it too.
    private static func name(of segment: SegmentName, _ suffix: String) -> Path {
        Path(Array(segment.folder.bytes) + "-".utf8 + Array(segment.file.bytes) + suffix.utf8)
    }

    /// A new file: `.torn-OFFSET` behind the segment's name, with the place of the cut, or `.torn-OFFSET.2` and so on where
    /// there is one already.
    private func create(
        in folder: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(SystemError) -> (name: Path, file: OpenFile) {
        var number = 1
        while true {
            let suffix = number == 1 ? ".torn-\(offset)" : ".torn-\(offset).\(number)"
            let name = TornTail.name(of: segment, suffix)
            do throws(SystemError) {
                return (name, OpenFile(try fileSystem.open(name, in: folder, .create)))
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
            let count = try file.read(at: position, into: &span)
            if count == 0 { return }
            try archive.fileSystem.writeAll(buffer.span.extracting(0..<count), to: copy)
            position += Int64(count)
        }
    }
}
