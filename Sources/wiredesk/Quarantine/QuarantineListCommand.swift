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
            Each line has the time, the size, the reason in one word, and the name; elsewhere than on a terminal, tabs part \
            them. More than 10,000 are told as they are found, in no order, whatever their number takes; --limit keeps the \
            newest, in order.

            EXAMPLES
              wiredesk quarantine list
              wiredesk quarantine list --limit 20
              wiredesk quarantine list --reason no-headline
              wiredesk quarantine list --json | jq -r .explanation | sort | uniq -c

            EXIT STATUS
              0   some were listed
              1   there is none
              77  the quarantine may not be read
              78  the configuration is wrong
            """
    )

    @Option(
        help: ArgumentHelp("Only the files that are there for this reason.", valueName: "code"),
        completion: .custom { arguments, _, prefix in Completions.quarantineReasons(arguments, prefix) }
    )
    var reason: String?

    @Flag(name: .shortAndLong, help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var limit: NoLimit

    @OptionGroup var shown: ScreenOptions

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            let view = try QuarantineView(try desk.settings())
            var list = QuarantineList(isJSON: json, shown)
            let isSorted = limit.count != nil
            var newest = NewestFiles(limit: limit.count ?? QuarantineView.sortedAtOnce)
            var isUnsorted = false
            try view.forEachFile { file in
                if let reason, file.page?.reason != reason { return }
                if isUnsorted { return try list.write(file) }
                newest.add(file)
                if isSorted || newest.count <= QuarantineView.sortedAtOnce { return }
                // More than are worth holding: what comes is told as it is found.
                isUnsorted = true
                for file in newest.all { try list.write(file) }
                newest = NewestFiles(limit: 0)
            }
            for file in newest.sorted { try list.write(file) }
            try list.finish()
            if list.isEmpty {
                let which = reason.map { " for the reason \($0.escapedForDisplay)" } ?? ""
                throw NothingFound("nothing is in quarantine\(which)")
            }
            if isUnsorted, !json {
                complain(
                    "these are more than \(Figure.grouped(Int64(QuarantineView.sortedAtOnce))), and stand in no order; "
                        + "--limit 100 lists the newest, in order"
                )
            }
        }
    }
}

/// Times as people read them, in the local time of the machine (`TZ`).
enum LocalTime {
    /// Such as `2026-11-22 11:16:02`.
    static func text(_ time: UTCTime) -> String {
        time.local(offset: Clock.localOffset(at: time.nanoseconds / 1_000_000_000))
    }
}
