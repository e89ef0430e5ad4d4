public import Archive
public import Article

/// Deliveries, counted by day and outcome: from a catalogue as far as it has come, and from archive and ledger from there
/// on, so that the counts are right with any catalogue and with none.
public struct DeliveryTallies {
    private let catalogue: CatalogueReader?
    /// What the catalogue has not got.
    private var rest: [Tally: Tally.Count] = [:]

    /// Counts what the catalogue has not got.
    ///
    /// - Parameters:
    ///   - ledger: nil where there is none.
    ///   - catalogue: nil where there is none that can be read.
    /// - Throws: `SystemError` where archive or ledger cannot be read, ``CatalogueError``.
    public init(_ archive: ArchiveDirectory, _ ledger: ArchiveDirectory?, _ catalogue: CatalogueReader?) throws {
        self.catalogue = catalogue
        let horizon = try catalogue?.horizon() ?? CatalogueReader.Horizon()
        var sequence = try DeliverySequence(archive, ledger, from: horizon)
        // The day and outcome of the last delivery: a further piece counts there.
        var last: (number: Int64, tally: Tally)?
        while let piece = try sequence.next() {
            if piece.isFurther {
                let tally = last.flatMap { $0.number == piece.number ? $0.tally : nil } ?? Tally(piece.entry)
                rest[tally, default: .init()].revisions += piece.entry.revisions
                PartCount.add(piece.entry.parts, to: &rest[tally, default: .init()].parts)
            } else {
                let tally = Tally(piece.entry)
                rest[tally, default: .init()].add(piece.entry)
                last = (piece.number, tally)
            }
        }
    }

    /// Counts what a catalogue has, and nothing else.
    public init(of catalogue: CatalogueReader) {
        self.catalogue = catalogue
    }

    /// How many deliveries had each outcome, and how many revisions they brought: on one day, UTC, or in all.
    public func tallies(on day: CivilDate? = nil) throws(CatalogueError) -> Tallies {
        var tallies = try catalogue?.tallies(on: day) ?? Tallies()
        let wanted = day.map { Rows.number(of: $0) }
        for (tally, count) in rest where wanted.map({ $0 == tally.day }) ?? true {
            tallies.revisions += count.revisions
            tallies.add(count.parts)
            if count.deliveries > 0 { tallies.deliveries[tally.outcome, default: 0] += count.deliveries }
        }
        return tallies
    }
}
