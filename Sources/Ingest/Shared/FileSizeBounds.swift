import Archive
import LinuxIO
import Operations

extension Settings {
    /// The settings as they can be kept where no file may be larger than `limit` bytes: a segment no larger than that, and
    /// batches of which a segment takes several.
    func within(fileSize limit: Int64?) -> Settings {
        guard let limit else { return self }
        var bounded = self
        bounded.segmentSize = min(segmentSize, max(limit, 1))
        bounded.batchBytes = min(batchBytes, max(limit / 4, 1))
        return bounded
    }

    /// The longest tail of a record that is handed on: one that a segment takes beside the other records of its batch.
    static func longestTail(within limit: Int64?) -> Int {
        guard let limit else { return ArchiveCursor.longestTail }
        return min(ArchiveCursor.longestTail, max(Int(clamping: limit / 2) - 4_096, 0))
    }
}
