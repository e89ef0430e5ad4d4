import Archive
import Base
import Catalogue
import LinuxIO
import Operations
import Synchronization

/// Moves the files of deliveries whose outcomes are durable, one batch at a time.
///
/// One batch may be moved while the next is made durable, on another thread: moving is the kernel's work on folders,
/// making durable is waiting for the disk. Batches are moved in the order in which they were committed, which
/// ``MoveRegister`` relies on.
final class Mover: Sendable {
    private let disposer: Mutex<Disposer>
    private let fileSystem: any FileSystem
    private let stateDirectory: Path
    private let looks: SecondLooks
    private let settings: Mutex<Settings>

    /// Rows after which the moves are synced, so that they need not be doubted at the next start. Moves are not synced
    /// one by one: a lost one is recognised and made again.
    private static let rowsBetweenSyncs: Int64 = 4096

    init(
        stateDirectory: Path,
        fileSystem: any FileSystem,
        settings: Settings = Settings(),
        leases: (any LeaseTaking)? = nil,
        ownMoves: OwnMoves = OwnMoves(),
        slice: @escaping @Sendable () throws(SystemError) -> Void = {}
    ) {
        disposer = Mutex(
            Disposer(
                stateDirectory: stateDirectory,
                fileSystem: fileSystem,
                leases: leases,
                ownMoves: ownMoves,
                slice: slice
            )
        )
        self.fileSystem = fileSystem
        self.stateDirectory = stateDirectory
        self.settings = Mutex(settings)
        looks = SecondLooks(stateDirectory: stateDirectory, fileSystem: fileSystem)
    }

    /// From now on, files stay in the inbox after their outcomes are durable for as long as these say.
    func change(_ settings: Settings) { self.settings.withLock { $0 = settings } }

    /// Looks once more at the files that were moved some seconds ago.
    ///
    /// - Parameter isLast: whether nobody will look later.
    func lookAgain(isLast: Bool = false) -> [SecondLooks.Change] {
        looks.look(at: Clock.monotonic, isLast: isLast)
    }

    /// Moves the files of a batch, and tells what became of each delivery.
    func carryOut(_ batch: Committer.Durable) -> MovedBatch {
        let settings = settings.withLock { $0 }
        return disposer.withLock { disposer in
            disposer.beginBatch()
            batch.register.begins(rows: batch.rows)
            let today = UTC.day(batch.time)
            var answers: [MovedBatch.Answer] = []
            answers.reserveCapacity(batch.steps.count)
            var next = 0
            for step in batch.steps {
                var row = step.row
                var entry: DeliveryEntry?
                if step.isEntered {
                    row = batch.rows[next]
                    entry = batch.entries[next]
                    next += 1
                }
                if step.isPartial {
                    setAside(step, batch, by: disposer)
                    continue
                }
                let day = step.beginning.map { UTC.day($0) } ?? today
                let result = move(step, row: row ?? 0, day: day, batch, settings, by: disposer)
                answers.append(MovedBatch.Answer(step, entry, result))
            }
            if batch.register.rowsSinceSync >= Mover.rowsBetweenSyncs || disposer.hasTouchedMany {
                synchronize(batch.register, by: disposer)
            }
            return MovedBatch(batch, answers)
        }
    }

    /// Makes the moves so far durable, and knows them to be.
    func synchronize(_ register: MoveRegister) {
        disposer.withLock { synchronize(register, by: $0) }
    }

    private func synchronize(_ register: MoveRegister, by disposer: Disposer) {
        do {
            try disposer.synchronize()
            register.endsSync(isDurable: true, unseen: looks.oldestRow)
        } catch {
            // Then they stay in doubt, which costs the next start a look at each.
            register.endsSync(isDurable: false)
        }
    }

    /// Sets the refused members of a slice aside. What fails is told when the delivery has come to its end.
    private func setAside(_ step: CommitPlan.Step, _ batch: Committer.Durable, by disposer: Disposer) {
        do {
            try Mover.setAside(step, at: batch.time, by: disposer)
        } catch {
            step.delivery.slice?.progress.fail(FileTrouble(moving: error))
        }
    }

    private static func setAside(_ step: CommitPlan.Step, at time: Int64, by disposer: Disposer) throws(SystemError) {
        for member in step.delivery.remainder.setAside {
            guard let bytes = member.bytes else { continue }
            try disposer.setAside(
                bytes,
                because: QuarantineReason(of: member, in: step, now: time),
                noting: member.note,
                modified: step.delivery.file.status.modified
            )
        }
    }

    private func move(
        _ step: CommitPlan.Step,
        row: Int64,
        day: String,
        _ batch: Committer.Durable,
        _ settings: Settings,
        by disposer: Disposer
    ) -> CandidateResult {
        let delivery = step.delivery
        // What is not new has lingered, or is what a crash has left.
        let linger = settings.linger(for: delivery.file.path).nanoseconds
        if linger > 0, step.isNew, delivery.digest != nil, !delivery.isNotice {
            batch.register.keep(step, row: row, now: batch.time)
            return .lingers(.init(status: delivery.file.status, digest: delivery.digest), for: linger)
        }
        if let trouble = delivery.slice?.progress.trouble {
            batch.register.keep(step, row: row, now: batch.time)
            return .failed(trouble)
        }
        do {
            // A member that is refused has its page before the delivery leaves the inbox.
            try Mover.setAside(step, at: batch.time, by: disposer)
            let result =
                switch step.outcome {
                case .archived:
                    try disposer.move(delivery.file, to: StateDirectory.processed, day: day, mayStandThere: !step.isNew)
                case .duplicate:
                    try disposer.move(
                        delivery.file,
                        to: StateDirectory.duplicates,
                        day: day,
                        mayStandThere: !step.isNew
                    )
                case .quarantined:
                    try disposer.quarantine(
                        delivery.file,
                        because: QuarantineReason(of: step, now: batch.time),
                        mayStandThere: !step.isNew
                    )
                // A delivery comes to none of the others.
                case .ignored, .discarded, .putBack, .removed:
                    try delivery.isIgnored
                        ? Disposer.Result.moved(delivery.file.path)
                        : disposer.move(
                            delivery.file,
                            to: StateDirectory.processed,
                            day: day,
                            mayStandThere: !step.isNew
                        )
                }
            let look = Candidate.Look(status: delivery.file.status, time: 0)
            if result == .beingWritten {
                batch.register.keep(step, row: row, now: batch.time)
                return .notWhole(look)
            }
            if result == .notThere {
                batch.register.isGone(step, row: row, now: batch.time)
                return .notWhole(look)
            }
            batch.register.isMoved(delivery.fileIdentity, row: row)
            if case .moved(let place) = result, !delivery.isIgnored, !delivery.isNotice {
                let moved = SecondLooks.Moved(file: delivery.file, digest: delivery.digest, row: row, place: place)
                looks.add(moved, at: Clock.monotonic)
            }
            return .done
        } catch {
            batch.register.keep(step, row: row, now: batch.time)
            return .failed(FileTrouble(moving: error))
        }
    }
}

extension QuarantineReason {
    /// The reason of a member that was refused, under the path of its delivery.
    fileprivate init(of member: Remainder.Member, in step: CommitPlan.Step, now: Int64) {
        let status = step.delivery.file.status
        self.init(
            path: step.delivery.file.path.appending(MemberFile.name(of: member.name)),
            code: member.refusal.code.description,
            explanation: "\(member.name): \(member.refusal.explanation)",
            advice: member.refusal.advice,
            time: UTC.time(now),
            bytes: Int64(member.bytes?.count ?? 0),
            digest: member.bytes.map { SHA256Digest(of: $0).hexadecimal },
            modified: UTC.time(status.modified)
        )
    }

    /// The reason of a delivery that a plan sets aside.
    fileprivate init(of step: CommitPlan.Step, now: Int64) {
        var refusal = step.refusal
        if refusal == nil, case .refused(let found) = step.delivery.content { refusal = found }
        let status = step.delivery.file.status
        self.init(
            path: step.delivery.file.path,
            code: refusal?.code.description ?? step.unmoved?.reason ?? "unknown",
            explanation: refusal?.explanation ?? step.unmoved?.explanation ?? "",
            advice: refusal?.advice ?? PreparedDelivery.Refusal.adviceToRetry,
            time: UTC.time(now),
            bytes: status.size,
            digest: step.delivery.digest?.hexadecimal,
            modified: UTC.time(status.modified)
        )
    }
}
