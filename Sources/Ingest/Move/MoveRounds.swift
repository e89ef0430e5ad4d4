import Archive
import LinuxIO
import Logging
import Operations

/// What the thread that moves goes through, batch after batch: each file goes to where it belongs, and everyone hears what
/// became of it.
///
/// What it works with is handed in, and what it has to tell goes out as ``MoveEvent``: it does not know who waits for it.
struct MoveRounds {
    /// What it works with.
    struct Inputs {
        var mover: Mover
        /// The batches that wait.
        var moves: PendingMoves
        var progress: StageProgress
        var log: Logger
        /// Whether the desk is to come to its end.
        var isStopping: @Sendable () -> Bool
        /// Whether deliveries wait to be committed.
        var hasMoreToCommit: @Sendable () -> Bool
        /// Hears what there is to tell, on the thread that commits or the one that moves.
        var tell: @Sendable (MoveEvent) -> Void
    }

    private let inputs: Inputs

    private var log: Logger { inputs.log }

    init(_ inputs: Inputs) {
        self.inputs = inputs
    }

    /// Nanoseconds between two searches for files that are due for their second look.
    private static let lookInterval: Int64 = 1_000_000_000

    /// Moves the files of batches that were made durable while others are made so, until there will be none.
    func run() {
        let progress = inputs.progress
        defer { progress.ends(.move) }
        while true {
            progress.waits(.move)
            let next = inputs.moves.take(timeout: MoveRounds.lookInterval)
            progress.works(.move)
            tell(inputs.mover.lookAgain(isLast: inputs.isStopping()))
            switch next {
            case .move(let batch):
                carryOut(batch)
                inputs.moves.end()
            case .nothing: continue
            case .end: return lookForTheLastTime()
            }
        }
    }

    /// Looks once more at the files that were moved last: nobody will later.
    func lookForTheLastTime() { tell(inputs.mover.lookAgain(isLast: true)) }

    /// Puts back into the inbox what an earlier run moved and had not read, if it was killed before it could look.
    func putBackUnread(_ doubtful: DoubtfulMoves, rows: Range<Int64>) {
        do {
            tell(try doubtful.putBack(rows))
        } catch {
            log.warning(
                "the files that were moved last could not be compared with what was read; `wiredesk verify` does that",
                metadata: ["error": "\(error)"]
            )
        }
    }

    /// Has the files of a batch moved: at once where nothing else waits to be committed, which saves a lone article the
    /// way to another thread, else while the next batch is made durable.
    func handOver(_ batch: Committer.Durable) {
        if !inputs.moves.isBusy && !inputs.hasMoreToCommit() { return carryOut(batch) }
        inputs.progress.waits(.commit)
        inputs.moves.give(batch)
    }

    /// Moves the files of a batch at once, when those of all batches before it are moved.
    func carryOutInTurn(_ batch: Committer.Durable) {
        inputs.progress.waits(.commit)
        inputs.moves.waitUntilIdle()
        inputs.progress.works(.commit)
        carryOut(batch)
    }

    /// Moves the files of a batch, and tells everyone what became of them.
    private func carryOut(_ batch: Committer.Durable) {
        let moved = inputs.mover.carryOut(batch)
        inputs.tell(.moved(moved, time: batch.time))
        for answer in moved.answers { log(answer) }
        for answer in moved.answers where answer.isPoisoned { inputs.tell(.acquitted(answer.file)) }
        inputs.tell(
            .finished(
                moved.answers.map { ($0.path, $0.result) } + moved.enteredBefore.map { ($0, .done) }
                    + batch.left.map { ($0, batch.leftResult) }
            )
        )
    }

    private func tell(_ changes: [SecondLooks.Change]) {
        for change in changes {
            switch change {
            case .putBack(let place, let path):
                log.notice(
                    "a file was moved that is not as it was read; it is in the inbox again, as a delivery of its own",
                    metadata: ["path": "\(path.display)", "from": "\(place.display)"]
                )
            case .stays(let place, let error):
                log.warning(
                    "a file was moved that is not as it was read, and cannot be put back into the inbox",
                    metadata: ["path": "\(place.display)", "error": "\(error)"]
                )
            }
        }
    }

    private func log(_ answer: MovedBatch.Answer) {
        // Making a text of each path and id costs as much as its rows in the catalogue.
        guard log.logLevel <= .debug || answer.refusal != nil || !answer.remainder.setAside.isEmpty else { return }
        var metadata: Logger.Metadata = ["path": "\(answer.path.display)", "outcome": "\(answer.outcome)"]
        if let sequence = answer.sequence { metadata["seq"] = "\(sequence)" }
        if let id = answer.contentID { metadata["id"] = "\(id)" }
        if let refusal = answer.refusal {
            metadata["reason"] = "\(refusal.code)"
            metadata["explanation"] = "\(refusal.explanation)"
            if refusal.code == .desk(.poison) {
                log.record(.poison, "a file that ended the daemon at several starts is quarantined", metadata)
            } else {
                log.warning("quarantined", metadata: metadata)
            }
        } else if let first = answer.remainder.setAside.first {
            metadata["set_aside"] = "\(answer.remainder.refused)"
            metadata["member"] = "\(first.name)"
            metadata["reason"] = "\(first.refusal.code)"
            log.warning("members set aside", metadata: metadata)
        } else {
            log.debug("\(answer.outcome)", metadata: metadata)
        }
    }
}
