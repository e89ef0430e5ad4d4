public import Archive
import Article
import LinuxIO

/// Compares a catalogue with the archive that it was made from, record by record, in bounded memory.
///
/// The records of the archive are handed to ``take(_:at:length:)`` in their order, and its damaged lines to
/// ``passOver(line:at:)``; ``finish(_:isBeingWritten:)`` does the rest. It is safe while a daemon writes both: a record is
/// missing only where the catalogue says that it has read further, and what was appended since the comparison began is
/// compared up to where the catalogue has come by its end.
public final class CatalogueAgreement {
    private let reader: CatalogueReader
    private let finding: (Finding) -> Void
    /// The next rows, the last first, and up to where the catalogue had read the archive when they were fetched.
    private var rows: [ArticleRow] = []
    private var mark: ArchivePosition?
    private var lastFetched: Int64 = 0
    private var lastCompared: Int64 = 0
    private var end: ArchivePosition?
    /// The first record that the catalogue had not read yet: from there on the comparison is taken up at the end.
    private var tip: ArchivePosition?
    private var isAtTip = false
    /// Whether a damaged line stands before the next record: rows of what it held cannot be compared.
    private var isBehindDamage = false
    private var place: (segment: SegmentName, line: Int)?
    private var run: Finding?
    private var failure: CatalogueError?

    private static let rowsAtOnce = 1000

    /// A comparison that tells `finding` what does not agree.
    public init(_ reader: CatalogueReader, finding: @escaping (Finding) -> Void) {
        self.reader = reader
        self.finding = finding
    }

    /// Compares one record of the archive.
    public func take(_ record: Record, at position: ArchivePosition, length: Int) {
        take(
            ArticleRow(
                sequence: record.sequence,
                contentID: record.id,
                position: position,
                length: length,
                milliseconds: record.ingestedAt.dividedDown(by: 1_000_000),
                delivery: record.delivery.identity,
                outcome: .archived,
                isRevision: record.marks.isRevision
            )
        )
    }

    /// Takes note of a line of the archive that is no record.
    public func passOver(line: Int, at position: ArchivePosition) {
        guard tip == nil else { return }
        place = (position.segment, line)
        isBehindDamage = true
    }

    /// Compares what is left, and what the catalogue says of itself as a whole.
    ///
    /// - Parameter isBeingWritten: whether a daemon may be at work; what the catalogue has not read yet is then no finding.
    public func finish(_ archive: ArchiveDirectory, isBeingWritten: Bool) throws(CatalogueError) {
        if let failure { throw failure }
        let reached = try reader.mark().archive
        isAtTip = true
        rows = []
        lastFetched = lastCompared
        do throws(SystemError) {
            try takeRest(of: archive, upTo: reached, isBeingWritten: isBeingWritten)
        } catch {
            finding(Finding(problem: .inconsistent("the archive cannot be read to its end: \(error)")))
        }
        while let row = nextRow() {
            rows.removeLast()
            let isLater = isBeingWritten && row.position.map { at in reached.map { at >= $0 } ?? true } ?? false
            if !isLater && !isBehindDamage { tellForeign(row) }
        }
        endRun()
        if let failure { throw failure }
        for problem in try reader.inconsistencies() { finding(Finding(problem: .inconsistent(problem))) }
    }

    /// Reads what the catalogue has read since, and, where nobody writes, what it should have read.
    private func takeRest(
        of archive: ArchiveDirectory,
        upTo reached: ArchivePosition?,
        isBeingWritten: Bool
    ) throws(SystemError) {
        var start = tip ?? end
        // What stands behind the mark is counted, though it was compared.
        if !isBeingWritten, let compared = start { start = reached.map { min($0, compared) } }
        var cursor = try ArchiveCursor(archive, from: start)
        tip = nil
        var unread: Int64 = 0
        while let position = try cursor.advance() {
            if reached.map({ position >= $0 }) ?? true {
                if isBeingWritten { return }
                unread += 1
            } else if let record = try? RecordSummary(line: cursor.line) {
                take(ArticleRow(record, at: position, length: cursor.length))
            } else {
                passOver(line: place?.segment == position.segment ? (place?.line ?? 0) + 1 : 1, at: position)
            }
        }
        if isBeingWritten { return }
        if unread > 0 {
            finding(Finding(problem: .behind(unread, from: reached)))
        } else if let reached, cursor.end.map({ $0 < reached }) ?? true {
            finding(Finding(problem: .ahead(reached, end: cursor.end)))
        }
    }

    private func take(_ record: ArticleRow) {
        guard tip == nil, failure == nil, let position = record.position else { return }
        let line = place.map { $0.segment == position.segment ? $0.line + 1 : 1 } ?? 1
        // A number that goes back is the archive's fault, and told as such.
        guard record.sequence > lastCompared else {
            place = (position.segment, line)
            return
        }
        while let row = nextRow(), row.sequence < record.sequence {
            rows.removeLast()
            if !isBehindDamage { tellForeign(row) }
        }
        if let row = nextRow(), row.sequence == record.sequence {
            rows.removeLast()
            let differences = record.differences(from: row)
            if !differences.isEmpty { tell(.differs(record.sequence, differences), at: position, line: line) }
        } else if hasRead(beyond: position) {
            tell(.missing(record.sequence...record.sequence), at: position, line: line)
        } else if !isAtTip {
            tip = position
            return
        }
        place = (position.segment, line)
        end = ArchivePosition(segment: position.segment, offset: position.offset + Int64(record.length))
        lastCompared = record.sequence
        isBehindDamage = false
    }

    /// Whether the catalogue had read the record at this place when it was asked for it.
    private func hasRead(beyond position: ArchivePosition) -> Bool {
        mark.map { $0 > position } ?? false
    }

    /// The next row that has not been compared; nil behind the last.
    private func nextRow() -> ArticleRow? {
        if let row = rows.last { return row }
        guard failure == nil else { return nil }
        do throws(CatalogueError) {
            let next = try reader.articles(after: lastFetched, limit: CatalogueAgreement.rowsAtOnce)
            rows = next.rows.reversed()
            mark = next.mark
            lastFetched = next.rows.last?.sequence ?? lastFetched
        } catch {
            failure = error
        }
        return rows.last
    }

    private func tellForeign(_ row: ArticleRow) {
        tell(.foreign(row.sequence...row.sequence, at: row.position), at: nil, line: nil)
    }

    /// Tells of a finding; a run of missing or of foreign articles is told as one.
    private func tell(_ problem: Finding.Problem, at position: ArchivePosition?, line: Int?) {
        switch (run?.problem, problem) {
        case (.missing(let before), .missing(let next)) where before.upperBound + 1 == next.lowerBound:
            run?.problem = .missing(before.lowerBound...next.upperBound)
        case (.foreign(let before, let place), .foreign(let next, _)) where before.upperBound + 1 == next.lowerBound:
            run?.problem = .foreign(before.lowerBound...next.upperBound, at: place)
        default:
            endRun()
            run = Finding(position: position, line: line, problem: problem)
        }
    }

    private func endRun() {
        if let run { finding(run) }
        run = nil
    }
}

extension CatalogueAgreement {
    /// Something in which catalogue and archive do not agree.
    public struct Finding: Sendable, Equatable, CustomStringConvertible {
        public enum Problem: Sendable, Equatable {
            /// Records that the catalogue has passed over.
            case missing(ClosedRange<Int64>)
            /// Articles that the archive does not have.
            case foreign(ClosedRange<Int64>, at: ArchivePosition?)
            /// What the catalogue has otherwise of an article, in words.
            case differs(Int64, [String])
            /// So many lines at the end have not been read.
            case behind(Int64, from: ArchivePosition?)
            /// The catalogue has read further than the archive goes.
            case ahead(ArchivePosition, end: ArchivePosition?)
            /// The catalogue contradicts itself, in words.
            case inconsistent(String)
        }

        /// Where in the archive, where it is about one place there.
        public var position: ArchivePosition?
        /// Which line of the segment it is, counted from 1.
        public var line: Int?
        public var problem: Problem

        public var description: String {
            guard let position, let line else { return "catalogue: \(what)" }
            return "\(position.segment), line \(line), byte \(position.offset): \(what)"
        }

        private var what: String {
            switch problem {
            case .missing(let articles):
                return "\(name(articles)) \(articles.count == 1 ? "is" : "are") not in the catalogue"
            case .foreign(let articles, let place):
                let at = place.map { " at \($0.segment), byte \($0.offset)" } ?? ""
                return "it has \(name(articles))\(at), and the archive has not"
            case .differs(let sequence, let values):
                return "the catalogue has article \(sequence) with another \(values.joined(separator: ", "))"
            case .behind(let count, let place):
                let start = place.map { " from \($0.segment), byte \($0.offset), on" } ?? ""
                return "it has not read the archive's last \(count == 1 ? "line" : "\(count) lines")\(start)"
            case .ahead(let mark, let end):
                let reached = end.map { " and the archive ends at \($0.segment), byte \($0.offset)" } ?? ""
                return "it has read up to \(mark.segment), byte \(mark.offset),\(reached)"
            case .inconsistent(let text): return text
            }
        }

        private func name(_ articles: ClosedRange<Int64>) -> String {
            articles.count == 1
                ? "article \(articles.lowerBound)" : "articles \(articles.lowerBound) to \(articles.upperBound)"
        }
    }
}
