public import Archive
public import LinuxIO

/// The deliveries that the archive and the ledger tell of together, in the order of their outcomes.
///
/// Each delivery has a number, which stands in all its records and in its line of the ledger, and which tells the order;
/// a record without one, from before there was a ledger, has the next number that the ledger does not give to another
/// delivery. So whoever reads both comes to the same deliveries with the same numbers as the daemon that wrote them.
///
/// A delivery may come in several pieces: each record is one, and so is a line of the ledger about a delivery that has
/// records. A piece whose number has come before belongs to the delivery of that number.
public struct DeliverySequence: ~Copyable {
    private var records: ArchiveCursor
    private var entries: ArchiveCursor
    private var record: (summary: RecordSummary, position: ArchivePosition, length: Int)?
    private var entry: (entry: LedgerEntry, position: ArchivePosition)?
    private var recordNumbers: SequenceCheck
    private var lineNumbers: SequenceCheck
    /// The highest number so far.
    private var lastNumber: Int64
    /// The delivery of the last record without a number, and the number that it was given.
    private var unnumbered: (identity: DeliveryIdentity, number: Int64)?

    /// Lines that are not sound, which were passed over, and the first of them.
    public private(set) var damagedLines = 0
    public private(set) var firstDamage: ArchiveDamage?
    /// Bytes of lines that were gone over.
    public private(set) var bytes: Int64 = 0
    private var heldBytes: (record: Int64, entry: Int64) = (0, 0)
    private var gapsBetween: [SequenceGap] = []
    /// The last record that the ledger names, where the archive had come to its end.
    private var lastNamed: Int64 = 0
    /// What the first segments of a broken archive are told by; the rest adds nothing.
    private static let gapsKept = 1_000

    /// What stands in archive and ledger from a mark on.
    ///
    /// - Parameters:
    ///   - ledger: nil where there is none.
    ///   - sequence: the number of the last record before the mark.
    ///   - number: the highest number of a delivery before the mark.
    public init(
        _ archive: ArchiveDirectory,
        _ ledger: ArchiveDirectory?,
        from mark: CatalogueMark,
        lastRecord sequence: Int64,
        lastNumber number: Int64
    ) throws(SystemError) {
        let first = try ArchiveCursor(archive, from: mark.archive)
        let second = try ArchiveCursor(ledger, from: mark.ledger)
        let recordNumbers = try SequenceCheck(archive, of: .articles, behind: sequence, at: mark.archive)
        let lineNumbers = try SequenceCheck(ledger, of: .deliveries, behind: mark.line, at: mark.ledger)
        records = first
        entries = second
        self.recordNumbers = recordNumbers
        self.lineNumbers = lineNumbers
        lastNumber = number
    }

    /// What stands in archive and ledger behind what a catalogue has.
    public init(
        _ archive: ArchiveDirectory,
        _ ledger: ArchiveDirectory?,
        from horizon: CatalogueReader.Horizon
    ) throws(SystemError) {
        try self.init(
            archive,
            ledger,
            from: horizon.mark,
            lastRecord: horizon.sequence,
            lastNumber: horizon.row
        )
    }

    /// Up to where all pieces have been taken.
    public var mark: CatalogueMark {
        CatalogueMark(
            archive: record?.position ?? records.end,
            ledger: entry?.position ?? entries.end,
            line: lineNumbers.last - (entry == nil ? 0 : 1)
        )
    }

    /// Numbers so far that no line has, not even a damaged one, the first thousand of them: segments were taken away. At
    /// the end of the archive, the ledger tells of what it names.
    public var gaps: [SequenceGap] {
        let last = recordNumbers.missing(upTo: lastNamed)
        return last.map { gapsBetween + [$0] } ?? gapsBetween
    }

    /// Whether there are any.
    public var hasGaps: Bool { !gapsBetween.isEmpty || lastNamed > recordNumbers.last && !gaps.isEmpty }

    private mutating func keep(_ gap: SequenceGap?) {
        if let gap, gapsBetween.count < DeliverySequence.gapsKept { gapsBetween.append(gap) }
    }

    /// One piece of a delivery.
    public struct Piece: Sendable {
        /// The number of the delivery.
        public var number: Int64
        /// Whether it has a piece before this one.
        public var isFurther: Bool
        /// What this piece tells of the delivery, as if it were all.
        public var entry: DeliveryEntry
    }

    /// The next piece; nil where there is none yet.
    public mutating func next() throws(SystemError) -> Piece? {
        if record == nil { try advanceRecords() }
        if entry == nil { try advanceEntries() }
        if let entry, let record {
            let number = self.number(of: record.summary)
            // A number that the ledger gives to a delivery is free for no record that has none itself.
            let isFree = record.summary.delivery.number == nil && !continues(record.summary)
            let isFirst =
                isFree && entry.entry.outcome != .archived ? entry.entry.number <= number : entry.entry.number < number
            return isFirst ? takeEntry(entry.entry) : takeRecord(record)
        }
        if let entry { return takeEntry(entry.entry) }
        if let record { return takeRecord(record) }
        return nil
    }

    /// Reads on to the end, for what is told of the whole.
    ///
    /// - Parameter progress: called now and then.
    /// - Returns: false where it was stopped before.
    mutating func readOn(isStopped: () -> Bool, progress: () -> Void) throws(SystemError) -> Bool {
        var count = 0
        while try next() != nil {
            if isStopped() { return false }
            count += 1
            if count % 1_000 == 0 { progress() }
        }
        return true
    }

    private func continues(_ summary: RecordSummary) -> Bool {
        summary.delivery.part ?? 1 > 1 && unnumbered?.identity == summary.delivery.identity
    }

    private func number(of summary: RecordSummary) -> Int64 {
        if let number = summary.delivery.number { return number }
        if continues(summary), let unnumbered { return unnumbered.number }
        return lastNumber + 1
    }

    private mutating func takeRecord(
        _ next: (summary: RecordSummary, position: ArchivePosition, length: Int)
    ) -> Piece {
        let number = number(of: next.summary)
        unnumbered = next.summary.delivery.number == nil ? (next.summary.delivery.identity, number) : nil
        record = nil
        bytes += heldBytes.record
        heldBytes.record = 0
        return piece(number, DeliveryEntry(next.summary, at: next.position, length: next.length))
    }

    private mutating func takeEntry(_ next: LedgerEntry) -> Piece {
        entry = nil
        if record == nil, let named = next.article { lastNamed = max(lastNamed, named) }
        bytes += heldBytes.entry
        heldBytes.entry = 0
        return piece(next.number, DeliveryEntry(next))
    }

    private mutating func piece(_ number: Int64, _ entry: DeliveryEntry) -> Piece {
        var entry = entry
        entry.number = number
        let isFurther = number <= lastNumber
        lastNumber = max(lastNumber, number)
        return Piece(number: number, isFurther: isFurther, entry: entry)
    }

    private mutating func advanceRecords() throws(SystemError) {
        while let position = try records.advance() {
            do throws(RecordFault) {
                if let fault = records.fault { throw fault }
                let summary = try RecordSummary(line: records.line)
                // A line that stands twice, or that a second writer has numbered.
                if summary.sequence <= recordNumbers.last { throw RecordFault(reason: .sequence) }
                keep(recordNumbers.take(summary.sequence, in: position.segment))
                record = (summary, position, records.length)
                heldBytes.record = Int64(records.length)
                return
            } catch {
                recordNumbers.passOver(records.length)
                passOver(position, records.length, error)
            }
        }
    }

    private mutating func advanceEntries() throws(SystemError) {
        while let position = try entries.advance() {
            do throws(RecordFault) {
                if let fault = entries.fault { throw fault }
                let next = try LedgerEntry(line: entries.line)
                if next.sequence <= lineNumbers.last { throw RecordFault(reason: .sequence) }
                keep(lineNumbers.take(next.sequence, in: position.segment))
                entry = (next, position)
                heldBytes.entry = Int64(entries.length)
                return
            } catch {
                lineNumbers.passOver(entries.length)
                passOver(position, entries.length, error)
            }
        }
    }

    private mutating func passOver(_ position: ArchivePosition, _ length: Int, _ fault: RecordFault) {
        bytes += Int64(length)
        damagedLines += 1
        firstDamage = firstDamage ?? ArchiveDamage(position: position, fault: fault)
    }
}

extension DeliveryEntry {
    /// A delivery of which one record is known.
    init(_ record: RecordSummary, at position: ArchivePosition, length: Int) {
        let identity = record.delivery.identity
        let article = AddedArticle(
            contentID: record.id,
            sequence: record.sequence,
            position: position,
            length: length,
            isRevision: record.isRevision,
            key: record.key,
            time: record.ingestedAt
        )
        self.init(
            time: record.ingestedAt,
            path: identity.path,
            bytes: identity.bytes,
            modified: identity.modified,
            digest: identity.digest,
            outcome: .archived,
            sequence: record.sequence,
            articles: 1,
            added: [article],
            parts: [PartCount(.archived, format: record.delivery.format)]
        )
    }

    /// A delivery as the ledger has it.
    init(_ entry: LedgerEntry) {
        self.init(
            time: entry.committedAt,
            path: entry.path,
            bytes: entry.bytes,
            modified: entry.modified,
            digest: entry.digest,
            outcome: entry.outcome,
            reason: entry.reason,
            explanation: entry.explanation,
            sequence: entry.article,
            articles: entry.articles,
            parts: entry.parts,
            told: entry.members,
            departure: entry.departure
        )
    }

    /// Whether both are of one file in one state.
    func isSame(as other: DeliveryEntry) -> Bool {
        path == other.path && bytes == other.bytes && modified == other.modified && digest == other.digest
    }

    /// Takes in a further piece of the same delivery.
    public mutating func add(_ piece: DeliveryEntry) {
        added += piece.added
        articles = max(articles, piece.articles, added.count)
        explanation = explanation ?? piece.explanation
        PartCount.add(piece.parts, to: &parts)
        told += piece.told
    }
}
