import Commands
import Ingest
import LinuxIO
import Logging
import Operations
import Synchronization

/// A desk that this process runs itself, because no daemon does: the same pipeline, for as long as it is needed.
final class OwnDesk: Sendable {
    private struct State {
        var isStarted = false
        var hasEnded = false
        var failure: String?
    }

    private let desk: Desk
    private let lock: StateLock
    private let state = Mutex(State())
    private let wakeup: Wakeup

    /// Whether a process has the desk in this directory.
    static func isHeld(_ stateDirectory: Path, _ fileSystem: any FileSystem) throws(CommandFailure) -> Bool {
        do {
            let directory = try fileSystem.openRoot(stateDirectory)
            return try StateLock.holder(of: directory, fileSystem: fileSystem) != nil
        } catch  where error.isMissing {
            throw CommandFailure(
                "there is no desk in \(stateDirectory.display); name its folder with --state-directory",
                ExitStatus.noInput
            )
        } catch {
            throw CommandFailure(reading: error, of: stateDirectory)
        }
    }

    /// Takes the state directory and starts the desk; returns once the inbox is watched.
    ///
    /// Throws ``CommandFailure``, and ``LinuxIO/StateLock/Refusal`` where another process has the directory.
    init(_ settings: Settings, fileSystem: any FileSystem) throws {
        let directory: Descriptor
        do {
            directory = try fileSystem.openRoot(settings.stateDirectory)
        } catch {
            throw CommandFailure(writing: error, of: settings.stateDirectory)
        }
        try OwnDesk.checkOwner(settings, fileSystem)
        // No sender looks at what is imported.
        let settings = settings.lingeringNowhere
        lock = try StateLock(of: directory, fileSystem: fileSystem)
        ReadLease.ignoreSignals()
        ProcessUser.keepOthersOut()
        FileSizeLimit.ignoreSignal()
        do {
            _ = try fileSystem.openOrMakeRoot(settings.inbox)
            wakeup = try Wakeup()
            // Without word of what was being read a file that ends the import would not be found out.
            let suspects = try? Suspects(
                stateDirectory: settings.stateDirectory,
                fileSystem: fileSystem,
                readers: Desk.readers
            )
            try? suspects?.noteCrashes()
            desk = try Desk(
                settings: settings,
                inWork: Desk.inWork(descriptors: DescriptorLimit.raise()),
                fileSystem: fileSystem,
                leases: KernelLeases(),
                suspects: suspects,
                log: Logger(label: "desk") { _ in ComplainingLog() }
            )
        } catch {
            throw CommandFailure(writing: error, of: settings.stateDirectory)
        }
        Task { await run() }
        while !state.withLock({ $0.isStarted || $0.hasEnded }) { wakeup.wait() }
        try check()
    }

    /// What root makes, the daemon cannot change later.
    static func checkOwner(_ settings: Settings, _ fileSystem: any FileSystem) throws {
        do {
            let owner = try fileSystem.status(of: try fileSystem.openRoot(settings.stateDirectory)).owner
            if ProcessNumber.user == owner { return }
            throw CommandFailure(
                "the daemon is not running, and this is not the desk's user: start the daemon first "
                    + "(systemctl start wiredesk), or run this as the owner of \(settings.stateDirectory.display)",
                ExitStatus.noPermission
            )
        } catch let error as SystemError {
            throw CommandFailure(reading: error, of: settings.stateDirectory)
        }
    }

    private func run() async {
        do {
            try await desk.run {
                self.state.withLock { $0.isStarted = true }
                self.wakeup.signal()
            } hung: { failure in
                try? StandardStream.error.write("wiredesk: \(failure); run the import again, it goes on where it was\n")
                ProcessNumber.end(status: 70)
            }
            state.withLock { $0.hasEnded = true }
        } catch {
            state.withLock { state in
                state.hasEnded = true
                state.failure = "\(error)"
            }
        }
        wakeup.signal()
    }

    /// Throws what has ended the desk.
    func check() throws(CommandFailure) {
        if let failure = state.withLock({ $0.failure }) {
            throw CommandFailure("the desk has failed: \(failure)", ExitStatus.inputOutputError)
        }
    }

    /// Why nothing is committed at the moment, if nothing is.
    var trouble: String? {
        let status = desk.status
        if status.inbox.waitingForSpaceSince != nil { return "there is no room for the archive" }
        return status.catalogueTrouble
    }

    /// Commits what has been read, and ends; what is in the inbox without an answer stays there.
    ///
    /// - Parameter finishingMoves: whether what has its answer leaves the inbox first, on whatever file system its place is.
    func stop(finishingMoves: Bool) {
        desk.stop(finishingMoves: finishingMoves)
        while !state.withLock({ $0.hasEnded }) { wakeup.wait() }
    }
}

/// Tells on stderr what a person must know, and nothing else.
struct ComplainingLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        // What became of a file is told by the command itself.
        if event.metadata?["outcome"] != nil { return }
        let details = (event.metadata ?? [:]).filter { $0.key != Event.metadataKey }
            .map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", ")
        complain("\(event.message)" + (details.isEmpty ? "" : " (\(details))"))
    }
}
