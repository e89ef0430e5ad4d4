import Archive
import Catalogue
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

    static let unavailable: Int32 = 69
    static let software: Int32 = 70
    static let system: Int32 = 71
    static let cannotCreate: Int32 = 73
    static let inputOutput: Int32 = 74
    static let configuration: Int32 = 78
}

/// The daemon from its settings to its end.
enum Daemon {
    static func run(folders: [String: String], configFile: String?) async throws {
        let environment = ProcessInfo.processInfo.environment
        let settings = try load(folders: folders, configFile: configFile, environment: environment)
        _ = try LogOutput.bootstrap(identifier: "wiredeskd", level: settings.logLevel, environment: environment)
        let log = Logger(label: "wiredeskd")
        ReadLease.ignoreSignals()
        let descriptors = DescriptorLimit.raise()

        let fileSystem = LinuxFileSystem()
        let lock = try takeLock(settings, fileSystem)
        log.record(
            .started,
            "wiredeskd \(wiredeskVersion) has started",
            ["state_directory": "\(settings.stateDirectory.display)", "inbox": "\(settings.inbox.display)"]
        )
        do {
            try makeInbox(settings, fileSystem)
            let desk = try Desk(
                settings: IngestSettings(settings, descriptors: descriptors),
                fileSystem: fileSystem,
                leases: KernelLeases(),
                suspects: suspects(settings, fileSystem, log),
                log: log
            )
            let publisher = try StatusPublisher(runtimeDirectory: settings.runtimeDirectory, fileSystem: fileSystem)
            try await serve(
                desk,
                DeskReporter(desk: desk, settings: settings, publisher: publisher, log: log),
                try searchService(desk, settings, fileSystem, log),
                log: log
            )
        } catch {
            let failure = DaemonFailure(error)
            log.critical("wiredeskd ends", metadata: ["error": "\(failure.message)"])
            throw failure
        }
        _ = consume lock
    }

    /// Runs the desk and what reports of it until SIGTERM or SIGINT, or until the desk fails.
    private static func serve(
        _ desk: Desk,
        _ reporter: DeskReporter,
        _ search: SearchService?,
        log: Logger
    ) async throws {
        var services: [any Service] = [reporter, DeskService(desk: desk, reporter: reporter, log: log)]
        if let search { services.append(search) }
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) },
            logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }
        )
        configuration.gracefulShutdownSignals = [.sigterm, .sigint]
        do {
            try await ServiceGroup(configuration: configuration).run()
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
        let path = settings.stateDirectory.appending(SearchIndex.fileName)
        do {
            try SearchIndex.remove(at: path)
        } catch {
            log.warning("the index, which is switched off, cannot be removed", metadata: ["error": "\(error)"])
        }
        return nil
    }

    private static func load(
        folders: [String: String],
        configFile: String?,
        environment: [String: String]
    ) throws -> Settings {
        do {
            return try Settings.load(configFile: configFile, environment: environment, folders: folders)
        } catch {
            throw DaemonFailure(message: "\(error)", status: DaemonFailure.configuration)
        }
    }

    private static func takeLock(_ settings: Settings, _ fileSystem: any FileSystem) throws -> StateLock {
        do {
            let directory = try fileSystem.openOrMakeRoot(settings.stateDirectory)
            return try StateLock(of: directory, fileSystem: fileSystem)
        } catch StateLock.Refusal.failed(let error) {
            throw DaemonFailure(
                message: "\(settings.stateDirectory.display) cannot be used: \(error)",
                status: DaemonFailure.cannotCreate
            )
        } catch let refusal as StateLock.Refusal {
            throw DaemonFailure(
                message: "\(settings.stateDirectory.display) is \(refusal)",
                status: DaemonFailure.unavailable
            )
        } catch {
            throw DaemonFailure(message: "\(error)", status: DaemonFailure.cannotCreate)
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

extension DaemonFailure {
    init(_ error: any Error) {
        switch error {
        case let failure as DaemonFailure: self = failure
        case DeskError.directory: self.init(message: "\(error)", status: DaemonFailure.cannotCreate)
        case DeskError.archive(.failed(let error)) where error.isOutOfResources:
            self.init(message: "\(DeskError.resources(error))", status: DaemonFailure.system)
        case DeskError.archive: self.init(message: "\(error)", status: DaemonFailure.inputOutput)
        case DeskError.catalogue: self.init(message: "\(error)", status: DaemonFailure.inputOutput)
        default: self.init(message: "\(error)", status: DaemonFailure.system)
        }
    }
}

extension IngestSettings {
    /// The part of the settings that the desk needs.
    ///
    /// - Parameter descriptors: how many files the process may have open.
    init(_ settings: Settings, descriptors: Int) {
        let watch: WatchMode =
            switch settings.watch {
            case .auto: .auto
            case .events: .events
            case .scan: .scan
            }
        self.init(
            stateDirectory: settings.stateDirectory,
            inbox: settings.inbox,
            watch: watch,
            settle: settings.settle.nanoseconds,
            scanInterval: settings.scanInterval.nanoseconds,
            rescanInterval: settings.rescanInterval.nanoseconds,
            depth: settings.maxDepth,
            largestFile: settings.maxFileSize,
            ignoredNames: settings.ignore.map { NamePattern($0) },
            ignoredAge: settings.ignoredAge.nanoseconds,
            hardLinks: settings.hardLinks == .ingest ? .ingest : .refuse,
            segmentSize: settings.segmentSize,
            batchRecords: settings.batchRecords,
            batchBytes: Int(settings.batchBytes),
            // The desk needs some descriptors for itself.
            inWork: min(IngestSettings.mostInWork, max(16, descriptors - 128))
        )
    }
}

extension Duration {
    /// The whole duration in nanoseconds, as far as they fit.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return isTooLong ? .max : product + attoseconds / 1_000_000_000
    }
}
