import Archive
import Catalogue
import LinuxIO
import Synchronization

/// Moves the files of deliveries whose outcomes are durable, one batch at a time.
///
/// One batch may be moved while the next is made durable, on another thread: moving is the kernel's work on folders,
/// making durable is waiting for the disk. Batches are moved in the order in which they were committed, which
/// ``MoveLedger`` relies on.
final class Mover: Sendable {
    private let disposer: Mutex<Disposer>
    private let fileSystem: any FileSystem
    private let stateDirectory: Path

    /// Rows after which the moves are synced, so that they need not be doubted at the next start. Moves are not synced
    /// one by one: a lost one is recognised and made again.
    private static let rowsBetweenSyncs: Int64 = 4096

    init(
        stateDirectory: Path,
        fileSystem: any FileSystem,
        leases: (any LeaseTaking)? = nil,
        ownMoves: OwnMoves = OwnMoves()
    ) {
        disposer = Mutex(
            Disposer(stateDirectory: stateDirectory, fileSystem: fileSystem, leases: leases, ownMoves: ownMoves)
        )
        self.fileSystem = fileSystem
        self.stateDirectory = stateDirectory
    }

    /// Moves the files of a batch, and tells what became of each delivery.
    func carryOut(_ batch: Committer.Durable) -> [Committer.Answer] {
        disposer.withLock { disposer in
            batch.ledger.begins(rows: batch.rows)
            let day = UTC.day(batch.time)
            var answers: [Committer.Answer] = []
            answers.reserveCapacity(batch.steps.count)
            var next = 0
            for step in batch.steps {
                var row = step.row
                var entry: DeliveryEntry?
                if step.isNew {
                    row = batch.rows[next]
                    entry = batch.entries[next]
                    next += 1
                }
                let result = Mover.move(step, row: row ?? 0, day: day, batch, by: disposer)
                answers.append(Committer.Answer(step, entry, result))
            }
            if batch.ledger.rowsSinceSync >= Mover.rowsBetweenSyncs || disposer.hasTouchedMany {
                Mover.synchronize(batch.ledger, by: disposer)
            }
            return answers
        }
    }

    /// Makes the moves so far durable, and knows them to be.
    func synchronize(_ ledger: MoveLedger) {
        disposer.withLock { Mover.synchronize(ledger, by: $0) }
    }

    private static func synchronize(_ ledger: MoveLedger, by disposer: Disposer) {
        do {
            try disposer.synchronize()
            ledger.endsSync(isDurable: true)
        } catch {
            // Then they stay in doubt, which costs the next start a look at each.
            ledger.endsSync(isDurable: false)
        }
    }

    /// Whether a file stands where an earlier run would have moved it.
    func hasMoved(_ file: UnmovedDelivery.File, to place: String, day: String?) -> Bool {
        let folder = day.map { Path(place).appending($0) } ?? Path(place)
        return fileSystem.hasFile(file, in: stateDirectory.appending(folder))
    }

    private static func move(
        _ step: CommitPlan.Step,
        row: Int64,
        day: String,
        _ batch: Committer.Durable,
        by disposer: Disposer
    ) -> CandidateResult {
        let delivery = step.delivery
        do {
            let result =
                switch step.outcome {
                case .archived:
                    try disposer.move(delivery.file, to: "processed", day: day, mayStandThere: !step.isNew)
                case .duplicate:
                    try disposer.move(delivery.file, to: "duplicates", day: day, mayStandThere: !step.isNew)
                case .quarantined:
                    try disposer.quarantine(
                        delivery.file,
                        because: QuarantineReason(of: step, now: batch.time),
                        mayStandThere: !step.isNew
                    )
                case .ignored: Disposer.Result.moved(delivery.file.path)
                }
            let look = Candidate.Look(status: delivery.file.status, time: 0)
            if result == .beingWritten {
                batch.ledger.keep(step, row: row, now: batch.time)
                return .notWhole(look)
            }
            if result == .notThere {
                batch.ledger.isGone(step, row: row, now: batch.time)
                return .notWhole(look)
            }
            batch.ledger.isMoved(delivery.fileIdentity, row: row)
            return .done
        } catch {
            batch.ledger.keep(step, row: row, now: batch.time)
            return .failed(FileTrouble(moving: error))
        }
    }
}

extension QuarantineReason {
    /// The reason of a delivery that a plan sets aside.
    fileprivate init(of step: CommitPlan.Step, now: Int64) {
        var refusal = step.refusal
        if refusal == nil, case .refused(let found) = step.delivery.content { refusal = found }
        let status = step.delivery.file.status
        self.init(
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

extension FileSystem {
    /// Whether a file stands where an earlier run would have moved it to in a folder.
    func hasFile(_ file: UnmovedDelivery.File, in folder: Path) -> Bool {
        let path = FreeName.atRest(path: file.path)
        guard let folder = try? openRoot(folder), let status = try? status(of: path, in: folder) else {
            return false
        }
        return status.kind == .file && status.size == file.bytes && status.modified == file.modified
    }
}
