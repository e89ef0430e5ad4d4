public import Archive
import Article
import GRDB
public import LinuxIO

extension Catalogue {
    /// What kept a catalogue from catching up.
    public enum CatchUpError: Error, CustomStringConvertible {
        case catalogue(CatalogueError)
        /// The archive cannot be read.
        case archive(SystemError)
        /// It was to stop, after so many records: what was entered stays, and the next call goes on from there.
        case stopped(after: Int)

        public var description: String {
            switch self {
            case .catalogue(let error): error.description
            case .archive(let error): "the archive cannot be read: \(error)"
            case .stopped(let count): "it was to stop after \(count) records"
            }
        }
    }

    /// What catching up came to.
    public struct CatchUp: Sendable, Equatable {
        /// Records entered.
        public var records = 0
        /// Lines that are no record, which were passed over, and the first of them.
        public var damagedLines = 0
        public var firstDamage: ArchiveDamage?
    }

    /// Reads what the archive has beyond the mark and enters it, in steps of which each is one transaction.
    ///
    /// A line that is no record is passed over: damage to one article keeps nobody from finding the others.
    ///
    /// - Parameters:
    ///   - step: deliveries of a transaction.
    ///   - isStopped: asked before each record; where it is true, what the last transaction has not is left, and this
    ///     throws ``CatchUpError/stopped(after:)``.
    ///   - progress: called after each step with the records read so far and the place that was reached.
    @discardableResult
    public func catchUp(
        with archive: ArchiveDirectory,
        inStepsOf step: Int = 5_000,
        isStopped: () -> Bool = { false },
        progress: (Int, ArchivePosition) -> Void = { _, _ in }
    ) throws(CatchUpError) -> CatchUp {
        let (moved, mark, known) = try start()
        var last = known
        var result = CatchUp()
        var entered = 0
        var pending: [DeliveryEntry] = []
        var cursor = try reading { () throws(SystemError) in try ArchiveCursor(archive, from: mark) }
        while let position = try reading({ () throws(SystemError) in try cursor.advance() }) {
            if isStopped() { throw .stopped(after: entered) }
            do throws(RecordFault) {
                if let fault = cursor.fault { throw fault }
                let record = try RecordSummary(line: cursor.line)
                // A line that stands twice, or that a second writer has numbered.
                if record.sequence <= last { throw RecordFault(reason: .sequence) }
                last = record.sequence
                Catalogue.add(record, at: position, length: cursor.length, to: &pending)
                result.records += 1
            } catch {
                result.damagedLines += 1
                result.firstDamage = result.firstDamage ?? ArchiveDamage(position: position, fault: error)
            }
            guard pending.count >= step, let unfinished = pending.popLast() else { continue }
            // The last delivery may have more parts.
            let reached = unfinished.added.first?.position ?? position
            try enter(pending, upTo: reached, moved: moved)
            pending = [unfinished]
            entered = result.records - unfinished.added.count
            progress(result.records, reached)
        }
        if let end = cursor.end {
            try enter(pending, upTo: end, moved: moved)
            progress(result.records, end)
        }
        return result
    }

    private func start() throws(CatchUpError) -> (moved: Int64, mark: ArchivePosition?, known: Int64) {
        do {
            let mark = try mark()
            return (try rows().moved, mark?.position, mark?.sequence ?? 0)
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
        upTo mark: ArchivePosition,
        moved: Int64
    ) throws(CatchUpError) {
        do {
            _ = try enter(deliveries, mark: mark, moved: moved, isDurable: false)
        } catch {
            throw .catalogue(error)
        }
    }

    /// Adds a record to the delivery that it belongs to: the last one, where it is another part of it.
    private static func add(
        _ record: RecordSummary,
        at position: ArchivePosition,
        length: Int,
        to deliveries: inout [DeliveryEntry]
    ) {
        let article = DeliveryEntry.AddedArticle(
            contentID: record.id,
            sequence: record.sequence,
            position: position,
            length: length,
            isRevision: record.isRevision
        )
        let identity = record.delivery.identity
        if record.delivery.part ?? 1 > 1, let last = deliveries.last, last.isSame(as: identity) {
            deliveries[deliveries.count - 1].added.append(article)
            deliveries[deliveries.count - 1].articles += 1
        } else {
            deliveries.append(
                DeliveryEntry(
                    time: record.ingestedAt,
                    path: identity.path,
                    bytes: identity.bytes,
                    modified: identity.modified,
                    digest: identity.digest,
                    outcome: .archived,
                    sequence: record.sequence,
                    articles: 1,
                    added: [article]
                )
            )
        }
    }
}

extension DeliveryEntry {
    fileprivate func isSame(as identity: DeliveryIdentity) -> Bool {
        path == identity.path && bytes == identity.bytes && modified == identity.modified && digest == identity.digest
    }
}
