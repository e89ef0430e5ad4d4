import Glibc
import LinuxIO

/// The one writer of an archive: gives records their numbers and commits them in batches.
///
/// It is owned by one thread, or by one actor. ``CommitLog`` has the order of its system calls.
public final class ArchiveWriter {
    /// What can be set.
    public struct Settings: Sendable, Equatable {
        /// Bytes that a segment may hold. A single batch that is longer gets a segment of its own.
        public var segmentSize: Int64

        /// Settings with the documented defaults.
        public init(segmentSize: Int64 = 256 << 20) {
            self.segmentSize = segmentSize
        }
    }

    /// What became of one record of a batch.
    public struct AppendedRecord: Sendable, Equatable {
        public var sequence: Int64
        public var position: ArchivePosition
        /// Bytes of its line, with the newline.
        public var length: Int
        /// When it was committed, as its line says: in nanoseconds since 1970, to the millisecond.
        public var ingestedAt: Int64
    }

    /// The number that the next record gets.
    public private(set) var nextSequence: Int64
    private let log: CommitLog
    private let settings: Settings
    private var lines = JSONOutput()

    /// A writer that goes on where recovery has found the end.
    public init(
        _ archive: ArchiveDirectory,
        settings: Settings = Settings(),
        recovered: RecoveredArchive
    ) throws(ArchiveError) {
        self.settings = settings
        nextSequence = recovered.nextSequence
        log = try CommitLog(archive, newest: recovered.newest)
    }

    /// The end of what is durable; nil in an archive without a segment. Everything before it has been appended.
    public var end: ArchivePosition? {
        log.segment.map { ArchivePosition(segment: $0, offset: log.length) }
    }

    /// Commits a batch at the time `now`, in nanoseconds since 1970. On return every record is durable.
    ///
    /// - Throws: ``ArchiveError/outOfSpace(_:)`` when there was no room: nothing was appended, and the same batch may be
    ///   tried again later, and so with ``ArchiveError/outOfDescriptors(_:)``. ``ArchiveError/failed(_:)`` when the disk failed: the writer refuses everything from then on.
    public func append(_ batch: [RecordTail], at now: Int64) throws(ArchiveError) -> [AppendedRecord] {
        if batch.isEmpty { return [] }
        let ingestedAt = Timestamp.wholeMilliseconds(now)
        lines.removeAll()
        var ends: [Int] = []
        ends.reserveCapacity(batch.count)
        for (index, tail) in batch.enumerated() {
            lines.appendRecord(tail, sequence: nextSequence + Int64(index), ingestedAt: ingestedAt)
            ends.append(lines.bytes.count)
        }
        let (segment, start) = try prepareSegment(for: Int64(lines.bytes.count), at: now)
        try log.append(lines.bytes)
        var appended: [AppendedRecord] = []
        appended.reserveCapacity(batch.count)
        var lineStart = 0
        for end in ends {
            appended.append(
                AppendedRecord(
                    sequence: nextSequence,
                    position: ArchivePosition(segment: segment, offset: start + Int64(lineStart)),
                    length: end - lineStart,
                    ingestedAt: ingestedAt
                )
            )
            nextSequence += 1
            lineStart = end
        }
        return appended
    }

    /// The segment that takes `count` bytes more, begun where it must be, and its length so far.
    ///
    /// A day is never gone back to: when the clock has, the newest segment goes on.
    private func prepareSegment(for count: Int64, at now: Int64) throws(ArchiveError) -> (SegmentName, Int64) {
        let today = Timestamp.day(of: now)
        guard let newest = log.segment else {
            guard let today else { throw .failed(SystemError("clock_gettime", number: EOVERFLOW)) }
            let first = SegmentName(day: today, number: 1)
            try log.begin(first)
            return (first, 0)
        }
        if let today, today > newest.day {
            let first = SegmentName(day: today, number: 1)
            try log.begin(first)
            return (first, 0)
        }
        let isFull = log.length > 0 && log.length + count > settings.segmentSize
        if isFull || !log.isOpen {
            let next = SegmentName(day: newest.day, number: newest.number + 1)
            try log.begin(next)
            return (next, 0)
        }
        return (newest, log.length)
    }
}
