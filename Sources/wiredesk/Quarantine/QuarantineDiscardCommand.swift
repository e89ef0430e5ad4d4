import ArgumentParser
import Commands
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
            cannot be brought back; that it was there, and who has thrown it away and when, stays in the ledger, from which \
            `wiredesk trace` and `wiredesk log` tell it. With the daemon running, the daemon does it; without it, this process \
            does so itself.

            EXAMPLES
              wiredesk quarantine discard --reason empty
              wiredesk quarantine discard --reason empty --yes
              wiredesk quarantine discard agency/story.txt --yes

            EXIT STATUS
              0   thrown away
              1   nothing was thrown away, for want of --yes; or some files have gone meanwhile
              66  there is no such file
              69  another process hands the desk a notice
              73  the quarantine cannot be written
              75  interrupted: what was handed to the desk is done by it
              77  a permission is missing
              78  the configuration is wrong
            """
    )

    @OptionGroup var selection: QuarantineSelection

    @Flag(help: "Do it.")
    var yes = false

    func run() throws {
        try reportingFailures {
            // Before any other thread begins, so that none is interrupted.
            let signals = try SignalWatch.ofCommand()
            let settings = try selection.desk.settings()
            // Before the command acts as the desk's user.
            let person = DeskUser.person
            let view = try QuarantineView(settings)
            var output = Output()
            var left = 0
            var failure: String?
            let handover = QuarantineHandover(.discard, settings, by: person, signals) { file, result in
                if !result.isDone { left += 1 }
                if case .failed(let why) = result { failure = failure ?? why }
                try tell(file, result.word("discarded"), because: result.why, to: &output)
            }
            if yes { try handover.awaitEarlier() }
            let count = try selection.forEachFile(in: view) { file in
                if yes { return try handover.add(file) }
                left += 1
                try tell(file, "kept", to: &output)
            }
            try handover.handOver()
            try view.tidy()
            if count == 0, !selection.json { try output.write("Nothing is in quarantine.\n") }
            try output.flush()
            if count > 0, !yes { complain("nothing was thrown away; add --yes to do it") }
            if let failure { throw CommandFailure(failure, ExitStatus.cannotCreate) }
            if left > 0 { throw ExitStatus.findings }
        }
    }

    private func tell(
        _ file: Quarantine.File,
        _ result: String,
        because why: String? = nil,
        to output: inout Output
    ) throws(OutputError) {
        if selection.json { return try output.write(JSONLine.text(QuarantineJSON(file, result: result))) }
        let words = [
            "discarded": "thrown away", "gone": "is no longer there", "kept": "would be thrown away",
            "failed": "stays", "delayed": "is thrown away as soon as the desk can",
        ]
        let what = "\(file.name.display) (\(Figure.size(file.status.size)))"
        try output.write("\(what): \(words[result] ?? result)\(why.map { "; \($0)" } ?? "")\n")
    }
}
