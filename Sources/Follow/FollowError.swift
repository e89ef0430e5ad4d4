public import Archive
public import LinuxIO

/// Why a stream of records, or the cursor in it, cannot go on.
public enum FollowError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A file cannot be read.
    case system(SystemError)
    /// There is no archive in this state directory.
    case noArchive(Path)
    /// What stands there is no sound record.
    case damaged(ArchivePosition, RecordFault)
    /// The place is behind a record (the first number) that the archive, which ends with the second, does not have yet.
    case beyondEnd(Int64, last: Int64)
    /// The archive has another record of that number than the one that the place is behind, or has none there.
    case otherArchive(Int64)
    /// The cursor's file holds something else.
    case noCursor(Path)
    /// The cursor's file, or its folder, cannot be written.
    case notKept(Path, SystemError)
    /// Another process follows with this cursor.
    case held(Path)

    public var description: String {
        switch self {
        case .system(let error): "\(error)"
        case .noArchive(let path):
            "there is no archive in \(path.display); name the desk's folder with --state-directory"
        case .damaged(let position, let fault):
            "the record is damaged in the archive: \(position): \(fault); `wiredesk verify` says more. To go past it, take the "
                + "cursor's file away and begin behind it with --after"
        case .beyondEnd(let sequence, let last):
            "record \(sequence) is beyond the end: the archive "
                + (last == 0 ? "has no durable record yet" : "ends with record \(last)")
        case .otherArchive(let sequence): "record \(sequence) of this archive is another one than was passed"
        case .noCursor(let path):
            "\(path.display) is not a cursor of `wiredesk follow`; name another file, or take it away to begin with a new one"
        case .notKept(let path, let error): "the cursor \(path.display) cannot be kept: \(error)"
        case .held(let path): "another process follows with the cursor \(path.display)"
        }
    }
}
