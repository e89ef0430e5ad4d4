import Archive
import Catalogue
import LinuxIO

/// Up to where the lines of an archive or a ledger are durable, as anyone can tell who only reads it.
enum DurableEnd {
    /// The place before which every line is durable, and final; nil where that is before the first.
    ///
    /// The daemon enters a batch in the catalogue when the batch was synced, and not before: so what the catalogue has is
    /// durable. Where no catalogue can be read, the segments themselves tell of all but their last batch: the lines of a
    /// batch have one time, and a batch is written when the one before it was synced.
    ///
    /// - Parameter place: what lies before it is known to be durable.
    static func find<Line: SegmentLine>(
        of _: Line.Type,
        in folder: ArchiveDirectory,
        catalogue: Path,
        after place: ArchivePosition?
    ) throws(SystemError) -> ArchivePosition? {
        do {
            let mark = try CatalogueReader(at: catalogue).horizon().mark
            return switch Line.kind {
            case .articles: mark.archive
            case .deliveries: mark.ledger
            }
        } catch {
            return try beforeLastBatch(of: Line.self, in: folder, after: place)
        }
    }

    private static func beforeLastBatch<Line: SegmentLine>(
        of _: Line.Type,
        in folder: ArchiveDirectory,
        after place: ArchivePosition?
    ) throws(SystemError) -> ArchivePosition? {
        var cursor = try ArchiveCursor(folder, from: place)
        var end = place
        var time: Int64?
        while let position = try cursor.advance() {
            // What no longer can be read tells of nothing before it.
            guard let line = try? Line(line: cursor.line) else { break }
            if line.committedAt != time || position.segment != end?.segment { end = position }
            time = line.committedAt
        }
        return end
    }
}
