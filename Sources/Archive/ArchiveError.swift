public import LinuxIO

/// Why a commit or a recovery came to nothing.
public enum ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no room on the file system or in the quota. Nothing was changed, and the same may be tried again.
    case outOfSpace(SystemError)
    /// The disk failed. What it holds is not known until a recovery has read it: the process must end, and the next
    /// start recovers.
    case failed(SystemError)
    /// The process or the system has no descriptor left to begin a segment with. Nothing was changed, and the same may be
    /// tried again.
    case outOfDescriptors(SystemError)
    /// Somebody else has removed, replaced or written to the newest segment, which this path named, or has put another
    /// folder in the archive's place. The process must end,
    /// and the next start goes on from what stands in the archive.
    case disturbed(Path)
    /// The archive's newest record was written by a version of wiredesk that this one does not know.
    case unknownVersion(ArchivePosition)

    /// Sorts a failure of a call that only asked for room.
    init(_ error: SystemError) {
        self = error.isOutOfSpace ? .outOfSpace(error) : .failed(error)
    }

    public var description: String {
        switch self {
        case .outOfSpace(let error): "no room for the archive: \(error)"
        case .outOfDescriptors(let error): "the archive's next segment cannot be opened: \(error)"
        case .disturbed(let path):
            "the archive's newest segment \(path.display) was removed, replaced or changed by another program, or the whole "
                + "archive was moved away, while records were appended to it; their files are still in the inbox, and the "
                + "next start goes on from what is there"
        case .failed(let error): "the archive's disk failed: \(error)"
        case .unknownVersion(let position):
            "\(position) is not a record that this version of wiredesk knows; use the version that wrote it"
        }
    }
}

extension SystemError {
    /// The same failure, with the path that the call did not know.
    func about(_ path: Path) -> SystemError {
        SystemError(call, path, number: number)
    }
}
