import Archive
import Article
import Catalogue
import LinuxIO

/// Which article is asked for.
enum ArticleSelection: Sendable, Equatable {
    case last
    case sequence(Int64)
    case id(ContentID)

    /// Reads `last`, a sequence number, or a content id with or without `sha256:`; nil where it is none of these.
    init?(_ text: String) {
        if text == "last" {
            self = .last
        } else if let number = Int64(text), number > 0 {
            self = .sequence(number)
        } else if let id = ContentID(text) ?? ContentID("sha256:" + text) {
            self = .id(id)
        } else {
            return nil
        }
    }

    /// Whether a record is the one that is asked for; of several that are, the last counts.
    func isMet(by summary: RecordSummary) -> Bool {
        switch self {
        case .last: true
        case .sequence(let sequence): summary.sequence == sequence
        case .id(let id): summary.id == id
        }
    }

    fileprivate var inCatalogue: CatalogueReader.Selection {
        switch self {
        case .last: .last
        case .sequence(let sequence): .sequence(sequence)
        case .id(let id): .contentID(id)
        }
    }
}

/// The articles of a desk, found through its catalogue where that knows them, and by reading the archive where not.
struct StoredArticles {
    private let archive: ArchiveDirectory
    private let catalogue: CatalogueReader?

    /// The articles under a state directory; nil where there is no archive.
    init?(stateDirectory: Path, fileSystem: any FileSystem) throws(SystemError) {
        do {
            let folder = try fileSystem.openRoot(stateDirectory.appending("archive"))
            archive = ArchiveDirectory(folder, fileSystem: fileSystem)
        } catch  where error.isMissing {
            return nil
        }
        // Without a catalogue, or with one that cannot be read, the archive has it all the same.
        catalogue = try? CatalogueReader(at: stateDirectory.appending("catalogue.sqlite"))
    }

    /// The line of the article's record, without its newline; nil where there is none.
    func line(of selection: ArticleSelection) throws -> [UInt8]? {
        // A damaged line is no article; the one before it is looked for then.
        if selection == .last, let line = try? ArchiveReader(archive).lastLine(),
            (try? RecordSummary(line: line.span)) != nil
        {
            return line
        }
        let known = try? catalogue?.location(of: selection.inCatalogue)
        if let known, selection != .last {
            return try ArchiveReader(archive).line(at: known.position, length: known.length)
        }
        // What the catalogue knows needs no second look: only what came after its last entry is read.
        let lastKnown = try? catalogue?.location(of: .last)
        var found: [UInt8]?
        if let lastKnown {
            if selection == .last {
                found = try? ArchiveReader(archive).line(at: lastKnown.position, length: lastKnown.length)
            }
            if let newer = try scan(for: selection, from: lastKnown.position) { found = newer }
            if found != nil { return found }
        }
        return try scan(for: selection, from: try start(for: selection))
    }

    /// Deliveries by their outcome, and revisions, on one day or in all; nil without a catalogue that can be read.
    func tallies(on day: CivilDate? = nil) -> Tallies? {
        try? catalogue?.tallies(on: day)
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

    /// Where a scan begins: for the last record, the newest segment that holds one.
    private func start(for selection: ArticleSelection) throws(SystemError) -> ArchivePosition? {
        guard selection == .last else { return nil }
        let newest = try archive.segments().last { $0.length > 0 }
        return newest.map { ArchivePosition(segment: $0.name, offset: 0) }
    }

    private func scan(for selection: ArticleSelection, from start: ArchivePosition?) throws(SystemError) -> [UInt8]? {
        var cursor = try ArchiveCursor(archive, from: start)
        var found: [UInt8]?
        while try cursor.advance() != nil {
            // A damaged line is no article.
            guard let summary = try? RecordSummary(line: cursor.line), selection.isMet(by: summary) else { continue }
            found = cursor.line.indices.map { cursor.line[$0] }
            if selection != .last { break }
        }
        return found
    }
}
