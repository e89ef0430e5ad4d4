import Archive
import Catalogue
import LinuxIO

extension DeskFigures {
    /// Counts what a commit came to that was begun at `now`.
    mutating func add(_ committed: MovedBatch, at now: Int64) {
        guard !committed.answers.isEmpty else { return }
        addCommit(lasting: committed.duration)
        let durable = now + committed.duration
        // The records of one commit are spread evenly over its files, which is exact enough for a rate.
        let recordBytes = committed.appended.reduce(0) { $0 + Int64($1.length) }
        let share = recordBytes / Int64(committed.answers.count)
        for answer in committed.answers where answer.isNew && answer.outcome != .ignored {
            add(answer.outcome, completed: answer.completed, bytes: answer.file.bytes + share, at: durable)
            guard answer.outcome == .quarantined, let refusal = answer.refusal else { continue }
            add(
                Refused(
                    path: answer.path,
                    reason: refusal.code.description,
                    explanation: refusal.explanation.escapedForDisplay,
                    time: durable
                )
            )
        }
    }
}

extension DeskFigures.Refused {
    /// A file that was refused before the start.
    init(_ entry: CatalogueReader.Entry) {
        self.init(
            path: entry.file.path,
            reason: entry.reason ?? "unknown",
            explanation: (entry.explanation ?? "").escapedForDisplay,
            time: entry.time * 1_000_000
        )
    }
}
