public import LinuxIO

/// Why a commit or a recovery came to nothing.
public enum ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no room on the file system or in the quota. Nothing was changed, and the same may be tried again.
    case outOfSpace(SystemError)
    /// The disk failed. What it holds is not known until a recovery has read it: the process must end, and the next
    /// start recovers.
    case failed(SystemError)
    /// The archive's newest record was written by a version of wiredesk that this one does not know.
    case unknownVersion(ArchivePosition)

    /// Sorts a failure of a call that only asked for room.
    init(_ error: SystemError) {
        self = error.isOutOfSpace ? .outOfSpace(error) : .failed(error)
    }

    public var description: String {
        switch self {
        case .outOfSpace(let error): "no room for the archive: \(error)"
        case .failed(let error): "the archive's disk failed: \(error)"
        case .unknownVersion(let position):
            "\(position) is no record that this version of wiredesk knows; use the version that wrote it"
        }
    }
}

extension SystemError {
    /// The same failure, with the path that the call did not know.
    func about(_ path: Path) -> SystemError {
        SystemError(call, path, number: number)
    }
}
