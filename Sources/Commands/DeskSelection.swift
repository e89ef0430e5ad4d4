public import ArgumentParser
import LinuxIO
public import Operations

/// The options of a command that say which desk is meant.
public struct DeskSelection: ParsableArguments {
    @Option(
        help: ArgumentHelp("The configuration file; \(Settings.standardFile.display) unless named.", valueName: "file"),
        completion: .file(extensions: ["yaml"])
    )
    public var config: String?

    @Option(
        help: ArgumentHelp(
            "Where the desk keeps its archive and the rest; else WIREDESK_STATE_DIRECTORY, the configuration, or \(Settings().stateDirectory.display).",
            valueName: "dir"
        ),
        completion: .directory
    )
    var stateDirectory: String?

    /// None named.
    public init() {}

    /// The settings of the desk that the options, the environment and the configuration name.
    public func settings() throws(SettingsError) -> Settings {
        var folders: [String: String] = [:]
        folders["state_directory"] = stateDirectory
        return try Settings.load(configFile: config, environment: ProcessEnvironment.variables, folders: folders)
    }
}
