internal import Configuration
public import LinuxIO
internal import Yams

/// A configuration file that has been read: YAML, one level of keys.
///
/// Swift Configuration reads the values; the lines of the keys, which it does not tell, come from the same parser.
public struct SettingsFile: Sendable, SettingsSource {
    /// Where it was read.
    public let path: Path
    private let lines: [(name: String, line: Int)]
    let snapshot: any ConfigSnapshot

    /// Reads the text of a configuration file.
    ///
    /// - Throws: what keeps it from being read at all; keys and values are judged by
    ///   ``Settings/load(configFile:environment:overrides:)``.
    public init(path: Path, bytes: [UInt8]) throws(SettingsError) {
        self.path = path
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingsError(problems: [.init(path.display, "is not UTF-8; save it as UTF-8")])
        }
        do {
            let root = try Parser(yaml: text).singleRoot()
            guard let root, root.scalar?.string != "" else {
                lines = []
                snapshot = InMemoryProvider(values: [:]).snapshot()
                return
            }
            guard let mapping = root.mapping else {
                throw SettingsError(problems: [
                    .init("\(path.display):\(root.mark?.line ?? 1)", "holds no keys; write lines like `settle: 200ms`")
                ])
            }
            lines = mapping.map { key, _ in (key.string ?? "", key.mark?.line ?? 1) }
            snapshot = try YAMLSnapshot(data: bytes.span.rawBytes, providerName: path.display, parsingOptions: .default)
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError(problems: [.init(yaml: error, in: path)])
        }
    }

    func origin(of key: SettingKey) -> SettingOrigin? {
        lines.first { $0.name == key.name }.map { .file(path: path, line: $0.line) }
    }

    var unknownKeys: [SettingsError.Problem] {
        let names = Settings.keys.map(\.name)
        return lines.filter { !names.contains($0.name) }.map { name, line in
            SettingsError.Problem(unknown: name, among: names, in: path, line: line)
        }
    }
}

extension SettingsError.Problem {
    /// What the YAML parser complains of, in one line with its place.
    fileprivate init(yaml error: any Error, in path: Path) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init("\(path.display):\(mark.line)", "is no YAML: \(problem.escapedForDisplay)")
        case .duplicatedKeysInMapping(let names, let context):
            let shown = names.map { quoted($0.escapedForDisplay) }.joined(separator: ", ")
            self.init("\(path.display):\(context.mark.line)", "\(shown) stands twice; keep one of them")
        default:
            self.init(path.display, "is no YAML: \("\(error)".escapedForDisplay)")
        }
    }
}
