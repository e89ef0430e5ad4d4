public import Archive

/// Damaged lines of the archive that an answer had to do without.
public struct DamagedLines {
    private var seen: Set<ArchivePosition> = []
    /// The first of them, and what is wrong with it.
    public private(set) var first: (position: ArchivePosition, fault: RecordFault)?

    /// Those that are told apart, so that an archive of nothing else does not fill the memory.
    private static let most = 100_000

    /// How many there are; no more than are told apart.
    public var count: Int { seen.count }

    /// Takes note of one, however often it is come upon.
    mutating func note(_ position: ArchivePosition, _ fault: RecordFault) {
        if first == nil { first = (position, fault) }
        if seen.count < Self.most { seen.insert(position) }
    }
}
