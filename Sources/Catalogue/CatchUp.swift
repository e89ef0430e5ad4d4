public import Archive
import GRDB
public import LinuxIO

extension Catalogue {
    /// What kept a catalogue from catching up.
    public enum CatchUpError: Error, CustomStringConvertible {
        case catalogue(CatalogueError)
        /// The archive or the ledger cannot be read.
        case archive(SystemError)
        /// Numbers are missing, and it was to accept no gap but those that it was told. What stands before the first of them was
        /// entered in part, and nothing that stands behind it.
        case gaps([SequenceGap])
        /// It was to stop, after so many records: what was entered stays, and the next call goes on from there.
        case stopped(after: Int)

        public var description: String {
            switch self {
            case .catalogue(let error): error.description
            case .archive(let error): "the archive cannot be read: \(error)"
            case .gaps(let gaps):
                "there are gaps in the numbers: \(gaps.map(\.description).joined(separator: "; "))"
            case .stopped(let count): "it was to stop after \(count) records"
            }
        }
    }

    /// What catching up came to.
    public struct CatchUp: Sendable, Equatable {
        /// Records entered.
        public var records = 0
        /// Lines that are not sound, which were passed over, and the first of them.
        public var damagedLines = 0
        public var firstDamage: ArchiveDamage?
        /// Numbers that no line has, the first thousand gaps.
        public var gaps: [SequenceGap] = []
        /// Lines of the ledger entered.
        public var ledgerLines = 0
        /// Bytes of archive and ledger that were read, and how many there were to read at the beginning.
        public var bytes: Int64 = 0
        public var totalBytes: Int64 = 0
    }

    /// Reads what archive and ledger have beyond the mark and enters it, in steps of which each is one transaction.
    ///
    /// A line that is not sound is passed over: damage to one article keeps nobody from finding the others.
    ///
    /// - Parameters:
    ///   - ledger: nil where there is none.
    ///   - accepts: asked of each gap in the numbers; where the answer is no, nothing behind it is entered, and this throws
    ///     ``CatchUpError/gaps(_:)``.
    ///   - step: deliveries of a transaction.
    ///   - isStopped: asked before each line; where it is true, what the last transaction has not is left, and this
    ///     throws ``CatchUpError/stopped(after:)``.
    ///   - progress: called after each step with what was entered so far.
    @discardableResult
    public func catchUp(
        with archive: ArchiveDirectory,
        _ ledger: ArchiveDirectory? = nil,
        accepts: (SequenceGap) -> Bool = { _ in true },
        inStepsOf step: Int = 5_000,
        isStopped: () -> Bool = { false },
        progress: (CatchUp) -> Void = { _ in }
    ) throws(CatchUpError) -> CatchUp {
        let start = try start()
        var result = CatchUp()
        result.totalBytes = try reading { () throws(SystemError) in
            try archive.bytes(from: start.mark.archive) + (try ledger?.bytes(from: start.mark.ledger) ?? 0)
        }
        var pending: [DeliveryEntry] = []
        var entered = 0
        var sequence = try reading { () throws(SystemError) in
            try DeliverySequence(
                archive,
                ledger,
                from: start.mark,
                lastRecord: start.sequence,
                lastNumber: start.rows.last
            )
        }
        /// Where the pieces that are pending end.
        var mark = start.mark
        var isUnfinished = false
        while true {
            if isStopped() { throw .stopped(after: entered) }
            let next = try reading({ () throws(SystemError) in try sequence.next() })
            if sequence.hasGaps, !sequence.gaps.allSatisfy(accepts) {
                let rest = try reading { () throws(SystemError) in
                    try sequence.readOn(isStopped: isStopped) { progress(result) }
                }
                throw rest ? .gaps(sequence.gaps.filter { !accepts($0) }) : .stopped(after: entered)
            }
            guard let piece = next else { break }
            if piece.entry.added.isEmpty { result.ledgerLines += 1 } else { result.records += 1 }
            if let last = pending.last, last.number == piece.number, last.isSame(as: piece.entry) {
                pending[pending.count - 1].add(piece.entry)
            } else {
                if piece.isFurther || pending.count >= step {
                    try enter(pending, upTo: mark, moved: start.rows.moved)
                    entered += pending.reduce(0) { $0 + $1.added.count }
                    pending = []
                    result.bytes = sequence.bytes
                    progress(result)
                }
                pending.append(piece.isFurther ? try joined(piece) : piece.entry)
            }
            mark = sequence.mark
            isUnfinished = true
        }
        if isUnfinished || sequence.mark != start.mark {
            try enter(pending, upTo: sequence.mark, moved: start.rows.moved)
            result.bytes = sequence.bytes
            progress(result)
        }
        result.damagedLines = sequence.damagedLines
        result.firstDamage = sequence.firstDamage
        result.gaps = sequence.gaps
        return result
    }

    private struct Start {
        var mark: CatalogueMark
        var sequence: Int64
        var rows: (moved: Int64, last: Int64)
    }

    private func start() throws(CatchUpError) -> Start {
        do {
            let mark = try mark()
            return Start(mark: mark?.mark ?? CatalogueMark(), sequence: mark?.sequence ?? 0, rows: try rows())
        } catch {
            throw .catalogue(error)
        }
    }

    /// A further piece of a delivery as what is added to its row; where another has the number, as a delivery of its own
    /// behind all others, and where none has it, as the delivery of that number.
    private func joined(_ piece: DeliverySequence.Piece) throws(CatchUpError) -> DeliveryEntry {
        do {
            var entry = piece.entry
            guard let known = try delivery(piece.number) else { return entry }
            if known.file == UnmovedDelivery.File(entry) {
                entry.row = piece.number
            } else {
                entry.number = nil
            }
            return entry
        } catch {
            throw .catalogue(error)
        }
    }

    private func reading<Value: ~Copyable>(
        _ body: () throws(SystemError) -> Value
    ) throws(CatchUpError) -> Value {
        do { return try body() } catch { throw .archive(error) }
    }

    private func enter(
        _ deliveries: [DeliveryEntry],
        upTo mark: CatalogueMark,
        moved: Int64
    ) throws(CatchUpError) {
        do {
            _ = try enter(deliveries, mark: mark, moved: moved)
        } catch {
            throw .catalogue(error)
        }
    }
}
