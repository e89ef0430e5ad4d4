public import LinuxIO

extension ArchiveDirectory {
    /// The numbers that are missing between one segment and the next, and before the first of all: segments were taken away, or
    /// cut. Reads the first and the last lines of each, so that a start can afford it; what is missing amid a segment is found by
    /// whoever reads all of it.
    public func gapsBetweenSegments() throws(SystemError) -> [SequenceGap] {
        var gaps: [SequenceGap] = []
        var check = try SequenceCheck(nil, of: kind, behind: 0, at: nil)
        for segment in try segments() {
            let file: SegmentFile
            do throws(SystemError) {
                file = try open(segment.name)
            } catch {
                // Removed or compressed since the list was made.
                if error.isMissing { continue }
                throw error
            }
            var lines = SegmentLines(file, from: 0, room: 16 << 10)
            var isFound = false
            while !isFound {
                if try !lines.advance() { break }
                if let head = soundHead(lines) {
                    if head.sequence > check.last, let gap = check.take(head.sequence, in: segment.name) {
                        gaps.append(gap)
                    }
                    isFound = true
                } else {
                    check.passOver(lines.length)
                }
            }
            let end = ArchivePosition(segment: segment.name, offset: segment.length)
            guard isFound, let last = try lastWholeLine(before: end).0, let head = last.head else { continue }
            check = try SequenceCheck(nil, of: kind, behind: max(check.last, head.sequence), at: end)
            // Damaged lines hide numbers; the piece of one that a cut has left does not.
            var rest = SegmentLines(file, from: last.offset, room: 16 << 10)
            var isBehind = false
            while try rest.advance() {
                if isBehind { check.passOver(rest.length) }
                isBehind = true
            }
        }
        return gaps
    }

    private func soundHead(_ lines: borrowing SegmentLines) -> LineHead? {
        guard lines.fault == nil, (try? RecordLayout.checkedEnd(lines.line)) != nil else { return nil }
        return LineHead(lines.line, of: kind)
    }
}
