import Archive
import Article
import Catalogue
import LinuxIO
import Logging
import Operations
import Stories

/// What the thread that commits goes through, batch after batch: makes it durable, and gets over a catalogue that fails.
///
/// What it works with is handed in, and what it has to tell goes out as ``CommitEvent``: it knows neither who reads nor who
/// moves.
struct CommitRounds {
    /// What it works with.
    struct Inputs {
        var settings: Settings
        var fileSystem: any FileSystem
        var log: Logger
        var progress: StageProgress
        /// The files whose articles were archived lately.
        var archivedFiles: ArchivedFiles
        /// Whether the desk is to come to its end.
        var isStopping: @Sendable () -> Bool
        /// The inbox as it was last seen.
        var inbox: () -> InboxStatus
        /// Waits until the files of every batch that was handed on are moved.
        var waitForMoves: () -> Void
        /// Looks once more at the files that were moved last, and makes the moves that a register knows of durable.
        var synchronizeMoves: (MoveRegister) -> Void
        /// Hears what there is to tell.
        var tell: (CommitEvent) -> Void
    }

    /// Whether batches can be committed.
    private enum State {
        /// The catalogue cannot be used, because of the trouble where it has had one: every file waits in the inbox. These
        /// were cut off on their way.
        case held(CatalogueError?, CutOffFiles)
        case committing(Committer)
    }

    /// What is wanting to append to the archive.
    private enum Shortage {
        case none
        case space
        case descriptors
    }

    private let inputs: Inputs
    private let store: DeskStore
    private let archive: ArchiveDirectory
    private let writer: ArchiveWriter
    private let ledger: ArchiveDirectory
    private let ledgerWriter: LedgerWriter
    private let stories: LinkedStories
    private var state = State.held(nil, CutOffFiles())
    private var shortage = Shortage.none

    private var log: Logger { inputs.log }

    /// Recovers archive and catalogue. A catalogue that cannot be used holds the intake, and nothing more.
    init(_ inputs: Inputs) throws {
        self.inputs = inputs
        let settings = inputs.settings
        let progress = inputs.progress
        inputs.tell(.recovering)
        store = DeskStore(
            stateDirectory: settings.stateDirectory,
            inbox: settings.inbox,
            fileSystem: inputs.fileSystem,
            log: inputs.log,
            isStopped: inputs.isStopping
        )
        let restored = try store.restore(progress: CommitRounds.catchUp(inputs))
        archive = restored.archive
        ledger = restored.ledger
        let damage = restored.recovered.damage + restored.recoveredLedger.damage
        inputs.tell(.damaged(damage.map { "\($0)" } + restored.gaps.map { "\($0) are missing" }))
        do {
            let settings = ArchiveWriter.Settings(segmentSize: settings.segmentSize)
            writer = try ArchiveWriter(archive, settings: settings, recovered: restored.recovered)
            ledgerWriter = try LedgerWriter(ledger, settings: settings, recovered: restored.recoveredLedger)
        } catch {
            throw DeskError.archive(error)
        }
        do throws(SystemError) {
            let catalogue = store.cataloguePath
            stories = try LinkedStories(
                archive,
                before: writer.nextSequence,
                settings: StoryLinker.Settings(
                    window: settings.storyWindow.components.seconds,
                    limit: settings.storyLimit
                ),
                files: inputs.archivedFiles,
                known: { (try? CatalogueReader(at: catalogue).location(of: .sequence($0)))?.position },
                progress: { progress.works(.commit) }
            )
        } catch {
            throw DeskError.archive(.failed(error))
        }
        try tellArchive()
        do throws(CatalogueError) {
            try begin(with: try restored.catalogue.get())
        } catch {
            hold(error)
            _ = try reviveCatalogue()
        }
        inputs.tell(.working)
    }

    /// Shows how far the catalogue is brought up.
    private static func catchUp(_ inputs: Inputs) -> (Catalogue.CatchUp) -> Void {
        { caughtUp in
            inputs.progress.works(.commit)
            inputs.tell(
                .catchingUp(
                    entered: caughtUp.records + caughtUp.ledgerLines,
                    share: Double(caughtUp.bytes) / Double(max(1, caughtUp.totalBytes))
                )
            )
        }
    }

    /// Goes to work with a catalogue that was brought up to the archive.
    private mutating func begin(with opened: DeskStore.OpenCatalogue) throws(CatalogueError) {
        guard case .held(let trouble, let cutOff) = state else { return }
        let fileSystem = inputs.fileSystem
        let inbox = try? InboxFolder(inputs.settings.inbox, on: fileSystem)
        let committer = try Committer(
            writer: writer,
            ledger: ledgerWriter,
            catalogue: opened.catalogue,
            atRest: FilesAtRest(stateDirectory: inputs.settings.stateDirectory, fileSystem: fileSystem),
            stories: stories,
            stands: { file in
                guard let inbox else { return true }
                let status = try? fileSystem.status(of: file.path, in: inbox.descriptor)
                return status.map { $0.size == file.bytes && $0.modified == file.modified } ?? false
            },
            cutOff: cutOff
        )
        try tellCounts()
        state = .committing(committer)
        if trouble != nil { log.notice("the catalogue can be used again") }
        inputs.tell(.catalogueServes)
    }

    private func tellArchive() throws {
        let segments: [ArchiveDirectory.Segment]
        do { segments = try archive.segments() } catch { throw DeskError.archive(.failed(error)) }
        let bytes = segments.reduce(0) { $0 + $1.length }
        let stored = segments.reduce(0) { $0 + $1.stored }
        inputs.tell(
            .archived(articles: writer.nextSequence - 1, bytes: bytes, stored: stored, segments: segments.count)
        )
    }

    private func tellCounts() throws(CatalogueError) {
        let now = Clock.now
        let reader = try CatalogueReader(at: store.cataloguePath)
        let day = CivilDate(secondsSince1970: now / 1_000_000_000)
        let counts = CommitEvent.Counts(
            total: try reader.tallies(),
            today: try day.map { day throws(CatalogueError) in try reader.tallies(on: day) } ?? Tallies(),
            refused: try reader.deliveries(limit: 1_000).filter { $0.outcome == .quarantined },
            last: try reader.location(of: .last)
        )
        inputs.tell(.counted(counts, time: now))
    }

    /// The rows of which it is not known whether an earlier run has moved their files, and looked at them after that.
    var doubtfulRows: Range<Int64> {
        if case .committing(let committer) = state { committer.register.doubtfulRows } else { 0..<0 }
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
        // Slices behind one that could not be committed: their file is read again from its beginning.
        let batch = batch.filter { $0.slice?.progress.isGivenUp != true }
        if case .held = state, try !reviveCatalogue() { return cutOff(batch) }
        guard case .committing(let committer) = state else { return cutOff(batch) }
        committer.register.endRecovery(ifAnsweredIn: inputs.inbox())
        do {
            let durable = try committer.makeDurable(batch, now: Clock.now)
            switch durable.shortage {
            case .outOfSpace(let error): lacksSpace(error)
            case .outOfDescriptors(let error): lacksDescriptors(error)
            default: lacksNothing(hasWritten: durable.hasWritten)
            }
            return .durable(durable)
        } catch Committer.Failure.outOfSpace(let error) {
            lacksSpace(error)
            return left(batch, .noSpace)
        } catch Committer.Failure.outOfDescriptors(let error) {
            lacksDescriptors(error)
            return left(batch, .held)
        } catch Committer.Failure.catalogue(let error) {
            try hold(error, of: committer, cuttingOff: batch.map(\.file.path))
            return cutOff(batch)
        } catch Committer.Failure.archive(let error) {
            throw DeskError.archive(error)
        }
    }

    /// Tells how files have left their places, durably; false where nothing can be told now. Throws only what a new start
    /// must mend.
    mutating func tell(_ departures: [DeliveryEntry]) throws -> Bool {
        if departures.isEmpty { return true }
        if case .held = state, try !reviveCatalogue() { return false }
        guard case .committing(let committer) = state else { return false }
        let now = Clock.now
        do {
            try committer.tell(departures, now: now)
            lacksNothing(hasWritten: true)
            inputs.tell(.departed(Dictionary(departures.map { ($0.outcome, 1) }, uniquingKeysWith: +), time: now))
            return true
        } catch Committer.Failure.outOfSpace(let error) {
            lacksSpace(error)
        } catch Committer.Failure.outOfDescriptors(let error) {
            lacksDescriptors(error)
        } catch Committer.Failure.catalogue(let error) {
            try hold(error, of: committer, cuttingOff: [])
        } catch Committer.Failure.archive(let error) {
            throw DeskError.archive(error)
        }
        return false
    }

    /// Holds the intake because the catalogue has failed in the midst of a commit of these files.
    private mutating func hold(
        _ error: CatalogueError,
        of committer: Committer,
        cuttingOff paths: [Path]
    ) throws {
        // What was committed before is told first.
        inputs.waitForMoves()
        // What was appended before counts, whether the catalogue knows it or not.
        do {
            try tellArchive()
        } catch DeskError.archive(.failed(let error)) where error.isOutOfResources {
            // The figures are right again with the next commit.
        }
        // What is durable and could not be moved yet must be known again, too.
        let files = CutOffFiles(
            paths: committer.register.unanswered.union(paths),
            timesEmptied: inputs.inbox().timesEmptied
        )
        state = .held(nil, files)
        hold(error)
    }

    private mutating func lacksSpace(_ error: SystemError) {
        if shortage != .space {
            log.error(
                "no room for the archive; every file stays in the inbox",
                metadata: ["wiredesk.event": "out-of-space", "error": "\(error)", "errno": "\(error.number)"]
            )
        }
        shortage = .space
    }

    private mutating func lacksDescriptors(_ error: ArchiveError) {
        if shortage != .descriptors {
            log.warning(
                "no descriptor is left for the archive; every file stays in the inbox",
                metadata: ["error": "\(error)"]
            )
        }
        shortage = .descriptors
        inputs.tell(.appending(trouble: "\(error)"))
    }

    /// - Parameter hasWritten: whether anything was appended, which alone shows that there is room.
    private mutating func lacksNothing(hasWritten: Bool) {
        inputs.tell(.appending(trouble: nil))
        switch shortage {
        case .space where hasWritten:
            shortage = .none
            log.notice("there is room for the archive again", metadata: ["wiredesk.event": "space-back"])
        case .descriptors: shortage = .none
        case .space, .none: break
        }
    }

    /// The files of a batch, which are still in the inbox and wait with all others.
    private func cutOff(_ batch: [PreparedDelivery]) -> Round {
        left(batch, trouble?.kind == .noRoom ? .noSpace : .held)
    }

    /// The files of a batch of which nothing was done. The reading of those that come in slices is given up.
    private func left(_ batch: [PreparedDelivery], _ result: CandidateResult) -> Round {
        var paths: Set<Path> = []
        for delivery in batch {
            delivery.slice?.progress.giveUp()
            paths.insert(delivery.file.path)
        }
        return .left(paths.map { ($0, result) })
    }

    /// What the catalogue failed of last, while it cannot be used.
    private var trouble: CatalogueError? {
        if case .held(let trouble, _) = state { trouble } else { nil }
    }

    /// Says, once for each cause, that nothing is committed for now.
    private mutating func hold(_ error: CatalogueError) {
        guard case .held(let trouble, let cutOff) = state else { return }
        if trouble?.description != error.description {
            log.error(
                "the catalogue has failed; every file stays in the inbox until it can be used again",
                metadata: ["error": "\(error)"]
            )
        }
        state = .held(error, cutOff)
        inputs.tell(.catalogueFailed(error))
    }

    /// Opens the catalogue again after it has failed, reads it through, and rebuilds it where it is damaged; tells
    /// whether it can be used. Throws where the archive cannot be read.
    private mutating func reviveCatalogue() throws -> Bool {
        // What a stop finds unmended is for the next start, and the files of the batch stay in the inbox until then.
        if inputs.isStopping() { return false }
        do {
            // Damage needs no second look; after anything else the file may be whole.
            let opened =
                if let trouble, trouble.kind == .damaged {
                    try store.makeCatalogue(because: trouble.reason)
                } else {
                    try store.openCatalogue(checkedUpTo: trouble?.kind == .touched ? nil : DeskStore.largestChecked)
                }
            let end = DeskStore.End(
                archive: writer.end,
                nextSequence: writer.nextSequence,
                ledger: ledgerWriter.end,
                nextLine: ledgerWriter.nextSequence
            )
            let progress = CommitRounds.catchUp(inputs)
            try begin(with: try store.bringUp(opened, with: archive, ledger, end: end, progress: progress).get())
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

    /// Leaves word for the next start, once every file is moved.
    func finish() {
        inputs.waitForMoves()
        guard case .committing(let committer) = state else { return }
        committer.register.endRecovery(ifAnsweredIn: inputs.inbox())
        inputs.synchronizeMoves(committer.register)
        do {
            try committer.finish()
        } catch {
            log.warning("the catalogue could not be closed in order", metadata: ["error": "\(error)"])
        }
    }
}
