import Archive
import ArgumentParser
import Catalogue
import LinuxIO
import Operations
import Search

/// `wiredesk follow`: the archive, or the ledger, as it grows, for other programs.
struct FollowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Prints each record, or what became of each delivery, once it is durable, and keeps its place.",
        discussion: """
            Prints the records of the archive as they stand there, one a line, in the order of their numbers, and goes on \
            with new ones as they come. A record is printed once it is durable: a power cut never takes it back.

            With --cursor the place is kept in a file, durably, each time that standard output has taken a batch, and the \
            next run goes on there. A run that is killed may print its last batch again, and never leaves one out: whoever \
            must have each record once goes by its number (seq). The place names the record that it is behind, so that it \
            is refused in the archive of another desk, or in one that was put back from a backup.

            With --exec a command of sh has each batch on its standard input instead. Where it fails it is run again with \
            the same records, after a pause that doubles each time up to five minutes; the place moves when it ends with 0.

            Options choose articles as in `list`; the place moves past the others.

            With --deliveries the lines of the ledger are printed instead: what became of each delivery that has no record \
            of its own (duplicates, quarantined and ignored files), or whose records do not tell all. --outcome chooses \
            among them, and their number (line) takes the place of seq. A cursor is a place in one of the two.

            EXAMPLES
              wiredesk follow --after last
              wiredesk follow --no-wait --after 1200 | jq -r .headline
              wiredesk follow --cursor ~/mirror.cursor >> mirror.jsonl
              wiredesk follow --cursor hook --source TASS --exec ./post
              wiredesk follow --deliveries --outcome quarantined | jq -r .reason
              systemctl enable --now wiredesk-follow@webhook

            EXIT STATUS
              0   with --no-wait: printed up to the end, or nothing new
              64  the command line is wrong
              65  the cursor is of another archive, or of the ledger instead of the
                  archive or the other way round, or a record is damaged
              66  there is no archive or no ledger
              69  another process follows with this cursor
              73  the cursor cannot be kept
              74  the output cannot be written
            """
    )

    /// Where a new stream begins.
    enum Start: Sendable, Equatable, ExpressibleByArgument {
        case last
        case sequence(Int64)

        init?(argument: String) {
            if argument == "last" {
                self = .last
            } else if let number = Int64(argument), number >= 0 {
                self = .sequence(number)
            } else {
                return nil
            }
        }
    }

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Begin behind the record (or line) of this number, or behind the last; 0 is the beginning, and the default. A cursor that is there already counts more.",
            valueName: "seq"
        )
    )
    var after: Start?

    @Option(help: ArgumentHelp("The file that keeps the place.", valueName: "file"), completion: .file())
    var cursor: String?

    @Option(help: ArgumentHelp("A command of sh that has each batch on its standard input.", valueName: "command"))
    var exec: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many records at a time.", valueName: "number"))
    var batch = 500

    @Option(help: ArgumentHelp("How long to wait before a command that failed is run again.", valueName: "duration"))
    var pause = "1s"

    @Flag(name: .customLong("no-wait"), help: "End at the end, instead of waiting for new records.")
    var endsAtEnd = false

    @Flag(help: "Follow the ledger: what became of deliveries without a record.")
    var deliveries = false

    @OptionGroup var outcome: OutcomeOptions

    @OptionGroup var articles: ArticleFilterOptions

    @OptionGroup var desk: DeskOptions

    func validate() throws {
        if batch < 1 { throw ValidationError("--batch must be 1 or more.") }
        if firstPause == nil {
            throw ValidationError("--pause \(pause.escapedForDisplay) is not a duration; write 500ms, 1s or 2m.")
        }
        if cursor?.isEmpty ?? false { throw ValidationError("--cursor names no file.") }
        // An empty command succeeds, and takes every record without a word.
        if exec?.allSatisfy(\.isWhitespace) ?? false { throw ValidationError("--exec names no command.") }
        if deliveries, let name = articles.given.first {
            throw ValidationError("\(name) chooses articles; with --deliveries use --outcome.")
        }
        if !deliveries, !outcome.outcome.isEmpty {
            throw ValidationError("--outcome chooses deliveries; add --deliveries.")
        }
    }

    private var firstPause: Int64? { Quantity.duration(pause)?.nanoseconds }

    func run() throws {
        try reportingFailures {
            let filter = try articles.filter(Moment(now: desk.now))
            let outcomes = try outcome.outcomes
            let run = FollowRun(
                settings: try desk.settings(),
                cursor: cursor,
                after: after,
                batch: batch,
                command: exec.map { FollowRun.Command(text: $0, firstPause: firstPause ?? 0) },
                endsAtEnd: endsAtEnd
            )
            if deliveries {
                try run.follow(LedgerEntry.self) { entry, _, _ in
                    outcomes.isEmpty || outcomes.contains(entry.outcome)
                }
            } else {
                let zone = DayZone.local
                try run.follow(RecordSummary.self) { record, position, length in
                    filter.matches(ArticleEntry(record, at: position, length: length, in: zone))
                }
            }
        }
    }
}
