import Archive
import Article
import Catalogue
import LinuxIO

/// What is to be done with a batch of deliveries: which articles are new, which are known, and what each delivery comes
/// to. Pure: it is made from what was looked up, and carried out elsewhere.
struct CommitPlan {
    /// What one article of a delivery is.
    enum Part {
        /// New: its record is the one at this place in ``tails``.
        case new(Int)
        /// The record is there, and this very delivery brought it: a crash came before the move.
        case own(sequence: Int64, row: Int64)
        /// The archive has it from another delivery.
        case known(sequence: Int64)
        /// An earlier delivery of this batch brings it; its record is the one at this place in ``tails``.
        case repeated(Int)
    }

    /// One delivery with its parts, or with the reason that it has none.
    struct Step {
        var delivery: PreparedDelivery
        var parts: [Part]
        var refusal: PreparedDelivery.Refusal?
        /// The outcome that a crash kept from being carried out.
        var unmoved: UnmovedDelivery?
    }

    private(set) var steps: [Step] = []
    private(set) var tails: [RecordTail] = []

    /// Plans a batch.
    ///
    /// - Parameters:
    ///   - known: the articles of the batch that the archive has.
    ///   - unmoved: the delivery without a record whose outcome is known and whose file was not moved, if there is one.
    ///   - isUnmoved: whether the file that brought an article may still be in the inbox.
    init(
        _ batch: [PreparedDelivery],
        known: [ContentID: KnownArticle],
        unmoved: (PreparedDelivery) -> UnmovedDelivery?,
        isUnmoved: (KnownArticle) -> Bool
    ) {
        var places: [ContentID: Int] = [:]
        for delivery in batch {
            if let earlier = unmoved(delivery) {
                steps.append(Step(delivery: delivery, parts: [], unmoved: earlier))
                continue
            }
            switch delivery.content {
            case .refused(let refusal):
                steps.append(Step(delivery: delivery, parts: [], refusal: refusal))
            case .ignored: steps.append(Step(delivery: delivery, parts: []))
            case .articles(let articles):
                var parts: [Part] = []
                for tail in articles {
                    let id = tail.contentID
                    if let article = known[id] {
                        let isOwn = delivery.isSame(as: article.delivery) && isUnmoved(article)
                        parts.append(
                            isOwn
                                ? .own(sequence: article.sequence, row: article.row)
                                : .known(sequence: article.sequence)
                        )
                    } else if let place = places[id] {
                        parts.append(.repeated(place))
                    } else {
                        places[id] = tails.count
                        parts.append(.new(tails.count))
                        tails.append(tail)
                    }
                }
                steps.append(Step(delivery: delivery, parts: parts))
            }
        }
    }
}

extension CommitPlan.Step {
    /// The row that the delivery has already; nil where it is to get one.
    var row: Int64? {
        if let unmoved { return unmoved.row }
        for part in parts {
            if case .own(_, let row) = part { return row }
        }
        return nil
    }

    /// Whether there is anything to enter in the catalogue.
    var isNew: Bool {
        guard row != nil else { return true }
        return parts.contains { if case .new = $0 { true } else { false } }
    }

    /// The pattern by which the file is left alone.
    private var pattern: NamePattern? {
        if case .ignored(let pattern) = delivery.content { pattern } else { nil }
    }

    private var explanation: String? {
        if let pattern {
            return pattern.matches(delivery.file.path.name)
                ? "Its name fits the pattern \(pattern) (ignore), and it was not renamed."
                : "It lies in a folder whose name fits the pattern \(pattern) (ignore), and which was not renamed."
        }
        return refusal?.explanation
    }

    private var reason: String? {
        switch outcome {
        case .archived: nil
        case .duplicate: "known-content"
        case .quarantined: refusal?.code
        case .ignored: "name-pattern"
        }
    }

    var outcome: Outcome {
        if let unmoved { return unmoved.outcome }
        if refusal != nil { return .quarantined }
        if pattern != nil { return .ignored }
        let isArchived = parts.contains { part in
            switch part {
            case .new, .own: true
            case .known, .repeated: false
            }
        }
        return isArchived ? .archived : .duplicate
    }

    /// The entry for the catalogue, when the new records stand in the archive.
    func entry(appended: [ArchiveWriter.AppendedRecord], tails: [RecordTail], at time: Int64) -> DeliveryEntry {
        var added: [DeliveryEntry.AddedArticle] = []
        var first: Int64?
        for part in parts {
            switch part {
            case .new(let place):
                let record = appended[place]
                added.append(
                    DeliveryEntry.AddedArticle(
                        contentID: tails[place].contentID,
                        sequence: record.sequence,
                        position: record.position,
                        length: record.length,
                        isRevision: tails[place].isRevision
                    )
                )
            case .known(let sequence), .own(let sequence, _): first = first ?? sequence
            case .repeated(let place): first = first ?? appended[place].sequence
            }
        }
        return DeliveryEntry(
            row: row,
            time: time,
            path: delivery.file.path,
            bytes: delivery.file.status.size,
            modified: delivery.file.status.modified,
            digest: delivery.digest,
            outcome: outcome,
            reason: reason,
            explanation: explanation,
            sequence: added.first?.sequence ?? first,
            articles: parts.count,
            added: added
        )
    }
}

extension PreparedDelivery {
    /// By what a crash's work is recognised.
    var fileIdentity: UnmovedDelivery.File {
        UnmovedDelivery.File(
            path: file.path,
            bytes: file.status.size,
            modified: file.status.modified,
            digest: digest
        )
    }

    func isSame(as identity: DeliveryIdentity) -> Bool {
        file.path == identity.path && file.status.size == identity.bytes
            && file.status.modified == identity.modified && digest == identity.digest
    }
}
