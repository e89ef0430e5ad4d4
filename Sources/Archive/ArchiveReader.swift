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
            let count = try file.readFully(at: position.offset, into: &span)
            bytes.removeLast(length - count)
        } catch {
            if error.isMissing { throw .damaged(position, RecordFault(reason: .gone)) }
            throw .system(error)
        }
        guard bytes.count == length, bytes.popLast() == 0x0A else {
            throw .damaged(position, RecordFault(reason: .unfinished, offset: bytes.count))
        }
        return bytes
    }

    /// As ``line(at:length:)``, and its checksum holds.
    public func soundLine(at position: ArchivePosition, length: Int) throws(ArchiveReadError) -> [UInt8] {
        let line = try line(at: position, length: length)
        do throws(RecordFault) {
            _ = try RecordLayout.checkedEnd(line.span)
        } catch {
            throw .damaged(position, error)
        }
        return line
    }

    /// The last whole line of the archive, without its newline; nil where there is none. Reads from the end, and no more
    /// than it takes.
    public func lastLine() throws(ArchiveReadError) -> [UInt8]? {
        do throws(SystemError) {
            for segment in try archive.segments().reversed() where segment.length > 0 {
                if let line = try lastLine(of: segment) { return line }
            }
            return nil
        } catch {
            throw .system(error)
        }
    }

    private func lastLine(of segment: ArchiveDirectory.Segment) throws(SystemError) -> [UInt8]? {
        let file = try archive.open(segment.name)
        var size: Int64 = 64 << 10
        while true {
            let start = max(0, segment.length - size)
            var bytes = [UInt8](repeating: 0, count: Int(segment.length - start))
            var span = bytes.mutableSpan
            let count = try file.readFully(at: start, into: &span)
            bytes.removeLast(bytes.count - count)
            if let end = bytes.lastIndex(of: 0x0A) {
                if let before = bytes[..<end].lastIndex(of: 0x0A) { return Array(bytes[(before + 1)..<end]) }
                if start == 0 { return Array(bytes[..<end]) }
            }
            // What is longer than a line and the rest of one is no archive's end; whoever walks over it tells what it is.
            if start == 0 || size > 2 * Int64(ArchiveCursor.longestLine) { return nil }
            size *= 4
        }
    }

    /// The last sound line of the ledger before a place, in the segment of that place; nil where there is none, or none that
    /// this version knows.
    public func entry(before position: ArchivePosition) throws(SystemError) -> LedgerEntry? {
        guard let last = try archive.lastWholeLine(before: position).0 else { return nil }
        var lines = SegmentLines(try archive.open(position.segment), from: last.offset)
        guard try lines.advance() else { return nil }
        return try? LedgerEntry(line: lines.line)
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
