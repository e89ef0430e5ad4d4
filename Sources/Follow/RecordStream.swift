import Archive
import Catalogue
public import LinuxIO
public import Search

/// The durable records of an archive in their order, each once, while a daemon appends to it or not.
///
/// It keeps nothing open between two batches: whatever happens to the daemon, the archive's folder or the catalogue in the
/// meantime, the next batch begins behind the record that the last one ended with, or throws.
///
/// ```swift
/// var stream = try RecordStream(stateDirectory: "/var/lib/wiredesk", fileSystem: LinuxFileSystem())
/// while let batch = try stream.next(BatchLimit()) { … }
/// ```
public struct RecordStream {
    /// Where a stream begins.
    public enum Start: Sendable, Equatable {
        /// Behind the record of this number; 0 is the first of all.
        case after(Int64)
        /// Behind the last record that is durable by now.
        case afterLast
        /// Where an earlier one has ended.
        case at(StreamPlace)
    }

    /// How much is taken at a time, at least one record.
    public struct BatchLimit: Sendable, Equatable {
        /// Records that are looked at, and records that fit.
        public var looked: Int
        public var records: Int
        /// Bytes of the records that fit.
        public var bytes: Int

        /// So many records at the most, and so many bytes.
        public init(records: Int = 500, bytes: Int = 8 << 20) {
            looked = max(records, 10_000)
            self.records = records
            self.bytes = bytes
        }
    }

    /// What was taken at a time.
    public struct Batch: Sendable {
        /// The records that fit as they stand in the archive, each with its newline; empty where none fits.
        public var lines: [UInt8] = []
        public var count = 0
        /// The numbers of the first and the last of them; 0 where none fits.
        public var first: Int64 = 0
        public var last: Int64 = 0
    }

    /// Up to where the stream has been taken.
    public private(set) var place: StreamPlace
    private let stateDirectory: Path
    private let fileSystem: any FileSystem
    private var catalogue: Path { stateDirectory.appending(StateDirectory.catalogue) }

    /// A stream of the desk in a state directory.
    public init(
        stateDirectory: Path,
        fileSystem: any FileSystem,
        from start: Start = .after(0)
    ) throws(FollowError) {
        self.stateDirectory = stateDirectory
        self.fileSystem = fileSystem
        place = .beginning
        switch start {
        case .after(0): _ = try openArchive()
        case .after(let sequence): try pass(upTo: sequence)
        case .afterLast: try pass(upTo: nil)
        case .at(let kept):
            place = kept
            try checkPlace(try openArchive())
        }
    }

    /// The next durable records; nil where there are none yet.
    ///
    /// - Parameter fits: which of them are wanted; the stream goes past the others.
    public mutating func next(
        _ limit: BatchLimit,
        where fits: (ArticleEntry) -> Bool = { _ in true }
    ) throws(FollowError) -> Batch? {
        let archive = try openArchive()
        try checkPlace(archive)
        var batch = Batch()
        var looked = 0
        try advance(archive) { record, line, position in
            looked += 1
            if fits(ArticleEntry(record, at: position, length: line.count + 1)) {
                for index in line.indices { batch.lines.append(line[index]) }
                batch.lines.append(0x0A)
                batch.count += 1
                if batch.first == 0 { batch.first = record.sequence }
                batch.last = record.sequence
            }
            return looked < limit.looked && batch.count < limit.records && batch.lines.count < limit.bytes
        }
        return looked == 0 ? nil : batch
    }

    private func openArchive() throws(FollowError) -> ArchiveDirectory {
        do throws(SystemError) {
            let folder = try fileSystem.openRoot(stateDirectory.appending(StateDirectory.archive))
            return ArchiveDirectory(folder, fileSystem: fileSystem)
        } catch {
            throw error.isMissing ? .noArchive(stateDirectory) : .system(error)
        }
    }

    /// Goes over durable records from the place on, until `body` says false.
    private mutating func advance(
        _ archive: ArchiveDirectory,
        _ body: (RecordSummary, Span<UInt8>, ArchivePosition) -> Bool
    ) throws(FollowError) {
        let end: ArchivePosition
        // A cursor of its own each time: what one has read ahead of the durable end may be cut off and written again.
        var cursor: ArchiveCursor
        do throws(SystemError) {
            guard let found = try DurableEnd.find(in: archive, catalogue: catalogue, after: place.end) else { return }
            end = found
            cursor = try ArchiveCursor(archive, from: place.end)
        } catch {
            throw error.isMissing ? .otherArchive(place.sequence) : .system(error)
        }
        while true {
            let position: ArchivePosition
            do throws(SystemError) {
                guard let next = try cursor.advance(), next < end else { return }
                position = next
            } catch {
                throw .system(error)
            }
            let record: RecordSummary
            do throws(RecordFault) {
                if let fault = cursor.fault { throw fault }
                record = try RecordSummary(line: cursor.line)
            } catch {
                throw .damaged(position, error)
            }
            if record.sequence != place.sequence + 1 { throw .otherArchive(place.sequence + 1) }
            place = StreamPlace(behind: cursor.line, record.sequence, at: position)
            if !body(record, cursor.line, position) { return }
        }
    }

    /// Goes behind a record, or behind the last that is durable.
    private mutating func pass(upTo sequence: Int64?) throws(FollowError) {
        let archive = try openArchive()
        if let known = location(of: sequence), let line = try? ArchiveReader(archive).line(known) {
            place = StreamPlace(behind: line.span, known.sequence, at: known.position)
            return
        }
        try advance(archive) { record, _, _ in sequence.map { record.sequence < $0 } ?? true }
        if let sequence, place.sequence < sequence { throw .beyondEnd(sequence, last: place.sequence) }
    }

    private func location(of sequence: Int64?) -> CatalogueReader.Location? {
        let selection = sequence.map { CatalogueReader.Selection.sequence($0) } ?? .last
        return (try? CatalogueReader(at: catalogue).location(of: selection)) ?? nil
    }

    /// Holds the record that the place is behind against the archive.
    private func checkPlace(_ archive: ArchiveDirectory) throws(FollowError) {
        guard let record = place.record else { return }
        do {
            let line = try ArchiveReader(archive).line(at: record.position, length: record.length)
            let found = try? RecordSummary(line: line.span)
            if let found, StreamPlace(behind: line.span, found.sequence, at: record.position) == place { return }
        } catch .system(let error) where !error.isMissing {
            throw .system(error)
        } catch {}
        let last = try? ArchiveReader(archive).lastLine().flatMap { try? RecordSummary(line: $0.span) }
        if let last, last.sequence < place.sequence { throw .beyondEnd(place.sequence, last: last.sequence) }
        throw .otherArchive(place.sequence)
    }
}

extension ArchiveReader {
    /// The line that a catalogue has the place of.
    fileprivate func line(_ known: CatalogueReader.Location) throws(ArchiveReadError) -> [UInt8] {
        try line(at: known.position, length: known.length)
    }
}
