public import Archive
import GRDB
import LinuxIO

/// Compares a catalogue with the ledger that it was made from, line by line, in bounded memory.
///
/// The lines are handed to ``take(_:at:)`` in their order, and their damage to ``passOver()``; ``finish(isBeingWritten:)``
/// does the rest. It is safe while a daemon writes both: only lines before the mark that the catalogue had at the beginning
/// are compared then.
public final class LedgerAgreement {
    private let reader: CatalogueReader
    private let finding: (CatalogueAgreement.Finding) -> Void
    private let mark: CatalogueMark
    private let lastRow: Int64
    private var place: (segment: SegmentName, line: Int)?
    /// Deliveries without a record, as the ledger has them.
    private var count: Int64 = 0
    private var unread: Int64 = 0
    private var isDamaged = false
    private var failure: CatalogueError?
    private var end: ArchivePosition?

    /// A comparison that tells `finding` what does not agree.
    public init(
        _ reader: CatalogueReader,
        finding: @escaping (CatalogueAgreement.Finding) -> Void
    ) throws(CatalogueError) {
        self.reader = reader
        self.finding = finding
        let horizon = try reader.horizon()
        mark = horizon.mark
        lastRow = horizon.row
    }

    /// Compares one line of the ledger.
    public func take(_ entry: LedgerEntry, at position: ArchivePosition) {
        let line = place.map { $0.segment == position.segment ? $0.line + 1 : 1 } ?? 1
        place = (position.segment, line)
        guard failure == nil else { return }
        guard mark.ledger.map({ position < $0 }) ?? false else {
            unread += 1
            return
        }
        if entry.outcome != .archived { count += 1 }
        do throws(CatalogueError) {
            guard let row = try reader.deliveries(rows: [entry.number]).first else {
                tell("delivery \(entry.number) is not in the catalogue", at: position, line)
                return
            }
            var differences = Self.differences(entry, row)
            if try reader.members(of: entry.number) != DeliveryEntry(entry).members { differences.append("members") }
            if !differences.isEmpty {
                let what = differences.joined(separator: ", ")
                tell("the catalogue has delivery \(entry.number) with another \(what)", at: position, line)
            }
        } catch {
            failure = error
        }
    }

    /// Takes note of a line of the ledger that is not sound: what it told cannot be compared.
    public func passOver() {
        isDamaged = true
        if let known = place { place = (known.segment, known.line + 1) }
    }

    /// Compares what the catalogue has as a whole.
    ///
    /// - Parameters:
    ///   - isBeingWritten: whether a daemon may be at work; what the catalogue has not read yet is then no finding.
    ///   - lines: how many lines the ledger has.
    public func finish(isBeingWritten: Bool, lines: Int64) throws(CatalogueError) {
        if let failure { throw failure }
        if !isBeingWritten, unread > 0 {
            tell("it has not read the ledger's last \(unread == 1 ? "line" : "\(unread) lines")")
        }
        if !isDamaged, mark.line > lines {
            tell("it has read \(mark.line) lines of the ledger, which has \(lines)")
        }
        let known = try reader.unrecordedDeliveries(upTo: lastRow)
        if !isDamaged, known > count {
            let more = known - count
            tell("it has \(more == 1 ? "a delivery" : "\(more) deliveries") without a record that the ledger has not")
        }
    }

    private func tell(_ text: String, at position: ArchivePosition? = nil, _ line: Int? = nil) {
        finding(CatalogueAgreement.Finding(position: position, line: line, problem: .inconsistent(text)))
    }

    /// In what a row differs from its line, in words.
    private static func differences(_ entry: LedgerEntry, _ row: CatalogueReader.Entry) -> [String] {
        let known = DeliveryEntry(entry)
        var differences: [String] = []
        if row.file != UnmovedDelivery.File(known) { differences.append("file") }
        if row.outcome != known.outcome { differences.append("outcome") }
        if row.explanation != known.explanation { differences.append("explanation") }
        if row.articles < known.articles { differences.append("number of articles") }
        if known.outcome == .archived { return differences }
        if row.time != known.time.dividedDown(by: 1_000_000) { differences.append("time") }
        if row.reason != known.reason { differences.append("reason") }
        if row.sequence != known.sequence { differences.append("article") }
        if row.departure != known.departure { differences.append("departure") }
        return differences
    }
}

extension CatalogueReader {
    /// How many deliveries up to a row have no record.
    fileprivate func unrecordedDeliveries(upTo row: Int64) throws(CatalogueError) -> Int64 {
        try perform("count deliveries") { database in
            let sql = "SELECT count(*) FROM delivery WHERE outcome <> \(Outcome.archived.rawValue) AND row <= ?"
            return try Int64.fetchOne(database, sql: sql, arguments: [row]) ?? 0
        }
    }
}
