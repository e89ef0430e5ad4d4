public import Base
public import LinuxIO

/// A name in the inbox that may be a delivery.
public struct Candidate: Sendable, Equatable {
    /// The path beneath the inbox.
    public var path: Path
    /// Whether the name was seen to be moved in: its writer was done before, and it need not settle.
    public var wasMovedIn: Bool
    /// Whether it was seen to be written to, and not seen to be closed by its writer since.
    public var isOpen = false
    /// How often a writer that had closed the file has opened it and written to it again before it was read.
    public var rewrites = 0
    /// The file as it was when it got its answer, where it lingers in the inbox since.
    public var answered: Answered?
    /// What the file was like when it was last looked at, and when that was, in nanoseconds of the monotonic clock.
    public var lastLook: Look?
    /// How often in a row it could not be read or moved.
    public var failures = 0
    /// The pattern by which it is left alone; it is not read, only entered among the deliveries.
    public var ignoredBy: NamePattern?

    /// A candidate that has not been looked at.
    public init(path: Path, wasMovedIn: Bool, ignoredBy: NamePattern? = nil) {
        self.path = path
        self.wasMovedIn = wasMovedIn
        self.ignoredBy = ignoredBy
    }

    /// A file that has its answer and is not moved yet.
    public struct Answered: Sendable, Equatable {
        public var status: FileStatus
        /// The digest of its bytes.
        public var digest: SHA256Digest?
    }

    /// One look at a file.
    public struct Look: Sendable, Equatable {
        public var status: FileStatus
        public var time: Int64

        /// A look at this time.
        public init(status: FileStatus, time: Int64) {
            self.status = status
            self.time = time
        }
    }
}

/// What became of a candidate that was in work.
public enum CandidateResult: Sendable, Equatable {
    /// It is no longer in the inbox, or nothing more is to be done with it while it stays as it is.
    case done
    /// It is to be tried again: its writer is not done, or it has not settled.
    case notWhole(Candidate.Look)
    /// It could not be read or moved; it is tried again after a growing pause.
    case failed(FileTrouble)
    /// Its outcome is durable, and it is to be moved once it has lingered in the inbox for so many nanoseconds.
    case lingers(Candidate.Answered, for: Int64)
    /// There is no room for its record; it waits with all others.
    case noSpace
    /// Nothing can be committed for another reason; it waits with all others.
    case held
}
