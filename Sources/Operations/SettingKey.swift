internal import LinuxIO
internal import Logging

/// One key of the configuration: its name, its default, what it means, and how its value is read.
public struct SettingKey: Sendable {
    /// As it stands in the configuration file, such as `max_file_size`.
    public let name: String
    /// The default as a person would write it in the file.
    public let standard: String
    /// One sentence.
    public let summary: String
    /// Whether the value is a list.
    public let isList: Bool
    /// Whether a reload puts a change in force; where not, it takes a restart.
    public let isLive: Bool
    let apply: @Sendable (SettingValue, inout Settings) throws(UnfitValue) -> Void
    let written: @Sendable (Settings) -> String

    /// The variable that carries it in the environment, such as `WIREDESK_MAX_FILE_SIZE`.
    public var variable: String { "WIREDESK_" + name.uppercased() }

    /// The option that carries it on the command line, such as `--max-file-size`.
    public var option: String { "--" + name.split(separator: "_").joined(separator: "-") }

    init(
        _ name: String,
        _ standard: String,
        _ summary: String,
        isList: Bool = false,
        isLive: Bool,
        apply: @escaping @Sendable (SettingValue, inout Settings) throws(UnfitValue) -> Void,
        written: @escaping @Sendable (Settings) -> String
    ) {
        self.name = name
        self.standard = standard
        self.summary = summary
        self.isList = isList
        self.isLive = isLive
        self.apply = apply
        self.written = written
    }
}

extension Settings {
    /// Every key, in the order in which `Config/wiredesk.yaml` has them.
    public static let keys: [SettingKey] = [
        SettingKey(
            "state_directory",
            "/var/lib/wiredesk",
            "The folder of everything that the desk keeps: archive, catalogue, and the files it is done with.",
            isLive: false
        ) { value, settings throws(UnfitValue) in
            settings.stateDirectory = try value.folder()
        } written: {
            yaml($0.stateDirectory)
        },
        SettingKey(
            "runtime_directory",
            "$RUNTIME_DIRECTORY, else the state directory",
            "The folder in which status.json and wiredesk.prom are replaced every second while the desk runs.",
            isLive: false
        ) { value, settings throws(UnfitValue) in
            settings.runtimeDirectory = try value.folder()
        } written: {
            yaml($0.runtimeDirectory)
        },
        SettingKey(
            "inbox",
            "inbox in the state directory",
            "The folder that files are dropped into; its subfolders belong to it.",
            isLive: false
        ) { value, settings throws(UnfitValue) in
            settings.inbox = try value.folder()
        } written: {
            yaml($0.inbox)
        },
        SettingKey(
            "watch",
            "auto",
            "How new files are noticed: `events` from the kernel, `scan` at an interval, or `auto`, which scans only "
                + "where the file system (network, FUSE) sends no events.",
            isLive: false
        ) { value, settings throws(UnfitValue) in
            settings.watch = try value.choice()
        } written: {
            $0.watch.rawValue
        },
        SettingKey(
            "settle",
            "200ms",
            "How long a file that was written in place must stay unchanged before it is read; a file that is moved in is "
                + "read at once.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.settle = try value.duration(.zero ... .seconds(3600))
        } written: {
            Quantity.text($0.settle)
        },
        SettingKey(
            "scan_interval",
            "5s",
            "How often the inbox is listed where no events come.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.scanInterval = try value.duration(.milliseconds(100) ... .seconds(86_400))
        } written: {
            Quantity.text($0.scanInterval)
        },
        SettingKey(
            "rescan_interval",
            "10m",
            "How often the inbox is listed although events come, as a net under them.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.rescanInterval = try value.duration(.seconds(1) ... .seconds(7 * 86_400))
        } written: {
            Quantity.text($0.rescanInterval)
        },
        SettingKey(
            "max_depth",
            "16",
            "How many folders deep the inbox is read; what lies deeper is reported and left alone.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.maxDepth = Int(try value.number(0...256))
        } written: {
            "\($0.maxDepth)"
        },
        SettingKey(
            "max_file_size",
            "16MiB",
            "The largest file that is read; a larger one is quarantined unread.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.maxFileSize = try value.size(1...(1 << 30))
        } written: {
            Quantity.size($0.maxFileSize)
        },
        SettingKey(
            "ignore",
            "[\".*\", \"*.tmp\", \"*.part\", \"*.filepart\", \"*.crdownload\", \"~$*\"]",
            "Names that are left alone until they are renamed, as patterns in which `*` stands for any text, `?` for one "
                + "byte and `[a-z]` for one of those; each is held against the name of a file or folder without its path.",
            isList: true,
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.ignore = try value.patterns()
        } written: {
            yaml($0.ignore)
        },
        SettingKey(
            "ignored_age",
            "1h",
            "How long such a file may lie unchanged before the status speaks of it, and it is entered among the "
                + "deliveries as ignored.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.ignoredAge = try value.duration(.milliseconds(1) ... .seconds(365 * 86_400))
        } written: {
            Quantity.text($0.ignoredAge)
        },
        SettingKey(
            "hard_links",
            "ingest",
            "What becomes of a file that has further hard links: `ingest` reads it, because some senders deliver by "
                + "linking, `refuse` quarantines it.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.hardLinks = try value.choice()
        } written: {
            $0.hardLinks.rawValue
        },
        SettingKey(
            "segment_size",
            "256MiB",
            "The size at which a segment of the archive is sealed and the next begun; midnight UTC does so too.",
            isLive: false
        ) { value, settings throws(UnfitValue) in
            settings.segmentSize = try value.size(1024...(1 << 40))
        } written: {
            Quantity.size($0.segmentSize)
        },
        SettingKey(
            "batch_records",
            "1000",
            "How many records one sync of the archive covers at most.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.batchRecords = Int(try value.number(1...100_000))
        } written: {
            "\($0.batchRecords)"
        },
        SettingKey(
            "batch_bytes",
            "8MiB",
            "How many bytes of records one sync of the archive covers, unless a single record is larger.",
            isLive: false
        ) { value, settings throws(UnfitValue) in
            settings.batchBytes = try value.size(1...(1 << 30))
        } written: {
            Quantity.size($0.batchBytes)
        },
        SettingKey(
            "search",
            "on",
            "Whether an index for `wiredesk find` and quick answers is kept beside the archive: `on`, or `off`, which costs "
                + "nothing; it is made in the background, and can be deleted at any time.",
            isLive: false
        ) { value, settings throws(UnfitValue) in
            settings.search = try value.choice()
        } written: {
            $0.search.rawValue
        },
        SettingKey(
            "log_level",
            "info",
            "The least important message that is logged: trace, debug, info, notice, warning, error or critical.",
            isLive: true
        ) { value, settings throws(UnfitValue) in
            settings.logLevel = try value.choice()
        } written: {
            $0.logLevel.rawValue
        },
    ]
}
