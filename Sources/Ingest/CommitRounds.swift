import Archive
import Article
import Catalogue
import LinuxIO
import Logging
import Synchronization

/// What the thread of the ``Committer`` goes through, batch after batch: makes it durable, and gets over a catalogue that
/// fails.
struct CommitRounds {
    private let desk: Desk
    private let store: DeskStore
    private let archive: ArchiveDirectory
    private let writer: ArchiveWriter
    /// Nil while the catalogue cannot be used.
    private var committer: Committer?
    private var isRecovering = true
    /// How often the inbox had been answered for when the last file of ``Desk/cutOff`` was cut off.
    private var timesEmptied = 0
    /// What the catalogue failed of last.
    private var trouble: CatalogueError?
    private var isOutOfSpace = false

    /// Recovers archive and catalogue. A catalogue that cannot be used holds the intake, and nothing more.
    init(desk: Desk) throws {
        self.desk = desk
        desk.state.withLock { status in
            if status.phase != .stopping { status.enter(.recovering, at: Clock.now) }
            status.figures = DeskFigures(since: Clock.now)
        }
        store = DeskStore(
            stateDirectory: desk.settings.stateDirectory,
            fileSystem: desk.fileSystem,
            log: desk.log,
            isStopped: { desk.isStopping }
        )
        let restored = try store.restore(progress: CommitRounds.progress(of: desk))
        archive = restored.archive
        let damage = restored.recovered.damage.map { "\($0)" }
        desk.state.withLock { $0.archiveDamage = damage }
        do {
            writer = try ArchiveWriter(
                archive,
                settings: ArchiveWriter.Settings(segmentSize: desk.settings.segmentSize),
                recovered: restored.recovered
            )
        } catch {
            throw DeskError.archive(error)
        }
        try publishArchive()
        do throws(CatalogueError) {
            try begin(with: try restored.catalogue.get())
        } catch {
            hold(error)
            _ = try reviveCatalogue()
        }
        desk.state.withLock { status in
            if status.phase != .stopping { status.enter(.working, at: Clock.now) }
        }
    }

    private static func progress(of desk: Desk) -> (Int, ArchivePosition) -> Void {
        { count, _ in
            desk.progress.works(.commit)
            desk.state.withLock { status in
                if status.phase != .rebuilding && status.phase != .stopping { status.enter(.rebuilding, at: Clock.now) }
                status.rebuilt = count
            }
        }
    }

    /// Goes to work with a catalogue that was brought up to the archive.
    private mutating func begin(with opened: DeskStore.OpenCatalogue) throws(CatalogueError) {
        let next = try Committer(writer: writer, catalogue: opened.catalogue, mover: desk.mover)
        try publishCounts()
        committer = next
        isRecovering = true
        if trouble != nil {
            desk.log.notice("the catalogue can be used again")
            trouble = nil
        }
        desk.state.withLock { status in
            status.catalogueTrouble = nil
            if status.phase == .rebuilding { status.enter(.working, at: Clock.now) }
        }
    }

    private func publishArchive() throws {
        let segments: [ArchiveDirectory.Segment]
        do { segments = try archive.segments() } catch { throw DeskError.archive(.failed(error)) }
        desk.state.withLock { status in
            status.articles = writer.nextSequence - 1
            status.bytes = segments.reduce(0) { $0 + $1.length }
            status.segments = segments.count
        }
    }

    private func publishCounts() throws(CatalogueError) {
        let now = Clock.now
        let reader = try CatalogueReader(at: store.cataloguePath)
        let total = try reader.tallies()
        let day = CivilDate(secondsSince1970: now / 1_000_000_000)
        let today = try day.map { day throws(CatalogueError) in try reader.tallies(on: day) }
        let last = try reader.location(of: .last)
        let refused = try reader.deliveries(limit: 1_000).filter { $0.outcome == .quarantined }
        desk.state.withLock { status in
            status.beginDay(at: now)
            status.total = total
            status.totalAtStart = status.totalAtStart ?? total
            status.today = today ?? Tallies()
            status.figures.refused = refused.prefix(DeskFigures.refusedKept).map { DeskFigures.Refused($0) }
            status.last = last.map {
                DeskStatus.LastRecord(sequence: $0.sequence, position: $0.position, length: $0.length, time: $0.time)
            }
        }
    }

    /// What came of a batch.
    enum Round {
        /// Its outcomes are durable; its files are to be moved.
        case durable(Committer.Durable)
        /// Nothing was done, and its files are still in the inbox.
        case left([(path: Path, result: CandidateResult)])
    }

    /// Makes a batch durable. Throws only what a new start must mend.
    mutating func commit(_ batch: [PreparedDelivery]) throws -> Round {
        if committer == nil, try !reviveCatalogue() { return cutOff(batch) }
        guard let committer else { return cutOff(batch) }
        endRecoveryIfDone(committer)
        do {
            let durable = try committer.makeDurable(batch, now: Clock.now)
            desk.state.withLock { $0.archiveTrouble = nil }
            if isOutOfSpace && !durable.appended.isEmpty {
                isOutOfSpace = false
                desk.log.notice("there is room for the archive again", metadata: ["wiredesk.event": "space-back"])
            }
            return .durable(durable)
        } catch Committer.Failure.outOfSpace(let error) {
            if !isOutOfSpace {
                desk.log.error(
                    "no room for the archive; every file stays in the inbox",
                    metadata: ["wiredesk.event": "out-of-space", "error": "\(error)", "errno": "\(error.number)"]
                )
            }
            isOutOfSpace = true
            return .left(batch.map { ($0.file.path, .noSpace) })
        } catch Committer.Failure.outOfDescriptors(let error) {
            if desk.state.withLock({ $0.archiveTrouble == nil }) {
                desk.log.warning(
                    "no descriptor is left for the archive; every file stays in the inbox",
                    metadata: ["error": "\(error)"]
                )
            }
            desk.state.withLock { $0.archiveTrouble = "\(error)" }
            return .left(batch.map { ($0.file.path, .held) })
        } catch Committer.Failure.catalogue(let error) {
            // What was committed before is told first.
            desk.moves.waitUntilIdle()
            // What was appended before counts, whether the catalogue knows it or not.
            do {
                try publishArchive()
            } catch DeskError.archive(.failed(let error)) where error.isOutOfResources {
                // The figures are right again with the next commit.
            }
            hold(error)
            self.committer = nil
            desk.cutOff.withLock { cutOff in
                for delivery in batch { cutOff.insert(delivery.file.path) }
                // What is durable and could not be moved yet must be known again, too.
                cutOff.formUnion(committer.stuck)
            }
            timesEmptied = desk.watch.status.timesEmptied
            return cutOff(batch)
        } catch Committer.Failure.archive(let error) {
            throw DeskError.archive(error)
        }
    }

    /// The files of a batch, which are still in the inbox and wait with all others.
    private func cutOff(_ batch: [PreparedDelivery]) -> Round {
        .left(batch.map { ($0.file.path, trouble?.kind == .noRoom ? .noSpace : .held) })
    }

    /// Says, once for each cause, that nothing is committed for now.
    private mutating func hold(_ error: CatalogueError) {
        if trouble?.description != error.description {
            desk.log.error(
                "the catalogue has failed; every file stays in the inbox until it can be used again",
                metadata: ["error": "\(error)"]
            )
        }
        trouble = error
        desk.state.withLock { $0.catalogueTrouble = error.description }
    }

    /// Opens the catalogue again after it has failed, reads it through, and makes it anew where it is damaged; tells
    /// whether it can be used. Throws where the archive cannot be read.
    private mutating func reviveCatalogue() throws -> Bool {
        // What a stop finds unmended is for the next start, and the files of the batch stay in the inbox until then.
        if desk.isStopping { return false }
        do {
            // Damage needs no second look; after anything else the file may be whole.
            let opened =
                if let trouble, trouble.kind == .damaged {
                    try store.makeCatalogue(because: trouble.reason)
                } else {
                    try store.openCatalogue(checkedUpTo: trouble?.kind == .touched ? nil : DeskStore.largestChecked)
                }
            let end = DeskStore.ArchiveEnd(position: writer.end, nextSequence: writer.nextSequence)
            let progress = CommitRounds.progress(of: desk)
            try begin(with: try store.bringUp(opened, with: archive, end: end, progress: progress).get())
            return true
        } catch let error as CatalogueError {
            hold(error)
            return false
        } catch DeskError.stopped {
            return false
        } catch DeskError.archive(.failed(let error)) where error.isOutOfResources {
            hold(CatalogueError(task: "bring up", path: store.cataloguePath, reason: error.description))
            return false
        }
    }

    /// Once the first listing is over and all that it found has its answer, no file of the last run is left; and likewise
    /// after a failure of the catalogue.
    private mutating func endRecoveryIfDone(_ committer: Committer) {
        let inbox = desk.watch.status
        let isAnswered = desk.cutOff.withLock(\.isEmpty) || inbox.timesEmptied > timesEmptied
        guard isRecovering, inbox.hasCaughtUp, isAnswered else { return }
        isRecovering = false
        desk.cutOff.withLock { $0 = [] }
        committer.endRecovery()
    }

    /// Leaves word for the next start, once every file is moved.
    mutating func finish() {
        desk.moves.waitUntilIdle()
        if let committer { endRecoveryIfDone(committer) }
        do {
            try committer?.finish()
        } catch {
            desk.log.warning("the catalogue could not be closed in order", metadata: ["error": "\(error)"])
        }
    }
}
