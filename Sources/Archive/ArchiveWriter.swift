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

    private let writer: SegmentWriter

    /// A writer that goes on where recovery has found the end.
    public init(
        _ archive: ArchiveDirectory,
        settings: Settings = Settings(),
        recovered: RecoveredArchive
    ) throws(ArchiveError) {
        writer = try SegmentWriter(archive, segmentSize: settings.segmentSize, recovered: recovered)
    }

    /// The number that the next record gets.
    public var nextSequence: Int64 { writer.nextSequence }

    /// The end of what is durable; nil in an archive without a segment. Everything before it has been appended.
    public var end: ArchivePosition? { writer.end }

    /// The time that a record says which was committed at `now`, in nanoseconds since 1970.
    public static func recordedTime(_ now: Int64) -> Int64 { Timestamp.wholeMilliseconds(now) }

    /// Commits a batch at the time `now`, in nanoseconds since 1970. On return every record is durable.
    ///
    /// - Parameter deliveries: the numbers of the deliveries that the records came by, in their order; none where they are
    ///   not counted.
    /// - Throws: ``ArchiveError/outOfSpace(_:)`` when there was no room: nothing was appended, and the same batch may be
    ///   tried again later, and so with ``ArchiveError/outOfDescriptors(_:)``. ``ArchiveError/failed(_:)`` when the disk failed: the writer refuses everything from then on.
    public func append(
        _ batch: [RecordTail],
        of deliveries: [Int64] = [],
        at now: Int64
    ) throws(ArchiveError) -> [AppendedRecord] {
        if batch.isEmpty { return [] }
        let (lines, ingestedAt) = try writer.append(batch.count, at: now) { output, place, sequence, ingestedAt in
            output.appendRecord(
                batch[place],
                sequence: sequence,
                ingestedAt: ingestedAt,
                delivery: place < deliveries.count ? deliveries[place] : nil
            )
        }
        return lines.map {
            AppendedRecord(sequence: $0.sequence, position: $0.position, length: $0.length, ingestedAt: ingestedAt)
        }
    }
}
