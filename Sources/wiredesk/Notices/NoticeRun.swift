import Commands
import Ingest
import LinuxIO
import Logging
import Operations

/// A notice on its way: handed to the daemon, or carried out by this process where no daemon has the desk.
final class NoticeRun {
    private let settings: Settings
    private let signals: SignalWatch
    private let fileSystem = LinuxFileSystem()
    private let folder: NoticeFolder
    private var claim: FolderClaim?
    /// Whether a notice of this command's own was handed over.
    private var isHandedOver = false

    /// Nanoseconds between two looks, until another command has gone, and without an answer after which a person is told.
    private static let interval: Int64 = 20_000_000
    private static let patience: Int64 = 30_000_000_000
    private static let silence: Int64 = 10_000_000_000
    private static let patienceForEarlier: Int64 = 3_000_000_000

    init(_ settings: Settings, _ signals: SignalWatch) {
        self.settings = settings
        self.signals = signals
        folder = NoticeFolder(stateDirectory: settings.stateDirectory, fileSystem: fileSystem)
    }

    /// Keeps other commands from writing notices until this one ends, and removes what those that have gone did not read.
    func open() throws {
        if claim != nil { return }
        if try !OwnDesk.isHeld(settings.stateDirectory, fileSystem) { try OwnDesk.checkOwner(settings, fileSystem) }
        let begun = Clock.monotonic
        do {
            while claim == nil {
                claim = try folder.claim()
                if claim != nil { return try folder.removeAnswers() }
                if Clock.monotonic - begun > Self.patience {
                    throw CommandFailure("another command hands the desk a notice", ExitStatus.unavailable)
                }
                if try signals.wait(timeout: Self.interval) != nil { throw ExitStatus.unfinished }
            }
        } catch let error as SystemError {
            throw CommandFailure(writing: error, of: settings.stateDirectory)
        }
    }

    /// Hands a notice over, durably, and returns its name.
    func add(_ notice: OperatorNotice) throws(CommandFailure) -> Path {
        try handOver { () throws(SystemError) in try folder.add(notice) }
    }

    /// Hands a notice over, durably, and returns its name.
    func add(_ notice: QuarantineNotice) throws(CommandFailure) -> Path {
        try handOver { () throws(SystemError) in try folder.add(notice) }
    }

    private func handOver(_ add: () throws(SystemError) -> Path) throws(CommandFailure) -> Path {
        do {
            let name = try add()
            isHandedOver = true
            return name
        } catch {
            throw CommandFailure(writing: error, of: settings.stateDirectory)
        }
    }

    /// Waits until a notice is archived, or every one that waits to become a record.
    func waitUntilArchived(_ name: Path? = nil) throws {
        let isDone = try wait { () throws(SystemError) in
            let waiting = try folder.waitingRecords()
            return name.map { !waiting.contains($0) } ?? waiting.isEmpty
        }
        if !isDone { throw undone }
    }

    /// Waits until the notices about the quarantine are carried out that earlier commands have left, if any: a few seconds
    /// at most, because some may be delayed.
    func awaitEarlier() throws {
        func waiting() throws(SystemError) -> [Path] {
            let records = Set(try folder.waitingRecords())
            return try folder.waiting().filter { !records.contains($0) }
        }
        do { if try waiting().isEmpty { return } } catch {
            throw CommandFailure(writing: error, of: settings.stateDirectory)
        }
        try open()
        let deadline = Clock.monotonic + Self.patienceForEarlier
        _ = try wait { () throws(SystemError) in try waiting().isEmpty || Clock.monotonic > deadline }
    }

    /// Waits for the answers to notices, in their order; one that was carried out by a desk which ended before it could say
    /// so is nil.
    func answers(to names: [Path]) throws -> [QuarantineAnswer?] {
        try names.map { name in
            var answer: QuarantineAnswer?
            let isDone = try wait { () throws(SystemError) in
                // A notice goes after its answer has come.
                let isWaiting = try folder.waiting().contains(name)
                answer = try folder.takeAnswer(to: name)
                return answer != nil || !isWaiting
            }
            if !isDone { throw undone }
            return answer
        }
    }

    /// What is told where this process has the desk and cannot do it.
    private var undone: CommandFailure {
        let what =
            isHandedOver
            ? "this cannot be done now; the notice is kept, and carried out as soon as the desk can"
            : "nothing was done, because the notice of an earlier command cannot be carried out now"
        return CommandFailure("\(what): `wiredesk doctor` says what is in the way", ExitStatus.cannotCreate)
    }

    /// Waits until the desk, or this process in its place, has done something; false where this process could not.
    private func wait(until isDone: () throws(SystemError) -> Bool) throws -> Bool {
        let begun = Clock.monotonic
        var isSilenceTold = false
        var hasTried = false
        while true {
            do { if try isDone() { return true } } catch {
                throw CommandFailure(writing: error, of: settings.stateDirectory)
            }
            if hasTried { return false }
            if try !OwnDesk.isHeld(settings.stateDirectory, fileSystem), try carryOut() {
                hasTried = true
                continue
            }
            if Clock.monotonic - begun > Self.silence, !isSilenceTold {
                isSilenceTold = true
                complain("the desk has not answered for 10 seconds; `wiredesk status` says why")
            }
            guard try signals.wait(timeout: Self.interval) == nil else {
                complain(
                    isHandedOver
                        ? "interrupted; the notice is kept, and will be carried out by the desk"
                        : "interrupted; nothing was handed to the desk"
                )
                throw ExitStatus.unfinished
            }
        }
    }

    /// Carries out what waits in this process; false where somebody else has taken the desk meanwhile.
    private func carryOut() throws -> Bool {
        do {
            let directory = try fileSystem.openRoot(settings.stateDirectory)
            let lock = try StateLock(of: directory, fileSystem: fileSystem)
            FileSizeLimit.ignoreSignal()
            let desk = try Desk(
                settings: settings,
                fileSystem: fileSystem,
                leases: KernelLeases(),
                log: Logger(label: "desk") { _ in ComplainingLog() }
            )
            try desk.commitNotices()
            _ = consume lock
            return true
        } catch let refusal as StateLock.Refusal {
            if case .held = refusal { return false }
            throw CommandFailure("\(settings.stateDirectory.display) is \(refusal)", ExitStatus.cannotCreate)
        } catch let error as SystemError {
            throw CommandFailure(writing: error, of: settings.stateDirectory)
        } catch let error as DeskError {
            throw CommandFailure("\(error)", ExitStatus.inputOutputError)
        }
    }
}
