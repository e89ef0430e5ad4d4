public import LinuxIO

/// How the inbox is doing, as the watch last saw it.
public struct InboxStatus: Sendable, Equatable {
    /// What the watch is doing.
    public enum State: Sendable, Equatable {
        /// It has not looked yet.
        case starting
        /// It waits for events.
        case watching
        /// It lists the inbox at an interval, as no events come; for this reason.
        case scanning(ScanReason)
        /// The inbox cannot be opened; for this reason.
        case gone(reason: String)
    }

    /// Why the inbox is listed at an interval.
    public enum ScanReason: Sendable, Equatable, CustomStringConvertible {
        /// The configuration asks for it.
        case configured
        /// The file system of the inbox sends no events.
        case noEvents
        /// The kernel allows no more watches until this sysctl is raised.
        case limit(SystemError, setting: String)
        /// The kernel has refused a watch for another reason.
        case refused(SystemError)

        /// Whether an administrator can mend it by raising a limit.
        public var isLimit: Bool {
            if case .limit = self { true } else { false }
        }

        /// For a person; a limit with what raises it.
        public var description: String {
            switch self {
            case .configured: "the configuration says `watch: scan`"
            case .noEvents: "the file system of the inbox gives no events"
            case .limit(let error, let setting): "\(error); raise the sysctl \(setting)"
            case .refused(let error): "\(error)"
            }
        }
    }

    public var state: State = .starting
    /// When the state began, in nanoseconds since 1970.
    public var since: Int64 = 0
    /// Names in the inbox that have no answer yet, and whether the listing has not come to the end. Beyond the names
    /// that the watch holds in memory they are counted every so often, and in between the count is carried on.
    public var waiting = 0
    public var isListing = false
    /// Listings of the whole inbox that have come to the end.
    public var listings = 0
    /// Whether all that stood in the inbox at the first listing has its answer.
    public var hasCaughtUp = false
    /// Times since then that every name that was known had its answer.
    public var timesEmptied = 0
    /// When the name that has waited longest was noticed, in nanoseconds since 1970.
    public var oldestNoticed: Int64?
    /// Files that are left alone by a pattern, of their own name or of a folder that they lie in.
    public var ignored = 0
    /// How many of them have been there for longer than ``Operations/Settings/ignoredAge``, and the oldest of those.
    public var ignoredOld = 0
    public var oldestIgnored: IgnoredFile?
    /// Folders that could not be read or lie too deep, and files that could not be read or moved, with the reason: how
    /// many there are, and the first few of each.
    public var troubled = 0
    /// How many files have their answer and stay in the inbox only because the desk may not move them.
    public var waitingForPermission = 0
    public var troubles: [Trouble] = []
    /// Times that the kernel's queue of events was full.
    public var overflows = 0
    /// Folders that are watched.
    public var watches = 0
    /// Whether another process has a claim to the inbox, as a second desk on it has.
    public var isShared = false
    /// Whether intake waits for room on the disk, and since when, in nanoseconds since 1970.
    public var waitingForSpaceSince: Int64?

    /// A file or folder that is left alone by a pattern.
    public struct IgnoredFile: Sendable, Equatable {
        public var path: Path
        /// The pattern as it stands in the configuration.
        public var pattern: String
        /// Nanoseconds since 1970 of its last change.
        public var since: Int64

        /// A file with this path.
        public init(path: Path, pattern: String, since: Int64) {
            self.path = path
            self.pattern = pattern
            self.since = since
        }
    }

    /// One file or folder that cannot be worked on.
    public struct Trouble: Sendable, Equatable {
        public var path: Path
        public var reason: String
        /// What its operator can do.
        public var advice: String

        /// A trouble with this path.
        public init(path: Path, _ trouble: FileTrouble) {
            self.path = path
            reason = trouble.reason
            advice = trouble.advice
        }
    }
}
