import ArgumentParser
import Ingest
import LinuxIO
import Operations

/// `wiredesk quarantine list`: what is there, why, since when, and how large.
struct QuarantineListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the files in quarantine, the newest last.",
        discussion: """
            Each line has the time, the size, the reason in one word, and the name.

            EXAMPLES
              wiredesk quarantine list
              wiredesk quarantine list --reason no-headline
              wiredesk quarantine list --json | jq -r .explanation | sort | uniq -c

            EXIT STATUS
              0   listed, whether there are any or not
              77  the quarantine may not be read
              78  the configuration is wrong
            """
    )

    @Option(
        help: ArgumentHelp("Only the files that are there for this reason.", valueName: "code"),
        completion: .custom { arguments, _, prefix in Completions.quarantineReasons(arguments, prefix) }
    )
    var reason: String?

    @Flag(help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            let view = try QuarantineView(try desk.settings())
            let files = try view.files().filter { reason == nil || $0.page?.reason == reason }
            var output = Output()
            if json {
                for file in files { try output.write(JSONLine.text(QuarantineJSON(file))) }
            } else {
                try list(files, to: &output)
            }
            try output.flush()
        }
    }

    private func list(_ files: [Quarantine.File], to output: inout Output) throws {
        let terminal = StandardStream.output
        let style = Style(of: terminal, environment: ProcessEnvironment.variables)
        if files.isEmpty {
            try output.write(
                "Nothing is in quarantine\(reason.map { " for the reason \($0.escapedForDisplay)" } ?? "").\n"
            )
            return
        }
        let sizes = files.map { Figure.size($0.status.size) }
        let reasons = files.map { $0.page?.reason.escapedForDisplay ?? "unknown" }
        let sizeWidth = sizes.reduce(4) { max($0, $1.displayWidth) }
        let reasonWidth = reasons.reduce(6) { max($0, $1.displayWidth) }
        if terminal.isTerminal {
            let heading =
                "quarantined          " + "size".leftPadded(to: sizeWidth) + "  "
                + "reason".padded(to: reasonWidth) + "  name"
            try output.write(style.dim(heading) + "\n")
        }
        for (index, file) in files.enumerated() {
            let size = sizes[index].leftPadded(to: sizeWidth)
            let reason = reasons[index].padded(to: reasonWidth)
            try output.write("\(LocalTime.text(file.time))  \(size)  \(style.yellow(reason))  \(file.name.display)\n")
        }
        guard terminal.isTerminal else { return }
        let bytes = files.reduce(0) { $0 + $1.status.size }
        let count = files.count == 1 ? "1 file" : "\(Figure.grouped(Int64(files.count))) files"
        let hint = "\(count), \(Figure.size(bytes)); wiredesk quarantine show NAME says what to do."
        try output.write(style.dim(hint) + "\n")
    }
}

/// Times as people read them, in the local time of the machine (`TZ`).
enum LocalTime {
    /// Such as `2026-11-22 11:16:02`.
    static func text(_ time: UTCTime) -> String {
        time.local(offset: Clock.localOffset(at: time.nanoseconds / 1_000_000_000))
    }
}
