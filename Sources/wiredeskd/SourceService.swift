import Archive
import Article
import Ingest
import LinuxIO
import Logging
import Operations
import ServiceLifecycle
import Synchronization

/// Counts what comes from each source: from the archive, on a thread that gives way, first the last four weeks and then what
/// is added. Nothing waits for it, and nothing is kept: the next start counts again.
final class SourceService: Service {
    private struct State {
        var figures = SourceFigures()
        /// Whether all that was there at the start is counted.
        var isComplete = false
    }

    private let desk: Desk
    private let settings: Settings
    private let fileSystem: any FileSystem
    private let log: Logger
    private let wakeup: Wakeup
    private let state = Mutex(State())
    private let isStopping = Atomic(false)

    /// Between two looks at whether there is something new.
    private static let interval: Int64 = 2_000_000_000
    /// Bytes of the newest segments that a start reads at most.
    private static let mostRead: Int64 = 2 << 30
    /// How many sources a message at a time may speak of.
    private static let mostNamed = 5

    init(desk: Desk, settings: Settings, fileSystem: any FileSystem, log: Logger) throws(SystemError) {
        self.desk = desk
        self.settings = settings
        self.fileSystem = fileSystem
        self.log = log
        wakeup = try Wakeup()
    }

    /// What to tell of the sources at a time; nil until they are counted.
    func figures(at now: UTCTime) -> (told: [StatusFigures.Source], others: Int)? {
        state.withLock { $0.isComplete ? $0.figures.figures(at: now.nanoseconds) : nil }
    }

    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await OwnThread.run(named: "wd-sources") {
                ThreadPriority.lowerOwn()
                self.count()
            }
        } onCancelOrGracefulShutdown: {
            self.isStopping.store(true, ordering: .relaxed)
            self.wakeup.signal()
        }
    }

    private var goesOn: Bool { !isStopping.load(ordering: .relaxed) }

    private func count() {
        var mark: ArchivePosition?
        var counted: Int64 = 0
        var silent: Set<String> = []
        while goesOn {
            let status = desk.status
            if status.phase == .working {
                // What cannot be read now is read the next time, and what is wrong with the archive is told by others.
                if let last = status.last, last.sequence > counted, let end = try? read(from: mark, to: last) {
                    mark = end
                    counted = last.sequence
                }
                if status.last == nil || counted > 0 { state.withLock { $0.isComplete = true } }
                tellSilence(&silent)
            }
            try? wakeup.wait(timeout: Self.interval)
        }
    }

    /// Counts the records after a place up to the last one that is durable; returns where the next one will begin.
    private func read(from mark: ArchivePosition?, to last: DeskStatus.LastRecord) throws(SystemError)
        -> ArchivePosition?
    {
        let folder = try fileSystem.openRoot(settings.stateDirectory.appending(StateDirectory.archive))
        let archive = ArchiveDirectory(folder, fileSystem: fileSystem)
        var start = mark
        if start == nil { start = try Self.start(in: archive, at: Clock.now) }
        var cursor = try ArchiveCursor(archive, from: start)
        var end = start
        var found: [(name: String, time: Int64)] = []
        while goesOn, let position = try cursor.advance(), position <= last.position {
            end = cursor.end
            if cursor.fault == nil, let record = try? RecordSummary(line: cursor.line) {
                found.append((Self.name(of: record), record.ingestedAt))
            }
            if found.count >= 1_000 { take(&found) }
        }
        take(&found)
        return end
    }

    private func take(_ found: inout [(name: String, time: Int64)]) {
        state.withLock { state in
            for (name, time) in found { state.figures.add(name, at: time) }
        }
        found.removeAll(keepingCapacity: true)
    }

    /// The start of the first segment whose records count.
    private static func start(in archive: ArchiveDirectory, at now: Int64) throws(SystemError) -> ArchivePosition? {
        let first = CivilDate(secondsSince1970: (now - SourceFigures.window) / 1_000_000_000)
        var start: ArchivePosition?
        var bytes: Int64 = 0
        for segment in try archive.segments().reversed() {
            bytes += segment.length
            if let first, segment.name.day < first { break }
            if start != nil, bytes > mostRead { break }
            start = ArchivePosition(segment: segment.name, offset: 0)
        }
        return start
    }

    /// By what an article is counted: its source, else the folder of the inbox that it was delivered to.
    private static func name(of record: RecordSummary) -> String {
        if let source = record.source { return source }
        let folders = record.delivery.identity.path.components.dropLast()
        return folders.first.map { "\($0.display)/" } ?? "./"
    }

    /// Logs each source once when it falls silent, and once when it is heard of again.
    private func tellSilence(_ silent: inout Set<String>) {
        guard let told = figures(at: UTCTime(nanoseconds: Clock.now))?.told else { return }
        let now = told.filter(\.isSilent)
        for source in now.filter({ !silent.contains($0.name) }).prefix(Self.mostNamed) {
            silent.insert(source.name)
            log.record(
                .sourceSilent,
                "nothing has come from \(source.name.escapedForDisplay), from which something usually comes at this time",
                [
                    "source": "\(source.name.escapedForDisplay)", "last": "\(source.last)",
                    "usual": "\(source.usual ?? 0)",
                ]
            )
        }
        let names = Set(now.map(\.name))
        for name in silent.subtracting(names).sorted() {
            silent.remove(name)
            log.record(
                .sourceBack,
                "\(name.escapedForDisplay) is heard of again",
                ["source": "\(name.escapedForDisplay)"]
            )
        }
    }
}
