public import Article
public import LinuxIO
public import Logging

/// What the desk is told to do and where: every key of `Config/wiredesk.yaml`, with a value.
///
/// ``keys`` lists each key with its default and its meaning. A value comes from the command line, else from the
/// environment (`WIREDESK_` and the key in capitals), else from the configuration file, else it is the default.
public struct Settings: Sendable, Equatable {
    public var stateDirectory: Path = "/var/lib/wiredesk"
    public var runtimeDirectory: Path = "/var/lib/wiredesk"
    public var metricsFile: Path = "/var/lib/wiredesk/wiredesk.prom"
    public var publishDirectory: Path = "/run/wiredesk-publish"
    public var inbox: Path = "/var/lib/wiredesk/inbox"
    public var watch = WatchMode.auto
    public var settle = Duration.seconds(1)
    public var openLimit = Duration.seconds(900)
    public var emptyLimit = Duration.seconds(60)
    public var linger = Duration.zero
    /// In the order of the configuration.
    public var folders: [FolderRule] = []
    public var scanInterval = Duration.seconds(5)
    public var rescanInterval = Duration.seconds(600)
    /// Folders beneath the inbox; 0 is the inbox alone.
    public var maxDepth = 16
    /// Bytes.
    public var maxFileSize: Int64 = 16 << 20
    /// Bytes.
    public var containerSize: Int64 = 4 << 30
    public var containerMembers = 1_000_000
    /// Containers in one another.
    public var containerDepth = 4
    /// Times the file's own bytes, and bytes beside that.
    public var unpackRatio = 200
    public var unpackAllowance: Int64 = 64 << 20
    public var parseLimit = Duration.seconds(30)
    /// What one document may cost.
    public var documentLimits = DocumentLimits()
    /// What a file's name is held against.
    public var ignore = IgnorePattern.standard.map { NamePattern($0.pattern) }
    /// How long a name that fits may lie before it is reported.
    public var ignoredAge = Duration.seconds(3600)
    public var hardLinks = HardLinkPolicy.ingest
    /// How long files and folders are kept; nil for ever.
    public var keepProcessed: Duration?
    public var keepDuplicates: Duration?
    public var keepEmptyFolders: Duration? = .seconds(86_400)
    /// Bytes.
    public var segmentSize: Int64 = 256 << 20
    public var compressSegments = SegmentCompression.off
    public var compressAfter = Duration.seconds(30 * 86_400)
    public var batchRecords = 1_000
    /// Bytes.
    public var batchBytes: Int64 = 8 << 20
    public var storyWindow = Duration.seconds(72 * 3600)
    public var storyLimit = 50_000
    public var search = SearchIndexing.on
    public var logLevel = Logger.Level.info

    /// Where each key's value came from.
    public var origins: [String: SettingOrigin] = [:]
    /// The configuration file that was read; nil where none was.
    public var file: Path?

    /// The defaults.
    public init() {}
}

extension Settings {
    /// How long a file may stay in the inbox after its outcome is durable.
    static var lingerKind: SettingKind<Duration> { .duration(.zero ... .seconds(60)) }

    /// Every key, in the order in which `Config/wiredesk.yaml` has them. To add one, give ``Settings`` a property with the
    /// default, and this table a line.
    public static let keys: [SettingKey] = keysOfIntake + keysOfDocuments + keysOfKeeping

    private static let keysOfIntake: [SettingKey] = [
        SettingKey(
            "state_directory",
            \.stateDirectory,
            .path,
            isLive: false,
            "The folder of everything that the desk keeps: archive, catalogue, and the files it is done with."
        ),
        SettingKey(
            "runtime_directory",
            \.runtimeDirectory,
            .path,
            isLive: false,
            note: "as a service /run/wiredesk, from $RUNTIME_DIRECTORY",
            "The folder in which status.json and wiredesk.prom are replaced every second while the desk runs."
        ),
        SettingKey(
            "metrics_file",
            \.metricsFile,
            .path,
            isLive: false,
            note: "wiredesk.prom in the runtime directory",
            "Where the metrics for node_exporter are written instead: a file in its textfile directory, whose name ends in "
                + "`.prom`. The unit allows no other folder than the desk's own without a drop-in."
        ),
        SettingKey(
            "publish_directory",
            \.publishDirectory,
            .path,
            isLive: false,
            "The folder in which `wiredesk-publish` says how far it has come, for `wiredesk status` and node_exporter."
        ),
        SettingKey(
            "inbox",
            \.inbox,
            .path,
            isLive: false,
            note: "the folder inbox in the state directory",
            "The folder that files are dropped into; its subfolders belong to it."
        ),
        SettingKey(
            "watch",
            \.watch,
            .choice(),
            isLive: false,
            "How new files are noticed: `events` from the kernel, `scan` at an interval, or `auto`, which scans only "
                + "where the file system (network, FUSE) sends no events."
        ),
        SettingKey(
            "settle",
            \.settle,
            .duration(.zero ... .seconds(3600)),
            isLive: true,
            "How long a file that was written in place must stay unchanged before it is read, twice as long each time that "
                + "it is written to again meanwhile, up to 30 s; a file that is moved in is read at once."
        ),
        SettingKey(
            "open_limit",
            \.openLimit,
            .duration(.zero ... .seconds(86_400)),
            isLive: true,
            "How long a file that was written to and not closed by its writer must stay unchanged before it is read all "
                + "the same; where files are protected by leases, it waits until it is closed."
        ),
        SettingKey(
            "empty_limit",
            \.emptyLimit,
            .duration(.zero ... .seconds(86_400)),
            isLive: true,
            "How long an empty file is left to be filled before it is quarantined."
        ),
        SettingKey(
            "linger",
            \.linger,
            lingerKind,
            isLive: true,
            "How long a file stays in the inbox after its outcome is durable, for senders that look at what they have just "
                + "sent, or set its mode or times; 2s to 5s are enough for FTP, SFTP and WebDAV clients."
        ),
        SettingKey(
            "folders",
            \.folders,
            .folders,
            isLive: true,
            note: "such as {\"tass/**\": {source: TASS, language: en, zone: Europe/Moscow}, "
                + "\"fax/*.txt\": {encoding: koi8-r}}",
            "What is known of files by where they are delivered: patterns of paths in the inbox, in which `*` stands for any "
                + "text of a name and `**` for any folders, each with source, language, zone, encoding and year, which count "
                + "where a file says nothing itself and are recorded as assumed, and linger. Where several patterns fit, the "
                + "last that says a value counts."
        ),
        SettingKey(
            "scan_interval",
            \.scanInterval,
            .duration(.milliseconds(100) ... .seconds(86_400)),
            isLive: true,
            "How often the inbox is listed where no events come."
        ),
        SettingKey(
            "rescan_interval",
            \.rescanInterval,
            .duration(.seconds(1) ... .seconds(7 * 86_400)),
            isLive: true,
            "How often the inbox is listed although events come, as a net under them."
        ),
        SettingKey(
            "max_depth",
            \.maxDepth,
            .number(0...256),
            isLive: true,
            "How many folders deep the inbox is read; what lies deeper is reported and left alone."
        ),
        SettingKey(
            "max_file_size",
            \.maxFileSize,
            .size(1...(1 << 30)),
            isLive: true,
            "The largest file, or member of an archive, mailbox or web archive, that is read; a larger one is quarantined "
                + "unread. Reading takes up to 40 times its size of memory, so that MemoryMax of the service has to be raised "
                + "with it."
        ),
        SettingKey(
            "container_size",
            \.containerSize,
            .size(1...(16 << 30)),
            isLive: true,
            "The largest archive, mailbox or web archive whose members are read; they are taken out one by one, however "
                + "large it is."
        ),
        SettingKey(
            "container_members",
            \.containerMembers,
            .number(1...100_000_000),
            isLive: true,
            "How many members of an archive, mailbox or web archive are read; one that has more is refused."
        ),
        SettingKey(
            "container_depth",
            \.containerDepth,
            .number(1...16),
            isLive: true,
            "How many archives, one in another, are opened; what lies deeper is refused."
        ),
        SettingKey(
            "unpack_ratio",
            \.unpackRatio,
            .number(1...10_000),
            isLive: true,
            "How many times its own size a file may unpack to, with all archives in it, beside `unpack_allowance`."
        ),
        SettingKey(
            "unpack_allowance",
            \.unpackAllowance,
            .size(0...(1 << 40)),
            isLive: true,
            "How many bytes a file may unpack to beside `unpack_ratio` times its own size."
        ),
        SettingKey(
            "parse_limit",
            \.parseLimit,
            .duration(.seconds(1) ... .seconds(3600)),
            isLive: false,
            "How much processor time a file, or a member of an archive, may take to be read; one that takes longer ends the "
                + "daemon, which starts again and, after three such ends, sets it aside."
        ),
    ]

    private static let keysOfKeeping: [SettingKey] = [
        SettingKey(
            "ignore",
            \.ignore,
            .patterns,
            isLive: true,
            "Names that are left alone until they are renamed, as patterns in which `*` stands for any text, `?` for one "
                + "byte and `[a-z]` for one of those; each is held against the name of a file or folder without its path."
        ),
        SettingKey(
            "ignored_age",
            \.ignoredAge,
            .duration(.milliseconds(1) ... .seconds(365 * 86_400)),
            isLive: true,
            "How long such a file may lie unchanged before the status speaks of it, and it is entered among the "
                + "deliveries as ignored."
        ),
        SettingKey(
            "hard_links",
            \.hardLinks,
            .choice(),
            isLive: true,
            "What becomes of a file that has further hard links: `ingest` reads it, because some senders deliver by "
                + "linking, `refuse` quarantines it."
        ),
        SettingKey(
            "keep_processed",
            \.keepProcessed,
            .keeping,
            isLive: true,
            "How long a file stays in `processed/` after its articles were archived: `forever`, or a time such as 90d, after "
                + "which it is removed; the ledger tells of each."
        ),
        SettingKey(
            "keep_duplicates",
            \.keepDuplicates,
            .keeping,
            isLive: true,
            "How long a file stays in `duplicates/`, in the same way."
        ),
        SettingKey(
            "keep_empty_folders",
            \.keepEmptyFolders,
            .keeping,
            isLive: true,
            "How long a folder beneath a folder of the inbox stays once it is empty and nothing in it changes; folders "
                + "directly in the inbox always stay."
        ),
        SettingKey(
            "segment_size",
            \.segmentSize,
            .size(1024...(1 << 40)),
            isLive: false,
            "The size at which a segment of the archive is sealed and the next begun; midnight UTC does so too."
        ),
        SettingKey(
            "compress_segments",
            \.compressSegments,
            .choice(),
            isLive: true,
            "Whether complete segments of archive and ledger are compressed: `gzip`, or `off`, which leaves as it is what is "
                + "compressed by then. Every command reads both, and so do zcat, DuckDB, pandas and Spark."
        ),
        SettingKey(
            "compress_after",
            \.compressAfter,
            .duration(.zero ... .seconds(36_500 * 86_400)),
            isLive: true,
            "How long after its last record a complete segment is compressed; the newest one, which still grows, never is."
        ),
        SettingKey(
            "batch_records",
            \.batchRecords,
            .number(1...100_000),
            isLive: true,
            "How many records one sync of the archive covers at most."
        ),
        SettingKey(
            "batch_bytes",
            \.batchBytes,
            .size(1...(1 << 30)),
            isLive: false,
            "How many bytes of records one sync of the archive covers, unless a single record is larger."
        ),
        SettingKey(
            "story_window",
            \.storyWindow,
            .duration(.zero ... .seconds(30 * 86_400)),
            isLive: false,
            "How far back the texts of articles are compared to tell what is a new version of which story; ids, addresses, "
                + "slugs and headlines are remembered ten times as long."
        ),
        SettingKey(
            "story_limit",
            \.storyLimit,
            .number(1...1_000_000),
            isLive: false,
            "How many of the newest articles a new one may be a version of at most; each takes some 3 KiB of memory while its "
                + "text is compared."
        ),
        SettingKey(
            "search",
            \.search,
            .choice(),
            isLive: false,
            "Whether an index for `wiredesk find` and quick answers is kept beside the archive: `on`, or `off`, which costs "
                + "nothing; it is made in the background, and can be deleted at any time."
        ),
        SettingKey(
            "log_level",
            \.logLevel,
            .choice(),
            isLive: true,
            "The least important message that is logged: trace, debug, info, notice, warning, error or critical."
        ),
    ]
}

/// How the desk learns of new files.
public enum WatchMode: String, Sendable, CaseIterable {
    /// By the kernel's events where the file system has them, else by listing.
    case auto
    /// By the kernel's events (inotify(7)) in any case.
    case events
    /// By listing the inbox at an interval.
    case scan
}

/// What becomes of a file that has further hard links.
public enum HardLinkPolicy: String, Sendable, CaseIterable {
    /// It is read like any other; senders deliver by link(2).
    case ingest
    /// It is quarantined.
    case refuse
}

/// Whether an index for looking things up is kept beside the archive.
public enum SearchIndexing: String, Sendable, CaseIterable {
    /// The daemon keeps one, in the background.
    case on
    /// There is none, and no thread that would make one.
    case off
}

/// How complete segments are compressed.
public enum SegmentCompression: String, Sendable, CaseIterable {
    case off
    case gzip
}
