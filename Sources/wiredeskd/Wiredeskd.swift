import Archive
public import ArgumentParser
import Commands
import FoundationEssentials
import Ingest
import LinuxIO
import Logging
import Operations
import ServiceLifecycle

/// The daemon: reads its settings, takes the state directory, and runs the desk until it is told to stop.
public struct Wiredeskd: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "wiredeskd",
        abstract:
            "Watches an inbox, reads each file as a news article, and appends one record an article to an archive.",
        discussion: """
            Runs in the foreground until SIGTERM or SIGINT; SIGHUP reloads the configuration. Logs to the journal under \
            systemd, and to standard error elsewhere. Settings come from the command line, else from the environment (WIREDESK_…), else from the \
            configuration file, else they have their defaults.

            EXAMPLE
              wiredeskd --state-directory ./desk
              cp story.txt ./desk/inbox/
              wiredesk status --state-directory ./desk

            EXIT STATUS
              0   stopped in order
              64  the command line is wrong
              69  another instance has the state directory
              70  a parser did not come to the end of a file; the file is quarantined after three starts
              71  the system has no more threads, descriptors or memory for the desk
              73  a folder cannot be opened or made
              74  the archive's disk failed; the next start recovers from what it really has
              78  the configuration is wrong
            """,
        version: wiredeskBuild
    )

    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    private var config: String?

    @Option(help: ArgumentHelp("Where the archive, the catalogue and the finished files are kept.", valueName: "dir"))
    private var stateDirectory: String?

    @Option(help: ArgumentHelp("The folder that is watched.", valueName: "dir"))
    private var inbox: String?

    /// A daemon without options, for the parser of the command line.
    public init() {}

    /// Runs the daemon that the command line asks for, and ends the process; a command line that is wrong is told in one
    /// line.
    public static func start() async {
        MissingPage.ends("wiredeskd", status: ExitStatus.inputOutputError.rawValue)
        do {
            var command = try parseAsRoot()
            if var daemon = command as? any AsyncParsableCommand {
                try await daemon.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let found = message(for: error).split { $0.isWhitespace }.joined(separator: " ")
            let problem = found.prefix(1).lowercased() + found.dropFirst()
            try? StandardStream.error.write(
                "wiredeskd: \(problem.escapedAgainForDisplay); see `wiredeskd --help`\n"
            )
            exit(withError: ExitCode.validationFailure)
        }
    }

    public func run() async throws {
        do {
            try await Daemon.run(folders: folders, configFile: config)
        } catch let failure as DaemonFailure {
            // The log has what there is to say.
            throw ExitCode(failure.status)
        }
    }

    private var folders: [String: String] {
        var folders: [String: String] = [:]
        folders["state_directory"] = stateDirectory
        folders["inbox"] = inbox
        return folders
    }
}
