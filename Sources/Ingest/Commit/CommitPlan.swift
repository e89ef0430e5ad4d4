import Archive
import Article
import Catalogue
import LinuxIO
import Stories

/// What is to be done with a batch of deliveries: which articles are new, which are known, and what each delivery comes
/// to. Pure: it is made from what was looked up, and carried out elsewhere.
struct CommitPlan {
    /// What one article of a delivery is.
    enum Part {
        /// New: its record is the one at this place in ``tails``.
        case new(Int)
        /// The record is there, and this very delivery brought it: a crash came before the move. Whether the ledger tells
        /// what the delivery holds beside it, where it holds anything.
        case own(sequence: Int64, row: Int64, isExplained: Bool)
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

    /// The reason of a delivery that holds items, and none that is an article.
    static let noNews = Rejection.Code.noNews.rawValue

    private(set) var steps: [Step] = []
    private(set) var tails: [RecordTail] = []
    /// What decides which stories ``tails`` belong to.
    private var facts: [StoryFacts] = []

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
            case .ignored, .noNews: steps.append(Step(delivery: delivery, parts: []))
            case .articles(let articles):
                var parts: [Part] = []
                for (place, tail) in articles.enumerated() {
                    let id = tail.key
                    if let article = known[id] {
                        let isOwn = delivery.isSame(as: article.delivery) && isUnmoved(article)
                        parts.append(
                            isOwn
                                ? .own(sequence: article.sequence, row: article.row, isExplained: article.isExplained)
                                : .known(sequence: article.sequence)
                        )
                    } else if let earlier = places[id] {
                        parts.append(.repeated(earlier))
                    } else {
                        places[id] = tails.count
                        parts.append(.new(tails.count))
                        tails.append(tail)
                        if place < delivery.facts.count { facts.append(delivery.facts[place]) }
                    }
                }
                steps.append(Step(delivery: delivery, parts: parts))
            }
        }
    }
}

extension CommitPlan {
    /// Decides which stories the new records belong to, of which the first gets this number.
    mutating func link(_ stories: LinkedStories, from sequence: Int64, at now: Int64) {
        for step in steps {
            for (place, part) in step.parts.enumerated() {
                guard case .new(let tail) = part, let piece = step.delivery.pieces[place + 1] else { continue }
                tails[tail].link = piece.link
            }
        }
        stories.link(&tails, facts, from: sequence, at: now)
    }
}

extension CommitPlan.Step {
    /// The row that the delivery has already; nil where it is to get one.
    var row: Int64? {
        if let unmoved { return unmoved.row }
        for part in parts {
            if case .own(_, let row, _) = part { return row }
        }
        return nil
    }

    /// Whether the outcome is new, or some of the articles are.
    var isNew: Bool {
        guard row != nil else { return true }
        return parts.contains { if case .new = $0 { true } else { false } }
    }

    /// Whether the ledger is to tell of it: its outcome, or what no record tells of it.
    var isForLedger: Bool {
        if unmoved != nil { return false }
        if row == nil && outcome != .archived { return true }
        let isTold = parts.contains { if case .own(_, _, true) = $0 { true } else { false } }
        return explanation != nil && !isTold
    }

    /// Whether there is anything to enter in the catalogue.
    var isEntered: Bool { isNew || isForLedger }

    /// The rule by which the file is left alone.
    private var leftAlone: LeftAlone? {
        if case .ignored(let rule) = delivery.content { rule } else { nil }
    }

    private var explanation: String? {
        if let leftAlone { return leftAlone.explanation(of: delivery.file.path) }
        if let noNews { return noNews }
        if parts.isEmpty { return refusal?.explanation }
        let known = parts.count { part in
            switch part {
            case .new, .own: false
            case .known, .repeated: true
            }
        }
        return delivery.remainder.summary(new: parts.count - known, known: known)
    }

    /// Which items it holds, where none of them is an article.
    private var noNews: String? {
        if case .noNews(let items) = delivery.content { items } else { nil }
    }

    private var reason: String? {
        switch outcome {
        case .archived: nil
        case .duplicate: "known-content"
        case .quarantined: refusal?.code.description
        case .ignored: leftAlone?.reason ?? CommitPlan.noNews
        }
    }

    var outcome: Outcome {
        if let unmoved { return unmoved.outcome }
        if refusal != nil { return .quarantined }
        if leftAlone != nil || noNews != nil { return .ignored }
        let isArchived = parts.contains { part in
            switch part {
            case .new, .own: true
            case .known, .repeated: false
            }
        }
        return isArchived ? .archived : .duplicate
    }

    /// The entry for the catalogue, when the new records stand in the archive.
    ///
    /// - Parameter number: of the delivery, where it has none yet.
    func entry(
        number: Int64,
        appended: [ArchiveWriter.AppendedRecord],
        tails: [RecordTail],
        at time: Int64
    ) -> DeliveryEntry {
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
                        isRevision: tails[place].isRevision,
                        key: tails[place].key
                    )
                )
            case .known(let sequence), .own(let sequence, _, _): first = first ?? sequence
            case .repeated(let place): first = first ?? appended[place].sequence
            }
        }
        return DeliveryEntry(
            row: row,
            number: row == nil ? number : nil,
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

extension LedgerEntry {
    /// What the ledger tells of a delivery that is entered in the catalogue as this.
    init(_ entry: DeliveryEntry, of step: CommitPlan.Step) {
        self.init(
            number: entry.row ?? entry.number ?? 0,
            outcome: Outcome(entry.outcome),
            reason: entry.reason,
            explanation: entry.explanation,
            article: entry.sequence,
            articles: entry.articles,
            members: step.delivery.remainder.setAside.map {
                Member(
                    name: $0.name.isEmpty ? "_" : $0.name,
                    reason: $0.refusal.code.description,
                    explanation: $0.refusal.explanation
                )
            },
            path: entry.path,
            bytes: entry.bytes,
            modified: entry.modified,
            digest: entry.digest
        )
    }
}

extension PreparedDelivery {
    /// By what a crash's work is recognised.
    var fileIdentity: UnmovedDelivery.File {
        UnmovedDelivery.File(
            path: file.path,
            bytes: file.status.size,
            modified: modified,
            digest: digest
        )
    }

    func isSame(as identity: DeliveryIdentity) -> Bool {
        file.path == identity.path && file.status.size == identity.bytes
            && modified == identity.modified && digest == identity.digest
    }
}
