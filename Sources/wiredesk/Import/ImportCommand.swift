import ArgumentParser
import Catalogue
import Ingest
import LinuxIO
import Operations

/// `wiredesk import`: the way in for a collection that is there already.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings an existing collection of files or folders into the archive.",
        discussion: """
            Each file is copied into the inbox, under the name of its folder (collection/1998/story.txt), and goes the way \
            of every delivery; this waits for the outcome of each. The sources stay as they are, unless --move is given: \
            then each is removed once its outcome is durable. Symbolic links are not followed, and pipes and devices not \
            opened.

            With the daemon running, the daemon takes the files. Without it, this process has the desk until it ends, and \
            a daemon that is started meanwhile refuses.

            --year and --zone say what the files do not: the year of datelines that print none, and the time zone of \
            times that are printed without one. Both are recorded as assumed. They change nothing of files that have \
            their outcome already.

            It can be ended at any moment, by ctrl-C too: run again, it goes on where it was, and what was done is \
            recognised; what went to quarantine is named again, with its reason.

            EXAMPLES
              wiredesk import ~/collection
              wiredesk import --move /mnt/old/1998 /mnt/old/1999
              wiredesk import --year 1998 --zone Europe/Moscow ~/tass/1998
              wiredesk import ~/collection --json | jq .reasons

            EXIT STATUS
              0   every file is in the archive
              65  every file has its outcome, and some went to quarantine, in this
                  run or in an earlier one, or members of some did
              66  some files, or what was named, could not be read
              69  another import is under way
              73  the inbox, or the folder for the copies, cannot be written
              74  the disk failed, or the output cannot be written
              75  ended before the end: run it again to go on
              77  a permission is missing
              78  the configuration is wrong
            """
    )

    @Argument(
        help: ArgumentHelp("The files and folders to import.", valueName: "path"),
        completion: .file()
    )
    var paths: [String]

    @Flag(help: "Remove each source once its outcome is durable.")
    var move = false

    @OptionGroup var reading: ReadingOptions

    @Flag(name: .shortAndLong, help: "Print the totals as one JSON object, for programs.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            // Before any other thread begins, so that none is interrupted.
            let signals = try SignalWatch.ofCommand()
            let settings = try desk.settingsOfDaemon()
            let began = Clock.monotonic
            let run = try ImportRun(settings, bar: ProgressBar("importing", environment: ProcessEnvironment.variables))
            let isComplete = try run.go(
                paths.map { Path($0) },
                isMoving: move,
                note: reading.note,
                signals
            )
            let report = ImportReport(
                totals: run.totals,
                waiting: run.waiting,
                isComplete: isComplete,
                seconds: Double(Clock.monotonic - began) / 1e9
            )
            try StandardStream.output.tell(json ? report.json : report.text)
            if let status = report.status { throw status }
        }
    }
}
