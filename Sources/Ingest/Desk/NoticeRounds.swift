import LinuxIO
import Operations

/// What the thread of the ``Committer`` does between batches: archives the notices that wait.
///
/// Each is a batch of its own, so that it can name the record before it, and its file leaves its folder before the next look:
/// whatever ends the process on the way, the next look finds it, and knows it by its record.
struct NoticeRounds {
    private let settings: Settings
    private let fileSystem: any FileSystem
    private let moves: MoveRounds
    private var nextLook: Int64 = 0

    /// Nanoseconds between two looks.
    static let interval: Int64 = 500_000_000

    init(settings: Settings, fileSystem: any FileSystem, moves: MoveRounds) {
        self.settings = settings
        self.fileSystem = fileSystem
        self.moves = moves
    }

    /// Archives what waits, if a look is due. Throws only what a new start must mend.
    mutating func runIfDue(_ commits: inout CommitRounds) throws {
        guard Clock.monotonic >= nextLook else { return }
        try run(&commits)
        nextLook = Clock.monotonic + Self.interval
    }

    /// Archives what waits.
    func run(_ commits: inout CommitRounds) throws {
        let folder = NoticeFolder(stateDirectory: settings.stateDirectory, fileSystem: fileSystem)
        // What cannot be listed or read now is left for the next look.
        guard let names = try? folder.waiting(), !names.isEmpty,
            let opened = try? InboxFolder(folder.path, on: fileSystem)
        else { return }
        let reader = NoticeReader(settings: settings, fileSystem: fileSystem, folder: opened)
        for name in names {
            guard let delivery = try? reader.read(name) else { continue }
            switch try commits.commit([delivery]) {
            case .durable(let durable): moves.carryOutInTurn(durable)
            case .left: return
            }
        }
    }
}
