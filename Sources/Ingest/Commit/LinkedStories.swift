import Archive
import Article
import Catalogue
import LinuxIO
import Stories

/// The stories that new records may belong to, as the committer knows them.
///
/// It belongs to the thread of the ``Committer``, and outlives a catalogue that fails.
final class LinkedStories {
    private var linker: StoryLinker
    private let files: ArchivedFiles

    /// The stories of an archive, read from the newest of its records.
    ///
    /// - Parameters:
    ///   - next: the number that the next record gets.
    ///   - files: where it adds the files of the records.
    ///   - known: where a record stands, as far as anyone can say; what comes before it is not read then.
    ///   - progress: called now and then while it reads.
    init(
        _ archive: ArchiveDirectory,
        before next: Int64,
        settings: StoryLinker.Settings,
        files: ArchivedFiles,
        known: (Int64) -> ArchivePosition? = { _ in nil },
        progress: () -> Void = {}
    ) throws(SystemError) {
        linker = StoryLinker(settings: settings)
        self.files = files
        let first = max(1, next - Int64(settings.limit))
        guard next > first else { return }
        var start = known(first)
        // What was there may be gone, or cut: the records that are left are read all the same.
        if let place = start, try !archive.isLineStart(place) { start = nil }
        if start == nil { start = try LinkedStories.start(of: first, in: archive) }
        var cursor = try ArchiveCursor(archive, from: start)
        var count = 0
        while try cursor.advance() != nil {
            count += 1
            if count % 256 == 0 { progress() }
            // A line that is no record is passed over, as in all reading.
            guard cursor.fault == nil, let record = try? Record(line: cursor.line), record.sequence >= first else {
                continue
            }
            linker.restore(record)
            let piece = ArchivedFiles.Piece(sequence: record.sequence, story: record.link?.story ?? record.id)
            let delivery = record.delivery
            files.add(piece, at: delivery.part ?? 1, of: delivery.identity, time: record.ingestedAt)
        }
    }

    /// The start of the newest segment that begins with a record of this number or an earlier one.
    private static func start(of sequence: Int64, in archive: ArchiveDirectory) throws(SystemError) -> ArchivePosition?
    {
        for segment in try archive.segments().reversed() where segment.length > 0 {
            let start = ArchivePosition(segment: segment.name, offset: 0)
            var cursor = try ArchiveCursor(archive, from: start)
            guard try cursor.advance() != nil, let record = try? RecordSummary(line: cursor.line) else { continue }
            if record.sequence <= sequence { return start }
        }
        return nil
    }

    /// Decides which story each record of a batch belongs to.
    ///
    /// - Parameters:
    ///   - facts: what decides it, in the order of the records.
    ///   - sequence: the number that the first of them gets.
    ///   - now: when they are committed, in nanoseconds since 1970.
    func link(_ tails: inout [RecordTail], _ facts: [StoryFacts], from sequence: Int64, at now: Int64) {
        // The records will say the time in milliseconds, and a window that is rebuilt from them goes by that.
        let time = ArchiveWriter.recordedTime(now)
        for place in tails.indices {
            let number = sequence + Int64(place)
            guard let link = tails[place].link else {
                tails[place].link = linker.link(facts[place], sequence: number, at: time)
                continue
            }
            // No version follows a notice of the desk.
            if link.basis != .operator { linker.follow(link, facts[place], sequence: number, at: time) }
        }
    }

    /// Takes it that the records from a number on were not written.
    func takeBack(from sequence: Int64) {
        linker.takeBack(from: sequence)
    }

    /// Takes it that all records are written, of which the first has this number.
    func settle(_ plan: CommitPlan, from sequence: Int64, at now: Int64) {
        linker.settle()
        let time = ArchiveWriter.recordedTime(now)
        for step in plan.steps {
            for case .new(let tail) in step.parts {
                guard let identity = step.delivery.identity else { continue }
                let story = plan.tails[tail].link?.story ?? plan.tails[tail].contentID
                let piece = ArchivedFiles.Piece(sequence: sequence + Int64(tail), story: story)
                files.add(piece, at: plan.tails[tail].place, of: identity, time: time)
            }
        }
    }
}
