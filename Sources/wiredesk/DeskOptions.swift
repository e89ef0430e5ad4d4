import ArgumentParser
import LinuxIO
import Operations

/// The options that say which desk is meant.
struct DeskOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Where the desk keeps its archive and the rest.", valueName: "dir"))
    var stateDirectory: String?

    func settings() throws(SettingsError) -> Settings {
        var folders: [String: String] = [:]
        folders["state_directory"] = stateDirectory
        return try Settings.load(configFile: config, environment: ProcessEnvironment.variables, folders: folders)
    }
}
