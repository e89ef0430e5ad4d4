internal import Configuration

/// A place that values come from.
protocol SettingsSource {
    /// The values, as Swift Configuration reads them.
    var snapshot: any ConfigSnapshot { get }
    /// Where the key stands in this source; nil where it does not.
    func origin(of key: SettingKey) -> SettingOrigin?
    /// What stands in this source and is no key.
    var unknownKeys: [SettingsError.Problem] { get }
}

extension SettingsSource {
    /// The value of a key that this source has.
    func value(of key: SettingKey) throws(UnfitValue) -> SettingValue {
        let name = AbsoluteConfigKey([key.name])
        if let list = try? snapshot.value(forKey: name, type: .stringArray).value?.content,
            case .stringArray(let texts) = list, key.isList || self is SettingsFile
        {
            return .list(texts)
        }
        if let single = try? snapshot.value(forKey: name, type: .string).value?.content,
            case .string(let text) = single
        {
            return .single(text)
        }
        return .nested
    }
}

/// The options of the command line, by the name of their key.
struct CommandLineSource: SettingsSource {
    private let overrides: [String: String]
    let snapshot: any ConfigSnapshot

    init(_ overrides: [String: String]) {
        self.overrides = overrides
        let lists = Set(Settings.keys.filter(\.isList).map(\.name))
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (name, text) in overrides {
            let list = text.split(separator: ",").map(String.init)
            values[AbsoluteConfigKey([name])] = ConfigValue(
                lists.contains(name) ? .stringArray(list) : .string(text),
                isSecret: false
            )
        }
        snapshot = InMemoryProvider(name: "command line", values: values).snapshot()
    }

    func origin(of key: SettingKey) -> SettingOrigin? {
        overrides[key.name] == nil ? nil : .commandLine(option: key.option)
    }

    var unknownKeys: [SettingsError.Problem] {
        let names = Settings.keys.map(\.name)
        return Settings.unknown(overrides.keys.filter { !names.contains($0) }.sorted(), among: names)
            .map { SettingsError.Problem("command line", $0) }
    }
}

/// The variables of the environment that start with `WIREDESK_`.
struct EnvironmentSource: SettingsSource {
    private static let prefix = "WIREDESK_"
    private let names: [String]
    let snapshot: any ConfigSnapshot

    init(_ environment: [String: String]) {
        let ours = environment.filter { $0.key.hasPrefix(EnvironmentSource.prefix) }
        names = ours.keys.sorted()
        var plain: [String: String] = [:]
        for (name, text) in ours { plain[String(name.dropFirst(EnvironmentSource.prefix.count))] = text }
        snapshot = EnvironmentVariablesProvider(environmentVariables: plain).snapshot()
    }

    func origin(of key: SettingKey) -> SettingOrigin? {
        names.contains(key.variable) ? .environment(variable: key.variable) : nil
    }

    var unknownKeys: [SettingsError.Problem] {
        let known = Settings.keys.map(\.variable)
        return Settings.unknown(names.filter { !known.contains($0) }, among: known, after: EnvironmentSource.prefix)
            .map { SettingsError.Problem("environment", $0, order: 1) }
    }
}
