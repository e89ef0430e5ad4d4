import Archive
import Catalogue
import LinuxIO

/// Up to where the records of an archive are durable, as anyone can tell who only reads it.
enum DurableEnd {
    /// The place before which every line is durable, and final; nil where that is before the first.
    ///
    /// The daemon enters a batch in the catalogue when the batch was synced, and not before: so what the catalogue has is
    /// durable. Where no catalogue can be read, the archive itself tells of all but its last batch: the records of a batch
    /// have one `ingested_at`, and a batch is written when the one before it was synced.
    ///
    /// - Parameter place: what lies before it is known to be durable.
    static func find(
        in archive: ArchiveDirectory,
        catalogue: Path,
        after place: ArchivePosition?
    ) throws(SystemError) -> ArchivePosition? {
        do {
            return try CatalogueReader(at: catalogue).horizon().mark.archive
        } catch {
            return try beforeLastBatch(of: archive, after: place)
        }
    }

    private static func beforeLastBatch(
        of archive: ArchiveDirectory,
        after place: ArchivePosition?
    ) throws(SystemError) -> ArchivePosition? {
        var cursor = try ArchiveCursor(archive, from: place)
        var end = place
        var time: Int64?
        while let position = try cursor.advance() {
            // What no longer can be read tells of nothing before it.
            guard let record = try? RecordSummary(line: cursor.line) else { break }
            if record.ingestedAt != time || position.segment != end?.segment { end = position }
            time = record.ingestedAt
        }
        return end
    }
}
