public import Archive

/// Damaged lines of the archive that an answer had to do without.
public struct DamagedLines {
    private var seen: [ArchivePosition: RecordFault] = [:]
    /// The one that was come upon first, and what is wrong with it.
    public private(set) var first: (position: ArchivePosition, fault: RecordFault)?

    /// Those that are told apart, so that an archive of nothing else does not fill the memory.
    private static let most = 100_000

    /// How many there are; no more than are told apart.
    public var count: Int { seen.count }

    /// Takes note of one, however often it is come upon.
    mutating func note(_ position: ArchivePosition, _ fault: RecordFault) {
        if first == nil { first = (position, fault) }
        if seen.count < Self.most { seen[position] = fault }
    }

    /// Those among them whose places fit.
    func filtered(_ fits: (ArchivePosition) -> Bool) -> DamagedLines {
        var lines = DamagedLines()
        let inOrder = seen.sorted { $0.key < $1.key }
        for (position, fault) in inOrder where fits(position) { lines.note(position, fault) }
        return lines
    }
}
