public import LinuxIO

/// What the desk is told before it starts: where things are, and the bounds on what it takes.
public struct IngestSettings: Sendable, Equatable {
    /// How new files are noticed.
    public enum WatchMode: String, Sendable, CaseIterable {
        /// By events where the file system gives them, by scans elsewhere.
        case auto
        /// By events, with the slow rescan as a net.
        case events
        /// By scans alone.
        case scan
    }

    /// What becomes of a file that has further names.
    public enum HardLinkPolicy: String, Sendable, CaseIterable {
        case ingest
        case refuse
    }

    /// The folder that holds the archive, the catalogue and the finished files.
    public var stateDirectory: Path
    /// The folder that deliveries are dropped into.
    public var inbox: Path
    public var watch: WatchMode = .auto
    /// Nanoseconds that a file must have been left alone before it is read; nothing for a file that was moved in.
    public var settle: Int64 = 200_000_000
    /// Nanoseconds between two scans where no events come, and between two where they do.
    public var scanInterval: Int64 = 5_000_000_000
    public var rescanInterval: Int64 = 600_000_000_000
    /// Bytes of the largest file that is read.
    public var largestFile: Int64 = 16 * 1024 * 1024
    /// How many folders deep the inbox is watched.
    public var depth = 16
    /// Names that are left alone.
    public var ignoredNames: [NamePattern] = IngestSettings.temporaryNames.map { NamePattern($0) }
    public var hardLinks: HardLinkPolicy = .ingest
    /// Nanoseconds after which a file that is left alone by a pattern is reported, and entered among the deliveries.
    public var ignoredAge: Int64 = 3_600_000_000_000
    /// Files that may be in work at once; each has a descriptor.
    public var inWork = 3072
    /// Bytes after which a new segment of the archive is begun.
    public var segmentSize: Int64 = 256 * 1024 * 1024
    /// How much goes into one commit at most.
    public var batchRecords = 1024
    public var batchBytes = 8 * 1024 * 1024

    /// Settings with the defaults for everything but the places.
    public init(stateDirectory: Path, inbox: Path) {
        self.stateDirectory = stateDirectory
        self.inbox = inbox
    }

    /// The names under which programs keep a file that they have not finished: hidden files and rsync's `.x.AbC123`,
    /// `.goutputstream-…`, `.nfs…`; browsers' and senders' `x.part`, `x.filepart`, `x.crdownload`, `x.tmp`; Office's
    /// `~$x`; editors' `x~` and `x.swp`.
    public static let temporaryNames = [
        ".*", "*.tmp", "*.part", "*.partial", "*.filepart", "*.crdownload", "*.download", "*.swp", "*~", "~$*",
    ]
}

extension IngestSettings {
    /// These settings with those of others that can change while the desk works.
    func takingLive(from other: IngestSettings) -> IngestSettings {
        var taken = self
        taken.settle = other.settle
        taken.scanInterval = other.scanInterval
        taken.rescanInterval = other.rescanInterval
        taken.depth = other.depth
        taken.largestFile = other.largestFile
        taken.ignoredNames = other.ignoredNames
        taken.ignoredAge = other.ignoredAge
        taken.hardLinks = other.hardLinks
        taken.batchRecords = other.batchRecords
        return taken
    }
}
