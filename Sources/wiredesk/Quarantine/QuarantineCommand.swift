import ArgumentParser
import Commands
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

/// Which files of which desk's quarantine are meant, and how what becomes of them is told.
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

    @Flag(name: .shortAndLong, help: "Print one JSON object a line, for programs.")
    var json = false

    @OptionGroup var desk: DeskOptions

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

    /// Goes over the files that are meant, the oldest first; of more than ``QuarantineView/sortedAtOnce`` each so many
    /// are sorted as they are found. Returns how many there are.
    ///
    /// What comes while it goes on is left alone: a file that was put back may be set aside again at once. Throws where a
    /// name, or a reason, is not there.
    func forEachFile(in view: QuarantineView, _ body: (Quarantine.File) throws -> Void) throws -> Int {
        if !names.isEmpty {
            let files = try names.map { try view.file(named: $0) }
            for file in files { try body(file) }
            return files.count
        }
        let start = Clock.now
        var count = 0
        var reasons: Set<String> = []
        var batch: [Quarantine.File] = []
        func handOn() throws {
            for file in view.sorted(batch) { try body(file) }
            batch = []
        }
        try view.forEachFile { file in
            // Where the clock was set back, what has a time to come was there before.
            if (start...max(start, Clock.now)).contains(file.status.changed) { return }
            if let reason, file.page?.reason != reason {
                if let other = file.page?.reason, reasons.count < Self.reasonsNamed { reasons.insert(other) }
                return
            }
            count += 1
            batch.append(file)
            if batch.count >= QuarantineView.sortedAtOnce { try handOn() }
        }
        try handOn()
        if count == 0, let reason {
            let others = reasons.map(\.escapedForDisplay).sorted().joined(separator: ", ")
            throw CommandFailure(
                "nothing is in quarantine for the reason \(reason.escapedForDisplay)"
                    + (others.isEmpty ? "" : "; there are \(others)"),
                ExitStatus.noInput
            )
        }
        return count
    }

    /// The most reasons that are named where another one was asked for.
    private static let reasonsNamed = 50
}

/// The quarantine of a desk as the subcommands see it; there may be none.
struct QuarantineView {
    let settings: Settings
    let quarantine: Quarantine?

    init(_ settings: Settings) throws {
        self.settings = settings
        try DeskUser.assume(of: settings.stateDirectory)
        do {
            quarantine = try Quarantine(stateDirectory: settings.stateDirectory, fileSystem: LinuxFileSystem())
        } catch {
            throw CommandFailure(reading: error, of: settings.stateDirectory)
        }
    }

    /// Where the files stand.
    var folder: Path { settings.stateDirectory.appending(StateDirectory.quarantine) }

    /// The most files that are held to be sorted.
    static let sortedAtOnce = 10_000

    /// The files with the newest last.
    func sorted(_ files: [Quarantine.File]) -> [Quarantine.File] {
        var all = NewestFiles(limit: .max / 4)
        for file in files { all.add(file) }
        return all.sorted
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
            throw CommandFailure(reading: error, of: settings.stateDirectory)
        }
        if let failure { throw failure }
    }

    /// Clears away what was come upon and has been left by earlier runs.
    func tidy() throws(CommandFailure) {
        do {
            try quarantine?.tidy()
        } catch  where error.isForbidden {
            // An editor may not; what is left is tidied up by the next command of the desk's user.
        } catch { throw CommandFailure(writing: error, of: settings.stateDirectory) }
    }

    /// The file of a name as a person gives it: a path beneath the quarantine, or one that leads into it, as it is or as
    /// it was printed.
    func file(named name: String) throws -> Quarantine.File {
        for path in GivenName.paths(name) {
            do {
                if let file = try quarantine?.file(named: beneath(path)) { return file }
            } catch {
                throw CommandFailure(reading: error, of: settings.stateDirectory)
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
