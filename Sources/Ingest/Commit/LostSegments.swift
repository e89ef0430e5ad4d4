import Archive
import Catalogue
import LinuxIO
import Logging

/// What a start says of segments that are not there, or not whole.
extension DeskStore {
    /// Tells of segments that were packed, renamed or linked away. Where no catalogue knows what stood in them, nothing is
    /// begun: the lines that are left need not show the loss of the newest.
    func checkDisplaced(_ log: ArchiveDirectory, isKnown: Bool) throws(DeskError) {
        let displaced: [DisplacedSegment]
        do { displaced = try log.displaced() } catch { throw .archive(.failed(error)) }
        guard let first = displaced.first else { return }
        if !isKnown && !acceptsShortArchive { throw .displaced(log.kind, first, count: displaced.count) }
        for segment in displaced {
            self.log.error(
                "a segment is not whole, or not in its place; readers of the archive do without it, and so does a catalogue that is made again",
                metadata: [
                    "path": "\(log.kind.folder.appending(segment.path).display)",
                    "reason": "\(segment); \(segment.advice)",
                    "wiredesk.event": "segment-missing",
                ]
            )
        }
    }

    /// Tells of numbers that are missing between segments, and returns them; a repair accepts them instead.
    func tellGaps(in log: ArchiveDirectory) throws(DeskError) -> [SequenceGap] {
        do {
            var accepted = try AcceptedGaps(in: stateDirectory, on: fileSystem)
            let gaps = try log.gapsBetweenSegments().filter { !accepted.contains($0) }
            if acceptsShortArchive {
                try accepted.accept(gaps)
                return []
            }
            let catalogue = log.kind == .articles && !gaps.isEmpty ? try? CatalogueReader(at: cataloguePath) : nil
            for gap in gaps {
                let known = (try? catalogue?.location(of: .sequence(gap.numbers.lowerBound)))??.position.segment
                let segment = known ?? gap.before ?? gap.after
                self.log.error(
                    "a segment of the \(log.kind.name) is missing or was cut; the desk goes on, and what stood there is known",
                    metadata: [
                        "wiredesk.event": "segment-missing",
                        "path":
                            "\(segment.map { log.kind.folder.appending($0.path).display } ?? log.kind.folder.display)",
                        "reason": "\(gap) are not there",
                    ]
                )
            }
            return gaps
        } catch {
            throw .archive(.failed(error))
        }
    }
}
