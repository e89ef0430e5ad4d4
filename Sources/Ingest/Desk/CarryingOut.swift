import Archive
import LinuxIO
import Logging
import Operations
import Synchronization

/// The last stage of a delivery: its file is moved, and everyone hears what became of it.
extension Desk {
    /// Moves the files of batches that were made durable while others are made so, until there will be none.
    func runMoves() {
        defer { progress.ends(.move) }
        while true {
            progress.waits(.move)
            let next = moves.take(timeout: Desk.lookInterval)
            progress.works(.move)
            tell(mover.lookAgain(isLast: isStopping))
            switch next {
            case .move(let batch):
                carryOut(batch)
                moves.end()
            case .nothing: continue
            case .end: return tell(mover.lookAgain(isLast: true))
            }
        }
    }

    /// Nanoseconds between two searches for files that are due for their second look.
    private static let lookInterval: Int64 = 1_000_000_000

    private func tell(_ changes: [SecondLooks.Change]) {
        for change in changes {
            switch change {
            case .putBack(let place, let path):
                log.notice(
                    "a file has changed after it was read and moved; it is in the inbox again, as a delivery of its own",
                    metadata: ["path": "\(path.display)", "from": "\(place.display)"]
                )
            case .stays(let place, let error):
                log.warning(
                    "a file has changed after it was read and moved, and cannot be put back into the inbox",
                    metadata: ["path": "\(place.display)", "error": "\(error)"]
                )
            }
        }
    }

    /// Has the files of a batch moved: at once where nothing else waits to be committed, which saves a lone article the
    /// way to another thread, else while the next batch is made durable.
    func handOver(_ batch: Committer.Durable) {
        if !moves.isBusy && prepared.count == 0 { return carryOut(batch) }
        progress.waits(.commit)
        moves.give(batch)
    }

    /// Moves the files of a batch, and tells everyone what became of them.
    func carryOut(_ batch: Committer.Durable) {
        let committed = mover.carryOut(batch)
        publish(committed, at: batch.time)
        for answer in committed.answers where answer.refusal?.code == .desk(.poison) { suspects?.clear(answer.file) }
        watch.finish(
            committed.answers.map { ($0.path, $0.result) } + committed.enteredBefore.map { ($0, .done) }
                + batch.left.map { ($0, batch.leftResult) }
        )
    }

    private func publish(_ committed: MovedBatch, at now: Int64) {
        state.withLock { status in
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
        let isLogged = log.logLevel <= .debug
        for answer in committed.answers where isLogged || answer.refusal != nil || !answer.remainder.setAside.isEmpty {
            var metadata: Logger.Metadata = ["path": "\(answer.path.display)", "outcome": "\(answer.outcome)"]
            if let sequence = answer.sequence { metadata["seq"] = "\(sequence)" }
            if let id = answer.contentID { metadata["id"] = "\(id)" }
            if let refusal = answer.refusal {
                metadata["reason"] = "\(refusal.code)"
                metadata["explanation"] = "\(refusal.explanation)"
                if refusal.code == .desk(.poison) {
                    log.record(.poison, "a file that ended the daemon at several starts is quarantined", metadata)
                    continue
                }
                log.warning("quarantined", metadata: metadata)
            } else if let first = answer.remainder.setAside.first {
                metadata["set_aside"] = "\(answer.remainder.setAside.count)"
                metadata["member"] = "\(first.name)"
                metadata["reason"] = "\(first.refusal.code)"
                log.warning("members set aside", metadata: metadata)
            } else {
                log.debug("\(answer.outcome)", metadata: metadata)
            }
        }
    }
}
