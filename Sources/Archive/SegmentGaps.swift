public import LinuxIO

extension ArchiveDirectory {
    /// The numbers that are missing between one segment and the next, and before the first of all: segments were taken away, or
    /// cut. Reads the first line of each, and the last ones of those whose end is not known, so that a start and a question can
    /// afford it; what is missing amid a segment is found by whoever reads all of it.
    ///
    /// - Parameter ends: where the lines with these numbers ended when they were appended, as far as somebody has kept that.
    public func gapsBetweenSegments(
        knowing ends: ([Int64]) -> [Int64: ArchivePosition] = { _ in [:] }
    ) throws(SystemError) -> [SequenceGap] {
        var beginnings: [Beginning] = []
        for segment in try segments() {
            if let beginning = try beginning(of: segment) { beginnings.append(beginning) }
        }
        let known = ends(beginnings.dropFirst().compactMap { $0.first.map { $0 - 1 } })
        var gaps: [SequenceGap] = []
        var check = try SequenceCheck(nil, of: kind, behind: 0, at: nil)
        var before: Beginning?
        for beginning in beginnings {
            defer { before = beginning }
            if let before, let end = known[(beginning.first ?? 0) - 1], end.segment == before.segment.name,
                end.offset == before.segment.length, beginning.damaged.isEmpty
            {
                // The line before its first ends where the segment before it does.
                continue
            }
            if let before { try pass(before, &check) }
            for length in beginning.damaged { check.passOver(length) }
            guard let first = beginning.first, first > check.last else { continue }
            if let gap = check.take(first, in: beginning.segment.name) { gaps.append(gap) }
        }
        return gaps
    }

    /// How a segment begins.
    private struct Beginning {
        var segment: Segment
        /// The number of its first sound line; nil where it has none.
        var first: Int64?
        /// Bytes of each damaged line before that.
        var damaged: [Int] = []
    }

    /// Reads up to the first sound line; nil where the segment was removed or compressed since it was listed.
    private func beginning(of segment: Segment) throws(SystemError) -> Beginning? {
        let file: SegmentFile
        do throws(SystemError) {
            file = try open(segment.name)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        var beginning = Beginning(segment: segment)
        var lines = SegmentLines(file, from: 0, room: 4 << 10)
        while try lines.advance() {
            if lines.fault == nil, (try? RecordLayout.checkedEnd(lines.line)) != nil,
                let head = LineHead(lines.line, of: kind)
            {
                beginning.first = head.sequence
                break
            }
            beginning.damaged.append(lines.length)
        }
        return beginning
    }

    /// Goes behind the end of a segment.
    private func pass(_ beginning: Beginning, _ check: inout SequenceCheck) throws(SystemError) {
        guard beginning.first != nil else { return }
        let segment = beginning.segment
        let end = ArchivePosition(segment: segment.name, offset: segment.length)
        let file: SegmentFile
        let last: WholeLine
        do throws(SystemError) {
            guard let found = try lastWholeLine(before: end).0 else { return }
            last = found
            file = try open(segment.name)
        } catch {
            if error.isMissing { return }
            throw error
        }
        guard let head = last.head else { return }
        check = try SequenceCheck(nil, of: kind, behind: max(check.last, head.sequence), at: end)
        // Damaged lines hide numbers; the piece of one that a cut has left does not.
        var rest = SegmentLines(file, from: last.offset, room: 16 << 10)
        var isBehind = false
        while try rest.advance() {
            if isBehind { check.passOver(rest.length) }
            isBehind = true
        }
    }
}
