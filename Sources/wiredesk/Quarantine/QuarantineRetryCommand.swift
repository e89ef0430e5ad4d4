import ArgumentParser
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
            path is taken in the inbox stays, and the exit status is 1. The inbox is the one that the daemon watches, also where \
            it was given to the daemon alone (--inbox).

            EXAMPLES
              wiredesk quarantine retry agency/story.txt
              wiredesk quarantine retry --reason too-large
              wiredesk quarantine retry --all

            EXIT STATUS
              0   all are in the inbox
              1   some were not put back, because their path is taken or they have gone
              66  there is no such file
              73  the inbox cannot be written
              77  a permission is missing
              78  the configuration is wrong
            """
    )

    @OptionGroup var selection: QuarantineSelection

    func run() throws {
        try reportingFailures {
            let settings = try selection.desk.settingsOfDaemon()
            let view = try QuarantineView(settings)
            var output = Output()
            var left = 0
            let count = try selection.changing(view, &output) { quarantine, output in
                var inbox: InboxFolder?
                return try selection.forEachFile(in: view) { file in
                    let folder = try inbox ?? InboxFolder(settings.inbox, on: LinuxFileSystem())
                    inbox = folder
                    let result = try quarantine.putBack(file, into: folder)
                    if result != .done { left += 1 }
                    let line =
                        selection.json
                        ? JSONLine.text(QuarantineJSON(file, result: result.word)) : sentence(file, result)
                    if selection.json || result == .done {
                        try output.write(line)
                    } else {
                        try output.flush()
                        complain(line)
                    }
                }
            }
            if count > 0, !selection.json, try !isRunning(settings) {
                try output.write("The desk is not running; it reads them when it is started.\n")
            }
            try output.flush()
            if left > 0 { throw ExitStatus.findings }
        }
    }

    private func sentence(_ file: Quarantine.File, _ result: Quarantine.PutBack) -> String {
        switch result {
        case .done: "\(file.name.display): back in the inbox as \(file.inboxPath.display)\n"
        case .taken:
            "\(file.name.display): stays, because the inbox has another \(file.inboxPath.display); "
                + "run this again when that has been read"
        case .gone: "\(file.name.display): is no longer in quarantine"
        }
    }

    private func isRunning(_ settings: Settings) throws -> Bool {
        let fileSystem = LinuxFileSystem()
        guard let folder = try? fileSystem.openRoot(settings.stateDirectory) else { return false }
        return ((try? StateLock.holder(of: folder, fileSystem: fileSystem)) ?? nil) != nil
    }
}

extension Quarantine.PutBack {
    /// As programs read it.
    fileprivate var word: String {
        switch self {
        case .done: "retried"
        case .taken: "path-taken"
        case .gone: "gone"
        }
    }
}
