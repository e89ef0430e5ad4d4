import ArgumentParser
import Follow
import LinuxIO
import Operations

/// One of the two programs beside the desk: how it is run, and how it says what is wrong.
public struct StreamProgram: Sendable {
    /// The name that its messages begin with.
    let name: String

    /// Runs the program that the process was called by, with its arguments: `wiredesk-collect`, else `wiredesk-publish`.
    public static func runByName() {
        let name = CommandLine.arguments.first.map { Path($0).name.text }
        if name == CollectCommand.configuration.commandName {
            run(CollectCommand.self)
        } else {
            run(PublishCommand.self)
        }
    }

    /// Runs `wiredesk-collect` with the arguments of the process.
    public static func runCollect() {
        run(CollectCommand.self)
    }

    private static func run<Command: ParsableCommand>(_ type: Command.Type) {
        let name = Command.configuration.commandName ?? ""
        MissingPage.ends(Path(name), status: StreamExit.inputOutputError.rawValue)
        do {
            var command = try Command.parse()
            try command.run()
        } catch let error as SettingsError {
            for problem in error.problems { StreamProgram(name: name).complain(problem.description) }
            Command.exit(withError: ExitCode(SettingsError.exitStatus))
        } catch let error as StreamError {
            StreamProgram(name: name).complain("\(error)")
            Command.exit(withError: StreamExit(error).code)
        } catch {
            Command.exit(withError: error)
        }
    }

    /// Writes a line to standard error.
    func complain(_ message: String) {
        // If standard error is gone there is nobody to tell.
        try? StandardStream.error.write("\(name): \(message)\n")
    }
}

/// With what the programs end; the numbers are those of sysexits.h.
enum StreamExit: Int32 {
    case dataError = 65
    case noInput = 66
    case unavailable = 69
    case cannotCreate = 73
    case inputOutputError = 74

    var code: ExitCode { ExitCode(rawValue) }

    init(_ error: StreamError) {
        switch error {
        case .server, .noStream, .tooLarge: self = .unavailable
        case .noDesk: self = .dataError
        case .system: self = .inputOutputError
        case .archive(let error):
            switch error {
            case .system, .noArchive: self = .noInput
            case .damaged, .beyondEnd, .otherArchive, .missing, .noCursor, .otherKind: self = .dataError
            case .notKept: self = .cannotCreate
            case .held: self = .unavailable
            }
        }
    }
}

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
