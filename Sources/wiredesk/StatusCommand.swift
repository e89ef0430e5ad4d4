import ArgumentParser
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
              wiredesk status --json | jq .inbox.waiting
              wiredesk status > /dev/null || echo "look at the desk"

            EXIT STATUS
              0  running and well
              1  running, and something is wrong or not ready yet
              3  not running
            """
    )

    @Flag(help: "Print one JSON object, for programs.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            let now = UTCTime(nanoseconds: Clock.now)
            let report = try StatusReport(settings: try desk.settings(), now: now, fileSystem: LinuxFileSystem())
            let terminal = StandardStream.output
            let screen = StatusScreen(
                report,
                width: terminal.columns ?? .max,
                style: Style(of: terminal, environment: ProcessEnvironment.variables),
                localOffset: Clock.localOffset(at: now.nanoseconds / 1_000_000_000)
            )
            var output = Output()
            try output.write(json ? try report.json() : screen.text)
            try output.flush()
            switch report.condition.verdict {
            case .well: return
            case .degraded: throw ExitStatus.degraded
            case .stopped, .failed, .killed, .neverRun: throw ExitStatus.notRunning
            }
        }
    }
}
