public import LinuxIO

extension Settings {
    /// These settings with those of others that can change while the desk runs (``SettingKey/isLive``).
    public func takingLive(from other: Settings) -> Settings {
        var taken = self
        for key in Settings.keys where key.isLive {
            key.copy(other, &taken)
            taken.origins[key.name] = other.origins[key.name]
        }
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
                guard let origin = source.origin(of: key), let value = source.value(of: key) else { continue }
                settings.origins[key.name] = origin
                do {
                    try key.apply(value, &settings)
                } catch {
                    problems += error.faults.map { SettingsError.Problem(origin.at($0.line), key.name, $0.message) }
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
        if origins["inbox"] == .standard { inbox = stateDirectory.appending(StateDirectory.inbox) }
        if origins["runtime_directory"] == .standard {
            let handed = environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first
            runtimeDirectory = handed.map { Path(String($0)) } ?? stateDirectory
        }
        if origins["metrics_file"] == .standard { metricsFile = runtimeDirectory.appending(RuntimeDirectory.metrics) }
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
        for kept in StateDirectory.folders where inside(inbox, stateDirectory.appending(kept)) {
            problems.append(
                .init(
                    origin,
                    "inbox",
                    "\(inbox.display) lies in the desk's own folder \(kept.display)/; name another folder"
                )
            )
        }
        let metrics = origins["metrics_file"] ?? .standard
        if metricsFile.name.text?.hasSuffix(".prom") != true {
            problems.append(
                .init(
                    metrics,
                    "metrics_file",
                    "\(metricsFile.display) does not end in .prom, and node_exporter reads no other names"
                )
            )
        }
        if inside(metricsFile, inbox) {
            problems.append(
                .init(
                    metrics,
                    "metrics_file",
                    "\(metricsFile.display) lies in the inbox, and would be read as a delivery; name another folder"
                )
            )
        }
        let (batch, segment) = (Quantity.size(batchBytes), Quantity.size(segmentSize))
        if batchBytes > segmentSize, let origin = origins["batch_bytes"], origin != .standard {
            let message = "\(batch) is more than a segment holds (segment_size: \(segment)); make it less"
            problems.append(.init(origin, "batch_bytes", message))
        } else if batchBytes > segmentSize {
            // Nobody has written the default.
            let message =
                "\(segment) is less than a batch may have (batch_bytes: \(batch), the default); make it more, or set "
                + "batch_bytes to no more than it"
            problems.append(.init(origins["segment_size"] ?? .standard, "segment_size", message))
        }
        return problems
    }
}
