public import LinuxIO

/// Walks over the lines of an archive, segment after segment, in bounded memory.
///
/// It is safe while the archive is being appended to: a last line without its newline is left alone until it has one, and
/// ``advance()`` may be called again after it has returned false. A damaged line is a line like any other; what is wrong
/// with it is told by whoever reads it.
///
/// ```swift
/// var cursor = try ArchiveCursor(archive, from: mark)
/// while let position = try cursor.advance() {
///     let summary = try RecordSummary(line: cursor.line)
/// }
/// ```
public struct ArchiveCursor: ~Copyable {
    /// The longest tail of a record that is archived: with what stands before and behind it, no longer than
    /// ``longestLine``.
    public static let longestTail = longestLine - 4096

    /// The longest line that is looked at, in bytes; a longer one is passed over with the fault `tooLong`.
    public static let longestLine = 64 << 20

    private let archive: ArchiveDirectory?
    private var segment: SegmentName?
    private var lines: SegmentLines
    private var upcoming: [SegmentName] = []

    /// A cursor before the line at `position`, which must be the start of one; before the first for nil. Without an
    /// archive there is no line.
    public init(_ archive: ArchiveDirectory?, from position: ArchivePosition? = nil) throws(SystemError) {
        self.archive = archive
        segment = position?.segment
        var file: SegmentFile?
        if let archive, let position { file = try archive.open(position.segment) }
        lines = SegmentLines(file, from: position?.offset ?? 0)
    }

    /// Goes to the next line and returns where it begins; nil when there is none yet.
    public mutating func advance() throws(SystemError) -> ArchivePosition? {
        guard let archive else { return nil }
        while true {
            if try lines.advance() { return position }
            if upcoming.isEmpty {
                upcoming = try archive.names(after: segment)
                if upcoming.isEmpty { return nil }
                // What was appended before the next segment was begun may have come after the end was seen.
                continue
            }
            if lines.takeUnfinished() { return position }
            let next = upcoming.removeFirst()
            lines = SegmentLines(try archive.open(next), from: 0)
            segment = next
        }
    }

    /// The current line without its newline; empty where it is too long.
    public var line: Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get { lines.line }
    }

    /// Bytes of the current line, with its newline.
    public var length: Int { lines.length }

    /// What is wrong with the current line, as far as it can be told without reading it.
    public var fault: RecordFault? { lines.fault }

    /// Where the line after the current one begins: the mark from which another cursor goes on. Nil in an archive
    /// without a segment.
    public var end: ArchivePosition? {
        segment.map { ArchivePosition(segment: $0, offset: lines.end) }
    }

    /// Bytes behind the last line that have no newline yet.
    public var unfinished: Int { lines.unfinished }

    private var position: ArchivePosition? {
        segment.map { ArchivePosition(segment: $0, offset: lines.offset) }
    }
}

extension ArchiveDirectory {
    /// Bytes from a place on; all of them for nil.
    public func bytes(from position: ArchivePosition?) throws(SystemError) -> Int64 {
        guard let position else { return try segments().reduce(0) { $0 + $1.length } }
        var bytes = max(0, try segment(position.segment).length - position.offset)
        for name in try names(after: position.segment) { bytes += try segment(name).length }
        return bytes
    }
}
