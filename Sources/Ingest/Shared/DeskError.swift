public import Archive
public import LinuxIO

/// What ended the desk.
public enum DeskError: Error, Sendable, CustomStringConvertible {
    /// A folder that the desk needs cannot be opened or made.
    case directory(SystemError)
    /// The archive or the ledger failed, or cannot be read: the next start recovers from what the disk really has.
    case archive(ArchiveError)
    /// The archive ends before what the catalogue knows of it: it is not the one that it was. Going on would give out its
    /// numbers again, and archive again what it has held.
    case shortArchive(last: Int64, known: Int64)
    /// The ledger ends before what the catalogue knows of it.
    case shortLedger(last: Int64, known: Int64)
    /// Archive or ledger lack lines whose numbers come between those that are there: segments were taken away. Going on
    /// would archive again what stood in them.
    case gaps([SequenceGap])
    /// A segment was packed, renamed or linked away, this one and others so many in all, and no catalogue knows what stood
    /// in it.
    case displaced(SegmentKind, DisplacedSegment, count: Int)
    /// The catalogue can be neither opened nor rebuilt.
    case catalogue(String)
    /// The desk was to stop before it had begun: no failure.
    case stopped
    /// A thread or a descriptor for the desk's own use cannot be had.
    case resources(SystemError)

    /// What is to be done about lines that were taken away.
    private static let putBack =
        "put back what was packed, moved or linked away, as plain files under the names that they had" + goOn
    private static let goOn =
        ", or what stood in them is archived again when it is sent again; to go on with what is there, run "
        + "`wiredesk verify --repair`"
    /// How many gaps are told.
    private static let gapsTold = 5

    private static func list(_ gaps: [SequenceGap]) -> String {
        let told = gaps.prefix(gapsTold).map { "in \($0.kind.folder.display)/, \($0)" }.joined(separator: "; ")
        return gaps.count > gapsTold ? "\(told); and \(gaps.count - gapsTold) gaps more" : told
    }

    public var description: String {
        switch self {
        case .directory(let error):
            "a folder of the desk cannot be used: \(error); see to its owner, permissions and mount"
        case .archive(let error): "\(error)"
        case .shortArchive(let last, let known):
            "the archive ends with record \(last), and has had records up to \(known): see whether its disk is mounted and "
                + "no old copy was put in its place; to go on with what is there, run `wiredesk verify --repair`"
        case .shortLedger(let last, let known):
            "the ledger (deliveries/) ends with line \(last), and has had lines up to \(known): see whether its disk is "
                + "mounted and no old copy was put in its place; to go on with what is there, run `wiredesk verify --repair`"
        case .gaps(let gaps):
            "numbers are missing: \(DeskError.list(gaps)); \(DeskError.putBack)"
        case .displaced(let kind, let segment, let count):
            "a segment is not \(segment.isDamaged ? "whole" : "in its place"): in \(kind.folder.display)/, \(segment)"
                + (count > 1 ? " (and \(count - 1) more like it)" : "") + "; "
                + (segment.isDamaged ? segment.advice + DeskError.goOn : DeskError.putBack)
        case .catalogue(let reason): reason
        case .stopped: "the desk was stopped before it had begun"
        case .resources(let error):
            "the system has no more threads, descriptors or memory for the desk: \(error); end what uses them up, or raise "
                + "TasksMax=, LimitNOFILE= or MemoryMax= of the service"
        }
    }
}
