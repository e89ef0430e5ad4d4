import ArgumentParser
import LinuxIO
import Operations

/// The options that say which desk is meant.
struct DeskOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Where the desk keeps its archive and the rest.", valueName: "dir"))
    var stateDirectory: String?

    /// Stands in for the clock, so that what is printed can be compared.
    @Option(help: .hidden, transform: Self.time)
    var now = UTCTime(nanoseconds: Clock.now)

    private static func time(_ text: String) throws -> UTCTime {
        guard let time = UTCTime(text) else { throw ValidationError("\(text.escapedForDisplay) is no time in UTC.") }
        return time
    }

    func settings() throws(SettingsError) -> Settings {
        var folders: [String: String] = [:]
        folders["state_directory"] = stateDirectory
        return try Settings.load(configFile: config, environment: ProcessEnvironment.variables, folders: folders)
    }
}
