/// A place that values come from.
protocol SettingsSource {
    /// Where the key stands in this source; nil where it does not.
    func origin(of key: SettingKey) -> SettingOrigin?
    /// The value as it stands there; nil where the key does not.
    func value(of key: SettingKey) -> SettingValue?
    /// What stands in this source and is no key.
    var unknownKeys: [SettingsError.Problem] { get }
}

/// The options of the command line, by the name of their key. A list is separated by commas, a table is YAML in braces.
struct CommandLineSource: SettingsSource {
    private let overrides: [String: String]

    init(_ overrides: [String: String]) {
        self.overrides = overrides
    }

    func origin(of key: SettingKey) -> SettingOrigin? {
        overrides[key.name] == nil ? nil : .commandLine(option: key.option)
    }

    func value(of key: SettingKey) -> SettingValue? {
        overrides[key.name].map { text in
            switch key.form {
            case .single: .single(text)
            case .list: .list(text.split(separator: ",").map(String.init))
            case .table: SettingValue(yaml: text)
            }
        }
    }

    var unknownKeys: [SettingsError.Problem] {
        let names = Settings.keys.map(\.name)
        return Settings.unknown(overrides.keys.filter { !names.contains($0) }.sorted(), among: names)
            .map { SettingsError.Problem("command line", $0) }
    }
}

/// The variables of the environment that start with `WIREDESK_`. A list is separated by commas, with or without spaces
/// around them, a table is YAML in braces.
struct EnvironmentSource: SettingsSource {
    private static let prefix = "WIREDESK_"
    private let variables: [String: String]

    init(_ environment: [String: String]) {
        variables = environment.filter { $0.key.hasPrefix(EnvironmentSource.prefix) }
    }

    func origin(of key: SettingKey) -> SettingOrigin? {
        variables[key.variable] == nil ? nil : .environment(variable: key.variable)
    }

    func value(of key: SettingKey) -> SettingValue? {
        variables[key.variable].map { text in
            switch key.form {
            case .single: .single(text)
            case .list: .list(text.split(separator: ",", omittingEmptySubsequences: false).map { withoutSpaces($0) })
            case .table: SettingValue(yaml: text)
            }
        }
    }

    var unknownKeys: [SettingsError.Problem] {
        let known = Settings.keys.map(\.variable)
        let unknown = variables.keys.filter { !known.contains($0) }.sorted()
        return Settings.unknown(unknown, among: known, after: EnvironmentSource.prefix)
            .map { SettingsError.Problem("environment", $0, order: 1) }
    }
}

/// The text without white space at its start and end.
private func withoutSpaces(_ text: Substring) -> String {
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(text[...last].drop(while: \.isWhitespace))
}
