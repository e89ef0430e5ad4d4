public import Archive
public import Article
import Catalogue
public import LinuxIO

/// Looks things up in a desk, while a daemon writes it or not: through the index and the catalogue as far as these have
/// come, and in the archive itself from there on, so that an answer is right at every moment.
///
/// Without an index it reads through what it would have found there, which takes its time.
public final class Lookup {
    public let archive: ArchiveDirectory
    /// Nil where there is none.
    let ledger: ArchiveDirectory?
    let catalogue: CatalogueReader?
    /// Nil where there is none, or where it turned out to be damaged.
    private(set) var index: IndexReader?
    let horizon: CatalogueReader.Horizon
    private let stateDirectory: Path
    private let fileSystem: any FileSystem
    /// Why the index is not used, where that should not be.
    public private(set) var indexTrouble: SearchError?
    /// The versions of stories that the index has not, once they have been read.
    var unindexedVersions: UnindexedVersions?
    /// The records that the index has as versions, once they have been read.
    var versionSequences: Set<Int64>?
    /// What archive and ledger have and the catalogue has not, once it has been read.
    var tail: UnenteredDeliveries?
    /// Where a search gives up being exact.
    var bounds = SearchBounds()
    /// What the answers so far had to do without.
    public private(set) var damaged = DamagedLines()
    /// By which the day of articles is told that print none.
    public var zone = DayZone.utc
    /// Called now and then while a long scan goes on, with the place that was reached.
    public var progress: (ArchivePosition) -> Void = { _ in }

    /// The desk in a state directory; nil where there is no archive.
    ///
    /// - Parameter usesIndex: false reads through everything, as where no index is kept.
    public init?(
        stateDirectory: Path,
        fileSystem: any FileSystem,
        usesIndex: Bool = true
    ) throws(SystemError) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
        do {
            let folder = try fileSystem.openRoot(stateDirectory.appending(StateDirectory.archive))
            archive = ArchiveDirectory(folder, fileSystem: fileSystem)
        } catch  where error.isMissing {
            return nil
        }
        do {
            let folder = try fileSystem.openRoot(stateDirectory.appending(StateDirectory.deliveries))
            ledger = ArchiveDirectory(folder, of: .deliveries, fileSystem: fileSystem)
        } catch  where error.isMissing {
            ledger = nil
        }
        // The order matters: what comes later may have more than what came before, never less.
        let catalogue = try? CatalogueReader(at: stateDirectory.appending(StateDirectory.catalogue))
        let path = stateDirectory.appending(StateDirectory.index)
        if usesIndex, CatalogueReader.isThere(at: path) {
            do throws(SearchError) {
                index = try IndexReader(at: path, archive: archive, catalogue: catalogue)
            } catch {
                indexTrouble = error
            }
        }
        let horizon = catalogue.flatMap { try? $0.horizon() }
        self.catalogue = horizon == nil ? nil : catalogue
        self.horizon = horizon ?? CatalogueReader.Horizon()
    }

    /// Whether there is a catalogue that can be read; without it, archive and ledger are read through.
    public var hasCatalogue: Bool { catalogue != nil }

    /// Whether there is an index that can be read.
    public var hasIndex: Bool { index != nil }

    /// Whether the index has everything that the archive and the catalogue had when they were opened.
    public var isIndexComplete: Bool {
        index.map { $0.mark.row == horizon.row && $0.lastSequence == horizon.sequence } ?? false
    }

    /// Records that are missing between segments, and whose loss nobody has accepted: an answer may have to do without them,
    /// whether the index knows them or not.
    public func lostRecords() throws(SystemError) -> [SequenceGap] {
        let accepted = try AcceptedGaps(in: stateDirectory, on: fileSystem)
        let catalogue = catalogue
        let gaps = try archive.gapsBetweenSegments { numbers in (try? catalogue?.ends(of: numbers)) ?? [:] }
        return gaps.filter { !accepted.contains($0) }
    }

    /// Asks the index; nil where there is none, or where it fails, after which it is not asked again.
    func asking<Value>(_ task: String, _ body: (IndexReader) throws -> Value) -> Value? {
        guard let reader = index else { return nil }
        do {
            return try body(reader)
        } catch {
            index = nil
            indexTrouble = SearchError(task: task, path: reader.path, error)
            return nil
        }
    }

    /// Goes over the records that stand behind a place of the archive, until `body` says false; damaged lines are passed
    /// over, and noted.
    func scan<Line: SegmentLine>(
        _ kind: Line.Type,
        from start: ArchivePosition?,
        _ body: (Line, ArchivePosition, Int) throws -> Bool
    ) throws {
        var start = start
        if let place = start, try !archive.isLineStart(place) {
            damaged.note(place, RecordFault(reason: .gone))
            // Nothing newer stands there: all is behind the place.
            guard let next = try archive.start(after: place.segment) else { return }
            start = next
        }
        var cursor = try ArchiveCursor(archive, from: start)
        var count = 0
        while let position = try cursor.advance() {
            count += 1
            if count % 256 == 0 { progress(position) }
            if let fault = cursor.fault {
                damaged.note(position, fault)
                continue
            }
            let line: Line
            do throws(RecordFault) {
                line = try Line(line: cursor.line)
            } catch {
                damaged.note(position, error)
                continue
            }
            if try !body(line, position, cursor.length) { break }
        }
    }

    /// The line of an article's record, without its newline; its checksum holds.
    public func line(of entry: ArticleEntry) throws(ArchiveReadError) -> [UInt8] {
        try ArchiveReader(archive).soundLine(at: entry.position, length: entry.length)
    }

    /// The record of an article.
    public func record(of entry: ArticleEntry) throws(ArchiveReadError) -> Record {
        try ArchiveReader(archive).record(at: entry.position, length: entry.length)
    }

    /// Takes note of the damaged records that the index has left out, as far as they may be of a day and later: no answer from
    /// it has them.
    public func noteUnindexed(since day: CivilDate? = nil) {
        for line in index?.damaged ?? [] where day.map({ line.position.segment.mayHold($0) }) ?? true {
            damaged.note(line.position, line.fault)
        }
    }

    /// Forgets the damaged lines that cannot be the record of a number, by the sound ones around that.
    public func noteOnly(_ number: Int64) {
        let around = asking("find an article") { try neighbours(of: number, in: $0) }
        guard let (before, after) = around else { return }
        let place = (before: before?.position, after: after?.position)
        damaged = damaged.filtered { position in
            place.before.map { $0 < position } ?? true && place.after.map { position < $0 } ?? true
        }
        // Behind the last sound one there are as many numbers as damaged lines, or as many as the catalogue knows.
        let last = max(horizon.sequence, (before?.sequence ?? 0) + Int64(damaged.count))
        if after == nil, number > last { damaged = DamagedLines() }
    }

    /// What `body` reads of a record; nil where that is damaged, which is noted.
    public func unlessDamaged<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch ArchiveReadError.damaged(let position, let fault) {
            damaged.note(position, fault)
            return nil
        }
    }
}

extension SegmentName {
    /// How many days ahead of its archiving an article may be dated, such as one for a coming issue.
    private static let ahead = 7

    /// Whether a record of the segment may be listed under a day or a later one.
    fileprivate func mayHold(_ since: CivilDate) -> Bool {
        since.daysSince1970 <= day.daysSince1970 + Self.ahead
    }
}
