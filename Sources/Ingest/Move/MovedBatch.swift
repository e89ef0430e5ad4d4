import Archive
import Article
import Catalogue
import LinuxIO

/// What a batch came to whose files were moved.
struct MovedBatch {
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
        /// What the delivery holds beside articles.
        var remainder: Remainder
        /// Where the file went, or why it is still in the inbox.
        var result: CandidateResult
        var completed: Int64
    }

    var answers: [Answer]
    /// Ignored files that stand in the catalogue as such already.
    var enteredBefore: [Path]
    var appended: [ArchiveWriter.AppendedRecord]
    /// How many of them are revisions.
    var revisions: Int
    /// What the parts of its deliveries came to.
    var parts: [PartCount]
    /// Nanoseconds until all outcomes were durable.
    var duration: Int64

    init(_ batch: Committer.Durable, _ answers: [Answer]) {
        self.answers = answers
        enteredBefore = batch.enteredBefore
        appended = batch.appended
        revisions = batch.revisions
        parts = batch.entries.flatMap(\.parts)
        duration = batch.duration
    }
}

extension MovedBatch.Answer {
    /// Whether the file, or a member of it, was set aside because it had ended the daemon.
    var isPoisoned: Bool {
        let poison = RefusalCode.desk(.poison)
        return refusal?.code == poison || remainder.setAside.contains { $0.refusal.code == poison }
    }

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
            remainder: step.delivery.remainder,
            result: result,
            completed: step.delivery.completed
        )
    }
}
