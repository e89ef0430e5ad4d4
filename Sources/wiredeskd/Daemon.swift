import ArgumentParser
import Archive
import Catalogue
import Commands
import FoundationEssentials
import Ingest
import LinuxIO
import Logging
import Operations
import Search
import ServiceLifecycle
import UnixSignals

/// What ends the daemon with a status of its own (sysexits.h).
struct DaemonFailure: Error {
    var message: String
    var status: Int32

    init(message: String, status: ExitCode) {
        self.message = message
        self.status = status.rawValue
    }
}

/// The daemon from its settings to its end.
enum Daemon {
    static func run(folders: [String: String], configFile: String?) async throws {
        let environment = ProcessInfo.processInfo.environment
        // From here on a hangup is no end of the process.
        let hangups = await UnixSignalsSequence(trapping: .sighup)
        let stop = await StopRequest()
        let load: @Sendable () throws(SettingsError) -> Settings = { () throws(SettingsError) in
            try Settings.load(configFile: configFile, environment: environment, folders: folders)
        }
        let (settings, output) = try start(load, environment: environment)
        defer { output.flush(within: .seconds(1)) }
        let log = Logger(label: "wiredeskd")
        do {
            let configuration = ConfigurationInForce(settings, at: UTCTime(nanoseconds: Clock.now), load: load)
            // Where nobody starts the daemon again there is nothing to wait for.
            let isManaged = environment["NOTIFY_SOCKET"].map { !$0.isEmpty } ?? false
            let pause = isManaged ? restartPause(settings) : nil
            if let pause, await !wait(pause, stop, log) { return }
            try await run(configuration, pause, output: output, hangups: hangups, stop: stop, log: log)
            try? pause?.end()
        } catch {
            let failure = DaemonFailure(error)
            let event: Event? = if case DeskError.archive = error { .syncFailed } else { nil }
            log.critical(event, "wiredeskd ends: \(failure.message)")
            _ = try? ServiceManager.notify(.status("Failed: \(failure.message)"))
            throw failure
        }
    }

    /// Loads the settings, and opens the log by them; says what is wrong with them where something is.
    private static func start(
        _ load: () throws(SettingsError) -> Settings,
        environment: [String: String]
    ) throws -> (Settings, LogOutput) {
        func open(level: Logger.Level) throws -> LogOutput {
            try LogOutput.bootstrap(identifier: "wiredeskd", level: level, environment: environment)
        }
        do {
            let settings = try load()
            return (settings, try open(level: settings.logLevel))
        } catch let error as SettingsError {
            if Journal.isStandardError(environment["JOURNAL_STREAM"]) {
                let output = try open(level: .info)
                let log = Logger(label: "wiredeskd")
                for problem in error.problems {
                    log.record(.configurationRefused, "\(problem)", ["reason": "\(problem)"])
                }
                output.flush(within: .seconds(1))
            } else {
                try? StandardStream.error.write(error.lines(from: "wiredeskd"))
            }
            _ = try? ServiceManager.notify(.status("The configuration is refused: \(error.problems[0])"))
            throw DaemonFailure(message: "\(error)", status: ExitStatus.configurationError)
        }
    }

    /// What the runs before this one call for. A count that cannot be kept makes nobody wait.
    private static func restartPause(_ settings: Settings) -> RestartPause? {
        try? RestartPause(
            runtimeDirectory: settings.runtimeDirectory,
            fileSystem: LinuxFileSystem(),
            at: Clock.monotonic
        )
    }

    /// Waits where the last runs ended soon after their start; false where the daemon was asked to stop meanwhile.
    private static func wait(_ pause: RestartPause, _ stop: StopRequest, _ log: Logger) async -> Bool {
        guard pause.seconds > 0 else { return true }
        let wait = Duration.seconds(pause.seconds)
        _ = try? ServiceManager.notify(.extendTimeout(wait + .seconds(60)), .status(pause.line))
        log.record(
            .restartPause,
            "the last runs ended soon after their start; waiting \(pause.seconds) s before the next try",
            ["ends": "\(pause.ends)", "seconds": "\(pause.seconds)"]
        )
        guard await !stop.comes(within: wait) else {
            log.record(.stopping, "stopping: the wait for the next try is called off")
            _ = try? ServiceManager.notify(.stopping, .status("Stopped in order"))
            try? pause.callOff(at: Clock.monotonic)
            return false
        }
        try? pause.begin(at: Clock.monotonic)
        return true
    }

    private static func run(
        _ configuration: ConfigurationInForce,
        _ pause: RestartPause?,
        output: LogOutput,
        hangups: UnixSignalsSequence,
        stop: StopRequest,
        log: Logger
    ) async throws {
        let settings = configuration.settings
        ReadLease.ignoreSignals()
        let lender = LeaseLender(at: LentLeases.standardSocket)
        let fileSystem = LinuxFileSystem(lender: lender)
        ProcessUser.keepOthersOut()
        FileSizeLimit.ignoreSignal()
        let lock = try takeLock(settings, fileSystem)
        log.record(
            .started,
            "wiredeskd \(wiredeskVersion) has started",
            ["state_directory": "\(settings.stateDirectory.display)", "inbox": "\(settings.inbox.display)"]
        )
        try makeInbox(settings, fileSystem)
        let suspects = suspects(settings, fileSystem, log)
        if suspects?.hasNewOnes ?? false { try? pause?.excuseLast(at: Clock.monotonic) }
        let desk = try Desk(
            settings: settings,
            inWork: Desk.inWork(descriptors: DescriptorLimit.raise()),
            fileSystem: fileSystem,
            leases: LentLeases(lender),
            suspects: suspects,
            log: log
        )
        let sources = try SourceService(desk: desk, settings: settings, fileSystem: fileSystem, log: log)
        let reporter = try DeskReporter(
            desk: desk,
            configuration: configuration,
            sources: sources,
            publisher: try StatusPublisher(
                runtimeDirectory: settings.runtimeDirectory,
                metricsFile: settings.metricsFile,
                fileSystem: fileSystem
            ),
            output: output,
            log: log
        )
        let reload = ReloadService(hangups: hangups, configuration: configuration, reporter: reporter, log: log) {
            desk.change(to: $0)
            output.level = $0.logLevel
        }
        let packing = try PackingService(desk: desk, configuration: configuration, fileSystem: fileSystem, log: log)
        var services: [any Service] = [reporter, reload, sources, packing]
        if let search = try searchService(desk, settings, fileSystem, log) { services.append(search) }
        services.append(DeskService(desk: desk, reporter: reporter, log: log))
        try await serve(services, reporter, until: stop)
        _ = consume lock
    }

    /// Runs the desk and what goes with it until SIGTERM or SIGINT, or until the desk fails.
    ///
    /// - Parameter services: stopped from the last to the first.
    private static func serve(
        _ services: [any Service],
        _ reporter: DeskReporter,
        until stop: StopRequest
    ) async throws {
        let configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) },
            logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }
        )
        let group = ServiceGroup(configuration: configuration)
        stop.whenItComes { await group.triggerGracefulShutdown() }
        do {
            try await group.run()
        } catch {
            reporter.publishEnd(failure: error)
            throw error
        }
        reporter.publishEnd(failure: nil)
    }

    /// What keeps the index; nil where none is wanted, and then none is left.
    private static func searchService(
        _ desk: Desk,
        _ settings: Settings,
        _ fileSystem: any FileSystem,
        _ log: Logger
    ) throws -> SearchService? {
        guard settings.search == .off else {
            return try SearchService(desk: desk, settings: settings, fileSystem: fileSystem, log: log)
        }
        let path = settings.stateDirectory.appending(StateDirectory.index)
        do {
            try SearchIndex.remove(at: path)
        } catch {
            log.warning("the index, which is switched off, cannot be removed", metadata: ["error": "\(error)"])
        }
        return nil
    }

    private static func takeLock(_ settings: Settings, _ fileSystem: any FileSystem) throws -> StateLock {
        do {
            let directory = try fileSystem.openOrMakeRoot(settings.stateDirectory)
            return try StateLock(of: directory, fileSystem: fileSystem, waitsForAll: true)
        } catch StateLock.Refusal.failed(let error) {
            throw DaemonFailure(
                message: "\(settings.stateDirectory.display) cannot be used: \(error)",
                status: ExitStatus.cannotCreate
            )
        } catch let refusal as StateLock.Refusal {
            throw DaemonFailure(
                message: "\(settings.stateDirectory.display) is \(refusal)",
                status: refusal.isHeld ? ExitStatus.unavailable : ExitStatus.cannotCreate
            )
        } catch {
            throw DaemonFailure(
                message: "the state directory \(settings.stateDirectory.display) cannot be opened or made: \(error)",
                status: ExitStatus.cannotCreate
            )
        }
    }

    /// What earlier runs were reading when they ended. A desk that cannot remember that goes on without.
    private static func suspects(_ settings: Settings, _ fileSystem: any FileSystem, _ log: Logger) -> Suspects? {
        do {
            let suspects = try Suspects(
                stateDirectory: settings.stateDirectory,
                fileSystem: fileSystem,
                readers: Desk.readers
            )
            try suspects.noteCrashes()
            return suspects
        } catch {
            log.warning(
                "what is being read cannot be noted; a file that ends the daemon would not be found out",
                metadata: ["error": "\(error)"]
            )
            return nil
        }
    }

    private static func makeInbox(_ settings: Settings, _ fileSystem: any FileSystem) throws {
        do {
            _ = try fileSystem.openOrMakeRoot(settings.inbox)
            _ = try fileSystem.openOrMakeRoot(settings.runtimeDirectory)
        } catch {
            throw DeskError.directory(error)
        }
    }
}

extension Logger {
    /// Logs what ends the daemon.
    fileprivate func critical(_ event: Event?, _ message: Logger.Message) {
        if let event { record(event, message) } else { critical(message) }
    }
}

extension DaemonFailure {
    init(_ error: any Error) {
        switch error {
        case let failure as DaemonFailure: self = failure
        case DeskError.directory: self.init(message: "\(error)", status: ExitStatus.cannotCreate)
        case DeskError.archive(.failed(let error)) where error.isOutOfResources:
            self.init(message: "\(DeskError.resources(error))", status: ExitStatus.systemError)
        case DeskError.archive, DeskError.shortArchive, DeskError.shortLedger, DeskError.gaps, DeskError.displaced:
            self.init(message: "\(error)", status: ExitStatus.inputOutputError)
        case DeskError.catalogue: self.init(message: "\(error)", status: ExitStatus.inputOutputError)
        default: self.init(message: "\(error)", status: ExitStatus.systemError)
        }
    }
}
