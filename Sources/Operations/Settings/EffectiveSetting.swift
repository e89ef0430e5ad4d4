internal import LinuxIO

/// A key with the value that is in force and where that came from: a line of `wiredesk config show`.
public struct EffectiveSetting: Sendable, Equatable, Codable {
    public let key: String
    /// As it can stand in the configuration file, such as `200ms` or `["*.tmp"]`.
    public let value: String
    public let origin: SettingOrigin
    /// Whether a reload puts a change in force; where not, it takes a restart.
    public let isLive: Bool

    enum CodingKeys: String, CodingKey {
        case key, value, origin
        case isLive = "live"
    }
}

extension Settings {
    /// Every key with its value and its origin, in the order of ``keys``.
    public var effective: [EffectiveSetting] {
        Settings.keys.map { key in
            EffectiveSetting(
                key: key.name,
                value: key.written(self),
                origin: origins[key.name] ?? .standard,
                isLive: key.isLive
            )
        }
    }

    /// The keys whose values differ from those of other settings, in the order of ``keys``.
    public func changed(from other: Settings) -> [SettingKey] {
        Settings.keys.filter { $0.written(self) != $0.written(other) }
    }
}

extension SettingOrigin: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Source.self, forKey: .source) {
        case .commandLine: self = .commandLine(option: try container.decode(String.self, forKey: .name))
        case .environment: self = .environment(variable: try container.decode(String.self, forKey: .name))
        case .file:
            self = .file(
                path: Path(try container.decode(String.self, forKey: .name)),
                line: try container.decode(Int.self, forKey: .line)
            )
        case .standard: self = .standard
        }
    }

    /// As `{"source":"file","name":"/etc/wiredesk/wiredesk.yaml","line":12}`; `source` is `command-line`, `environment`,
    /// `file` or `default`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .commandLine(let option):
            try container.encode(Source.commandLine, forKey: .source)
            try container.encode(option, forKey: .name)
        case .environment(let variable):
            try container.encode(Source.environment, forKey: .source)
            try container.encode(variable, forKey: .name)
        case .file(let path, let line):
            try container.encode(Source.file, forKey: .source)
            try container.encode(path.display, forKey: .name)
            try container.encode(line, forKey: .line)
        case .standard:
            try container.encode(Source.standard, forKey: .source)
        }
    }

    private enum Source: String, Codable {
        case commandLine = "command-line"
        case environment
        case file
        case standard = "default"
    }

    private enum CodingKeys: String, CodingKey {
        case source, name, line
    }
}

/// A path as a value of the configuration file, in quotation marks where YAML would take it for something else.
func yaml(_ path: Path) -> String {
    let text = path.display
    let isPlain = text.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
            || [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
    }
    return isPlain ? text : yamlQuoted(path.text ?? text)
}

/// Texts as a list of the configuration file.
func yaml(_ texts: [String]) -> String {
    "[" + texts.map(yamlQuoted).joined(separator: ", ") + "]"
}

/// A double-quoted scalar (YAML 1.2.2, 7.3.1).
func yamlQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case _ where scalar.actsOnDisplay:
            let digits = String(scalar.value, radix: 16)
            quoted += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
