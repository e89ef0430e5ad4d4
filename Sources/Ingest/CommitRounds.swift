import Archive
import Article
import Catalogue
import LinuxIO
import Logging
import Synchronization

/// What the thread of the ``Committer`` goes through, batch after batch: commits, tells what became of each delivery,
/// and gets over a catalogue that fails.
struct CommitRounds {
    private let desk: Desk
    private let store: DeskStore
    private let archive: ArchiveDirectory
    private let writer: ArchiveWriter
    /// Nil while the catalogue cannot be used.
    private var committer: Committer?
    private var isRecovering = true
    /// Files of commits that a failure of the catalogue has cut off: their records may be there, and they in the inbox.
    private var cutOff: Set<Path> = []
    /// How often the inbox had been answered for when the last of them was cut off.
    private var timesEmptied = 0
    /// What the catalogue failed of last.
    private var trouble: CatalogueError?
    private var isOutOfSpace = false

    /// Recovers archive and catalogue. A catalogue that cannot be used holds the intake, and nothing more.
    init(desk: Desk) throws {
        self.desk = desk
        desk.state.withLock { status in
            status.enter(.recovering, at: Clock.now)
            status.figures = DeskFigures(since: Clock.now)
        }
        store = DeskStore(stateDirectory: desk.settings.stateDirectory, fileSystem: desk.fileSystem, log: desk.log)
        let restored = try store.restore(progress: CommitRounds.progress(of: desk))
        archive = restored.archive
        desk.state.withLock { $0.archiveDamage = restored.damage }
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
        let next = try Committer(
            writer: writer,
            catalogue: opened.catalogue,
            disposer: Disposer(
                stateDirectory: desk.settings.stateDirectory,
                fileSystem: desk.fileSystem,
                leases: desk.leases
            )
        )
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
            status.today = today ?? Tallies()
            status.figures.refused = refused.prefix(DeskFigures.refusedKept).map { DeskFigures.Refused($0) }
            status.last = last.map {
                DeskStatus.LastRecord(sequence: $0.sequence, position: $0.position, length: $0.length, time: $0.time)
            }
        }
    }

    /// Commits a batch and tells what became of its files. Throws only what a new start must mend.
    mutating func commit(_ batch: [PreparedDelivery]) throws -> [(path: Path, result: CandidateResult)] {
        if committer == nil, try !reviveCatalogue() { return cutOff(batch) }
        guard let committer else { return cutOff(batch) }
        endRecoveryIfDone(committer)
        do {
            let now = Clock.now
            let committed = try committer.commit(batch, now: now)
            publish(committed, at: now)
            desk.state.withLock { $0.archiveTrouble = nil }
            for answer in committed.answers where answer.result == .done { cutOff.remove(answer.path) }
            if isOutOfSpace && !committed.appended.isEmpty {
                isOutOfSpace = false
                desk.log.notice("there is room for the archive again", metadata: ["wiredesk.event": "space-back"])
            }
            for answer in committed.answers where answer.refusal?.code == "poison" { desk.suspects?.clear(answer.file) }
            return committed.answers.map { ($0.path, $0.result) } + committed.enteredBefore.map { ($0, .done) }
        } catch Committer.Failure.outOfSpace(let error) {
            if !isOutOfSpace {
                desk.log.warning(
                    "no room for the archive; every file stays in the inbox",
                    metadata: ["wiredesk.event": "out-of-space", "error": "\(error)", "errno": "\(error.number)"]
                )
            }
            isOutOfSpace = true
            return batch.map { ($0.file.path, .noSpace) }
        } catch Committer.Failure.outOfDescriptors(let error) {
            if desk.state.withLock({ $0.archiveTrouble == nil }) {
                desk.log.warning(
                    "no descriptor is left for the archive; every file stays in the inbox",
                    metadata: ["error": "\(error)"]
                )
            }
            desk.state.withLock { $0.archiveTrouble = "\(error)" }
            return batch.map { ($0.file.path, .held) }
        } catch Committer.Failure.catalogue(let error) {
            // What was appended before counts, whether the catalogue knows it or not.
            do {
                try publishArchive()
            } catch DeskError.archive(.failed(let error)) where error.isOutOfResources {
                // The figures are right again with the next commit.
            }
            hold(error)
            self.committer = nil
            for delivery in batch { cutOff.insert(delivery.file.path) }
            timesEmptied = desk.watch.status.timesEmptied
            return cutOff(batch)
        } catch Committer.Failure.archive(let error) {
            throw DeskError.archive(error)
        }
    }

    /// The files of a batch, which are still in the inbox and wait with all others.
    private func cutOff(_ batch: [PreparedDelivery]) -> [(path: Path, result: CandidateResult)] {
        batch.map { ($0.file.path, trouble?.kind == .noRoom ? .noSpace : .held) }
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
        } catch DeskError.archive(.failed(let error)) where error.isOutOfResources {
            hold(CatalogueError(task: "bring up", path: store.cataloguePath, reason: error.description))
            return false
        }
    }

    /// Once the first listing is over and all that it found has its answer, no file of the last run is left; and likewise
    /// after a failure of the catalogue.
    private mutating func endRecoveryIfDone(_ committer: Committer) {
        let inbox = desk.watch.status
        guard isRecovering, inbox.hasCaughtUp, cutOff.isEmpty || inbox.timesEmptied > timesEmptied else { return }
        isRecovering = false
        cutOff = []
        committer.endRecovery()
    }

    private func publish(_ committed: Committer.Committed, at now: Int64) {
        desk.state.withLock { status in
            for answer in committed.answers where answer.isNew { status.count(answer.outcome, at: now) }
            status.count(revisions: committed.revisions, at: now)
            status.figures.add(committed, at: now)
            guard let last = committed.appended.last else { return }
            if status.last?.position.segment != last.position.segment { status.segments += 1 }
            status.articles = last.sequence
            status.bytes += committed.appended.reduce(0) { $0 + Int64($1.length) }
            status.last = DeskStatus.LastRecord(
                sequence: last.sequence,
                position: last.position,
                length: last.length,
                time: now
            )
        }
        // Making a text of each path and id costs as much as its rows in the catalogue.
        let isLogged = desk.log.logLevel <= .debug
        for answer in committed.answers where isLogged || answer.refusal != nil {
            var metadata: Logger.Metadata = ["path": "\(answer.path.display)", "outcome": "\(answer.outcome)"]
            if let sequence = answer.sequence { metadata["seq"] = "\(sequence)" }
            if let id = answer.contentID { metadata["id"] = "\(id)" }
            if let refusal = answer.refusal {
                metadata["reason"] = "\(refusal.code)"
                metadata["explanation"] = "\(refusal.explanation)"
                if refusal.code == "poison" {
                    metadata["wiredesk.event"] = "poison"
                    desk.log.error("a file that ended the daemon at several starts is quarantined", metadata: metadata)
                    continue
                }
                desk.log.notice("quarantined", metadata: metadata)
            } else {
                desk.log.debug("\(answer.outcome)", metadata: metadata)
            }
        }
    }

    /// Leaves word for the next start.
    mutating func finish() {
        if let committer { endRecoveryIfDone(committer) }
        do {
            try committer?.finish()
        } catch {
            desk.log.warning("the catalogue could not be closed in order", metadata: ["error": "\(error)"])
        }
    }
}
