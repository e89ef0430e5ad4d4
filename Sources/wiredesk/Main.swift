import ArgumentParser
import Commands
import DeskDaemon
import LinuxIO

/// The command, and the daemon where it is called by the daemon's name: installed, both are one executable.
@main
enum Main {
    static func main() async {
        let name = CommandLine.arguments.first.map { Path($0).name }
        if name == "wiredeskd" {
            await Wiredeskd.start()
        } else {
            run()
        }
    }

    /// Runs the subcommand that the command line names; whatever makes it fail is told in one line.
    private static func run() {
        MissingPage.ends("wiredesk", status: ExitStatus.inputOutputError.rawValue)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "help", let problem = CommandPath(Array(arguments.dropFirst())).unknownName {
            complain(problem)
            Wiredesk.exit(withError: ExitCode.validationFailure)
        }
        do {
            var command = try Wiredesk.parseAsRoot()
            try command.run()
        } catch let status as ExitCode {
            Wiredesk.exit(withError: status)
        } catch {
            let status = Wiredesk.exitCode(for: error)
            // Help, the version, and what a shell asks for completion.
            if status == .success { Wiredesk.exit(withError: error) }
            if status == .validationFailure {
                let found = Wiredesk.message(for: error)
                complain(UsageProblem(found, arguments: arguments).message)
                Wiredesk.exit(withError: status)
            }
            complain("\(error)".escapedAgainForDisplay + "; if this does not help, please report it as a bug")
            Wiredesk.exit(withError: ExitStatus.software)
        }
    }
}
