import Archive
import Article
import Catalogue
import LinuxIO

/// What archive, ledger and catalogue of a desk tell of it, without its daemon.
struct StoredArticles {
    private let archive: ArchiveDirectory
    private let catalogue: CatalogueReader?
    /// Nil where there is none.
    private let ledger: ArchiveDirectory?

    /// The articles under a state directory; nil where there is no archive.
    init?(stateDirectory: Path, fileSystem: any FileSystem) throws(SystemError) {
        do {
            let folder = try fileSystem.openRoot(stateDirectory.appending(StateDirectory.archive))
            archive = ArchiveDirectory(folder, fileSystem: fileSystem)
        } catch  where error.isMissing {
            return nil
        }
        // Without a catalogue, or with one that cannot be read, the archive has it all the same.
        catalogue = try? CatalogueReader(at: stateDirectory.appending(StateDirectory.catalogue))
        do {
            let folder = try fileSystem.openRoot(stateDirectory.appending(StateDirectory.deliveries))
            ledger = ArchiveDirectory(folder, of: .deliveries, fileSystem: fileSystem)
        } catch  where error.isMissing {
            ledger = nil
        }
    }

    /// The line of the newest record, without its newline; nil where there is none.
    func lastLine() throws -> [UInt8]? {
        // A damaged line is no article; the one before it is looked for then.
        if let line = try? ArchiveReader(archive).lastLine(), (try? RecordSummary(line: line.span)) != nil {
            return line
        }
        // What the catalogue knows needs no second look: only what came after its last entry is read.
        if let known = try? catalogue?.location(of: .last), try archive.isLineStart(known.position) {
            let found = try? ArchiveReader(archive).line(at: known.position, length: known.length)
            if let line = try lastLine(from: known.position) ?? found { return line }
        }
        let newest = try archive.segments().last { $0.length > 0 }
        return try lastLine(from: newest.map { ArchivePosition(segment: $0.name, offset: 0) })
    }

    /// Deliveries by their outcome, and revisions; nil where they cannot be read.
    ///
    /// - Parameter isRunning: whether a daemon brings up the catalogue: what that has not got yet is then not counted, which
    ///   would take as long for each who asks.
    func tallies(isRunning: Bool) -> DeliveryTallies? {
        isRunning ? catalogue.map { DeliveryTallies(of: $0) } : try? DeliveryTallies(archive, ledger, catalogue)
    }

    /// How many of the articles the catalogue has, by the sequence number of its last; nil without one that can be read.
    var catalogued: Int64? {
        guard let catalogue else { return nil }
        do { return try catalogue.location(of: .last)?.sequence ?? 0 } catch { return nil }
    }

    /// The archive's segments.
    func segments() throws(SystemError) -> [ArchiveDirectory.Segment] {
        try archive.segments()
    }

    private func lastLine(from start: ArchivePosition?) throws(SystemError) -> [UInt8]? {
        var cursor = try ArchiveCursor(archive, from: start)
        var found: [UInt8]?
        while try cursor.advance() != nil {
            if (try? RecordSummary(line: cursor.line)) != nil { found = cursor.line.indices.map { cursor.line[$0] } }
        }
        return found
    }
}
