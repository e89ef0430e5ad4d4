import LinuxIO

/// The one writer of a ledger: gives its lines their numbers and commits them in batches.
///
/// It is owned by one thread, or by one actor. ``CommitLog`` has the order of its system calls.
public final class LedgerWriter {
    private let writer: SegmentWriter

    /// A writer that goes on where recovery has found the end.
    public init(
        _ ledger: ArchiveDirectory,
        settings: ArchiveWriter.Settings = ArchiveWriter.Settings(),
        recovered: RecoveredArchive
    ) throws(ArchiveError) {
        writer = try SegmentWriter(ledger, segmentSize: settings.segmentSize, recovered: recovered)
    }

    /// The number that the next line gets.
    public var nextSequence: Int64 { writer.nextSequence }

    /// The end of what is durable; nil in a ledger without a segment.
    public var end: ArchivePosition? { writer.end }

    /// Commits entries as one batch at the time `now`, in nanoseconds since 1970. On return each of them is durable.
    ///
    /// - Throws: as ``ArchiveWriter/append(_:of:at:)``.
    public func append(_ batch: [LedgerEntry], at now: Int64) throws(ArchiveError) {
        if batch.isEmpty { return }
        _ = try writer.append(batch.count, at: now) { output, place, sequence, committedAt in
            output.appendLine(of: batch[place], sequence: sequence, committedAt: committedAt)
        }
    }
}
