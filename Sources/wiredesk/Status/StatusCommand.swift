import ArgumentParser
import Commands
import LinuxIO
import Operations

/// `wiredesk status`: is it well?
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tells whether the desk is running and well, and what it has done.",
        discussion: """
            Works while the daemon runs, after it was stopped, and after it was killed, and says which. Days are days in \
            UTC; times are local.

            EXAMPLES
              wiredesk status
              wiredesk status --watch
              wiredesk status --json | jq .inbox.waiting
              wiredesk status > /dev/null || echo "look at the desk"

            EXIT STATUS
              0   running and well; --watch: it was left
              1   running, and something is wrong or not ready yet
              3   not running
              66  the desk's folders cannot be read
              74  the output cannot be written
              77  a permission is missing
              78  the configuration is wrong
            """
    )

    @Flag(help: "Redraw it every second, with the last hour as a bar chart, until ctrl-C or q.")
    var watch = false

    @Flag(name: .shortAndLong, help: "Print one JSON object, for programs.")
    var json = false

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        if watch && json { throw ValidationError("--watch draws on a terminal, and --json is for programs; take one.") }
    }

    func run() throws {
        try reportingFailures {
            let settings = try desk.settings()
            let terminal = StandardStream.output
            if watch {
                guard terminal.isTerminal else {
                    throw CommandFailure(
                        "--watch needs a terminal; otherwise run status repeatedly",
                        ExitCode(64)
                    )
                }
                return try StatusWatch(settings, shown.style).run()
            }
            let now = desk.now
            let report = try StatusReport(settings: settings, now: now, fileSystem: LinuxFileSystem())
            let screen = StatusScreen(
                report,
                width: terminal.columns ?? .max,
                style: shown.style,
                localOffset: Clock.localOffset(at: now.nanoseconds / 1_000_000_000)
            )
            try howeverMuchIsRead {
                var output = shown.output
                try output.write(json ? report.json : screen.text)
                try output.flush()
            }
            switch report.condition.verdict {
            case .well: return
            case .degraded: throw ExitStatus.degraded
            case .stopped, .failed, .killed, .neverRun: throw ExitStatus.notRunning
            }
        }
    }
}
