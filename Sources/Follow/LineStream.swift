public import Archive
import Catalogue
public import LinuxIO

/// The durable records of an archive.
public typealias RecordStream = LineStream<RecordSummary>

/// The durable lines of a ledger.
public typealias LedgerStream = LineStream<LedgerEntry>

/// The durable lines of an archive or a ledger in their order, each once, while a daemon appends to it or not.
///
/// It keeps nothing open between two batches: whatever happens to the daemon, the folder or the catalogue in the meantime,
/// the next batch begins behind the line that the last one ended with, or throws.
///
/// ```swift
/// var stream = try RecordStream(stateDirectory: "/var/lib/wiredesk", fileSystem: LinuxFileSystem())
/// while let batch = try stream.next(RecordStream.BatchLimit()) { … }
/// ```
public struct LineStream<Line: SegmentLine> {
    /// Where a stream begins.
    public enum Start: Sendable, Equatable {
        /// Behind the line of this number; 0 is the first of all.
        case after(Int64)
        /// Behind the last line that is durable by now.
        case afterLast
        /// Where an earlier one has ended.
        case at(StreamPlace)
    }

    /// How much is taken at a time, at least one line.
    public struct BatchLimit: Sendable, Equatable {
        /// Lines that are looked at, and lines that fit.
        public var looked: Int
        public var lines: Int
        /// Bytes of the lines that fit.
        public var bytes: Int

        /// At most so many lines, and so many bytes.
        public init(lines: Int = 500, bytes: Int = 8 << 20) {
            looked = max(lines, 10_000)
            self.lines = lines
            self.bytes = bytes
        }
    }

    /// What was taken at a time.
    public struct Batch: Sendable {
        /// The lines that fit as they stand in their segments, each with its newline; empty where none fits.
        public var lines: [UInt8] = []
        public var count = 0
        /// The number of the first of them; 0 where none fits.
        public var first: Int64 = 0
    }

    /// Up to where the stream has been taken.
    public private(set) var place: StreamPlace
    /// Where the next line begins; nil before the first of all.
    private var upcoming: ArchivePosition?
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
        place = .beginning(of: Line.kind)
        switch start {
        case .after(0): _ = try openFolder()
        case .after(let sequence): try pass(upTo: sequence)
        case .afterLast: try pass(upTo: nil)
        case .at(let kept):
            if kept.kind != Line.kind { throw .otherArchive(Line.kind, kept.sequence) }
            place = kept
            upcoming = kept.end
            try checkPlace(try openFolder())
        }
    }

    /// The next durable lines; nil where there are none yet. Throws what keeps it from going on once the lines before that
    /// were taken.
    ///
    /// - Parameter fits: which of them are wanted, by what they say, where they begin, and how many bytes they have; the
    ///   stream goes past the others.
    public mutating func next(
        _ limit: BatchLimit,
        where fits: (Line, ArchivePosition, _ length: Int) -> Bool = { _, _, _ in true }
    ) throws(FollowError) -> Batch? {
        let folder = try openFolder()
        try checkPlace(folder)
        var batch = Batch()
        var looked = 0
        do throws(FollowError) {
            try advance(folder) { content, line, position in
                looked += 1
                if fits(content, position, line.count + 1) {
                    for index in line.indices { batch.lines.append(line[index]) }
                    batch.lines.append(0x0A)
                    batch.count += 1
                    if batch.first == 0 { batch.first = content.sequence }
                }
                return looked < limit.looked && batch.count < limit.lines && batch.lines.count < limit.bytes
            }
        } catch {
            // What stands before it is handed on; the next call comes upon it again.
            if looked == 0 { throw error }
        }
        return looked == 0 ? nil : batch
    }

    private func openFolder() throws(FollowError) -> ArchiveDirectory {
        do throws(SystemError) {
            let folder = try fileSystem.openRoot(stateDirectory.appending(Line.kind.folder))
            return ArchiveDirectory(folder, of: Line.kind, fileSystem: fileSystem)
        } catch {
            throw error.isMissing ? .noArchive(Line.kind, stateDirectory) : .system(error)
        }
    }

    /// Goes over durable lines from the place on, until `body` says false.
    ///
    /// - Parameters:
    ///   - limit: the highest number that is gone past.
    ///   - skippingDamage: whether it also goes past lines that are damaged; what the next sound one is, is taken from itself.
    /// - Returns: whether there is a line with a higher one.
    @discardableResult
    private mutating func advance(
        _ folder: ArchiveDirectory,
        upTo limit: Int64 = .max,
        skippingDamage: Bool = false,
        _ body: (Line, Span<UInt8>, ArchivePosition) -> Bool = { _, _, _ in true }
    ) throws(FollowError) -> Bool {
        let end: ArchivePosition
        // A cursor of its own each time: what one has read ahead of the durable end may be cut off and written again.
        var cursor: ArchiveCursor
        do throws(SystemError) {
            guard let found = try DurableEnd.find(of: Line.self, in: folder, catalogue: catalogue, after: upcoming)
            else {
                return false
            }
            end = found
            cursor = try ArchiveCursor(folder, from: upcoming)
        } catch {
            throw error.isMissing ? .otherArchive(Line.kind, place.sequence) : .system(error)
        }
        var isBehindDamage = false
        while true {
            let position: ArchivePosition
            do throws(SystemError) {
                guard let next = try cursor.advance(), next < end else { return false }
                position = next
            } catch {
                throw .system(error)
            }
            let content: Line
            do throws(RecordFault) {
                if let fault = cursor.fault { throw fault }
                content = try Line(line: cursor.line)
            } catch {
                if !skippingDamage {
                    let last = lastHidden(from: position, in: folder, before: end)
                    throw .damaged(position, error, place.sequence + 1, through: last)
                }
                isBehindDamage = true
                continue
            }
            if content.sequence > limit {
                if isBehindDamage, content.sequence - 1 <= limit {
                    // The last of the lines that were to be passed are the damaged ones.
                    place = StreamPlace(kind: Line.kind, sequence: content.sequence - 1, mark: nil)
                    upcoming = position
                }
                return true
            }
            if !isBehindDamage { try checkNumber(content.sequence, at: position) }
            isBehindDamage = false
            place = StreamPlace(behind: cursor.line, content.sequence, at: position)
            upcoming = place.end
            if !body(content, cursor.line, position) { return false }
        }
    }

    /// The number before that of the next sound line: the last that damage from a place on hides.
    private func lastHidden(
        from position: ArchivePosition,
        in folder: ArchiveDirectory,
        before end: ArchivePosition
    ) -> Int64 {
        var lines: Int64 = 0
        if var cursor = try? ArchiveCursor(folder, from: position) {
            while let next = try? cursor.advance(), next < end {
                if cursor.fault == nil, let line = try? Line(line: cursor.line) {
                    return max(line.sequence - 1, place.sequence + 1)
                }
                lines += 1
            }
        }
        // Behind it comes nothing yet.
        return place.sequence + max(lines, 1)
    }

    /// Holds the number of the next line against the place: it is the next one, or what is missing before it is known to be.
    private func checkNumber(_ number: Int64, at position: ArchivePosition) throws(FollowError) {
        if number == place.sequence + 1 { return }
        guard number > place.sequence else { throw .otherArchive(Line.kind, place.sequence + 1) }
        let gap = SequenceGap(
            of: Line.kind,
            place.sequence + 1...number - 1,
            after: place.mark?.position.segment,
            before: position.segment
        )
        do throws(SystemError) {
            if try AcceptedGaps(in: stateDirectory, on: fileSystem).contains(gap) { return }
        } catch {
            throw .system(error)
        }
        throw .missing(gap)
    }

    /// Goes behind a line, or behind the last that is durable.
    private mutating func pass(upTo sequence: Int64?) throws(FollowError) {
        let folder = try openFolder()
        do throws(SystemError) {
            try beginAtSegment(of: sequence, in: folder)
        } catch {
            throw .system(error)
        }
        let hasMore = try advance(folder, upTo: sequence ?? .max, skippingDamage: true)
        if let sequence, !hasMore, place.sequence < sequence {
            throw .beyondEnd(Line.kind, sequence, last: place.sequence)
        }
    }

    /// Goes to the beginning of the newest segment with a durable line whose number is not higher; stays where there is none.
    private mutating func beginAtSegment(
        of sequence: Int64?,
        in folder: ArchiveDirectory
    ) throws(SystemError) {
        for segment in try folder.segments().reversed() where segment.length > 0 {
            let start = ArchivePosition(segment: segment.name, offset: 0)
            var cursor = try ArchiveCursor(folder, from: start)
            guard try cursor.advance() == start, cursor.fault == nil, let first = try? Line(line: cursor.line),
                sequence.map({ first.sequence <= $0 }) ?? true,
                let end = try DurableEnd.find(of: Line.self, in: folder, catalogue: catalogue, after: start),
                start < end
            else { continue }
            place.sequence = first.sequence - 1
            upcoming = start
            return
        }
    }

    /// Holds the line that the place is behind against what stands there.
    private func checkPlace(_ folder: ArchiveDirectory) throws(FollowError) {
        guard let mark = place.mark else { return }
        do {
            let line = try ArchiveReader(folder).line(at: mark.position, length: mark.length)
            do throws(RecordFault) {
                let found = try Line(line: line.span)
                if StreamPlace(behind: line.span, found.sequence, at: mark.position) == place { return }
            } catch {
                // Of another archive another part of a line stands there, mostly.
                let begin = Array("{\"v\":".utf8)
                if line.prefix(begin.count).elementsEqual(begin) || line.contains(0) {
                    throw FollowError.damaged(mark.position, error, place.sequence, through: place.sequence)
                }
            }
        } catch let error as FollowError {
            throw error
        } catch let error as ArchiveReadError {
            switch error {
            case .system(let error): if !error.isMissing { throw .system(error) }
            case .damaged(let position, let fault):
                // A piece of a compressed segment that cannot be unpacked is read as NUL bytes.
                if fault.reason == .unfinished, try isUnread(folder, mark) {
                    throw .damaged(position, fault, place.sequence, through: place.sequence)
                }
            }
        } catch {}
        let last = try? ArchiveReader(folder).lastLine().flatMap { try? Line(line: $0.span) }
        if let last, last.sequence < place.sequence {
            throw .beyondEnd(Line.kind, place.sequence, last: last.sequence)
        }
        throw .otherArchive(Line.kind, place.sequence)
    }

    /// Whether NUL bytes are what can be had of a line, or of a part of it.
    private func isUnread(_ folder: ArchiveDirectory, _ mark: StreamPlace.Mark) throws(FollowError) -> Bool {
        do throws(SystemError) {
            return try folder.hasUnread(mark.position, count: mark.length)
        } catch {
            throw .system(error)
        }
    }
}
