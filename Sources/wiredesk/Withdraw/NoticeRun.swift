import Ingest
import LinuxIO
import Logging
import Operations

/// A notice on its way to the archive: handed to the daemon, or archived by this process where no daemon has the desk.
final class NoticeRun {
    private let settings: Settings
    private let signals: SignalWatch
    private let fileSystem = LinuxFileSystem()
    private let folder: NoticeFolder
    private var claim: FolderClaim?

    /// Nanoseconds between two looks, until another command has gone, and without an answer after which a person is told.
    private static let interval: Int64 = 20_000_000
    private static let patience: Int64 = 30_000_000_000
    private static let silence: Int64 = 10_000_000_000

    init(_ settings: Settings, _ signals: SignalWatch) {
        self.settings = settings
        self.signals = signals
        folder = NoticeFolder(stateDirectory: settings.stateDirectory, fileSystem: fileSystem)
    }

    /// Keeps other commands from writing notices until this one ends.
    func open() throws {
        if try !OwnDesk.isHeld(settings.stateDirectory, fileSystem) { try OwnDesk.checkOwner(settings, fileSystem) }
        let begun = Clock.monotonic
        do {
            while claim == nil {
                claim = try folder.claim()
                if claim != nil { return }
                if Clock.monotonic - begun > Self.patience {
                    throw CommandFailure("another `wiredesk withdraw` is under way", ExitStatus.unavailable)
                }
                if try signals.wait(timeout: Self.interval) != nil { throw ExitStatus.unfinished }
            }
        } catch let error as SystemError {
            throw CommandFailure(writing: error)
        }
    }

    /// Hands a notice over, durably, and returns its name.
    func add(_ notice: OperatorNotice) throws(CommandFailure) -> Path {
        do { return try folder.add(notice) } catch { throw CommandFailure(writing: error) }
    }

    /// Waits until a notice is archived, or every one that waits.
    func waitUntilArchived(_ name: Path? = nil) throws {
        let begun = Clock.monotonic
        var isSilenceTold = false
        while try isWaiting(name) {
            if try !OwnDesk.isHeld(settings.stateDirectory, fileSystem), try archive() { continue }
            if Clock.monotonic - begun > Self.silence, !isSilenceTold {
                isSilenceTold = true
                complain("the desk has not archived the notice for 10 seconds; `wiredesk status` says why")
            }
            guard try signals.wait(timeout: Self.interval) == nil else {
                complain("interrupted; the notice is kept, and will be archived by the desk")
                throw ExitStatus.unfinished
            }
        }
    }

    private func isWaiting(_ name: Path?) throws(CommandFailure) -> Bool {
        do {
            let waiting = try folder.waiting()
            return name.map { waiting.contains($0) } ?? !waiting.isEmpty
        } catch {
            throw CommandFailure(reading: error)
        }
    }

    /// Archives what waits in this process; false where somebody else has taken the desk meanwhile.
    private func archive() throws -> Bool {
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
            throw CommandFailure(writing: error)
        } catch let error as DeskError {
            throw CommandFailure("\(error)", ExitStatus.inputOutputError)
        }
    }
}
