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
    let apply: @Sendable (SettingValue, inout Settings) throws(UnfitValue) -> Void

    /// The variable that carries it in the environment, such as `WIREDESK_MAX_FILE_SIZE`.
    public var variable: String { "WIREDESK_" + name.uppercased() }

    /// The option that carries it on the command line, such as `--max-file-size`.
    public var option: String { "--" + name.split(separator: "_").joined(separator: "-") }

    init(
        _ name: String,
        _ standard: String,
        _ summary: String,
        isList: Bool = false,
        apply: @escaping @Sendable (SettingValue, inout Settings) throws(UnfitValue) -> Void
    ) {
        self.name = name
        self.standard = standard
        self.summary = summary
        self.isList = isList
        self.apply = apply
    }
}

extension Settings {
    /// Every key, in the order in which `Config/wiredesk.yaml` has them.
    public static let keys: [SettingKey] = [
        SettingKey(
            "state_directory",
            "/var/lib/wiredesk",
            "The folder of everything that the desk keeps: archive, catalogue, and the files it is done with."
        ) { value, settings throws(UnfitValue) in settings.stateDirectory = try value.folder() },
        SettingKey(
            "runtime_directory",
            "$RUNTIME_DIRECTORY, else the state directory",
            "The folder in which status.json and wiredesk.prom are replaced every second while the desk runs."
        ) { value, settings throws(UnfitValue) in settings.runtimeDirectory = try value.folder() },
        SettingKey(
            "inbox",
            "inbox in the state directory",
            "The folder that files are dropped into; its subfolders belong to it."
        ) { value, settings throws(UnfitValue) in settings.inbox = try value.folder() },
        SettingKey(
            "watch",
            "auto",
            "How new files are noticed: `events` from the kernel, `scan` at an interval, or `auto`, which scans only "
                + "where the file system (network, FUSE) sends no events."
        ) { value, settings throws(UnfitValue) in settings.watch = try value.choice() },
        SettingKey(
            "settle",
            "200ms",
            "How long a file that was written in place must stay unchanged before it is read; a file that is moved in is "
                + "read at once."
        ) { value, settings throws(UnfitValue) in
            settings.settle = try value.duration(.zero ... .seconds(3600))
        },
        SettingKey(
            "scan_interval",
            "5s",
            "How often the inbox is listed where no events come."
        ) { value, settings throws(UnfitValue) in
            settings.scanInterval = try value.duration(.milliseconds(100) ... .seconds(86_400))
        },
        SettingKey(
            "rescan_interval",
            "10m",
            "How often the inbox is listed although events come, as a net under them."
        ) { value, settings throws(UnfitValue) in
            settings.rescanInterval = try value.duration(.seconds(1) ... .seconds(7 * 86_400))
        },
        SettingKey(
            "max_depth",
            "16",
            "How many folders deep the inbox is read; what lies deeper is reported and left alone."
        ) { value, settings throws(UnfitValue) in settings.maxDepth = Int(try value.number(0...256)) },
        SettingKey(
            "max_file_size",
            "16MiB",
            "The largest file that is read; a larger one is quarantined unread."
        ) { value, settings throws(UnfitValue) in
            settings.maxFileSize = try value.size(1...(1 << 30))
        },
        SettingKey(
            "ignore",
            "[\".*\", \"*.tmp\", \"*.part\", \"*.filepart\", \"*.crdownload\", \"~$*\"]",
            "Names that are left alone until they are renamed, as patterns in which `*` stands for any text and `?` for "
                + "one byte; each is held against the name of a file or folder without its path.",
            isList: true
        ) { value, settings throws(UnfitValue) in settings.ignore = try value.patterns() },
        SettingKey(
            "ignored_age",
            "1h",
            "How long such a file may lie unchanged before the status speaks of it, and it is entered among the "
                + "deliveries as ignored."
        ) { value, settings throws(UnfitValue) in
            settings.ignoredAge = try value.duration(.milliseconds(1) ... .seconds(365 * 86_400))
        },
        SettingKey(
            "hard_links",
            "ingest",
            "What becomes of a file that has further hard links: `ingest` reads it, because some senders deliver by "
                + "linking, `refuse` quarantines it."
        ) { value, settings throws(UnfitValue) in settings.hardLinks = try value.choice() },
        SettingKey(
            "segment_size",
            "256MiB",
            "The size at which a segment of the archive is sealed and the next begun; midnight UTC does so too."
        ) { value, settings throws(UnfitValue) in
            settings.segmentSize = try value.size(1024...(1 << 40))
        },
        SettingKey(
            "batch_records",
            "1000",
            "How many records one sync of the archive covers at most."
        ) { value, settings throws(UnfitValue) in settings.batchRecords = Int(try value.number(1...100_000)) },
        SettingKey(
            "batch_bytes",
            "8MiB",
            "How many bytes of records one sync of the archive covers, unless a single record is larger."
        ) { value, settings throws(UnfitValue) in
            settings.batchBytes = try value.size(1...(1 << 30))
        },
        SettingKey(
            "search",
            "on",
            "Whether an index for `wiredesk find` and quick answers is kept beside the archive: `on`, or `off`, which costs "
                + "nothing; it is made in the background, and can be deleted at any time."
        ) { value, settings throws(UnfitValue) in settings.search = try value.choice() },
        SettingKey(
            "log_level",
            "info",
            "The least important message that is logged: trace, debug, info, notice, warning, error or critical."
        ) { value, settings throws(UnfitValue) in settings.logLevel = try value.choice() },
    ]
}
