public import LinuxIO

/// Holds the numbers of lines that are read one after the other to their order, and finds what is missing.
public struct SequenceCheck: Sendable {
    private let kind: SegmentKind
    /// The number of the last sound line.
    public private(set) var last: Int64
    private var lastSegment: SegmentName?
    /// Bytes and lines of damage since then, which hide numbers. Nil before the first line where it is not known what stands
    /// before it.
    private var damage: (bytes: Int64, lines: Int64)?

    /// Bytes that no line is shorter than: with less damage than this for each, numbers are missing for another reason.
    private static let shortestLine: Int64 = 64

    /// A check of what stands behind the line with the number `last`; 0 at the beginning.
    ///
    /// - Parameter position: where that line ends; nil at the beginning.
    public init(
        _ log: ArchiveDirectory?,
        of kind: SegmentKind,
        behind last: Int64,
        at position: ArchivePosition?
    ) throws(SystemError) {
        self.kind = kind
        self.last = last
        lastSegment = position?.segment
        if let log, let position {
            // Damage before the place may have hidden numbers that whoever read it could not count.
            let (line, damaged) = try log.lastWholeLine(before: position)
            damage = line?.head?.sequence == last && damaged == 0 ? (0, 0) : nil
        } else {
            damage = (0, 0)
        }
    }

    /// A damaged line of so many bytes comes next.
    public mutating func passOver(_ length: Int) {
        damage?.bytes += Int64(length)
        damage?.lines += 1
    }

    /// A sound line comes next, whose number is higher than the last. Returns what is missing before it.
    public mutating func take(_ number: Int64, in segment: SegmentName) -> SequenceGap? {
        defer {
            last = number
            lastSegment = segment
            damage = (0, 0)
        }
        return gap(before: number, in: segment)
    }

    /// What is missing at the end, where the line with the number `named` is known to have been there.
    public func missing(upTo named: Int64) -> SequenceGap? { named > last ? gap(before: named + 1, in: nil) : nil }

    private func gap(before number: Int64, in segment: SegmentName?) -> SequenceGap? {
        guard let damage, number > last + 1 else { return nil }
        let hidden = max(damage.lines, damage.bytes / SequenceCheck.shortestLine)
        guard number - last - 1 > hidden else { return nil }
        return SequenceGap(of: kind, last + 1...number - 1, after: lastSegment, before: segment)
    }
}
