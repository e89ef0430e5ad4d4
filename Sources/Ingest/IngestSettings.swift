public import LinuxIO

/// What the desk is told before it starts: where things are, and the bounds on what it takes.
///
/// It has no defaults: those stand in one place, `Settings` in the module Operations.
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
    public var watch: WatchMode
    /// Nanoseconds that a file must have been left alone before it is read; nothing for a file that was moved in.
    public var settle: Int64
    /// Nanoseconds between two scans where no events come, and between two where they do.
    public var scanInterval: Int64
    public var rescanInterval: Int64
    /// How many folders deep the inbox is watched.
    public var depth: Int
    /// Bytes of the largest file that is read.
    public var largestFile: Int64
    /// Names that are left alone.
    public var ignoredNames: [NamePattern]
    /// Nanoseconds after which a file that is left alone by a pattern is reported, and entered among the deliveries.
    public var ignoredAge: Int64
    public var hardLinks: HardLinkPolicy
    /// Bytes after which a new segment of the archive is begun.
    public var segmentSize: Int64
    /// How much goes into one commit at most.
    public var batchRecords: Int
    public var batchBytes: Int
    /// Files that may be in work at once; each has a descriptor.
    public var inWork: Int

    /// Files in work that keep every thread busy, with room to spare.
    public static let mostInWork = 3072

    /// Settings of these values.
    public init(
        stateDirectory: Path,
        inbox: Path,
        watch: WatchMode,
        settle: Int64,
        scanInterval: Int64,
        rescanInterval: Int64,
        depth: Int,
        largestFile: Int64,
        ignoredNames: [NamePattern],
        ignoredAge: Int64,
        hardLinks: HardLinkPolicy,
        segmentSize: Int64,
        batchRecords: Int,
        batchBytes: Int,
        inWork: Int = IngestSettings.mostInWork
    ) {
        self.stateDirectory = stateDirectory
        self.inbox = inbox
        self.watch = watch
        self.settle = settle
        self.scanInterval = scanInterval
        self.rescanInterval = rescanInterval
        self.depth = depth
        self.largestFile = largestFile
        self.ignoredNames = ignoredNames
        self.ignoredAge = ignoredAge
        self.hardLinks = hardLinks
        self.segmentSize = segmentSize
        self.batchRecords = batchRecords
        self.batchBytes = batchBytes
        self.inWork = inWork
    }
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
