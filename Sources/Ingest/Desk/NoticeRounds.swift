import LinuxIO
import Logging
import Operations

/// What the thread of the ``Committer`` does between batches: carries out the notices that wait.
///
/// Each is a batch of its own, so that it can name the record before it, and its file leaves its folder before the next look:
/// whatever ends the process on the way, the next look finds it, and knows it by its record, or by its lines of the ledger.
struct NoticeRounds {
    private let settings: Settings
    private let fileSystem: any FileSystem
    private let moves: MoveRounds
    private let log: Logger
    private let quarantine: QuarantineRound
    private let folder: NoticeFolder
    private var nextLook: Int64 = 0
    /// Notices that were told to be delayed.
    private var delayed: Set<Path> = []

    /// Nanoseconds between two looks.
    static let interval: Int64 = 500_000_000
    /// Notices about the quarantine that one look carries out beside an intake, which waits meanwhile.
    private static let atOnce = 4

    init(
        settings: Settings,
        fileSystem: any FileSystem,
        moves: MoveRounds,
        log: Logger,
        slice: @escaping FileCopy.Slice
    ) {
        self.settings = settings
        self.fileSystem = fileSystem
        self.moves = moves
        self.log = log
        quarantine = QuarantineRound(settings: settings, fileSystem: fileSystem, slice: slice)
        folder = NoticeFolder(stateDirectory: settings.stateDirectory, fileSystem: fileSystem)
    }

    /// Carries out what waits, if a look is due. Throws only what a new start must mend.
    mutating func runIfDue(_ commits: inout CommitRounds) throws {
        guard Clock.monotonic >= nextLook else { return }
        try run(&commits, atMost: Self.atOnce)
        nextLook = Clock.monotonic + Self.interval
    }

    /// Carries out the waiting notices, up to a bounded number of those about the quarantine.
    mutating func run(_ commits: inout CommitRounds, atMost limit: Int = .max) throws {
        // What cannot be listed or read now is left for the next look.
        guard let names = try? folder.waiting(), !names.isEmpty,
            let opened = try? InboxFolder(folder.path, on: fileSystem)
        else { return }
        let reader = NoticeReader(settings: settings, fileSystem: fileSystem, folder: opened)
        var count = 0
        for name in names {
            if QuarantineNotice.isNamed(name), count >= limit { continue }
            do {
                if let notice = try reader.quarantineNotice(name) {
                    count += 1
                    try carryOut(notice, name, &commits)
                    continue
                }
            } catch is SystemError {
                continue
            }
            guard let delivery = try? reader.read(name) else { continue }
            switch try commits.commit([delivery]) {
            case .durable(let durable): moves.carryOutInTurn(durable)
            case .left: return
            }
        }
    }

    private mutating func carryOut(
        _ notice: QuarantineNotice,
        _ name: Path,
        _ commits: inout CommitRounds
    ) throws {
        guard let answer = try quarantine.carryOut(notice, &commits) else { return }
        if answer.isDelayed {
            let rest = notice.after(answer)
            // Where the disk refuses, the next look does it.
            if rest != notice { try? folder.replace(name, with: rest) }
            guard delayed.insert(name).inserted else { return }
            log.warning(
                "files cannot leave the quarantine yet, as the ledger says they have; this is retried",
                metadata: ["notice": "\(name.display)", "results": "\(answer.results.filter { !$0.isDone })"]
            )
            return try folder.leave(answer, to: name)
        }
        // A command that has not read its answer gets it again; the next one removes the answer of a command that has ended.
        if delayed.remove(name) == nil { try folder.leave(answer, to: name) }
        try folder.remove(name)
    }
}
