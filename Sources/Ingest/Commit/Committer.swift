import Archive
import Article
import Catalogue
import LinuxIO

/// Makes batches of deliveries durable: the one writer of archive, ledger and catalogue.
///
/// The order is: records appended and synced; what no record tells appended to the ledger and synced; one transaction of
/// the catalogue. What it returns is durable, and whoever gets it may move the files. What a crash leaves undone, the next
/// start recognises and finishes: archive and ledger tell which outcomes are there, the catalogue which files were moved.
final class Committer {
    /// What ended a commit before its time.
    enum Failure: Error {
        /// There is no room: nothing has changed, and all files are still in the inbox.
        case outOfSpace(SystemError)
        /// The next segment cannot be opened for want of descriptors: nothing has changed, and all files are still in the
        /// inbox.
        case outOfDescriptors(ArchiveError)
        /// The archive or the ledger failed: the process must end and recover.
        case archive(ArchiveError)
        /// The catalogue failed; the archive is whole, and the files are still in the inbox.
        case catalogue(CatalogueError)
    }

    /// A batch whose outcomes are durable, and whose files may leave the inbox.
    struct Durable: Sendable {
        var steps: [CommitPlan.Step] = []
        /// What was entered in the catalogue for the steps that are (``CommitPlan/Step/isEntered``), in their order, and in
        /// which rows.
        private(set) var entries: [DeliveryEntry] = []
        private(set) var rows: [Int64] = []
        /// Ignored files that stand in the catalogue as such already.
        var enteredBefore: [Path]
        /// Files that the ledger had no room or no descriptor to tell of, which stay in the inbox, and what was wanting.
        var left: [Path] = []
        var shortage: Failure?
        var appended: [ArchiveWriter.AppendedRecord]
        /// How many of them are revisions.
        var revisions: Int
        /// When the commit was begun, in nanoseconds since 1970, and nanoseconds until all outcomes were durable.
        var time: Int64
        var duration: Int64
        var register: MoveRegister

        /// Adds what was entered for the last step.
        mutating func add(_ entry: DeliveryEntry, row: Int64) {
            entries.append(entry)
            rows.append(row)
        }

        /// What becomes of the files that are left, for now.
        var leftResult: CandidateResult { if case .outOfDescriptors = shortage { .held } else { .noSpace } }

        /// Whether anything was appended to archive or ledger.
        var hasWritten: Bool { !appended.isEmpty || steps.contains { $0.isForLedger } }
    }

    private let writer: ArchiveWriter
    private let ledger: LedgerWriter
    private let catalogue: Catalogue
    private let atRest: FilesAtRest
    /// Which of its files may still be in the inbox; the mover tells it.
    let register: MoveRegister
    /// Nil where nobody asks which story a record belongs to.
    private let stories: LinkedStories?
    /// The number that the next delivery gets.
    private var nextNumber: Int64

    /// Deliveries of an earlier run of which each is looked for in the inbox, because it is not certain that it was moved;
    /// where there are more, those are not waited for that do not stand there.
    private static let mostDoubted: Int64 = 10_000

    /// - Parameters:
    ///   - stands: whether a file may stand in the inbox.
    ///   - cutOff: files of commits that a failure of the catalogue has cut off.
    init(
        writer: ArchiveWriter,
        ledger: LedgerWriter,
        catalogue: Catalogue,
        atRest: FilesAtRest,
        stories: LinkedStories? = nil,
        stands: (UnmovedDelivery.File) -> Bool = { _ in true },
        cutOff: CutOffFiles = CutOffFiles()
    ) throws(CatalogueError) {
        self.writer = writer
        self.ledger = ledger
        self.catalogue = catalogue
        self.atRest = atRest
        self.stories = stories
        let rows = try catalogue.rows()
        let areMany = rows.last - rows.moved > Committer.mostDoubted
        register = MoveRegister(
            rows: rows,
            unmoved: areMany ? try catalogue.unmoved(where: stands) : try catalogue.unmoved(),
            cutOff: cutOff
        )
        nextNumber = rows.last + 1
    }

    /// Makes a batch durable, as of `now` in nanoseconds since 1970. Its files are then to be moved, after those of the
    /// batches before it.
    ///
    /// ## The calls of a commit, in order
    ///
    /// 1. The records of all new articles: `write`, `fdatasync`, `fstatat` of the archive's newest segment (``CommitLog``,
    ///    which has the calls before them where a new segment is due). Left out where no article is new.
    /// 2. What the ledger tells: the same of its newest segment. It comes second because its lines name records, which are
    ///    then there; and a batch that needs no line of it pays no second sync. Left out where each delivery is told by
    ///    its records.
    /// 3. One transaction of the catalogue, unsynced: what a power cut takes of it is read again from 1 and 2.
    ///
    /// Only then does a file leave the inbox. A crash between 1 and 2 leaves records whose deliveries are known by them,
    /// and files without an answer, which the next start reads again: their articles are known then, and what the ledger
    /// has not told is told. Where there is no room for 2 after 1, the deliveries that 2 was to tell of are left in the
    /// inbox, and the others go on.
    func makeDurable(_ batch: [PreparedDelivery], now: Int64) throws(Failure) -> Durable {
        let begun = Clock.monotonic
        let (batch, enteredBefore) = try withoutEntered(batch)
        var plan = try plan(batch)
        if let stories { plan.link(stories, from: writer.nextSequence, at: now) }
        let numbers = numbers(of: plan.steps)
        let appended = try append(plan, numbers.map(\.number), at: now)
        var told: [(step: CommitPlan.Step, entry: DeliveryEntry?)] = []
        for (step, numbering) in zip(plan.steps, numbers) {
            let progress = step.delivery.slice?.progress
            let totals = step.settled(appended, after: progress?.totals, row: numbering.number, at: now)
            // Its records are there, whatever comes of the rest.
            progress?.settle(totals)
            let entry = step.entry(
                number: numbering.number,
                isBegun: numbering.isBegun,
                totals,
                appended: appended,
                tails: plan.tails,
                at: now
            )
            told.append((step, step.isEntered ? entry : nil))
        }
        let shortage = try tell(told, isFirst: appended.isEmpty, at: now)
        if shortage != nil {
            for index in told.indices where told[index].step.isForLedger {
                // Its records are there, if it has any; what it holds beside them is told when there is room.
                let isEntered = told[index].step.isNew && told[index].step.outcome == .archived
                told[index].entry = isEntered ? told[index].entry : nil
                told[index].entry?.explanation = nil
                told[index].entry?.told = []
                told[index].entry?.parts.removeAll { $0.outcome != .archived }
            }
        }
        let rows = try enter(told.compactMap(\.entry))
        var durable = Durable(
            enteredBefore: enteredBefore,
            shortage: shortage,
            appended: appended,
            revisions: plan.tails.reduce(0) { $0 + ($1.isRevision ? 1 : 0) },
            time: now,
            duration: Clock.monotonic - begun,
            register: register
        )
        var next = 0
        for (step, entry) in told {
            let row = entry == nil ? step.row : rows[next]
            if entry != nil { next += 1 }
            if shortage != nil, step.isForLedger {
                durable.left.append(step.delivery.file.path)
                if let row { register.keep(step, row: row, now: now) }
            } else {
                // As long as its file waits for the rest of it, it is known that it has not been moved.
                if step.isPartial, let row { register.keep(step, row: row, now: now) }
                durable.steps.append(step)
                if let entry, let row { durable.add(entry, row: row) }
            }
        }
        return durable
    }

    /// Tells how files have left their places, as of `now` in nanoseconds since 1970: in the ledger, durably, and then in the
    /// catalogue. Each gets a number of its own. Only when this has returned may the files go.
    func tell(_ departures: [DeliveryEntry], now: Int64) throws(Failure) {
        do throws(CatalogueError) { try catalogue.checkUntouched() } catch { throw .catalogue(error) }
        var entries = departures
        for place in entries.indices {
            entries[place].number = nextNumber + Int64(place)
            entries[place].time = now
        }
        do throws(ArchiveError) {
            try ledger.append(entries.map { LedgerEntry($0) }, at: now)
        } catch {
            throw Failure(error)
        }
        _ = try enter(entries)
    }

    /// Leaves word for the next start of what is moved. No batch may be on its way to be moved.
    func finish() throws(CatalogueError) {
        _ = try catalogue.enter([], mark: mark, moved: register.movedRow)
        try catalogue.checkpoint()
    }

    /// Where archive and ledger end.
    private var mark: CatalogueMark {
        CatalogueMark(archive: writer.end, ledger: ledger.end, line: ledger.nextSequence - 1)
    }

    /// The number of each delivery, and whether it has a row of that number when its step is entered: the one that it has, or
    /// the next. A slice that brings nothing gets none.
    private func numbers(of steps: [CommitPlan.Step]) -> [(number: Int64, isBegun: Bool)] {
        var next = nextNumber
        var begun: [ObjectIdentifier: Int64] = [:]
        return steps.map { step in
            let delivery = step.delivery.slice.map { ObjectIdentifier($0.progress) }
            if let row = step.row ?? delivery.flatMap({ begun[$0] }) { return (row, true) }
            guard step.takesNumber else { return (0, false) }
            defer { next += 1 }
            if let delivery { begun[delivery] = next }
            return (next, false)
        }
    }

    private func enter(_ entries: [DeliveryEntry]) throws(Failure) -> [Int64] {
        do throws(CatalogueError) {
            let rows = try catalogue.enter(entries, mark: mark, moved: register.movedRow)
            nextNumber = max(nextNumber, (rows.max() ?? 0) + 1)
            return rows
        } catch {
            throw .catalogue(error)
        }
    }

    /// Writes to the ledger what it is to tell.
    ///
    /// - Parameter isFirst: whether nothing of the batch is durable yet.
    /// - Returns: what there was no room for, or no descriptor, after the records had been appended.
    private func tell(
        _ told: [(step: CommitPlan.Step, entry: DeliveryEntry?)],
        isFirst: Bool,
        at now: Int64
    ) throws(Failure) -> Failure? {
        let lines = told.compactMap { step, entry in
            entry.flatMap { step.isForLedger ? LedgerEntry(telling: $0) : nil }
        }
        do throws(ArchiveError) {
            try ledger.append(lines, at: now)
            return nil
        } catch {
            let failure = Failure(error)
            if case .archive = failure { throw failure }
            if isFirst { throw failure }
            return failure
        }
    }

    /// The batch without what is ignored and stands in the catalogue as such already: it is found at every rescan.
    private func withoutEntered(
        _ batch: [PreparedDelivery]
    ) throws(Failure) -> (rest: [PreparedDelivery], entered: [Path]) {
        guard batch.contains(where: \.isIgnored) else { return (batch, []) }
        var rest: [PreparedDelivery] = []
        var entered: [Path] = []
        do throws(CatalogueError) {
            for delivery in batch {
                if case .ignored = delivery.content, try catalogue.hasIgnored(delivery.fileIdentity) {
                    entered.append(delivery.file.path)
                } else {
                    rest.append(delivery)
                }
            }
        } catch {
            throw .catalogue(error)
        }
        return (rest, entered)
    }

    private func plan(_ batch: [PreparedDelivery]) throws(Failure) -> CommitPlan {
        var ids: [ContentID] = []
        for delivery in batch {
            if case .articles(let tails) = delivery.content { ids += tails.map(\.key) }
        }
        do throws(CatalogueError) {
            try catalogue.checkUntouched()
            let known = try catalogue.articles(ids)
            return CommitPlan(batch, known: known, unmoved: unmoved(_:), isUnmoved: isUnmoved(_:))
        } catch {
            throw .catalogue(error)
        }
    }

    /// Whether the file that brought an article may still be in the inbox. One of an earlier run is not where it would
    /// have been moved to; if it is there, whoever delivers the same again gets an answer of his own.
    private func isUnmoved(_ article: KnownArticle) -> Bool {
        if register.isStuck(article.row) { return true }
        guard register.isDoubtful(article.row), !hasDeparted(article.row) else { return false }
        return !atRest.holds(UnmovedDelivery.File(article.delivery), movedBy: .archived, at: article.time * 1_000_000)
    }

    /// Whether the file of a delivery is not where it was moved to because the desk has removed it since.
    private func hasDeparted(_ row: Int64) -> Bool {
        (try? catalogue.hasDeparted(row)) ?? false
    }

    /// The delivery without a record whose file this is, where it may still be in the inbox. A file whose inode has
    /// changed since the outcome, as a rename does, was put there again, out of the quarantine. Of a duplicate that says
    /// nothing: moves of its other names change the inode too.
    private func unmoved(_ found: PreparedDelivery) -> UnmovedDelivery? {
        let file = found.fileIdentity
        guard let delivery = register.unmoved(file),
            delivery.outcome != .ignored || delivery.reason == CommitPlan.noNews
        else { return nil }
        if register.isStuck(delivery.row) { return delivery }
        guard delivery.outcome == .duplicate || found.file.status.changed / 1_000_000 <= delivery.time else {
            return nil
        }
        if hasDeparted(delivery.row) { return nil }
        let hasMoved = atRest.holds(file, movedBy: delivery.outcome, at: delivery.time * 1_000_000)
        return hasMoved ? nil : delivery
    }

    private func append(
        _ plan: CommitPlan,
        _ numbers: [Int64],
        at now: Int64
    ) throws(Failure) -> [ArchiveWriter.AppendedRecord] {
        guard !plan.tails.isEmpty else { return [] }
        var deliveries: [Int64] = []
        for (step, number) in zip(plan.steps, numbers) {
            for part in step.parts { if case .new = part { deliveries.append(number) } }
        }
        do {
            let first = writer.nextSequence
            let appended = try writer.append(plan.tails, of: deliveries, at: now)
            stories?.settle(plan, from: first, at: now)
            return appended
        } catch {
            stories?.takeBack(from: writer.nextSequence)
            throw Failure(error)
        }
    }
}

extension Committer.Failure {
    /// Sorts what kept archive or ledger from being appended to.
    fileprivate init(_ error: ArchiveError) {
        switch error {
        case .outOfSpace(let reason): self = .outOfSpace(reason)
        case .outOfDescriptors: self = .outOfDescriptors(error)
        case .failed, .disturbed, .unknownVersion: self = .archive(error)
        }
    }
}
