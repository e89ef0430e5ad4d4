import Archive
import Catalogue
import LinuxIO
import Logging
import Operations

/// What the thread of the ``Committer`` does when nothing waits to be committed: removes files that have been kept for as
/// long as the configuration says, and empty folders of the inbox.
///
/// It goes by the catalogue, delivery by delivery in their order: a file goes only where its outcome is known, and when the
/// ledger has, durably, a line that tells of it. What else lies among the files stays. A round is bounded, and the next comes
/// later, so that nothing waits for it.
struct RetentionRounds {
    private let settings: Settings
    private let fileSystem: any FileSystem
    private let log: Logger
    private var progress: [Shelf: Progress] = [:]
    private var emptyFolders: EmptyFolders
    private var nextRound: Int64 = 0

    /// How far a shelf has been gone over.
    private struct Progress {
        /// The last delivery that was looked at.
        var row: Int64
        /// Files that were removed and not logged yet, and those that could not be removed.
        var removed = 0
        var failed = 0
    }

    /// Files of a round, and deliveries that it looks at.
    static let mostFiles = 64
    private static let mostRows: Int64 = 4_096
    /// Nanoseconds to the next round after one that has found something, and after one that has not; and for how long
    /// rounds are put off by an intake that never rests.
    private static let interval: Int64 = 500_000_000
    private static let pause: Int64 = 60_000_000_000
    private static let patience: Int64 = 60_000_000_000
    /// Files that are removed between two lines of the log.
    private static let loggedAtOnce = 10_000

    init(settings: Settings, fileSystem: any FileSystem, log: Logger) {
        self.settings = settings
        self.fileSystem = fileSystem
        self.log = log
        emptyFolders = EmptyFolders(inbox: settings.inbox, fileSystem: fileSystem)
    }

    /// Does a round, if one is due. Throws only what a new start must mend.
    ///
    /// - Parameters:
    ///   - live: the settings that are in force.
    ///   - isBusy: whether something waits to be committed.
    mutating func runIfDue(_ commits: inout CommitRounds, _ live: Settings, isBusy: Bool) throws {
        let now = Clock.monotonic
        guard now >= nextRound.addingSaturated(isBusy ? Self.patience : 0) else { return }
        let isMore = try run(&commits, live, now: Clock.now)
        nextRound = Clock.monotonic + (isMore ? Self.interval : Self.pause)
    }

    /// Does a round as of `now`, in nanoseconds since 1970; returns whether there may be more to do at once.
    mutating func run(_ commits: inout CommitRounds, _ live: Settings, now: Int64) throws -> Bool {
        var isMore = false
        for shelf in Shelf.allCases {
            guard let kept = shelf.kept(live) else { continue }
            if try run(shelf, kept, &commits, now: now) { isMore = true }
        }
        if let kept = live.keepEmptyFolders {
            let (removed, isUnfinished) = emptyFolders.run(before: now.subtractingSaturated(kept.nanoseconds))
            if !removed.isEmpty {
                log.info(
                    "empty folders of the inbox were removed",
                    metadata: ["count": "\(removed.count)", "first": "\(removed[0].display)"]
                )
            }
            if isUnfinished { isMore = true }
        }
        return isMore
    }

    private mutating func run(
        _ shelf: Shelf,
        _ kept: Duration,
        _ commits: inout CommitRounds,
        now: Int64
    ) throws -> Bool {
        let path = settings.stateDirectory.appending(StateDirectory.catalogue)
        let found: (deliveries: [CatalogueReader.Entry], last: Int64)
        var state: Progress
        do {
            let catalogue = try CatalogueReader(at: path)
            state = try progress[shelf] ?? Progress(row: resume(shelf, catalogue))
            found = try catalogue.deliveries(
                after: state.row,
                before: now.subtractingSaturated(kept.nanoseconds).dividedDown(by: 1_000_000),
                outcomes: shelf.outcomes,
                limit: Self.mostFiles,
                among: Self.mostRows
            )
        } catch is CatalogueError {
            // What cannot be told now is looked at again later.
            return false
        }
        progress[shelf] = state
        let files = standing(found.deliveries, on: shelf)
        let last = files.rest.map { $0 - 1 } ?? found.last
        guard try commits.tell(files.found.map { shelf.entry($0.delivery, at: $0.place, kept) }) else { return false }
        for (delivery, place) in files.found {
            if remove(place, delivery.file) { state.removed += 1 } else { state.failed += 1 }
        }
        synchronize(files.found.map(\.place))
        let isMore = last > state.row
        state.row = last
        if state.removed >= Self.loggedAtOnce || !isMore { tell(shelf, kept, &state) }
        progress[shelf] = state
        return isMore
    }

    /// Finishes what an earlier run has told the ledger of and was kept from doing, and returns the last delivery that it has
    /// come to.
    private func resume(_ shelf: Shelf, _ catalogue: CatalogueReader) throws(CatalogueError) -> Int64 {
        let last = try catalogue.lastRemoved(because: shelf.setting, limit: Self.mostFiles)
        for entry in last {
            if let place = entry.departure?.from { _ = remove(place, entry.file, isBegun: true) }
        }
        synchronize(last.compactMap { $0.departure?.from })
        return last.compactMap { $0.departure?.delivery }.max() ?? 0
    }

    /// The files of deliveries that stand on a shelf, beneath the state directory; and the first delivery that is left for
    /// the next round, because another one of this has the same file.
    private func standing(
        _ deliveries: [CatalogueReader.Entry],
        on shelf: Shelf
    ) -> (found: [(delivery: CatalogueReader.Entry, place: Path)], rest: Int64?) {
        let resting = RestingPlace(
            stateDirectory: settings.stateDirectory,
            inbox: settings.inbox,
            fileSystem: fileSystem
        )
        var found: [(delivery: CatalogueReader.Entry, place: Path)] = []
        var places: Set<Path> = []
        for delivery in deliveries where shelf.has(delivery) {
            guard let place = resting.placeAtRest(of: delivery.file, outcome: delivery.outcome, time: delivery.time)
            else { continue }
            if !places.insert(place).inserted { return (found, delivery.row) }
            found.append((delivery, place))
        }
        return (found, nil)
    }

    /// Removes the file of a delivery, and the folders above it that it leaves empty; returns false where it could not.
    ///
    /// - Parameter isBegun: whether an earlier run may have been cut off in the midst of it.
    private func remove(_ place: Path, _ file: UnmovedDelivery.File, isBegun: Bool = false) -> Bool {
        func isIt(_ status: FileStatus) -> Bool {
            status.kind == .file && status.size == file.bytes && status.modified == file.modified
        }
        do throws(SystemError) {
            let folder = try fileSystem.openRoot(settings.stateDirectory.appending(place.folder))
            let removal = NameRemoval(fileSystem: fileSystem)
            if isBegun { try removal.removeLeft(place.name, in: folder, ifIt: isIt) }
            _ = try removal.remove(place.name, in: folder, ifIt: isIt)
        } catch  where error.isMissing {
            return true
        } catch {
            return false
        }
        // The first component is the shelf itself.
        var folder = place.folder
        while folder.components.count > 1 {
            guard let above = try? fileSystem.openRoot(settings.stateDirectory.appending(folder.folder)),
                (try? FileAttributes.removeFolder(folder.name, in: above)) != nil
            else { break }
            folder = folder.folder
        }
        return true
    }

    /// Makes it durable that files have gone: after a crash only those of the last round are looked at again.
    private func synchronize(_ places: [Path]) {
        for folder in Set(places.map(\.folder)) {
            guard let opened = try? fileSystem.openRoot(settings.stateDirectory.appending(folder)) else { continue }
            try? fileSystem.synchronize(opened)
        }
    }

    private func tell(_ shelf: Shelf, _ kept: Duration, _ state: inout Progress) {
        if state.removed > 0 {
            log.info(
                "files were removed that had been kept for as long as the configuration says",
                metadata: [
                    "folder": "\(shelf.folder.display)", "count": "\(state.removed)",
                    "\(shelf.setting)": "\(Quantity.text(kept))",
                ]
            )
        }
        if state.failed > 0 {
            log.warning(
                "files that have been kept for as long as the configuration says cannot be removed, and stay",
                metadata: ["folder": "\(shelf.folder.display)", "count": "\(state.failed)"]
            )
        }
        (state.removed, state.failed) = (0, 0)
    }
}

extension RetentionRounds {
    /// A folder of files that the desk is done with.
    enum Shelf: CaseIterable, Hashable {
        case processed
        case duplicates

        var folder: Path {
            switch self {
            case .processed: StateDirectory.processed
            case .duplicates: StateDirectory.duplicates
            }
        }

        /// The setting that says for how long files are kept there, which is the reason that the ledger tells.
        var setting: String {
            switch self {
            case .processed: "keep_processed"
            case .duplicates: "keep_duplicates"
            }
        }

        /// For how long; nil for ever.
        func kept(_ settings: Settings) -> Duration? {
            switch self {
            case .processed: settings.keepProcessed
            case .duplicates: settings.keepDuplicates
            }
        }

        /// The outcomes by which files come there.
        var outcomes: [Outcome] {
            switch self {
            case .processed: [.archived, .ignored]
            case .duplicates: [.duplicate]
            }
        }

        /// Whether the file of a delivery comes there: what a pattern leaves alone stays in the inbox, and was not read.
        func has(_ delivery: CatalogueReader.Entry) -> Bool {
            outcomes.contains(delivery.outcome) && (delivery.outcome != .ignored || delivery.file.digest != nil)
        }

        /// What the ledger tells of a file that is about to be removed.
        func entry(_ delivery: CatalogueReader.Entry, at place: Path, _ kept: Duration) -> DeliveryEntry {
            DeliveryEntry(
                time: 0,
                path: delivery.file.path,
                bytes: delivery.file.bytes,
                modified: delivery.file.modified,
                digest: delivery.file.digest,
                outcome: .removed,
                reason: setting,
                explanation: "It had been kept for \(Quantity.text(kept)).",
                departure: Departure(from: place, delivery: delivery.row)
            )
        }
    }
}
