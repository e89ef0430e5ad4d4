/// One key of the configuration: all that parsing, the documented file, `config show` and a reload need to know of it.
///
/// Its default is the value of its property in ``Settings``.
public struct SettingKey: Sendable {
    /// As it stands in the configuration file, such as `max_file_size`.
    public let name: String
    /// What it decides, in one sentence.
    public let summary: String
    /// What the value is made of.
    public let form: SettingForm
    /// Whether a reload puts a change in force; where not, it takes a restart.
    public let isLive: Bool
    /// What the documented file says of the default where another setting, or the environment, may give it.
    let note: String?
    let apply: @Sendable (SettingValue, inout Settings) throws(UnfitValue) -> Void
    let written: @Sendable (Settings) -> String
    let copy: @Sendable (Settings, inout Settings) -> Void

    /// The variable that carries it in the environment, such as `WIREDESK_MAX_FILE_SIZE`.
    public var variable: String { "WIREDESK_" + name.uppercased() }

    /// The option that carries it on the command line, such as `--max-file-size`.
    public var option: String { "--" + name.split(separator: "_").joined(separator: "-") }

    /// A key whose value is the property at `path`, and stands in the file as `kind` has it.
    init<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Settings, Value> & Sendable,
        _ kind: SettingKind<Value>,
        isLive: Bool,
        note: String? = nil,
        _ summary: String
    ) {
        self.name = name
        self.summary = summary
        self.isLive = isLive
        self.note = note
        form = kind.form
        apply = { value, settings throws(UnfitValue) in settings[keyPath: path] = try kind.read(value) }
        written = { kind.write($0[keyPath: path]) }
        copy = { source, target in target[keyPath: path] = source[keyPath: path] }
    }
}
