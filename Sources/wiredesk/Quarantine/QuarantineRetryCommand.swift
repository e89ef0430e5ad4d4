import ArgumentParser
import Commands
import Ingest
import LinuxIO
import Operations

/// `wiredesk quarantine retry`: puts files back into the inbox, where they are new deliveries.
struct QuarantineRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Puts files back into the inbox under their old paths, to be read again.",
        discussion: """
            For when the cause is gone: a limit was raised, a disk mended, the file corrected. Each file is renamed, never \
            over another one, and stands in the quarantine or in the inbox at every moment, whatever happens. A file whose \
            path is taken in the inbox stays, and the exit status is 1. A member of a container whose name the inbox leaves \
            alone (`ignore`) goes back under one that is read: draft.swp as draft.swp.retried. The inbox is the one that the daemon watches, also where \
            it was given to the daemon alone (--inbox).

            EXAMPLES
              wiredesk quarantine retry agency/story.txt
              wiredesk quarantine retry --reason too-large
              wiredesk quarantine retry --all

            EXIT STATUS
              0   all are in the inbox
              1   some were not put back, because their path is taken or they have gone
              66  there is no such file
              69  another process hands the desk a notice
              73  the inbox cannot be written
              75  interrupted: what was handed to the desk is done by it
              77  a permission is missing
              78  the configuration is wrong
            """
    )

    @OptionGroup var selection: QuarantineSelection

    func run() throws {
        try reportingFailures {
            // Before any other thread begins, so that none is interrupted.
            let signals = try SignalWatch.ofCommand()
            let settings = try selection.desk.settingsOfDaemon()
            // Before the command acts as the desk's user.
            let person = DeskUser.person
            let view = try QuarantineView(settings)
            var output = Output()
            var left = 0
            var hasFailed = false
            let handover = QuarantineHandover(.putBack, settings, by: person, signals) { file, result in
                if !result.isDone { left += 1 }
                if case .failed = result { hasFailed = true }
                if selection.json {
                    return try output.write(JSONLine.text(QuarantineJSON(file, result: result.word("retried"))))
                }
                let line = sentence(file, result, file.returnPath(settings) ?? file.inboxPath)
                if result.isDone { return try output.write(line + "\n") }
                try output.flush()
                complain(line)
            }
            try handover.awaitEarlier()
            let count = try selection.forEachFile(in: view) { try handover.add($0) }
            try handover.handOver()
            try view.tidy()
            if count == 0, !selection.json { try output.write("Nothing is in quarantine.\n") }
            if count > 0, !selection.json, try !isRunning(settings) {
                try output.write("The desk is not running; it reads them when it is started.\n")
            }
            try output.flush()
            if hasFailed { throw ExitStatus.cannotCreate }
            if left > 0 { throw ExitStatus.findings }
        }
    }

    private func sentence(_ file: Quarantine.File, _ result: QuarantineAnswer.Result, _ target: Path) -> String {
        switch result {
        case .done(let path):
            "\(file.name.display): back in the inbox\(path.map { " as \($0.display)" } ?? "")"
        case .taken(let path):
            "\(file.name.display): stays, because \(QuarantineAnswer.inboxHas(path, inPlaceOf: target)); "
                + "run this again when that has been read"
        case .gone: "\(file.name.display): is no longer in quarantine"
        case .failed(let why): "\(file.name.display): stays; \(why)"
        case .delayed(let why): "\(file.name.display): is put back as soon as the desk can; \(why)"
        }
    }

    private func isRunning(_ settings: Settings) throws -> Bool {
        let fileSystem = LinuxFileSystem()
        guard let folder = try? fileSystem.openRoot(settings.stateDirectory) else { return false }
        return ((try? StateLock.holder(of: folder, fileSystem: fileSystem)) ?? nil) != nil
    }
}
