import Archive
import Article
import Catalogue
import Commands
import Ingest
import LinuxIO
import Operations

/// Everything that `wiredesk status` tells, gathered.
struct StatusReport {
    let settings: Settings
    let condition: DeskCondition
    let now: UTCTime
    /// What the daemon told last; nil where it has told nothing.
    let snapshot: StatusSnapshot?
    let archive: StatusSnapshot.Archive
    let today: StatusSnapshot.Day
    let total: StatusSnapshot.Counts
    /// What stands in the inbox of a desk without a daemon; nil where one runs, or there is no inbox.
    let waitingWhileDown: InboxCount?
    /// Whether ``today`` and ``total`` are known; not while a desk starts that has no catalogue yet.
    let isCounted: Bool
    /// Bytes of the catalogue, with the log of SQLite beside it; nil where there is none.
    let catalogueBytes: Int64?
    /// Articles of the archive that the catalogue has not got yet, so that they are not counted; nil where that was not
    /// looked at.
    let uncatalogued: Int64?
    /// Files in quarantine; nil where they may not be counted.
    let quarantinedFiles: Int?
    /// Of the files that were quarantined last, those that still are, the newest first.
    let newestRefused: [StatusFigures.Refused]
    /// Whether there is a state directory, as far as can be told.
    let hasStateDirectory: Bool
    /// How far `wiredesk-publish` has come; nil where it does not run for this desk.
    let publisher: PublisherStatus?
    /// The room on the file system of the state directory.
    let disk: StatusFigures.Disk?

    /// Looks at a desk.
    init(settings: Settings, now: UTCTime, fileSystem: any FileSystem) throws {
        self.settings = settings
        self.now = now
        let snapshot = try Self.snapshot(settings, fileSystem)
        let holder = try Self.holder(settings, fileSystem)
        self.snapshot = snapshot
        let room = Self.disk(settings, fileSystem)
        let isDiskFull = room.map { $0.freeBytes < Self.leastRoom } ?? false
        condition = DeskCondition(
            snapshot: snapshot,
            holder: holder,
            process: Self.process(holder),
            isImporting: Self.isImporting(holder, settings, fileSystem),
            isDiskFull: isDiskFull,
            publication: Self.folders(settings).lazy.compactMap { StatusPublication(in: $0, fileSystem) }
                .max { $0.changed < $1.changed },
            waiting: RestartPause.waiting(in: settings.runtimeDirectory, fileSystem, at: Clock.monotonic),
            now: now
        )
        catalogueBytes = Self.catalogueBytes(settings, fileSystem)
        quarantinedFiles = Self.quarantinedFiles(settings, fileSystem)
        newestRefused = Self.stillThere(snapshot?.quarantined ?? [], settings, fileSystem)
        hasStateDirectory = Self.hasStateDirectory(settings, fileSystem)
        let isTold = condition.verdict.isRunning && condition.isTold
        disk = isTold && !isDiskFull ? snapshot?.disk ?? room : room
        let hasDaemon = condition.verdict.isRunning && !condition.isImporting
        waitingWhileDown = hasDaemon ? nil : InboxCount(settings, fileSystem)

        if isTold, let snapshot, !snapshot.isBeforeItsFigures {
            archive = snapshot.archive
            today = snapshot.today
            total = snapshot.total
            uncatalogued = nil
            isCounted = true
        } else {
            // What the disk has is what counts; a daemon that was killed could not tell its last second.
            let stored = try? StoredArticles(stateDirectory: settings.stateDirectory, fileSystem: fileSystem)
            archive = stored.flatMap { try? StatusSnapshot.Archive($0) } ?? snapshot?.archive ?? .init()
            let told = snapshot?.today.date == now.day ? snapshot?.today : nil
            let counted = stored?.tallies(isRunning: condition.verdict.isRunning)
            let tallied = try? counted?.tallies(on: CivilDate(secondsSince1970: now.nanoseconds / 1_000_000_000))
            today = tallied.map { .init(date: now.day, .init($0)) } ?? told ?? .init(date: now.day)
            let tallies = try? counted?.tallies()
            total = tallies.map { .init($0) } ?? snapshot?.total ?? .init()
            let wasTold = snapshot.map { !$0.isBeforeItsFigures } ?? false
            isCounted = tallies != nil || wasTold || archive.articles == 0
            let all = archive.articles
            uncatalogued = stored?.catalogued.map { max(0, all - $0) }
        }
        var publisher = try? PublisherStatus.read(in: settings.publishDirectory, fileSystem: fileSystem)
        if publisher?.stateDirectory != settings.stateDirectory.display { publisher = nil }
        if let told = publisher, told.finished == true {
            // Nobody tells any more how far the archive has come since.
            publisher?.last = max(told.last, archive.last?.seq ?? archive.articles)
        }
        self.publisher = publisher
    }

    /// Nanoseconds since the figures were told, where they are those of a process that runs and no longer tells them.
    var figuresAge: Int64? {
        guard condition.verdict.isRunning, condition.isTold, let snapshot else { return nil }
        let age = now.nanoseconds.subtractingSaturated(snapshot.updatedAt.nanoseconds)
        return age >= Self.freshFor ? age : nil
    }

    /// A daemon tells its figures each second.
    private static let freshFor: Int64 = 5_000_000_000

    /// The newest snapshot: in the runtime directory, or, where none is configured, in the one that the service has.
    static func snapshot(_ settings: Settings, _ fileSystem: any FileSystem) throws -> StatusSnapshot? {
        var newest: StatusSnapshot?
        for folder in folders(settings) {
            let directory: Descriptor
            do {
                directory = try fileSystem.openRoot(folder)
            } catch  where error.isMissing {
                continue
            } catch {
                throw CommandFailure(reading: error, of: settings.stateDirectory)
            }
            do {
                guard let found = try StatusSnapshot.read(in: directory, fileSystem: fileSystem) else { continue }
                if newest.map({ $0.updatedAt < found.updatedAt }) ?? true { newest = found }
            } catch {
                throw unreadable(error, in: directory, folder, of: settings, fileSystem)
            }
        }
        return newest
    }

    /// Where a status may stand.
    private static func folders(_ settings: Settings) -> [Path] {
        let isService =
            settings.origins["runtime_directory"] == .standard && settings.stateDirectory == Settings().stateDirectory
        return [settings.runtimeDirectory] + (isService ? ["/run/wiredesk"] : [])
    }

    /// Why the daemon's snapshot cannot be read, and what to do.
    private static func unreadable(
        _ error: SystemError,
        in directory: borrowing Descriptor,
        _ folder: Path,
        of settings: Settings,
        _ fileSystem: any FileSystem
    ) -> CommandFailure {
        let file = "\(folder.appending(RuntimeDirectory.status).display), in which the daemon tells how it is,"
        let kind = (try? fileSystem.status(of: RuntimeDirectory.status, in: directory))?.kind
        if let kind, kind != .file {
            return CommandFailure(
                "\(file) is a \(kind.rawValue) and no file: remove it, and a running daemon writes a new one",
                ExitStatus.noInput
            )
        }
        if error.isForbidden {
            return CommandFailure(
                "\(file) may not be read: \(DeskRole.reader.advice(in: settings.stateDirectory))",
                ExitStatus.noPermission
            )
        }
        return CommandFailure("\(file) cannot be read: \(error.reason)", ExitStatus.noInput)
    }

    private static func catalogueBytes(_ settings: Settings, _ fileSystem: any FileSystem) -> Int64? {
        guard let folder = try? fileSystem.openRoot(settings.stateDirectory) else { return nil }
        guard let bytes = try? fileSystem.status(of: StateDirectory.catalogue, in: folder).size else { return nil }
        // What was written last stands in the log that SQLite keeps beside it.
        return bytes + ((try? fileSystem.status(of: "catalogue.sqlite-wal", in: folder).size) ?? 0)
    }

    private static func quarantinedFiles(_ settings: Settings, _ fileSystem: any FileSystem) -> Int? {
        do {
            return try Quarantine(stateDirectory: settings.stateDirectory, fileSystem: fileSystem)?.count() ?? 0
        } catch {
            return nil
        }
    }

    /// Leaves out what was put back or thrown away since it was quarantined.
    private static func stillThere(
        _ refused: [StatusFigures.Refused],
        _ settings: Settings,
        _ fileSystem: any FileSystem
    ) -> [StatusFigures.Refused] {
        guard let opened = try? Quarantine(stateDirectory: settings.stateDirectory, fileSystem: fileSystem) else {
            return []
        }
        // Of several files of one path the newest are told.
        var left: [Path: Int] = [:]
        return refused.filter { file in
            let path = file.inboxPath
            let count = left[path] ?? (try? opened.count(ofPath: path)) ?? 0
            left[path] = count - 1
            return count > 0
        }
    }

    private static func hasStateDirectory(_ settings: Settings, _ fileSystem: any FileSystem) -> Bool {
        do throws(SystemError) {
            _ = try fileSystem.openRoot(settings.stateDirectory)
            return true
        } catch {
            return !error.isMissing
        }
    }

    /// Bytes of room without which a daemon can commit no batch and tell no status.
    private static let leastRoom: Int64 = 64 << 10

    private static func disk(_ settings: Settings, _ fileSystem: any FileSystem) -> StatusFigures.Disk? {
        guard let folder = try? fileSystem.openRoot(settings.stateDirectory),
            let room = try? fileSystem.fileSystemStatus(of: folder)
        else { return nil }
        return StatusFigures.Disk(
            freeBytes: Int64(clamping: room.free),
            totalBytes: Int64(clamping: room.total),
            bytesPerSecond: 0,
            watched: .zero
        )
    }

    private static func process(_ holder: StateLock.Holder?) -> ProcessState? {
        guard case .process(let id) = holder else { return nil }
        return ProcessState(of: id)
    }

    /// Whether the process that has the desk is an import, which has its staging folder too.
    private static func isImporting(
        _ holder: StateLock.Holder?,
        _ settings: Settings,
        _ fileSystem: any FileSystem
    ) -> Bool {
        guard case .process(let id) = holder,
            let folder = try? fileSystem.openRoot(settings.stateDirectory.appending(StateDirectory.imports)),
            let importer = try? StateLock.holder(of: folder, fileSystem: fileSystem)
        else { return false }
        return importer == .process(id)
    }

    private static func holder(_ settings: Settings, _ fileSystem: any FileSystem) throws -> StateLock.Holder? {
        do {
            let directory = try fileSystem.openRoot(settings.stateDirectory)
            return try StateLock.holder(of: directory, fileSystem: fileSystem)
        } catch  where error.isMissing {
            return nil
        } catch {
            throw CommandFailure(reading: error, of: settings.stateDirectory)
        }
    }
}

extension StatusSnapshot {
    /// Whether it was told before the desk knew what there is.
    fileprivate var isBeforeItsFigures: Bool {
        [.starting, .recovering, .rebuilding].contains(state) && archive.articles == 0 && total == Counts()
    }
}

extension StatusSnapshot.Archive {
    /// What stands on the disk.
    init(_ stored: StoredArticles) throws {
        self.init()
        let segments = try stored.segments()
        self.segments = segments.count
        bytes = segments.reduce(0) { $0 + $1.length }
        storedBytes = segments.reduce(0) { $0 + $1.stored }
        guard let line = try stored.lastLine() else { return }
        let record = try RecordSummary(line: line.span)
        // Sequence numbers count from 1 without a gap.
        articles = record.sequence
        last = StatusSnapshot.LastArticle(
            seq: record.sequence,
            id: "\(record.id)",
            headline: record.headline,
            ingestedAt: UTCTime(nanoseconds: record.ingestedAt)
        )
    }
}

extension StatusFigures.Refused {
    /// The path that the file had in the inbox.
    var inboxPath: Path {
        pathEncoding == nil ? Path(path) : Path(percentEncoded: path) ?? Path(path)
    }
}
