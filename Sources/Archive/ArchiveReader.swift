public import LinuxIO

/// Why a record could not be read.
public enum ArchiveReadError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The disk or a permission is in the way.
    case system(SystemError)
    /// What stands there is no sound record.
    case damaged(ArchivePosition, RecordFault)

    public var description: String {
        switch self {
        case .system(let error): "\(error)"
        case .damaged(let position, let fault): "\(position): \(fault)"
        }
    }
}

/// Reads single records of an archive by their place; ``ArchiveCursor`` walks over many.
public struct ArchiveReader: Sendable {
    private let archive: ArchiveDirectory

    /// A reader of this archive.
    public init(_ archive: ArchiveDirectory) {
        self.archive = archive
    }

    /// The line of `length` bytes at `position`, without its newline, as ``ArchiveWriter/AppendedRecord`` gave them.
    public func line(at position: ArchivePosition, length: Int) throws(ArchiveReadError) -> [UInt8] {
        guard length > 0, length <= ArchiveCursor.longestLine else {
            throw .damaged(position, RecordFault(reason: .tooLong))
        }
        var bytes = [UInt8](repeating: 0, count: length)
        do throws(SystemError) {
            let file = try archive.open(position.segment)
            var span = bytes.mutableSpan
            let count = try archive.fileSystem.readFully(file.descriptor, at: position.offset, into: &span)
            bytes.removeLast(length - count)
        } catch {
            throw .system(error)
        }
        guard bytes.count == length, bytes.popLast() == 0x0A else {
            throw .damaged(position, RecordFault(reason: .unfinished, offset: bytes.count))
        }
        return bytes
    }

    /// The record whose line of `length` bytes stands at `position`.
    public func record(at position: ArchivePosition, length: Int) throws(ArchiveReadError) -> Record {
        let line = try line(at: position, length: length)
        do throws(RecordFault) {
            return try Record(line: line.span)
        } catch {
            throw .damaged(position, error)
        }
    }
}
