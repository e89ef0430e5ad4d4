public import Archive
public import LinuxIO

/// What ended the desk.
public enum DeskError: Error, Sendable, CustomStringConvertible {
    /// A folder that the desk needs cannot be opened or made.
    case directory(SystemError)
    /// The archive failed, or cannot be read: the next start recovers from what the disk really has.
    case archive(ArchiveError)
    /// The archive ends before what the catalogue knows of it: it is not the one that it was. Going on would give out its
    /// numbers anew, and archive again what it has held.
    case shortArchive(last: Int64, known: Int64)
    /// The catalogue can be neither opened nor made anew.
    case catalogue(String)
    /// The desk was to stop before it had begun: no failure.
    case stopped
    /// A thread or a descriptor for the desk's own use cannot be had.
    case resources(SystemError)

    public var description: String {
        switch self {
        case .directory(let error):
            "a folder of the desk cannot be used: \(error); see to its owner, permissions and mount"
        case .archive(let error): "\(error)"
        case .shortArchive(let last, let known):
            "the archive ends with record \(last), and has had records up to \(known): see whether its disk is mounted and "
                + "no old copy was put in its place; to go on with what is there, run `wiredesk verify --repair`"
        case .catalogue(let reason): reason
        case .stopped: "the desk was stopped before it had begun"
        case .resources(let error):
            "the system has no more threads, descriptors or memory for the desk: \(error); end what uses them up, or raise "
                + "TasksMax=, LimitNOFILE= or MemoryMax= of the service"
        }
    }
}
