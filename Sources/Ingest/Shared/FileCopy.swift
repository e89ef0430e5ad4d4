import LinuxIO
import Synchronization

/// Calls off the copies that are under way.
final class CopySwitch: Sendable {
    private let state = Atomic(false)

    var isCalledOff: Bool { state.load(ordering: .relaxed) }

    func callOff() {
        state.store(true, ordering: .relaxed)
    }
}

/// Makes a copy of a file, with its time of modification, that the desk may read.
///
/// It is made slice by slice, and only of what stands on the disk: a sparse file stays one, however long it says it is.
struct FileCopy {
    /// Called before each slice; what it throws ends the copy.
    typealias Slice = () throws(SystemError) -> Void

    let fileSystem: any FileSystem
    var slice: Slice = {}
    /// What is noted with each copy that is written whole; nil for what is noted with its source.
    var note: ReadingNote?

    /// Writes a copy under a name that must be free, and returns its status. A copy that could not be finished is
    /// removed. It belongs to whom the folder belongs to, as far as this process may say so.
    ///
    /// - Parameter isDurable: whether the content is on the disk when this returns.
    @discardableResult
    func write(
        _ source: borrowing Descriptor,
        as name: Path,
        in folder: borrowing Descriptor,
        isDurable: Bool
    ) throws(SystemError) -> FileStatus {
        let status = try fileSystem.status(of: source)
        let target = try fileSystem.open(name, in: folder, .create)
        do {
            try content(of: source, size: status.size, to: target)
            if let note { try fileSystem.setNote(note.bytes, of: target) }
            if ProcessNumber.user == 0 {
                let owner = try fileSystem.status(of: folder)
                try FileAttributes.setOwner(owner.owner, group: owner.group, of: target)
            }
            try fileSystem.setModified(status.modified, of: target)
            if isDurable { try fileSystem.synchronize(target) }
            return try fileSystem.status(of: target)
        } catch {
            try? fileSystem.remove(name, in: folder)
            throw error
        }
    }

    /// Copies the bytes to an empty file that is open for appending. Holes, and runs of zeros, become holes.
    func content(
        of source: borrowing Descriptor,
        size: Int64,
        to target: borrowing Descriptor
    ) throws(SystemError) {
        // Where the other disk has no place for it, the content still counts.
        if let note = try fileSystem.note(of: source) { try? fileSystem.setNote(note, of: target) }
        var buffer = [UInt8](repeating: 0, count: Int(min(256 * 1024, max(size, 1))))
        var offset: Int64 = 0
        while offset < size {
            try slice()
            guard let extent = try fileSystem.dataExtent(of: source, from: offset) else {
                return try fileSystem.truncate(target, to: size)
            }
            if extent.lowerBound > offset {
                offset = min(extent.lowerBound, size)
                try fileSystem.truncate(target, to: offset)
            }
            let end = min(extent.upperBound, size)
            while offset < end {
                try slice()
                var part = buffer.mutableSpan
                var room = part._mutatingExtracting(0..<Int(min(Int64(part.count), end - offset)))
                let count = try fileSystem.read(source, at: offset, into: &room)
                if count == 0 { return }
                offset += Int64(count)
                if buffer[..<count].allSatisfy({ $0 == 0 }) {
                    try fileSystem.truncate(target, to: offset)
                } else {
                    try fileSystem.writeAll(buffer.span.extracting(0..<count), to: target)
                }
            }
        }
    }

    /// Whether two files of this size have the same bytes.
    static func isSame(
        _ first: borrowing Descriptor,
        _ second: borrowing Descriptor,
        size: Int64,
        on fileSystem: any FileSystem
    ) throws(SystemError) -> Bool {
        let length = Int(min(256 * 1024, max(size, 1)))
        var buffers = ([UInt8](repeating: 0, count: length), [UInt8](repeating: 0, count: length))
        var offset: Int64 = 0
        while offset < size {
            var span = buffers.0.mutableSpan
            let count = try fileSystem.readFully(first, at: offset, into: &span)
            span = buffers.1.mutableSpan
            guard count > 0, try fileSystem.readFully(second, at: offset, into: &span) == count,
                buffers.0[..<count] == buffers.1[..<count]
            else { return false }
            offset += Int64(count)
        }
        return true
    }
}
