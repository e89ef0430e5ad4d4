import Archive
import Catalogue

/// What the commits tell of themselves, in the order in which it comes about.
enum CommitEvent {
    /// Archive and ledger are being recovered.
    case recovering
    /// Recovery has found these places of archive and ledger damaged.
    case damaged([String])
    /// The catalogue is being brought up to archive and ledger: the records and lines of the ledger that were entered so
    /// far, and which part of their bytes that is, from 0 to 1.
    case catchingUp(entered: Int, share: Double)
    /// What stands in the archive: the bytes of its text, and those of its files.
    case archived(articles: Int64, bytes: Int64, stored: Int64, segments: Int)
    /// What the catalogue has counted up to `time`, in nanoseconds since 1970.
    case counted(Counts, time: Int64)
    /// The catalogue serves.
    case catalogueServes
    /// The catalogue has failed, and nothing is committed until it serves again.
    case catalogueFailed(CatalogueError)
    /// The start is over, whether the catalogue serves or not.
    case working
    /// So many files have left their places, each by one of these outcomes; durable at `time`, in nanoseconds since 1970.
    case departed([Outcome: Int], time: Int64)
    /// Why the archive cannot be appended to for now; nil where it can.
    case appending(trouble: String?)

    /// What the catalogue counts.
    struct Counts {
        var total: Tallies
        var today: Tallies
        /// The deliveries that were refused last, newest first.
        var refused: [CatalogueReader.Entry]
        /// The last record.
        var last: CatalogueReader.Location?
    }
}
