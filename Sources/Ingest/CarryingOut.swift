import Archive
import LinuxIO
import Logging
import Synchronization

/// The last stage of a delivery: its file is moved, and everyone hears what became of it.
extension Desk {
    /// Moves the files of batches that were made durable while others are made so, until there will be none.
    func runMoves() {
        defer { progress.ends(.move) }
        while true {
            progress.waits(.move)
            guard let batch = moves.take() else { return }
            progress.works(.move)
            carryOut(batch)
            moves.end()
        }
    }

    /// Has the files of a batch moved: at once where nothing else waits to be committed, which saves a lone article the
    /// way to another thread, else while the next batch is made durable.
    func handOver(_ batch: Committer.Durable) {
        if !moves.isBusy && prepared.count == 0 { return carryOut(batch) }
        progress.waits(.commit)
        moves.give(batch)
    }

    private func carryOut(_ batch: Committer.Durable) {
        let committed = Committer.Committed(batch, mover.carryOut(batch))
        publish(committed, at: batch.time)
        cutOff.withLock { cutOff in
            guard !cutOff.isEmpty else { return }
            for answer in committed.answers where answer.result == .done { cutOff.remove(answer.path) }
        }
        for answer in committed.answers where answer.refusal?.code == "poison" { suspects?.clear(answer.file) }
        watch.finish(committed.answers.map { ($0.path, $0.result) } + committed.enteredBefore.map { ($0, .done) })
    }

    private func publish(_ committed: Committer.Committed, at now: Int64) {
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
        for answer in committed.answers where isLogged || answer.refusal != nil {
            var metadata: Logger.Metadata = ["path": "\(answer.path.display)", "outcome": "\(answer.outcome)"]
            if let sequence = answer.sequence { metadata["seq"] = "\(sequence)" }
            if let id = answer.contentID { metadata["id"] = "\(id)" }
            if let refusal = answer.refusal {
                metadata["reason"] = "\(refusal.code)"
                metadata["explanation"] = "\(refusal.explanation)"
                if refusal.code == "poison" {
                    metadata["wiredesk.event"] = "poison"
                    log.error("a file that ended the daemon at several starts is quarantined", metadata: metadata)
                    continue
                }
                log.warning("quarantined", metadata: metadata)
            } else {
                log.debug("\(answer.outcome)", metadata: metadata)
            }
        }
    }
}
