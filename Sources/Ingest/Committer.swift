import Archive
import Article
import Catalogue
import LinuxIO

/// Makes batches of deliveries durable: the one writer of archive and catalogue.
///
/// The order is: records appended and synced; one transaction of the catalogue; then, by the ``Mover``, moves. What a
/// crash leaves undone, the next start recognises and finishes: the archive tells which articles are there, the catalogue
/// which files were moved.
final class Committer {
    /// What ended a commit before its time.
    enum Failure: Error {
        /// There is no room: nothing has changed, and all files are still in the inbox.
        case outOfSpace(SystemError)
        /// The next segment cannot be opened for want of descriptors: nothing has changed, and all files are still in the
        /// inbox.
        case outOfDescriptors(ArchiveError)
        /// The archive failed: the process must end and recover.
        case archive(ArchiveError)
        /// The catalogue failed; the archive is whole, and the files are still in the inbox.
        case catalogue(CatalogueError)
    }

    /// What became of one delivery.
    struct Answer {
        var path: Path
        /// The file as it was read.
        var file: Suspects.File
        var outcome: Outcome
        /// Whether the outcome is new, and not that of a delivery whose move a crash had cut off.
        var isNew: Bool
        var sequence: Int64?
        var contentID: ContentID?
        var refusal: PreparedDelivery.Refusal?
        /// Where the file went, or why it is still in the inbox.
        var result: CandidateResult
        var completed: Int64
    }

    /// A batch whose outcomes are durable, and whose files may leave the inbox.
    struct Durable: Sendable {
        var steps: [CommitPlan.Step]
        /// What was entered in the catalogue for the steps that are new, in their order, and in which rows.
        var entries: [DeliveryEntry]
        var rows: [Int64]
        /// Ignored files that stand in the catalogue as such already.
        var enteredBefore: [Path]
        var appended: [ArchiveWriter.AppendedRecord]
        /// How many of them are revisions.
        var revisions: Int
        /// When the commit was begun, in nanoseconds since 1970, and nanoseconds until all outcomes were durable.
        var time: Int64
        var duration: Int64
        var ledger: MoveLedger
    }

    /// What a commit came to.
    struct Committed {
        var answers: [Answer]
        /// Ignored files that stand in the catalogue as such already.
        var enteredBefore: [Path]
        var appended: [ArchiveWriter.AppendedRecord]
        /// How many of them are revisions.
        var revisions: Int
        /// Nanoseconds until all outcomes were durable.
        var duration: Int64

        init(_ batch: Durable, _ answers: [Answer]) {
            self.answers = answers
            enteredBefore = batch.enteredBefore
            appended = batch.appended
            revisions = batch.revisions
            duration = batch.duration
        }
    }

    private let writer: ArchiveWriter
    private let catalogue: Catalogue
    private let mover: Mover
    private let ledger: MoveLedger

    init(writer: ArchiveWriter, catalogue: Catalogue, mover: Mover) throws(CatalogueError) {
        self.writer = writer
        self.catalogue = catalogue
        self.mover = mover
        ledger = MoveLedger(rows: try catalogue.rows(), unmoved: try catalogue.unmoved())
    }

    /// The files whose outcome is durable and that could not be moved yet.
    var stuck: [Path] { ledger.stuck }

    /// Makes a batch durable, as of `now` in nanoseconds since 1970. Its files are then to be moved, after those of the
    /// batches before it.
    func makeDurable(_ batch: [PreparedDelivery], now: Int64) throws(Failure) -> Durable {
        let begun = Clock.monotonic
        let (batch, enteredBefore) = try withoutEntered(batch)
        let plan = try plan(batch)
        let appended = try append(plan.tails, at: now)
        let entries = plan.steps.filter(\.isNew).map { $0.entry(appended: appended, tails: plan.tails, at: now) }
        let rows: [Int64]
        do throws(CatalogueError) {
            // What the archive cannot tell must be durable before its file leaves the inbox.
            rows = try catalogue.enter(
                entries,
                mark: writer.end,
                moved: ledger.movedRow,
                isDurable: entries.contains { $0.outcome != .archived }
            )
        } catch {
            throw .catalogue(error)
        }
        return Durable(
            steps: plan.steps,
            entries: entries,
            rows: rows,
            enteredBefore: enteredBefore,
            appended: appended,
            revisions: plan.tails.reduce(0) { $0 + ($1.isRevision ? 1 : 0) },
            time: now,
            duration: Clock.monotonic - begun,
            ledger: ledger
        )
    }

    /// Takes it that no file of an earlier run is left in the inbox: all that stood there has been looked at.
    func endRecovery() {
        ledger.endRecovery()
    }

    /// Leaves word for the next start that all is moved. No batch may be on its way to be moved.
    func finish() throws(CatalogueError) {
        mover.synchronize(ledger)
        _ = try catalogue.enter([], mark: writer.end, moved: ledger.movedRow, isDurable: true)
        try catalogue.checkpoint()
    }

    /// The batch without what is ignored and stands in the catalogue as such already: it is found at every rescan.
    private func withoutEntered(
        _ batch: [PreparedDelivery]
    ) throws(Failure) -> (rest: [PreparedDelivery], entered: [Path]) {
        guard batch.contains(where: \.isIgnored) else { return (batch, []) }
        var rest: [PreparedDelivery] = []
        var entered: [Path] = []
        do throws(CatalogueError) {
            for delivery in batch {
                if case .ignored = delivery.content, try catalogue.hasIgnored(delivery.fileIdentity) {
                    entered.append(delivery.file.path)
                } else {
                    rest.append(delivery)
                }
            }
        } catch {
            throw .catalogue(error)
        }
        return (rest, entered)
    }

    private func plan(_ batch: [PreparedDelivery]) throws(Failure) -> CommitPlan {
        var ids: [ContentID] = []
        for delivery in batch {
            if case .articles(let tails) = delivery.content { ids += tails.map(\.contentID) }
        }
        do throws(CatalogueError) {
            try catalogue.checkUntouched()
            let known = try catalogue.articles(ids)
            return CommitPlan(batch, known: known, unmoved: unmoved(_:), isUnmoved: isUnmoved(_:))
        } catch {
            throw .catalogue(error)
        }
    }

    /// Whether the file that brought an article may still be in the inbox. One of an earlier run is not where it would
    /// have been moved to; if it is there, whoever delivers the same again gets an answer of his own.
    private func isUnmoved(_ article: KnownArticle) -> Bool {
        if ledger.isStuck(article.row) { return true }
        guard ledger.isDoubtful(article.row) else { return false }
        let file = UnmovedDelivery.File(article.delivery)
        return !mover.hasMoved(file, to: "processed", day: UTC.day(article.time * 1_000_000))
    }

    /// The delivery without a record whose file this is, where it may still be in the inbox. A file whose inode has
    /// changed since the outcome, as a rename does, was put there anew, out of the quarantine. Of a duplicate that says
    /// nothing: moves of its other names change the inode too.
    private func unmoved(_ found: PreparedDelivery) -> UnmovedDelivery? {
        let file = found.fileIdentity
        guard let delivery = ledger.unmoved(file), delivery.outcome != .ignored else { return nil }
        if ledger.isStuck(delivery.row) { return delivery }
        guard delivery.outcome == .duplicate || found.file.status.changed / 1_000_000 <= delivery.time else {
            return nil
        }
        let hasMoved =
            delivery.outcome == .duplicate
            ? mover.hasMoved(file, to: "duplicates", day: UTC.day(delivery.time * 1_000_000))
            : mover.hasMoved(file, to: "quarantine", day: nil)
        return hasMoved ? nil : delivery
    }

    private func append(_ tails: [RecordTail], at now: Int64) throws(Failure) -> [ArchiveWriter.AppendedRecord] {
        guard !tails.isEmpty else { return [] }
        do {
            return try writer.append(tails, at: now)
        } catch {
            switch error {
            case .outOfSpace(let reason): throw .outOfSpace(reason)
            case .outOfDescriptors: throw .outOfDescriptors(error)
            case .failed, .disturbed, .unknownVersion: throw .archive(error)
            }
        }
    }
}

extension Committer.Answer {
    /// The answer to one delivery of a batch: what it came to, what was entered for it where it is new, and what became of
    /// its file.
    init(_ step: CommitPlan.Step, _ entry: DeliveryEntry?, _ result: CandidateResult) {
        let file = step.delivery.file
        self.init(
            path: file.path,
            file: Suspects.File(path: file.path, bytes: file.status.size, modified: file.status.modified),
            outcome: step.outcome,
            isNew: step.isNew,
            sequence: entry?.sequence,
            contentID: entry?.added.first?.contentID,
            refusal: step.refusal,
            result: result,
            completed: step.delivery.completed
        )
    }
}
