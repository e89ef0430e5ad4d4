import Archive
import Article
import Catalogue
import LinuxIO

/// Makes batches of deliveries durable and moves their files: the one writer of archive, catalogue and folders.
///
/// The order is: records appended and synced; one transaction of the catalogue; moves. What a crash leaves undone, the
/// next start recognises and finishes: the archive tells which articles are there, the catalogue which files were moved.
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
    }

    private let writer: ArchiveWriter
    private let catalogue: Catalogue
    private let disposer: Disposer
    /// Outcomes without a record whose files may still be in the inbox.
    private var unmoved: [UnmovedDelivery.File: UnmovedDelivery] = [:]
    /// Rows whose files are certainly still in the inbox.
    private var stuckRows: Set<Int64> = []
    /// Rows of an earlier run of which it is not known whether their files were moved.
    private var doubtfulRows: Range<Int64>
    private var lastRow: Int64
    /// The last row of which it is certain that its file was moved, whatever happens to the power.
    private var movedRow: Int64
    /// The last row when the moves were last synced.
    private var syncedRow: Int64

    /// Rows after which the moves are synced, so that they need not be doubted at the next start. Moves are not synced
    /// one by one: a lost one is recognised and made again.
    private static let rowsBetweenSyncs: Int64 = 4096

    init(writer: ArchiveWriter, catalogue: Catalogue, disposer: Disposer) throws(CatalogueError) {
        self.writer = writer
        self.catalogue = catalogue
        self.disposer = disposer
        let rows = try catalogue.rows()
        lastRow = rows.last
        movedRow = min(rows.moved, rows.last)
        syncedRow = rows.last
        doubtfulRows = min(rows.moved, rows.last) + 1..<rows.last + 1
        for delivery in try catalogue.unmoved() { unmoved[delivery.file] = delivery }
    }

    /// Makes a batch durable, as of `now` in nanoseconds since 1970, and moves its files.
    func commit(_ batch: [PreparedDelivery], now: Int64) throws(Failure) -> Committed {
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
                moved: movedRow,
                isDurable: entries.contains { $0.outcome != .archived }
            )
        } catch {
            throw .catalogue(error)
        }
        let duration = Clock.monotonic - begun
        lastRow = max(lastRow, rows.max() ?? 0)
        defer {
            if lastRow - syncedRow >= Committer.rowsBetweenSyncs || disposer.hasTouchedMany { synchronizeMoves() }
        }

        var next = 0
        let answers = plan.steps.map { step in
            var row = step.row
            var entry: DeliveryEntry?
            if step.isNew {
                row = rows[next]
                entry = entries[next]
                next += 1
            }
            let result = move(step, row: row ?? 0, now: now)
            let added = entry?.added.first
            return Answer(
                path: step.delivery.file.path,
                file: Suspects.File(
                    path: step.delivery.file.path,
                    bytes: step.delivery.file.status.size,
                    modified: step.delivery.file.status.modified
                ),
                outcome: step.outcome,
                isNew: step.isNew,
                sequence: entry?.sequence,
                contentID: added?.contentID,
                refusal: step.refusal,
                result: result,
                completed: step.delivery.completed
            )
        }
        return Committed(
            answers: answers,
            enteredBefore: enteredBefore,
            appended: appended,
            revisions: plan.tails.reduce(0) { $0 + ($1.isRevision ? 1 : 0) },
            duration: duration
        )
    }

    /// Takes it that no file of an earlier run is left in the inbox: all that stood there has been looked at.
    func endRecovery() {
        doubtfulRows = 0..<0
        unmoved = unmoved.filter { stuckRows.contains($0.value.row) }
    }

    /// Leaves word for the next start that all is moved.
    func finish() throws(CatalogueError) {
        synchronizeMoves()
        _ = try catalogue.enter([], mark: writer.end, moved: movedRow, isDurable: true)
        try catalogue.checkpoint()
    }

    /// Makes the moves so far durable, and knows them to be, unless some of an earlier run are still in doubt.
    private func synchronizeMoves() {
        syncedRow = lastRow
        do {
            try disposer.synchronize()
            guard doubtfulRows.isEmpty else { return }
            movedRow = stuckRows.min().map { $0 - 1 } ?? lastRow
        } catch {
            // Then they stay in doubt, which costs the next start a look at each.
        }
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
        if stuckRows.contains(article.row) { return true }
        guard doubtfulRows.contains(article.row) else { return false }
        let file = UnmovedDelivery.File(article.delivery)
        return !disposer.hasMoved(file, to: "processed", day: UTC.day(article.time * 1_000_000))
    }

    /// The delivery without a record whose file this is, where it may still be in the inbox. A file whose inode has
    /// changed since the outcome, as a rename does, was put there anew: out of the quarantine, say.
    private func unmoved(_ found: PreparedDelivery) -> UnmovedDelivery? {
        let file = found.fileIdentity
        guard let delivery = unmoved[file], delivery.outcome != .ignored else { return nil }
        if stuckRows.contains(delivery.row) { return delivery }
        guard found.file.status.changed / 1_000_000 <= delivery.time else { return nil }
        let hasMoved =
            delivery.outcome == .duplicate
            ? disposer.hasMoved(file, to: "duplicates", day: UTC.day(delivery.time * 1_000_000))
            : disposer.hasMoved(file, to: "quarantine", day: nil)
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

    private func move(_ step: CommitPlan.Step, row: Int64, now: Int64) -> CandidateResult {
        let delivery = step.delivery
        do {
            let result =
                switch step.outcome {
                case .archived: try disposer.move(delivery.file, to: "processed", day: UTC.day(now))
                case .duplicate: try disposer.move(delivery.file, to: "duplicates", day: UTC.day(now))
                case .quarantined:
                    try disposer.quarantine(delivery.file, because: reason(of: step, now: now))
                case .ignored: Disposer.Result.moved(delivery.file.path)
                }
            let look = Candidate.Look(status: delivery.file.status, time: 0)
            if result == .beingWritten {
                keep(step, row: row, now: now)
                return .notWhole(look)
            }
            stuckRows.remove(row)
            unmoved[delivery.fileIdentity] = nil
            return result == .notThere ? .notWhole(look) : .done
        } catch {
            keep(step, row: row, now: now)
            return .failed(FileTrouble(moving: error))
        }
    }

    /// Remembers that the file of a delivery is still in the inbox, though its outcome is known.
    private func keep(_ step: CommitPlan.Step, row: Int64, now: Int64) {
        stuckRows.insert(row)
        guard step.outcome != .archived else { return }
        unmoved[step.delivery.fileIdentity] = UnmovedDelivery(
            row: row,
            file: step.delivery.fileIdentity,
            time: now / 1_000_000,
            outcome: step.outcome,
            reason: step.refusal?.code,
            explanation: step.refusal?.explanation
        )
    }

    private func reason(of step: CommitPlan.Step, now: Int64) -> QuarantineReason {
        var refusal = step.refusal
        if refusal == nil, case .refused(let found) = step.delivery.content { refusal = found }
        let status = step.delivery.file.status
        return QuarantineReason(
            path: step.delivery.file.path,
            code: refusal?.code ?? step.unmoved?.reason ?? "unknown",
            explanation: refusal?.explanation ?? step.unmoved?.explanation ?? "",
            advice: refusal?.advice ?? PreparedDelivery.Refusal.adviceToRetry,
            time: UTC.time(now),
            bytes: status.size,
            digest: step.delivery.digest?.hexadecimal,
            modified: UTC.time(status.modified)
        )
    }
}
