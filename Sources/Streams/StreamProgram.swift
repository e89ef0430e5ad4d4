import ArgumentParser
import Commands
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
        MissingPage.ends(Path(name), status: ExitStatus.inputOutputError.rawValue)
        do {
            var command = try Command.parse()
            try command.run()
        } catch let error as SettingsError {
            for problem in error.problems { StreamProgram(name: name).complain(problem.description) }
            Command.exit(withError: ExitStatus.configurationError)
        } catch let error as StreamError {
            StreamProgram(name: name).complain("\(error)")
            Command.exit(withError: StreamExit.status(of: error))
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
