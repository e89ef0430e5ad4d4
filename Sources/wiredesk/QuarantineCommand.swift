import ArgumentParser
import Ingest
import LinuxIO
import Operations

/// `wiredesk quarantine`: the files that were set aside, and the ways out.
struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Lists, shows, puts back or throws away the files that were set aside.",
        discussion: """
            A file goes to quarantine when it holds no article or may not be read. It is named by its path beneath the \
            quarantine, as `list` prints it: with its escapes ('a\\u{1b}b.txt'), or as it is.

            EXAMPLES
              wiredesk quarantine list
              wiredesk quarantine show agency/story.txt
              wiredesk quarantine retry --reason too-large
              wiredesk quarantine discard agency/story.txt --yes
            """,
        subcommands: [
            QuarantineListCommand.self, QuarantineShowCommand.self, QuarantineRetryCommand.self,
            QuarantineDiscardCommand.self,
        ],
        defaultSubcommand: QuarantineListCommand.self
    )
}

/// Which files of the quarantine are meant.
struct QuarantineSelection: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Files, by their paths beneath the quarantine.", valueName: "name"),
        completion: .custom { arguments, _, prefix in Completions.quarantined(arguments, prefix) }
    )
    var names: [String] = []

    @Option(
        help: ArgumentHelp("All files that are there for this reason, such as no-headline.", valueName: "code"),
        completion: .custom { arguments, _, prefix in Completions.quarantineReasons(arguments, prefix) }
    )
    var reason: String?

    @Flag(help: "All files.")
    var all = false

    func validate() throws {
        let ways = [
            (names.first?.escapedForDisplay, !names.isEmpty), ("--reason", reason != nil), ("--all", all),
        ].filter(\.1).compactMap(\.0)
        switch ways.count {
        case 1: return
        case 0: throw ValidationError("Say which files: their names, or --reason CODE, or --all.")
        default:
            throw ValidationError(
                "\(ways.joined(separator: " and ")) say differently which files are meant; give one of them."
            )
        }
    }

    /// The files that are meant, the oldest first.
    ///
    /// Throws where a name, or a reason, is not there.
    func files(in view: QuarantineView) throws -> [Quarantine.File] {
        if names.isEmpty {
            let files = try view.files()
            guard let reason else { return files }
            let chosen = files.filter { $0.page?.reason == reason }
            if chosen.isEmpty {
                let reasons = Set(files.compactMap { $0.page?.reason.escapedForDisplay }).sorted()
                let others = reasons.isEmpty ? "" : "; there are \(reasons.joined(separator: ", "))"
                throw CommandFailure(
                    "nothing is in quarantine for the reason \(reason.escapedForDisplay)\(others)",
                    ExitStatus.noInput
                )
            }
            return chosen
        }
        return try names.map { try view.file(named: $0) }
    }
}

/// The quarantine of a desk as the subcommands see it; there may be none.
struct QuarantineView {
    let settings: Settings
    let quarantine: Quarantine?

    init(_ settings: Settings) throws {
        self.settings = settings
        do {
            quarantine = try Quarantine(stateDirectory: settings.stateDirectory, fileSystem: LinuxFileSystem())
        } catch {
            throw CommandFailure(reading: error)
        }
    }

    /// Where the files stand.
    var folder: Path { settings.stateDirectory.appending("quarantine") }

    /// All files, the newest last.
    func files() throws -> [Quarantine.File] {
        do {
            var all = NewestFiles(limit: .max / 4)
            for file in try quarantine?.files() ?? [] { all.add(file) }
            return all.sorted
        } catch {
            throw CommandFailure(reading: error)
        }
    }

    /// Goes over all files, in no order and in bounded memory.
    func forEachFile(_ body: (Quarantine.File) throws -> Void) throws {
        var failure: (any Error)?
        do {
            try quarantine?.forEachFile { file in
                do { try body(file) } catch { failure = error }
                return failure == nil
            }
        } catch {
            throw CommandFailure(reading: error)
        }
        if let failure { throw failure }
    }

    /// The file of a name as a person gives it: a path beneath the quarantine, or one that leads into it, as it is or as
    /// it was printed.
    func file(named name: String) throws -> Quarantine.File {
        for path in GivenName.paths(name) {
            do {
                if let file = try quarantine?.file(named: beneath(path)) { return file }
            } catch {
                throw CommandFailure(reading: error)
            }
        }
        throw CommandFailure(
            "there is no file \(beneath(Path(name)).display) in \(folder.display); wiredesk quarantine list has the names",
            ExitStatus.noInput
        )
    }

    private func beneath(_ path: Path) -> Path {
        guard path.isAbsolute, path.components.starts(with: folder.components) else { return path }
        return path.components.dropFirst(folder.components.count).reduce("") { $0.appending($1) }
    }
}

extension Quarantine.File {
    /// When it was quarantined, as its page says; without a page, when it was moved.
    var time: UTCTime {
        page.flatMap { UTCTime($0.time) } ?? UTCTime(nanoseconds: status.changed)
    }
}
