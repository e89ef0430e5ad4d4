public import LinuxIO

/// Where a setting's value came from.
public enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
    case commandLine(option: String)
    case environment(variable: String)
    case file(path: Path, line: Int)
    case standard

    /// The origin of what stands in a line beneath the key.
    func at(_ line: Int?) -> SettingOrigin {
        guard let line, case .file(let path, _) = self else { return self }
        return .file(path: path, line: line)
    }

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
