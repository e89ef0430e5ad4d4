import ArgumentParser
import Ingest
import LinuxIO
import Operations

/// `wiredesk quarantine discard`: throws files away, once it is told that this is meant.
struct QuarantineDiscardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Throws files in quarantine away, with --yes.",
        discussion: """
            Without --yes nothing is thrown away: it lists what would be, and the exit status is 1. What is thrown away \
            cannot be brought back; that it was there stays in the catalogue.

            EXAMPLES
              wiredesk quarantine discard --reason empty
              wiredesk quarantine discard --reason empty --yes
              wiredesk quarantine discard agency/story.txt --yes

            EXIT STATUS
              0   thrown away
              1   nothing was thrown away, for want of --yes; or some files have gone meanwhile
              66  there is no such file
              73  the quarantine cannot be written
              77  a permission is missing
              78  the configuration is wrong
            """
    )

    @OptionGroup var selection: QuarantineSelection

    @Flag(help: "Do it.")
    var yes = false

    @Flag(help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var desk: DeskOptions

    func run() throws {
        try reportingFailures {
            let view = try QuarantineView(try desk.settings())
            let files = try selection.files(in: view)
            guard let quarantine = view.quarantine, !files.isEmpty else {
                if !json { try StandardStream.output.tell("Nothing is in quarantine.\n") }
                return
            }
            var output = Output()
            var left = 0
            do {
                for file in files {
                    let isDone = try yes && quarantine.discard(file)
                    if !isDone { left += 1 }
                    let word = isDone ? "discarded" : yes ? "gone" : "kept"
                    try output.write(
                        json
                            ? JSONLine.text(QuarantineJSON(file, result: word))
                            : "\(file.name.display) (\(Figure.size(file.status.size))): "
                                + (isDone ? "thrown away\n" : yes ? "is no longer there\n" : "would be thrown away\n")
                    )
                }
                try quarantine.finish()
            } catch let error as SystemError {
                try output.flush()
                throw CommandFailure(writing: error)
            }
            try output.flush()
            if !yes { complain("nothing was thrown away; add --yes to do it") }
            if left > 0 { throw ExitStatus.findings }
        }
    }
}
