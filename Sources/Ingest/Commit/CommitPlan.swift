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
        /// The record is there, and this very delivery brought it: a crash came before the move.
        case own(sequence: Int64)
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
        /// What the articles of the delivery are, over its slices up to this one.
        var totals = DeliveryTotals()
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
        /// The deliveries that come in slices, as far as the batch has gone.
        var begun: [ObjectIdentifier: DeliveryTotals] = [:]
        for delivery in batch {
            var step = Step(delivery: delivery, parts: [])
            if let slice = delivery.slice {
                step.totals = begun[ObjectIdentifier(slice.progress)] ?? slice.progress.totals
            }
            let isFirst = step.totals.articles == 0
            if isFirst || step.totals.isUnmoved, let earlier = unmoved(delivery) {
                step.totals.isUnmoved = true
                step.unmoved = earlier
            } else {
                switch delivery.content {
                case .refused(let refusal): step.refusal = refusal
                case .ignored, .noNews: break
                case .articles(let articles):
                    for (place, tail) in articles.enumerated() {
                        let part = part(tail, of: delivery, known[tail.key], places[tail.key], &step.totals, isUnmoved)
                        step.parts.append(part)
                        guard case .new = part else { continue }
                        places[tail.key] = tails.count
                        tails.append(tail)
                        if place < delivery.facts.count { facts.append(delivery.facts[place]) }
                    }
                }
            }
            if let slice = delivery.slice { begun[ObjectIdentifier(slice.progress)] = step.totals }
            steps.append(step)
        }
    }

    /// What an article is, and counts it.
    ///
    /// - Parameters:
    ///   - article: the one of this content that the archive has.
    ///   - earlier: the place of the record that the batch brings of this content.
    private func part(
        _ tail: RecordTail,
        of delivery: PreparedDelivery,
        _ article: KnownArticle?,
        _ earlier: Int?,
        _ totals: inout DeliveryTotals,
        _ isUnmoved: (KnownArticle) -> Bool
    ) -> Part {
        if let article {
            // The records of a delivery have rising numbers: one that has come before repeats an article of its own.
            let isOwn =
                delivery.isSame(as: article.delivery) && article.sequence > totals.last
                && (totals.row == article.row || isUnmoved(article))
            guard isOwn else {
                totals.known += 1
                totals.firstKnown = totals.firstKnown ?? article.sequence
                return .known(sequence: article.sequence)
            }
            totals.own += 1
            totals.row = article.row
            totals.time = totals.time ?? article.time * 1_000_000
            totals.last = article.sequence
            totals.first = totals.first ?? article.sequence
            totals.isExplained = totals.isExplained || article.isExplained
            return .own(sequence: article.sequence)
        }
        if let earlier {
            totals.known += 1
            return .repeated(earlier)
        }
        totals.added += 1
        return .new(tails.count)
    }
}

extension CommitPlan {
    /// Decides which stories the new records belong to, of which the first gets this number.
    mutating func link(_ stories: LinkedStories, from sequence: Int64, at now: Int64) {
        for step in steps {
            for case .new(let tail) in step.parts {
                guard let piece = step.delivery.pieces[tails[tail].place] else { continue }
                tails[tail].link = piece.link
            }
        }
        stories.link(&tails, facts, from: sequence, at: now)
    }
}

extension CommitPlan.Step {
    /// The row that the delivery has already; nil where it is to get one.
    var row: Int64? { unmoved?.row ?? totals.row }

    /// Whether further slices of the delivery follow, and its file has no answer yet.
    var isPartial: Bool { delivery.isPartial }

    /// When the delivery got its row, in nanoseconds since 1970: by its day the file is put away, and found again. Nil where
    /// this commit gives it one.
    var beginning: Int64? {
        if let unmoved { return unmoved.time * 1_000_000 }
        return delivery.slice?.progress.totals.time ?? totals.time
    }

    /// Whether the outcome is new, or some of the articles are.
    var isNew: Bool { row == nil && !isPartial || totals.added > 0 }

    private var hasNewPart: Bool { parts.contains { if case .new = $0 { true } else { false } } }

    /// Whether it is entered under a number: its outcome, or an article that it brings.
    var takesNumber: Bool { isPartial ? hasNewPart : true }

    /// Whether the ledger is to tell of it: its outcome, or what no record tells of it.
    var isForLedger: Bool {
        if unmoved != nil || isPartial { return false }
        if row == nil && outcome != .archived { return true }
        return explanation != nil && !totals.isExplained
    }

    /// Whether there is anything to enter in the catalogue.
    var isEntered: Bool { isPartial ? hasNewPart : isNew || isForLedger }

    /// The rule by which the file is left alone.
    private var leftAlone: LeftAlone? {
        if case .ignored(let rule) = delivery.content { rule } else { nil }
    }

    private var explanation: String? {
        if let leftAlone { return leftAlone.explanation(of: delivery.file.path) }
        if let noNews { return noNews }
        if let refusal { return refusal.explanation }
        return isPartial ? nil : delivery.remainder.summary(new: totals.new, known: totals.known)
    }

    /// Which items it holds, where none of them is an article.
    private var noNews: String? {
        if case .noNews(let items) = delivery.content { items } else { nil }
    }

    private var reason: String? {
        switch outcome {
        case .archived: nil
        case .duplicate: DeliveryTotals.knownContent
        case .quarantined: refusal?.code.description
        case .ignored: leftAlone?.reason ?? CommitPlan.noNews
        case .discarded, .putBack, .removed: nil
        }
    }

    var outcome: Outcome {
        if let unmoved { return unmoved.outcome }
        if refusal != nil { return .quarantined }
        if leftAlone != nil || noNews != nil { return .ignored }
        return totals.new > 0 || isPartial ? .archived : .duplicate
    }

    /// What the articles of the delivery are, once the records of the batch have their numbers.
    ///
    /// - Parameters:
    ///   - earlier: the same for the slices before it.
    ///   - time: of the commit, in nanoseconds since 1970.
    func settled(
        _ appended: [ArchiveWriter.AppendedRecord],
        after earlier: DeliveryTotals?,
        row: Int64,
        at time: Int64
    ) -> DeliveryTotals {
        var totals = totals
        totals.row = totals.row ?? earlier?.row ?? (takesNumber ? row : nil)
        totals.time = totals.time ?? earlier?.time ?? (takesNumber ? time : nil)
        if let earlier {
            totals.last = max(totals.last, earlier.last)
            totals.first = earlier.first ?? totals.first
            totals.firstKnown = earlier.firstKnown ?? totals.firstKnown
            (totals.knownParts, totals.toldKnown) = (earlier.knownParts, earlier.toldKnown)
        }
        for (part, tail) in zip(parts, articles) {
            switch part {
            case .new(let place):
                totals.first = totals.first ?? appended[place].sequence
                totals.last = max(totals.last, appended[place].sequence)
            case .repeated(let place):
                totals.firstKnown = totals.firstKnown ?? appended[place].sequence
                totals.note(known: tail, as: appended[place].sequence)
            case .known(let sequence): totals.note(known: tail, as: sequence)
            case .own: break
            }
        }
        return totals
    }

    /// The articles of the delivery, or of this slice of it.
    private var articles: [RecordTail] {
        if case .articles(let tails) = delivery.content { tails } else { [] }
    }

    /// The members that have no record and are told one by one.
    private func told(_ totals: DeliveryTotals) -> [ToldPart] {
        totals.toldKnown
            + delivery.remainder.setAside.map {
                ToldPart(
                    name: $0.name.isEmpty ? "_" : $0.name,
                    reason: $0.refusal.code.description,
                    explanation: $0.refusal.explanation
                )
            }
    }

    /// The entry for the catalogue, when the new records stand in the archive.
    ///
    /// - Parameters:
    ///   - number: of the delivery.
    ///   - isBegun: whether it has a row of that number already.
    ///   - totals: what its articles are.
    func entry(
        number: Int64,
        isBegun: Bool,
        _ totals: DeliveryTotals,
        appended: [ArchiveWriter.AppendedRecord],
        tails: [RecordTail],
        at time: Int64
    ) -> DeliveryEntry {
        var added: [DeliveryEntry.AddedArticle] = []
        var counts: [PartCount] = []
        for case .new(let place) in parts {
            let record = appended[place]
            PartCount.add([PartCount(.archived, format: tails[place].format)], to: &counts)
            added.append(
                DeliveryEntry.AddedArticle(
                    contentID: tails[place].contentID,
                    sequence: record.sequence,
                    position: record.position,
                    length: record.length,
                    isRevision: tails[place].isRevision,
                    key: tails[place].key,
                    time: time
                )
            )
        }
        if isForLedger {
            PartCount.add(totals.knownParts, to: &counts)
            PartCount.add(delivery.remainder.counts, to: &counts)
        }
        return DeliveryEntry(
            row: isBegun ? number : nil,
            number: isBegun ? nil : number,
            time: time,
            path: delivery.file.path,
            bytes: delivery.file.status.size,
            modified: delivery.file.status.modified,
            digest: delivery.digest,
            outcome: outcome,
            reason: reason,
            explanation: explanation,
            sequence: totals.first ?? totals.firstKnown,
            articles: totals.articles,
            added: added,
            parts: counts,
            told: isForLedger ? told(totals) : []
        )
    }
}

extension LedgerEntry {
    /// What the ledger tells of a file that has left its place.
    init(_ entry: DeliveryEntry) {
        self.init(
            number: entry.number ?? 0,
            outcome: entry.outcome,
            reason: entry.reason,
            explanation: entry.explanation,
            path: entry.path,
            bytes: entry.bytes,
            modified: entry.modified,
            digest: entry.digest,
            departure: entry.departure
        )
    }

    /// What the ledger tells of a delivery that is entered in the catalogue as this.
    init(telling entry: DeliveryEntry) {
        self.init(
            number: entry.row ?? entry.number ?? 0,
            outcome: entry.outcome,
            reason: entry.reason,
            explanation: entry.explanation,
            article: entry.sequence,
            articles: entry.articles,
            parts: entry.parts.filter { $0.outcome != .archived },
            members: entry.told,
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
