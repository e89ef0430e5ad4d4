public import LinuxIO
public import Logging

/// What the desk is told to do and where: every key of `Config/wiredesk.yaml`, with a value.
///
/// ``keys`` lists each key with its default and its meaning. A value comes from the command line, else from the
/// environment (`WIREDESK_` and the key in capitals), else from the configuration file, else it is the default.
public struct Settings: Sendable, Equatable {
    public var stateDirectory: Path = "/var/lib/wiredesk"
    public var runtimeDirectory: Path = "/var/lib/wiredesk"
    public var inbox: Path = "/var/lib/wiredesk/inbox"
    public var watch = WatchMode.auto
    public var settle = Duration.milliseconds(200)
    public var scanInterval = Duration.seconds(5)
    public var rescanInterval = Duration.seconds(600)
    /// Folders beneath the inbox; 0 is the inbox alone.
    public var maxDepth = 16
    /// Bytes.
    public var maxFileSize: Int64 = 16 << 20
    /// Patterns with `*`, `?` and `[…]` that a file's name is held against.
    public var ignore = [".*", "*.tmp", "*.part", "*.filepart", "*.crdownload", "~$*"]
    /// How long a name that fits may lie before it is reported.
    public var ignoredAge = Duration.seconds(3600)
    public var hardLinks = HardLinkPolicy.ingest
    /// Bytes.
    public var segmentSize: Int64 = 256 << 20
    public var batchRecords = 1_000
    /// Bytes.
    public var batchBytes: Int64 = 8 << 20
    public var search = SearchIndexing.on
    public var logLevel = Logger.Level.info

    /// Where each key's value came from.
    public var origins: [String: SettingOrigin] = [:]
    /// The configuration file that was read; nil where none was.
    public var file: Path?

    /// The defaults.
    public init() {}
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

/// Where a setting's value came from.
public enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
    case commandLine(option: String)
    case environment(variable: String)
    case file(path: Path, line: Int)
    case standard

    /// Such as `/etc/wiredesk/wiredesk.yaml:12`, `WIREDESK_SETTLE`, `--inbox` or `default`.
    public var description: String {
        switch self {
        case .commandLine(let option): option
        case .environment(let variable): variable
        case .file(let path, let line): "\(path.display):\(line)"
        case .standard: "default"
        }
    }
}

extension Settings {
    /// These settings with those of others that can change while the desk runs (``SettingKey/isLive``).
    public func takingLive(from other: Settings) -> Settings {
        var taken = self
        taken.settle = other.settle
        taken.scanInterval = other.scanInterval
        taken.rescanInterval = other.rescanInterval
        taken.maxDepth = other.maxDepth
        taken.maxFileSize = other.maxFileSize
        taken.ignore = other.ignore
        taken.ignoredAge = other.ignoredAge
        taken.hardLinks = other.hardLinks
        taken.batchRecords = other.batchRecords
        taken.logLevel = other.logLevel
        for key in Settings.keys where key.isLive { taken.origins[key.name] = other.origins[key.name] }
        return taken
    }

    /// Where the configuration file is looked for when none is named.
    public static let standardFile: Path = "/etc/wiredesk/wiredesk.yaml"

    /// Brings the settings together from what is handed in.
    ///
    /// - Parameters:
    ///   - configFile: the configuration file as it was read (``SettingsFile/read(_:)``), if there is one.
    ///   - environment: all variables of the process; those that start with `WIREDESK_` are keys, `RUNTIME_DIRECTORY`
    ///     (systemd.exec(5)) is the default of `runtime_directory`.
    ///   - overrides: keys with the values given on the command line; lists part at commas.
    /// - Throws: everything that is wrong, each with its place.
    public static func load(
        configFile: SettingsFile?,
        environment: [String: String],
        overrides: [String: String] = [:]
    ) throws(SettingsError) -> Settings {
        var settings = Settings()
        var problems: [SettingsError.Problem] = []
        var sources: [any SettingsSource] = [CommandLineSource(overrides), EnvironmentSource(environment)]
        if let configFile { sources.append(configFile) }
        settings.file = configFile?.path

        for source in sources { problems += source.unknownKeys }
        for key in keys {
            settings.origins[key.name] = .standard
            for source in sources {
                guard let origin = source.origin(of: key) else { continue }
                settings.origins[key.name] = origin
                do {
                    try key.apply(source.value(of: key), &settings)
                } catch {
                    problems.append(SettingsError.Problem(origin, key.name, error.message))
                }
                break
            }
        }
        settings.fillDerived(environment: environment)
        problems += settings.contradictions
        if !problems.isEmpty { throw SettingsError(problems: problems.sorted(by: SettingsError.Problem.precede)) }
        return settings
    }

    private mutating func fillDerived(environment: [String: String]) {
        if origins["inbox"] == .standard { inbox = stateDirectory.appending("inbox") }
        if origins["runtime_directory"] == .standard {
            let handed = environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first
            runtimeDirectory = handed.map { Path(String($0)) } ?? stateDirectory
        }
    }

    /// What is well-formed key by key and cannot stand together.
    private var contradictions: [SettingsError.Problem] {
        func inside(_ path: Path, _ folder: Path) -> Bool {
            path.components.starts(with: folder.components)
        }
        var problems: [SettingsError.Problem] = []
        let origin = origins["inbox"] ?? .standard
        if inside(stateDirectory, inbox) {
            problems.append(
                .init(
                    origin,
                    "inbox",
                    "\(inbox.display) holds the state directory \(stateDirectory.display), so that the desk would "
                        + "read its own files; name a folder beside or beneath it"
                )
            )
        }
        for kept in ["archive", "processed", "duplicates", "quarantine", "import"]
        where inside(inbox, stateDirectory.appending(kept)) {
            problems.append(
                .init(origin, "inbox", "\(inbox.display) lies in the desk's own folder \(kept)/; name another folder")
            )
        }
        if batchBytes > segmentSize {
            problems.append(
                .init(
                    origins["batch_bytes"] ?? .standard,
                    "batch_bytes",
                    "\(Quantity.size(batchBytes)) is more than a segment holds "
                        + "(segment_size: \(Quantity.size(segmentSize))); make it less"
                )
            )
        }
        return problems
    }
}
