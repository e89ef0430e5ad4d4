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
    private let recovered: RecoveredArchive
    /// Nil while the catalogue cannot be used.
    private var committer: Committer?
    private var isRecovering = true
    private var isOutOfSpace = false

    /// Recovers archive and catalogue.
    init(desk: Desk) throws {
        self.desk = desk
        desk.state.withLock { $0.enter(.recovering, at: Clock.now) }
        store = DeskStore(settings: desk.settings, fileSystem: desk.fileSystem, log: desk.log)
        archive = try store.openArchive()
        let catalogue = try store.openCatalogue()
        recovered = try store.recover(archive, from: try? catalogue.mark()?.position)
        do {
            writer = try ArchiveWriter(
                archive,
                settings: ArchiveWriter.Settings(segmentSize: desk.settings.segmentSize),
                recovered: recovered
            )
        } catch {
            throw DeskError.archive(error)
        }
        try begin(with: catalogue)
    }

    /// Brings the catalogue up to date and goes to work with it.
    private mutating func begin(with catalogue: Catalogue) throws {
        let desk = desk
        let caughtUp = try store.catchUp(catalogue, with: archive, recovered: recovered) { count, _ in
            desk.state.withLock { status in
                if status.phase != .rebuilding { status.enter(.rebuilding, at: Clock.now) }
                status.rebuilt = count
            }
        }
        committer = try Committer(
            writer: writer,
            catalogue: caughtUp,
            disposer: Disposer(
                stateDirectory: desk.settings.stateDirectory,
                fileSystem: desk.fileSystem,
                leases: desk.leases
            )
        )
        try publishCounts(of: caughtUp)
        desk.state.withLock { status in
            status.catalogueTrouble = nil
            if status.phase != .stopping { status.enter(.working, at: Clock.now) }
        }
    }

    private func publishCounts(of catalogue: Catalogue) throws {
        let now = Clock.now
        let reader = try CatalogueReader(at: store.cataloguePath)
        let total = try reader.tallies()
        let today = try CivilDate(secondsSince1970: now / 1_000_000_000).map { try reader.tallies(on: $0) }
        let last = try reader.location(of: .last)
        let segments = try archive.segments()
        desk.state.withLock { status in
            status.beginDay(at: now)
            status.total = total
            status.today = today ?? [:]
            status.articles = last?.sequence ?? 0
            status.bytes = segments.reduce(0) { $0 + $1.length }
            status.segments = segments.count
            status.last = last.map {
                DeskStatus.LastRecord(sequence: $0.sequence, position: $0.position, length: $0.length, time: $0.time)
            }
        }
    }

    /// Commits a batch and tells what became of its files. Throws only what a new start must mend.
    mutating func commit(_ batch: [PreparedDelivery]) throws -> [(path: Path, result: CandidateResult)] {
        if committer == nil, !reviveCatalogue() { return batch.map { ($0.file.path, .noSpace) } }
        guard let committer else { return [] }
        endRecoveryIfDone(committer)
        do {
            let now = Clock.now
            let committed = try committer.commit(batch, now: now)
            publish(committed, at: now)
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
                    metadata: ["wiredesk.event": "out-of-space", "error": "\(error)"]
                )
            }
            isOutOfSpace = true
            return batch.map { ($0.file.path, .noSpace) }
        } catch Committer.Failure.catalogue(let error) {
            desk.log.error(
                "the catalogue has failed; it is brought up from the archive",
                metadata: ["error": "\(error)"]
            )
            desk.state.withLock { $0.catalogueTrouble = error.description }
            self.committer = nil
            return batch.map { ($0.file.path, .failed(error.description)) }
        } catch Committer.Failure.archive(let error) {
            throw DeskError.archive(error)
        }
    }

    /// Opens the catalogue again after it has failed; tells whether it can be used.
    private mutating func reviveCatalogue() -> Bool {
        do {
            try begin(with: try store.openCatalogue())
            return true
        } catch {
            desk.log.error(
                "the catalogue still cannot be used; every file stays in the inbox",
                metadata: ["error": "\(error)"]
            )
            desk.state.withLock { $0.catalogueTrouble = "\(error)" }
            return false
        }
    }

    /// Once the first listing is over and all that it found has its answer, no file of the last run is left.
    private mutating func endRecoveryIfDone(_ committer: Committer) {
        guard isRecovering, desk.watch.status.hasCaughtUp else { return }
        isRecovering = false
        committer.endRecovery()
    }

    private func publish(_ committed: Committer.Committed, at now: Int64) {
        desk.state.withLock { status in
            for answer in committed.answers where answer.isNew { status.count(answer.outcome, at: now) }
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
        for answer in committed.answers {
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
