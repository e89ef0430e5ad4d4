import ArgumentParser
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
                complain(UsageProblem(found, arguments: Array(CommandLine.arguments.dropFirst())).message)
                Wiredesk.exit(withError: status)
            }
            complain("\(error)".escapedAgainForDisplay + "; if that tells nothing, report it")
            Wiredesk.exit(withError: ExitStatus.software)
        }
    }
}
