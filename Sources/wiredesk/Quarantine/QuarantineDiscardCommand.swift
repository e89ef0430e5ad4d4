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
            cannot be brought back; that it was there stays in the catalogue, and who has thrown it away and when in \
            `discarded.jsonl` in the state directory, from which `wiredesk trace` tells it.

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

    func run() throws {
        try reportingFailures {
            let settings = try selection.desk.settings()
            // Before the command acts as the desk's user.
            let person = DeskUser.person
            let view = try QuarantineView(settings)
            let log = DiscardLog(stateDirectory: settings.stateDirectory, fileSystem: LinuxFileSystem())
            var output = Output()
            var left = 0
            let count = try selection.changing(view, &output) { quarantine, output in
                var batch: [Quarantine.File] = []
                func handOn() throws {
                    let done = try quarantine.discard(batch) { files throws(SystemError) in
                        try log.add(files, by: person, at: "\(UTCTime(nanoseconds: Clock.now))")
                    }
                    for (file, isDone) in zip(batch, done) {
                        if !isDone { left += 1 }
                        try tell(file, isDone ? "discarded" : "gone", to: &output)
                    }
                    batch = []
                }
                let count = try selection.forEachFile(in: view) { file in
                    if yes {
                        batch.append(file)
                        if batch.count >= Quarantine.batch { try handOn() }
                    } else {
                        left += 1
                        try tell(file, "kept", to: &output)
                    }
                }
                try handOn()
                return count
            }
            try output.flush()
            if count > 0, !yes { complain("nothing was thrown away; add --yes to do it") }
            if left > 0 { throw ExitStatus.findings }
        }
    }

    private func tell(_ file: Quarantine.File, _ result: String, to output: inout Output) throws(OutputError) {
        if selection.json { return try output.write(JSONLine.text(QuarantineJSON(file, result: result))) }
        let words = ["discarded": "thrown away", "gone": "is no longer there", "kept": "would be thrown away"]
        let what = "\(file.name.display) (\(Figure.size(file.status.size)))"
        try output.write("\(what): \(words[result] ?? result)\n")
    }
}
