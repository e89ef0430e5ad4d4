import Glibc
import LinuxIO

/// Commits batches of lines to the segments of one kind, and begins a new segment where one is due.
///
/// ``CommitLog`` has the order of its system calls.
final class SegmentWriter {
    /// The number that the next line gets.
    private(set) var nextSequence: Int64
    private let log: CommitLog
    private let kind: SegmentKind
    private let segmentSize: Int64
    private var lines = JSONOutput()
    private var ends: [Int] = []

    /// A writer that goes on where recovery has found the end.
    init(_ archive: ArchiveDirectory, segmentSize: Int64, recovered: RecoveredArchive) throws(ArchiveError) {
        kind = archive.kind
        self.segmentSize = segmentSize
        nextSequence = recovered.nextSequence
        log = try CommitLog(archive, newest: recovered.newest)
    }

    /// The end of what is durable; nil if there is no segment.
    var end: ArchivePosition? {
        log.segment.map { ArchivePosition(segment: $0, offset: log.length) }
    }

    /// Commits as many lines as one batch at the time `now`, in nanoseconds since 1970. On return they are durable.
    ///
    /// - Parameter write: writes the line of this place in the batch, with its number and time.
    /// - Returns: where each line stands, with its length in bytes, and the time that they have.
    func append(
        _ count: Int,
        at now: Int64,
        _ write: (inout JSONOutput, _ place: Int, _ sequence: Int64, _ committedAt: Int64) -> Void
    ) throws(ArchiveError) -> (lines: [(sequence: Int64, position: ArchivePosition, length: Int)], committedAt: Int64) {
        let committedAt = Timestamp.wholeMilliseconds(now)
        lines.removeAll()
        ends.removeAll(keepingCapacity: true)
        for place in 0..<count {
            write(&lines, place, nextSequence + Int64(place), committedAt)
            ends.append(lines.bytes.count)
        }
        var (segment, start) = try prepareSegment(for: Int64(lines.bytes.count), at: now)
        do throws(ArchiveError) {
            try log.append(lines.bytes)
        } catch {
            // A file that may grow no further, by a limit that was lowered since it was begun, leaves room in the next one.
            guard case .outOfSpace(let cause) = error, cause.isTooLargeFile, start > 0 else { throw error }
            (segment, start) = try beginNext(segment)
            try log.append(lines.bytes)
        }
        var appended: [(sequence: Int64, position: ArchivePosition, length: Int)] = []
        appended.reserveCapacity(count)
        var lineStart = 0
        for end in ends {
            let position = ArchivePosition(segment: segment, offset: start + Int64(lineStart))
            appended.append((nextSequence, position, end - lineStart))
            nextSequence += 1
            lineStart = end
        }
        return (appended, committedAt)
    }

    /// The segment that takes `count` bytes more, begun where it must be, and its length so far.
    ///
    /// A day is never gone back to: when the clock has, the newest segment goes on.
    private func prepareSegment(for count: Int64, at now: Int64) throws(ArchiveError) -> (SegmentName, Int64) {
        let today = Timestamp.day(of: now)
        guard let newest = log.segment else {
            guard let today else { throw .failed(SystemError("clock_gettime", number: EOVERFLOW)) }
            let first = SegmentName(day: today, number: 1, of: kind)
            try log.begin(first)
            return (first, 0)
        }
        if let today, today > newest.day {
            let first = SegmentName(day: today, number: 1, of: kind)
            try log.begin(first)
            return (first, 0)
        }
        let isFull = log.length > 0 && log.length + count > segmentSize
        return isFull || !log.isOpen ? try beginNext(newest) : (newest, log.length)
    }

    /// Begins the segment that follows one on the same day.
    private func beginNext(_ segment: SegmentName) throws(ArchiveError) -> (SegmentName, Int64) {
        let next = SegmentName(day: segment.day, number: segment.number + 1, of: kind)
        try log.begin(next)
        return (next, 0)
    }
}
