public import LinuxIO

/// Reads a whole ledger and says what is wrong with it, and where.
public struct LedgerVerifier: Sendable {
    private let ledger: ArchiveDirectory
    private let isBeingWritten: Bool

    /// A verifier of this ledger.
    public init(_ ledger: ArchiveDirectory, isBeingWritten: Bool = false) {
        self.ledger = ledger
        self.isBeingWritten = isBeingWritten
    }

    /// Goes through the ledger.
    ///
    /// - Parameters:
    ///   - progress: is told every mebibyte or so how far it is.
    ///   - entry: is given each sound entry, for whoever compares them with something else.
    ///   - finding: is given each finding, in the order of the ledger.
    /// - Returns: the progress at the end.
    /// - Throws: when the ledger's folders cannot be read; a segment that cannot is a finding.
    public func verify(
        progress: (ArchiveVerifier.Progress) -> Void = { _ in },
        entry: (LedgerEntry, ArchivePosition) -> Void = { _, _ in },
        finding: (ArchiveVerifier.Finding) -> Void
    ) throws(SystemError) -> ArchiveVerifier.Progress {
        SegmentPassage<LedgerEntry>(ledger, isBeingWritten: isBeingWritten).run(
            try ledger.segments(),
            progress: progress,
            finding: finding
        ) { line in
            entry(line.content, line.position)
            return nil
        }
    }
}
