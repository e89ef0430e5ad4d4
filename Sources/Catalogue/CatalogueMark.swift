public import Archive

/// Up to where a catalogue has read the archive and the ledger.
public struct CatalogueMark: Sendable, Equatable {
    /// Where the next record begins; nil where the archive had no segment.
    public var archive: ArchivePosition?
    /// Where the next line of the ledger begins; nil where the ledger had no segment.
    public var ledger: ArchivePosition?
    /// The number of the last line of the ledger that was read; 0 for none.
    public var line: Int64

    /// A mark at these places.
    public init(archive: ArchivePosition? = nil, ledger: ArchivePosition? = nil, line: Int64 = 0) {
        self.archive = archive
        self.ledger = ledger
        self.line = line
    }
}
