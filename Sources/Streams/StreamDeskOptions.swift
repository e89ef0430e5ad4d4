import ArgumentParser
import LinuxIO
import Operations

/// The options that say which desk is meant.
struct StreamDeskOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The configuration file; \(Settings.standardFile.display) unless named.", valueName: "file"),
        completion: .file(extensions: ["yaml"])
    )
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Where the desk keeps its archive and the rest; else WIREDESK_STATE_DIRECTORY, the configuration, or \(Settings().stateDirectory.display).",
            valueName: "dir"
        ),
        completion: .directory
    )
    var stateDirectory: String?

    func settings() throws(SettingsError) -> Settings {
        var folders: [String: String] = [:]
        folders["state_directory"] = stateDirectory
        return try Settings.load(configFile: config, environment: ProcessEnvironment.variables, folders: folders)
    }
}
