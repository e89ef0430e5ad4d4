import Archive
import Catalogue
import Ingest
import LinuxIO
import Logging
import Operations
import Search
import ServiceLifecycle
import Synchronization

/// Keeps the index beside the archive, off the commit path: on a thread that gives way, in small steps, and with nothing
/// that the desk would wait for or suffer from. An index that is damaged or deleted is rebuilt.
final class SearchService: Service {
    private let desk: Desk
    private let settings: Settings
    private let fileSystem: any FileSystem
    private let log: Logger
    private let wakeup: Wakeup
    private let isStopping = Atomic(false)

    /// Between two looks at whether there is something new, and before another try after a failure.
    private static let interval: Int64 = 1_000_000_000
    private static let pause: Int64 = 60_000_000_000
    /// With less room on the disk than this, in bytes, what there is belongs to the archive.
    private static let room: UInt64 = 64 << 20
    /// While files wait in the inbox, the thread rests so many times as long as it works.
    private static let restWhileBusy: Int64 = 3

    init(desk: Desk, settings: Settings, fileSystem: any FileSystem, log: Logger) throws(SystemError) {
        self.desk = desk
        self.settings = settings
        self.fileSystem = fileSystem
        self.log = log
        wakeup = try Wakeup()
    }

    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            try await OwnThread.run(named: "wd-index") {
                ThreadPriority.lowerOwn()
                while self.goesOn(after: 0) {
                    let rest = self.keepIndex()
                    if !self.goesOn(after: rest) { break }
                }
            }
        } onCancelOrGracefulShutdown: {
            self.isStopping.store(true, ordering: .relaxed)
            self.wakeup.signal()
        }
    }

    /// Rests, and tells whether there is to be more.
    private func goesOn(after rest: Int64) -> Bool {
        if rest > 0 { try? wakeup.wait(timeout: rest) }
        return !isStopping.load(ordering: .relaxed)
    }

    /// Opens the index and keeps it up until the daemon stops or something is in the way; returns how long to rest then.
    private func keepIndex() -> Int64 {
        while desk.status.phase != .working || !hasRoom {
            if !goesOn(after: Self.interval) { return 0 }
        }
        let path = settings.stateDirectory.appending(StateDirectory.index)
        do throws(SearchError) {
            let index = try SearchIndex(at: path)
            try index.check()
            let archive: ArchiveDirectory
            do throws(SystemError) {
                let folder = try fileSystem.openRoot(settings.stateDirectory.appending(StateDirectory.archive))
                archive = ArchiveDirectory(folder, fileSystem: fileSystem)
            } catch {
                return Self.interval
            }
            let catalogue = settings.stateDirectory.appending(StateDirectory.catalogue)
            let indexer = try Indexer(
                index,
                archive: archive,
                cataloguePath: catalogue,
                isStopped: { self.isStopping.load(ordering: .relaxed) }
            )
            try keepUp(index, indexer)
            return 0
        } catch {
            switch error.kind {
            case .damaged, .touched:
                log.warning("the index for look-ups is being rebuilt", metadata: ["error": "\(error)"])
                do throws(SystemError) {
                    try SearchIndex.remove(at: path)
                    return Self.interval
                } catch {
                    log.warning("the index cannot be removed", metadata: ["error": "\(error)"])
                }
            case .noRoom, .unusable:
                log.warning(
                    "the index for looking things up cannot be kept; what it lacks is looked up in the archive",
                    metadata: ["error": "\(error)"]
                )
            }
            return Self.pause
        }
    }

    /// Adds what comes, until the daemon stops, the file is no longer there, or there is no room.
    private func keepUp(_ index: SearchIndex, _ indexer: Indexer) throws(SearchError) {
        var reported = false
        while index.isInPlace && hasRoom && desk.status.phase == .working {
            let began = Clock.monotonic
            let progress = try indexer.advance()
            if progress.hasMore {
                if !reported { log.debug("the index is being brought up to the archive") }
                reported = true
                let worked = Clock.monotonic - began
                let rest = desk.status.inbox.waiting > 0 ? Self.restWhileBusy * worked : 0
                if !goesOn(after: rest) { return }
                continue
            }
            if reported { log.debug("the index is up to the archive") }
            reported = false
            let known = extent
            repeat {
                if !goesOn(after: Self.interval) { return }
            } while extent == known && index.isInPlace
        }
    }

    /// How many articles and deliveries there are, by which it is seen that there is something new.
    private var extent: [Int64] {
        let status = desk.status
        return [status.articles] + status.total.deliveries.values.map { Int64($0) }.sorted()
    }

    private var hasRoom: Bool {
        guard let folder = try? fileSystem.openRoot(settings.stateDirectory),
            let status = try? fileSystem.fileSystemStatus(of: folder)
        else { return false }
        return status.free >= Self.room
    }
}
